package com.acme;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.BlockingQueue;

class Orders {
    private final BlockingQueue<String> open = new LinkedBlockingQueue<>();

    void add(String order) {
        open.add(order);
    }

    int size() {
        return open.size();
    }
}
