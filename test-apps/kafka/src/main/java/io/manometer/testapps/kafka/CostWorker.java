package io.manometer.testapps.kafka;

import com.sun.management.ThreadMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Reads or sends records for {@link Cost}: uses maps as an application does, warms up until the compiler is idle, then does as many batches as it is told to, and
 * says what each took.
 */
public final class CostWorker {
    private static final long SHORTEST_WARM_UP_NANOS = TimeUnit.SECONDS.toNanos(3);
    private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long WARM_UP_LIMIT_NANOS = TimeUnit.SECONDS.toNanos(20);

    /** A pool that is used up would block a send; that is no part of what is measured. */
    private static final String BUFFER = "67108864";

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
    private final Settings settings;

    /** In a batch; a batch of polls may have some more. */
    private final long records;

    private long checksum;

    /** Since the topic was last read from its beginning. */
    private long position;

    private CostWorker(Settings settings) {
        this.settings = settings;
        this.records = settings.number("records", 0);
    }

    public static void main(String... arguments) throws IOException {
        Settings settings = Settings.of(arguments);
        RecordingStart.await(settings);
        CostWorker worker = new CostWorker(settings);
        worker.useMaps();
        if (settings.text("what").equals("poll")) {
            worker.poll();
        } else {
            worker.send();
        }
        System.out.println("checksum " + worker.checksum);
    }

    /**
     * With keys of several classes, as any application of some size. In a JVM that does nothing but send, the code of the JDK's maps is made for the one class
     * of keys that it has seen, unless the agent is there, whose start uses maps too: that would be counted as a cost of each send.
     */
    private void useMaps() {
        List<Object> keys = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            keys.addAll(List.of("key " + i, i, (long) i, (double) i, List.of(i)));
        }
        for (int round = 0; round < 200; round++) {
            Map<Object, Object> map = new HashMap<>();
            for (Object key : keys) {
                checksum += map.put(key, key) == null ? 1 : 0;
            }
            for (Object key : keys) {
                checksum += map.get(key) == key ? 1 : 0;
            }
            for (Map.Entry<Object, Object> entry : map.entrySet()) {
                checksum += entry.getKey() == entry.getValue() ? 1 : 0;
            }
            for (Object key : keys) {
                checksum += map.remove(key) == key ? 1 : 0;
            }
        }
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
            long through = settings.number("through", 0);
            position = through;
            Runnable again = () -> {
                if (position >= through) {
                    consumer.seekToBeginning(List.of(partition));
                    position = 0;
                }
            };
            answer(again, () -> read(consumer));
        }
    }

    private long read(KafkaConsumer<byte[], byte[]> consumer) {
        long seen = 0;
        while (seen < records) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(500))) {
                checksum += record.value().length;
                seen++;
            }
        }
        position += seen;
        return seen;
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

    private long write(KafkaProducer<byte[], byte[]> producer, String topic, byte[] value) {
        for (long sent = 0; sent < records; sent++) {
            checksum += producer.send(new ProducerRecord<>(topic, value)).isDone() ? 1 : 0;
        }
        return records;
    }

    /**
     * Says what each batch took, as many as the line on standard input asks for.
     *
     * @param work a batch; returns its number of records
     */
    private void answer(Runnable before, LongSupplier work) throws IOException {
        warmUp(before, work);
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()))) {
            for (int left = Integer.parseInt(lines.readLine()); left > 0; left--) {
                System.out.println("batch " + measured(before, work));
            }
        }
    }

    /** Until the compiler had nothing to do for a while. */
    private void warmUp(Runnable before, LongSupplier work) {
        long now = System.nanoTime();
        long start = now;
        long compiled = compiler.getTotalCompilationTime();
        long quietSince = now;
        int done = 0;
        while ((now - start < SHORTEST_WARM_UP_NANOS || now - quietSince < QUIET_NANOS)
                && now - start < WARM_UP_LIMIT_NANOS) {
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

    /** How many records, and processor time and allocation of this thread for each; what the client's other threads do is no hook's doing. */
    private String measured(Runnable before, LongSupplier work) {
        before.run();
        long thread = Thread.currentThread().getId();
        long bytes = threads.getThreadAllocatedBytes(thread);
        long nanos = threads.getCurrentThreadCpuTime();
        long done = work.getAsLong();
        nanos = threads.getCurrentThreadCpuTime() - nanos;
        bytes = threads.getThreadAllocatedBytes(thread) - bytes;
        return done + " " + (double) nanos / done + " " + (double) bytes / done;
    }
}
