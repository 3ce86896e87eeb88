package io.manometer.testapps.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.tools.attach.VirtualMachine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import jdk.jfr.consumer.RecordedEvent;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** One broker; the programs run at the same time, each in a JVM of its own under the agent, and are judged one by one. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KafkaIT {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int SECONDS = 32;
    private static final int FEWER_SECONDS = 26;

    /** So many of ten records each last ten seconds. */
    private static final int POLLS = 50;

    private static final double PRODUCED = 300;
    private static final double HANDLED = 150;

    /** Production is carried on between fetches, which in this time is one at least. */
    private static final long IRREGULAR_MILLIS = 3_000;

    /** Partitions, more than keep a long history each. */
    private static final int WIDE = 300;

    /** Records in each of them. */
    private static final long EACH = 10;

    @TempDir
    static Path folder;

    static Broker broker;
    static final List<AutoCloseable> OPEN = new ArrayList<>();
    static Child lagging;
    static Child slowed;
    static Child pausing;
    static Child hanging;
    static Child sending;
    static Child rebalanced;
    static Child forwarding;
    static Child wide;
    static Child consumingBefore;
    static Child handingOn;

    /** Records, by the broker. */
    static long inWide;

    static Child sendingBefore;

    /** The broker's own ends of the topic that lags, by time. */
    static final TreeMap<Long, Long> ENDS = new TreeMap<>();

    @BeforeAll
    static void startAll() throws Exception {
        broker = Broker.start(folder.resolve("broker"), Built.LIBRARIES);
        OPEN.add(broker);
        broker.topic("orders", 2);
        broker.topic("slowed", 1);
        broker.topic("paused", 1);
        broker.topic("stuck", 1);
        broker.topic("shared", 2);
        broker.topic("invoices", 1);
        limit("small-buffer", 40_000);
        feed("orders", PRODUCED);
        feed("slowed", PRODUCED);
        feed("paused", PRODUCED);
        feed("stuck", 100);
        feed("shared", 50);
        lagging = consume(
                "lagging",
                false,
                "topic=orders",
                "group.protocol=consumer",
                "rate=150",
                "tell=position",
                "max.partition.fetch.bytes=32768");
        slowed = consume("slowed", true, "topic=slowed", "mode=pool", "rate=150", "room=100");
        pausing = consume("pausing", false, "topic=paused", "mode=pause", "rate=150", "room=200");
        hanging = consume(
                "hanging", false, "topic=stuck", "mode=hang", "hang=8", "exit=16", "max.poll.interval.ms=18000");
        rebalanced = consume("rebalanced", true, "topic=shared", "group.id=shared", "tell=position");
        sending = run(
                "sending",
                false,
                "Produce",
                "topic=invoices",
                "client.id=small-buffer",
                "buffer.memory=32768",
                "rate=100",
                "seconds=" + SECONDS);
        watchEnds();
    }

    @AfterAll
    static void endAll() throws Exception {
        for (int i = OPEN.size() - 1; i >= 0; i--) {
            OPEN.get(i).close();
        }
    }

    /** Further programs that run at the same time, when the first are through: more at once would only measure the machine. */
    private static void startMore() throws Exception {
        if (forwarding != null) {
            return;
        }
        broker.topic("forwarded", 1);
        broker.topic("wide", WIDE);
        broker.topic("before", 1);
        feed("forwarded", PRODUCED);
        Feeder all = feeder("wide", 1_000).over(WIDE).upTo(WIDE * EACH);
        all.awaitSent(WIDE * EACH);
        all.close();
        try (Admin admin = broker.admin()) {
            inWide = Broker.end(admin, "wide", WIDE);
        }
        DbProxy proxy = new DbProxy(HANDLED * 1_000);
        OPEN.add(proxy);
        forwarding = run(
                "forwarding",
                false,
                "Forward",
                "topic=forwarded",
                "group.id=forwarding",
                "proxy=" + proxy.port(),
                "seconds=" + FEWER_SECONDS);
        handingOn = consume(
                "handingOn",
                false,
                "topic=orders",
                "seconds=" + FEWER_SECONDS,
                "max.partition.fetch.bytes=32768",
                "interceptor.classes=io.manometer.testapps.kafka.HandsOn");
        wide = consume("wide", false, "topic=wide", "seconds=600", "tell=handled");
        sendingBefore = plain("Produce", "topic=before", "rate=100", "seconds=600");
        consumingBefore =
                plain("Consume", "topic=before", "group.id=before", "max.poll.records=10", "rate=50", "tell=position");
        consumingBefore.await("handles", PATIENCE);
        attach(consumingBefore, "consumingBefore");
        attach(sendingBefore, "sendingBefore");
        consumingBefore.awaitMore("position", POLLS, PATIENCE);
        consumingBefore.endInput();
        sendingBefore.endInput();
        wide.await("handled " + inWide, PATIENCE).awaitMore("handled", POLLS / 5, PATIENCE);
        wide.endInput();
    }

    // ---------------------------------------------------------------- a consumer slower than the producer

    @Test
    @Order(1)
    void a_consumer_slower_than_the_producer_lags_and_the_broker_keeps_it() throws Exception {
        Told told = told(lagging);
        long topic = told.hop("kafka-consumer", "orders");
        JsonNode verdict = told.verdict(topic);

        assertThat(verdict.get("verdict").asText()).as(verdict.toPrettyString()).isEqualTo("ABSORBS");
        assertThat(Told.texts(verdict.get("tags"))).contains("DURABLE").doesNotContain("UNBOUNDED");
        assertThat(verdict.get("onFull").asText()).isEqualTo("PULL");
        assertThat(verdict.get("exhaustion").isNull()).isTrue();
        assertThat(told.description(topic).getString("group")).isEqualTo("lagging");
        // Kafka's own queues are no hops.
        assertThat(told.elements("hops").map(hop -> hop.get("site").asText()))
                .noneMatch(site -> site.startsWith("org.apache.kafka."));
        assertThat(told.elements("hops")
                        .filter(hop -> !hop.get("side").asBoolean())
                        .filter(hop -> hop.get("id").asLong() != topic)
                        .map(hop -> hop.get("verdict").asText()))
                .doesNotContain("ABSORBS", "STALLED", "ABSORBS_IGNORING");
        healthy(told);
    }

    @Test
    @Order(2)
    void its_lag_agrees_with_the_brokers_own_offsets_within_one_sampling_period() throws Exception {
        Told told = told(lagging);
        TreeMap<Long, Long> positions = new TreeMap<>();
        for (String line : lagging.lines("position")) {
            String[] parts = line.split(" ");
            positions.put(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
        }
        List<RecordedEvent> samples = told.samples("HopSample", told.hop("kafka-consumer", "orders"));
        // The lag of a partition is known from its first record on. Between two fetches it is an estimate, so they are
        // small here.
        Set<Long> bothKnown = told.samples("ConsumerSample", told.hop("kafka-consumer", "orders")).stream()
                .filter(sample -> sample.getInt("partitions") == 2)
                .map(sample -> sample.getLong("tick"))
                .collect(Collectors.toSet());
        int compared = 0;
        for (RecordedEvent sample : samples) {
            if (!bothKnown.contains(sample.getLong("tick") - 2) || sample.getInt("consumers") == 0) {
                continue;
            }
            long at = sample.getStartTime().toEpochMilli();
            if (ENDS.floorEntry(at) == null
                    || ENDS.ceilingEntry(at) == null
                    || positions.floorEntry(at) == null
                    || positions.ceilingEntry(at) == null) {
                continue;
            }
            // Both are known just before and just after, by one clock: the true lag is in between.
            long lowest =
                    ENDS.floorEntry(at).getValue() - positions.ceilingEntry(at).getValue();
            long highest =
                    ENDS.ceilingEntry(at).getValue() - positions.floorEntry(at).getValue();
            double irregular = irregular(at);
            double period = PRODUCED - HANDLED + irregular;
            assertThat((double) sample.getLong("depth"))
                    .as("lag at %s, of %s to %s, where %s came early or late", sample, lowest, highest, irregular)
                    .isBetween(lowest - period, highest + period);
            compared++;
        }
        assertThat(compared).as("samples that were compared").isGreaterThan(8);
    }

    /** By how many records what was produced lately differs from the rate: so many nobody can know between two fetches. */
    private static double irregular(long at) {
        Map.Entry<Long, Long> now = ENDS.floorEntry(at);
        return ENDS.headMap(now.getKey()).entrySet().stream()
                .filter(before -> before.getKey() >= at - IRREGULAR_MILLIS)
                .mapToDouble(before ->
                        now.getValue() - before.getValue() - PRODUCED * (now.getKey() - before.getKey()) / 1_000)
                .map(Math::abs)
                .max()
                .orElse(0);
    }

    @Test
    @Order(3)
    void its_lag_in_seconds_is_the_age_of_the_record_that_comes_next() throws Exception {
        Told told = told(lagging);
        List<RecordedEvent> samples = told.samples("HopSample", told.hop("kafka-consumer", "orders"));
        RecordedEvent last = samples.get(samples.size() - 3);
        double seconds = last.getLong("oldestAge") / 1e9;

        assertThat(seconds)
                .as("%s", last)
                .isCloseTo(last.getLong("depth") / PRODUCED, within(0.35 * last.getLong("depth") / PRODUCED + 2));
    }

    // ---------------------------------------------------------------- a chain across kinds

    @Test
    @Order(4)
    void a_poll_loop_that_waits_for_room_passes_the_pressure_on_to_its_topic() throws Exception {
        Told told = told(slowed);
        long topic = told.hop("kafka-consumer", "slowed");
        long queue = told.hop("queue", "toWorkers");

        assertThat(told.edges(topic, queue)).as("from topic to queue").isGreaterThan(1_000);
        assertThat(told.verdict(queue).get("verdict").asText()).isEqualTo("PROPAGATES");
        JsonNode verdict = told.verdict(topic);
        assertThat(verdict.get("verdict").asText()).as(verdict.toPrettyString()).isEqualTo("PROPAGATES");
        assertThat(Told.texts(verdict.get("tags"))).contains("DURABLE");
        assertThat(told.elements("chains").toList())
                .filteredOn(chain -> chain.toString().contains("" + queue))
                .allMatch(chain -> chain.get("verdict").asText().equals("PROPAGATES_TO_SOURCE"))
                .isNotEmpty();
        healthy(told);
    }

    @Test
    @Order(5)
    void a_consumer_that_pauses_while_its_queue_is_full_propagates() throws Exception {
        Told told = told(pausing);
        long topic = told.hop("kafka-consumer", "paused");
        JsonNode verdict = told.verdict(topic);

        assertThat(verdict.get("verdict").asText()).as(verdict.toPrettyString()).isEqualTo("PROPAGATES");
        assertThat(told.samples("HopSample", topic).stream()
                                .mapToLong(sample -> sample.getLong("paused"))
                                .sum()
                        / 1e9)
                .as("paused seconds")
                .isGreaterThan(SECONDS * 0.2);
        assertThat(told.samples("ConsumerSample", topic).stream()
                        .mapToInt(sample -> sample.getInt("pausedPartitions"))
                        .max()
                        .orElse(0))
                .isEqualTo(1);
        healthy(told);
    }

    @Test
    @Order(12)
    void pressure_of_a_slow_proxy_goes_through_channel_pool_and_queue_back_to_the_topic() throws Exception {
        startMore();
        Told told = told(forwarding);
        long topic = told.hop("kafka-consumer", "forwarded");
        long queue = told.hop("queue", "Forward.incoming");
        long pool = told.hopOf("executor", "threads", "order-worker-*");
        long channel = told.hop("channel", "Forward$DbProxyConnection (connected)");

        assertThat(told.edges(topic, queue)).as("from topic to queue").isGreaterThan(1_000);
        assertThat(told.edges(queue, pool)).as("from queue to pool").isGreaterThan(1_000);
        assertThat(told.edges(pool, channel)).as("from pool to channel").isGreaterThan(1_000);
        for (long hop : new long[] {topic, queue, pool, channel}) {
            JsonNode verdict = told.verdict(hop);
            assertThat(verdict.get("verdict").asText())
                    .as(verdict.toPrettyString())
                    .isEqualTo("PROPAGATES");
        }
        assertThat(Told.texts(told.verdict(channel).get("reasons")))
                .anyMatch(reason -> reason.startsWith("most waited for 127.0.0.1:"));
        JsonNode chain = told.elements("chains")
                .filter(each -> each.get("bottleneck").asLong(-1) == channel)
                .findFirst()
                .orElseThrow(() -> new AssertionError(told.elements("chains").toList()));
        assertThat(chain.get("verdict").asText()).isEqualTo("PROPAGATES_TO_SOURCE");
        assertThat(StreamSupport.stream(chain.get("hops").spliterator(), false).map(JsonNode::asLong))
                .as(chain.toPrettyString())
                .containsSubsequence(topic, queue, pool, channel);
        healthy(told);
    }

    @Test
    @Order(13)
    void many_partitions_are_one_hop() throws Exception {
        startMore();
        Told told = told(wide);
        long topic = told.hop("kafka-consumer", "wide");
        List<RecordedEvent> samples = told.samples("ConsumerSample", topic);

        assertThat(samples.stream().mapToInt(sample -> sample.getInt("partitions")))
                .as("partitions")
                .contains(WIDE);
        assertThat(told.samples("HopSample", topic).stream()
                        .mapToLong(sample -> sample.getLong("departures"))
                        .sum())
                .as("records that left")
                .isEqualTo(inWide);
        assertThat(told.elements("hops").filter(hop -> hop.get("kind").asText().startsWith("kafka")))
                .hasSize(1);
        healthy(told);
    }

    // ---------------------------------------------------------------- what a callback makes

    @Test
    @Order(16)
    void a_queue_that_a_callback_makes_in_a_poll_is_a_hop_though_the_clients_own_are_not() throws Exception {
        startMore();
        Told told = told(handingOn);
        long handed = Long.parseLong(handingOn.lines("handed").get(0));
        List<RecordedEvent> queues = told.descriptionsOf("java.util.concurrent.ConcurrentLinkedQueue");
        Set<Long> hops = queues.stream().map(event -> event.getLong("hop")).collect(Collectors.toSet());

        assertThat(handed).isPositive();
        assertThat(hops).as(queues.toString()).hasSize(2);
        // One in 64 is asked for, and then it is known from the beginning: hardly both.
        assertThat(queues).anyMatch(event -> event.getBoolean("seenLate"));
        long arrivals = 0;
        for (long hop : hops) {
            List<RecordedEvent> samples = told.samples("HopSample", hop);
            arrivals += samples.stream()
                    .mapToLong(sample -> sample.getLong("arrivals"))
                    .sum();
            // Whoever takes from it is faster than whoever puts.
            assertThat(samples.get(samples.size() - 2).getLong("depthMin")).isZero();
        }
        // The first item of one that is seen late is no arrival but was there; what comes after the last window isn't
        // told.
        assertThat(arrivals).isBetween(handed * 9 / 10, handed);
        healthy(told);
    }

    // ---------------------------------------------------------------- clients from before the agent

    @Test
    @Order(14)
    void a_consumer_from_before_the_agent_is_known_from_its_next_poll_on() throws Exception {
        startMore();
        assertThat(consumingBefore.awaitExit(PATIENCE))
                .as(consumingBefore.toString())
                .isZero();
        Told told = Told.by(recording("consumingBefore"));
        long topic = told.hop("kafka-consumer", "before");

        assertThat(told.description(topic).getBoolean("seenLate")).isTrue();
        assertThat(told.description(topic).getString("group")).isEqualTo("before");
        assertThat(told.description(topic).getString("site")).isEmpty();
        List<RecordedEvent> samples = told.samples("HopSample", topic);
        assertThat(samples.stream()
                        .mapToLong(sample -> sample.getLong("departures"))
                        .sum())
                .isPositive();
        long lag = sendingBefore.lines("acknowledged").stream()
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElseThrow();
        assertThat(samples.stream()
                        .mapToLong(sample -> sample.getLong("depth"))
                        .max()
                        .orElse(0))
                .as("lag, of %s records that were sent", lag)
                .isBetween(1L, lag);
        assertThat(told.samples("ConsumerSample", topic))
                .as("rebalances from before are none of the first window's")
                .allMatch(sample -> sample.getLong("rebalances") == 0);
        assertThat(told.descriptionsOf("java.util.concurrent.ConcurrentLinkedQueue"))
                .as("the client's own queues")
                .isEmpty();
        healthy(told);
    }

    @Test
    @Order(15)
    void a_producer_from_before_the_agent_is_known_from_its_next_send_on() throws Exception {
        startMore();
        assertThat(sendingBefore.awaitExit(PATIENCE))
                .as(sendingBefore.toString())
                .isZero();
        Told told = Told.by(recording("sendingBefore"));
        long topic = told.hop("kafka-producer", "before");
        List<RecordedEvent> samples = told.samples("HopSample", topic);
        long made = Long.parseLong(sendingBefore.lines("made").get(0));

        assertThat(told.description(topic).getBoolean("seenLate")).isTrue();
        assertThat(samples.stream()
                        .mapToLong(sample -> sample.getLong("arrivals"))
                        .sum())
                .isBetween(1L, made);
        assertThat(samples.stream()
                        .mapToLong(sample -> sample.getLong("depth"))
                        .max()
                        .orElse(0))
                .isLessThan(made);
        assertThat(samples.get(samples.size() - 1).getLong("depth")).isZero();
        assertThat(told.samples("ProducerSample", topic)).allMatch(sample -> sample.getLong("failed") == 0);
        healthy(told);
    }

    // ---------------------------------------------------------------- a handler that hangs

    @Test
    @Order(6)
    void a_handler_that_hangs_is_seen_while_it_hangs() throws Exception {
        Told told = told(hanging);
        long topic = told.hop("kafka-consumer", "stuck");
        List<Long> since = told.samples("ConsumerSample", topic).stream()
                .map(sample -> sample.getLong("sincePoll"))
                .toList();
        List<Long> last = since.subList(since.size() - 10, since.size());

        assertThat(IntStream.range(1, 10).allMatch(i -> last.get(i) > last.get(i - 1)))
                .as("time since poll grows: %s", since)
                .isTrue();
        RecordedEvent end = told.samples("ConsumerSample", topic).get(since.size() - 1);
        assertThat(Duration.ofNanos(end.getLong("pollLimit"))).isEqualTo(Duration.ofSeconds(18));
        JsonNode verdict = told.verdict(topic);
        assertThat(verdict.get("verdict").asText()).as(verdict.toPrettyString()).isEqualTo("STALLED");
        assertThat(Told.texts(verdict.get("reasons"))).anyMatch(reason -> reason.contains("max.poll.interval.ms"));
    }

    // ---------------------------------------------------------------- a producer

    @Test
    @Order(7)
    void a_producer_without_memory_blocks_and_so_propagates() throws Exception {
        Told told = told(sending);
        long topic = told.hop("kafka-producer", "invoices");
        long queue = told.hopMadeIn("queue", "Produce.main");
        double inSend = Long.parseLong(sending.lines("insend").get(0)) / 1e3;
        double blocked = told.samples("HopSample", topic).stream()
                        .mapToLong(sample -> sample.getLong("producerBlocked"))
                        .sum()
                / 1e9;

        JsonNode verdict = told.verdict(topic);
        assertThat(verdict.get("verdict").asText()).as(verdict.toPrettyString()).isEqualTo("PROPAGATES");
        assertThat(blocked)
                .as("seconds in send, by the agent; the program says %s", inSend)
                .isCloseTo(inSend, within(0.1 * inSend + 1.5));
        assertThat(told.edges(queue, topic)).as("from queue to producer").isGreaterThan(100);
        assertThat(told.samples("ProducerSample", topic)).anySatisfy(sample -> {
            assertThat(sample.getLong("bufferUsed")).isGreaterThan(16 * 1024);
            assertThat(sample.getLong("bufferLimit")).isEqualTo(32 * 1024);
            assertThat(sample.getInt("threadsWaiting")).isEqualTo(1);
        });
        healthy(told);
    }

    // ---------------------------------------------------------------- groups that change, brokers that die

    @Test
    @Order(8)
    void a_rebalance_is_counted_and_takes_partitions_away() throws Exception {
        Told told = told(rebalanced);
        List<RecordedEvent> samples = told.samples("ConsumerSample", told.hop("kafka-consumer", "shared"));

        assertThat(samples.stream()
                        .mapToLong(sample -> sample.getLong("rebalances"))
                        .sum())
                .isGreaterThanOrEqualTo(2);
        assertThat(samples).anyMatch(sample -> sample.getInt("partitions") == 2);
        assertThat(samples).anyMatch(sample -> sample.getInt("partitions") == 1);
        healthy(told);
    }

    @Test
    @Order(9)
    void when_the_broker_dies_and_comes_back_the_program_does_what_it_does_without_the_agent() throws Exception {
        broker.topic("restarted", 1);
        try (Feeder feeder = feeder("restarted", 200).upTo(400)) {
            Child with = consume("with", false, "topic=restarted", "until=2000", "linger=3000");
            Child without = plain("Consume", "topic=restarted", "group.id=without", "until=2000");
            // Each has read before the broker dies; a program that begins only after it is back tells nothing of this.
            with.await("handles", PATIENCE);
            without.await("handles", PATIENCE);
            feeder.upTo(2_000).awaitSent(600);
            broker.kill();
            broker.restart();

            assertThat(without.awaitExit(PATIENCE)).as(without.toString()).isZero();
            assertThat(with.awaitExit(PATIENCE)).as(with.toString()).isZero();
            assertThat(with.lines("distinct"))
                    .isEqualTo(without.lines("distinct"))
                    .hasSize(1);
            assertThat(with.lines("distinct").get(0)).startsWith("2000 ");
            Told told = told(with);
            leavesNothing(told, told.hop("kafka-consumer", "restarted"));
            healthy(told);
        }
    }

    // ---------------------------------------------------------------- bad input

    @Test
    @Order(10)
    void a_consumer_that_is_closed_from_outside_and_then_woken_leaves_no_series_behind() throws Exception {
        broker.topic("closed", 1);
        try (Feeder feeder = feeder("closed", 200)) {
            Child child = consume("closing", false, "topic=closed", "rate=100", "closer=true", "linger=4000");

            assertThat(child.awaitExit(PATIENCE)).as(child.toString()).isZero();
            assertThat(child.lines())
                    .anyMatch(line -> line.equals("not closed: java.util.ConcurrentModificationException")
                            || line.equals("closed from outside"))
                    .anyMatch(line -> line.startsWith("ended by "))
                    .noneMatch(line -> line.contains("Exception in"));
            Told told = told(child);
            leavesNothing(told, told.hop("kafka-consumer", "closed"));
            healthy(told);
            assertThat(feeder.sent()).isPositive();
        }
    }

    @Test
    @Order(11)
    void without_a_broker_nothing_fails_but_what_fails_anyway() throws Exception {
        Child producer = run(
                "unreachable",
                false,
                "Produce",
                "servers=127.0.0.1:1",
                "topic=nowhere",
                "max.block.ms=1500",
                "rate=50",
                "seconds=8",
                "close=1");

        assertThat(producer.awaitExit(PATIENCE)).as(producer.toString()).isZero();
        assertThat(producer.lines("acknowledged")).containsExactly("0");
        Told told = told(producer);
        List<RecordedEvent> samples = told.samples("HopSample", told.hopMadeIn("kafka-producer", "Produce.main"));
        assertThat(samples.stream()
                        .mapToLong(sample -> sample.getLong("refusedTimeout"))
                        .sum())
                .as("sends that gave up after max.block.ms, as the program counts them")
                .isEqualTo(Long.parseLong(producer.lines("failed").get(0)))
                .isPositive();
        double inSend = Long.parseLong(producer.lines("insend").get(0)) / 1e3;
        assertThat(samples.stream()
                                .mapToLong(sample -> sample.getLong("producerBlocked"))
                                .sum()
                        / 1e9)
                .as(
                        "seconds blocked; by the program %s in sends that ended, and the last one is open for up to 2.5",
                        inSend)
                .isBetween(0.9 * inSend - 0.5, 1.1 * inSend + 3.5);
        healthy(told);
    }

    // ---------------------------------------------------------------- how

    private static void feed(String topic, double perSecond) {
        OPEN.add(feeder(topic, perSecond));
    }

    private static Feeder feeder(String topic, double perSecond) {
        return new Feeder(broker.address(), topic, perSecond, 1_000);
    }

    private static Child consume(String name, boolean formerClients, String... settings) throws Exception {
        List<String> all = new ArrayList<>(List.of("group.id=" + name, "seconds=" + SECONDS));
        all.addAll(List.of(settings));
        return run(name, formerClients, "Consume", all.toArray(String[]::new));
    }

    private static Child run(String name, boolean formerClients, String program, String... settings) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "-Xmx96m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-javaagent:" + Built.AGENT + "=record=" + recording(name),
                "-cp",
                Built.classPath(formerClients),
                "io.manometer.testapps.kafka." + program,
                "recorded=true"));
        if (List.of(settings).stream().noneMatch(setting -> setting.startsWith("servers="))) {
            command.add("servers=" + broker.address());
        }
        command.addAll(List.of(settings));
        Child child = Child.java(name, command);
        OPEN.add(child);
        return child;
    }

    private static Child plain(String program, String... settings) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "-Xmx96m",
                "-XX:+UseSerialGC",
                "-cp",
                Built.classPath(false),
                "io.manometer.testapps.kafka." + program,
                "servers=" + broker.address()));
        command.addAll(List.of(settings));
        Child child = Child.java("plain", command);
        OPEN.add(child);
        return child;
    }

    private static Path recording(String name) {
        return folder.resolve(name + ".jfr");
    }

    private static Told told(Child program) throws Exception {
        assertThat(program.awaitExit(PATIENCE)).as(program.toString()).isZero();
        return Told.by(recording(program.name()));
    }

    private static void healthy(Told told) {
        assertThat(told.health().getLong("errors")).as("suppressed errors").isZero();
        assertThat(told.health().getString("kindsOff")).isEmpty();
    }

    /** The last sample of a hop says that nothing is there, and no later window has one. */
    private static void leavesNothing(Told told, long hop) {
        List<RecordedEvent> samples = told.samples("HopSample", hop);
        RecordedEvent last = samples.get(samples.size() - 1);
        assertThat(last.getLong("depth")).isZero();
        assertThat(last.getInt("consumers")).isZero();
        assertThat(told.health().getLong("tick")).as("windows after it").isGreaterThan(last.getLong("tick") + 1);
    }

    private static void limit(String clientId, double bytesPerSecond) throws Exception {
        try (Admin admin = broker.admin()) {
            admin.alterClientQuotas(List.of(new ClientQuotaAlteration(
                            new ClientQuotaEntity(Map.of(ClientQuotaEntity.CLIENT_ID, clientId)),
                            List.of(new ClientQuotaAlteration.Op("producer_byte_rate", bytesPerSecond)))))
                    .all()
                    .get();
        }
    }

    private static void attach(Child program, String recording) throws Exception {
        VirtualMachine machine = VirtualMachine.attach(Long.toString(program.pid()));
        machine.loadAgent(Built.AGENT.toString(), "record=" + recording(recording));
        machine.detach();
    }

    /** Asks the broker for the ends until the program that lags has ended; lets another consumer into a group meanwhile. */
    private static void watchEnds() throws Exception {
        Child second = null;
        try (Admin admin = broker.admin()) {
            while (!lagging.endsWithin(Duration.ofMillis(100))) {
                long sum = Broker.end(admin, "orders", 2);
                ENDS.put(System.currentTimeMillis(), sum);
                boolean begun = rebalanced.lines("position").size() > 20;
                if (second == null && begun) {
                    second = plain("Consume", "topic=shared", "group.id=shared", "seconds=12");
                }
            }
        }
    }
}
