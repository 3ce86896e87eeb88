package io.manometer.agent.jfr;

import io.manometer.agent.naming.HopNames;
import io.manometer.boot.Folded;
import io.manometer.boot.LoopGroup;
import io.manometer.boot.Meter;
import io.manometer.boot.Site;
import io.manometer.boot.WindowSource;
import io.manometer.events.HopDescription;
import org.jspecify.annotations.Nullable;

/** What a description says of a meter. */
final class Descriptions {
    /** Buffers created by these belong to logging or to an agent: in the inventory, out of the chains. */
    private static final String[] SIDE = {
        "ch.qos.logback.", "org.apache.logging.", "org.apache.log4j.", "org.slf4j.", "org.jboss.logmanager.",
        "io.opentelemetry.javaagent.", "datadog.", "com.newrelic.", "co.elastic.apm.", "io.manometer.boot.",
        "io.manometer.agent.",
    };

    private Descriptions() {}

    static void fill(HopDescription event, Meter meter) {
        Site site = meter.site;
        Meter.Pool pool = meter.pool();
        event.hop = meter.id;
        event.kind = meter.kind().label;
        event.bufferType = bufferType(meter);
        event.type = type(meter, pool);
        event.site = site.describe();
        event.threads = meter.threads();
        event.name = name(meter);
        event.bounded = meter.bounded();
        event.capacity = meter.capacity();
        event.handler = pool == null ? "" : pool.handler;
        WindowSource source = meter.source();
        event.onFull = source == null ? onFull(meter, pool) : source.onFull();
        event.unit = source == null ? "items" : source.unit();
        event.group = source == null ? "" : source.group();
        event.bounded |= source != null && source.limited();
        event.fifo = meter.fifo();
        event.depthIncludesRunning = pool != null && pool.liveTasks;
        event.coreThreads = pool == null ? -1 : pool.coreThreads;
        event.maxThreads = pool == null ? -1 : pool.maxThreads;
        event.side = isSide(site);
        event.created = meter.createdMillis;
        event.seenLate = meter.seenLate;
        event.instances = source == null ? 1 : source.instances();
        event.itemOverhead = meter.overheadPerItem();
    }

    private static String type(Meter meter, Meter.@Nullable Pool pool) {
        WindowSource source = meter.source();
        if (source != null && !source.type().isEmpty()) {
            return source.type();
        }
        return pool == null ? meter.type : pool.type;
    }

    private static String bufferType(Meter meter) {
        WindowSource source = meter.source();
        if (source instanceof LoopGroup loops) {
            return loops.queueType();
        }
        return source == null || source.type().isEmpty() ? meter.type : source.type();
    }

    static void fillFolded(HopDescription event, Folded entry) {
        Site site = entry.site;
        event.hop = entry.id;
        event.kind = entry.kind.label;
        event.type = entry.type;
        event.bufferType = entry.type;
        event.site = site.describe();
        event.name = (site.known() ? site.shortName() : HopNames.simpleName(entry.type)) + " (folded)";
        event.bounded = entry.bounded();
        event.capacity = entry.capacity();
        event.onFull = entry.onFull();
        event.unit = entry.unit();
        event.coreThreads = -1;
        event.maxThreads = -1;
        event.instances = entry.instances();
    }

    private static String name(Meter meter) {
        String name = HopNames.distinctive(meter);
        return name == null ? HopNames.typeOf(meter) + "#" + meter.id : name;
    }

    private static String onFull(Meter meter, Meter.@Nullable Pool pool) {
        if (!meter.bounded()) {
            return "GROW";
        }
        if (pool == null) {
            return "BLOCK";
        }
        return switch (HopNames.simpleName(pool.handler)) {
            // Tomcat's pool has defaults of its own, Jetty's has no handlers at all: all throw.
            case "ThreadPoolExecutor$AbortPolicy",
                    "ThreadPoolExecutor$RejectPolicy",
                    "ThreadPoolExecutor$RejectHandler",
                    "" -> "REJECT";
            case "ThreadPoolExecutor$CallerRunsPolicy" -> "CALLER_RUNS";
            case "ThreadPoolExecutor$DiscardPolicy", "ThreadPoolExecutor$DiscardOldestPolicy" -> "DROP";
            default -> "UNKNOWN";
        };
    }

    private static boolean isSide(Site site) {
        Boolean known = site.side;
        if (known == null) {
            known = belongsToSide(site);
            site.side = known;
        }
        return known;
    }

    private static boolean belongsToSide(Site site) {
        if (site.jdk) {
            return true;
        }
        for (String prefix : SIDE) {
            if (site.className.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }
}
