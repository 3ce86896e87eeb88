package io.manometer.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GeneratedFilesTest {
    @Test
    void the_files_to_import_are_what_the_tables_say() throws Exception {
        if ("write".equals(System.getProperty("manometer.docs"))) {
            Generate.into(Path.of(""));
        }
        for (Map.Entry<String, String> file : Generate.files().entrySet()) {
            assertThat(Path.of(file.getKey()))
                    .as("generate it anew: see dashboards/README.md")
                    .isRegularFile();
            assertThat(Files.readString(Path.of(file.getKey())))
                    .as("%s is stale; generate it anew: see dashboards/README.md", file.getKey())
                    .isEqualTo(file.getValue());
        }
    }
}
