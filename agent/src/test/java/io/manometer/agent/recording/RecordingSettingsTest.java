package io.manometer.agent.recording;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.agent.testing.ForkedJvm;
import io.manometer.agent.testing.Jdk;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordingSettingsTest {
    @Test
    void all_events_of_the_agent_are_on() throws Exception {
        Map<String, String> settings = RecordingSettings.of(null);

        assertThat(settings)
                .containsEntry("manometer.AgentInfo#enabled", "true")
                .containsEntry("manometer.AgentHealth#enabled", "true")
                .containsEntry("manometer.HopDescription#enabled", "true")
                .containsEntry("manometer.HopSample#enabled", "true")
                .containsEntry("manometer.HopEdge#enabled", "true")
                .containsEntry("manometer.Refusal#enabled", "true")
                .containsEntry("manometer.UnboundedHop#enabled", "true")
                .doesNotContainKey("jdk.ThreadPark#enabled");
    }

    @ParameterizedTest
    @ValueSource(strings = {"default", "profile"})
    void a_configuration_of_the_jdk_comes_on_top(String base) throws Exception {
        assertThat(RecordingSettings.of(base))
                .containsEntry("jdk.ThreadPark#enabled", "true")
                .containsEntry("manometer.HopSample#enabled", "true");
    }

    @ParameterizedTest
    @MethodSource("io.manometer.agent.testing.Jdk#names")
    void jfr_configure_accepts_the_file(String jdk, @TempDir Path folder) throws Exception {
        Path jfc = Path.of(RecordingSettings.class.getResource("/manometer.jfc").toURI());
        try (ForkedJvm tool = ForkedJvm.tool(Jdk.get(jdk), "jfr")
                .arguments("configure", "--input", jfc.toString())
                .arguments("--output", folder.resolve("out.jfc").toString())
                .arguments("manometer.HopSample#enabled=false")
                .start()) {
            assertThat(tool.awaitExit()).as(tool.toString()).isZero();
            assertThat(folder.resolve("out.jfc")).isNotEmptyFile();
        }
    }
}
