package io.manometer.agent.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.boot.Health;
import io.manometer.boot.Kind;
import java.io.ByteArrayOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.nio.charset.Charset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Kinds stay off for the rest of the JVM: each test has kinds of its own, which no other unit test uses. */
class KindsOffTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @BeforeEach
    void captureWhatIsNewFromNowOn() {
        Log.output(bytes);
        KindsOff.sayNew();
        bytes.reset();
    }

    @AfterEach
    void restore() {
        Log.output(new FileOutputStream(FileDescriptor.err));
    }

    @Test
    void what_a_hook_switched_off_is_said_in_one_line_and_once() {
        Health.switchOff(Kind.FORKJOIN, "the first reason");
        KindsOff.sayNew();
        KindsOff.sayNew();
        Health.switchOff(Kind.FORKJOIN, "another reason");
        Health.switchOff(Kind.SCHEDULED_EXECUTOR, "a second kind");
        KindsOff.sayNew();

        assertThat(said().lines())
                .containsExactly(
                        "manometer: forkjoin is off: the first reason; everything else is watched. Please report this line.",
                        "manometer: scheduled-executor is off: a second kind; everything else is watched."
                                + " Please report this line.");
        assertThat(Health.kindsOff())
                .contains("forkjoin: the first reason; scheduled-executor: a second kind")
                .doesNotContain("another reason");
    }

    @Test
    void what_was_said_as_a_class_was_found_different_is_not_said_again() {
        Health.switchOff(Kind.EVENT_LOOP, "no place");
        KindsOff.say(Kind.EVENT_LOOP, "no place");
        KindsOff.say(Kind.EVENT_LOOP, "no place in a second class");
        KindsOff.sayNew();

        assertThat(said()).contains("manometer: event-loop is off: no place; ").hasLineCount(1);
    }

    private String said() {
        return bytes.toString(Charset.defaultCharset());
    }
}
