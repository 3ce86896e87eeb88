package io.manometer.testapps.kafka;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Produces to a topic at a steady rate until it is closed; not under the agent. */
public final class Feeder implements AutoCloseable {
    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final KafkaProducer<byte[], byte[]> producer;
    private final String topic;
    private final byte[] value;
    private final Thread thread;
    private volatile double perSecond;
    private volatile boolean stopped;
    private volatile long sent;
    private volatile long most = Long.MAX_VALUE;

    /** Each in its turn; 0 leaves the choice to the client. */
    private volatile int partitions;

    public Feeder(String servers, String topic, double perSecond, int bytes) {
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers, "linger.ms", 0, "delivery.timeout.ms", 120_000),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        this.topic = topic;
        this.value = new byte[bytes];
        this.perSecond = perSecond;
        this.thread = new Thread(this::run, "feeder-" + topic);
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        double due = 0;
        long last = System.nanoTime();
        while (!stopped) {
            LockSupport.parkNanos(STEP_NANOS);
            long now = System.nanoTime();
            due += perSecond * (now - last) / 1e9;
            last = now;
            for (; due >= 1 && sent < most; due--) {
                int over = partitions;
                producer.send(new ProducerRecord<>(topic, over == 0 ? null : (int) (sent % over), null, value));
                sent++;
            }
            if (sent >= most) {
                due = 0;
            }
            synchronized (this) {
                notifyAll();
            }
        }
    }

    /** Another rate from now on. */
    public void rate(double recordsPerSecond) {
        perSecond = recordsPerSecond;
    }

    /** No more than so many records in all; may be raised later. */
    public Feeder upTo(long records) {
        most = records;
        return this;
    }

    /** To so many partitions in turn. */
    public Feeder over(int count) {
        partitions = count;
        return this;
    }

    /** Waits until so many were sent. */
    public synchronized void awaitSent(long records) throws InterruptedException {
        while (sent < records) {
            wait();
        }
    }

    public long sent() {
        return sent;
    }

    @Override
    public void close() {
        stopped = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close();
    }
}
