package io.manometer.junit;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The agent in this JVM. It is found by reflection, since it is there or not by how the JVM was started. */
final class Agent {
    private static final String CREATIONS = "io.manometer.boot.Creations";
    private static final Optional<Agent> INSTANCE = find();

    private final Method count;
    private final Method get;
    private final Method dropped;

    private Agent(Class<?> creations) throws NoSuchMethodException {
        count = creations.getMethod("count");
        get = creations.getMethod("get", int.class);
        dropped = creations.getMethod("dropped");
    }

    /** Empty when the JVM was started without it, or with one that is older than this extension. */
    static Optional<Agent> get() {
        return INSTANCE;
    }

    private static Optional<Agent> find() {
        try {
            // Its classes are in the boot loader, where java.util.concurrent can see them.
            Class<?> creations = Class.forName(CREATIONS, true, null);
            creations.getMethod("watch").invoke(null);
            return Optional.of(new Agent(creations));
        } catch (ReflectiveOperationException e) {
            return Optional.empty();
        }
    }

    int count() {
        return (int) call(count);
    }

    long dropped() {
        return (long) call(dropped);
    }

    /** What was created from that index on. */
    List<Creation> from(int first) {
        List<Creation> creations = new ArrayList<>();
        int end = count();
        for (int i = first; i < end; i++) {
            String[] fields = (String[]) call(get, i);
            creations.add(
                    new Creation(fields[0], fields[1], fields[2], fields[3], fields[4], Long.parseLong(fields[5])));
        }
        return creations;
    }

    private static Object call(Method method, Object... arguments) {
        try {
            return method.invoke(null, arguments);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("Manometer's agent can't be asked; use the same version of both", e);
        }
    }
}
