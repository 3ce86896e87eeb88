package io.manometer.agent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
    private final Properties properties = new Properties();
    private final Map<String, String> environment = new HashMap<>();

    @Test
    void without_any_option_every_value_is_the_default() throws Exception {
        Options options = parse(null);

        assertThat(options.enabled()).isTrue();
        assertThat(options.record()).isNull();
        assertThat(options.recordMaxSize()).isEqualTo(256L << 20);
        assertThat(options.recordMaxFiles()).isEqualTo(4);
        assertThat(options.recordSettings()).isNull();
        assertThat(options.periodNanos()).isEqualTo(1_000_000_000L);
        assertThat(options.hopLimit()).isEqualTo(10_000);
        assertThat(options.log()).isEqualTo("error");
        assertThat(options.instruments("queue")).isTrue();
        assertThat(options.instruments("executor")).isTrue();
        assertThat(options.exclude().matches("com.acme.Foo.bar(Foo.java:1)")).isFalse();
        assertThat(options.describe()).isEmpty();
    }

    @Test
    void the_agent_argument_sets_values() throws Exception {
        Options options = parse("record=/tmp/a-%p.jfr, period=250ms ,limit.hops=5,log=debug,record.max-size=2g,");

        assertThat(options.record()).isEqualTo("/tmp/a-%p.jfr");
        assertThat(options.periodNanos()).isEqualTo(250_000_000L);
        assertThat(options.hopLimit()).isEqualTo(5);
        assertThat(options.log()).isEqualTo("debug");
        assertThat(options.recordMaxSize()).isEqualTo(2L << 30);
        assertThat(options.describe())
                .isEqualTo("record=/tmp/a-%p.jfr,record.max-size=2g,period=250ms,limit.hops=5,log=debug");
    }

    @Test
    void a_list_goes_on_after_a_comma() throws Exception {
        Options options = parse("instrument=queue,executor,period=5s");

        assertThat(options.kinds()).containsExactly("queue", "executor");
        assertThat(options.periodNanos()).isEqualTo(5_000_000_000L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "record=a\\,b.jfr,log=info ~ a,b.jfr",
                "record=\"a,b.jfr\",log=info ~ a,b.jfr",
                "record='a,b.jfr' ~ a,b.jfr",
                "record=C:\\data\\app.jfr,log=info ~ C:\\data\\app.jfr",
                "record=a=b.jfr ~ a=b.jfr",
                "record=it's.jfr ~ it's.jfr",
            })
    void a_file_name_may_hold_commas_backslashes_and_equals_signs(String argument, String file) throws Exception {
        assertThat(parse(argument).record()).isEqualTo(file);
    }

    @Test
    void the_argument_beats_the_property_which_beats_the_variable_which_beats_the_file(@TempDir Path folder)
            throws Exception {
        Path file = write(folder, "period=4s\nlimit.hops=4\nlog=debug\nrecord.max-files=4\n");
        properties.setProperty("manometer.period", "2s");
        properties.setProperty("manometer.limit.hops", "2");
        environment.put("MANOMETER_PERIOD", "3s");
        environment.put("MANOMETER_LIMIT_HOPS", "3");
        environment.put("MANOMETER_LOG", "info");
        environment.put("MANOMETER_CONFIG", file.toString());

        Options options = parse("period=1s");

        assertThat(options.periodNanos()).isEqualTo(1_000_000_000L);
        assertThat(options.hopLimit()).isEqualTo(2);
        assertThat(options.log()).isEqualTo("info");
        assertThat(options.recordMaxFiles()).isEqualTo(4);
    }

    @Test
    void dots_and_hyphens_are_underscores_in_a_variable() throws Exception {
        environment.put("MANOMETER_RECORD_MAX_SIZE", "512k");
        environment.put("MANOMETER_RECORD_MAX_FILES", "");
        environment.put("MANOMETER_SERVICE_HOST", "10.0.0.1");

        BadOption bad = complaint(null);

        assertThat(bad)
                .hasMessage("record.max-size=512k in MANOMETER_RECORD_MAX_SIZE is not a size of at least 1m;"
                        + " write it like record.max-size=1g");
    }

    @Test
    void an_empty_value_means_the_default() throws Exception {
        properties.setProperty("manometer.period", "2s");

        assertThat(parse("period=").periodNanos()).isEqualTo(1_000_000_000L);
    }

    @ParameterizedTest
    @CsvSource({"perid,period", "recrod,record", "limit-hops,limit.hops", "PERIOD,period", "excludes,exclude"})
    void an_unknown_key_is_answered_with_the_nearest_one(String wrong, String right) {
        assertThat(complaint(wrong + "=1s"))
                .hasMessage("unknown option \"" + wrong + "\" in the agent argument; did you mean \"" + right + "\"?");
    }

    @Test
    void an_unknown_key_far_from_all_others_is_answered_with_the_list() {
        assertThat(complaint("wibble=1").getMessage())
                .startsWith("unknown option \"wibble\" in the agent argument; the keys are record, record.max-size,");
    }

    @Test
    void an_unknown_property_is_named_with_its_dash_d() {
        properties.setProperty("manometer.perod", "1s");

        assertThat(complaint(null))
                .hasMessage("unknown option \"perod\" in -Dmanometer.perod; did you mean \"period\"?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "period=1",
                "period=99ms",
                "period=s",
                "period=-1s",
                "period=61m",
                "period=999999999999999999999s",
                "limit.hops=0",
                "limit.hops=many",
                "record.max-size=5",
                "record.max-size=k",
                "instrument=queue,quue",
                "log=loud",
                "enabled=maybe",
                "record.settings=max"
            })
    void a_bad_value_is_one_line_with_an_example(String argument) {
        String key = argument.substring(0, argument.indexOf('='));

        assertThat(complaint(argument).getMessage())
                .startsWith(argument + " in the agent argument is not ")
                .contains("; write it like " + key + "=")
                .doesNotContain("\n");
    }

    @Test
    void a_comma_in_a_file_name_is_explained() {
        assertThat(complaint("record=a,b.jfr"))
                .hasMessage("\"b.jfr\" in the agent argument is no key=value; if it belongs to the value of \"record\","
                        + " write the comma before it as \\, or put the value in quotes");
    }

    @Test
    void a_key_without_a_value_is_explained() {
        assertThat(complaint("period"))
                .hasMessage("\"period\" in the agent argument has no value; write it like period=250ms");
    }

    @Test
    void an_open_quote_is_explained() {
        assertThat(complaint("record=\"a,b.jfr,log=info").getMessage()).contains("add the closing quote");
    }

    @Test
    void a_missing_option_file_is_one_line() {
        assertThat(complaint("config=/no/such/file").getMessage())
                .startsWith("config=/no/such/file can't be read (")
                .endsWith("; name a readable properties file, or leave config out");
    }

    @Test
    void a_folder_as_option_file_is_one_line(@TempDir Path folder) {
        assertThat(complaint("config=" + folder).getMessage()).contains("can't be read (");
    }

    @Test
    void a_broken_escape_in_an_option_file_is_one_line(@TempDir Path folder) throws Exception {
        Path file = write(folder, "record=\\u12\n");

        assertThat(complaint("config=" + file).getMessage()).contains("can't be read (");
    }

    @Test
    void an_option_file_names_no_second_one(@TempDir Path folder) throws Exception {
        Path file = write(folder, "config=other\n");

        assertThat(complaint("config=" + file).getMessage()).contains("only one is read");
    }

    @Test
    void a_bad_value_in_an_option_file_names_the_file(@TempDir Path folder) throws Exception {
        Path file = write(folder, "period=soon\n");

        assertThat(complaint("config=" + file).getMessage()).startsWith("period=soon in " + file + " is not ");
    }

    @ParameterizedTest
    @EnumSource(Key.class)
    void defaults_and_examples_in_the_table_are_valid(Key key) {
        assertThat(key.defaultValue.isEmpty() || Values.fits(key, key.defaultValue))
                .isTrue();
        assertThat(Values.fits(key, key.example)).isTrue();
    }

    private Options parse(String argument) throws BadOption {
        return Options.parse(argument, properties, environment);
    }

    private BadOption complaint(String argument) {
        return catchThrowableOfType(BadOption.class, () -> parse(argument));
    }

    private static Path write(Path folder, String text) throws IOException {
        return Files.writeString(new File(folder.toFile(), "manometer.properties").toPath(), text);
    }
}
