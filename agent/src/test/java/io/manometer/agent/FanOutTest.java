package io.manometer.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.boot.HopSink;
import java.lang.reflect.Method;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FanOutTest {
    static Method[] calls() {
        return HopSink.class.getMethods();
    }

    /** A method with a default would otherwise be lost without a word as soon as metrics are on. */
    @ParameterizedTest
    @MethodSource("calls")
    void every_call_is_passed_on(Method call) throws NoSuchMethodException {
        assertThat(FanOut.class
                        .getMethod(call.getName(), call.getParameterTypes())
                        .getDeclaringClass())
                .isEqualTo(FanOut.class);
    }
}
