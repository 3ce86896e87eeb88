package io.manometer.agent.metrics.http;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A few threads for scrapes, whatever scrapers do: they start when needed and end when idle; more requests than a few wait, more
 * than that are turned away; and one that takes too long, because its scraper doesn't read or doesn't finish its request, is
 * interrupted, which closes its connection.
 *
 * <p>No executor of the JDK, since those are what the agent watches.
 */
public final class Workers implements Executor {
    static final int THREADS = 4;
    static final int WAITING = 16;
    private static final long IDLE_MILLIS = 30_000;

    private final long patienceNanos;
    private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
    private final Worker[] workers = new Worker[THREADS];
    private int idle;

    /** @param patienceNanos how long a request may take, from its first byte to the last of the answer */
    public Workers(long patienceNanos) {
        this.patienceNanos = patienceNanos;
    }

    @Override
    public synchronized void execute(Runnable request) {
        if (waiting.size() >= WAITING) {
            throw new RejectedExecutionException("too many scrapes at once");
        }
        waiting.add(request);
        if (idle >= waiting.size() || !startOne()) {
            notify();
        }
    }

    /** Ends what has taken too long; to be called about once a second. */
    public synchronized void reap() {
        long now = System.nanoTime();
        for (Worker worker : workers) {
            if (worker != null && worker.busy && now - worker.since > patienceNanos) {
                worker.thread.interrupt();
            }
        }
    }

    synchronized int threads() {
        return (int) Arrays.stream(workers).filter(worker -> worker != null).count();
    }

    synchronized int waitingNow() {
        return waiting.size();
    }

    synchronized int busy() {
        return (int) Arrays.stream(workers)
                .filter(worker -> worker != null && worker.busy)
                .count();
    }

    private boolean startOne() {
        for (int i = 0; i < workers.length; i++) {
            if (workers[i] == null) {
                Worker worker = new Worker(i);
                workers[i] = worker;
                worker.thread.start();
                return true;
            }
        }
        return false;
    }

    private synchronized @Nullable Runnable next(Worker worker) throws InterruptedException {
        long end = System.nanoTime() + IDLE_MILLIS * 1_000_000;
        while (waiting.isEmpty()) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                workers[worker.place] = null;
                return null;
            }
            idle++;
            try {
                wait(left);
            } finally {
                idle--;
            }
        }
        worker.since = System.nanoTime();
        worker.busy = true;
        return waiting.poll();
    }

    private synchronized void done(Worker worker) {
        worker.busy = false;
        boolean ignored = Thread.interrupted(); // an interrupt that came late is not meant for the next request
    }

    private final class Worker implements Runnable {
        final int place;
        final Thread thread;
        boolean busy;
        long since;

        Worker(int place) {
            this.place = place;
            thread = new Thread(null, this, "manometer-scrape-" + (place + 1), 0, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(null);
        }

        @Override
        public void run() {
            while (true) {
                try {
                    Runnable request = next(this);
                    if (request == null) {
                        return;
                    }
                    request.run();
                } catch (Throwable e) {
                    // The server has closed the connection; the next request is another matter.
                } finally {
                    done(this);
                }
            }
        }
    }
}
