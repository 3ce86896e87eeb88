package io.manometer.agent.recording;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.agent.config.Options;
import io.manometer.agent.testing.ForkedJvm;
import io.manometer.agent.testing.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OwnRecordingTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource("io.manometer.agent.testing.Jdk#names")
    void the_file_is_written_at_exit_and_the_exit_code_stays(String jdk) throws Exception {
        try (ForkedJvm jvm = application(Jdk.get(jdk), "record=" + folder.resolve("app.jfr"))) {
            jvm.say("await");
            jvm.awaitOutput("done await");
            jvm.say("7");

            assertThat(jvm.awaitExit()).isEqualTo(7);
            assertThat(jvm.agentLines()).isEmpty();
            assertThat(eventNames(folder.resolve("app.jfr"))).contains("jdk.ActiveSetting", "jdk.JVMInformation");
        }
    }

    @Test
    void the_process_id_and_the_start_time_stand_in_the_name() {
        try (ForkedJvm jvm = application(Jdk.running(), "record=" + folder.resolve("app-%p-%t.jfr"))) {
            jvm.say("await");
            jvm.awaitOutput("done await");
            jvm.say("0");
            jvm.awaitExit();

            assertThat(folder.toFile().list())
                    .singleElement()
                    .asString()
                    .matches("app-" + jvm.pid() + "-\\d{8}-\\d{6}\\.jfr");
        }
    }

    @ParameterizedTest
    @MethodSource("io.manometer.agent.testing.Jdk#names")
    void a_full_file_makes_room_for_the_next_and_nothing_is_lost(String jdk) throws Exception {
        Path newest = folder.resolve("app.jfr");
        try (ForkedJvm jvm = application(
                Jdk.get(jdk),
                "log=info,record.max-size=1m,record.max-files=3,record.settings=default,record=" + newest)) {
            jvm.awaitError("recording to ");
            for (int round = 1; round <= 2; round++) {
                jvm.say("fill");
                awaitContent(folder.resolve("app." + round + ".jfr"));
            }
            jvm.say("0");

            assertThat(jvm.awaitExit()).isZero();
            assertThat(folder.toFile().list()).containsExactlyInAnyOrder("app.jfr", "app.1.jfr", "app.2.jfr");
            assertThat(fillers("app.jfr", "app.1.jfr", "app.2.jfr")).hasSize(2 * Recorded.FILLERS);
        }
    }

    @Test
    void the_file_of_an_earlier_run_is_kept() throws Exception {
        Files.writeString(folder.resolve("app.jfr"), "earlier");
        try (ForkedJvm jvm = application(Jdk.running(), "record=" + folder.resolve("app.jfr"))) {
            jvm.say("await");
            jvm.awaitOutput("done await");
            jvm.say("0");
            jvm.awaitExit();

            assertThat(folder.resolve("app.1.jfr")).hasContent("earlier");
        }
    }

    @ParameterizedTest
    @MethodSource("io.manometer.agent.testing.Jdk#names")
    void an_application_that_ends_at_once_gets_a_line_or_a_file(String jdk) {
        for (int i = 0; i < 5; i++) {
            Path file = folder.resolve("app" + i + ".jfr");
            try (ForkedJvm jvm = application(Jdk.get(jdk), "record=" + file)) {
                jvm.say("0");

                assertThat(jvm.awaitExit()).as(jvm.toString()).isZero();
                if (!Files.exists(file)) {
                    assertThat(jvm.agentLines())
                            .singleElement()
                            .asString()
                            .contains("ended before its recording had begun");
                }
            }
        }
    }

    @Test
    void a_missing_folder_is_one_line() {
        try (ForkedJvm jvm = application(Jdk.running(), "record=" + folder.resolve("no/app.jfr"))) {
            jvm.awaitError("\n");
            jvm.say("3");

            assertThat(jvm.awaitExit()).isEqualTo(3);
            assertThat(jvm.agentLines())
                    .containsExactly("manometer: record=" + folder.resolve("no/app.jfr")
                            + " can't be written (the folder " + folder.resolve("no")
                            + " does not exist); name a file in a writable folder."
                            + " The application runs on without a recording");
        }
    }

    @ParameterizedTest
    @MethodSource("io.manometer.agent.testing.Jdk#names")
    void a_full_disk_is_one_line_and_the_exit_code_stays(String jdk) {
        try (ForkedJvm jvm = application(Jdk.get(jdk), "record=/dev/full")) {
            jvm.say("await");
            jvm.awaitOutput("done await");
            jvm.say("5");

            assertThat(jvm.awaitExit()).isEqualTo(5);
            assertThat(jvm.agentLines())
                    .containsExactly("manometer: the recording could not be written to /dev/full;"
                            + " see that the disk has room and that the folder is writable");
        }
    }

    @Test
    void without_the_option_nothing_happens() throws Exception {
        OwnRecording.start(Options.parse(""));

        assertThat(jdk.jfr.FlightRecorder.isInitialized()).isFalse();
    }

    private static ForkedJvm application(Jdk jdk, String options) {
        return ForkedJvm.java(jdk)
                .classPath(mainClasses(OwnRecording.class), mainClasses(io.manometer.events.HopSample.class))
                .main(Recorded.class)
                .arguments(options)
                .start()
                .awaitOutput("ready");
    }

    private static Path mainClasses(Class<?> type) {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath());
    }

    /** A file appears before it is written; once it has content, the next recording is running. */
    private static void awaitContent(Path file) {
        Awaitility.await().until(() -> Files.exists(file) && Files.size(file) > 0);
    }

    private Set<String> fillers(String... files) throws IOException {
        Set<String> texts = new HashSet<>();
        for (String file : files) {
            // JFR leaves an empty file when the application ends in the middle of a rotation.
            if (Files.size(folder.resolve(file)) == 0) {
                continue;
            }
            for (RecordedEvent event : RecordingFile.readAllEvents(folder.resolve(file))) {
                if (event.getEventType().getName().equals("test.Filler")) {
                    texts.add(event.getString("text"));
                }
            }
        }
        return texts;
    }

    private static List<String> eventNames(Path file) throws IOException {
        return RecordingFile.readAllEvents(file).stream()
                .map(event -> event.getEventType().getName())
                .distinct()
                .toList();
    }
}
