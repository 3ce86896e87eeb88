package io.manometer.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;

/** One JVM that creates and drops queues under many names, scrapes itself once a second, and in the end drops all. */
final class ChurnWorker {
    private static final int NAMES = 500;
    private static final int WARM_UP_SECONDS = 30;
    private static final long SETTLE_NANOS = 60_000_000_000L;
    private static final long SECOND = 1_000_000_000L;

    private final Class<?>[] holders = new Class<?>[NAMES];
    private final Random random = new Random(42);
    private final Page page;
    private long created;
    private long scrapes;
    private long most;

    private ChurnWorker(int port) {
        page = new Page(port, Page.TEXT);
        for (int i = 0; i < NAMES; i++) {
            holders[i] = Named.holder(i);
        }
    }

    /** Arguments: seconds, the file of the port. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        ChurnWorker worker = new ChurnWorker(Page.port(Path.of(arguments[1])));
        worker.churn(WARM_UP_SECONDS);
        String settled = worker.settle();
        long before = Meters.usedHeap();
        worker.churn(Integer.parseInt(arguments[0]));
        String left = worker.settle();
        long after = Meters.usedHeap();
        System.out.println("RESULT " + worker.created + " " + worker.scrapes + " "
                + Page.value(left, "backpressure_agent_hops_folded_total") + " " + worker.most + " "
                + (Page.hops(left) - Page.hops(settled)) + " " + before + " " + after + " "
                + Page.value(left, "backpressure_agent_errors_total"));
        System.exit(0);
    }

    /** About five hundred hops a second come and as many go. */
    private void churn(int seconds) throws IOException, InterruptedException {
        long end = System.nanoTime() + seconds * SECOND;
        long nextScrape = System.nanoTime();
        while (System.nanoTime() < end) {
            for (int i = 0; i < 10; i++) {
                renewOrDrop(holders[random.nextInt(NAMES)]);
            }
            if (System.nanoTime() >= nextScrape) {
                most = Math.max(most, Page.hops(page.scrape()));
                scrapes++;
                nextScrape += SECOND;
            }
            Thread.sleep(10);
        }
    }

    private void renewOrDrop(Class<?> holder) {
        if (random.nextBoolean()) {
            Named.renew(holder).add(1);
            created++;
        } else {
            Named.drop(holder);
        }
    }

    /** Drops all, and waits until the endpoint knows; the page then. */
    private String settle() throws IOException, InterruptedException {
        for (Class<?> holder : holders) {
            Named.drop(holder);
        }
        long deadline = System.nanoTime() + SETTLE_NANOS;
        String text = page.scrape();
        while (text.contains("Holder") && System.nanoTime() < deadline) {
            System.gc();
            Thread.sleep(500);
            text = page.scrape();
        }
        return text;
    }
}
