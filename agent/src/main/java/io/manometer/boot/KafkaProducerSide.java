package io.manometer.boot;

import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * A KafkaProducer: the hop is its accumulator. What is accepted is counted where send returns, by each thread in its {@link SendCell}, what
 * left by the client's metrics. Time in send isn't measured by a clock: who is in the same send at two looks of the sampler waits. What is
 * shorter than that the client measures itself, where it waits for memory.
 */
final class KafkaProducerSide extends KafkaClient implements WindowSource {
    private static final String PRODUCER = "producer-metrics";

    /** Threads that have a cell; those of any more are counted, but only the client's metrics know that they wait. */
    private static final int MOST_CELLS = 256;

    private static final SendCell[] NO_CELLS = {};

    private static final int TOPICS_NAMED = 3;
    private static final int TOPICS_KEPT = 16;

    private final long blockLimit;
    private final ProducerSample more = new ProducerSample();
    private volatile String[] topics = {};
    private @Nullable Meter meter;

    private volatile SendCell[] cells = NO_CELLS;

    /** What threads sent that have ended; with {@link #cells} under this object's lock. */
    private long sentByEnded;

    // The sampler's own, from here on.
    private @Nullable WeakReference<Object> available;
    private long lookedAt;
    private long blocked;
    private long credit;
    private int waiting;
    private boolean emptied;
    private long bufferTotal;
    private long bufferAvailable;
    private long gone;
    private long sent;
    private long retried;
    private long failed;
    private long waited;
    private long exhausted;
    private int inFlight;
    private int threadsWaiting;
    private long arrivalsBefore;
    private long departuresTold;
    private long depthBefore;
    private long sentBefore;
    private long retriedBefore;
    private long failedBefore;
    private long waitedBefore;
    private long exhaustedBefore;
    private volatile boolean ended;

    /** It was there before the agent: what the client has counted so far is no business of the first window's. */
    private boolean late;

    KafkaProducerSide(Object producer, KafkaAccess access, Site site, long blockLimit) {
        super(producer, access, site);
        this.blockLimit = blockLimit;
    }

    static KafkaProducerSide seenLate(Object producer, KafkaAccess access) {
        KafkaProducerSide side = new KafkaProducerSide(producer, access, Site.UNKNOWN, 0);
        side.late = true;
        return side;
    }

    void register() {
        Meter own = Meters.register(this, site, -1, false, late);
        if (own == null) {
            Folding.fold(site, Kind.KAFKA_PRODUCER, type(), -1, this);
            return;
        }
        own.kind = Kind.KAFKA_PRODUCER;
        own.source = this;
        meter = own;
    }

    // ---------------------------------------------------------------- on the sending threads

    /** For a thread that sends the first time; null when there are too many, or where nothing is counted. */
    @Nullable
    SendCell newCell(Object producer) {
        return meter == null || cells.length >= MOST_CELLS || !SendCell.hasPlace() ? null : claimCell(producer);
    }

    private synchronized @Nullable SendCell claimCell(Object producer) {
        SendCell[] known = cells;
        SendCell fresh = ended || known.length >= MOST_CELLS ? null : SendCell.claim(producer, this);
        if (fresh != null) {
            SendCell[] more = Arrays.copyOf(known, known.length + 1);
            more[known.length] = fresh;
            cells = more;
        }
        return fresh;
    }

    /** A record of a thread with a cell, when a look is due. */
    void look(SendCell cell, Object record) throws Throwable {
        Meter own = meter;
        if (own == null) {
            return;
        }
        long weight = cell.looked(own.sampleGap);
        noteTopic(record);
        Looks.countedArrivals(own, weight, record);
    }

    /** A record of a thread without one. */
    void accepted(Object record) throws Throwable {
        Meter own = meter;
        if (own == null) {
            return;
        }
        long arrivals = 1 + (long) MeteredLock.COUNT.getAndAdd(own.puts, 1L);
        if (own.puts.isDue(arrivals)) {
            noteTopic(record);
            Looks.atomicArrival(own, arrivals, record);
        }
    }

    /** Send gave up at once: for want of room or of metadata within max.block.ms, or for a reason that is no pressure. */
    void failed(Future<?> result) throws InterruptedException {
        Meter own = meter;
        if (own == null) {
            return;
        }
        try {
            Object ignored = result.get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            String name = cause == null ? "" : cause.getClass().getName();
            if (name.endsWith("TimeoutException") || name.endsWith("BufferExhaustedException")) {
                Hooks.countRefusal(own, Meter.Refusals.TIMEOUT, "TIMEOUT");
            }
        }
    }

    private void noteTopic(Object record) throws Throwable {
        Object name = (Object) access.topicOfSent.invokeExact(record);
        String[] known = topics;
        for (String topic : known) {
            if (topic.equals(name)) {
                return;
            }
        }
        if (known.length < TOPICS_KEPT && name instanceof String topic) {
            addTopic(topic);
        }
    }

    private synchronized void addTopic(String topic) {
        String[] known = topics;
        if (!Arrays.asList(known).contains(topic)) {
            String[] sorted = Arrays.copyOf(known, known.length + 1);
            sorted[known.length] = topic;
            topics = sorted;
        }
    }

    // ---------------------------------------------------------------- on the sampler's thread

    /** Several times a window. */
    void look(long now) throws Throwable {
        int still = 0;
        for (SendCell cell : cells) {
            still += cell.isStillInside() ? 1 : 0;
        }
        waiting = still;
        if (lookedAt != 0) {
            blocked += still * Math.max(0, now - lookedAt);
        }
        lookedAt = now;
        WeakReference<Object> reference = available;
        Object metric = reference == null ? null : reference.get();
        if (metric != null) {
            bufferAvailable = value(metric, bufferAvailable);
            emptied |= bufferAvailable == bufferTotal;
        }
    }

    @Override
    void read(Object producer, long now) throws Throwable {
        Object all = (Object) access.metrics.invokeExact(producer);
        for (Map.Entry<?, ?> metric : ((Map<?, ?>) all).entrySet()) {
            Object key = metric.getKey();
            Object group = (Object) access.metricGroup.invokeExact(key);
            if (PRODUCER.equals(group)) {
                Object name = (Object) access.metricName.invokeExact(key);
                note((String) name, metric.getValue());
            }
        }
        look(now);
        settleEnded();
        if (late) {
            forgetWhatWas();
        }
    }

    /** All that was accepted, racy by the sends under way. */
    private synchronized long arrivals(Meter own) {
        long all = own.arrivals() + sentByEnded;
        for (SendCell cell : cells) {
            all += cell.count();
        }
        return all;
    }

    /** A thread that has ended needs no cell, and its count is final. */
    synchronized void settleEnded() {
        SendCell[] known = cells;
        SendCell[] kept = new SendCell[known.length];
        int count = 0;
        for (SendCell cell : known) {
            if (cell.isOver()) {
                sentByEnded += cell.count();
                cell.free();
            } else {
                kept[count++] = cell;
            }
        }
        if (count < known.length) {
            cells = Arrays.copyOf(kept, count);
        }
    }

    /** Starts from what the client has counted; its buffer is taken for empty until it once is. */
    private void forgetWhatWas() {
        late = false;
        Meter own = meter;
        gone = (own == null ? 0 : arrivals(own)) - (sent - retried);
        sentBefore = sent;
        retriedBefore = retried;
        failedBefore = failed;
        waitedBefore = waited;
        exhaustedBefore = exhausted;
    }

    private void note(String name, Object metric) throws Throwable {
        switch (name) {
            case "buffer-total-bytes" -> bufferTotal = value(metric, bufferTotal);
            case "buffer-available-bytes" -> remember(metric);
            case "waiting-threads" -> threadsWaiting = (int) value(metric, threadsWaiting);
            case "bufferpool-wait-time-ns-total" -> waited = value(metric, waited);
            case "buffer-exhausted-total" -> exhausted = value(metric, exhausted);
            case "record-send-total" -> sent = value(metric, sent);
            case "record-retry-total" -> retried = value(metric, retried);
            case "record-error-total" -> failed = value(metric, failed);
            case "requests-in-flight" -> inFlight = (int) value(metric, inFlight);
            default -> {}
        }
    }

    private void remember(Object metric) {
        WeakReference<Object> known = available;
        if (known == null || !known.refersTo(metric)) {
            available = new WeakReference<>(metric);
        }
    }

    private long value(Object metric, long otherwise) throws Throwable {
        Object value = (Object) access.metricValue.invokeExact(metric);
        return value instanceof Number number && !Double.isNaN(number.doubleValue()) ? number.longValue() : otherwise;
    }

    @Override
    public boolean fill(Sample s, long now, long windowNanos) {
        Meter own = meter;
        if (own == null) {
            return false;
        }
        long arrivals = arrivals(own);
        s.arrivals = arrivals - arrivalsBefore;
        s.depth = ended ? 0 : depth(arrivals);
        s.departures = Math.max(0, s.arrivals + depthBefore - s.depth);
        departuresTold += s.departures;
        s.depthMin = emptied ? 0 : Math.min(depthBefore, s.depth);
        s.depthMax = Math.max(depthBefore, s.depth);
        s.totalArrivals = arrivals;
        s.totalDepartures = departuresTold;
        s.producerBlocked = blocked();
        s.producersWaiting = ended ? 0 : Math.max(waiting, threadsWaiting);
        boolean refused = detail(own, s, windowNanos);
        fillMore();
        boolean changed = s.arrivals != 0
                || s.departures != 0
                || s.depth != depthBefore
                || s.producerBlocked > 0
                || refused
                || more.failed > 0
                || more.exhausted > 0;
        arrivalsBefore = arrivals;
        depthBefore = s.depth;
        emptied = bufferAvailable == bufferTotal;
        return changed;
    }

    /** Records that were accepted and not put into a request yet. An empty buffer settles what metrics can't tell. */
    private long depth(long arrivals) {
        if (sent - retried == sentBefore - retriedBefore && failed > failedBefore) {
            gone += failed - failedBefore; // expired before they were ever sent
        }
        if (bufferTotal > 0 && bufferAvailable == bufferTotal) {
            gone = arrivals - (sent - retried);
            return 0;
        }
        return Math.max(0, arrivals - (sent - retried) - gone);
    }

    /** What the looks saw at once and what the client's own clock tells later, each wait once. */
    private long blocked() {
        long seen = blocked;
        blocked = 0;
        credit += seen;
        long told = Math.max(0, waited - waitedBefore);
        waitedBefore = waited;
        long known = Math.min(told, credit);
        credit = waiting == 0 ? 0 : credit - known;
        return seen + told - known;
    }

    private boolean detail(Meter own, Sample s, long windowNanos) {
        Sampler.adaptSampling(own, departuresTold, s.arrivals, windowNanos);
        for (SendCell cell : cells) {
            cell.windowBegins(own.sampleGap == 1);
        }
        s.producers = Math.max(Sampler.distinct(own.producerBits), s.producersWaiting);
        own.producerBits = 0;
        s.itemSize = own.itemSize;
        own.sizeWanted = true;
        Meter.Detail detail = own.detailIfAny();
        Meter.Refusals refusals = detail == null ? null : detail.refusals;
        if (refusals == null) {
            return false;
        }
        refusals.stackWanted = true;
        s.refused[Meter.Refusals.TIMEOUT] = refusals.counts.getAndSet(Meter.Refusals.TIMEOUT, 0);
        return s.refused[Meter.Refusals.TIMEOUT] > 0;
    }

    private void fillMore() {
        more.bufferUsed = ended ? 0 : bufferTotal - bufferAvailable;
        more.bufferLimit = bufferTotal;
        more.threadsWaiting = threadsWaiting;
        more.blockLimit = blockLimit;
        more.exhausted = Math.max(0, exhausted - exhaustedBefore);
        more.failed = Math.max(0, failed - failedBefore);
        more.retried = Math.max(0, retried - retriedBefore);
        more.requestsInFlight = inFlight;
        exhaustedBefore = exhausted;
        failedBefore = failed;
        retriedBefore = retried;
        sentBefore = sent;
    }

    @Override
    public void tellMore(HopSink sink, Meter own, long tick) {
        sink.producer(own, more, tick);
    }

    @Override
    synchronized void end() {
        ended = true;
        for (SendCell cell : cells) {
            cell.free();
        }
        Meter own = meter;
        if (own != null) {
            own.clear();
        }
    }

    /** The topic, as on the consumers' side; the first few of several. */
    @Override
    public String name() {
        String[] known = topics;
        if (known.length == 0) {
            return "";
        }
        String first = String.join(", ", Arrays.copyOf(known, Math.min(known.length, TOPICS_NAMED)));
        return known.length <= TOPICS_NAMED ? first : first + " and " + (known.length - TOPICS_NAMED) + " more";
    }

    @Override
    public String type() {
        return "org.apache.kafka.clients.producer.KafkaProducer";
    }

    @Override
    public boolean limited() {
        return true;
    }

    @Override
    public String unit() {
        return "records";
    }

    @Override
    public String onFull() {
        return "BLOCK";
    }

    @Override
    public String threads() {
        return "";
    }

    @Override
    public long instances() {
        return 1;
    }
}
