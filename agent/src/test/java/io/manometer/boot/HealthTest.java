package io.manometer.boot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A kind stays off for the rest of the JVM: no other unit test uses this one. */
class HealthTest {
    private final long errorsBefore = Health.errors.get();

    /** Other tests read the count. */
    @AfterEach
    void restore() {
        Health.errors.set(errorsBefore);
    }

    @Test
    void a_kind_of_too_many_errors_is_off_with_the_last_of_them_as_the_reason() {
        Kind kind = Kind.THREAD_PER_TASK;
        for (int i = 1; i < Health.ERRORS_UNTIL_OFF; i++) {
            Health.suppressed(kind, new IllegalStateException("error " + i));
        }
        assertThat(Health.reasonOff(kind)).isEmpty();
        assertThat(Hooks.isOff(kind)).isFalse();

        Health.suppressed(kind, new IllegalStateException("the last"));

        assertThat(Hooks.isOff(kind)).isTrue();
        assertThat(Health.reasonOff(kind))
                .startsWith("10 errors, the last: java.lang.IllegalStateException: the last at ")
                .contains(HealthTest.class.getName());
        assertThat(Health.kindsOff()).contains("thread-per-task: 10 errors");
        assertThat(Health.errors.get() - errorsBefore).isEqualTo(10);
    }
}
