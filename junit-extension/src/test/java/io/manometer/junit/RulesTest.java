package io.manometer.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.manometer.analyzer.gate.GateInputException;
import io.manometer.annotations.BoundedElsewhere;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesTest {
    private static final String QUEUE = "java.util.concurrent.LinkedBlockingQueue";
    private static final String ORDERS = "com.acme.Orders.<init>(Orders.java:7)";

    @TempDir
    Path project;

    @BeforeEach
    void the_folder_is_a_project_of_its_own() throws IOException {
        Files.createDirectory(project.resolve(".mvn"));
    }

    @Test
    void a_queue_without_a_limit_fails() {
        assertThat(fails("", created(QUEUE, ORDERS))).isTrue();
        assertThat(fails("", created("com.acme.MyQueue", ORDERS))).isTrue();
    }

    @Test
    void what_only_warns_in_a_build_passes() {
        assertThat(fails("", created("java.util.concurrent.SynchronousQueue", ORDERS)))
                .as("a cached pool")
                .isFalse();
        assertThat(fails("", new Creation(QUEUE, ORDERS, "queue", "main", "", 5_000_000)))
                .as("a limit that is too high")
                .isFalse();
    }

    @Test
    void what_the_gate_allows_everywhere_passes() {
        assertThat(fails("", created(QUEUE, "io.netty.util.Timer.<init>(Timer.java:1)")))
                .isFalse();
        assertThat(fails("", new Creation("com.acme.Q", ORDERS, "scheduled-executor", "main", "", -1)))
                .isFalse();
    }

    @Test
    void a_pattern_of_the_tests_is_held_against_class_and_method() {
        String allow = "com.acme.Mail.*, com.acme.Shop.open";

        assertThat(fails(allow, created(QUEUE, "com.acme.Mail.send(Mail.java:3)")))
                .isFalse();
        assertThat(fails(allow, created(QUEUE, "com.acme.Shop.open(Shop.java:3)")))
                .isFalse();
        assertThat(fails(allow, created(QUEUE, "com.acme.Shop.opened(Shop.java:3)")))
                .isTrue();
        assertThat(fails(allow, created(QUEUE, "com.acme.Mailer.send(Mailer.java:3)")))
                .isTrue();
    }

    @Test
    void the_file_of_a_folder_above_counts_up_to_the_top_of_the_project() throws IOException {
        Path module = Files.createDirectories(project.resolve("services/shop"));
        Files.writeString(project.resolve("manometer.toml"), """
                [[allow]]
                site = "com.acme.Orders.*"
                reason = "a few orders a day"
                """);

        assertThat(Rules.of("", null, module).fails(created(QUEUE, ORDERS), loader()))
                .isFalse();
        Files.createDirectory(module.resolve(".git"));
        assertThat(Rules.of("", null, module).fails(created(QUEUE, ORDERS), loader()))
                .as("another project's file")
                .isTrue();
    }

    @Test
    void the_file_can_be_named_and_says_what_fails() throws IOException {
        Files.writeString(project.resolve("strict.toml"), "fail-on = [\"default\", \"unbounded-threads\"]\n");

        Rules strict = Rules.of("", Path.of("strict.toml"), project);

        assertThat(strict.fails(created("java.util.concurrent.SynchronousQueue", ORDERS), loader()))
                .isTrue();
        assertThat(strict.file()).isEqualTo(project.resolve("strict.toml"));
    }

    @Test
    void what_is_wrong_with_the_file_is_said_with_its_line() throws IOException {
        Files.writeString(project.resolve("manometer.toml"), "\nalow = 1\n");

        assertThatThrownBy(() -> Rules.of("", null, project))
                .isInstanceOf(GateInputException.class)
                .hasMessageContaining("manometer.toml:2:1")
                .hasMessageContaining("alow");
    }

    @Test
    void what_is_in_the_baseline_passes() throws IOException {
        Files.writeString(
                project.resolve("manometer-baseline.txt"),
                "unbounded-queue\tcom.acme.Orders.<init>\t" + QUEUE + "\t1\n");

        assertThat(fails("", created(QUEUE, ORDERS))).isFalse();
        assertThat(fails("", created(QUEUE, "com.acme.Bills.<init>(Bills.java:7)")))
                .isTrue();
    }

    @Test
    void what_the_code_says_is_bounded_elsewhere_passes() {
        String marked = Marked.class.getName();

        assertThat(fails("", created(QUEUE, marked + ".<init>(RulesTest.java:1)")))
                .isFalse();
        assertThat(fails("", created(QUEUE, marked + "$Inner.<init>(RulesTest.java:1)")))
                .isFalse();
        assertThat(fails("", created(QUEUE, RulesTest.class.getName() + ".<init>(RulesTest.java:1)")))
                .isTrue();
    }

    @BoundedElsewhere("by nobody, it is an example")
    private static final class Marked {
        private static final class Inner {}

        private final Inner inner = new Inner();
    }

    private boolean fails(String allow, Creation creation) {
        return Rules.of(allow, null, project).fails(creation, loader());
    }

    private static Creation created(String type, String site) {
        return new Creation(type, site, "queue", "main", "", -1);
    }

    private static ClassLoader loader() {
        return RulesTest.class.getClassLoader();
    }
}
