package io.manometer.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.Pressed;
import com.sun.tools.attach.VirtualMachine;
import io.manometer.agent.testing.ForkedJvm;
import io.manometer.agent.testing.Jdk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong: one line with cause and remedy, and the application runs on with its own exit code. */
class BadInputIT {
    private static final int EXIT_CODE = 9;

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource("io.manometer.agent.testing.Jdk#names")
    void an_unknown_key_is_one_line_that_names_the_nearest(String jdk) {
        String line = onlyLine(ForkedJvm.java(Jdk.get(jdk)).agent("perid=1s"));

        assertThat(line)
                .isEqualTo("manometer: unknown option \"perid\" in the agent argument; did you mean \"period\"?;"
                        + " the application runs on without the agent");
    }

    @Test
    void a_bad_value_is_one_line_with_an_example() {
        String line = onlyLine(ForkedJvm.java(Jdk.running()).agent("period=fast"));

        assertThat(line)
                .contains("period=fast in the agent argument is not a duration")
                .contains("period=250ms");
    }

    @Test
    void a_bad_property_is_one_line() {
        String line = onlyLine(
                ForkedJvm.java(Jdk.running()).jvm("-Dmanometer.log=loud").agent(""));

        assertThat(line).contains("log=loud in -Dmanometer.log is not one of off, error, info, debug");
    }

    @Test
    void a_bad_variable_is_one_line() {
        String line = onlyLine(ForkedJvm.java(Jdk.running())
                .environment("MANOMETER_LIMIT_HOPS", "lots")
                .agent(""));

        assertThat(line).contains("limit.hops=lots in MANOMETER_LIMIT_HOPS is not a number");
    }

    @Test
    void an_unreadable_option_file_is_one_line() {
        String line = onlyLine(ForkedJvm.java(Jdk.running()).agent("config=" + folder.resolve("no.properties")));

        assertThat(line).contains("no.properties can't be read").contains("name a readable properties file");
    }

    @Test
    void a_recording_into_a_missing_folder_is_one_line() {
        String line = onlyLine(ForkedJvm.java(Jdk.running()).agent("record=" + folder.resolve("no/app.jfr")));

        assertThat(line).contains("can't be written").contains("does not exist").contains("name a file");
    }

    @Test
    void a_recording_over_a_folder_is_one_line() {
        String line = onlyLine(ForkedJvm.java(Jdk.running()).agent("record=" + folder));

        assertThat(line).contains("can't be written (it is a folder)");
    }

    @ParameterizedTest
    @MethodSource("io.manometer.agent.testing.Jdk#names")
    void a_full_disk_is_one_line(String jdk) {
        try (ForkedJvm jvm = application(ForkedJvm.java(Jdk.get(jdk)).agent("log=info,record=/dev/full"))) {
            jvm.awaitError("manometer: recording to /dev/full");
            jvm.say("stop");

            assertThat(jvm.awaitExit()).isEqualTo(EXIT_CODE);
            assertThat(jvm.agentLines())
                    .last()
                    .asString()
                    .contains("the recording could not be written to /dev/full; see that the disk has room");
        }
    }

    @Test
    void an_agent_that_is_switched_off_says_nothing() {
        try (ForkedJvm jvm = application(ForkedJvm.java(Jdk.running()).agent("enabled=false"))) {
            jvm.say("stop");

            assertThat(jvm.awaitExit()).isEqualTo(EXIT_CODE);
            assertThat(jvm.agentLines()).isEmpty();
        }
    }

    /** The JVM prints a warning, and loads its own classes the slow way, once anything is appended to its boot class path. */
    @ParameterizedTest
    @MethodSource("io.manometer.agent.testing.Jdk#names")
    void an_agent_that_steps_aside_leaves_class_data_sharing_alone(String name) {
        for (String options : List.of("enabled=false", "perid=1s")) {
            assertThat(warned(name, options)).as(options).isFalse();
        }
        assertThat(warned(name, "period=1s")).as("what this looks for").isTrue();
    }

    private static boolean warned(String jdk, String options) {
        try (ForkedJvm jvm = application(ForkedJvm.java(Jdk.get(jdk)).agent(options))) {
            jvm.say("stop");

            assertThat(jvm.awaitExit()).isEqualTo(EXIT_CODE);
            return (jvm.out() + jvm.err()).contains("Sharing is only supported for boot loader classes");
        }
    }

    @ParameterizedTest
    @MethodSource("io.manometer.agent.testing.Jdk#names")
    void a_jvm_without_the_recorder_runs_on_without_the_agent(String name) {
        Jdk jdk = Jdk.get(name);
        Path image = folder.resolve("image");
        try (ForkedJvm jlink = ForkedJvm.tool(jdk, "jlink")
                .arguments("--add-modules", "java.base,java.instrument")
                .arguments("--output", image.toString())
                .start()) {
            assertThat(jlink.awaitExit()).as(jlink.toString()).isZero();
        }
        String line =
                onlyLine(ForkedJvm.java(new Jdk(jdk.feature(), image)).agent("record=" + folder.resolve("app.jfr")));

        assertThat(line).contains("no module jdk.jfr").contains("the application runs on without the agent");
    }

    @ParameterizedTest
    @MethodSource("io.manometer.agent.testing.Jdk#names")
    void an_agent_given_twice_runs_once_and_says_so(String jdk) {
        String line = onlyLine(ForkedJvm.java(Jdk.get(jdk)).agent("").agent(""));

        assertThat(line).contains("already running in this JVM").contains("give -javaagent once");
    }

    @Test
    void an_agent_given_twice_from_two_files_runs_once() throws Exception {
        Path copy = Files.copy(ForkedJvm.agentJar(), folder.resolve("another-name.jar"));

        String line = onlyLine(ForkedJvm.java(Jdk.running()).agent("").agent(copy, ""));

        assertThat(line).contains("already running in this JVM");
    }

    @ParameterizedTest
    @MethodSource("io.manometer.agent.testing.Jdk#names")
    void an_agent_attached_to_a_jvm_that_has_one_runs_once(String name) {
        Jdk jdk = Jdk.get(name);
        try (ForkedJvm jvm = application(ForkedJvm.java(jdk).agent(""))) {
            jvm.jcmd(jdk, "JVMTI.agent_load", ForkedJvm.agentJar().toString());
            jvm.awaitError("already running in this JVM");
            jvm.say("stop");

            assertThat(jvm.awaitExit()).isEqualTo(EXIT_CODE);
            assertThat(jvm.agentLines()).hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("io.manometer.agent.testing.Jdk#names")
    void an_agent_attached_with_a_bad_option_can_be_attached_with_a_good_one(String name) throws Exception {
        Jdk jdk = Jdk.get(name);
        try (ForkedJvm jvm = application(ForkedJvm.java(jdk))) {
            attach(jvm, "perid=1s");
            jvm.awaitError("did you mean \"period\"");
            assertThat(outcome(jvm, jdk)).contains("unknown option");

            attach(jvm, "period=1s");
            assertThat(outcome(jvm, jdk)).isEmpty();

            attach(jvm, "period=1s");
            assertThat(outcome(jvm, jdk)).contains("already running");
            jvm.say("stop");
            assertThat(jvm.awaitExit()).isEqualTo(EXIT_CODE);
        }
    }

    private static void attach(ForkedJvm jvm, String options) throws Exception {
        VirtualMachine machine = VirtualMachine.attach(Long.toString(jvm.pid()));
        try {
            machine.loadAgent(ForkedJvm.agentJar().toString(), options);
        } finally {
            machine.detach();
        }
    }

    private static String outcome(ForkedJvm jvm, Jdk jdk) {
        String key = Agent.OUTCOME + "=";
        return jvm.jcmd(jdk, "VM.system_properties")
                .out()
                .lines()
                .filter(line -> line.startsWith(key))
                .map(line -> line.substring(key.length()))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"javac", "jar", "jcmd", "jshell"})
    void a_tool_of_the_jdk_works_and_the_agent_steps_aside(String name) {
        String[] arguments = name.equals("jcmd") ? new String[] {"-l"} : new String[] {"--version"};
        try (ForkedJvm tool = ForkedJvm.tool(Jdk.running(), name)
                .environment("JAVA_TOOL_OPTIONS", "-javaagent:" + ForkedJvm.agentJar())
                .arguments(arguments)
                .start()) {
            assertThat(tool.awaitExit()).as(tool.toString()).isZero();
            assertThat(tool.out()).isNotBlank();
            assertThat(tool.agentLines()).singleElement().asString().contains("stepping aside");
        }
    }

    @Test
    void a_class_is_compiled_under_the_agent_as_without() throws Exception {
        Path source = Files.writeString(folder.resolve("A.java"), "class A {}");
        try (ForkedJvm javac = ForkedJvm.tool(Jdk.running(), "javac")
                .environment(
                        "JAVA_TOOL_OPTIONS",
                        "-javaagent:" + ForkedJvm.agentJar() + "=record=" + folder.resolve("javac.jfr"))
                .arguments(source.toString())
                .start()) {
            assertThat(javac.awaitExit()).isZero();
            assertThat(folder.toFile().list()).containsExactlyInAnyOrder("A.java", "A.class");
        }
    }

    /** Runs the application to its end and returns the one line that the agent said. */
    private static String onlyLine(ForkedJvm.Builder builder) {
        try (ForkedJvm jvm = application(builder)) {
            jvm.awaitError("manometer: ");
            jvm.say("stop");

            assertThat(jvm.awaitExit()).isEqualTo(EXIT_CODE);
            assertThat(jvm.out()).contains("drained true");
            assertThat(jvm.agentLines()).as(jvm.toString()).hasSize(1);
            return jvm.agentLines().get(0);
        }
    }

    private static ForkedJvm application(ForkedJvm.Builder builder) {
        return builder.main(Pressed.class)
                .arguments(Integer.toString(EXIT_CODE))
                .start()
                .awaitOutput("ready");
    }
}
