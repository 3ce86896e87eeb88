package io.manometer.agent.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.ByteArrayOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LogTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @BeforeEach
    void capture() {
        Log.output(bytes);
    }

    @AfterEach
    void restore() {
        Log.output(new FileOutputStream(FileDescriptor.err));
        Log.level("error");
    }

    @Test
    void by_default_only_errors_are_said() {
        Log.error("a");
        Log.info("b");
        Log.debug("c");

        assertThat(said()).isEqualTo("manometer: a" + System.lineSeparator());
    }

    @Test
    void at_level_off_nothing_is_said() {
        Log.level("off");
        Log.error("a", new IllegalStateException());

        assertThat(said()).isEmpty();
    }

    @Test
    void whatever_the_message_holds_it_stays_one_line() {
        Log.error("a\nb\u001b[31m", new IllegalStateException("c\r\nd"));

        assertThat(said())
                .isEqualTo("manometer: a b [31m (java.lang.IllegalStateException: c  d)" + System.lineSeparator());
    }

    @Test
    void at_level_debug_an_error_comes_with_its_stack() {
        Log.level("debug");
        Log.error("a", new IllegalStateException("b"));

        assertThat(said()).contains("LogTest.java:").hasLineCount(1);
    }

    @Test
    void an_exception_that_cannot_describe_itself_does_no_harm() {
        Log.error("a", new RuntimeException() {
            @Override
            public String toString() {
                throw new IllegalStateException();
            }
        });

        assertThat(said()).isEqualTo("manometer: a" + System.lineSeparator());
    }

    @Test
    void a_closed_standard_error_does_no_harm() {
        Log.output(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("closed");
            }
        });

        assertThatCode(() -> Log.error("a")).doesNotThrowAnyException();
    }

    private String said() {
        return bytes.toString(Charset.defaultCharset());
    }
}
