package io.manometer.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConfigurationPageTest {
    @Test
    void the_page_in_the_docs_is_what_the_table_says() {
        assertThat(Path.of("..").resolve(ConfigurationPage.FILE)).hasContent(ConfigurationPage.text());
    }
}
