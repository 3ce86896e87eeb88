package io.manometer.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.agent.testing.ServerJars;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Consumers are plain objects here, as the hooks see them; what they poll are Kafka's own records. */
class KafkaTopicTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long MILLI = 1_000_000L;
    private static final long WINDOW = SECOND;
    /** Hops that there may be. */
    private static final int LIMIT = 10_000;

    private static final long BEGIN = 1_000 * SECOND;

    private final Object application = new Object();
    private final List<KafkaConsumerSide> sides = new ArrayList<>();
    private final Map<String, Long> offsets = new HashMap<>();
    private Sample sample = new Sample();
    private URLClassLoader kafka;
    private KafkaConsumerSide consumer;
    private ConsumerSample told;
    private long windowEnd;
    private long foldedBefore;

    @BeforeEach
    void a_consumer_is_known() throws Exception {
        foldedBefore = Health.foldedHops.get();
        Meters.limit(LIMIT);
        List<String> jars = ServerJars.copied("kafka-clients");
        URL logs = ServerJars.onClassPath("slf4j-api")[0].toUri().toURL();
        kafka = new URLClassLoader(
                new URL[] {ServerJars.copy(jars.get(jars.size() - 1)).toUri().toURL(), logs}, null);
        consumer = another();
    }

    @AfterEach
    void forget() throws Exception {
        // What other tests read is the whole virtual machine's.
        Health.foldedHops.set(foldedBefore);
        Meters.limit(LIMIT);
        sides.forEach(KafkaConsumerSide::end);
        Meters.forget(Meters.snapshot(new ArrayList<>()));
        kafka.close();
    }

    @Test
    void each_topic_of_a_consumer_tells_its_own_records() throws Throwable {
        poll(consumer, BEGIN, Map.of("orders", 3, "invoices", 2));
        windowEnds(BEGIN + WINDOW);
        assertThat(window(consumer, "orders").records).isEqualTo(3);
        assertThat(window(consumer, "invoices").records).isEqualTo(2);

        poll(consumer, BEGIN + WINDOW, Map.of("orders", 10, "invoices", 20));
        poll(consumer, BEGIN + WINDOW + MILLI, Map.of("invoices", 5));
        windowEnds(BEGIN + 2 * WINDOW);
        assertThat(window(consumer, "orders").records).isEqualTo(10);
        assertThat(window(consumer, "invoices").records).isEqualTo(25);
        assertThat(told.polls).isEqualTo(2);
    }

    @Test
    void a_poll_that_brings_a_new_partition_counts_no_record_twice() throws Throwable {
        poll(consumer, BEGIN, Map.of("orders", 3));
        windowEnds(BEGIN + WINDOW);
        assertThat(window(consumer, "orders").records).isEqualTo(3);

        poll(consumer, BEGIN + WINDOW, Map.of("orders", 7, "invoices", 2));
        windowEnds(BEGIN + 2 * WINDOW);
        assertThat(window(consumer, "orders").records).isEqualTo(7);
        assertThat(window(consumer, "invoices").records).isEqualTo(2);
    }

    @Test
    void a_topic_met_later_tells_its_own_window_not_the_consumers_history() throws Throwable {
        long now = BEGIN;
        for (int i = 0; i < 50; i++) {
            poll(consumer, now, Map.of("orders", 100));
            now += 100 * MILLI;
        }
        poll(consumer, now + 20 * SECOND, Map.of("orders", 100));
        now += 20 * SECOND + WINDOW;
        windowEnds(now);
        assertThat(window(consumer, "orders").records).isEqualTo(5_100);

        poll(consumer, now + 10 * MILLI, Map.of("orders", 1, "refunds", 5));
        windowEnds(now + WINDOW);
        ConsumerSample refunds = window(consumer, "refunds");
        assertThat(refunds.records).isEqualTo(5);
        assertThat(refunds.polls).isEqualTo(1);
        assertThat(refunds.longestGap).isLessThan(2 * SECOND);
        assertThat(sample.consumerStarved).as("time in its poll").isEqualTo(MILLI);
        assertThat(window(consumer, "orders").records).isEqualTo(1);
    }

    @Test
    void when_one_of_two_consumers_leaves_what_the_other_does_is_told_on() throws Throwable {
        KafkaConsumerSide leaving = another();
        poll(leaving, BEGIN, Map.of("orders", 1_000));
        poll(consumer, BEGIN, Map.of("orders", 10));
        windowEnds(BEGIN + WINDOW);
        assertThat(window(consumer, "orders").records).isEqualTo(1_010);
        assertThat(told.polls).isEqualTo(2);

        leaving.end();
        poll(consumer, BEGIN + WINDOW, Map.of("orders", 7));
        windowEnds(BEGIN + 2 * WINDOW);
        assertThat(window(consumer, "orders").records).isEqualTo(7);
        assertThat(told.polls).isEqualTo(1);
        assertThat(sample.consumers).isEqualTo(1);
    }

    @Test
    void a_long_time_between_polls_is_told_for_each_of_the_consumers_topics() throws Throwable {
        poll(consumer, BEGIN, Map.of("orders", 3, "invoices", 2));
        long next = BEGIN + 5 * SECOND;
        poll(consumer, next, Map.of("orders", 3, "invoices", 2));
        long gap = 5 * SECOND - MILLI;
        windowEnds(next + WINDOW);
        assertThat(window(consumer, "orders").longestGap).isEqualTo(gap);
        assertThat(window(consumer, "invoices").longestGap).isEqualTo(gap);

        poll(consumer, next + WINDOW + MILLI, Map.of("orders", 1));
        windowEnds(next + WINDOW + 2 * MILLI);
        assertThat(window(consumer, "orders").longestGap).isEqualTo(WINDOW);
        assertThat(window(consumer, "invoices").longestGap).isEqualTo(WINDOW);
    }

    @Test
    void a_consumer_that_joins_while_the_last_one_leaves_has_a_hop_that_lives() throws Exception {
        KafkaConsumerSide other = another();
        int rounds = 2_000;
        Thread coming = new Thread(() -> {
            for (int i = 0; i < rounds; i++) {
                KafkaSubscription part = KafkaTopic.join(other, "orders");
                part.topic.leave(part);
            }
        });
        coming.start();
        for (int i = 0; i < rounds; i++) {
            KafkaSubscription part = KafkaTopic.join(consumer, "orders");
            Meter meter = Meters.find(part.topic);
            assertThat(meter).as("hop of round %d", i).isNotNull();
            part.topic.leave(part);
        }
        coming.join();
    }

    @Test
    void a_topic_beyond_the_limit_is_folded_once_however_many_consumers_it_has() throws Throwable {
        KafkaConsumerSide second = another();
        Meters.limit(0);
        poll(consumer, BEGIN, Map.of("orders", 1));
        poll(second, BEGIN, Map.of("orders", 1));

        assertThat(Health.foldedHops.get() - foldedBefore).isEqualTo(1);
        assertThat(consumer.subscriptions[0].topic).isSameAs(second.subscriptions[0].topic);
        assertThat(consumer.subscriptions[0].topic.id()).isZero();
    }

    @Test
    void and_is_forgotten_with_the_last_of_them() throws Throwable {
        KafkaConsumerSide second = another();
        Meters.limit(0);
        poll(consumer, BEGIN, Map.of("orders", 1));
        poll(second, BEGIN, Map.of("orders", 1));
        consumer.end();
        Meters.limit(LIMIT);
        KafkaConsumerSide third = another();
        poll(third, BEGIN, Map.of("orders", 1));
        assertThat(third.subscriptions[0].topic.id()).as("one is left").isZero();

        second.end();
        third.end();
        KafkaConsumerSide fourth = another();
        poll(fourth, BEGIN, Map.of("orders", 1));
        assertThat(fourth.subscriptions[0].topic.id()).isPositive();
    }

    // ---------------------------------------------------------------- how

    private KafkaConsumerSide another() throws ReflectiveOperationException {
        KafkaAccess access =
                KafkaAccess.ofClass(Class.forName("org.apache.kafka.clients.consumer.KafkaConsumer", false, kafka));
        KafkaConsumerSide side = new KafkaConsumerSide(application, access, Site.UNKNOWN, "group", 0);
        sides.add(side);
        return side;
    }

    /** A millisecond in poll, which returns so many records of each topic. */
    private void poll(KafkaConsumerSide by, long returns, Map<String, Integer> records) throws Throwable {
        by.enter(returns - MILLI);
        by.returned(batch(records), returns);
    }

    private Object batch(Map<String, Integer> counts) throws ReflectiveOperationException {
        Map<Object, List<Object>> records = new HashMap<>();
        for (Map.Entry<String, Integer> count : counts.entrySet()) {
            String topic = count.getKey();
            long from = offsets.getOrDefault(topic, 0L);
            List<Object> list = new ArrayList<>();
            for (int i = 0; i < count.getValue(); i++) {
                list.add(kafka.loadClass("org.apache.kafka.clients.consumer.ConsumerRecord")
                        .getConstructor(String.class, int.class, long.class, Object.class, Object.class)
                        .newInstance(topic, 0, from + i, "key", "value"));
            }
            offsets.put(topic, from + count.getValue());
            Object partition = kafka.loadClass("org.apache.kafka.common.TopicPartition")
                    .getConstructor(String.class, int.class)
                    .newInstance(topic, 0);
            records.put(partition, list);
        }
        return kafka.loadClass("org.apache.kafka.clients.consumer.ConsumerRecords")
                .getConstructor(Map.class)
                .newInstance(records);
    }

    private void windowEnds(long now) {
        windowEnd = now;
        sides.forEach(side -> side.windowEnds(now));
    }

    private ConsumerSample window(KafkaConsumerSide of, String topic) {
        KafkaTopic hop = Arrays.stream(of.subscriptions)
                .map(subscription -> subscription.topic)
                .filter(each -> each.topic.equals(topic))
                .findFirst()
                .orElseThrow();
        sample = new Sample();
        hop.fill(sample, windowEnd, WINDOW);
        HopSink sink = (HopSink) Proxy.newProxyInstance(
                HopSink.class.getClassLoader(), new Class<?>[] {HopSink.class}, (proxy, method, arguments) -> {
                    told = (ConsumerSample) arguments[1];
                    return null;
                });
        hop.tellMore(sink, null, 1);
        return told;
    }
}
