package io.manometer.analyzer.read;

import io.manometer.analyzer.model.CreatedUnbounded;
import io.manometer.analyzer.model.Edge;
import io.manometer.analyzer.model.Hop;
import io.manometer.analyzer.model.JvmContext;
import io.manometer.analyzer.model.OnFull;
import io.manometer.analyzer.model.PollGap;
import io.manometer.analyzer.model.StackEvidence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongUnaryOperator;
import jdk.jfr.EventType;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedObject;
import org.jspecify.annotations.Nullable;

/**
 * What the events of one JVM say, whatever file and order they come in. Events are recycled by the stream: only values are
 * kept of them.
 */
final class JvmCollector {
    /** Below: the application's own hops, which count their windows by themselves. */
    private static final long FIRST_AGENT_HOP = 0;

    private final TimeRange.Bounds bounds;
    private final HopLogs agentLogs;
    private final HopLogs applicationLogs;
    private final Map<Long, Described> descriptions = new LinkedHashMap<>();
    private final Map<List<Long>, Long> edges = new LinkedHashMap<>();
    private final LoopBlocks loopBlocks = new LoopBlocks();
    private final WorstChannels worstChannels = new WorstChannels();
    private final ChannelUses channelUses = new ChannelUses();
    private final Map<List<Object>, StackEvidence> stacks = new LinkedHashMap<>();
    private final Set<CreatedUnbounded> unbounded = new LinkedHashSet<>();
    private final Map<Long, PollGap> pollGaps = new HashMap<>();
    private final Settings settings = new Settings();
    private final Pauses pauses = new Pauses();
    private final Counter lostSamples = new Counter();
    private boolean sampled;
    private final Counter suppressedErrors = new Counter();
    private final List<String> kindsOff = new ArrayList<>();
    private Latest heapUsed = new Latest(Instant.MIN, -1);
    private long heapReserved = -1;
    private long heapConfigured = -1;
    private long dataLossBytes;
    private long pid = -1;
    private String application = "";
    private String version = "";
    private String agentVersion = "";
    private long agentStarted;

    private @Nullable EventType sampleType;
    private boolean[] sampleFields = {};

    JvmCollector(TimeRange.Bounds bounds, MemoryBudget budget) {
        this.bounds = bounds;
        this.agentLogs = new HopLogs(budget);
        this.applicationLogs = new HopLogs(budget);
    }

    private record Described(Instant at, Hop hop) {}

    private record Latest(Instant at, long value) {}

    /** A counter since the agent's start, of which the part within the recording is wanted. */
    private static final class Counter {
        private long first = -1;
        private long last;

        void at(long tick, long value) {
            long before = tick <= 1 ? 0 : value;
            first = first < 0 ? before : Math.min(first, before);
            last = Math.max(last, value);
        }

        long value() {
            return Math.max(0, last - Math.max(0, first));
        }
    }

    /** What is read, by the name of its event. */
    Map<String, Consumer<RecordedEvent>> handlers() {
        Map<String, Consumer<RecordedEvent>> handlers = new LinkedHashMap<>();
        handlers.put("manometer.HopSample", within(this::sample));
        handlers.put("manometer.ConsumerSample", within(this::consumer));
        handlers.put("manometer.AgentHealth", within(this::health));
        handlers.put("manometer.HopEdge", within(this::edge));
        handlers.put("manometer.HopDescription", this::description);
        handlers.put("manometer.AgentInfo", this::agent);
        handlers.put("manometer.Refusal", within(this::refusal));
        handlers.put("manometer.UnboundedHop", this::unbounded);
        handlers.put("manometer.EventLoopBlocked", within(loopBlocks::add));
        handlers.put("manometer.ChannelSample", within(channelUses::sample));
        handlers.put("manometer.ChannelPressure", within(event -> {
            worstChannels.add(event);
            channelUses.pressure(event);
        }));
        handlers.put("jdk.GCHeapSummary", this::heap);
        handlers.put("jdk.GCHeapConfiguration", this::heapConfiguration);
        handlers.put("jdk.GarbageCollection", within(this::collection));
        handlers.put("jdk.DataLoss", within(this::dataLoss));
        handlers.put("jdk.JVMInformation", this::jvm);
        handlers.put("jdk.ActiveSetting", settings::setting);
        return handlers;
    }

    private Consumer<RecordedEvent> within(Consumer<RecordedEvent> handler) {
        return event -> {
            if (bounds.includes(event.getStartTime())) {
                handler.accept(event);
            }
        };
    }

    void types(List<EventType> types) {
        settings.types(types);
    }

    private void sample(RecordedEvent event) {
        sampled = true;
        boolean[] present = presentFields(event.getEventType());
        long[] row = new long[Field.COUNT];
        for (Field field : Field.values()) {
            if (present[field.ordinal()]) {
                row[field.ordinal()] = event.getLong(field.fieldName());
            }
        }
        long hop = event.getLong("hop");
        long end = event.getStartTime().toEpochMilli();
        logs(hop).sample(hop, event.getLong("tick"), end, row);
    }

    private boolean[] presentFields(EventType type) {
        if (type != sampleType) {
            sampleType = type;
            sampleFields = new boolean[Field.COUNT];
            for (Field field : Field.values()) {
                sampleFields[field.ordinal()] = type.getField(field.fieldName()) != null;
            }
        }
        return sampleFields;
    }

    private HopLogs logs(long hop) {
        return hop < FIRST_AGENT_HOP ? applicationLogs : agentLogs;
    }

    private void health(RecordedEvent event) {
        long tick = event.getLong("tick");
        agentLogs.health(tick, event.getStartTime().toEpochMilli(), event.getLong("window"));
        lostSamples.at(tick, event.getLong("lostSamples"));
        suppressedErrors.at(tick, event.getLong("errors"));
        String off = text(event, "kindsOff");
        if (!off.isEmpty() && !kindsOff.contains(off)) {
            kindsOff.add(off);
        }
    }

    private void consumer(RecordedEvent event) {
        PollGap gap = new PollGap(number(event, "longestGap", 0), number(event, "pollLimit", 0));
        pollGaps.merge(event.getLong("hop"), gap, PollGap::and);
    }

    private void edge(RecordedEvent event) {
        edges.merge(List.of(event.getLong("from"), event.getLong("to")), event.getLong("count"), Long::sum);
    }

    private void description(RecordedEvent event) {
        long hop = event.getLong("hop");
        Instant at = event.getStartTime();
        Described known = descriptions.get(hop);
        if (known != null && known.at().isAfter(at)) {
            return;
        }
        descriptions.put(hop, new Described(at, hop(event, hop)));
    }

    private static Hop hop(RecordedEvent event, long hop) {
        return new Hop(
                hop,
                text(event, "name"),
                text(event, "kind"),
                text(event, "type"),
                text(event, "bufferType"),
                text(event, "site"),
                text(event, "threads"),
                flag(event, "bounded"),
                number(event, "capacity", -1),
                OnFull.of(text(event, "onFull")),
                text(event, "handler"),
                text(event, "unit"),
                flag(event, "fifo"),
                flag(event, "depthIncludesRunning"),
                (int) number(event, "coreThreads", -1),
                (int) number(event, "maxThreads", -1),
                flag(event, "side"),
                number(event, "created", 0),
                flag(event, "seenLate"),
                number(event, "instances", 1),
                number(event, "itemOverhead", 0));
    }

    private static Hop undescribed(long hop) {
        return new Hop(
                hop,
                "hop " + hop,
                "unknown",
                "",
                "",
                "",
                "",
                false,
                -1,
                OnFull.UNKNOWN,
                "",
                "items",
                false,
                false,
                -1,
                -1,
                false,
                0,
                true,
                1,
                0);
    }

    private void agent(RecordedEvent event) {
        agentVersion = text(event, "version");
        agentStarted = number(event, "started", agentStarted);
        pid = pid < 0 ? number(event, "pid", -1) : pid;
    }

    private void refusal(RecordedEvent event) {
        evidence(event, text(event, "how"));
    }

    private void unbounded(RecordedEvent event) {
        evidence(event, "created");
        unbounded.add(new CreatedUnbounded(
                event.getLong("hop"), text(event, "type"), text(event, "site"), number(event, "capacity", -1)));
    }

    private void evidence(RecordedEvent event, String what) {
        long hop = event.getLong("hop");
        stacks.computeIfAbsent(
                List.of(hop, what), key -> new StackEvidence(hop, what, ApplicationFrames.of(event.getStackTrace())));
    }

    /** The last collection before the end counts, even one before the start. */
    private void heap(RecordedEvent event) {
        if (event.hasField("heapSpace.reservedSize")) {
            heapReserved = event.getLong("heapSpace.reservedSize");
        }
        Instant at = event.getStartTime();
        boolean newer = !at.isBefore(heapUsed.at()) && !at.isAfter(bounds.to());
        if (newer && text(event, "when").equals("After GC")) {
            heapUsed = new Latest(at, event.getLong("heapUsed"));
        }
    }

    private void heapConfiguration(RecordedEvent event) {
        heapConfigured = number(event, "maxSize", -1);
    }

    private void collection(RecordedEvent event) {
        if (event.hasField("sumOfPauses")) {
            Duration paused = event.getDuration("sumOfPauses");
            pauses.add(event.getStartTime().toEpochMilli(), event.getEndTime().toEpochMilli(), paused.toNanos() / 1e6);
        }
    }

    private void dataLoss(RecordedEvent event) {
        dataLossBytes += number(event, "amount", 0);
    }

    private void jvm(RecordedEvent event) {
        pid = number(event, "pid", pid);
        version = text(event, "jvmVersion");
        application = ApplicationName.of(text(event, "javaArguments"));
    }

    private static String text(RecordedObject event, String field) {
        if (!event.hasField(field)) {
            return "";
        }
        Object value = event.getValue(field);
        return value == null ? "" : value.toString();
    }

    private static boolean flag(RecordedObject event, String field) {
        return event.hasField(field) && event.getBoolean(field);
    }

    private static long number(RecordedObject event, String field, long otherwise) {
        return event.hasField(field) ? event.getLong(field) : otherwise;
    }

    void finish() {
        agentLogs.finish();
        applicationLogs.finish();
        agentLogs.hops().forEach(this::describe);
        applicationLogs.hops().forEach(this::describe);
    }

    private void describe(long hop) {
        descriptions.computeIfAbsent(hop, id -> new Described(Instant.MIN, undescribed(id)));
    }

    JvmContext context(LongUnaryOperator ids) {
        return new JvmContext(
                agentSeen(),
                lostSamples.value(),
                dataLossBytes,
                suppressedErrors.value(),
                heapConfigured > 0 ? heapConfigured : heapReserved,
                heapUsed.value(),
                loopBlocks.of(ids),
                settings.isOff(Settings.SAMPLES) && !sampled);
    }

    boolean agentSeen() {
        return !agentVersion.isEmpty() || agentLogs.healthSeen();
    }

    /** Nothing of Manometer's is in it. */
    boolean isEmpty() {
        return !agentSeen() && descriptions.isEmpty() && agentLogs.isEmpty() && applicationLogs.isEmpty();
    }

    List<Hop> hops() {
        return descriptions.values().stream().map(Described::hop).toList();
    }

    List<Edge> edges(LongUnaryOperator ids) {
        return edges.entrySet().stream()
                .map(entry -> new Edge(
                        ids.applyAsLong(entry.getKey().get(0)),
                        ids.applyAsLong(entry.getKey().get(1)),
                        entry.getValue()))
                .toList();
    }

    List<StackEvidence> stacks(LongUnaryOperator ids) {
        return stacks.values().stream()
                .filter(evidence -> !evidence.frames().isEmpty())
                .map(evidence -> new StackEvidence(ids.applyAsLong(evidence.hop()), evidence.what(), evidence.frames()))
                .toList();
    }

    List<CreatedUnbounded> unbounded(LongUnaryOperator ids) {
        return unbounded.stream()
                .map(created -> new CreatedUnbounded(
                        ids.applyAsLong(created.hop()), created.type(), created.site(), created.capacity()))
                .toList();
    }

    Settings settings() {
        return settings;
    }

    List<String> kindsOff() {
        return List.copyOf(kindsOff);
    }

    /** The agent's windows, or those of the application's own hops where there was no agent. */
    HopLogs mainLogs() {
        return agentLogs.timeline().isEmpty() ? applicationLogs : agentLogs;
    }

    /** Events that were left out as their numbers can't be true. */
    long implausible() {
        return agentLogs.implausible() + applicationLogs.implausible();
    }

    boolean healthSeen() {
        return agentLogs.healthSeen();
    }

    Histories histories(LongUnaryOperator ids) {
        return new Histories(
                new DenseWindows(agentLogs, pauses),
                new DenseWindows(applicationLogs, pauses),
                hops(),
                pollGaps,
                worstChannels,
                channelUses,
                ids);
    }

    long pid() {
        return pid;
    }

    String application() {
        return application;
    }

    String version() {
        return version;
    }

    /** Milliseconds since the epoch; 0 when unknown. */
    long agentStarted() {
        return agentStarted;
    }

    String agentVersion() {
        return agentVersion;
    }
}
