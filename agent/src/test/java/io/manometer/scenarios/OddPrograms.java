package io.manometer.scenarios;

import io.manometer.agent.testing.Settle;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectOutputStream;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.function.Supplier;
import jdk.jfr.Recording;

/** An application that creates queues in every way, many of them, and in class loaders that it drops again. */
final class OddPrograms {
    static final int SHORT_LIVED = 200_000;
    static final int MANY = 300;

    final BlockingQueue<Integer> inField = new LinkedBlockingQueue<>();
    static BlockingQueue<Integer> inStatic = new LinkedBlockingQueue<>(2_000_000);
    static BlockingQueue<Integer> small = new LinkedBlockingQueue<>(999_999);
    static Supplier<BlockingQueue<Integer>> lambda = () -> new LinkedBlockingQueue<>();
    static ExecutorService pool = Executors.newFixedThreadPool(1);
    static final List<Object> kept = new ArrayList<>();

    static final class Derived extends LinkedBlockingQueue<Integer> {
        private static final long serialVersionUID = 1L;

        Derived() {
            super();
        }
    }

    private OddPrograms() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments[0].equals("bytes")) {
            bytes();
            return;
        }
        Recording recording = Settle.record();
        kept.add(new OddPrograms());
        kept.add(lambda.get());
        local();
        excluded();
        Settle.await(recording, 1);
        stackOverflow();
        System.out.println("loader " + (loaderGoes() ? "went" : "stayed"));
        for (int i = 0; i < SHORT_LIVED; i++) {
            new LinkedBlockingQueue<Integer>(5).offer(i);
        }
        System.gc();
        Settle.await(recording, 3);
        System.gc();
        Settle.await(recording, 2);
        many();
        Settle.await(recording, 6);
        Settle.write(recording, arguments[0]);
        System.exit(kept.isEmpty() ? 1 : 0);
    }

    private static void local() {
        BlockingQueue<Integer> inVariable = new LinkedBlockingQueue<>();
        inVariable.offer(1);
        kept.add(inVariable);
        Derived derived = new Derived();
        derived.offer(1);
        kept.add(derived);
    }

    private static void excluded() {
        kept.add(new LinkedBlockingQueue<>());
    }

    private static void many() {
        for (int i = 0; i < MANY; i++) {
            BlockingQueue<Integer> queue = new ArrayBlockingQueue<>(1);
            queue.offer(i);
            kept.add(queue);
        }
    }

    /** At every depth of the stack an operation that may be the one too deep. */
    private static void stackOverflow() {
        ArrayBlockingQueue<Integer> deep = new ArrayBlockingQueue<>(10_000);
        kept.add(deep);
        int overflows = 0;
        for (int i = 0; i < 50; i++) {
            try {
                descend(deep, i);
            } catch (StackOverflowError e) {
                overflows++;
            }
        }
        int counted = 0;
        while (deep.poll() != null) {
            counted++;
        }
        deep.offer(1);
        System.out.println("overflows " + overflows + " whole " + (deep.size() == 1 && counted >= 0));
    }

    private static int descend(ArrayBlockingQueue<Integer> queue, int n) {
        if (!queue.offer(n)) {
            queue.clear();
        }
        return n == Integer.MAX_VALUE ? 0 : descend(queue, n + 1) + 1;
    }

    /** A class loader whose class created queues and pools that were used. */
    private static boolean loaderGoes() throws Exception {
        WeakReference<ClassLoader> loader = new WeakReference<>(useLoader());
        long deadline = System.nanoTime() + 20_000_000_000L;
        while (loader.get() != null && System.nanoTime() < deadline) {
            System.gc();
            java.util.concurrent.locks.LockSupport.parkNanos(50_000_000L);
        }
        return loader.get() == null;
    }

    private static ClassLoader useLoader() throws Exception {
        ClassLoader loader = new ClassLoader(OddPrograms.class.getClassLoader()) {
            @Override
            protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                if (!name.startsWith(Plugin.class.getName())) {
                    return super.loadClass(name, resolve);
                }
                try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
                    byte[] bytes = in.readAllBytes();
                    return defineClass(name, bytes, 0, bytes.length);
                } catch (IOException e) {
                    throw new ClassNotFoundException(name, e);
                }
            }
        };
        Class<?> plugin = loader.loadClass(Plugin.class.getName());
        if (plugin.getClassLoader() != loader) {
            throw new IllegalStateException("not of its own loader");
        }
        ((Callable<?>) plugin.getDeclaredConstructor().newInstance()).call();
        return loader;
    }

    public static final class Plugin implements Callable<Object> {
        static final class Own extends LinkedBlockingQueue<Object> {
            private static final long serialVersionUID = 1L;
        }

        final Own own = new Own();

        @Override
        public Object call() throws Exception {
            own.put(this);
            own.poll();
            own.put(this);
            new ConcurrentLinkedQueue<>(List.of(this)).poll();
            ExecutorService threads = Executors.newFixedThreadPool(1);
            threads.submit(() -> own.add(this)).get();
            threads.shutdown();
            return own;
        }
    }

    private static void bytes() throws IOException {
        List<Integer> items = List.of(3, 1, 2);
        List<Queue<?>> queues = List.of(
                new LinkedBlockingQueue<>(items),
                new LinkedBlockingQueue<>(7),
                new ArrayBlockingQueue<>(5, true, items),
                new LinkedBlockingDeque<>(items),
                new PriorityBlockingQueue<>(items),
                new LinkedTransferQueue<>(items),
                new ConcurrentLinkedQueue<>(items),
                new SynchronousQueue<>(true));
        for (Queue<?> queue : queues) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
                out.writeObject(queue);
            }
            System.out.println(queue.getClass().getSimpleName() + " " + Arrays.hashCode(bytes.toByteArray()) + " "
                    + bytes.toString(java.nio.charset.StandardCharsets.ISO_8859_1)
                            .contains("manometer"));
        }
        System.out.println(new DelayQueue<>().size());
    }
}
