package io.manometer.boot;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The Netty channels that are open, and the pipelines they belong to. */
final class Channels {
    static final WeakTable<ChannelState> OPEN = new WeakTable<>();

    /** The role of channels that were there before the agent. */
    private static final String EXISTING = "from before the agent";

    private static final VarHandle CLOSED;
    private static final Map<Pipeline.Key, Pipeline> PIPELINES = new HashMap<>();
    private static final List<ChannelState> STATES = new ArrayList<>();

    @SuppressWarnings("unused") // through CLOSED
    private static volatile @Nullable ChannelState closed;

    static {
        try {
            CLOSED = MethodHandles.lookup().findStaticVarHandle(Channels.class, "closed", ChannelState.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private Channels() {}

    /** A codec's, without a connection. */
    static boolean isEmbedded(Object channel) {
        return channel.getClass().getName().endsWith(".EmbeddedChannel");
    }

    /**
     * A channel that was there before the agent is known from its first write on. Null for others that no hook knows: beyond
     * what is watched, or in a JVM that the agent started with.
     *
     * @param pending bytes that waited before that write
     */
    static @Nullable ChannelState seenLate(Object channel, long pending, boolean unwritable) {
        if (!Hooks.isAttached() || isEmbedded(channel)) {
            return null;
        }
        ChannelState fresh = new ChannelState(channel, Site.UNKNOWN, EXISTING);
        fresh.startWith(Math.max(0, pending));
        fresh.notWritable.set(unwritable, System.nanoTime());
        return OPEN.add(channel, fresh);
    }

    /** What the channels that come from there are, made with the first of them; beyond limit.hops without a meter, so no hop. */
    static Pipeline pipeline(Site site, String builder, String role, Object channel) {
        Pipeline.Key key = new Pipeline.Key(site, builder, role);
        synchronized (PIPELINES) {
            Pipeline known = PIPELINES.get(key);
            if (known != null) {
                return known;
            }
            String type = channel.getClass().getName();
            Pipeline fresh = new Pipeline(key, type);
            PIPELINES.put(key, fresh);
            Meter meter = Meters.register(fresh, site, -1, false, role.equals(EXISTING));
            if (meter == null) {
                Folding.fold(site, Kind.CHANNEL, type, -1, fresh);
                return fresh;
            }
            meter.source = fresh;
            meter.kind = Kind.CHANNEL;
            meter.ignored = Hooks.isExcluded(site);
            fresh.measuredBy(meter);
            return fresh;
        }
    }

    /** The channel is closed; what waited in it was failed. */
    static void close(ChannelState state) {
        if (!OPEN.remove(state)) {
            return;
        }
        ChannelState head;
        do {
            head = closed;
            state.nextClosed = head;
        } while (!CLOSED.compareAndSet(head, state));
    }

    /** Asks every channel, once a window; on the sampler's thread. */
    static void collect(long now) {
        List<Pipeline> pipelines;
        synchronized (PIPELINES) {
            pipelines = new ArrayList<>(PIPELINES.values());
        }
        pipelines.forEach(Pipeline::begin);
        ChannelState gone = (ChannelState) CLOSED.getAndSet((ChannelState) null);
        for (; gone != null; gone = gone.nextClosed) {
            tell(gone, true, now);
        }
        OPEN.copyTo(STATES);
        for (ChannelState state : STATES) {
            boolean collectedAsGarbage = state.refersTo(null);
            if (collectedAsGarbage && !OPEN.remove(state)) {
                continue;
            }
            tell(state, collectedAsGarbage, now);
        }
        STATES.clear();
        end();
    }

    private static void tell(ChannelState state, boolean gone, long now) {
        Object channel = state.get();
        if (state.pipeline == null && state.arrivals() > 0 && channel != null) {
            // Built without an initializer: then it is known by who connected or bound.
            state.pipeline = pipeline(state.site, "", state.role, channel);
        }
        Pipeline pipeline = state.pipeline;
        if (pipeline != null) {
            pipeline.add(state, gone, now);
        }
    }

    /** A hop without channels for long ends: the sampler finds its meter cleared. */
    private static void end() {
        synchronized (PIPELINES) {
            for (Iterator<Pipeline> all = PIPELINES.values().iterator(); all.hasNext(); ) {
                Pipeline pipeline = all.next();
                pipeline.end();
                if (pipeline.isGone()) {
                    all.remove();
                    Meter meter = pipeline.meter();
                    if (meter != null) {
                        meter.clear();
                    }
                }
            }
        }
    }

    // ---------------------------------------------------------------- asking Netty, on the sampler's thread

    /** Whether this is a class of Netty's or of a copy of it, so that its methods are known. */
    static boolean isNetty(String className) {
        return className.startsWith("io.netty.") || className.contains(".io.netty.");
    }

    /** {@code 10.0.0.7:5432}; empty when it is not known, or not an address of the JDK's. */
    static String remoteAddress(Object channel) {
        try {
            Object unsafe = ask(channel, "io.netty.channel.Channel", "unsafe");
            Object address = unsafe == null ? null : ask(unsafe, "io.netty.channel.Channel$Unsafe", "remoteAddress");
            if (!(address instanceof InetSocketAddress inet) || inet.getAddress() == null) {
                return "";
            }
            return new StringBuilder(inet.getAddress().getHostAddress())
                    .append(':')
                    .append(inet.getPort())
                    .toString();
        } catch (ReflectiveOperationException | RuntimeException e) {
            return ""; // a library whose classes may not be asked, or a channel on its way out
        }
    }

    /** In bytes; -1 when it is not known. */
    static long watermark(Object channel, String method) {
        try {
            Object config = ask(channel, "io.netty.channel.Channel", "config");
            Object mark = config == null ? null : ask(config, "io.netty.channel.ChannelConfig", method);
            return mark instanceof Integer bytes ? bytes : -1;
        } catch (ReflectiveOperationException | RuntimeException e) {
            return -1;
        }
    }

    static @Nullable Object ask(Object target, String type, String method) throws ReflectiveOperationException {
        if (!isNetty(target.getClass().getName())) {
            return null;
        }
        Class<?> declaring = find(target.getClass(), type);
        return declaring == null ? null : declaring.getMethod(method).invoke(target);
    }

    /** The type of that name, or of a copy of it, among those that the class is one of. */
    private static @Nullable Class<?> find(@Nullable Class<?> from, String name) {
        if (from == null) {
            return null;
        }
        if (from.getName().endsWith(name)) {
            return from;
        }
        for (Class<?> each : from.getInterfaces()) {
            Class<?> found = find(each, name);
            if (found != null) {
                return found;
            }
        }
        return find(from.getSuperclass(), name);
    }
}
