package io.manometer.testapps.demo;

import io.manometer.testapps.load.Load;
import java.time.Duration;

/** Runs the pipeline with a live line, so that twenty seconds are not a silence. */
public final class Demo {
    private static final Duration REFRESH = Duration.ofMillis(500);

    private Demo() {}

    /** @param variant empty, or {@code bounded} for the fixed program */
    public static int run(String variant, Duration length) throws InterruptedException {
        if (!variant.isEmpty() && !variant.equals("bounded")) {
            throw new IllegalArgumentException("no demo \"" + variant + "\"; there is only: bounded");
        }
        OrderPipeline pipeline =
                new OrderPipeline(variant.equals("bounded") ? OrderPipeline.FIXED : OrderPipeline.NO_LIMIT);
        Load load = new Load(length, 1);
        pipeline.start(load);
        boolean terminal = System.console() != null;
        for (long left = length.toMillis(); left > 0; left -= REFRESH.toMillis()) {
            load.backOff(REFRESH);
            if (terminal) {
                System.out.print("\r" + line(pipeline, left - REFRESH.toMillis()));
                System.out.flush();
            }
        }
        load.awaitEnd();
        System.out.println((terminal ? "\r" : "") + line(pipeline, 0));
        return 0;
    }

    private static String line(OrderPipeline pipeline, long millisLeft) {
        return String.format(
                "  %,7d orders in, %,7d in the database, %,6d waiting between pricing and database   %2d s to go ",
                pipeline.received(), pipeline.written(), pipeline.waiting(), Math.max(0, millisLeft / 1000));
    }
}
