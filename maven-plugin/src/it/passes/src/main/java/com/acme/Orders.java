package com.acme;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

class Orders {
    private final BlockingQueue<String> open = new ArrayBlockingQueue<>(10);

    void add(String order) {
        open.add(order);
    }

    int size() {
        return open.size();
    }
}
