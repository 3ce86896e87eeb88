package io.manometer.agent.naming;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Creations in this class report where they stand on the stack, as a buffer's constructor would. */
class VariableNamesTest {
    private static final StackWalker WALKER = StackWalker.getInstance();
    private static final List<Created> SEEN = new ArrayList<>();

    static Created inStatic;
    Created inField;

    static class Created {
        final StackWalker.StackFrame frame;

        Created() {
            frame = WALKER.walk(frames -> frames.filter(f -> !(f.getMethodName().equals("<init>")
                            && f.getClassName().endsWith("Created")))
                    .findFirst()
                    .orElseThrow());
            SEEN.add(this);
        }
    }

    @Test
    void a_static_field_gives_the_name() throws IOException {
        inStatic = new Created();

        assertThat(nameOf(inStatic)).isEqualTo("Owner.inStatic");
    }

    @Test
    void a_field_gives_the_name() throws IOException {
        inField = new Created();

        assertThat(nameOf(inField)).isEqualTo("Owner.inField");
    }

    @Test
    void a_local_variable_gives_the_name() throws IOException {
        long wide = 1;
        Created inVariable = new Created();
        Created second = new Created();

        assertThat(nameOf(inVariable)).isEqualTo("Owner.inVariable");
        assertThat(nameOf(second)).isEqualTo("Owner.second");
        assertThat(wide).isOne();
    }

    @Test
    void two_variables_in_one_slot_keep_apart() throws IOException {
        Created kept;
        {
            Created early = new Created();
            kept = early;
        }
        {
            Created later = new Created();
            assertThat(nameOf(later)).isEqualTo("Owner.later");
        }
        assertThat(nameOf(kept)).isEqualTo("Owner.early");
    }

    @Test
    void what_is_passed_on_has_no_name() throws IOException {
        Created wrapped = Objects.requireNonNull(pass(new Created()));
        consume(new Created());
        List<Created> list = Collections.singletonList(new Created());

        assertThat(nameOf(wrapped)).isNull();
        assertThat(nameOf(SEEN.get(SEEN.size() - 2))).isNull();
        assertThat(nameOf(list.get(0))).isNull();
    }

    @Test
    void what_a_lambda_returns_has_no_name() throws IOException {
        Created made = new ConcurrentHashMap<String, Created>().computeIfAbsent("key", key -> new Created());

        assertThat(nameOf(made)).isNull();
    }

    private static Created pass(Created created) {
        return created;
    }

    private static void consume(Created created) {
        Consumer<Created> consumer = c -> {};
        consumer.accept(created);
    }

    private static String nameOf(Created created) throws IOException {
        String path = VariableNamesTest.class.getName().replace('.', '/') + ".class";
        try (InputStream in = VariableNamesTest.class.getClassLoader().getResourceAsStream(path)) {
            StackWalker.StackFrame frame = created.frame;
            return VariableNames.find(
                    in.readAllBytes(),
                    frame.getMethodName() + frame.getDescriptor(),
                    frame.getByteCodeIndex(),
                    "Owner");
        }
    }
}
