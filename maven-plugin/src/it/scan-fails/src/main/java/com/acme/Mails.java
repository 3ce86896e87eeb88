package com.acme;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

class Mails {
    final ExecutorService senders = Executors.newFixedThreadPool(2);
    final ExecutorService receivers = Executors.newCachedThreadPool();
    final LinkedBlockingQueue<String> drafts = new LinkedBlockingQueue<>(Integer.getInteger("drafts", 10));
}
