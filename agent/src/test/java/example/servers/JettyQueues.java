package example.servers;

import io.manometer.agent.testing.HopWatch;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.BlockingArrayQueue;

/** Every way into and out of Jetty's queue, used for itself. */
public final class JettyQueues {
    public static final int LIMIT = 4;

    private JettyQueues() {}

    public static void main(String[] arguments) throws Exception {
        boolean waitsForRoom = arguments[0].equals("waits-for-room");
        try (HopWatch watch = new HopWatch()) {
            BlockingArrayQueue<Integer> plain = new BlockingArrayQueue<>(2, 2);
            mix(plain);
            watch.await(hop ->
                    !(Boolean) hop.get("bounded") && hop.get("totalArrivals").equals(12L));
            Reference.reachabilityFence(plain);

            BlockingArrayQueue<String> bounded = new BlockingArrayQueue<>(LIMIT);
            fill(bounded);
            Thread consumer = consumer(bounded);
            long items = LIMIT;
            watch.await(hop -> of(hop) && hop.get("totalDepartures").equals((long) LIMIT));
            while (!watch.seen(hop -> of(hop) && hop.get("consumersNow").equals(1))) {
                bounded.offer("one more");
                long arrived = ++items;
                watch.await(hop -> of(hop) && hop.get("totalDepartures").equals(arrived));
            }
            consumer.interrupt();
            consumer.join();
            bounded.offer("last");
            bounded.poll();
            long all = ++items;
            watch.await(hop -> of(hop) && hop.get("totalDepartures").equals(all) && none(hop));
            if (waitsForRoom) {
                items += block(bounded, watch, items);
            }
            watch.print();
            System.out.println("truth|items=" + items);
        }
    }

    /** 12 in, 12 out, three times as one. */
    private static void mix(BlockingArrayQueue<Integer> queue) throws InterruptedException {
        for (int i = 0; i < 5; i++) {
            queue.offer(i);
        }
        queue.add(2, 7);
        queue.poll();
        queue.take();
        queue.remove(1);
        queue.drainTo(new ArrayList<>(), 2);
        queue.poll(1, TimeUnit.SECONDS);
        for (int i = 0; i < 3; i++) {
            queue.add(i);
        }
        queue.drainTo(new ArrayList<>());
        for (int i = 0; i < 3; i++) {
            queue.offer(i);
        }
        queue.remove((Object) 1);
        queue.clear();
        queue.poll();
    }

    private static void fill(BlockingArrayQueue<String> queue) {
        for (int i = 0; i < LIMIT; i++) {
            queue.offer("item");
        }
        queue.offer("too much");
        try {
            queue.add("too much");
        } catch (IllegalStateException e) {
            System.out.println("full");
        }
    }

    /** Empties the queue and waits for more. */
    private static Thread consumer(BlockingArrayQueue<String> queue) {
        Thread consumer = new Thread(() -> {
            try {
                while (true) {
                    queue.take();
                }
            } catch (InterruptedException e) {
                System.out.println("interrupted");
            }
        });
        consumer.start();
        return consumer;
    }

    private static int block(BlockingArrayQueue<String> queue, HopWatch watch, long before) throws Exception {
        for (int i = 0; i < LIMIT; i++) {
            queue.offer("item");
        }
        System.out.println("in time " + queue.offer("too late", 1, TimeUnit.MILLISECONDS));
        Thread[] producers = new Thread[2];
        for (int i = 0; i < 2; i++) {
            producers[i] = new Thread(() -> {
                try {
                    queue.put("more");
                } catch (InterruptedException e) {
                    System.out.println("interrupted");
                }
            });
            producers[i].start();
        }
        watch.await(hop -> of(hop) && hop.get("producersNow").equals(2));
        producers[0].interrupt();
        producers[0].join();
        watch.await(hop -> of(hop) && hop.get("producersNow").equals(1));
        queue.poll();
        producers[1].join();
        watch.await(hop -> of(hop) && hop.get("totalArrivals").equals(before + LIMIT + 1) && none(hop));
        return LIMIT + 1;
    }

    private static boolean of(java.util.Map<String, Object> hop) {
        return hop.get("capacity").equals((long) LIMIT) && hop.get("type").equals(BlockingArrayQueue.class.getName());
    }

    private static boolean none(java.util.Map<String, Object> hop) {
        return hop.get("producersNow").equals(0) && hop.get("consumersNow").equals(0);
    }
}
