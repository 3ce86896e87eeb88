package io.manometer.dashboards.app;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A topic that is written faster than it is read, and a producer whose buffer is too small for what it is given. */
final class KafkaTraffic {
    private KafkaTraffic() {}

    static void start(String bootstrap) {
        KafkaProducer<byte[], byte[]> producer = producer(bootstrap, 32 << 20);
        PressureApp.repeat("order-producer", 300, () -> producer.send(new ProducerRecord<>("orders", new byte[100])));
        KafkaProducer<byte[], byte[]> cramped = producer(bootstrap, 40_000);
        PressureApp.repeat("bulk-producer", 5_000, () -> cramped.send(new ProducerRecord<>("bulk", new byte[10_000])));
        Thread reader = new Thread(() -> read(bootstrap), "order-reader");
        reader.setDaemon(true);
        reader.start();
    }

    private static KafkaProducer<byte[], byte[]> producer(String bootstrap, long memory) {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "buffer.memory", memory, "batch.size", 16_384, "linger.ms", 5),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private static void read(String bootstrap) {
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrap,
                        "group.id",
                        "billing",
                        "auto.offset.reset",
                        "earliest",
                        "max.poll.records",
                        20,
                        "max.poll.interval.ms",
                        30_000),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        consumer.subscribe(List.of("orders"));
        for (long polls = 1; ; polls++) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(Duration.ofMillis(100));
            records.forEach(record -> LockSupport.parkNanos(5_000_000));
            if (polls % 20 == 0) {
                consumer.pause(consumer.assignment());
            } else if (polls % 20 == 5) {
                consumer.resume(consumer.paused());
            }
        }
    }
}
