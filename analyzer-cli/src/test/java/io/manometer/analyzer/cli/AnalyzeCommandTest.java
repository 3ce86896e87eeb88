package io.manometer.analyzer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.analyzer.testing.FakeAgent;
import java.io.IOException;
import java.nio.file.Path;
import jdk.jfr.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnalyzeCommandTest {
    @TempDir
    Path folder;

    @Test
    void what_nobody_ever_took_is_told_as_a_number_and_as_no_time() throws IOException {
        Path file = folder.resolve("left.jfr");
        try (Recording recording = FakeAgent.recording()) {
            recording.start();
            FakeAgent.info();
            FakeAgent.describe(1, "Left.queue", 10);
            FakeAgent.sample(1, 1, 5, 0, 0, 5, 0);
            for (int tick = 1; tick <= 40; tick++) {
                FakeAgent.health(tick);
            }
            recording.dump(file);
        }
        assertThat(Captured.run("analyze", file).out())
                .contains("Left.queue  STRANDED", "now 5 wait; the most were 5")
                .doesNotContain("for ever of work");
    }
}
