package io.manometer.agent.instrument;

import static io.manometer.agent.instrument.Patch.ENTERED;
import static io.manometer.agent.instrument.Patch.THIS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.manometer.boot.KeptHooks;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the hook at a method's beginning returned reaches those at its end, and the method does what it did. */
class FreeLocalTest {
    private static final int API = Opcodes.ASM9;

    /** Frames of every kind: more locals, fewer, all, one on the stack, one at the first instruction. */
    public static class Winding {
        public String wind(long seed, double weight, String text) {
            StringBuilder all = new StringBuilder(text);
            for (int i = 0; i < seed; i++) {
                long squared = (long) i * i;
                if (squared % 2 == 0) {
                    double half = squared * weight;
                    all.append(half > 1 ? "big" : "small");
                } else {
                    try {
                        all.append(Integer.parseInt(text) + i);
                    } catch (NumberFormatException e) {
                        String message = e.getClass().getSimpleName();
                        all.append(message);
                        if (i > 4) {
                            throw new IllegalStateException(message, e);
                        }
                    }
                }
            }
            switch (text) {
                case "1" -> all.append(seed);
                case "2" -> {
                    int a = 1;
                    long b = 2;
                    float c = 3;
                    double d = 4;
                    Object e = all;
                    while (a < seed) {
                        a += (int) (b + c + d);
                        e = a;
                    }
                    all.append(e).append(b).append(c).append(d);
                }
                default -> {
                    return all.append(weight).toString();
                }
            }
            return all.toString();
        }

        public String atOnce(long seed, double weight, String text) {
            while (seed < 10) {
                seed++;
            }
            return seed + text;
        }
    }

    @BeforeEach
    void nothing_told() {
        KeptHooks.forget();
    }

    @ParameterizedTest
    @CsvSource({"wind, 0, 1", "wind, 9, 1", "wind, 7, 2", "wind, 3, x", "wind, 4, x", "atOnce, 3, x", "atOnce, 12, x"})
    void what_enter_returned_reaches_the_return(String method, long seed, String text) throws Exception {
        Object expected = call(Winding.class, method, seed, text);

        Class<?> patched = patched(method);
        assertThat(call(patched, method, seed, text)).isEqualTo(expected);
        assertThat(call(patched, method, seed, text)).isEqualTo(expected);
        assertThat(KeptHooks.TOLD).containsExactly("entry 1 left", "entry 2 left");
    }

    @Test
    void what_enter_returned_reaches_the_failure() throws Exception {
        Class<?> patched = patched("wind");

        assertThatThrownBy(() -> call(patched, "wind", 9, "x")).hasCauseInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> call(patched, "wind", 9, null)).hasCauseInstanceOf(NullPointerException.class);
        assertThat(KeptHooks.TOLD)
                .containsExactly("entry 1 failed by IllegalStateException", "entry 2 failed by NullPointerException");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void a_frame_that_gives_up_an_argument_is_refused(int chopped) {
        List<String> refused = new ArrayList<>();
        MethodVisitor visitor = new FreeLocal(API, new MethodVisitor(API) {}, 3, 4, () -> refused.add("refused"));
        visitor.visitFrame(Opcodes.F_APPEND, 1, new Object[] {Opcodes.INTEGER}, 0, null);
        visitor.visitFrame(Opcodes.F_CHOP, chopped, null, 0, null);

        assertThat(refused).hasSize(chopped == 1 ? 0 : 1);
    }

    @Test
    void a_full_frame_without_all_arguments_is_refused() {
        List<String> refused = new ArrayList<>();
        MethodVisitor visitor = new FreeLocal(API, new MethodVisitor(API) {}, 3, 4, () -> refused.add("refused"));
        visitor.visitFrame(Opcodes.F_FULL, 3, new Object[] {"A", Opcodes.LONG, "B"}, 0, new Object[0]);
        assertThat(refused).isEmpty();

        visitor.visitFrame(Opcodes.F_FULL, 2, new Object[] {"A", Opcodes.LONG}, 0, new Object[0]);
        assertThat(refused).hasSize(1);
    }

    private static Object call(Class<?> type, String method, long seed, String text)
            throws ReflectiveOperationException {
        Object instance = type.getConstructor().newInstance();
        return type.getMethod(method, long.class, double.class, String.class).invoke(instance, seed, 0.75, text);
    }

    private static Class<?> patched(String method) throws Exception {
        String type = Winding.class.getName();
        ClassWriter writer = new ClassWriter(0);
        new ClassReader(type).accept(writer, 0);
        byte[] patched = Patcher.patch(
                writer.toByteArray(),
                List.of(
                        in(method).at(Point.RETURN).call("leaves", "O", ENTERED),
                        in(method).call("enters", "(Ljava/lang/Object;)Ljava/lang/Object;", THIS),
                        in(method).at(Point.FAILURE).call("fails", "OO", ENTERED)));
        ClassLoader loader = new ClassLoader(FreeLocalTest.class.getClassLoader()) {
            @Override
            protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                return name.equals(type) && findLoadedClass(name) == null
                        ? defineClass(name, patched, 0, patched.length)
                        : super.loadClass(name, resolve);
            }
        };
        return loader.loadClass(type);
    }

    private static Patch.Builder in(String method) {
        return Patch.in(Winding.class.getName().replace('.', '/'))
                .method(method)
                .hooksOf("KeptHooks");
    }
}
