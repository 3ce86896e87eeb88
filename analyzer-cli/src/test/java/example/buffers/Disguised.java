package example.buffers;

import static example.buffers.Truth.DISGUISED;

import java.lang.reflect.Constructor;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.function.Supplier;

final class Disguised {
    @Is(DISGUISED)
    static class MaxValue {
        final BlockingQueue<String> queue = new LinkedBlockingQueue<>(Integer.MAX_VALUE);
    }

    @Is(DISGUISED)
    static class ABillion {
        final BlockingQueue<String> queue = new LinkedBlockingQueue<>(1_000_000_000);
    }

    @Is(DISGUISED)
    static class ShiftedConstant {
        final BlockingQueue<String> queue = new LinkedBlockingDeque<>(1 << 30);
    }

    @Is(DISGUISED)
    static class HugeArray {
        BlockingQueue<String> create() {
            return new ArrayBlockingQueue<>(50_000_000);
        }
    }

    @Is(value = DISGUISED, why = "the number is an initial capacity, no limit")
    static class InitialCapacity {
        final BlockingQueue<String> queue = new PriorityBlockingQueue<>(100);
    }

    @Is(DISGUISED)
    static class HugeLocal {
        BlockingQueue<String> create() {
            int thousand = 1000;
            int capacity = thousand * thousand * thousand;
            return new LinkedBlockingQueue<>(capacity);
        }
    }

    @Is(DISGUISED)
    static class HugeStaticFinal {
        private static final Integer CAPACITY = Integer.MAX_VALUE;

        final BlockingQueue<String> queue = new LinkedBlockingQueue<>(CAPACITY);
    }

    @Is(DISGUISED)
    static class HugeStaticFinalOfAnotherClass {
        final BlockingQueue<String> queue = new LinkedBlockingQueue<>(Limits.CAPACITY);

        static class Limits {
            static final int CAPACITY = limit(30);

            private static int limit(int bits) {
                return 1 << bits;
            }
        }
    }

    @Is(DISGUISED)
    static class HugeFromAHelper {
        final BlockingQueue<String> queue = new LinkedBlockingQueue<>(capacity());

        private static int capacity() {
            return Integer.MAX_VALUE - 8;
        }
    }

    @Is(DISGUISED)
    static class HugeFromAHelperOfAnotherClass {
        final BlockingQueue<String> queue = new LinkedBlockingQueue<>(Settings.capacity());

        static class Settings {
            static int capacity() {
                return 100_000_000;
            }
        }
    }

    @Is(DISGUISED)
    static class HugeAsAnArgument {
        final BlockingQueue<String> queue = create(Integer.MAX_VALUE);

        private static BlockingQueue<String> create(int capacity) {
            return new LinkedBlockingQueue<>(capacity);
        }
    }

    @Is(DISGUISED)
    static class HugeAsAnArgumentOfAnotherClass {
        final BlockingQueue<String> queue = Buffers.create("orders", Integer.MAX_VALUE);

        static class Buffers {
            static BlockingQueue<String> create(String name, int capacity) {
                return new LinkedBlockingQueue<>(capacity);
            }
        }
    }

    @Is(DISGUISED)
    static class HugeThroughAnOverload {
        final BlockingQueue<String> queue = create();

        private static BlockingQueue<String> create() {
            return create(Integer.MAX_VALUE, false);
        }

        private static BlockingQueue<String> create(int capacity, boolean fair) {
            return fair ? new ArrayBlockingQueue<>(16, true) : new LinkedBlockingQueue<>(capacity);
        }
    }

    @Is(DISGUISED)
    static class Subclass {
        final BlockingQueue<String> queue = new OrderQueue();

        static class OrderQueue extends LinkedBlockingQueue<String> {}
    }

    @Is(DISGUISED)
    static class SubclassWithLimitArgument {
        final BlockingQueue<String> queue = new OrderQueue(Integer.MAX_VALUE);

        static class OrderQueue extends LinkedBlockingQueue<String> {
            OrderQueue(int capacity) {
                super(capacity);
            }
        }
    }

    @Is(DISGUISED)
    static class AnonymousSubclass {
        final BlockingQueue<String> queue = new LinkedBlockingQueue<>() {
            @Override
            public boolean add(String item) {
                return super.add(item.trim());
            }
        };
    }

    @Is(DISGUISED)
    static class SubclassOfAPool {
        final ExecutorService pool = new OrderPool();

        static class OrderPool extends ThreadPoolExecutor {
            OrderPool() {
                super(2, 2, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>());
            }
        }
    }

    @Is(DISGUISED)
    static class ConstructorReference {
        final Map<String, BlockingQueue<String>> queues = new ConcurrentHashMap<>();

        BlockingQueue<String> of(String name) {
            Supplier<BlockingQueue<String>> create = LinkedBlockingQueue::new;
            return queues.computeIfAbsent(name, key -> create.get());
        }
    }

    @Is(DISGUISED)
    static class FactoryReference {
        final Supplier<ExecutorService> pools = Executors::newCachedThreadPool;
    }

    @Is(value = DISGUISED, why = "the function is called with a huge constant")
    static class ConstructorReferenceWithLimit {
        final IntFunction<BlockingQueue<String>> create = LinkedBlockingQueue::new;
        final BlockingQueue<String> queue = create.apply(Integer.MAX_VALUE);
    }

    @Is(DISGUISED)
    static class QueueOfAPoolInAField {
        private final BlockingQueue<Runnable> work;
        private final ThreadPoolExecutor pool;

        QueueOfAPoolInAField() {
            work = new LinkedBlockingQueue<>();
            pool = new ThreadPoolExecutor(1, 16, 1, TimeUnit.MINUTES, work);
        }

        int waiting() {
            return pool.getActiveCount() + work.size();
        }
    }

    @Is(DISGUISED)
    static class ThreadsByAConstant {
        private static final int MAX_THREADS = 1 << 20;

        final ThreadPoolExecutor pool =
                new ThreadPoolExecutor(4, MAX_THREADS, 1, TimeUnit.MINUTES, new SynchronousQueue<>());
    }

    @Is(DISGUISED)
    static class WrappedInADelegate {
        ExecutorService create() {
            return Executors.unconfigurableExecutorService(Executors.newFixedThreadPool(2));
        }
    }

    @Is(value = DISGUISED, why = "created by reflection")
    static class Reflection {
        Object create() throws ReflectiveOperationException {
            Constructor<?> constructor =
                    Class.forName("java.util.concurrent.LinkedBlockingQueue").getConstructor();
            return constructor.newInstance();
        }
    }

    @Is(value = DISGUISED, why = "created by reflection from the class")
    static class ReflectionFromTheClass {
        Object create() throws ReflectiveOperationException {
            return ConcurrentLinkedQueue.class.getDeclaredConstructor().newInstance();
        }
    }

    @Is(value = DISGUISED, why = "the limit is read, printed, and never passed on")
    static class LimitNeverPassedOn {
        private final int capacity;
        final BlockingQueue<String> queue = new LinkedBlockingQueue<>();

        LimitNeverPassedOn(int capacity) {
            this.capacity = capacity;
        }

        @Override
        public String toString() {
            return "queue of at most " + capacity;
        }
    }

    @Is(value = DISGUISED, why = "0 stands for no limit, and 0 is passed")
    static class ZeroForNoLimit {
        final BlockingQueue<String> queue = create(0);

        private static BlockingQueue<String> create(int limit) {
            return new LinkedBlockingQueue<>(limit > 0 ? limit : Integer.MAX_VALUE);
        }
    }

    @Is(value = DISGUISED, why = "the same, through an if")
    static class HugeOnTheOnlyPath {
        BlockingQueue<String> create() {
            int capacity = 100;
            boolean large = true;
            if (large) {
                capacity = Integer.MAX_VALUE;
            }
            return new LinkedBlockingQueue<>(capacity);
        }
    }

    @Is(value = DISGUISED, why = "a hand-made linked list between threads")
    static class HandMade {
        private Node head = new Node(null);
        private Node tail = head;

        synchronized void put(String item) {
            tail.next = new Node(item);
            tail = tail.next;
            notifyAll();
        }

        synchronized String take() throws InterruptedException {
            while (head.next == null) {
                wait();
            }
            head = head.next;
            return head.item;
        }

        private static final class Node {
            final String item;
            Node next;

            Node(String item) {
                this.item = item;
            }
        }
    }

    private Disguised() {}
}
