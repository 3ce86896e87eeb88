package io.manometer.testapps.scenarios;

import io.manometer.testapps.load.Ledger;
import io.manometer.testapps.load.Load;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Three hundred clients, each with one request under way and the next one as soon as it is answered: the backlog is
 * constant. It will never fill the heap, and it costs every request one and a half seconds.
 */
final class StandingBacklog implements Program {
    private static final int CLIENTS = 300;

    private final BlockingQueue<Order> requests = new LinkedBlockingQueue<>();

    @Override
    public void start(Load load) {
        Ledger ledger = load.ledger("requests", 200);
        for (int client = 0; client < CLIENTS; client++) {
            ledger.offered();
            requests.add(Order.number(client));
            ledger.accepted();
        }
        load.server("server", () -> {
            Order answered = requests.take();
            ledger.serve();
            ledger.offered();
            requests.put(answered);
            ledger.accepted();
        });
    }
}
