package io.manometer.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.agent.testing.ServerJars;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Producers are plain objects here, as the hooks see them; records are Kafka's own. */
class SendCellTest {
    private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long WINDOW = TimeUnit.SECONDS.toNanos(1);

    private final Object producer = new Object();
    private final List<KafkaProducerSide> sides = new ArrayList<>();
    private URLClassLoader kafka;
    private Object record;
    private KafkaProducerSide side;

    @BeforeEach
    void a_producer_is_known() throws Exception {
        List<String> jars = ServerJars.copied("kafka-clients");
        kafka = new URLClassLoader(
                new URL[] {ServerJars.copy(jars.get(jars.size() - 1)).toUri().toURL()}, null);
        record = kafka.loadClass("org.apache.kafka.clients.producer.ProducerRecord")
                .getConstructor(String.class, Object.class)
                .newInstance("orders", "value");
        side = known(producer);
    }

    @AfterEach
    void forget() throws Exception {
        sides.forEach(KafkaClients::end);
        Meters.forget(Meters.snapshot(new ArrayList<>()));
        kafka.close();
        assertThat(Hooks.isOff(Kind.KAFKA_PRODUCER)).isFalse();
    }

    @Test
    void each_record_is_counted_once_by_more_threads_than_have_cells() throws InterruptedException {
        int threads = 300;
        int each = 5_000;
        CountDownLatch begun = new CountDownLatch(threads);
        List<Object> cells = Collections.synchronizedList(new ArrayList<>());
        List<Thread> started = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            started.add(started(() -> {
                Object entered = KafkaHooks.sends(producer);
                if (entered != null) {
                    cells.add(entered);
                }
                KafkaHooks.sent(null, entered, record, producer);
                begun.countDown();
                await(begun);
                for (int sent = 1; sent < each; sent++) {
                    send(producer);
                }
            }));
        }
        for (Thread thread : started) {
            thread.join();
        }

        assertThat(window().totalArrivals).isEqualTo((long) threads * each);
        assertThat(cells).isNotEmpty().doesNotHaveDuplicates();
    }

    @Test
    void what_ended_threads_sent_stays_counted_and_others_get_their_cells() throws InterruptedException {
        boolean[] found = new boolean[1];
        int threads = 600;
        for (int i = 0; i < threads; i++) {
            started(() -> {
                        send(producer);
                        found[0] = SendCell.find(producer) != null;
                    })
                    .join();
            if (i % 100 == 99) {
                side.settleEnded();
            }
        }

        assertThat(found[0]).as("the last one has a cell").isTrue();
        assertThat(window().totalArrivals).isEqualTo(threads);
    }

    @Test
    void who_is_in_the_same_send_at_two_looks_waits() throws Throwable {
        Object entered = KafkaHooks.sends(producer);
        side.look(LOOK);
        assertThat(window().producersWaiting).isZero();

        side.look(2 * LOOK);
        Sample blocked = window();
        assertThat(blocked.producersWaiting).isEqualTo(1);
        assertThat(blocked.producerBlocked).isEqualTo(LOOK);

        KafkaHooks.sent(null, entered, record, producer);
        side.look(3 * LOOK);
        assertThat(window().producersWaiting).isZero();
    }

    @Test
    void who_is_in_another_send_at_each_look_does_not_wait() throws Throwable {
        for (int look = 1; look <= 3; look++) {
            Object entered = KafkaHooks.sends(producer);
            side.look(look * LOOK);
            KafkaHooks.sent(null, entered, record, producer);
        }
        Object failing = KafkaHooks.sends(producer);
        side.look(4 * LOOK);
        KafkaHooks.sendFailed(failing);
        side.look(5 * LOOK);
        side.look(6 * LOOK);
        Object entered = KafkaHooks.sends(producer);
        side.look(7 * LOOK);

        Sample sample = window();
        assertThat(sample.producerBlocked).isZero();
        assertThat(sample.arrivals).as("what failed never arrived").isEqualTo(3);
    }

    @Test
    void a_send_within_a_send_as_an_interceptor_makes_it_is_counted_too() throws Throwable {
        Object outer = KafkaHooks.sends(producer);
        send(producer);
        Object failing = KafkaHooks.sends(producer);
        KafkaHooks.sendFailed(failing);
        KafkaHooks.sent(null, outer, record, producer);
        side.look(LOOK);
        side.look(2 * LOOK);

        Sample sample = window();
        assertThat(sample.arrivals).isEqualTo(2);
        assertThat(sample.producersWaiting).isZero();
    }

    @Test
    void a_send_whose_end_no_hook_saw_leaves_the_next_ones_right() throws Throwable {
        Object lost = KafkaHooks.sends(producer);
        assertThat(lost).isNotNull();
        send(producer);
        side.look(LOOK);
        side.look(2 * LOOK);

        Sample sample = window();
        assertThat(sample.arrivals).isEqualTo(1);
        assertThat(sample.producersWaiting).isZero();
    }

    @Test
    void a_cell_keeps_neither_its_thread_nor_its_producer() throws InterruptedException {
        List<WeakReference<Object>> gone = sentOnce();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (gone.stream().anyMatch(reference -> !reference.refersTo(null)) && System.nanoTime() < deadline) {
            System.gc();
        }
        assertThat(gone).allMatch(reference -> reference.refersTo(null));
    }

    /** A thread that sent by a producer, and that producer. */
    private List<WeakReference<Object>> sentOnce() throws InterruptedException {
        Object other = new Object();
        known(other);
        Thread sender = started(() -> send(other));
        sender.join();
        return List.of(new WeakReference<>(sender), new WeakReference<>(other));
    }

    @Test
    void a_thread_with_two_producers_counts_for_each() {
        Object other = new Object();
        KafkaProducerSide second = known(other);
        for (int i = 0; i < 100; i++) {
            send(producer);
            send(other);
            send(other);
        }

        assertThat(window().arrivals).isEqualTo(100);
        assertThat(window(second).arrivals).isEqualTo(200);
    }

    @Test
    void a_thread_with_more_producers_than_places_counts_for_each_and_asks_for_no_lock_once_its_places_are_taken()
            throws InterruptedException {
        List<Object> producers = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            producers.add(new Object());
            known(producers.get(i));
        }
        producers.forEach(this::send);
        assertThat(SendCell.hasPlace()).isFalse();
        Object last = producers.get(5);
        assertThat(SendCell.find(last)).isNull();

        KafkaProducerSide without = sides.get(6);
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch sent = new CountDownLatch(1);
        Thread holder = started(() -> {
            synchronized (without) {
                held.countDown();
                await(sent);
            }
        });
        held.await();
        for (int i = 0; i < 100; i++) {
            send(last);
        }
        sent.countDown();
        holder.join();

        assertThat(window(without).totalArrivals).isEqualTo(101);
    }

    @Test
    void a_closed_producer_is_not_found_any_more() {
        send(producer);
        assertThat(SendCell.find(producer)).isNotNull();

        KafkaHooks.producerClosed(producer);
        assertThat(SendCell.find(producer)).isNull();

        send(producer);
        assertThat(SendCell.find(producer)).isNull();
    }

    private KafkaProducerSide known(Object client) {
        try {
            KafkaAccess access =
                    KafkaAccess.ofClass(Class.forName("org.apache.kafka.clients.producer.KafkaProducer", false, kafka));
            KafkaProducerSide known = new KafkaProducerSide(client, access, Site.UNKNOWN, 0);
            known.register();
            KafkaClients.add(known);
            sides.add(known);
            return known;
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private void send(Object by) {
        KafkaHooks.sent(null, KafkaHooks.sends(by), record, by);
    }

    private Sample window() {
        return window(side);
    }

    private static Sample window(KafkaProducerSide of) {
        Sample sample = new Sample();
        of.fill(sample, 0, WINDOW);
        return sample;
    }

    private static Thread started(Runnable work) {
        Thread thread = new Thread(work);
        thread.start();
        return thread;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
