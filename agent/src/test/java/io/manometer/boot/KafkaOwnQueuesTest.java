package io.manometer.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.agent.testing.ServerJars;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The test stands for the polling thread; what it makes in a poll is what a callback of the application's makes. */
class KafkaOwnQueuesTest {
    private static final int LIMIT = 10_000;

    private final Object application = new Object();
    private final Object queue = new ConcurrentLinkedQueue<>();
    private URLClassLoader kafka;
    private KafkaConsumerSide consumer;

    @BeforeEach
    void a_consumer_is_polled() throws Exception {
        List<String> jars = ServerJars.copied("kafka-clients");
        URL logs = ServerJars.onClassPath("slf4j-api")[0].toUri().toURL();
        kafka = new URLClassLoader(
                new URL[] {ServerJars.copy(jars.get(jars.size() - 1)).toUri().toURL(), logs}, null);
        KafkaAccess access =
                KafkaAccess.ofClass(Class.forName("org.apache.kafka.clients.consumer.KafkaConsumer", false, kafka));
        consumer = new KafkaConsumerSide(application, access, Site.UNKNOWN, "group", 0);
        consumer.enter(1);
    }

    @AfterEach
    void forget() throws Exception {
        consumer.leave(2);
        Meters.limit(LIMIT);
        Meters.forget(Meters.snapshot(new ArrayList<>()));
        kafka.close();
    }

    @Test
    void the_first_are_all_asked_for() {
        for (int i = 1; i < KafkaOwnQueues.ASKED_FIRST; i++) {
            KafkaOwnQueues.asked(queue, true);
        }

        assertThat(KafkaOwnQueues.takes(queue, 0)).isFalse();
    }

    @Test
    void after_them_one_in_some_is() {
        many();

        assertThat(IntStream.range(0, 3 * KafkaOwnQueues.THEN_ONE_IN)
                        .filter(i -> !KafkaOwnQueues.takes(queue, 0))
                        .count())
                .isEqualTo(3);
    }

    @Test
    void one_of_the_applications_has_all_asked_for_again() {
        many();
        KafkaOwnQueues.asked(queue, false);

        assertThat(KafkaOwnQueues.takes(queue, 0)).isFalse();
        KafkaOwnQueues.asked(queue, true);
        assertThat(KafkaOwnQueues.takes(queue, 0)).isFalse();
    }

    @Test
    void outside_a_poll_none_is_taken() {
        many();
        consumer.leave(2);

        assertThat(KafkaOwnQueues.takes(queue, 0)).isFalse();
        consumer.enter(3);
        assertThat(KafkaOwnQueues.takes(queue, 0)).isTrue();
    }

    @Test
    void nor_when_a_callback_has_closed_the_consumer() {
        many();
        consumer.end();

        assertThat(KafkaOwnQueues.takes(queue, 0)).isFalse();
    }

    @Test
    void nor_beyond_the_limit_where_it_must_be_folded() {
        many();
        Meters.limit(Meters.live());

        assertThat(KafkaOwnQueues.takes(queue, 0)).isFalse();
        Meters.limit(LIMIT);
        assertThat(KafkaOwnQueues.takes(queue, 0)).isTrue();
    }

    @Test
    void nor_is_one_that_is_made_with_items() {
        many();
        Queue<Object> filled = new ConcurrentLinkedQueue<>(List.of("one", "two"));
        Hooks.createdLockFree(filled);

        assertThat(Meters.find(filled)).isNotNull();
        assertThat(Meters.find(filled).initialDepth).isEqualTo(2);
    }

    @Test
    void nor_is_another_threads() throws Exception {
        many();
        boolean[] taken = {true};
        Thread other = new Thread(() -> taken[0] = KafkaOwnQueues.takes(queue, 0));
        other.start();
        other.join();

        assertThat(taken[0]).isFalse();
        assertThat(KafkaOwnQueues.takes(queue, 0)).isTrue();
    }

    @Test
    void nor_is_one_of_another_class() {
        many();

        assertThat(KafkaOwnQueues.takes(new ConcurrentLinkedDeque<>(), 0)).isFalse();
        assertThat(KafkaOwnQueues.takes(new ConcurrentLinkedQueue<>() {}, 0)).isFalse();
    }

    @Test
    void a_callbacks_queue_becomes_a_hop_with_its_first_item() {
        many();
        Queue<Object> taken = new ConcurrentLinkedQueue<>();
        Hooks.createdLockFree(taken);
        assertThat(Meters.find(taken)).isNull();

        Hooks.arrived(taken, "a record's value");

        Meter meter = Meters.find(taken);
        assertThat(meter).isNotNull();
        assertThat(meter.seenLate).isTrue();
        assertThat(meter.initialDepthUnknown)
                .as("the sampler counts what is there")
                .isTrue();
    }

    @Test
    void but_not_with_one_that_leaves() {
        many();
        Queue<Object> taken = new ConcurrentLinkedQueue<>();
        Hooks.createdLockFree(taken);

        // The hook of a fast consumer may come before that of the producer, which would count what is gone.
        Hooks.polled("a record's value", taken);

        assertThat(Meters.find(taken)).isNull();
    }

    @Test
    void and_one_that_is_asked_for_is_a_hop_at_once() {
        Queue<Object> asked = new ConcurrentLinkedQueue<>();
        Hooks.createdLockFree(asked);

        assertThat(Meters.find(asked)).isNotNull();
        assertThat(Meters.find(asked).bufferSite.known()).isTrue();
    }

    @Test
    void the_clients_own_never_becomes_one() throws Exception {
        many();
        Queue<Object> own = new ConcurrentLinkedQueue<>();
        Hooks.createdLockFree(own);
        Object listener = Class.forName("org.apache.kafka.clients.consumer.internals.RequestFuture", false, kafka)
                .getConstructor()
                .newInstance();

        Hooks.arrived(own, listener);
        Hooks.polled(listener, own);

        assertThat(Meters.find(own)).isNull();
    }

    @Test
    void nor_when_attached_where_others_do() throws Exception {
        Queue<Object> own = new ConcurrentLinkedQueue<>();
        Queue<Object> old = new ConcurrentLinkedQueue<>();
        Object listener = Class.forName("org.apache.kafka.clients.consumer.internals.RequestFuture", false, kafka)
                .getConstructor()
                .newInstance();
        Hooks.registerUnknown(true);
        try {
            Hooks.arrived(own, listener);
            Hooks.polled(listener, own);
            Hooks.polled("value", old);
        } finally {
            Hooks.registerUnknown(false);
        }

        assertThat(Meters.find(own)).isNull();
        assertThat(Meters.find(old)).isNotNull();
    }

    @Test
    void what_an_application_hands_on_is_no_item_of_the_clients_own() {
        assertThat(KafkaOwnQueues.isOwnItem("org.apache.kafka.clients.consumer.ConsumerRecord"))
                .isFalse();
        assertThat(KafkaOwnQueues.isOwnItem("org.apache.kafka.common.TopicPartition"))
                .isFalse();
        assertThat(KafkaOwnQueues.isOwnItem("org.apache.kafka.clients.ClientRequest"))
                .isTrue();
        assertThat(KafkaOwnQueues.isOwnItem("org.apache.kafka.clients.consumer.internals.CompletedFetch"))
                .isTrue();
    }

    /** Enough of the client's own that those which follow are taken for such. */
    private void many() {
        for (int i = 0; i < KafkaOwnQueues.ASKED_FIRST; i++) {
            KafkaOwnQueues.asked(queue, true);
        }
    }
}
