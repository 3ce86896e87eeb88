package io.manometer.testapps.scenarios;

import io.manometer.testapps.load.Ledger;
import io.manometer.testapps.load.Load;
import io.manometer.testapps.load.Pace;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/** {@code newCachedThreadPool} never queues: it starts a thread for whatever comes, here all waiting for ten connections. */
final class CachedPool implements Program {
    private static final int CONNECTIONS = 10;

    private final ExecutorService requests = Executors.newCachedThreadPool(new NamedThreads("request"));
    private final Semaphore connections = new Semaphore(CONNECTIONS);

    @Override
    public void start(Load load) {
        Ledger ledger = load.ledger("requests", CONNECTIONS, 40);
        load.source("http", Pace.poisson(60), ledger, number -> {
            requests.execute(() -> query(ledger));
            ledger.accepted();
        });
    }

    private void query(Ledger ledger) {
        connections.acquireUninterruptibly();
        try {
            ledger.serveTask();
        } finally {
            connections.release();
        }
    }
}
