package com.acme;

import java.util.concurrent.LinkedBlockingQueue;

/** An application that does all of its work in the moment before its end. */
public final class Hasty {
    public static final int ADDED = 1234;

    private static final LinkedBlockingQueue<Integer> ORDERS = new LinkedBlockingQueue<>();

    private Hasty() {}

    public static void main(String[] arguments) throws Exception {
        System.out.println("ready");
        while (System.in.read() != '\n') {
            // Anything but the end of a line is of no interest.
        }
        for (int i = 0; i < ADDED; i++) {
            ORDERS.add(i);
        }
        if (arguments.length > 0) {
            System.exit(Integer.parseInt(arguments[0]));
        }
    }
}
