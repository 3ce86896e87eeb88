package io.manometer.agent.metrics.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class WorkersTest {
    @Test
    void a_few_threads_take_all_requests_and_more_than_can_wait_are_turned_away() throws Exception {
        Workers workers = new Workers(Long.MAX_VALUE);
        CountDownLatch gate = new CountDownLatch(1);
        AtomicInteger done = new AtomicInteger();
        Runnable request = () -> {
            try {
                gate.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            done.incrementAndGet();
        };
        for (int i = 0; i < Workers.THREADS; i++) {
            int before = i;
            workers.execute(request);
            Awaitility.await().until(() -> workers.threads() > before && workers.waitingNow() == 0);
        }
        for (int i = 0; i < Workers.WAITING; i++) {
            workers.execute(request);
        }

        assertThatThrownBy(() -> workers.execute(request)).isInstanceOf(RejectedExecutionException.class);
        assertThat(workers.threads()).isEqualTo(Workers.THREADS);
        gate.countDown();
        Awaitility.await().until(() -> done.get() == Workers.THREADS + Workers.WAITING);
    }

    @Test
    void what_takes_too_long_is_interrupted_and_what_fails_costs_no_thread() {
        Workers workers = new Workers(1_000_000);
        CountDownLatch never = new CountDownLatch(1);
        AtomicInteger interrupted = new AtomicInteger();
        workers.execute(() -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                interrupted.incrementAndGet();
                throw new IllegalStateException(e);
            }
        });
        Awaitility.await().until(() -> {
            workers.reap();
            return interrupted.get() == 1;
        });
        AtomicInteger done = new AtomicInteger();
        workers.execute(done::incrementAndGet);

        Awaitility.await().until(() -> done.get() == 1);
        assertThat(workers.threads()).isPositive();
    }
}
