package io.manometer.benchmarks.jmh;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Group;
import org.openjdk.jmh.annotations.GroupThreads;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Queue operations by one thread, and by producers and consumers. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class QueueBenchmark {
    private static final Integer ITEM = 4711;
    private static final int CAPACITY = 1024;

    /** A queue of one thread. */
    @State(Scope.Thread)
    public static class Own {
        @Param({"LinkedBlockingQueue", "ArrayBlockingQueue"})
        public String type = "";

        BlockingQueue<Integer> queue = new ArrayBlockingQueue<>(1);

        @Setup
        public void create() {
            queue = QueueBenchmark.create(type);
        }
    }

    /** A queue between the threads of a group. */
    @State(Scope.Group)
    public static class Shared {
        @Param({"LinkedBlockingQueue", "ArrayBlockingQueue"})
        public String type = "";

        BlockingQueue<Integer> queue = new ArrayBlockingQueue<>(1);

        @Setup
        public void create() {
            queue = QueueBenchmark.create(type);
        }
    }

    @Benchmark
    public Integer putTake(Own own) throws InterruptedException {
        own.queue.put(ITEM);
        return own.queue.take();
    }

    @Benchmark
    public @Nullable Integer offerPoll(Own own) {
        own.queue.offer(ITEM);
        return own.queue.poll();
    }

    @Benchmark
    @Group("twoThreads")
    @GroupThreads(1)
    public boolean put(Shared shared) throws InterruptedException {
        return offer(shared);
    }

    @Benchmark
    @Group("twoThreads")
    @GroupThreads(1)
    public @Nullable Integer take(Shared shared) throws InterruptedException {
        return poll(shared);
    }

    @Benchmark
    @Group("twoByTwoThreads")
    @GroupThreads(2)
    public boolean putOfTwo(Shared shared) throws InterruptedException {
        return offer(shared);
    }

    @Benchmark
    @Group("twoByTwoThreads")
    @GroupThreads(2)
    public @Nullable Integer takeOfTwo(Shared shared) throws InterruptedException {
        return poll(shared);
    }

    /** With a time limit, as the other side stops at the end of an iteration. */
    private static boolean offer(Shared shared) throws InterruptedException {
        return shared.queue.offer(ITEM, 10, TimeUnit.MILLISECONDS);
    }

    private static @Nullable Integer poll(Shared shared) throws InterruptedException {
        return shared.queue.poll(10, TimeUnit.MILLISECONDS);
    }

    private static BlockingQueue<Integer> create(String type) {
        return switch (type) {
            case "LinkedBlockingQueue" -> new LinkedBlockingQueue<>(CAPACITY);
            case "ArrayBlockingQueue" -> new ArrayBlockingQueue<>(CAPACITY);
            default -> throw new IllegalArgumentException(type);
        };
    }
}
