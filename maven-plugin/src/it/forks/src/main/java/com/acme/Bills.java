package com.acme;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

class Bills {
    final BlockingQueue<String> unpaid = new LinkedBlockingQueue<>();
}
