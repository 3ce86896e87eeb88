package io.manometer.agent.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.agent.netty.NettyPatches;
import io.manometer.agent.netty.NettyVersions;
import io.manometer.agent.testing.ServerJars;
import java.io.IOException;
import java.lang.invoke.MethodType;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tables for Netty against the versions they were read in. */
class NettyTablesTest {
    static List<String> versions() {
        return NettyVersions.ALL;
    }

    static List<Patch> table() {
        List<Patch> table = new ArrayList<>(NettyPatches.channels());
        table.addAll(NettyPatches.loops());
        return table;
    }

    @ParameterizedTest
    @MethodSource("versions")
    void each_row_finds_its_place_in_the_versions_that_it_names_and_in_no_other(String version) throws Exception {
        for (Patch patch : table()) {
            byte[] original = classFile(version, patch.type());
            boolean applies = original != null && changes(original, patch);

            boolean named = patch.onlyIn().isEmpty() || patch.onlyIn().contains(version.substring(0, 3));
            assertThat(applies).as(version + " " + patch).isEqualTo(named);
        }
    }

    private static boolean changes(byte[] original, Patch patch) throws PatchMismatch {
        // Written back without a row, a class may differ from the original in its constants.
        byte[] unpatched = Patcher.patch(original, List.of());
        return !java.util.Arrays.equals(unpatched, Patcher.patch(original, List.of(patch)));
    }

    @ParameterizedTest
    @MethodSource("versions")
    void all_rows_of_a_class_fit_together(String version) throws Exception {
        for (String type : table().stream().map(Patch::type).distinct().toList()) {
            byte[] original = classFile(version, type);
            List<Patch> rows =
                    table().stream().filter(patch -> patch.type().equals(type)).toList();
            if (original != null) {
                assertThat(Patcher.patch(original, rows)).as(type).isNotEmpty();
            }
        }
    }

    @Test
    void a_copy_under_another_prefix_gets_the_same_rows() throws Exception {
        Path shaded = ServerJars.onClassPath("grpc-netty-shaded")[0];
        String prefix = "io/grpc/netty/shaded/";
        try (JarFile jar = new JarFile(shaded.toFile())) {
            for (Patch patch : table()) {
                ZipEntry entry = jar.getEntry(prefix + patch.type() + ".class");
                if (entry != null) {
                    byte[] original = jar.getInputStream(entry).readAllBytes();
                    boolean applies = changes(original, patch.under(prefix));
                    assertThat(applies || !patch.onlyIn().isEmpty())
                            .as(patch.toString())
                            .isTrue();
                }
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

    private static byte[] classFile(String version, String type) throws IOException {
        for (String jar : ServerJars.copied("netty-")) {
            if (!jar.endsWith("-" + version + ".jar")) {
                continue;
            }
            try (JarFile file = new JarFile(ServerJars.copy(jar).toFile())) {
                ZipEntry entry = file.getEntry(type + ".class");
                if (entry != null) {
                    return file.getInputStream(entry).readAllBytes();
                }
            }
        }
        return null;
    }
}
