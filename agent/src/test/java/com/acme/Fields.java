package com.acme;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** An application with many queues, which it drops, or stops, when told to. */
public final class Fields {
    private static BlockingQueue<Integer> leaks = new LinkedBlockingQueue<>();
    private static BlockingQueue<Integer> full = new ArrayBlockingQueue<>(10);
    private static final List<BlockingQueue<Integer>> KEPT = new ArrayList<>();
    private static BlockingQueue<Integer> q01 = new LinkedBlockingQueue<>();
    private static BlockingQueue<Integer> q02 = new LinkedBlockingQueue<>();
    private static BlockingQueue<Integer> q03 = new LinkedBlockingQueue<>();
    private static BlockingQueue<Integer> q04 = new LinkedBlockingQueue<>();
    private static BlockingQueue<Integer> q05 = new LinkedBlockingQueue<>();
    private static BlockingQueue<Integer> q06 = new LinkedBlockingQueue<>();
    private static BlockingQueue<Integer> q07 = new LinkedBlockingQueue<>();
    private static BlockingQueue<Integer> q08 = new LinkedBlockingQueue<>();
    private static BlockingQueue<Integer> q09 = new LinkedBlockingQueue<>();
    private static BlockingQueue<Integer> q10 = new LinkedBlockingQueue<>();
    private static BlockingQueue<Integer> q11 = new LinkedBlockingQueue<>();
    private static BlockingQueue<Integer> q12 = new LinkedBlockingQueue<>();

    private Fields() {}

    public static void main(String[] arguments) throws Exception {
        for (int i = 0; i < 3; i++) {
            BlockingQueue<Integer> same = new ArrayBlockingQueue<>(100);
            same.add(i);
            KEPT.add(same);
        }
        for (int i = 0; i < 50; i++) {
            leaks.add(i);
            boolean ignored = full.offer(i);
        }
        Thread blocked = new Thread(() -> {
            try {
                full.put(0);
            } catch (InterruptedException e) {
                // told to stop
            }
        });
        blocked.start();
        System.out.println("ready");
        java.io.BufferedReader in = new java.io.BufferedReader(new java.io.InputStreamReader(System.in));
        for (String line = in.readLine(); line != null && !line.equals("stop"); line = in.readLine()) {
            if (line.equals("take")) {
                int item = leaks.take() + full.take();
                System.out.println("took " + item);
            } else if (line.equals("drop")) {
                leaks = null;
                q01 = null;
                System.gc();
                System.out.println("dropped");
            } else if (line.equals("gc")) {
                System.gc();
            }
        }
        blocked.interrupt();
        System.exit(9);
    }

    static int touch() {
        return q02.size()
                + q03.size()
                + q04.size()
                + q05.size()
                + q06.size()
                + q07.size()
                + q08.size()
                + q09.size()
                + q10.size()
                + q11.size()
                + q12.size();
    }
}
