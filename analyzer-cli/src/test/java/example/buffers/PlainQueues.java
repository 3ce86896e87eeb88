package example.buffers;

import static example.buffers.Truth.BOUNDED;
import static example.buffers.Truth.UNBOUNDED;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedList;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.SynchronousQueue;

final class PlainQueues {
    @Is(UNBOUNDED)
    static class LinkedInAField {
        final BlockingQueue<String> queue = new LinkedBlockingQueue<>();
    }

    @Is(UNBOUNDED)
    static class LinkedInAStaticField {
        static final BlockingQueue<String> QUEUE = new LinkedBlockingQueue<String>();
    }

    @Is(UNBOUNDED)
    static class LinkedInALocal {
        int drain(Collection<String> items) {
            LinkedBlockingQueue<String> queue = new LinkedBlockingQueue<>();
            queue.addAll(items);
            return queue.size();
        }
    }

    @Is(UNBOUNDED)
    static class LinkedFromACollection {
        final BlockingQueue<String> queue = new LinkedBlockingQueue<>(new ArrayList<>());
    }

    @Is(UNBOUNDED)
    static class LinkedBlockingDequeue {
        final BlockingDeque<String> queue = new LinkedBlockingDeque<>();
    }

    @Is(UNBOUNDED)
    static class Priority {
        final BlockingQueue<String> queue = new PriorityBlockingQueue<>();
    }

    @Is(UNBOUNDED)
    static class Delay {
        final BlockingQueue<Delayed> queue = new DelayQueue<>();
    }

    @Is(UNBOUNDED)
    static class Transfer {
        final BlockingQueue<String> queue = new LinkedTransferQueue<>();
    }

    @Is(UNBOUNDED)
    static class ConcurrentLinked {
        final Queue<String> queue = new ConcurrentLinkedQueue<>();
    }

    @Is(UNBOUNDED)
    static class ConcurrentLinkedDequeue {
        final Deque<String> queue = new ConcurrentLinkedDeque<>();
    }

    @Is(UNBOUNDED)
    static class InsideALambda {
        Runnable filler() {
            return () -> {
                BlockingQueue<String> queue = new LinkedBlockingQueue<>();
                queue.add("a");
            };
        }
    }

    @Is(UNBOUNDED)
    static class AsAnArgument {
        final Worker worker = new Worker(new LinkedBlockingQueue<>());

        static class Worker {
            final BlockingQueue<String> in;

            Worker(BlockingQueue<String> in) {
                this.in = in;
            }
        }
    }

    @Is(BOUNDED)
    static class LinkedWithLimit {
        final BlockingQueue<String> queue = new LinkedBlockingQueue<>(100);
    }

    @Is(BOUNDED)
    static class DequeueWithLimit {
        final BlockingDeque<String> queue = new LinkedBlockingDeque<>(1024);
    }

    @Is(BOUNDED)
    static class Array {
        final BlockingQueue<String> queue = new ArrayBlockingQueue<>(512);
    }

    @Is(BOUNDED)
    static class FairArray {
        final BlockingQueue<String> queue = new ArrayBlockingQueue<>(512, true);
    }

    @Is(BOUNDED)
    static class Synchronous {
        final BlockingQueue<String> queue = new SynchronousQueue<>();
    }

    @Is(value = BOUNDED, why = "no buffer between threads: filled and emptied in one call")
    static class WorkListOfAnAlgorithm {
        int count(Queue<String> roots) {
            Deque<String> open = new ArrayDeque<>(roots);
            int seen = 0;
            while (open.poll() != null) {
                seen++;
            }
            return seen;
        }
    }

    @Is(value = BOUNDED, why = "no buffer between threads: a list")
    static class PlainList {
        final LinkedList<String> names = new LinkedList<>();
    }

    @Is(value = BOUNDED, why = "only mentions the type")
    static class OnlyMentioned {
        boolean isLinked(Object queue) {
            return queue instanceof LinkedBlockingQueue;
        }

        void drain(LinkedBlockingQueue<String> queue, ConcurrentLinkedQueue<String> into) {
            queue.drainTo(into);
        }
    }

    private PlainQueues() {}
}
