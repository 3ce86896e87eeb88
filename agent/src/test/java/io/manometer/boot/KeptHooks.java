package io.manometer.boot;

import java.util.ArrayList;
import java.util.List;

/** Hooks of a method's two ends, for tests of what the first tells the second. */
public final class KeptHooks {
    /** What was told at the ends of methods, in order. */
    public static final List<String> TOLD = new ArrayList<>();

    private static int entered;

    private KeptHooks() {}

    public static Object enters(Object buffer) {
        return "entry " + ++entered;
    }

    public static void leaves(Object kept) {
        TOLD.add(kept + " left");
    }

    public static void fails(Object exception, Object kept) {
        TOLD.add(kept + " failed by " + exception.getClass().getSimpleName());
    }

    public static void forget() {
        entered = 0;
        TOLD.clear();
    }
}
