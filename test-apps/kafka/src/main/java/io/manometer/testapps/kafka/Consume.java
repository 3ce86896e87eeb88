package io.manometer.testapps.kafka;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Consumes a topic until standard input ends, or {@code seconds} are over since the first record. How depends on {@code mode}:
 *
 * <ul>
 *   <li>{@code direct}: handles each record on the polling thread, at {@code rate} a second
 *   <li>{@code pool}: hands each to a pool of {@code threads} with a queue of {@code room}, and waits for room
 *   <li>{@code pause}: the same, but pauses the topic while the queue is full, and goes on polling
 *   <li>{@code hang}: as direct, until {@code hang} seconds after the start; then the handler never ends
 * </ul>
 */
public final class Consume {
    private final Settings settings;
    private final String topic;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final AtomicLong handled = new AtomicLong();
    private final long handleNanos;
    private final long started = System.nanoTime();
    private @Nullable BlockingQueue<ConsumerRecord<byte[], byte[]>> toWorkers;
    private final Set<Long> offsets = new HashSet<>();
    private long sumOfOffsets;
    private long due;
    private boolean begun;

    /** When the first record came, so that a slow start takes nothing from what is to be seen; before, when the program began. */
    private long running = started;

    private Consume(Settings settings) {
        this.settings = settings;
        this.topic = settings.text("topic");
        this.handleNanos = TimeUnit.SECONDS.toNanos(1) / settings.number("rate", 1_000_000);
        this.consumer = new KafkaConsumer<>(
                settings.client(Map.of(
                        "bootstrap.servers", settings.text("servers"),
                        "auto.offset.reset", "earliest",
                        "max.poll.records", "50")),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    public static void main(String... arguments) throws Exception {
        Settings settings = Settings.of(arguments);
        RecordingStart.await(settings);
        Thread.currentThread().setName(settings.text("thread", "main"));
        Consume program = new Consume(settings);
        Settings.atEndOfInput(program.consumer::wakeup);
        if (settings.text("closer", "false").equals("true")) {
            program.closeFromOutside();
        }
        program.run();
    }

    /** What must not be done, and then what must: close while another thread is in poll, and wake that up. */
    private void closeFromOutside() {
        Thread closer = new Thread(
                () -> {
                    while (handled.get() < 100) {
                        Thread.onSpinWait();
                    }
                    try {
                        consumer.close();
                        System.out.println("closed from outside");
                    } catch (java.util.ConcurrentModificationException expected) {
                        System.out.println("not closed: " + expected.getClass().getName());
                    }
                    consumer.wakeup();
                },
                "closer");
        closer.setDaemon(true);
        closer.start();
    }

    private void run() throws InterruptedException {
        switch (settings.text("mode", "direct")) {
            case "pool" -> startWorker();
            case "pause" -> startPool();
            default -> {}
        }
        consumer.subscribe(List.of(topic));
        try {
            poll();
        } catch (WakeupException | IllegalStateException end) {
            System.out.println("ended by " + end.getClass().getName());
        } finally {
            consumer.close();
        }
        System.out.println("handled " + handled.get());
        System.out.println("distinct " + offsets.size() + " " + sumOfOffsets);
        linger();
    }

    /** The program goes on for a while without its consumer, if so wished. */
    private void linger() throws InterruptedException {
        long millis = settings.number("linger", 0);
        if (millis > 0) {
            new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
        }
    }

    private void poll() throws InterruptedException {
        long seconds = settings.number("seconds", 3_600);
        long all = settings.number("until", Long.MAX_VALUE);
        while (offsets.size() < all && System.nanoTime() - running < TimeUnit.SECONDS.toNanos(seconds)) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(Duration.ofMillis(200));
            tellPosition();
            for (ConsumerRecord<byte[], byte[]> record : records) {
                handle(record);
            }
            resumeIfRoom();
        }
    }

    /** For the demo, which shows it; for the test, which compares it with the broker's end of the topic. */
    private void tellPosition() {
        if (settings.text("tell", "").equals("handled")) {
            System.out.println("handled " + handled.get());
        }
        if (!settings.text("tell", "").equals("position")) {
            return;
        }
        long sum = 0;
        for (TopicPartition partition : consumer.assignment()) {
            sum += consumer.position(partition);
        }
        System.out.println("position " + System.currentTimeMillis() + " " + sum);
    }

    private void handle(ConsumerRecord<byte[], byte[]> record) throws InterruptedException {
        if (!begun) {
            begun = true;
            running = System.nanoTime();
            System.out.println("handles");
        }
        remember(record);
        switch (settings.text("mode", "direct")) {
            case "pool" -> Objects.requireNonNull(toWorkers).put(record);
            case "pause" -> offer(record);
            case "hang" -> {
                if (System.nanoTime() - started > TimeUnit.SECONDS.toNanos(settings.number("hang", 10))) {
                    System.out.println("hangs");
                    hang();
                }
                work();
            }
            default -> work();
        }
    }

    /** For good; the program ends all the same, so that a test need not kill it. */
    private void hang() throws InterruptedException {
        Thread exit = new Thread(
                () -> {
                    try {
                        new CountDownLatch(1).await(settings.number("exit", 3_600), TimeUnit.SECONDS);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    System.exit(0);
                },
                "exit");
        exit.setDaemon(true);
        exit.start();
        new CountDownLatch(1).await();
    }

    // ---------------------------------------------------------------- work

    /** Takes as long as the rate allows one worker, on average. */
    private void work() {
        if (handleNanos > TimeUnit.MICROSECONDS.toNanos(2)) {
            due = Math.max(due + handleNanos, System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(50));
            long left;
            while ((left = due - System.nanoTime()) > 0) {
                LockSupport.parkNanos(left);
            }
        }
        handled.incrementAndGet();
    }

    /** What a program does that must get each record, however often it comes. */
    private void remember(ConsumerRecord<byte[], byte[]> record) {
        if (settings.values().containsKey("until") && offsets.add(record.offset())) {
            sumOfOffsets += record.offset();
        }
    }

    private void startWorker() {
        toWorkers = new ArrayBlockingQueue<>((int) settings.number("room", 100));
        BlockingQueue<ConsumerRecord<byte[], byte[]>> records = toWorkers;
        Thread worker = new Thread(
                () -> {
                    due = System.nanoTime();
                    while (true) {
                        try {
                            records.take();
                            work();
                        } catch (InterruptedException e) {
                            return;
                        }
                    }
                },
                "order-worker-1");
        worker.setDaemon(true);
        worker.start();
    }

    // ---------------------------------------------------------------- pausing

    private @Nullable ThreadPoolExecutor workers;

    private void startPool() {
        workers = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            Thread thread = new Thread(task, "order-worker-1");
            thread.setDaemon(true);
            return thread;
        });
    }

    private void offer(ConsumerRecord<byte[], byte[]> record) {
        ThreadPoolExecutor pool = Objects.requireNonNull(workers);
        pool.execute(this::work);
        if (pool.getQueue().size() >= settings.number("room", 100)) {
            consumer.pause(consumer.assignment());
        }
    }

    private void resumeIfRoom() {
        ThreadPoolExecutor pool = workers;
        if (pool != null && pool.getQueue().size() < settings.number("room", 100) / 2) {
            consumer.resume(consumer.paused());
        }
    }
}
