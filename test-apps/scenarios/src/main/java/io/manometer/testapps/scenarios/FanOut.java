package io.manometer.testapps.scenarios;

import io.manometer.testapps.load.Ledger;
import io.manometer.testapps.load.Load;
import io.manometer.testapps.load.Pace;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Each order goes to three consumers, each with a queue without a limit; one of them is too slow. */
final class FanOut implements Program {
    private final BlockingQueue<Order> toBilling = new LinkedBlockingQueue<>();
    private final BlockingQueue<Order> toShipping = new LinkedBlockingQueue<>();
    private final BlockingQueue<Order> toSearch = new LinkedBlockingQueue<>();

    @Override
    public void start(Load load) {
        Ledger billing = branch(load, "toBilling", toBilling, 500);
        Ledger shipping = branch(load, "toShipping", toShipping, 500);
        Ledger search = branch(load, "toSearch", toSearch, 150);
        load.source("dispatcher", Pace.poisson(250), billing, number -> {
            Order order = Order.number(number);
            toBilling.put(order);
            billing.accepted();
            shipping.offered();
            toShipping.put(order);
            shipping.accepted();
            search.offered();
            toSearch.put(order);
            search.accepted();
        });
    }

    private static Ledger branch(Load load, String name, BlockingQueue<Order> queue, double perSecond) {
        Ledger ledger = load.ledger(name, perSecond);
        load.server(name + "-consumer", () -> {
            queue.take();
            ledger.serve();
        });
        return ledger;
    }
}
