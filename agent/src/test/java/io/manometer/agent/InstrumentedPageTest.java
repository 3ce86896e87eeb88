package io.manometer.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class InstrumentedPageTest {
    @Test
    void the_page_says_what_the_tables_say() throws Exception {
        assertThat(Files.readString(InstrumentedPage.FILE))
                .as("docs/instrumented.md is stale; its second paragraph has the command that writes it")
                .isEqualTo(InstrumentedPage.text());
    }
}
