package io.manometer.agent.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.manometer.agent.jetty.JettyPatches;
import io.manometer.agent.testing.ServerJars;
import io.manometer.agent.tomcat.TomcatPatches;
import java.lang.invoke.MethodType;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ServerTablesTest {
    private static final String QUEUE = "org/eclipse/jetty/util/BlockingArrayQueue";

    static List<String> versions() {
        List<String> jars = new ArrayList<>(ServerJars.copied("tomcat-embed-core"));
        jars.addAll(ServerJars.copied("jetty-util"));
        return jars;
    }

    static List<Patch> table() {
        List<Patch> table = new ArrayList<>(TomcatPatches.table());
        table.addAll(JettyPatches.pools());
        table.addAll(JettyPatches.queues());
        return table;
    }

    @ParameterizedTest
    @MethodSource("versions")
    void every_class_of_the_tables_is_as_they_say_in_this_version(String jar) throws Exception {
        boolean tomcat = jar.startsWith("tomcat");
        List<Patch> rows = table().stream()
                .filter(patch -> patch.type().startsWith("org/apache/") == tomcat)
                .toList();
        try (JarFile file = new JarFile(ServerJars.copy(jar).toFile())) {
            for (String type : rows.stream().map(Patch::type).distinct().toList()) {
                byte[] original =
                        file.getInputStream(file.getEntry(type + ".class")).readAllBytes();
                List<Patch> ofType =
                        rows.stream().filter(patch -> patch.type().equals(type)).toList();

                assertThat(Patcher.patch(original, ofType)).as(type).isNotEqualTo(original);
            }
        }
    }

    @Test
    void every_hook_of_the_tables_exists() throws Exception {
        for (Patch patch : table()) {
            Class<?> hooks = Class.forName("io.manometer.boot." + patch.hookClass());
            MethodType type = MethodType.fromMethodDescriptorString(patch.hookDescriptor(), hooks.getClassLoader());
            int modifiers = hooks.getMethod(patch.hook(), type.parameterArray()).getModifiers();

            assertThat(Modifier.isStatic(modifiers)).as(patch.toString()).isTrue();
        }
    }

    @Test
    void of_the_variants_of_a_class_the_first_that_fits_applies_as_a_whole() {
        List<Patch> rows = List.of(
                Patch.in(QUEUE).variant("2").method("poll").call("departed", "O", Patch.THIS),
                Patch.in(QUEUE).variant("1").method("take").call("departed", "O", Patch.THIS));

        assertThatThrownBy(() -> Patcher.patch(classFile(QUEUE), rows))
                .isInstanceOf(PatchMismatch.class)
                .hasMessageContaining("poll");
    }

    @Test
    void the_line_about_an_unknown_version_names_class_method_and_version(@TempDir Path folder) throws Exception {
        Path jar = folder.resolve("jetty-util.jar");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_TITLE, "jetty-util");
        manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_VERSION, "99.1");
        String neighbour = "org/eclipse/jetty/util/Neighbour";
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            out.putNextEntry(new ZipEntry(neighbour + ".class"));
            out.write(classFile(neighbour));
        }
        Transformer transformer = new Transformer(JettyPatches.queues(), false);
        try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null)) {
            loader.loadClass(neighbour.replace('/', '.'));

            assertThat(transformer.transform(loader, QUEUE, null, null, classFile(QUEUE)))
                    .isNull();
        }
        assertThat(transformer.mismatches())
                .singleElement()
                .asString()
                .startsWith("org.eclipse.jetty.util.BlockingArrayQueue: ")
                .contains("BlockingArrayQueue.<init>")
                .endsWith("in jetty-util 99.1");
    }

    private static byte[] classFile(String name) {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(Opcodes.V11, Opcodes.ACC_PUBLIC, name, null, "java/lang/Object", null);
        writer.visitEnd();
        return writer.toByteArray();
    }
}
