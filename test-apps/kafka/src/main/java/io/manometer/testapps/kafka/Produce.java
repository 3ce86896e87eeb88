package io.manometer.testapps.kafka;

import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Orders are made at {@code rate} a second, wait in a queue of {@code room}, and are sent to a topic by one thread, for {@code seconds} or until
 * standard input ends.
 * Says how long that thread was in send, and how many orders were made, acknowledged and failed.
 */
public final class Produce {
    private static volatile boolean ends;

    private Produce() {}

    public static void main(String... arguments) throws InterruptedException {
        Settings settings = Settings.of(arguments);
        RecordingStart.await(settings);
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(settings.number("seconds", 20));
        BlockingQueue<byte[]> orders = new ArrayBlockingQueue<>((int) settings.number("room", 50));
        AtomicLong made = new AtomicLong();
        AtomicLong acknowledged = new AtomicLong();
        AtomicLong failed = new AtomicLong();
        AtomicLong inSend = new AtomicLong();
        KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                settings.client(Map.of("bootstrap.servers", settings.text("servers"))),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        Settings.atEndOfInput(() -> ends = true);
        Thread sender = new Thread(
                () -> send(producer, settings.text("topic"), orders, acknowledged, failed, inSend), "order-sender");
        sender.setDaemon(true);
        sender.start();
        make(settings, until, orders, made);
        System.out.println("insend " + inSend.get() / 1_000_000);
        producer.close(java.time.Duration.ofSeconds(settings.number("close", 5)));
        System.out.println("made " + made.get());
        System.out.println("acknowledged " + acknowledged.get());
        System.out.println("failed " + failed.get());
    }

    private static void make(Settings settings, long until, BlockingQueue<byte[]> orders, AtomicLong made)
            throws InterruptedException {
        long step = TimeUnit.SECONDS.toNanos(1) / settings.number("rate", 100);
        int bytes = (int) settings.number("bytes", 1_000);
        long next = System.nanoTime();
        while (System.nanoTime() < until && !ends) {
            LockSupport.parkNanos(next - System.nanoTime());
            next = Math.max(next + step, System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(50));
            if (orders.offer(new byte[bytes], Math.max(1, until - System.nanoTime()), TimeUnit.NANOSECONDS)) {
                made.incrementAndGet();
            }
        }
    }

    private static void send(
            KafkaProducer<byte[], byte[]> producer,
            String topic,
            BlockingQueue<byte[]> orders,
            AtomicLong acknowledged,
            AtomicLong failed,
            AtomicLong inSend) {
        try {
            while (true) {
                byte[] order = orders.take();
                long before = System.nanoTime();
                producer.send(new ProducerRecord<>(topic, order), (metadata, error) -> {
                    (error == null ? acknowledged : failed).incrementAndGet();
                });
                inSend.addAndGet(System.nanoTime() - before);
            }
        } catch (InterruptedException | RuntimeException end) {
            System.out.println("sender ends: " + end);
        }
    }
}
