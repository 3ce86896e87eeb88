package io.manometer.benchmarks.jmh;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Tiny tasks in bursts, each burst waited for. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
@State(Scope.Benchmark)
public class ExecutorBenchmark {
    private static final int BURST = 1000;

    private final ExecutorService pool = Executors.newFixedThreadPool(4);
    private final AtomicInteger open = new AtomicInteger();
    private volatile Thread waiting = Thread.currentThread();

    @TearDown
    public void stop() {
        pool.shutdownNow();
    }

    @Benchmark
    @OperationsPerInvocation(BURST)
    public void poolExecute() {
        burst(pool);
    }

    @Benchmark
    @OperationsPerInvocation(BURST)
    public void commonPoolExecute() {
        burst(ForkJoinPool.commonPool());
    }

    private void burst(Executor executor) {
        waiting = Thread.currentThread();
        open.set(BURST);
        Runnable task = this::done;
        for (int i = 0; i < BURST; i++) {
            executor.execute(task);
        }
        while (open.get() > 0) {
            LockSupport.park(this);
        }
    }

    private void done() {
        if (open.decrementAndGet() == 0) {
            LockSupport.unpark(waiting);
        }
    }
}
