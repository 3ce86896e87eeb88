package io.manometer.benchmarks;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;

/** What is measured, how it is pinned, and how much an agent may make of it. */
enum Row {
    LINKED_PUT_TAKE("LinkedBlockingQueue put+take, one thread", 1, 1.10, () -> Workloads.putTake(linked())),
    LINKED_OFFER_POLL("LinkedBlockingQueue offer+poll, one thread", 1, 1.10, () -> Workloads.offerPoll(linked())),
    ARRAY_PUT_TAKE("ArrayBlockingQueue put+take, one thread", 1, 1.10, () -> Workloads.putTake(array())),
    ARRAY_OFFER_POLL("ArrayBlockingQueue offer+poll, one thread", 1, 1.10, () -> Workloads.offerPoll(array())),
    LINKED_TWO_THREADS("LinkedBlockingQueue, two threads, one CPU", 1, 1.10, () -> Workloads.pass(linked(), 1)),
    ARRAY_TWO_THREADS("ArrayBlockingQueue, two threads, one CPU", 1, 1.10, () -> Workloads.pass(array(), 1)),
    LINKED_FOUR_THREADS("LinkedBlockingQueue, 2x2 threads, one CPU", 1, 1.10, () -> Workloads.pass(linked(), 2)),
    ARRAY_FOUR_THREADS("ArrayBlockingQueue, 2x2 threads, one CPU", 1, 1.10, () -> Workloads.pass(array(), 2)),
    LINKED_TWO_THREADS_TWO_CPUS(
            "LinkedBlockingQueue, two threads, two CPUs", 2, 1.10, () -> Workloads.pass(linked(), 1)),
    ARRAY_TWO_THREADS_TWO_CPUS("ArrayBlockingQueue, two threads, two CPUs", 2, 1.10, () -> Workloads.pass(array(), 1)),
    LINKED_FOUR_THREADS_TWO_CPUS(
            "LinkedBlockingQueue, 2x2 threads, two CPUs", 2, 1.10, () -> Workloads.pass(linked(), 2)),
    ARRAY_FOUR_THREADS_TWO_CPUS("ArrayBlockingQueue, 2x2 threads, two CPUs", 2, 1.10, () -> Workloads.pass(array(), 2)),
    POOL_EXECUTE("execute on a pool of 4", 1, 1.08, Workloads::poolExecute),
    COMMON_POOL_EXECUTE("common-pool task", 1, 1.10, Workloads::commonPoolExecute),
    NETTY_PING_PONG("Netty echo, one message in flight", 1, 1.05, () -> new NettyEcho(1)),
    NETTY_PIPELINED("Netty echo, 64 messages in flight", 1, 1.05, () -> new NettyEcho(64));

    private static final int CAPACITY = 1024;

    final String title;
    final int cpus;
    final double limit;
    private final Supplier<Workload> workload;

    Row(String title, int cpus, double limit, Supplier<Workload> workload) {
        this.title = title;
        this.cpus = cpus;
        this.limit = limit;
        this.workload = workload;
    }

    Workload workload() {
        return workload.get();
    }

    private static BlockingQueue<Integer> linked() {
        return new LinkedBlockingQueue<>(CAPACITY);
    }

    private static BlockingQueue<Integer> array() {
        return new ArrayBlockingQueue<>(CAPACITY);
    }
}
