package io.manometer.testapps.scenarios;

import io.manometer.testapps.load.Ledger;
import io.manometer.testapps.load.Load;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Ten thousand reminders for tomorrow and a heartbeat: a deep queue in which nothing is due, so nothing waits too long. */
final class ScheduledReminders implements Program {
    private final ScheduledExecutorService reminders =
            new ScheduledThreadPoolExecutor(2, new NamedThreads("reminders"));

    @Override
    public void start(Load load) {
        Ledger ledger = load.ledger("reminders", 2, 1_000);
        for (int hour = 0; hour < 10_000; hour++) {
            reminders.schedule(ledger::serveTask, 24 + hour, TimeUnit.HOURS);
        }
        reminders.scheduleAtFixedRate(ledger::serveTask, 0, 20, TimeUnit.MILLISECONDS);
    }
}
