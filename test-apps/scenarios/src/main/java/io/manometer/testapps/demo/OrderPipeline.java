package io.manometer.testapps.demo;

import io.manometer.testapps.load.Ledger;
import io.manometer.testapps.load.Load;
import io.manometer.testapps.load.Pace;
import io.manometer.testapps.scenarios.NamedThreads;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Orders come in, a pool prices them, one thread writes them to the database. The database does 400 a second, and after a
 * quiet start 900 a second come in.
 *
 * <p>{@code toDatabase} is where it goes wrong: without a limit it swallows the difference, order-intake never notices,
 * and every order waits longer than the one before. The fix is one argument, {@code new LinkedBlockingQueue<>(500)}.
 */
final class OrderPipeline {
    static final int NO_LIMIT = Integer.MAX_VALUE;
    static final int FIXED = 500;

    private static final int PRICING_THREADS = 4;
    private static final double DATABASE_PER_SECOND = 400;
    private static final double PRICING_PER_SECOND = 2_000;
    private static final double QUIET = 200;
    private static final double BUSY = 900;
    private static final double QUIET_SECONDS = 2;

    private final ThreadPoolExecutor pricing = new ThreadPoolExecutor(
            PRICING_THREADS,
            PRICING_THREADS,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(200),
            new NamedThreads("pricing"),
            waitForRoom());
    private final BlockingQueue<Order> toDatabase;
    private final LongAdder received = new LongAdder();
    private final LongAdder written = new LongAdder();

    OrderPipeline(int toDatabaseLimit) {
        this.toDatabase = new LinkedBlockingQueue<>(toDatabaseLimit);
    }

    void start(Load load) {
        Ledger atPricing = load.ledger("pricing", PRICING_THREADS, PRICING_PER_SECOND);
        Ledger atDatabase = load.ledger("toDatabase", DATABASE_PER_SECOND);
        Pace pace = Pace.varying(second -> second < QUIET_SECONDS ? QUIET : BUSY);
        load.source("order-intake", pace, atPricing, number -> {
            Order order = Order.parse(request(number));
            pricing.execute(() -> price(order, atPricing));
            received.increment();
        });
        load.server("db-writer", () -> {
            toDatabase.take();
            atDatabase.serve();
            written.increment();
        });
    }

    /** What a client sends; most of it is of no use to anyone, as in life. */
    private static String request(long number) {
        return "{\"number\":" + number + ",\"customer\":\"customer-" + number % 997 + "\",\"quantity\":"
                + (1 + number % 5) + ",\"comment\":\"" + "please ring twice ".repeat(200) + "\"}";
    }

    private void price(Order order, Ledger atPricing) {
        atPricing.serveTask();
        try {
            toDatabase.put(order.pricedAt(499));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static RejectedExecutionHandler waitForRoom() {
        return (task, pool) -> {
            try {
                pool.getQueue().put(task);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        };
    }

    long received() {
        return received.sum();
    }

    long written() {
        return written.sum();
    }

    int waiting() {
        return toDatabase.size();
    }
}
