package io.manometer.testapps.kafka;

import com.sun.management.ThreadMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Reads or sends records for {@link Cost}: warms up until the compiler is idle, then does as many batches as it is told to, and says
 * what each took.
 */
public final class CostWorker {
    private static final int FEWEST_WARM_UPS = 60;
    private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long WARM_UP_LIMIT_NANOS = TimeUnit.SECONDS.toNanos(15);

    /** A pool that is used up would block a send; that is no part of what is measured. */
    private static final String BUFFER = "67108864";

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
    private final Settings settings;
    private final long records;
    private long checksum;

    private CostWorker(Settings settings) {
        this.settings = settings;
        this.records = settings.number("records", 0);
    }

    public static void main(String... arguments) throws IOException {
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

    private void poll() throws IOException {
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
            answer(() -> consumer.seekToBeginning(List.of(partition)), () -> read(consumer));
        }
    }

    private void read(KafkaConsumer<byte[], byte[]> consumer) {
        for (long seen = 0; seen < records; ) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(500))) {
                checksum += record.value().length;
                seen++;
            }
        }
    }

    private void send() throws IOException {
        byte[] value = new byte[20];
        String topic = settings.text("topic");
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                settings.client(Map.of("bootstrap.servers", settings.text("servers"), "buffer.memory", BUFFER)),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            answer(producer::flush, () -> write(producer, topic, value));
            producer.flush();
        }
    }

    private void write(KafkaProducer<byte[], byte[]> producer, String topic, byte[] value) {
        for (long sent = 0; sent < records; sent++) {
            checksum += producer.send(new ProducerRecord<>(topic, value)).isDone() ? 1 : 0;
        }
    }

    /** Says what each batch took, as many as the line on standard input asks for. */
    private void answer(Runnable before, Runnable work) throws IOException {
        warmUp(before, work);
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()))) {
            for (int left = Integer.parseInt(lines.readLine()); left > 0; left--) {
                System.out.println("batch " + measured(before, work));
            }
        }
    }

    /** Until the compiler had nothing to do for a while. */
    private void warmUp(Runnable before, Runnable work) {
        long now = System.nanoTime();
        long end = now + WARM_UP_LIMIT_NANOS;
        long compiled = compiler.getTotalCompilationTime();
        long quietSince = now;
        int done = 0;
        while ((done < FEWEST_WARM_UPS || now - quietSince < QUIET_NANOS) && now < end) {
            String ignored = measured(before, work);
            done++;
            now = System.nanoTime();
            long total = compiler.getTotalCompilationTime();
            if (total != compiled) {
                compiled = total;
                quietSince = now;
            }
        }
        System.out.println("warm after " + done);
    }

    /** Processor time and allocation of this thread; what the client's other threads do is no hook's doing. */
    private String measured(Runnable before, Runnable work) {
        before.run();
        long thread = Thread.currentThread().getId();
        long bytes = threads.getThreadAllocatedBytes(thread);
        long nanos = threads.getCurrentThreadCpuTime();
        work.run();
        nanos = threads.getCurrentThreadCpuTime() - nanos;
        bytes = threads.getThreadAllocatedBytes(thread) - bytes;
        return (double) nanos / records + " " + (double) bytes / records;
    }
}
