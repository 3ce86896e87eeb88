package io.manometer.agent.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.agent.testing.ForkedJvm;
import io.manometer.agent.testing.Jdk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaVersionIT {
    private static final String CONSUMER = "org/apache/kafka/clients/consumer/KafkaConsumer";
    private static final String CONFIG = "org/apache/kafka/clients/consumer/ConsumerConfig";

    @Test
    void a_consumer_of_another_version_is_not_watched_one_line_says_so_and_the_program_runs(@TempDir Path folder)
            throws Exception {
        try (ForkedJvm jvm = ForkedJvm.java(Jdk.running())
                .agent("")
                .classPath(doctored(folder))
                .main("app.Main")
                .start()) {
            assertThat(jvm.awaitExit()).as(jvm.toString()).isZero();
            assertThat(jvm.out()).contains("polls otherwise");
            assertThat(jvm.agentLines())
                    .singleElement()
                    .asString()
                    .contains("org.apache.kafka.clients.consumer.KafkaConsumer")
                    .contains("KafkaConsumer.poll")
                    .contains("99.1");
        }
    }

    /** A jar with a consumer that has no poll. */
    private static Path doctored(Path folder) throws Exception {
        compile(folder, CONFIG, "package org.apache.kafka.clients.consumer; public class ConsumerConfig {}");
        compile(folder, CONSUMER, """
                package org.apache.kafka.clients.consumer;
                public class KafkaConsumer {
                    public KafkaConsumer(ConsumerConfig config) {}
                    public String pollOtherwise() { return "polls otherwise"; }
                    public void pause() {}
                    public void resume() {}
                    public void close() {}
                }
                """);
        compile(folder, "app/Main", """
                package app;
                import org.apache.kafka.clients.consumer.*;
                public class Main {
                    public static void main(String[] arguments) {
                        System.out.println(new KafkaConsumer(new ConsumerConfig()).pollOtherwise());
                    }
                }
                """);
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_VERSION, "99.1");
        Path jar = folder.resolve("kafka-clients-99.1.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            for (String type : new String[] {CONFIG, CONSUMER, "app/Main"}) {
                out.putNextEntry(new ZipEntry(type + ".class"));
                out.write(Files.readAllBytes(folder.resolve(type + ".class")));
            }
        }
        return jar;
    }

    private static void compile(Path folder, String type, String source) throws Exception {
        Path file = folder.resolve(type + ".java");
        Files.createDirectories(file.getParent());
        Files.writeString(file, source);
        int failed = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-d", folder.toString(), "-cp", folder.toString(), file.toString());
        assertThat(failed).isZero();
    }
}
