package io.manometer.benchmarks;

/** An operation that can be repeated. */
interface Workload {
    void run(int operations) throws InterruptedException;
}
