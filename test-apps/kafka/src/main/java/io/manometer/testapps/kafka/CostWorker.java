package io.manometer.testapps.kafka;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Reads or sends records for {@link Cost}: some passes to warm up, then passes that count; one line for each. */
public final class CostWorker {
    private static final int PASSES = 5;
    private static final int WARM_UP = 3;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final Settings settings;
    private final long records;
    private long checksum;

    private CostWorker(Settings settings) {
        this.settings = settings;
        this.records = settings.number("records", 1_000_000);
    }

    public static void main(String... arguments) {
        Settings settings = Settings.of(arguments);
        RecordingStart.await(settings);
        CostWorker worker = new CostWorker(settings);
        if (settings.text("what").equals("poll")) {
            worker.poll();
        } else {
            worker.send();
        }
        System.out.println("checksum " + worker.checksum);
    }

    private void poll() {
        TopicPartition partition = new TopicPartition(settings.text("topic"), 0);
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                settings.client(Map.of(
                        "bootstrap.servers",
                        settings.text("servers"),
                        "group.id",
                        "cost",
                        "enable.auto.commit",
                        false)),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            for (int pass = 0; pass < WARM_UP + PASSES; pass++) {
                consumer.seekToBeginning(List.of(partition));
                measure(pass, () -> {
                    for (long seen = 0; seen < records; ) {
                        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(500))) {
                            checksum += record.value().length;
                            seen++;
                        }
                    }
                });
            }
        }
    }

    private void send() {
        byte[] value = new byte[20];
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                settings.client(Map.of("bootstrap.servers", settings.text("servers"))),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            String topic = settings.text("topic");
            for (int pass = 0; pass < WARM_UP + PASSES; pass++) {
                measure(pass, () -> {
                    for (long sent = 0; sent < records; sent++) {
                        checksum += producer.send(new ProducerRecord<>(topic, value))
                                        .isDone()
                                ? 1
                                : 0;
                    }
                });
                producer.flush();
            }
        }
    }

    /** Processor time and allocation of this thread; what the client's other threads do is no hook's doing. */
    private void measure(int pass, Runnable work) {
        long thread = Thread.currentThread().getId();
        long bytes = threads.getThreadAllocatedBytes(thread);
        long nanos = threads.getCurrentThreadCpuTime();
        work.run();
        nanos = threads.getCurrentThreadCpuTime() - nanos;
        bytes = threads.getThreadAllocatedBytes(thread) - bytes;
        if (pass >= WARM_UP) {
            System.out.printf("pass %.2f %.3f%n", (double) nanos / records, (double) bytes / records);
        }
    }
}
