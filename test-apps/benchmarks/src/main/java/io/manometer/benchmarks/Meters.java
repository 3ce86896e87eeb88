package io.manometer.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.ThreadInfo;
import java.util.concurrent.atomic.LongAdder;
import jdk.jfr.FlightRecorder;
import jdk.jfr.RecordingState;
import org.jspecify.annotations.Nullable;

/**
 * Processor time and allocation of the Java threads of this JVM, to the nanosecond and the byte.
 *
 * <p>The processor time of the whole process would also hold the compiler and the collector, which are noise here, and
 * comes in steps of 10 ms. The agent's own threads count: they are part of what it costs.
 */
final class Meters {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long PATIENCE_NANOS = 60_000_000_000L;
    private static final long TWO_WINDOWS_MILLIS = 2_500;
    private static final LongAdder ENDED_NANOS = new LongAdder();
    private static final LongAdder ENDED_BYTES = new LongAdder();

    /** The work of a thread that may block. */
    interface Work {
        void run() throws InterruptedException;
    }

    private Meters() {}

    /** Starts a thread whose figures are kept when it has ended. */
    static Thread start(String name, Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    } finally {
                        ENDED_NANOS.add(THREADS.getCurrentThreadCpuTime());
                        ENDED_BYTES.add(THREADS.getCurrentThreadAllocatedBytes());
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** Processor time of all Java threads so far. */
    static long cpuNanos() {
        long sum = ENDED_NANOS.sum();
        for (long id : THREADS.getAllThreadIds()) {
            sum += Math.max(0, THREADS.getThreadCpuTime(id));
        }
        return sum;
    }

    /** Bytes allocated so far by the application's threads: the agent's and the recorder's own are left out. */
    static long applicationBytes() {
        long sum = ENDED_BYTES.sum();
        long[] ids = THREADS.getAllThreadIds();
        ThreadInfo[] infos = THREADS.getThreadInfo(ids);
        for (int i = 0; i < ids.length; i++) {
            if (isApplication(infos[i])) {
                sum += Math.max(0, THREADS.getThreadAllocatedBytes(ids[i]));
            }
        }
        return sum;
    }

    /** Processor time of the threads whose name starts so. */
    static long cpuNanosOf(String prefix) {
        long sum = 0;
        for (ThreadInfo info : THREADS.getThreadInfo(THREADS.getAllThreadIds())) {
            if (info != null && info.getThreadName().startsWith(prefix)) {
                sum += Math.max(0, THREADS.getThreadCpuTime(info.getThreadId()));
            }
        }
        return sum;
    }

    private static boolean isApplication(@Nullable ThreadInfo info) {
        if (info == null) {
            return false;
        }
        String name = info.getThreadName();
        return !name.startsWith("manometer-") && !name.startsWith("JFR ");
    }

    /** Returns once the recording runs that the agent was asked for, if it was asked for one, and two windows were written to it. */
    static void awaitRecording() throws InterruptedException {
        boolean asked = ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .anyMatch(argument -> argument.startsWith("-javaagent:") && argument.contains("record="));
        if (!asked) {
            return;
        }
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (FlightRecorder.getFlightRecorder().getRecordings().stream()
                .noneMatch(recording -> recording.getState() == RecordingState.RUNNING)) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the agent's recording has not begun within a minute");
            }
            Thread.sleep(50);
        }
        // Nothing in this JVM tells that a window was written, short of a second recording, which would be measured
        // too.
        Thread.sleep(TWO_WINDOWS_MILLIS);
    }

    /** After what is garbage was collected. */
    static long usedHeap() throws InterruptedException {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        // Weak references that one collection clears are worked off by a thread before the next.
        for (int i = 0; i < 3; i++) {
            memory.gc();
            Thread.sleep(300);
        }
        return memory.getHeapMemoryUsage().getUsed();
    }
}
