package io.manometer.scenarios;

import io.manometer.agent.testing.Settle;
import java.util.AbstractCollection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TransferQueue;
import java.util.concurrent.atomic.AtomicLong;
import jdk.jfr.Recording;

/**
 * An application that does all that can be done to a queue, at random, and counts for itself. Prints one line per queue: the method
 * that created it and its own counts.
 */
final class QueueCounts {
    private static final int OPERATIONS = 6_000;
    private static final int THREADS = 3;

    private QueueCounts() {}

    public static void main(String[] arguments) throws Exception {
        long seed = Long.parseLong(arguments[1]);
        Recording recording = Settle.record();
        alone("linked", linked(), seed);
        alone("linkedBounded", linkedBounded(), seed);
        alone("deque", deque(), seed);
        alone("dequeBounded", dequeBounded(), seed);
        alone("array", array(), seed);
        alone("priority", priority(), seed);
        alone("transfer", transfer(), seed);
        alone("lockFree", lockFree(), seed);
        alone("lockFreeDeque", lockFreeDeque(), seed);
        alone("overridden", overridden(), seed);
        together("linkedShared", linkedShared(), seed);
        together("linkedBoundedShared", linkedBoundedShared(), seed);
        together("dequeShared", dequeShared(), seed);
        together("arrayShared", arrayShared(), seed);
        together("priorityShared", priorityShared(), seed);
        together("transferShared", transferShared(), seed);
        together("lockFreeShared", lockFreeShared(), seed);
        together("lockFreeDequeShared", lockFreeDequeShared(), seed);
        Settle.write(recording, arguments[0]);
        System.out.println("done");
        System.exit(KEPT.isEmpty() ? 1 : 0);
    }

    private static final List<Object> KEPT = new ArrayList<>();

    static Queue<Integer> linked() {
        return new LinkedBlockingQueue<>(List.of(1, 2, 3));
    }

    static Queue<Integer> linkedBounded() {
        return new LinkedBlockingQueue<>(8);
    }

    static Queue<Integer> deque() {
        return new LinkedBlockingDeque<>(List.of(1, 2, 3));
    }

    static Queue<Integer> dequeBounded() {
        return new LinkedBlockingDeque<>(8);
    }

    static Queue<Integer> array() {
        return new ArrayBlockingQueue<>(8, false, List.of(1, 2, 3));
    }

    static Queue<Integer> priority() {
        return new PriorityBlockingQueue<>(List.of(1, 2, 3));
    }

    static Queue<Integer> transfer() {
        return new LinkedTransferQueue<>(List.of(1, 2, 3));
    }

    static Queue<Integer> lockFree() {
        return new ConcurrentLinkedQueue<>(List.of(1, 2, 3));
    }

    static Queue<Integer> lockFreeDeque() {
        return new ConcurrentLinkedDeque<>(List.of(1, 2, 3));
    }

    /** As Tomcat's task queue: its own refusals mean something that nobody but it knows. */
    static Queue<Integer> overridden() {
        return new Overridden();
    }

    static Queue<Integer> linkedShared() {
        return new LinkedBlockingQueue<>();
    }

    static Queue<Integer> linkedBoundedShared() {
        return new LinkedBlockingQueue<>(16);
    }

    static Queue<Integer> dequeShared() {
        return new LinkedBlockingDeque<>(16);
    }

    static Queue<Integer> arrayShared() {
        return new ArrayBlockingQueue<>(16);
    }

    static Queue<Integer> priorityShared() {
        return new PriorityBlockingQueue<>(11, Comparator.reverseOrder());
    }

    static Queue<Integer> transferShared() {
        return new LinkedTransferQueue<>();
    }

    static Queue<Integer> lockFreeShared() {
        return new ConcurrentLinkedQueue<>();
    }

    static Queue<Integer> lockFreeDequeShared() {
        return new ConcurrentLinkedDeque<>();
    }

    static final class Overridden extends LinkedBlockingQueue<Integer> {
        private static final long serialVersionUID = 1L;

        Overridden() {
            super(100);
        }

        @Override
        public boolean offer(Integer item) {
            return item % 3 != 0 && super.offer(item);
        }
    }

    private static void alone(String name, Queue<Integer> queue, long seed) {
        KEPT.add(queue);
        Truth truth = new Truth(queue);
        Worker worker = new Worker(queue, truth, new Random(seed ^ name.hashCode()), true);
        for (int i = 0; i < OPERATIONS; i++) {
            worker.operation();
        }
        truth.print(name, queue, true);
    }

    private static void together(String name, Queue<Integer> queue, long seed) throws InterruptedException {
        KEPT.add(queue);
        Truth truth = new Truth(queue);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Worker worker = new Worker(queue, truth, new Random(seed ^ name.hashCode() ^ i), false);
            threads.add(new Thread(() -> {
                for (int n = 0; n < OPERATIONS; n++) {
                    worker.operation();
                }
            }));
        }
        // Whatever blocks is let go by these two in the end.
        Thread feeder = new Thread(() -> {
            while (queue instanceof BlockingQueue && threads.stream().anyMatch(Thread::isAlive)) {
                if (queue.isEmpty() && queue.offer(7)) {
                    truth.arrivals.incrementAndGet();
                } else if (mayBlockProducers(queue)) {
                    queue.poll();
                }
                Thread.onSpinWait();
                Thread.yield();
            }
        });
        truth.countsRefusals = false;
        threads.forEach(Thread::start);
        feeder.start();
        for (Thread thread : threads) {
            thread.join();
        }
        feeder.join();
        truth.print(name, queue, false);
    }

    private static boolean mayBlockProducers(Queue<Integer> queue) {
        // Before JDK 21 a timed tryTransfer may wait for ever: https://bugs.openjdk.org/browse/JDK-8301341
        return queue instanceof TransferQueue || ((BlockingQueue<Integer>) queue).remainingCapacity() == 0;
    }

    /** What the application knows. What left is what came and is there no more. */
    private static final class Truth {
        final int initially;
        final AtomicLong arrivals = new AtomicLong();
        final AtomicLong refusedFalse = new AtomicLong();
        final AtomicLong refusedTimeout = new AtomicLong();
        final AtomicLong refusedException = new AtomicLong();
        final AtomicLong batched = new AtomicLong();
        boolean countsRefusals = true;

        Truth(Queue<Integer> queue) {
            initially = queue.size();
        }

        void print(String name, Queue<Integer> queue, boolean alone) {
            long departures = initially + arrivals.get() - queue.size();
            System.out.println("truth " + name + " arrivals=" + arrivals + " departures=" + departures + " depth="
                    + queue.size() + (countsRefusals ? " refusedFalse=" + refusedFalse : "") + " refusedTimeout="
                    + refusedTimeout + " refusedException=" + refusedException + (alone ? " batched=" + batched : ""));
        }
    }

    private static final class Worker {
        private final Queue<Integer> queue;
        private final Truth truth;
        private final Random random;
        private final boolean alone;

        Worker(Queue<Integer> queue, Truth truth, Random random, boolean alone) {
            this.queue = queue;
            this.truth = truth;
            this.random = random;
            this.alone = alone;
        }

        void operation() {
            try {
                int choice = random.nextInt(100);
                if (choice < 50) {
                    give(random.nextInt(50));
                } else if (choice < 90) {
                    take();
                } else {
                    change(random.nextInt(50));
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        private void give(Integer item) throws InterruptedException {
            switch (random.nextInt(queue instanceof BlockingQueue ? 6 : 3)) {
                case 0 -> accepted(queue.offer(item));
                case 1 -> add(item);
                case 2 -> addAll(item);
                case 3 -> put(item);
                case 4 ->
                    inTime(((BlockingQueue<Integer>) queue)
                            .offer(item, random.nextInt(2) * 20L, TimeUnit.MICROSECONDS));
                default -> giveSpecially(item);
            }
        }

        private void accepted(boolean accepted) {
            if (accepted) {
                truth.arrivals.incrementAndGet();
            } else if (!(queue instanceof Overridden)) {
                truth.refusedFalse.incrementAndGet();
            }
        }

        private void inTime(boolean accepted) {
            (accepted ? truth.arrivals : truth.refusedTimeout).incrementAndGet();
        }

        private void add(Integer item) {
            try {
                queue.add(item);
                truth.arrivals.incrementAndGet();
            } catch (IllegalStateException e) {
                truth.refusedException.incrementAndGet();
            }
        }

        private void addAll(Integer item) {
            Counted items = new Counted(Arrays.asList(item, item + 1, item + 2));
            try {
                queue.addAll(items);
                truth.arrivals.addAndGet(3);
            } catch (IllegalStateException e) {
                truth.arrivals.addAndGet(items.given - 1);
                truth.refusedException.incrementAndGet();
            }
        }

        private void put(Integer item) throws InterruptedException {
            BlockingQueue<Integer> blocking = (BlockingQueue<Integer>) queue;
            if (!alone || blocking.remainingCapacity() > 0) {
                blocking.put(item);
                truth.arrivals.incrementAndGet();
            }
        }

        private void giveSpecially(Integer item) throws InterruptedException {
            if (queue instanceof TransferQueue<Integer> transfer) {
                if (random.nextBoolean()) {
                    accepted(transfer.tryTransfer(item));
                } else {
                    inTime(transfer.tryTransfer(item, 20, TimeUnit.MICROSECONDS));
                }
            } else if (queue instanceof BlockingDeque<Integer> deque) {
                switch (random.nextInt(3)) {
                    case 0 -> accepted(deque.offerFirst(item));
                    case 1 -> inTime(deque.offerFirst(item, 20, TimeUnit.MICROSECONDS));
                    default -> push(deque, item);
                }
            }
        }

        private void push(Deque<Integer> deque, Integer item) {
            try {
                deque.push(item);
                truth.arrivals.incrementAndGet();
            } catch (IllegalStateException e) {
                truth.refusedException.incrementAndGet();
            }
        }

        private void take() throws InterruptedException {
            switch (random.nextInt(queue instanceof BlockingQueue ? 7 : 3)) {
                case 0 -> queue.poll();
                case 1 -> removeHead();
                case 2 -> takeSpecially();
                case 3 -> ((BlockingQueue<Integer>) queue).poll(random.nextInt(2) * 20L, TimeUnit.MICROSECONDS);
                case 4 -> {
                    if (!alone || !queue.isEmpty()) {
                        ((BlockingQueue<Integer>) queue).take();
                    }
                }
                case 5 -> batch(((BlockingQueue<Integer>) queue).drainTo(new ArrayList<>(), 3));
                default -> batch(((BlockingQueue<Integer>) queue).drainTo(new ArrayList<>(), 2));
            }
        }

        private void batch(int count) {
            if (count > 1) {
                truth.batched.addAndGet(count);
            }
        }

        private void removeHead() {
            try {
                queue.remove();
            } catch (NoSuchElementException e) {
                // Nothing left.
            }
        }

        private void takeSpecially() throws InterruptedException {
            if (queue instanceof BlockingDeque<Integer> deque && random.nextBoolean()) {
                deque.pollLast(20, TimeUnit.MICROSECONDS);
            } else if (queue instanceof Deque<Integer> deque) {
                deque.pollLast();
            } else {
                queue.poll();
            }
        }

        /** Removals of all other kinds. What an iterator of a lock-free queue erases is exact for one thread only. */
        private void change(int item) {
            boolean lockFree = queue instanceof ConcurrentLinkedQueue || queue instanceof ConcurrentLinkedDeque;
            switch (random.nextInt(lockFree && !alone ? 2 : 7)) {
                case 0 -> queue.remove(item);
                case 1 -> occurrence(item);
                case 2 -> together(() -> queue.removeIf(i -> i % 7 == item % 7), false);
                case 3 -> erase(item);
                case 4 -> together(() -> queue.removeAll(List.of(item, item + 1)), false);
                case 5 -> together(() -> queue.retainAll(List.of(item, item + 1, item + 2, item + 3)), false);
                default -> {
                    if (random.nextInt(4) == 0) {
                        together(queue::clear, true);
                    } else {
                        batchAll();
                    }
                }
            }
        }

        private void batchAll() {
            if (queue instanceof BlockingQueue<Integer> blocking) {
                batch(blocking.drainTo(new ArrayList<>()));
            }
        }

        /** A batch is what leaves by drainTo, or by clear under one lock. */
        private void together(Runnable removal, boolean clear) {
            int before = queue.size();
            removal.run();
            if (clear && queue instanceof BlockingQueue && !(queue instanceof TransferQueue)) {
                batch(before - queue.size());
            }
        }

        private void occurrence(Integer item) {
            if (queue instanceof Deque<Integer> deque) {
                if (random.nextBoolean()) {
                    deque.removeFirstOccurrence(item);
                } else {
                    deque.removeLastOccurrence(item);
                }
            } else {
                queue.remove(item);
            }
        }

        /** By an iterator, once also an item that another has taken meanwhile. */
        private void erase(int item) {
            Iterator<Integer> items = queue.iterator();
            for (int i = 0; i < 5 && items.hasNext(); i++) {
                int next = items.next();
                if (next % 5 == item % 5) {
                    if (random.nextBoolean()) {
                        queue.poll();
                    }
                    items.remove();
                    return;
                }
            }
        }
    }

    /** Knows how many of it the last iteration gave away. */
    private static final class Counted extends AbstractCollection<Integer> {
        private final Collection<Integer> items;
        int given;

        Counted(Collection<Integer> items) {
            this.items = items;
        }

        @Override
        public Iterator<Integer> iterator() {
            Iterator<Integer> iterator = items.iterator();
            given = 0;
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return iterator.hasNext();
                }

                @Override
                public Integer next() {
                    given++;
                    return iterator.next();
                }
            };
        }

        @Override
        public int size() {
            return items.size();
        }
    }
}
