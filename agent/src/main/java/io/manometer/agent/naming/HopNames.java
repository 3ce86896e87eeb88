package io.manometer.agent.naming;

import io.manometer.boot.Meter;
import io.manometer.boot.WindowSource;
import org.jspecify.annotations.Nullable;

/** What a person calls a hop. The same from run to run, and shared by all hops of one field or site. */
public final class HopNames {
    private HopNames() {}

    /** The variable, else the creating method, else the threads, else the type: whatever a person recognises first. */
    public static String of(Meter meter) {
        String name = distinctive(meter);
        return name == null ? typeOf(meter) : name;
    }

    /** As {@link #of}, but null where only the type is known. */
    public static @Nullable String distinctive(Meter meter) {
        WindowSource source = meter.source();
        if (source != null && !source.name().isEmpty()) {
            return source.name();
        }
        String variable = meter.variable();
        if (variable != null) {
            return variable;
        }
        if (meter.site.known()) {
            return meter.site.shortName();
        }
        Meter.Pool pool = meter.pool();
        return pool == null || pool.threads().isEmpty() ? null : pool.threads();
    }

    /** The simple name of the executor's class, or of the buffer's. */
    public static String typeOf(Meter meter) {
        Meter.Pool pool = meter.pool();
        return simpleName(pool == null ? meter.type : pool.type);
    }

    public static String simpleName(String className) {
        return className.substring(className.lastIndexOf('.') + 1);
    }
}
