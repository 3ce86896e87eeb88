package io.manometer.analyzer.report;

import io.manometer.analyzer.model.Hop;
import io.manometer.analyzer.model.HopVerdict;
import io.manometer.analyzer.model.OnFull;
import io.manometer.analyzer.model.Tag;

/** The one change to try first for a hop, with the place in the code. */
public final class Change {
    /** A limit of so much work keeps the added wait below a second and still takes short bursts. */
    private static final double SECONDS_OF_WORK = 1;

    private static final long SMALLEST_LIMIT = 16;

    private Change() {}

    /** Empty where there is nothing to change. */
    public static String of(HopVerdict verdict) {
        return switch (verdict.verdict()) {
            case ABSORBS, STANDING -> bound(verdict);
            case ABSORBS_IGNORING ->
                "stop writing while the buffer is not writable (isWritable, isReady) and go on when it says so"
                        + at(verdict);
            case STALLED ->
                "find out why " + consumers(verdict.hop())
                        + " stopped: take a thread dump, and catch what its loop may throw so that it can't end"
                        + at(verdict);
            case STRANDED -> "drain it before its consumers are shut down, or find out why they stopped" + at(verdict);
            case SHEDS -> shed(verdict);
            case DEGRADES_CALLER -> callerRuns(verdict);
            case SATURATED_UNVERIFIED ->
                "check what its producers do when it is full; nothing that Manometer watches was seen" + at(verdict);
            case MIXED ->
                "let it answer in one way: either wait (put) or refuse (offer and look at the result)" + at(verdict);
            case INSUFFICIENT_DATA, UNTESTED, HEALTHY, BURST, PROPAGATES ->
                verdict.has(Tag.NEAR_POLL_LIMIT) ? pollSooner(verdict) : "";
        };
    }

    private static String pollSooner(HopVerdict verdict) {
        return "take less in one poll (max.poll.records), pause and go on polling while work is under way, or raise"
                + " max.poll.interval.ms" + at(verdict);
    }

    private static String bound(HopVerdict verdict) {
        Hop hop = verdict.hop();
        String limit = Words.count(limit(verdict)).replace(' ', '_');
        return switch (hop.kind()) {
            case "executor" ->
                "give the pool a queue with a limit and let callers help when it is full: new ArrayBlockingQueue<>("
                        + limit + ") and ThreadPoolExecutor.CallerRunsPolicy" + at(verdict);
            case "scheduled-executor" ->
                "schedule less, or add threads: a scheduled pool has no limit to set" + at(verdict);
            case "forkjoin" ->
                "take a Semaphore(" + limit
                        + ") before each submit and release it when the task ends: a ForkJoinPool has no"
                        + " limit to set" + at(verdict);
            case "thread-per-task" ->
                "take a Semaphore("
                        + Words.count(Math.max(1, Math.round(verdict.load().serviceRate() * 0.1)))
                                .replace(' ', '_')
                        + ") before each submit and release it when the task ends, so that submitters wait"
                        + at(verdict);
            case "channel" -> "write only while the channel is writable, and read no more meanwhile" + at(verdict);
            case "consumer", "kafka-consumer" ->
                "add consumers or make each record cheaper; the broker keeps the backlog until retention ends"
                        + at(verdict);
            default -> queue(verdict, limit);
        };
    }

    private static String queue(HopVerdict verdict, String limit) {
        Hop hop = verdict.hop();
        if (hop.bounded()) {
            return "lower its limit from " + Words.count(hop.capacity()) + " to " + limit
                    + " (about 1 s of work), or add consumers" + at(verdict);
        }
        String type = hop.type().substring(hop.type().lastIndexOf('.') + 1);
        String bounded = type.startsWith("LinkedBlockingDeque") ? "LinkedBlockingDeque" : "ArrayBlockingQueue";
        return "give it a limit of about 1 s of work and let producers wait: new " + bounded + "<>(" + limit
                + ") with put()" + at(verdict);
    }

    private static long limit(HopVerdict verdict) {
        double work = verdict.load().serviceRate() * SECONDS_OF_WORK;
        long exact = Math.max(SMALLEST_LIMIT, Math.round(work));
        long step = (long) Math.pow(10, Math.max(0, Math.floor(Math.log10(exact)) - 1));
        return exact / step * step;
    }

    private static String shed(HopVerdict verdict) {
        if (verdict.has(Tag.RETRY_STORM)) {
            return "wait before trying again, longer each time and with jitter" + at(verdict);
        }
        if (!verdict.has(Tag.SILENT)) {
            return "nothing, if callers handle the refusal; else slow them down, or add consumers" + at(verdict);
        }
        boolean discards = verdict.hop().onFull() == OnFull.DROP
                || !verdict.hop().handler().isEmpty();
        return discards
                ? "replace the policy that discards by one that tells (AbortPolicy), or count what is lost"
                        + at(verdict)
                : "use what offer() returns, or put() so that producers wait" + at(verdict);
    }

    private static String callerRuns(HopVerdict verdict) {
        return verdict.has(Tag.ON_EVENT_LOOP)
                ? "refuse instead (AbortPolicy) and stop reading: an event loop must not run this work" + at(verdict)
                : "nothing, if callers may be slowed; else refuse (AbortPolicy) or add threads" + at(verdict);
    }

    private static String consumers(Hop hop) {
        return hop.threads().isEmpty() ? "its consumer" : "the threads " + Words.safe(hop.threads());
    }

    private static String at(HopVerdict verdict) {
        String site = verdict.hop().site();
        return site.isEmpty() ? "" : ", at " + Words.safe(site);
    }
}
