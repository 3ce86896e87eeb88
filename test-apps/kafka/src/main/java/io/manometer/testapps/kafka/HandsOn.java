package io.manometer.testapps.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * A callback that the client calls within {@code poll}. Two hundred polls after the first, when the client itself has made many queues for its requests, it makes one of
 * its own, and as much later another; it hands each record on to a thread of its own by each of them.
 */
public final class HandsOn implements ConsumerInterceptor<byte[], byte[]> {
    private static final int POLLS_BETWEEN = 200;
    private static final int QUEUES = 2;

    private final List<Queue<ConsumerRecord<byte[], byte[]>>> queues = new ArrayList<>();
    private long handed;
    private int polls;

    @Override
    public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
        polls++;
        if (polls % POLLS_BETWEEN == 0 && queues.size() < QUEUES) {
            Queue<ConsumerRecord<byte[], byte[]>> queue = new ConcurrentLinkedQueue<>();
            queues.add(queue);
            start(queue);
        }
        for (Queue<ConsumerRecord<byte[], byte[]>> queue : queues) {
            records.forEach(queue::add);
            handed += records.count();
        }
        return records;
    }

    private void start(Queue<ConsumerRecord<byte[], byte[]>> from) {
        Thread thread = new Thread(
                () -> {
                    while (true) {
                        if (from.poll() == null) {
                            LockSupport.parkNanos(1_000_000);
                        }
                    }
                },
                "taker");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

    @Override
    public void configure(Map<String, ?> configs) {}

    @Override
    public void close() {
        System.out.println("handed " + handed);
    }
}
