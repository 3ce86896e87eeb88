package io.manometer.boot;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.ref.WeakReference;

/**
 * Netty's own count of the bytes that wait in a channel, asked for where it is kept, so that no hook needs to follow what leaves; weak towards the
 * outbound buffer, which goes with its channel.
 */
final class PendingBytes extends WeakReference<Object> {
    private static final String METHOD = "totalPendingWriteBytes";

    /** {@code (Object buffer) -> long}; kept by the buffer's class, so that it keeps no loader alive. */
    private static final ClassValue<MethodHandle> COUNTS = new ClassValue<>() {
        @Override
        protected MethodHandle computeValue(Class<?> type) {
            try {
                return MethodHandles.publicLookup()
                        .findVirtual(type, METHOD, MethodType.methodType(long.class))
                        .asType(MethodType.methodType(long.class, Object.class));
            } catch (NoSuchMethodException | IllegalAccessException e) {
                Health.switchOff(Kind.CHANNEL, type.getName() + ": no public method " + METHOD + versionOf(type));
                return MethodHandles.empty(MethodType.methodType(long.class, Object.class));
            }
        }
    };

    PendingBytes(Object buffer) {
        super(buffer);
    }

    /** On the sampler's thread; 0 when the buffer is gone. */
    long read() {
        Object buffer = get();
        if (buffer == null) {
            return 0;
        }
        try {
            return (long) COUNTS.get(buffer.getClass()).invokeExact(buffer);
        } catch (Throwable e) {
            Health.suppressed(Kind.CHANNEL, e);
            return 0;
        }
    }

    private static String versionOf(Class<?> type) {
        Package home = type.getPackage();
        String version = home == null ? null : home.getImplementationVersion();
        return version == null ? "" : " in " + home.getImplementationTitle() + " " + version;
    }
}
