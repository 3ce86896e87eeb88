package io.manometer.analyzer.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.manometer.analyzer.testing.Jdk;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** Each row of the catalogue against the class that it names, in the real library and the JDK: a misspelt one would find nothing, silently. */
class CatalogTest {
    private static final Path COPIED = Path.of("target/catalogue");

    /** Libraries of which several versions are among the jars have each class more than once. */
    private static final Map<String, List<ClassNode>> CLASSES = new HashMap<>();

    /** JDK 21 brought these. */
    private static final List<String> NEWER = List.of("newVirtualThreadPerTaskExecutor", "newThreadPerTaskExecutor");

    @BeforeAll
    static void read() throws IOException {
        TreeSet<String> wanted = new TreeSet<>();
        rows().forEach(row -> wanted.add(row.owner()));
        rows().forEach(row -> wanted.add(row.type().replace('.', '/')));
        rows().forEach(row -> wanted.add(row.buffer().replace('.', '/')));
        beans().forEach(bean -> wanted.add(bean.owner()));
        wanted.add(Catalog.THREAD_POOL);
        wanted.add(Catalog.TOMCAT_POOL);
        for (Path jar : jars()) {
            try (FileSystem files = FileSystems.newFileSystem(jar)) {
                read(files.getPath("/"), wanted);
            }
        }
        for (Jdk jdk : Jdk.all()) {
            try (FileSystem files = FileSystems.newFileSystem(
                    URI.create("jrt:/"), Map.of("java.home", jdk.home().toString()))) {
                read(files.getPath("/modules/java.base"), wanted);
            }
        }
    }

    private static List<Path> jars() throws IOException {
        List<Path> jars = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (entry.endsWith(".jar")) {
                jars.add(Path.of(entry));
            }
        }
        try (Stream<Path> copied = Files.list(COPIED)) {
            copied.forEach(jars::add);
        }
        return jars;
    }

    /** With all their superclasses in the same archive. */
    private static void read(Path root, Iterable<String> names) throws IOException {
        for (String name : names) {
            String next = name;
            while (next != null) {
                Path file = root.resolve(next + ".class");
                if (!Files.exists(file)) {
                    break;
                }
                ClassNode node = new ClassNode();
                new ClassReader(Files.readAllBytes(file)).accept(node, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG);
                List<ClassNode> known = CLASSES.computeIfAbsent(next, key -> new ArrayList<>());
                known.add(node);
                next = node.superName;
            }
        }
    }

    static List<Row> rows() {
        return Catalog.SHIPPED.rows();
    }

    static List<Catalog.Bean> beans() {
        return Catalog.SHIPPED.beans();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void a_row_names_a_method_that_is_there_with_its_limit_where_the_row_says(Row row) {
        if (NEWER.contains(row.method())) {
            assumeTrue(
                    Jdk.all().stream().anyMatch(jdk -> !jdk.name().endsWith(" 17")),
                    "no newer JDK than 17 is here; name one with -Dmanometer.jdk25=FOLDER");
        }
        assertKnown(row.owner());
        Optional<MethodNode> method = method(row.owner(), row.method(), row.arguments());

        assertThat(method).as("the method of " + row).isPresent();
        Type[] arguments = Type.getArgumentTypes(method.orElseThrow().desc);
        if (row.limit() instanceof LimitBy.Number number) {
            assertThat(arguments[number.argument()].getSort()).isIn(Type.INT, Type.LONG);
        } else if (row.limit() instanceof LimitBy.HugeNumber number) {
            assertThat(arguments[number.argument()]).isEqualTo(Type.INT_TYPE);
        } else if (row.limit() instanceof LimitBy.NumberUnless unless) {
            assertThat(arguments[unless.number()]).isEqualTo(Type.INT_TYPE);
            assertThat(arguments[unless.unbounded()]).isEqualTo(Type.BOOLEAN_TYPE);
        } else if (row.limit() instanceof LimitBy.Strategy strategy) {
            assertThat(arguments[strategy.argument()].getInternalName()).endsWith("Strategy");
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void what_a_row_says_is_made_is_a_class_that_is_there(Row row) {
        boolean newer = row.type().endsWith("ThreadPerTaskExecutor");
        if (!newer || CLASSES.containsKey(row.owner())) {
            assertKnown(row.type().replace('.', '/'));
            assertKnown(row.buffer().replace('.', '/'));
        }
    }

    @ParameterizedTest
    @MethodSource("beans")
    void a_pool_that_is_told_its_limit_has_the_setter_for_it(Catalog.Bean bean) {
        assertKnown(bean.owner());
        assertThat(method(bean.owner(), bean.setter(), "(I)")).isPresent();
        assertKnown(bean.type().replace('.', '/'));
        assertKnown(bean.buffer().replace('.', '/'));
    }

    private static void assertKnown(String name) {
        assertThat(CLASSES.containsKey(name)).as(name + " is in a library").isTrue();
    }

    @Test
    void pools_take_their_queue_as_the_scan_expects_it() {
        for (String pool : List.of(Catalog.THREAD_POOL, Catalog.TOMCAT_POOL)) {
            assertKnown(pool);
            assertThat(CLASSES.get(pool))
                    .allSatisfy(each -> assertThat(each.methods)
                            .anyMatch(method ->
                                    method.name.equals("<init>") && method.desc.equals(Catalog.POOL_ARGUMENTS + ")V")));
        }
    }

    /** In any version of the class, or inherited: a compiler names the class on which a method is called, not the one that has it. */
    private static Optional<MethodNode> method(String owner, String name, String arguments) {
        for (ClassNode node : CLASSES.getOrDefault(owner, List.of())) {
            for (MethodNode method : node.methods) {
                if (method.name.equals(name)
                        && method.desc.startsWith(arguments)
                        && (method.access & Opcodes.ACC_PRIVATE) == 0) {
                    return Optional.of(method);
                }
            }
            if (node.superName != null && !name.equals("<init>")) {
                Optional<MethodNode> inherited = method(node.superName, name, arguments);
                if (inherited.isPresent()) {
                    return inherited;
                }
            }
        }
        return Optional.empty();
    }
}
