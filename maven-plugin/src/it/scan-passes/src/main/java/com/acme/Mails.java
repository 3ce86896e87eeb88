package com.acme;

import io.manometer.annotations.BoundedElsewhere;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

class Mails {
    @BoundedElsewhere("a mail comes from an order, and of those there are few")
    final BlockingQueue<String> drafts = new LinkedBlockingQueue<>();
}
