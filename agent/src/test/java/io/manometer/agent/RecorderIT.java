package io.manometer.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.Brief;
import com.acme.Hasty;
import com.acme.Pressed;
import io.manometer.agent.testing.ForkedJvm;
import io.manometer.agent.testing.Jdk;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.ZipFile;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The events are in every recording, whoever made it. */
class RecorderIT {
    private static final String SITE = "com.acme.Pressed.";

    @TempDir
    Path folder;

    private int dumps;

    @ParameterizedTest
    @MethodSource("io.manometer.agent.testing.Jdk#names")
    void a_recording_of_the_agents_own_holds_the_events(String jdk) throws Exception {
        Path file = folder.resolve("own.jfr");
        try (ForkedJvm jvm = application(ForkedJvm.java(Jdk.get(jdk)).agent("period=100ms,record=" + file))) {
            awaitSamples(jvm, Jdk.get(jdk));
            stop(jvm);

            assertComplete(RecordingFile.readAllEvents(file));
            assertThat(jvm.agentLines()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("io.manometer.agent.testing.Jdk#names")
    void an_application_that_waits_for_its_recording_leaves_all_that_it_created_however_soon_it_ends(String jdk)
            throws Exception {
        Path file = folder.resolve("brief.jfr");
        try (ForkedJvm jvm = ForkedJvm.java(Jdk.get(jdk))
                .agent("record.wait=true,record=" + file)
                .main(Brief.class)
                .start()) {
            assertThat(jvm.awaitExit()).as(jvm.toString()).isZero();
            assertThat(jvm.agentLines()).isEmpty();

            List<RecordedEvent> events = RecordingFile.readAllEvents(file);
            assertThat(named(events, "manometer.AgentInfo")).isNotEmpty();
            assertThat(named(events, "manometer.UnboundedHop"))
                    .extracting(event -> event.getString("site"))
                    .singleElement()
                    .asString()
                    .startsWith("com.acme.Brief.main(Brief.java:");
        }
    }

    @ParameterizedTest
    @MethodSource("io.manometer.agent.testing.Jdk#names")
    void a_recording_started_on_the_command_line_holds_the_events(String jdk) throws Exception {
        Path file = folder.resolve("start.jfr");
        try (ForkedJvm jvm = application(ForkedJvm.java(Jdk.get(jdk))
                .jvm("-XX:StartFlightRecording:filename=" + file)
                .agent("period=100ms"))) {
            awaitSamples(jvm, Jdk.get(jdk));
            stop(jvm);

            List<RecordedEvent> events = RecordingFile.readAllEvents(file);
            assertComplete(events);
            assertThat(named(events, "manometer.UnboundedHop"))
                    .as("created in main, so after the recorder came up")
                    .isNotEmpty()
                    .allSatisfy(event -> assertThat(event.getStackTrace()).isNotNull());
        }
    }

    /** No window of a minute ever ends here but by the exit. */
    @ParameterizedTest
    @MethodSource("io.manometer.agent.testing.Jdk#names")
    void the_last_part_of_a_window_is_in_the_agents_own_recording(String jdk) throws Exception {
        Path file = folder.resolve("own.jfr");
        try (ForkedJvm jvm = hasty(ForkedJvm.java(Jdk.get(jdk)).agent("period=1m,log=info,record=" + file))) {
            jvm.awaitError("recording to ");
            stop(jvm);

            assertHoldsAll(RecordingFile.readAllEvents(file));
        }
    }

    @ParameterizedTest
    @MethodSource("io.manometer.agent.testing.Jdk#names")
    void the_last_part_of_a_window_is_in_a_recording_of_the_command_line(String jdk) throws Exception {
        Path file = folder.resolve("start.jfr");
        try (ForkedJvm jvm = hasty(ForkedJvm.java(Jdk.get(jdk))
                .jvm("-XX:StartFlightRecording:filename=" + file)
                .agent("period=1m"))) {
            stop(jvm);

            assertHoldsAll(RecordingFile.readAllEvents(file));
        }
    }

    @ParameterizedTest
    @MethodSource("io.manometer.agent.testing.Jdk#names")
    void the_last_part_of_a_window_is_in_both_of_two_recordings(String jdk) throws Exception {
        Path first = folder.resolve("first.jfr");
        Path second = folder.resolve("second.jfr");
        try (ForkedJvm jvm = hasty(ForkedJvm.java(Jdk.get(jdk))
                .jvm("-XX:StartFlightRecording:filename=" + first)
                .agent("period=1m,log=info,record=" + second)
                .arguments("0"))) {
            jvm.awaitError("recording to ");
            stop(jvm);

            assertHoldsAll(RecordingFile.readAllEvents(first));
            assertHoldsAll(RecordingFile.readAllEvents(second));
        }
    }

    private static ForkedJvm hasty(ForkedJvm.Builder builder) {
        return builder.main(Hasty.class).start().awaitOutput("ready");
    }

    private static void assertHoldsAll(List<RecordedEvent> events) {
        long orders = named(events, "manometer.HopDescription").stream()
                .filter(event -> event.getString("site").startsWith("com.acme.Hasty."))
                .findFirst()
                .orElseThrow()
                .getLong("hop");
        assertThat(named(events, "manometer.HopSample"))
                .filteredOn(event -> event.getLong("hop") == orders)
                .extracting(event -> event.getLong("totalArrivals"))
                .contains((long) Hasty.ADDED);
    }

    @ParameterizedTest
    @MethodSource("io.manometer.agent.testing.Jdk#names")
    void the_settings_in_the_jar_work_behind_the_default_ones(String jdk) throws Exception {
        Path file = folder.resolve("settings.jfr");
        try (ForkedJvm jvm = application(ForkedJvm.java(Jdk.get(jdk))
                .jvm("-XX:StartFlightRecording:settings=default,settings=" + settingsFromJar() + ",filename=" + file)
                .agent("period=100ms"))) {
            awaitSamples(jvm, Jdk.get(jdk));
            stop(jvm);

            List<RecordedEvent> events = RecordingFile.readAllEvents(file);
            assertComplete(events);
            assertThat(named(events, "jdk.GCHeapConfiguration")).isNotEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("io.manometer.agent.testing.Jdk#names")
    void each_recording_started_later_describes_all_live_hops_anew(String name) throws Exception {
        Jdk jdk = Jdk.get(name);
        try (ForkedJvm jvm = application(ForkedJvm.java(jdk).agent("period=100ms"))) {
            jvm.jcmd(jdk, "JFR.start", "name=first");
            assertComplete(dumpWithSamples(jvm, jdk, "first"));
            jvm.jcmd(jdk, "JFR.start", "name=second");
            assertComplete(dumpWithSamples(jvm, jdk, "second"));
            jvm.jcmd(jdk, "JFR.stop", "name=first");
            jvm.jcmd(jdk, "JFR.stop", "name=second");
            jvm.jcmd(jdk, "JFR.start", "name=third");
            assertComplete(dumpWithSamples(jvm, jdk, "third"));
            stop(jvm);
        }
    }

    @ParameterizedTest
    @MethodSource("io.manometer.agent.testing.Jdk#names")
    void an_agent_attached_to_a_jvm_that_is_recording_writes_into_that_recording(String name) throws Exception {
        Jdk jdk = Jdk.get(name);
        try (ForkedJvm jvm = application(ForkedJvm.java(jdk))) {
            jvm.jcmd(jdk, "JFR.start", "name=before");
            jvm.jcmd(jdk, "JVMTI.agent_load", ForkedJvm.agentJar() + "=period=100ms");

            List<RecordedEvent> events = dumpWithSamples(jvm, jdk, "before");

            assertThat(named(events, "manometer.AgentInfo"))
                    .allSatisfy(
                            event -> assertThat(event.getBoolean("attached")).isTrue());
            assertThat(named(events, "manometer.HopDescription")).isNotEmpty();
            stop(jvm);
        }
    }

    @Test
    void what_was_asked_for_is_in_the_recording() throws Exception {
        Jdk jdk = Jdk.running();
        Path options = Files.writeString(folder.resolve("manometer.properties"), "limit.hops=77\n");
        try (ForkedJvm jvm = application(ForkedJvm.java(jdk)
                .environment("MANOMETER_CONFIG", options.toString())
                .jvm("-Dmanometer.period=100ms")
                .agent("instrument=queue,executor"))) {
            jvm.jcmd(jdk, "JFR.start", "name=options");

            RecordedEvent info = named(dumpWithSamples(jvm, jdk, "options"), "manometer.AgentInfo")
                    .get(0);

            assertThat(info.getString("options"))
                    .contains("period=100ms", "instrument=queue,executor", "limit.hops=77");
            assertThat(info.getDuration("period").toMillis()).isEqualTo(100);
            assertThat(info.getLong("pid")).isEqualTo(jvm.pid());
            stop(jvm);
        }
    }

    private static void assertComplete(List<RecordedEvent> events) {
        assertThat(named(events, "manometer.AgentInfo")).isNotEmpty();
        assertThat(named(events, "manometer.AgentHealth"))
                .isNotEmpty()
                .allSatisfy(event -> assertThat(event.getLong("errors")).isZero());
        Set<Long> described = hops(events, "manometer.HopDescription");
        assertThat(described).isNotEmpty().containsAll(hops(events, "manometer.HopSample"));
        assertThat(named(events, "manometer.HopDescription"))
                .extracting(event -> event.getString("site"))
                .anyMatch(site -> site.startsWith(SITE));
    }

    private void awaitSamples(ForkedJvm jvm, Jdk jdk) {
        Awaitility.await().until(() -> {
            Path file = folder.resolve("await" + dumps++ + ".jfr");
            jvm.jcmd(jdk, "JFR.dump", "filename=" + file);
            // Until a recording runs, jcmd says so and writes nothing.
            return Files.exists(file) && hasSamples(RecordingFile.readAllEvents(file));
        });
    }

    private List<RecordedEvent> dumpWithSamples(ForkedJvm jvm, Jdk jdk, String recording) {
        return Awaitility.await().until(() -> dump(jvm, jdk, recording), RecorderIT::hasSamples);
    }

    private List<RecordedEvent> dump(ForkedJvm jvm, Jdk jdk, String recording) throws IOException {
        Path file = folder.resolve("dump" + dumps++ + ".jfr");
        jvm.jcmd(jdk, "JFR.dump", "name=" + recording, "filename=" + file);
        return RecordingFile.readAllEvents(file);
    }

    private static boolean hasSamples(List<RecordedEvent> events) {
        return hops(events, "manometer.HopSample").size() >= 2
                && !named(events, "manometer.HopDescription").isEmpty();
    }

    private static List<RecordedEvent> named(List<RecordedEvent> events, String name) {
        return events.stream()
                .filter(event -> event.getEventType().getName().equals(name))
                .toList();
    }

    private static Set<Long> hops(List<RecordedEvent> events, String name) {
        return named(events, name).stream().map(event -> event.getLong("hop")).collect(Collectors.toSet());
    }

    private Path settingsFromJar() throws IOException {
        Path file = folder.resolve("manometer.jfc");
        try (ZipFile jar = new ZipFile(ForkedJvm.agentJar().toFile());
                InputStream in = jar.getInputStream(jar.getEntry("manometer.jfc"))) {
            Files.copy(in, file);
        }
        return file;
    }

    private static ForkedJvm application(ForkedJvm.Builder builder) {
        return builder.main(Pressed.class).start().awaitOutput("ready");
    }

    private static void stop(ForkedJvm jvm) {
        jvm.say("stop");
        assertThat(jvm.awaitExit()).as(jvm.toString()).isZero();
    }
}
