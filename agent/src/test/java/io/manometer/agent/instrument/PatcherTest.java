package io.manometer.agent.instrument;

import static io.manometer.agent.instrument.Patch.ENTERED;
import static io.manometer.agent.instrument.Patch.THIS;
import static io.manometer.agent.instrument.Patch.argument;
import static io.manometer.agent.instrument.Patch.field;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.manometer.agent.netty.NettyPatches;
import io.manometer.agent.testing.Doctored;
import io.manometer.agent.testing.ServerJars;
import io.manometer.agent.tomcat.TomcatPatches;
import java.io.IOException;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.commons.Remapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A class that has the method of a row, but not all that the row passes to its hook. */
class PatcherTest {
    private static final String NETTY = "netty-transport-4.1.140.Final.jar";
    private static final String TOMCAT = "tomcat-embed-core-10.1.46.jar";
    private static final String TOMCAT_POOL = "org/apache/tomcat/util/threads/ThreadPoolExecutor";
    private static final String BUFFER = Buffer.class.getName().replace('.', '/');

    /** What the rows here are for. */
    static class Buffer {
        static int limit;
        int depth;
        final Entry entry = new Entry();

        int add(Object item, boolean wait) {
            depth = grow(depth, item);
            return depth;
        }

        Object take(Entry from) {
            return from.item;
        }

        private static int grow(int by, Object item) {
            return item == null ? by : by + 1;
        }
    }

    static class Entry {
        Object item = "";
        Object other = "";
    }

    static Stream<Patch> fitting() {
        return Stream.of(
                in("add").call("hook", "OIZ", THIS, field("depth", "I"), argument(2)),
                in("add").at(Point.RETURN).call("hook", "IO", argument(1)),
                in("add").at(Point.FIELD_WRITE, "depth").call("hook", "OIO", THIS),
                in("add").at(Point.BEFORE_WRITE, "depth").call("hook", "OIO", THIS),
                in("add").at(Point.AFTER_CALL, "grow").call("hook", "I"),
                in("add").at(Point.BEFORE_CALL, "grow").call("hook", "O"),
                in("add")
                        .at(Point.INSTEAD_OF_CALL, "grow")
                        .call("hook", "(ILjava/lang/Object;Ljava/lang/Object;)I", THIS),
                in("take").call("hook", "O", new Patch.Load.FieldOfArgument(1, entry(), "item", "Ljava/lang/Object;")));
    }

    @ParameterizedTest
    @MethodSource("fitting")
    void a_row_whose_values_are_all_there_is_applied(Patch patch) throws Exception {
        assertThat(Patcher.patch(buffer(), List.of(patch))).isNotEqualTo(buffer());
    }

    static Stream<Patch> lacking() {
        return Stream.of(
                in("add").call("no field depths of type int", "I", field("depths", "I")),
                in("add").call("no field depth of type long", "J", field("depth", "J")),
                in("add").call("no field limit of type int", "I", field("limit", "I")),
                in("add").call("no argument 1 of the type", "I", argument(1)),
                in("add").call("no argument 2 of the type", "O", argument(2)),
                in("add").call("no argument 2 of the type", "I", argument(2)),
                in("add").call("no argument 3 of the type", "O", argument(3)),
                in("add").call("no argument 1 of the type", "(Ljava/lang/Thread;)V", argument(1)),
                in("add").at(Point.RETURN).call("no value of the type", "ZO", THIS),
                in("<init>").at(Point.RETURN).call("no value of the type", "OO", THIS),
                in("<init>").call("no local variable", "()Ljava/lang/Object;"),
                in("add").at(Point.RETURN).call("nothing of the type kept", "O", ENTERED),
                in("add").at(Point.FIELD_WRITE, "depth").call("no value of the type", "OJ"),
                in("add").at(Point.BEFORE_WRITE, "depth").call("no value of the type", "OJ"),
                in("add").at(Point.AFTER_CALL, "grow").call("no value of the type", "Z"),
                in("add").at(Point.BEFORE_CALL, "grow").call("no value of the type", "I"),
                in("add")
                        .at(Point.INSTEAD_OF_CALL, "grow")
                        .call("no call with the same types", "(Ljava/lang/Object;)I"),
                in("add").at(Point.INSTEAD_OF_CALL, "grow").call("no call with the same types", "(IJ)I"),
                in("add")
                        .at(Point.INSTEAD_OF_CALL, "grow")
                        .call("no call with the same types", "(ILjava/lang/Object;)J"),
                in("take")
                        .call(
                                "no argument 1 of the type",
                                "O",
                                new Patch.Load.FieldOfArgument(1, BUFFER, "item", "Ljava/lang/Object;")),
                in("take")
                        .call(
                                "no field of an argument",
                                "O",
                                new Patch.Load.FieldOfArgument(1, entry(), "unread", "Ljava/lang/Object;")));
    }

    /** The hook's name is what the refusal says. */
    @ParameterizedTest
    @MethodSource("lacking")
    void a_row_of_which_a_value_is_missing_or_of_another_type_is_refused(Patch patch) {
        assertThatThrownBy(() -> Patcher.patch(buffer(), List.of(patch)))
                .isInstanceOf(PatchMismatch.class)
                .hasMessageStartingWith(patch.hook() + " for the patch of " + Buffer.class.getName() + ".");
    }

    @ParameterizedTest
    @CsvSource({
        "io/netty/channel/ChannelOutboundBuffer, unwritable",
        "io/netty/channel/ChannelOutboundBuffer, channel",
        "io/netty/channel/AbstractChannel, parent",
        "io/netty/channel/AbstractChannel$AbstractUnsafe, this$0",
        "io/netty/channel/DefaultChannelConfig, channel",
        "io/netty/channel/DefaultChannelPipeline, channel"
    })
    void a_class_of_netty_that_has_a_field_by_another_name_is_refused(String type, String field) throws Exception {
        List<Patch> rows = NettyPatches.channels().stream()
                .filter(patch -> patch.type().equals(type))
                .toList();
        byte[] doctored = Doctored.of(classFile(NETTY, type), Doctored.field(type, field, "another"));

        assertThatThrownBy(() -> Patcher.patch(doctored, rows))
                .isInstanceOf(PatchMismatch.class)
                .hasMessageStartingWith("no field " + field + " of type ");
    }

    @Test
    void a_pool_whose_worker_has_its_first_task_by_another_name_is_refused() throws Exception {
        Remapper doctor = Doctored.field(TOMCAT_POOL + "$Worker", "firstTask", "another");
        byte[] doctored = Doctored.of(classFile(TOMCAT, TOMCAT_POOL), doctor);
        List<Patch> worker = TomcatPatches.table().stream()
                .filter(patch -> patch.method().equals("runWorker"))
                .toList();

        assertThatThrownBy(() -> Patcher.patch(doctored, worker))
                .isInstanceOf(PatchMismatch.class)
                .hasMessageContaining("ThreadPoolExecutor.runWorker");
    }

    private static Patch.Builder in(String method) {
        return Patch.in(BUFFER).method(method);
    }

    private static String entry() {
        return Entry.class.getName().replace('.', '/');
    }

    private static byte[] buffer() throws IOException {
        ClassReader reader = new ClassReader(Buffer.class.getName());
        ClassWriter writer = new ClassWriter(0);
        reader.accept(writer, 0);
        return writer.toByteArray();
    }

    private static byte[] classFile(String jar, String type) throws IOException {
        try (JarFile file = new JarFile(ServerJars.copy(jar).toFile())) {
            return file.getInputStream(file.getEntry(type + ".class")).readAllBytes();
        }
    }
}
