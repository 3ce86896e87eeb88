package io.manometer.boot;

import org.jspecify.annotations.Nullable;

/**
 * All channels that one place of the application built, as one hop: however many connections a server has, there is one. Depth is
 * the sum of what waits in them, its lowest and highest the sums of each channel's; time not writable and time paused are those of the
 * channel that had most of it in the window.
 */
public final class Pipeline implements WindowSource {
    /** So many channels are named in a window, those with most bytes waiting. */
    public static final int WORST = 3;

    /** Windows without any channel after which the hop ends. */
    static final int WINDOWS_UNTIL_GONE = 60;

    private static final long EXACT_RATE = 20_000;
    private static final long SAMPLED_RATE = 5_000;

    final Key key;
    private final String type;
    private final String name;
    private @Nullable Meter meter;

    /** One write in so many is looked at for its thread. */
    volatile int gap = 1;

    public long channels;
    public long notWritableChannels;
    public long pausedChannels;
    public long opened;
    public long closed;
    public long writes;
    public long writesNotWritable;
    public long flushes;
    public long longestSpell;
    /** Of the channel with most bytes waiting; -1 until one was asked. */
    public long lowWatermark = -1;

    public long highWatermark = -1;
    /** How many of the worst there are in this window. */
    public int worst;

    public final String[] worstAddress = {"", "", ""};
    public final long[] worstPending = new long[WORST];
    public final long[] worstSpell = new long[WORST];
    public final long[] worstPaused = new long[WORST];
    private final @Nullable ChannelState[] worstState = new ChannelState[WORST];

    /** The channel count when the hop was last described. */
    private volatile long instances = 1;

    private long arrivals;
    private long pending;
    private long lowest;
    private long highest;
    private long unwritableArrivals;
    private long notWritable;
    private long paused;
    private long initial;
    private long rawArrivals;
    private long totalArrivals;
    private long totalDepartures;
    private long rawUnwritable;
    private long totalUnwritable;
    private long lastPending;
    private int windowsEmpty;

    /** Where channels come from. */
    static final class Key {
        final Site site;
        final String builder;
        final String role;

        Key(Site site, String builder, String role) {
            this.site = site;
            this.builder = builder;
            this.role = role;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key that
                    && site.equals(that.site)
                    && builder.equals(that.builder)
                    && role.equals(that.role);
        }

        @Override
        public int hashCode() {
            return 31 * (31 * site.hashCode() + builder.hashCode()) + role.hashCode();
        }
    }

    Pipeline(Key key, String type) {
        this.key = key;
        this.type = type;
        this.name = nameOf(key, type);
    }

    /** The initializer, else who connected or bound, else what it is. */
    private static String nameOf(Key key, String type) {
        String known = key.site.known() ? key.site.className : type;
        String builder = key.builder.isEmpty() ? known : key.builder;
        StringBuilder text = new StringBuilder(builder.substring(builder.lastIndexOf('.') + 1));
        if (key.builder.isEmpty() && key.site.known()) {
            text.append('.').append(key.site.methodName).append(':').append(key.site.line);
        }
        return text.append(" (").append(key.role).append(')').toString();
    }

    void measuredBy(Meter own) {
        meter = own;
    }

    @Nullable
    Meter meter() {
        return meter;
    }

    // ---------------------------------------------------------------- one window, on the sampler's thread

    void begin() {
        channels = 0;
        notWritableChannels = 0;
        pausedChannels = 0;
        closed = 0;
        writes = 0;
        writesNotWritable = 0;
        flushes = 0;
        longestSpell = 0;
        worst = 0;
        pending = 0;
        lowest = 0;
        highest = 0;
        notWritable = 0;
        paused = 0;
    }

    /** Adds what one channel did since it was last asked; a closed one lost what was waiting in it. */
    void add(ChannelState state, boolean gone, long now) {
        initial += state.initial;
        state.initial = 0;
        long written = state.writes;
        long waiting = gone ? 0 : state.waiting(written);
        long arrived = state.arrivals();
        rawArrivals += arrived - state.toldArrivals;
        long unwritable = state.arrivalsUnwritable();
        rawUnwritable += unwritable - state.toldUnwritable;
        long least = state.takeLowest();
        lowest += gone ? 0 : Math.min(Math.min(least, state.toldPending), waiting);
        highest += Math.max(Math.max(state.takeHighest(), state.toldPending), waiting);
        pending += waiting;
        writes += written - state.toldWrites;
        long unwritableWrites = state.writesUnwritable();
        writesNotWritable += unwritableWrites - state.toldWritesUnwritable;
        flushes += state.flushes - state.toldFlushes;
        long notWritableNanos = state.notWritable.nanos(now);
        long pausedNanos = state.paused.nanos(now);
        notWritable = Math.max(notWritable, notWritableNanos - state.toldNotWritableNanos);
        paused = Math.max(paused, pausedNanos - state.toldPausedNanos);
        state.toldArrivals = arrived;
        state.toldUnwritable = unwritable;
        state.toldPending = waiting;
        state.toldWrites = written;
        state.toldWritesUnwritable = unwritableWrites;
        state.toldFlushes = state.flushes;
        state.toldNotWritableNanos = notWritableNanos;
        state.toldPausedNanos = pausedNanos;
        if (gone) {
            closed++;
            return;
        }
        channels++;
        notWritableChannels += state.notWritable.isOn() ? 1 : 0;
        pausedChannels += state.paused.isOn() ? 1 : 0;
        longestSpell = Math.max(longestSpell, state.notWritable.open(now));
        if (waiting > 0 || state.paused.isOn()) {
            rank(state, waiting, now);
        }
    }

    /** Insertion into a list of three. */
    private void rank(ChannelState state, long waiting, long now) {
        int at = worst;
        while (at > 0 && waiting > worstPending[at - 1]) {
            at--;
        }
        if (at >= WORST) {
            return;
        }
        worst = Math.min(WORST, worst + 1);
        for (int i = worst - 1; i > at; i--) {
            worstPending[i] = worstPending[i - 1];
            worstSpell[i] = worstSpell[i - 1];
            worstPaused[i] = worstPaused[i - 1];
            worstState[i] = worstState[i - 1];
        }
        worstPending[at] = waiting;
        worstSpell[at] = state.notWritable.open(now);
        worstPaused[at] = state.paused.open(now);
        worstState[at] = state;
    }

    /** Asks the worst channels who they are. */
    void end() {
        for (int i = 0; i < WORST; i++) {
            ChannelState state = i < worst ? worstState[i] : null;
            Object channel = state == null ? null : state.get();
            worstAddress[i] = channel == null ? "" : Channels.remoteAddress(channel);
            worstState[i] = null;
            if (i == 0 && channel != null) {
                lowWatermark = Channels.watermark(channel, "getWriteBufferLowWaterMark");
                highWatermark = Channels.watermark(channel, "getWriteBufferHighWaterMark");
            }
        }
        arrivals = Math.max(0, rawArrivals - totalArrivals);
        totalArrivals += arrivals;
        unwritableArrivals = Math.max(0, rawUnwritable - totalUnwritable);
        totalUnwritable += unwritableArrivals;
        windowsEmpty = channels == 0 ? windowsEmpty + 1 : 0;
        instances = Math.max(1, channels);
    }

    boolean isGone() {
        return windowsEmpty >= WINDOWS_UNTIL_GONE;
    }

    @Override
    public boolean fill(Sample sample, long now, long windowNanos) {
        long departures = Math.max(0, initial + totalArrivals - pending - totalDepartures);
        totalDepartures += departures;
        sample.arrivals = arrivals;
        sample.departures = departures;
        sample.depth = pending;
        sample.depthMin = Math.min(lowest, pending);
        sample.depthMax = Math.max(highest, pending);
        sample.notWritable = Math.min(notWritable, windowNanos);
        sample.addedNotWritable = Math.min(unwritableArrivals, arrivals);
        sample.paused = Math.min(paused, windowNanos);
        sample.totalArrivals = totalArrivals;
        sample.totalDepartures = totalDepartures;
        long perSecond = (long) (writes * 1e9 / Math.max(1, windowNanos));
        gap = perSecond <= EXACT_RATE ? 1 : (int) (perSecond / SAMPLED_RATE);
        boolean changed = arrivals > 0 || departures > 0 || pending != lastPending || closed > 0;
        lastPending = pending;
        return changed || sample.notWritable > 0 || sample.paused > 0 || pending > 0;
    }

    // ---------------------------------------------------------------- what it is

    @Override
    public String type() {
        return type;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String unit() {
        return "bytes";
    }

    @Override
    public String onFull() {
        return "ADVISORY";
    }

    @Override
    public String threads() {
        return "";
    }

    @Override
    public long instances() {
        return instances;
    }
}
