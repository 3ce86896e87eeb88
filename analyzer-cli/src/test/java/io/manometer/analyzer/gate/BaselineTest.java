package io.manometer.analyzer.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BaselineTest {
    @TempDir
    Path folder;

    private static List<Violation> collected(Violation... violations) {
        Collector collector = new Collector();
        collector.scanned(List.of(violations));
        return collector.violations();
    }

    private static String text(Violation... violations) {
        return Baseline.text(collected(violations).stream().map(Samples::fails).toList());
    }

    @Test
    void it_is_sorted_and_the_same_whatever_the_order() {
        Violation[] forth = {
            Samples.unbounded("app.B.run", 9), Samples.unbounded("app.A.run", 3), Samples.unbounded("app.B.run", 4)
        };
        Violation[] back = {forth[2], forth[1], forth[0]};
        assertThat(text(forth)).isEqualTo(text(back));
        assertThat(text(forth).lines().filter(line -> !line.startsWith("#")))
                .containsExactly(
                        "unbounded-queue\tapp.A.run\t" + Samples.QUEUE + "\t1",
                        "unbounded-queue\tapp.B.run\t" + Samples.QUEUE + "\t1",
                        "unbounded-queue\tapp.B.run\t" + Samples.QUEUE + "\t2");
    }

    @Test
    void moved_lines_and_renumbered_lambdas_change_nothing() {
        assertThat(text(Samples.unbounded("app.A.lambda$run$0", 9), Samples.unbounded("app.A$1.run", 3)))
                .isEqualTo(text(Samples.unbounded("app.A.lambda$run$4", 90), Samples.unbounded("app.A$7.run", 1)));
    }

    @Test
    void what_was_written_is_read_again_whatever_the_names() throws IOException {
        Violation nasty = collected(Samples.nasty()).get(0);
        Path file = Files.writeString(folder.resolve("known.txt"), text(nasty, Samples.unbounded("app.A.a name", 3)));
        Baseline baseline = Baseline.read(file);
        assertThat(baseline.known()).hasSize(2);
        assertThat(baseline.contains(nasty)).isTrue();
        assertThat(baseline.contains(
                        collected(Samples.unbounded("app.A.a name", 4)).get(0)))
                .isTrue();
    }

    @Test
    void a_second_queue_in_the_same_method_is_new() throws IOException {
        Path file = Files.writeString(folder.resolve("known.txt"), text(Samples.unbounded("app.A.run", 3)));
        List<Violation> now = collected(Samples.unbounded("app.A.run", 3), Samples.unbounded("app.A.run", 4));
        assertThat(now).extracting(Baseline.read(file)::contains).containsExactly(true, false);
    }

    @Test
    void tabs_that_an_editor_turned_into_spaces_do_no_harm() throws IOException {
        Path file = Files.writeString(
                folder.resolve("known.txt"),
                text(Samples.unbounded("app.A.run", 3)).replace('\t', ' '));
        assertThat(Baseline.read(file).contains(Samples.unbounded("app.A.run", 5)))
                .isTrue();
    }

    @Test
    void lost_data_is_nothing_to_get_used_to() {
        Violation lost = Samples.violation(GateRule.LOST_DATA, "", Site.UNKNOWN);
        assertThat(text(lost)).doesNotContain("lost-data");
        assertThat(new Baseline(java.util.Set.of(lost.fingerprint()), null).contains(lost))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unbounded-queue",
                "unbounded-queue app.A.run java.util.Queue",
                "unbounded-queue app.A.run java.util.Queue x",
                "unbounded-queue app.A.run java.util.Queue 0",
                "nonsense app.A.run java.util.Queue 1",
                "<<<<<<< HEAD"
            })
    void a_line_that_is_none_of_a_baseline_is_named(String line) throws IOException {
        Path file = Files.writeString(folder.resolve("known.txt"), "# head\n\n" + line + "\n");
        assertThatThrownBy(() -> Baseline.read(file))
                .isInstanceOf(GateInputException.class)
                .hasMessageContainingAll("known.txt:3:", "--write-baseline");
    }

    @Test
    void a_file_that_is_not_there_or_no_text_is_said_to_be_that() throws IOException {
        assertThatThrownBy(() -> Baseline.read(folder.resolve("none"))).hasMessageContaining("no such file");
        Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xC3, 0x28, 0, 1});
        assertThatThrownBy(() -> Baseline.read(binary)).hasMessageContaining("is no baseline");
    }
}
