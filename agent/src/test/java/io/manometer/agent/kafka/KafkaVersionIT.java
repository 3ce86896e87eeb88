package io.manometer.agent.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.agent.testing.Doctored;
import io.manometer.agent.testing.ForkedJvm;
import io.manometer.agent.testing.Hops;
import io.manometer.agent.testing.Jdk;
import io.manometer.agent.testing.ServerJars;
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
    private static final String RECORDS = "org/apache/kafka/clients/consumer/ConsumerRecords";
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

    @Test
    void a_consumer_without_a_method_that_is_asked_for_is_off_with_one_line_and_the_rest_is_watched(
            @TempDir Path folder) throws Exception {
        Path recording = folder.resolve("recording.jfr");
        Path clients = ServerJars.copy("kafka-clients-4.3.1.jar");
        Path doctored = folder.resolve("doctored.jar");
        Doctored.write(clients, RECORDS, Doctored.method(RECORDS, "count", "()I", "size"), doctored);
        compile(folder, clients, "app/Clients", """
                package app;
                import java.util.Map;
                import java.util.concurrent.ArrayBlockingQueue;
                import org.apache.kafka.clients.consumer.KafkaConsumer;
                import org.apache.kafka.clients.producer.KafkaProducer;
                import org.apache.kafka.common.serialization.*;
                public class Clients {
                    public static void main(String[] arguments) throws Exception {
                        Map<String, Object> nobody = Map.of("bootstrap.servers", "127.0.0.1:9", "group.id", "readers");
                        var orders = new ArrayBlockingQueue<String>(1);
                        orders.add("one");
                        var producer = new KafkaProducer<>(nobody, new StringSerializer(), new StringSerializer());
                        var consumer = new KafkaConsumer<>(nobody, new StringDeserializer(), new StringDeserializer());
                        var other = new KafkaConsumer<>(nobody, new StringDeserializer(), new StringDeserializer());
                        System.in.read();
                        System.out.println(consumer.groupMetadata().groupId() + other.hashCode() + producer + orders);
                    }
                }
                """);
        try (ForkedJvm jvm = ForkedJvm.java(Jdk.running())
                .agent("period=100ms,record.wait=true,record=" + recording)
                .classPath(doctored, clients, folder)
                .classPath(ServerJars.onClassPath("slf4j-api"))
                .main("app.Clients")
                .start()) {
            jvm.awaitError("kafka-consumer is off");
            jvm.say("");
            assertThat(jvm.awaitExit()).as(jvm.toString()).isZero();
            assertThat(jvm.agentLines())
                    .filteredOn(line -> line.contains(" is off"))
                    .singleElement()
                    .asString()
                    .startsWith("manometer: kafka-consumer is off: no method"
                            + " org.apache.kafka.clients.consumer.ConsumerRecords.count()int")
                    .contains(" in kafka-clients 4.3.1; everything else is watched.");
        }
        Hops hops = Hops.in(recording);
        assertThat(hops.named("orders").last("totalArrivals")).isEqualTo(1);
        assertThat(hops.descriptions().values())
                .anyMatch(event -> event.getString("kind").equals("kafka-producer"));
        assertThat(hops.health().getString("kindsOff"))
                .startsWith("kafka-consumer: no method ")
                .doesNotContain("kafka-producer");
        assertThat(hops.health().getLong("errors")).isZero();
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
        compile(folder, folder, type, source);
    }

    private static void compile(Path folder, Path against, String type, String source) throws Exception {
        Path file = folder.resolve(type + ".java");
        Files.createDirectories(file.getParent());
        Files.writeString(file, source);
        int failed = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-g", "-d", folder.toString(), "-cp", against.toString(), file.toString());
        assertThat(failed).isZero();
    }
}
