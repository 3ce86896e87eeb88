package io.manometer.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.agent.testing.ForkedJvm;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** What is in the built jar, and what is not. */
class AgentJarIT {
    @Test
    void at_the_root_lies_only_what_the_boot_loader_must_see() throws Exception {
        assertThat(names())
                .filteredOn(name -> name.endsWith(".class") && !name.startsWith("isolated/"))
                .allMatch(name -> name.startsWith("io/manometer/boot/")
                        || name.startsWith("io/manometer/events/")
                        || name.equals("io/manometer/agent/Agent.class")
                        || name.equals("io/manometer/agent/AgentClassLoader.class"));
    }

    @Test
    void everything_else_is_ours_or_bundled() throws Exception {
        assertThat(names())
                .filteredOn(name -> name.endsWith(".class") && name.startsWith("isolated/"))
                .isNotEmpty()
                .allMatch(name -> name.startsWith("isolated/io/manometer/agent/")
                        || name.startsWith("isolated/net/bytebuddy/jar/asm/")
                        || name.startsWith("isolated/io/micrometer/")
                        || name.startsWith("isolated/io/prometheus/client/"));
    }

    @Test
    void the_manifest_names_both_entries() throws Exception {
        try (JarFile jar = new JarFile(ForkedJvm.agentJar().toFile())) {
            Attributes attributes = jar.getManifest().getMainAttributes();

            assertThat(attributes.getValue("Premain-Class")).isEqualTo("io.manometer.agent.Agent");
            assertThat(attributes.getValue("Agent-Class")).isEqualTo("io.manometer.agent.Agent");
            assertThat(attributes.getValue("Can-Retransform-Classes")).isEqualTo("true");
        }
    }

    @Test
    void settings_for_other_recorders_and_all_licences_are_in_it() throws Exception {
        assertThat(names())
                .contains(
                        "manometer.jfc",
                        "META-INF/LICENSE",
                        "META-INF/NOTICE",
                        "isolated/META-INF/LICENSE",
                        "isolated/META-INF/NOTICE",
                        "isolated/META-INF/licenses/ASM");
    }

    /** A class compiled for a newer Java would fail on the oldest that is supported. */
    @Test
    void every_class_loads_on_java_17() throws Exception {
        try (JarFile jar = new JarFile(ForkedJvm.agentJar().toFile())) {
            for (String name : names()) {
                if (name.endsWith(".class")) {
                    try (InputStream in = jar.getInputStream(jar.getEntry(name))) {
                        byte[] header = in.readNBytes(8);
                        assertThat((int) header[7]).as(name).isLessThanOrEqualTo(61);
                    }
                }
            }
        }
    }

    private static List<String> names() throws IOException {
        try (JarFile jar = new JarFile(ForkedJvm.agentJar().toFile())) {
            return jar.stream().map(ZipEntry::getName).toList();
        }
    }
}
