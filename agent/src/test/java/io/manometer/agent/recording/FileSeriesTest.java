package io.manometer.agent.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSeriesTest {
    @TempDir
    Path folder;

    @Test
    void percent_p_and_percent_t_expand_and_other_percent_signs_stay() {
        File file = FileSeries.expand("/tmp/100%-%p-%t.jfr", 42, Instant.parse("2026-11-21T04:05:06.789Z"));

        assertThat(file).isEqualTo(new File("/tmp/100%-42-20261121-040506.jfr").getAbsoluteFile());
    }

    @Test
    void older_files_are_numbered_before_the_extension() {
        assertThat(series("app.jfr", 3).older(1)).hasName("app.1.jfr");
        assertThat(series("app", 3).older(2)).hasName("app.2");
        assertThat(series(".app", 3).older(2)).hasName(".app.2");
    }

    @Test
    void each_shift_moves_files_up_and_deletes_the_oldest() throws Exception {
        Files.writeString(folder.resolve("app.1.jfr"), "1");
        Files.writeString(folder.resolve("app.2.jfr"), "2");

        series("app.jfr", 3).shift();

        assertThat(folder.toFile().list()).containsExactly("app.2.jfr");
        assertThat(folder.resolve("app.2.jfr")).hasContent("1");
    }

    @Test
    void with_a_limit_of_one_an_earlier_run_is_not_kept() throws Exception {
        Files.writeString(folder.resolve("app.jfr"), "earlier");

        series("app.jfr", 1).keepEarlierRun();

        assertThat(folder.toFile().list()).containsExactly("app.jfr");
    }

    @Test
    void a_folder_is_not_writable() {
        assertThatThrownBy(() -> new FileSeries(folder.toFile(), 1).checkWritable())
                .hasMessage("it is a folder");
    }

    private FileSeries series(String name, int limit) {
        return new FileSeries(folder.resolve(name).toFile(), limit);
    }
}
