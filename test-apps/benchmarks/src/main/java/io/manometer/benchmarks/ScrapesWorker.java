package io.manometer.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;

/** One JVM with many queues in use that scrapes itself: prints how large the page is, and what it takes. */
final class ScrapesWorker {
    private static final int WARM_UP = 200;
    private static final int SCRAPES = 60;

    /** The JDK's server lets a scraper that asks again at once wait 40 ms, for a delayed ACK; none does. */
    private static final long PAUSE_MILLIS = 250;

    private static final int SECONDS = 5;

    private final double[] millis = new double[SCRAPES];
    private final double[] cpuMillis = new double[SCRAPES];

    private ScrapesWorker() {}

    /** Arguments: names of hops, instances of each, the file of the port. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int names = Integer.parseInt(arguments[0]);
        int instances = Integer.parseInt(arguments[1]);
        List<BlockingQueue<Integer>> queues = new ArrayList<>();
        for (int name = 0; name < names; name++) {
            Class<?> holder = Named.holder(name);
            for (int i = 0; i < instances; i++) {
                queues.add(Named.renew(holder));
            }
        }
        Thread load = new Thread(() -> use(queues));
        load.setDaemon(true);
        load.start();
        int port = Page.port(Path.of(arguments[2]));
        Page text = new Page(port, Page.TEXT);
        Page openMetrics = new Page(port, Page.OPEN_METRICS);
        text.awaitHops(Math.min(names, 100));
        new ScrapesWorker().measure(text, openMetrics);
        System.exit(0);
    }

    private void measure(Page text, Page openMetrics) throws IOException, InterruptedException {
        for (int i = 0; i < WARM_UP; i++) {
            timeOne(i % 2 == 0 ? text : openMetrics, 0);
        }
        time(openMetrics);
        double openMedian = Summary.median(millis);
        time(text);
        String page = text.scrape();
        System.out.println("RESULT " + Page.hops(page) + " "
                + Page.value(page, "backpressure_agent_hops_folded_total") + " "
                + page.getBytes(StandardCharsets.UTF_8).length + " " + Summary.median(millis) + " "
                + Arrays.stream(millis).max().orElseThrow() + " " + Summary.median(cpuMillis) + " "
                + Arrays.stream(cpuMillis).max().orElseThrow() + " " + openMedian + " "
                + 100 * shareScrapedOnceASecond(text) + " " + Page.series(page));
    }

    private void time(Page page) throws IOException, InterruptedException {
        for (int i = 0; i < SCRAPES; i++) {
            Thread.sleep(PAUSE_MILLIS);
            timeOne(page, i);
        }
    }

    /** What the scraper waits for, and what the agent's threads that answer it work. */
    private void timeOne(Page page, int place) throws IOException, InterruptedException {
        long cpu = Meters.cpuNanosOf("manometer-scrape");
        long begin = System.nanoTime();
        int length = page.scrape().length();
        millis[place] = (System.nanoTime() - begin) / 1e6;
        cpuMillis[place] = (Meters.cpuNanosOf("manometer-scrape") - cpu) / 1e6;
        if (length == 0) {
            throw new IllegalStateException("an empty page");
        }
    }

    private static double shareScrapedOnceASecond(Page page) throws IOException, InterruptedException {
        long cpu = Meters.cpuNanosOf("manometer-");
        long begin = System.nanoTime();
        for (int i = 0; i < SECONDS; i++) {
            Thread.sleep(1000);
            page.scrape();
        }
        return (Meters.cpuNanosOf("manometer-") - cpu) / (double) (System.nanoTime() - begin);
    }

    /** Every queue is used about twice a second. */
    private static void use(List<BlockingQueue<Integer>> queues) {
        while (true) {
            for (BlockingQueue<Integer> queue : queues) {
                if (queue.offer(1)) {
                    queue.poll();
                }
            }
            try {
                Thread.sleep(500);
            } catch (InterruptedException e) {
                return;
            }
        }
    }
}
