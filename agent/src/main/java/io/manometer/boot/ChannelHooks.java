package io.manometer.boot;

import jdk.internal.vm.annotation.DontInline;
import org.jspecify.annotations.Nullable;

/**
 * Hooks of Netty's channels. What they need of Netty the patched method passes in; no class of Netty's is named or called here. The rules
 * of {@link Hooks} hold; on a channel's creation and on changes of its state a few objects are made and the clock is read.
 */
public final class ChannelHooks {
    private static final String ACCEPTED = "accepted";
    private static final String CONNECTED = "connected";
    private static final String STREAMS = "streams";

    private ChannelHooks() {}

    // ---------------------------------------------------------------- a channel's life

    /** A channel was constructed; the parent is the server channel that accepted it. */
    public static void opened(Object channel, @Nullable Object parent) {
        if (Hooks.channelsOff) {
            return;
        }
        try {
            if (Channels.isEmbedded(channel)) {
                return;
            }
            ChannelState accepting = parent == null ? null : Channels.OPEN.find(parent);
            Site site = accepting == null ? Sites.outsideNetty(channel) : accepting.site;
            Channels.OPEN.add(channel, new ChannelState(channel, site, parent == null ? CONNECTED : ACCEPTED));
        } catch (Throwable e) {
            Health.suppressed(Kind.CHANNEL, e);
        }
    }

    /** A stream of an HTTP/2 connection, which is a channel of its own. */
    public static void streamOpened(Object channel, @Nullable Object handler) {
        if (Hooks.channelsOff) {
            return;
        }
        try {
            ChannelState state = Channels.OPEN.add(channel, new ChannelState(channel, Site.UNKNOWN, STREAMS));
            if (handler != null) {
                state.pipeline =
                        Channels.pipeline(Site.UNKNOWN, handler.getClass().getName(), STREAMS, channel);
            }
        } catch (Throwable e) {
            Health.suppressed(Kind.CHANNEL, e);
        }
    }

    /** An initializer is about to build the channel's pipeline: the application's own is what a person knows it by. */
    public static void initialized(Object channel, Object initializer) {
        if (Hooks.channelsOff) {
            return;
        }
        try {
            ChannelState state = Channels.OPEN.find(channel);
            String builder = initializer.getClass().getName();
            if (state != null && state.pipeline == null && !Channels.isNetty(builder)) {
                state.pipeline = Channels.pipeline(state.site, builder, state.role, channel);
            }
        } catch (Throwable e) {
            Health.suppressed(Kind.CHANNEL, e);
        }
    }

    /** The channel's buffer is closed, and what waits in it is failed. */
    public static void closed(Object channel) {
        if (Hooks.channelsOff) {
            return;
        }
        try {
            ChannelState state = Channels.OPEN.find(channel);
            if (state != null) {
                long now = System.nanoTime();
                state.notWritable.set(false, now);
                state.paused.set(false, now);
                Channels.close(state);
            }
        } catch (Throwable e) {
            Health.suppressed(Kind.CHANNEL, e);
        }
    }

    // ---------------------------------------------------------------- writing

    /**
     * Bytes were added to what waits in the channel.
     *
     * @param later they wait for the event loop, which takes them back before it adds them for good
     * @param unwritable not 0 when the signal to stop was up before
     */
    public static void bytesAdded(long pending, Object channel, long size, boolean later, int unwritable) {
        if (Hooks.channelsOff) {
            return;
        }
        try {
            ChannelState state = Channels.OPEN.find(channel);
            if (state != null && !later && unwritable == 0 && state.isPlain()) {
                state.add(pending, size);
            } else {
                added(state, pending, channel, size, later, unwritable != 0);
            }
        } catch (Throwable e) {
            Health.suppressed(Kind.CHANNEL, e);
        }
    }

    /** What few writes need; apart, so that the compiled code of all others stays small. */
    @DontInline
    private static void added(
            @Nullable ChannelState found, long pending, Object channel, long size, boolean later, boolean unwritable) {
        ChannelState state = found == null ? Channels.seenLate(channel, pending - size, unwritable) : found;
        if (state == null) {
            return;
        }
        if (later) {
            state.handIn(size, unwritable);
            state.sees(pending - size, pending);
            look(state, 1);
            return;
        }
        if (state.addAgain(pending, size)) {
            return;
        }
        if (unwritable) {
            state.addedUnwritable += size;
            state.writesUnwritable++;
        }
        if (state.isLookDue()) {
            Pipeline pipeline = state.pipeline;
            int gap = pipeline == null ? 1 : pipeline.gap;
            state.lookAfter(gap);
            look(state, gap);
        }
    }

    /** Which hop's work the writing thread is doing, with so many writes. */
    private static void look(ChannelState state, int weight) {
        Pipeline pipeline = state.pipeline;
        Meter meter = pipeline == null ? null : pipeline.meter();
        if (meter == null) {
            return;
        }
        int from = ThreadTrail.lastHop(ThreadTrail.hashOf(Thread.currentThread()));
        if (from != 0 && from != meter.id) {
            Looks.countEdge(meter, from, weight);
        }
    }

    /** Bytes left a channel that keeps no count of its own: written, failed, or taken back by the event loop to add them for good. */
    public static void bytesRemoved(long pending, Object channel, long size, boolean takenBack) {
        if (takenBack) {
            takenBack(channel, size);
            return;
        }
        if (Hooks.channelsOff) {
            return;
        }
        try {
            ChannelState state = Channels.OPEN.find(channel);
            if (state != null) {
                state.remove(pending, size);
            }
        } catch (Throwable e) {
            Health.suppressed(Kind.CHANNEL, e);
        }
    }

    /** The event loop takes back what another thread handed in, to add it for good. */
    public static void takenBack(Object channel, long size) {
        if (Hooks.channelsOff) {
            return;
        }
        try {
            ChannelState state = Channels.OPEN.find(channel);
            if (state != null) {
                state.takeBack(size);
            }
        } catch (Throwable e) {
            Health.suppressed(Kind.CHANNEL, e);
        }
    }

    /**
     * Everything added so far may be written.
     *
     * @param buffer counts what waits; from here on bytes leave it unseen
     */
    public static void flushed(Object buffer, Object channel) {
        if (Hooks.channelsOff) {
            return;
        }
        try {
            ChannelState state = Channels.OPEN.find(channel);
            if (state != null) {
                state.flushes++;
                if (state.pendingBytes == null) {
                    state.pendingBytes = new PendingBytes(buffer);
                }
            }
        } catch (Throwable e) {
            Health.suppressed(Kind.CHANNEL, e);
        }
    }

    /** The signal to stop went up (not 0) or down. */
    public static void writabilityChanged(Object channel, int unwritable) {
        if (Hooks.channelsOff) {
            return;
        }
        try {
            ChannelState state = Channels.OPEN.find(channel);
            if (state != null) {
                state.notWritable.set(unwritable != 0, System.nanoTime());
            }
        } catch (Throwable e) {
            Health.suppressed(Kind.CHANNEL, e);
        }
    }

    // ---------------------------------------------------------------- reading

    /** Reading goes on by itself, or only when asked for. */
    public static void autoReadSet(Object channel, boolean on) {
        if (Hooks.channelsOff) {
            return;
        }
        try {
            ChannelState state = Channels.OPEN.find(channel);
            if (state != null) {
                state.autoRead = on;
                state.paused.set(!on, System.nanoTime());
            }
        } catch (Throwable e) {
            Health.suppressed(Kind.CHANNEL, e);
        }
    }

    /** A read was asked for. */
    public static void readWanted(Object channel) {
        reading(channel, true);
    }

    /** A read ended; without autoRead nothing is read until it is asked for again. */
    public static void readCompleted(Object channel) {
        reading(channel, false);
    }

    private static void reading(Object channel, boolean on) {
        if (Hooks.channelsOff) {
            return;
        }
        try {
            ChannelState state = Channels.OPEN.find(channel);
            if (state != null && (on ? state.paused.isOn() : !state.autoRead)) {
                state.paused.set(!on, System.nanoTime());
            }
        } catch (Throwable e) {
            Health.suppressed(Kind.CHANNEL, e);
        }
    }

    /** Something was read: what the thread does next it does for this channel. */
    public static void messageRead(Object channel) {
        if (Hooks.channelsOff) {
            return;
        }
        try {
            ChannelState state = Channels.OPEN.find(channel);
            Pipeline pipeline = state == null ? null : state.pipeline;
            Meter meter = pipeline == null ? null : pipeline.meter();
            if (meter != null) {
                ThreadTrail.took(ThreadTrail.hashOf(Thread.currentThread()), meter.id);
            }
        } catch (Throwable e) {
            Health.suppressed(Kind.CHANNEL, e);
        }
    }
}
