package io.manometer.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** As many classes as are asked for, each with a field that holds a queue: as many names of hops. */
final class Named extends ClassLoader {
    private static final String TEMPLATE = "Holder00000";

    private Named() {
        super(Named.class.getClassLoader());
    }

    /** The class of this number, made by renaming the template. */
    static Class<?> holder(int number) {
        String name = String.format("Holder%05d", number);
        try (InputStream in = Named.class.getResourceAsStream("Named$" + TEMPLATE + ".class")) {
            if (in == null) {
                throw new IllegalStateException(TEMPLATE);
            }
            String text = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1).replace(TEMPLATE, name);
            byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
            return new Named().defineClass("io.manometer.benchmarks.Named$" + name, bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Puts a fresh queue into the holder's field. */
    @SuppressWarnings("unchecked")
    static BlockingQueue<Integer> renew(Class<?> holder) {
        return (BlockingQueue<Integer>) call(holder, "renew");
    }

    static void drop(Class<?> holder) {
        call(holder, "drop");
    }

    private static Object call(Class<?> holder, String method) {
        try {
            return holder.getMethod(method).invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The template. */
    public static final class Holder00000 {
        private static @Nullable BlockingQueue<Integer> queue;

        private Holder00000() {}

        public static BlockingQueue<Integer> renew() {
            BlockingQueue<Integer> fresh = new LinkedBlockingQueue<>();
            queue = fresh;
            return fresh;
        }

        public static boolean drop() {
            boolean dropped = queue != null;
            queue = null;
            return dropped;
        }
    }
}
