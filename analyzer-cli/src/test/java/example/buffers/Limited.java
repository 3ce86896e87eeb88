package example.buffers;

import static example.buffers.Truth.BOUNDED;
import static example.buffers.Truth.CONFIGURED;
import static example.buffers.Truth.LEGITIMATE;

import io.manometer.annotations.BoundedElsewhere;
import java.util.Properties;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/** Limits that have to be looked for, and limits that nobody can see. */
final class Limited {
    @Is(BOUNDED)
    static class ByALocal {
        BlockingQueue<String> create() {
            int perConsumer = 16;
            int capacity = perConsumer * 8;
            return new LinkedBlockingQueue<>(capacity);
        }
    }

    @Is(BOUNDED)
    static class ByAStaticFinal {
        private static final Integer CAPACITY = 2_000;

        final BlockingQueue<String> queue = new LinkedBlockingQueue<>(CAPACITY);
    }

    @Is(BOUNDED)
    static class ByAStaticFinalOfAnotherClass {
        final BlockingQueue<String> queue = new LinkedBlockingQueue<>(Limits.CAPACITY);

        static class Limits {
            static final int CAPACITY = Math.min(Runtime.getRuntime().availableProcessors() * 64, 4096);
        }
    }

    @Is(BOUNDED)
    static class ByAHelper {
        final BlockingQueue<String> queue = create(128);

        private static BlockingQueue<String> create(int capacity) {
            return new LinkedBlockingQueue<>(capacity);
        }
    }

    @Is(BOUNDED)
    static class BySubclass {
        final BlockingQueue<String> queue = new OrderQueue();

        static class OrderQueue extends LinkedBlockingQueue<String> {
            OrderQueue() {
                super(256);
            }
        }
    }

    @Is(BOUNDED)
    static class ByEitherOfTwoConstants {
        BlockingQueue<String> create(boolean large) {
            return new LinkedBlockingQueue<>(large ? 10_000 : 100);
        }
    }

    @Is(BOUNDED)
    static class ByConstructorReference {
        final IntFunction<BlockingQueue<String>> create = ArrayBlockingQueue::new;
        final BlockingQueue<String> queue = create.apply(64);
    }

    @Is(BOUNDED)
    static class PoolByLocals {
        ThreadPoolExecutor create() {
            BlockingQueue<Runnable> work = new LinkedBlockingQueue<>(50);
            int threads = 4;
            return new ThreadPoolExecutor(threads, threads * 2, 1, TimeUnit.MINUTES, work);
        }
    }

    @Is(value = BOUNDED, why = "offer refuses beyond the limit")
    static class SubclassThatRefuses {
        final BlockingQueue<String> queue = new LimitedQueue();

        static class LimitedQueue extends LinkedBlockingQueue<String> {
            @Override
            public boolean offer(String item) {
                return size() < 100 && super.offer(item);
            }

            @Override
            public void put(String item) {
                if (!offer(item)) {
                    throw new IllegalStateException("full");
                }
            }
        }
    }

    @Is(value = LEGITIMATE, why = "says so")
    static class ByAnnotation {
        @BoundedElsewhere("at most 64 requests are in flight")
        private final Queue<String> replies = new ConcurrentLinkedQueue<>();

        int waiting() {
            return replies.size();
        }
    }

    @Is(value = LEGITIMATE, why = "at most 100 permits are out")
    static class BySemaphore {
        private final Queue<String> queue = new ConcurrentLinkedQueue<>();
        private final Semaphore room = new Semaphore(100);

        void put(String item) throws InterruptedException {
            room.acquire();
            queue.add(item);
        }

        String poll() {
            String item = queue.poll();
            if (item != null) {
                room.release();
            }
            return item;
        }
    }

    @Is(value = LEGITIMATE, why = "filled once, from what is known at the start")
    static class WorkThatIsKnown {
        int run(int files) {
            Queue<Integer> open = new ConcurrentLinkedQueue<>();
            for (int file = 0; file < Math.min(files, 100); file++) {
                open.add(file);
            }
            int done = 0;
            while (open.poll() != null) {
                done++;
            }
            return done;
        }
    }

    @Is(value = LEGITIMATE, why = "a pool of reusable buffers, filled only with what was taken from it")
    static class FreeList {
        private final ConcurrentLinkedQueue<byte[]> free = new ConcurrentLinkedQueue<>();
        private final AtomicInteger made = new AtomicInteger();

        byte[] take() {
            byte[] buffer = free.poll();
            if (buffer == null && made.getAndIncrement() < 64) {
                buffer = new byte[8192];
            }
            return buffer;
        }

        void giveBack(byte[] buffer) {
            free.add(buffer);
        }
    }

    @Is(CONFIGURED)
    static class ByProperty {
        final BlockingQueue<String> queue = new LinkedBlockingQueue<>(Integer.getInteger("orders.capacity", 100));
    }

    @Is(CONFIGURED)
    static class ByPropertyWithoutDefaultLimit {
        final BlockingQueue<String> queue =
                new LinkedBlockingQueue<>(Integer.getInteger("orders.capacity", Integer.MAX_VALUE));
    }

    @Is(CONFIGURED)
    static class ByProperties {
        BlockingQueue<String> create(Properties properties) {
            return new LinkedBlockingQueue<>(Integer.parseInt(properties.getProperty("capacity", "100")));
        }
    }

    @Is(CONFIGURED)
    static class ByConstructorArgument {
        final BlockingQueue<String> queue;

        ByConstructorArgument(int capacity) {
            queue = new LinkedBlockingQueue<>(capacity);
        }
    }

    @Is(CONFIGURED)
    static class ByField {
        private int capacity = 100;

        void setCapacity(int capacity) {
            this.capacity = capacity;
        }

        BlockingQueue<String> create() {
            return new LinkedBlockingQueue<>(capacity);
        }
    }

    @Is(CONFIGURED)
    static class PoolOverAGivenQueue {
        ThreadPoolExecutor create(BlockingQueue<Runnable> work) {
            return new ThreadPoolExecutor(4, 4, 1, TimeUnit.MINUTES, work);
        }
    }

    private Limited() {}
}
