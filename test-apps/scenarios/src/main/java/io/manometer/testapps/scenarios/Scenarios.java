package io.manometer.testapps.scenarios;

import static io.manometer.testapps.load.Pace.bursts;
import static io.manometer.testapps.load.Pace.poisson;
import static io.manometer.testapps.load.Pace.ramp;
import static io.manometer.testapps.scenarios.ExpectedChain.broken;
import static io.manometer.testapps.scenarios.ExpectedChain.propagatesToSource;
import static io.manometer.testapps.scenarios.ExpectedEpisode.after;
import static io.manometer.testapps.scenarios.ExpectedEpisode.fromHalfTime;
import static io.manometer.testapps.scenarios.ExpectedEpisode.fromTheStart;
import static io.manometer.testapps.scenarios.ExpectedHop.hop;
import static io.manometer.testapps.scenarios.RejectingPool.overloadedLater;
import static io.manometer.testapps.scenarios.Scenario.scenario;
import static io.manometer.testapps.scenarios.ThreeStages.NO_LIMIT;
import static io.manometer.testapps.scenarios.Verdict.ABSORBS;
import static io.manometer.testapps.scenarios.Verdict.ABSORBS_IGNORING;
import static io.manometer.testapps.scenarios.Verdict.BURST;
import static io.manometer.testapps.scenarios.Verdict.DEGRADES_CALLER;
import static io.manometer.testapps.scenarios.Verdict.HEALTHY;
import static io.manometer.testapps.scenarios.Verdict.MIXED;
import static io.manometer.testapps.scenarios.Verdict.PROPAGATES;
import static io.manometer.testapps.scenarios.Verdict.SHEDS;
import static io.manometer.testapps.scenarios.Verdict.STALLED;
import static io.manometer.testapps.scenarios.Verdict.STANDING;
import static io.manometer.testapps.scenarios.Verdict.STRANDED;
import static io.manometer.testapps.scenarios.Verdict.UNTESTED;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadPoolExecutor.CallerRunsPolicy;
import java.util.concurrent.ThreadPoolExecutor.DiscardOldestPolicy;
import java.util.concurrent.ThreadPoolExecutor.DiscardPolicy;

/** The table: each program with the verdict it must get. Rates are in items per second. */
public final class Scenarios {
    private static final Duration BURST_AT = Duration.ofSeconds(6);
    private static final Duration BURST_LENGTH = Duration.ofSeconds(5);
    private static final Duration BURST_EVERY = Duration.ofSeconds(30);

    public static final List<Scenario> ALL = List.of(
            scenario(
                    "1",
                    "queue without a limit at half of what the consumer can do",
                    length -> new UnboundedQueue(poisson(250), 500),
                    hop("orders", HEALTHY, UNTESTED)
                            .never(ABSORBS)
                            .tagged("UNBOUNDED")
                            .at(0.5)),
            scenario(
                    "4",
                    "queue without a limit at twice what the consumer can do",
                    length -> new UnboundedQueue(poisson(600), 300),
                    hop("orders", ABSORBS).tagged("UNBOUNDED").at(2).episodes(fromTheStart(ABSORBS, 15))),
            scenario(
                            "5",
                            "put on a queue of 100 at twice what the consumer can do",
                            length -> new BoundedQueue(100, poisson(600), 300),
                            hop("orders", PROPAGATES)
                                    .never(ABSORBS)
                                    .tagged("STRONG")
                                    .at(2))
                    .chain(propagatesToSource("orders")),
            scenario(
                    "6",
                    "offer on a queue of 100, the result ignored",
                    length -> new IgnoredOffer(),
                    hop("orders", SHEDS).never(PROPAGATES).tagged("SILENT").at(2)),
            scenario(
                    "9",
                    "bursts of three times the usual rate, which drain",
                    length -> new UnboundedQueue(bursts(225, 3, BURST_AT, BURST_LENGTH, BURST_EVERY), 400),
                    hop("orders", BURST).never(ABSORBS)),
            scenario(
                    "12",
                    "load that rises from 30 % to 90 %",
                    length -> new UnboundedQueue(ramp(150, 450, length), 500),
                    hop("orders", HEALTHY).never(ABSORBS)),
            scenario(
                    "14",
                    "a consumer that stands still for 3 s",
                    length -> new PausingConsumer(),
                    hop("orders", BURST).never(STALLED, ABSORBS)),
            scenario(
                    "15",
                    "a consumer that takes everything every 5 s",
                    length -> new BatchConsumer(),
                    hop("orders", HEALTHY).never(STANDING, ABSORBS)),
            scenario(
                    "18",
                    "fixed pool of 4 with half too much work",
                    length -> new FixedPool(poisson(600)),
                    hop("pricing", ABSORBS).tagged("UNBOUNDED").at(1.5)),
            scenario(
                    "19",
                    "pool that refuses with an exception, callers back off",
                    length -> new RejectingPool(poisson(200), true),
                    hop("pricing", SHEDS).tagged("VISIBLE").notTagged("RETRY_STORM")),
            scenario(
                    "21",
                    "caller-runs pool called by another pool, which makes its own callers wait",
                    length -> new CallerRunsPool(CallerRunsPool::waitForRoom),
                    hop("pricing", DEGRADES_CALLER).never(SHEDS),
                    hop("intake", PROPAGATES).never(SHEDS, ABSORBS)),
            scenario(
                    "23a",
                    "pool that discards the newest task",
                    length -> new DiscardingPool(new DiscardPolicy()),
                    hop("thumbnails", SHEDS).tagged("SILENT").at(2)),
            scenario(
                    "23b",
                    "pool that discards the oldest task",
                    length -> new DiscardingPool(new DiscardOldestPolicy()),
                    hop("thumbnails", SHEDS).tagged("SILENT").at(2)),
            scenario(
                            "25",
                            "a virtual thread per request over ten connections",
                            length -> new VirtualThreads(),
                            hop("requests", ABSORBS)
                                    .never(HEALTHY)
                                    .tagged("THREADS")
                                    .at(1.5))
                    .needsRelease(21),
            scenario(
                            "26",
                            "three stages, the third too slow, both queues limited",
                            length -> new ThreeStages(100, 100),
                            hop("orders", PROPAGATES),
                            hop("toDatabase", PROPAGATES).at(2))
                    .chain(propagatesToSource("toDatabase")),
            scenario(
                            "27",
                            "three stages, the third too slow, first queue without a limit",
                            length -> new ThreeStages(NO_LIMIT, 100),
                            hop("orders", ABSORBS),
                            hop("toDatabase", PROPAGATES).at(2))
                    .chain(broken("toDatabase", "orders")),
            scenario(
                            "28",
                            "three stages, the third too slow, second queue without a limit",
                            length -> new ThreeStages(100, NO_LIMIT),
                            hop("orders", HEALTHY, UNTESTED).never(PROPAGATES),
                            hop("toDatabase", ABSORBS).at(2))
                    .chain(broken("toDatabase", "toDatabase")),
            scenario(
                    "30",
                    "three branches without limits, one of them too slow",
                    length -> new FanOut(),
                    hop("toBilling", HEALTHY, UNTESTED).never(ABSORBS).at(0.5),
                    hop("toShipping", HEALTHY, UNTESTED).never(ABSORBS).at(0.5),
                    hop("toSearch", ABSORBS).at(1.67)),
            scenario(
                    "32",
                    "put on a queue of 100, on a Netty event loop",
                    length -> new BlockingHandler(),
                    hop("orders", PROPAGATES)
                            .never(HEALTHY, ABSORBS)
                            .tagged("ON_EVENT_LOOP")
                            .at(2)),
            scenario(
                    "33a",
                    "Netty writes to a peer that reads half as fast, isWritable ignored",
                    length -> new QuoteFeed(false, 2),
                    hop("Subscriber (connected)", ABSORBS_IGNORING)
                            .bytesEach(QuoteFeed.BYTES_PENDING)
                            .never(PROPAGATES)
                            .at(2)),
            scenario(
                    "33b",
                    "Netty writes to a peer that reads no more, isWritable ignored",
                    length -> new QuoteFeed(false, 0.2),
                    hop("Subscriber (connected)", ABSORBS_IGNORING)
                            .bytesEach(QuoteFeed.BYTES_PENDING)
                            .never(PROPAGATES)),
            scenario(
                    "33c",
                    "Netty writes to a peer that reads half as fast, while the channel is writable",
                    length -> new QuoteFeed(true, 2),
                    hop("Subscriber (connected)", PROPAGATES)
                            .bytesEach(QuoteFeed.BYTES_PENDING)
                            .never(ABSORBS, ABSORBS_IGNORING)
                            .at(2)),
            scenario(
                    "33d",
                    "Netty writes to a peer that reads no more, while the channel is writable",
                    length -> new QuoteFeed(true, 0.2),
                    hop("Subscriber (connected)", STALLED)
                            .bytesEach(QuoteFeed.BYTES_PENDING)
                            .never(ABSORBS, ABSORBS_IGNORING)),
            scenario(
                    "34",
                    "Netty server that reads no more while it can't write",
                    length -> new EchoServer(),
                    hop("Answering (accepted)", PROPAGATES)
                            .bytesEach(QuoteFeed.BYTES_PENDING)
                            .never(ABSORBS, ABSORBS_IGNORING)
                            .at(2)),
            scenario(
                    "38",
                    "the consumer thread dies",
                    length -> new DyingConsumer(),
                    hop("orders", STALLED).never(BURST)),
            scenario(
                    "40",
                    "500 orders left over, no traffic",
                    length -> new LeftOvers(),
                    hop("orders", STRANDED).never(STALLED, ABSORBS)),
            // At 90 % a random queue stands for tens of seconds by chance, its relaxation time is 1/(mu (1 - sqrt
            // rho)^2) = 34 s:
            // STANDING is what it then does. What must not be said is that it grows.
            scenario(
                    "44a",
                    "ten items a second at 90 %",
                    length -> new UnboundedQueue(poisson(10), 10 / 0.9),
                    hop("orders", HEALTHY, BURST, STANDING).never(ABSORBS).at(0.9)),
            scenario(
                    "44b",
                    "ten items a second at 130 %",
                    length -> new UnboundedQueue(poisson(10), 10 / 1.3),
                    hop("orders", ABSORBS).at(1.3)),
            scenario(
                            "47",
                            "capacity lost at half time: from 70 % to 130 %",
                            length -> new SlowingConsumer(),
                            hop("orders", ABSORBS).episodes(fromHalfTime(ABSORBS, 10)))
                    .needsSeconds(28),
            scenario(
                    "101",
                    "scheduled pool with ten thousand tasks for tomorrow",
                    length -> new ScheduledReminders(),
                    hop("reminders", UNTESTED, HEALTHY).never(STANDING, ABSORBS, STRANDED)),
            scenario(
                    "102",
                    "cached pool over ten connections, half too much work",
                    length -> new CachedPool(),
                    hop("requests", ABSORBS).never(HEALTHY).at(1.5)),
            scenario(
                    "103",
                    "fixed pool of 4 at 70 %",
                    length -> new FixedPool(poisson(280)),
                    hop("pricing", HEALTHY, UNTESTED).never(ABSORBS).at(0.7)),
            scenario(
                    "104",
                    "caller-runs pool called by a caller-runs pool",
                    length -> new CallerRunsPool(new CallerRunsPolicy()),
                    hop("pricing", DEGRADES_CALLER).never(SHEDS),
                    hop("intake", DEGRADES_CALLER).never(SHEDS, ABSORBS)),
            scenario(
                    "105",
                    "priority queue with 60 % too much work",
                    length -> new UrgentFirst(),
                    hop("orders", ABSORBS).tagged("UNBOUNDED").at(1.6)),
            scenario(
                    "106",
                    "blocking tasks on the common pool, 60 % too many",
                    length -> new CommonPool(),
                    hop("commonPool", ABSORBS).at(1.6)),
            scenario(
                            "107",
                            "a limit of 4500 that is reached after a quarter of a minute",
                            length -> new BoundedQueue(4_500, poisson(600), 300),
                            hop("orders", PROPAGATES)
                                    .at(2)
                                    .episodes(fromTheStart(ABSORBS, 10), after(15, PROPAGATES, 5)))
                    .needsSeconds(28),
            scenario(
                    "108",
                    "300 clients in a closed loop: a constant backlog",
                    length -> new StandingBacklog(),
                    hop("requests", STANDING).never(ABSORBS, STALLED)),
            scenario(
                    "109",
                    "hand-off without a buffer at twice what the consumer can do",
                    length -> new Handoff(),
                    hop("orders", PROPAGATES).never(ABSORBS).at(2)),
            scenario(
                    "110",
                    "producers that wait 10 ms for room and then give up",
                    length -> new ImpatientOffer(),
                    hop("orders", MIXED).never(ABSORBS)),
            scenario(
                    "111",
                    "pool that refuses with an exception, callers try again until it is taken",
                    length -> new RejectingPool(overloadedLater(length), false),
                    hop("pricing", SHEDS).tagged("VISIBLE", "RETRY_STORM")),
            scenario(
                            "116",
                            "queue, pool and channel in a row, the channel's peer too slow",
                            length -> new QueuePoolChannel(),
                            hop("ToProxy (connected)", PROPAGATES)
                                    .bytesEach(QuoteFeed.BYTES_PENDING)
                                    .never(ABSORBS, ABSORBS_IGNORING)
                                    .at(2))
                    .chain(propagatesToSource("QueuePoolChannel$ToProxy (connected)")));

    private Scenarios() {}

    public static Optional<Scenario> find(String id) {
        return ALL.stream().filter(scenario -> scenario.id().equals(id)).findFirst();
    }
}
