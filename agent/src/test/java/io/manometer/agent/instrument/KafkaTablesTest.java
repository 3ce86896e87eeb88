package io.manometer.agent.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.agent.kafka.KafkaPatches;
import io.manometer.agent.testing.ServerJars;
import java.lang.invoke.MethodType;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KafkaTablesTest {
    static List<String> versions() {
        return ServerJars.copied("kafka-clients");
    }

    @ParameterizedTest
    @MethodSource("versions")
    void both_clients_are_as_the_table_says_in_this_version_and_verify_when_patched(String jar) throws Exception {
        for (String type : types()) {
            byte[] patched = Patcher.patch(original(jar, type), rowsOf(type));

            try (URLClassLoader kafka =
                    new URLClassLoader(new URL[] {ServerJars.copy(jar).toUri().toURL()}) {
                        @Override
                        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                            if (name.equals(type.replace('/', '.')) && findLoadedClass(name) == null) {
                                return defineClass(name, patched, 0, patched.length);
                            }
                            return super.loadClass(name, resolve);
                        }
                    }) {
                // Initialising verifies; the handler of FAILURE rows has a frame of ours.
                assertThat(Class.forName(type.replace('/', '.'), true, kafka)).isNotNull();
            }
        }
        assertThat(versions()).hasSize(2);
    }

    @Test
    void every_hook_of_the_table_exists() throws Exception {
        for (Patch patch : KafkaPatches.table()) {
            Class<?> hooks = Class.forName("io.manometer.boot." + patch.hookClass());
            MethodType type = MethodType.fromMethodDescriptorString(patch.hookDescriptor(), hooks.getClassLoader());

            assertThat(Modifier.isStatic(
                            hooks.getMethod(patch.hook(), type.parameterArray()).getModifiers()))
                    .as(patch.toString())
                    .isTrue();
        }
    }

    private static List<String> types() {
        return KafkaPatches.table().stream().map(Patch::type).distinct().toList();
    }

    private static List<Patch> rowsOf(String type) {
        return KafkaPatches.table().stream()
                .filter(patch -> patch.type().equals(type))
                .toList();
    }

    private static byte[] original(String jar, String type) throws Exception {
        try (JarFile file = new JarFile(ServerJars.copy(jar).toFile())) {
            return file.getInputStream(file.getEntry(type + ".class")).readAllBytes();
        }
    }
}
