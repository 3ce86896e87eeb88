package io.manometer.agent.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MetricsPageTest {
    @Test
    void the_page_in_the_docs_is_what_the_table_says() {
        assertThat(Path.of("..").resolve(MetricsPage.FILE)).hasContent(MetricsPage.text());
    }
}
