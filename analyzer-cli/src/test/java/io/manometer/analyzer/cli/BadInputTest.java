package io.manometer.analyzer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.analyzer.testing.FakeAgent;
import io.manometer.analyzer.testing.Fakes;
import io.manometer.analyzer.testing.Jdk;
import io.manometer.events.HopEdge;
import io.manometer.events.HopSample;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import jdk.jfr.Event;
import jdk.jfr.Name;
import jdk.jfr.Recording;
import jdk.jfr.StackTrace;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each is one line with cause and remedy, an exit code, and the report of whatever could be read; nothing hangs. */
@Timeout(value = 90, unit = TimeUnit.SECONDS)
class BadInputTest {
    private static final int WINDOWS = 70;

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private static Path good;

    @BeforeAll
    static void aGoodRecording() throws IOException {
        good = shared.resolve("good.jfr");
        try (Recording recording = FakeAgent.recording()) {
            recording.start();
            FakeAgent.growing(1, "Orders.queue", 1, WINDOWS);
            recording.dump(good);
        }
    }

    static List<Jdk> jdks() {
        return Jdk.all();
    }

    @Test
    void a_good_recording_is_analyzed() {
        Captured result = Captured.run("analyze", good);
        assertThat(result.exitCode()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).startsWith("Orders.queue (unbounded) absorbs 100 items/s");
    }

    /** As the recorder writes it when its buffers overflow; to make them do so takes gigabytes. */
    @Name("jdk.DataLoss")
    @StackTrace(false)
    static final class DataLoss extends Event {
        long amount;
    }

    @Test
    void data_that_the_recorder_lost_lowers_the_confidence_and_is_said() throws IOException {
        Path lossy = folder.resolve("lossy.jfr");
        try (Recording recording = FakeAgent.recording()) {
            recording.enable("jdk.DataLoss");
            recording.start();
            FakeAgent.growing(1, "Orders.queue", 1, WINDOWS);
            DataLoss loss = new DataLoss();
            loss.amount = 4096;
            loss.commit();
            recording.dump(lossy);
        }
        assertThat(Captured.run("analyze", good).out()).contains("ABSORBS  high confidence");
        assertThat(Captured.run("analyze", lossy).out().replaceAll("\\s+", " "))
                .contains("ABSORBS medium confidence", "lost 0 samples and 4096 bytes: confidence is lowered");
    }

    @Test
    void a_missing_file_is_named() {
        Captured result = Captured.run("analyze", folder.resolve("none.jfr"));
        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.err()).endsWith("none.jfr: no such file; check the path\n");
        assertThat(result.err()).hasLineCount(1);
    }

    @Test
    void the_report_of_the_readable_file_still_comes() {
        Captured result = Captured.run("analyze", folder.resolve("none.jfr"), good);
        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.out()).contains("Orders.queue");
    }

    @Test
    void garbage_is_no_recording() throws IOException {
        Path file = Files.write(folder.resolve("garbage.jfr"), new byte[100_000]);
        Captured result = Captured.run("analyze", file);
        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.err()).hasLineCount(1).contains("is not a JFR recording", "jcmd <pid> JFR.dump");
    }

    @Test
    void an_empty_file_is_said_to_be_empty() throws IOException {
        Captured result = Captured.run("analyze", Files.createFile(folder.resolve("empty.jfr")));
        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.err()).hasLineCount(1).contains("is empty", "killed pass the repository folder");
    }

    @Test
    void an_empty_folder_is_said_to_be_without_recordings() {
        Captured result = Captured.run("analyze", folder);
        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.err()).hasLineCount(1).contains("without *.jfr files");
    }

    @Test
    void a_file_cut_anywhere_never_hangs_nor_throws() throws IOException {
        byte[] bytes = Files.readAllBytes(good);
        for (int length = 1; length < bytes.length; length += bytes.length / 11) {
            Path file = Files.write(folder.resolve("cut.jfr"), Arrays.copyOf(bytes, length));
            Captured result = Captured.run("analyze", file);
            assertThat(result.exitCode()).as("cut to %s bytes", length).isEqualTo(3);
            assertThat(result.err()).doesNotContain("internal error").contains("; ");
        }
    }

    @Test
    void a_file_with_flipped_bytes_never_hangs_nor_throws() throws IOException {
        byte[] bytes = Files.readAllBytes(good);
        for (int position = 8; position < bytes.length; position += bytes.length / 13) {
            byte[] damaged = bytes.clone();
            damaged[position] ^= 0x5A;
            Captured result = Captured.run("analyze", Files.write(folder.resolve("flipped.jfr"), damaged));
            assertThat(result.exitCode()).as("flipped at %s", position).isIn(0, 3, 4);
            assertThat(result.err()).doesNotContain("internal error");
        }
    }

    @Test
    void trailing_bytes_are_reported_and_the_chunks_read() throws IOException {
        Path file = Files.copy(good, folder.resolve("tail.jfr"));
        Files.write(file, new byte[1000], StandardOpenOption.APPEND);
        Captured result = Captured.run("analyze", file);
        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.err()).hasLineCount(1).contains("1000 bytes at offset");
        assertThat(result.out()).contains("absorbs 100 items/s");
    }

    /** Flushes come once a second, and each makes what is before it readable. */
    @ParameterizedTest
    @MethodSource("jdks")
    void a_chunk_that_was_cut_is_salvaged_up_to_a_flush_before_the_cut(Jdk jdk) throws Exception {
        Path repository = Files.createDirectory(folder.resolve("repository"));
        Fakes.killedWhileRecording(jdk, repository, "Cut.queue", WINDOWS);
        byte[] bytes;
        try (var files = Files.walk(repository)) {
            bytes = Files.readAllBytes(files.filter(file -> file.toString().endsWith(".jfr"))
                    .max(java.util.Comparator.comparingLong(
                            file -> file.toFile().length()))
                    .orElseThrow());
        }
        int size = (int) java.nio.ByteBuffer.wrap(bytes).getLong(8);
        int salvaged = 0;
        for (int cut = 40; cut > 0; cut--) {
            int length = size - (int) ((long) size * (cut - 1) / 40) - 1;
            Path file = Files.write(folder.resolve("cut.jfr"), Arrays.copyOf(bytes, Math.max(1, length)));
            Captured result = Captured.run("analyze", file);
            assertThat(result.exitCode())
                    .as("cut to %s of %s bytes", length, size)
                    .isEqualTo(3);
            assertThat(result.err()).doesNotContain("internal error", "could not be decoded");
            salvaged += result.out().startsWith("Cut.queue (unbounded) absorbs 100 items/s") ? 1 : 0;
            if (cut == 1) {
                assertThat(result.out()).startsWith("Cut.queue (unbounded) absorbs 100 items/s");
                assertThat(result.err()).hasLineCount(1).contains("is truncated", "of that chunk were read");
            }
        }
        assertThat(salvaged).as("cuts behind a flush that held the data").isPositive();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void the_repository_of_a_killed_jvm_is_read_up_to_its_last_flush(Jdk jdk) throws Exception {
        Fakes.killedWhileRecording(jdk, folder, "Killed.queue", WINDOWS);
        Captured result = Captured.run("analyze", folder);
        assertThat(result.err()).contains("never finished").hasLineCount(1);
        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.out()).startsWith("Killed.queue (unbounded) absorbs 100 items/s");
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void recordings_of_several_jvms_in_one_file_are_told_apart(Jdk jdk) throws Exception {
        Path one = Fakes.recordingOf(jdk, folder.resolve("one.jfr"), "One.queue", WINDOWS);
        Path two = Fakes.recordingOf(jdk, folder.resolve("two.jfr"), "Two.queue", WINDOWS);
        Path both = Files.write(folder.resolve("both.jfr"), Files.readAllBytes(one));
        Files.write(both, Files.readAllBytes(two), StandardOpenOption.APPEND);
        Captured result = Captured.run("analyze", both);
        assertThat(result.exitCode()).isZero();
        assertThat(result.out())
                .contains("One.queue (unbounded) absorbs 100 items/s", "Two.queue (unbounded) absorbs 100 items/s");
    }

    @Test
    void overlapping_dumps_count_once() throws IOException {
        Path early = folder.resolve("early.jfr");
        Path late = folder.resolve("late.jfr");
        try (Recording recording = FakeAgent.recording()) {
            recording.start();
            FakeAgent.growing(1, "Orders.queue", 1, 40);
            recording.dump(early);
            FakeAgent.growing(1, "Orders.queue", 41, 40);
            recording.dump(late);
        }
        Captured alone = Captured.run("analyze", "--format", "json", late);
        Captured both = Captured.run("analyze", "--format", "json", early, late);
        assertThat(both.exitCode()).isZero();
        assertThat(both.out()).contains("\"arrivals\" : 24000");
        assertThat(hops(both)).isEqualTo(hops(alone));
    }

    private static String hops(Captured result) {
        return result.out().substring(result.out().indexOf("\"hops\""));
    }

    @Test
    void a_recording_without_a_word_of_the_agent_says_how_to_get_one() throws IOException {
        Path file = folder.resolve("other.jfr");
        try (Recording recording = new Recording()) {
            recording.enable("jdk.JVMInformation");
            FakeAgent.EVENTS.forEach(recording::disable);
            recording.start();
            recording.dump(file);
        }
        Captured result = Captured.run("analyze", file);
        assertThat(result.exitCode()).isEqualTo(4);
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .hasLineCount(1)
                .contains("Manometer", "; record")
                .doesNotContain("internal");
    }

    @Test
    void an_event_that_was_off_is_named_with_the_switch() throws IOException {
        Captured result = Captured.run("analyze", recordedWithout(HopEdge.class));
        assertThat(result.exitCode()).isZero();
        assertThat(result.err())
                .contains("manometer.HopEdge was off: there are no chains")
                .contains("-XX:StartFlightRecording:+manometer.HopEdge#enabled=true");
    }

    @Test
    void without_samples_nothing_is_said_of_load() throws IOException {
        Captured result = Captured.run("analyze", recordedWithout(HopSample.class));
        assertThat(result.err()).contains("manometer.HopSample was off: no hop can be judged");
        assertThat(result.out())
                .startsWith("Too little to tell: manometer.HopSample was switched off, so nothing was counted.")
                .doesNotContain("never under", "UNTESTED");
    }

    @Test
    void samples_that_were_switched_off_later_are_still_judged() throws IOException {
        Path file = folder.resolve("later.jfr");
        try (Recording recording = FakeAgent.recording()) {
            recording.enable("jdk.ActiveSetting");
            recording.start();
            FakeAgent.growing(1, "Orders.queue", 1, WINDOWS);
            recording.disable(HopSample.class);
            recording.dump(file);
        }
        Captured result = Captured.run("analyze", file);
        assertThat(result.out()).contains("Orders.queue").doesNotContain("nothing was counted");
    }

    private Path recordedWithout(Class<? extends Event> event) throws IOException {
        Path file = folder.resolve("without.jfr");
        try (Recording recording = FakeAgent.recording()) {
            recording.enable("jdk.ActiveSetting");
            recording.disable(event);
            recording.start();
            FakeAgent.growing(1, "Orders.queue", 1, WINDOWS);
            recording.dump(file);
        }
        return file;
    }

    @Test
    void an_output_that_cannot_be_written_is_one_line() {
        Captured result = Captured.run("analyze", "-o", folder.resolve("no/such/folder.txt"), good);
        assertThat(result.exitCode()).isEqualTo(74);
        assertThat(result.err()).hasLineCount(1).contains("can't be written", "-o");
    }

    @Test
    void a_reader_that_has_seen_enough_is_no_error() {
        OutputStream closedPipe = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        var err = new java.io.ByteArrayOutputStream();
        Screen screen = new Screen(
                closedPipe,
                new PrintStream(err, true, StandardCharsets.UTF_8),
                StandardCharsets.UTF_8,
                false,
                Map.of());
        assertThat(Main.run(screen, "analyze", good.toString())).isZero();
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void a_time_that_is_none_is_a_usage_error() {
        Captured result = Captured.run("analyze", "--from", "yesterday", good);
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).hasLineCount(1).contains("'yesterday' is no time", "+30s");
    }

    @ParameterizedTest
    @CsvSource({
        "--from,+500s",
        "--to,-500s",
        "--from,2001-01-01T00:00:00Z,--to,2001-01-02T00:00:00Z",
        "--from,-1ms,--to,+1ms"
    })
    void a_range_that_holds_nothing_of_the_recording_is_a_usage_error_that_says_what_there_is(ArgumentsAccessor range) {
        Captured result = Captured.run(Stream.of(Stream.of("analyze"), range.toList().stream(), Stream.of(good))
                .flatMap(part -> part)
                .toArray());
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .hasLineCount(1)
                .contains("good.jfr: has no window in " + range.get(0) + " " + range.get(1), "it was recorded from 20");
    }

    @Test
    void what_is_no_file_is_not_read() {
        Captured device = Captured.run("analyze", "/dev/zero");
        assertThat(device.exitCode()).isEqualTo(3);
        assertThat(device.err()).hasLineCount(1).contains("/dev/zero: is no regular file; save it to one first");

        Captured empty = Captured.run("analyze", "");
        assertThat(empty.exitCode()).isEqualTo(3);
        assertThat(empty.err()).hasLineCount(1).contains("'': no such file; check the path");
    }

    @Test
    void a_file_of_which_nothing_can_be_read_is_said_to_be_that() throws IOException {
        Path file = Files.write(folder.resolve("cut.jfr"), Arrays.copyOf(Files.readAllBytes(good), 1000));
        assertThat(Captured.run("analyze", file).err()).hasLineCount(1).contains("nothing in it can be read");
    }

    @Test
    void an_unknown_option_is_a_usage_error_of_one_line() {
        Captured result = Captured.run("analyze", "--fromat", "json", good);
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).hasLineCount(1).contains("--fromat", "--help");
    }

    @Test
    void nothing_is_left_in_the_temporary_folder() throws Exception {
        Path file = Files.copy(good, folder.resolve("tail.jfr"));
        Files.write(file, new byte[10], StandardOpenOption.APPEND);
        long before = leftovers();
        Captured.run("analyze", file);
        assertThat(leftovers()).isEqualTo(before);
    }

    private static long leftovers() throws IOException {
        try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(path -> path.getFileName().toString().matches("manometer-\\d+"))
                    .count();
        }
    }
}
