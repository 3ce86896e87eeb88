package io.manometer.junit;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Test classes that are run by tests. */
final class Samples {
    private Samples() {}

    /** The code under test. */
    static final class Orders {
        final LinkedBlockingQueue<String> open = new LinkedBlockingQueue<>();
    }

    @ExtendWith(NoUnboundedBuffers.class)
    static final class CreatesOne {
        @Test
        void orders() {
            new Orders().open.add("tea");
        }

        @Test
        void more_orders() {
            new Orders().open.add("coffee");
        }
    }

    @ExtendWith(NoUnboundedBuffers.class)
    static final class CreatesNone {
        @Test
        void orders() {
            new ArrayBlockingQueue<String>(1).add("tea");
        }
    }

    @ExtendWith(NoUnboundedBuffers.class)
    static final class CreatesOnAnotherThread {
        @Test
        void orders() throws InterruptedException {
            Thread thread = new Thread(Orders::new, "shopkeeper");
            thread.start();
            thread.join();
        }
    }

    @ExtendWith(NoUnboundedBuffers.class)
    static final class CreatesAPool {
        @Test
        void pool() {
            Executors.newFixedThreadPool(1).shutdown();
        }
    }

    @ExtendWith(NoUnboundedBuffers.class)
    static final class CreatesWhatMayBeUnbounded {
        @Test
        void pools() {
            Executors.newScheduledThreadPool(1).shutdown();
            Executors.newCachedThreadPool().shutdown();
            Executors.newWorkStealingPool().shutdown();
        }
    }

    @ExtendWith(NoUnboundedBuffers.class)
    static final class HasANestedOne {
        @Test
        void nothing() {
            new ArrayBlockingQueue<String>(1).add("tea");
        }

        @Nested
        final class Inner {
            @Test
            void orders() {
                new Orders().open.add("tea");
            }
        }
    }
}
