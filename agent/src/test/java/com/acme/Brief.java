package com.acme;

import java.util.concurrent.LinkedBlockingQueue;

/** Creates one queue without a limit, and is over. */
public final class Brief {
    private Brief() {}

    public static void main(String[] arguments) {
        new LinkedBlockingQueue<String>().add("left behind");
    }
}
