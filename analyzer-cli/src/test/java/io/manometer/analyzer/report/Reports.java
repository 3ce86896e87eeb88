package io.manometer.analyzer.report;

import io.manometer.analyzer.judge.Judge;
import io.manometer.analyzer.judge.Profile;
import io.manometer.analyzer.model.Edge;
import io.manometer.analyzer.model.Hop;
import io.manometer.analyzer.model.HopHistory;
import io.manometer.analyzer.model.Jvm;
import io.manometer.analyzer.model.JvmContext;
import io.manometer.analyzer.model.JvmReport;
import io.manometer.analyzer.model.OnFull;
import io.manometer.analyzer.model.Problem;
import io.manometer.analyzer.model.Report;
import io.manometer.analyzer.model.StackEvidence;
import io.manometer.analyzer.model.Window;
import java.util.ArrayList;
import java.util.List;

/** Reports on made-up histories, as the judge sees them. */
final class Reports {
    private static final long SECOND = 1_000_000_000L;
    private static final long START_MILLIS = 1_772_334_000_000L;
    private static final int WINDOWS = 90;
    private static final JvmContext CONTEXT = new JvmContext(true, 0, 0, 0, 512L << 20, 100L << 20);

    private Reports() {}

    /** Two stages: the first absorbs when the second can't follow and the first has no limit. */
    static Report brokenChain(String firstName) {
        return report(
                List.of(
                        new HopHistory(hop(1, firstName, "intake-*", -1), windows(300, 200, 0, 0)),
                        new HopHistory(hop(2, "Mapper.queue", "db-writer-*", 100), windows(200, 200, 100, 0.9))),
                List.of(new Edge(1, 2, 200L * WINDOWS)));
    }

    /** One stage makes three items of each and hands them to two others, of which one is too slow; plus a hundred idle queues. */
    static Report fanOut() {
        List<HopHistory> histories = new ArrayList<>();
        histories.add(new HopHistory(hop(1, "Intake.orders", "db-writer", 100), windows(100, 100, 0, 0)));
        histories.add(new HopHistory(hop(2, "Intake.parts", "parts", -1), windows(300, 200, 0, 0)));
        histories.add(new HopHistory(hop(3, "Intake.mails", "mails", 100), windows(100, 100, 0, 0)));
        for (int id = 10; id < 110; id++) {
            histories.add(new HopHistory(sameSite(id), windows(0, 0, 0, 0)));
        }
        histories.add(new HopHistory(idle(200), windows(0, 0, 0, 0)));
        return report(histories, List.of(new Edge(1, 2, 300L * WINDOWS), new Edge(1, 3, 100L * WINDOWS)));
    }

    private static Hop idle(long id) {
        String type = "java.util.concurrent.ForkJoinPool";
        return new Hop(
                id,
                "ForkJoinPool.commonPool",
                "forkjoin",
                type,
                type,
                "",
                "",
                false,
                -1,
                OnFull.GROW,
                "",
                "items",
                false,
                false,
                1,
                -1,
                false,
                START_MILLIS,
                false,
                1,
                0);
    }

    private static Hop sameSite(int id) {
        return hop(5, "Connection.pending", "", -1).withId(id);
    }

    static Report healthy() {
        return report(
                List.of(new HopHistory(hop(1, "OrderIntake.queue", "", 100), windows(200, 200, 0, 0))), List.of());
    }

    /** A bounded queue in front of a slow writer whose producers wait. */
    static Report propagating() {
        return report(
                List.of(new HopHistory(hop(2, "Mapper.queue", "db-writer", 100), windows(200, 200, 100, 0.9))),
                List.of());
    }

    static Report untouched() {
        return report(List.of(new HopHistory(hop(1, "OrderIntake.queue", "", 100), windows(0, 0, 0, 0))), List.of());
    }

    private static Report report(List<HopHistory> histories, List<Edge> edges) {
        Jvm jvm = new Jvm(
                42,
                "OrderService",
                "17",
                "test",
                START_MILLIS - 4_200,
                START_MILLIS,
                List.of("app.jfr"),
                START_MILLIS,
                START_MILLIS + WINDOWS * 1_000,
                SECOND,
                WINDOWS,
                0,
                1);
        List<StackEvidence> stacks =
                List.of(new StackEvidence(1, "created", List.of("app.Orders.<init>(Orders.java:12)")));
        JvmReport report = new JvmReport(jvm, Judge.judge(histories, edges, CONTEXT, Profile.TARGET), stacks);
        return new Report(
                List.of("app.jfr"),
                List.of(report),
                List.of(new Problem("app.jfr", "is truncated", "copy it again", Problem.Severity.INCOMPLETE)));
    }

    private static Hop hop(long id, String name, String threads, long capacity) {
        String type =
                capacity < 0 ? "java.util.concurrent.LinkedBlockingQueue" : "java.util.concurrent.ArrayBlockingQueue";
        return new Hop(
                id,
                name,
                "queue",
                type,
                type,
                "app.Orders.<init>(Orders.java:" + (10 + id) + ")",
                threads,
                capacity >= 0,
                capacity,
                capacity >= 0 ? OnFull.BLOCK : OnFull.GROW,
                "",
                "items",
                true,
                false,
                -1,
                -1,
                false,
                START_MILLIS,
                false,
                1,
                24);
    }

    private static List<Window> windows(long in, long out, long firstDepth, double blockedShare) {
        List<Window> windows = new ArrayList<>();
        long depth = firstDepth;
        for (int i = 1; i <= WINDOWS; i++) {
            long before = depth;
            depth += in - out;
            windows.add(new Window(
                    START_MILLIS + i * 1_000L,
                    SECOND,
                    false,
                    false,
                    in,
                    out,
                    0,
                    0,
                    0,
                    0,
                    0,
                    0,
                    0,
                    depth,
                    Math.min(before, depth),
                    Math.max(before, depth),
                    (long) (blockedShare * SECOND),
                    0,
                    blockedShare > 0 ? 1 : 0,
                    0,
                    1,
                    in > 0 ? 1 : 0,
                    0,
                    0,
                    0,
                    0,
                    120,
                    0,
                    0,
                    0,
                    -1,
                    in * i,
                    out * i));
        }
        return windows;
    }
}
