package io.manometer.dashboards.app;

/**
 * Puts every kind of hop under every kind of pressure that a panel shows, until its standard input ends: {@code PressureApp BOOTSTRAP},
 * where BOOTSTRAP is the address of a Kafka broker.
 */
public final class PressureApp {
    private PressureApp() {}

    public static void main(String[] arguments) throws Exception {
        QueueTraffic.start();
        NettyTraffic.start();
        KafkaTraffic.start(arguments[0]);
        System.out.println("READY");
        while (System.in.read() >= 0) {
            // Until whoever started this goes away.
        }
        System.exit(0);
    }

    /** A step that is repeated. */
    interface Step {
        void run() throws Exception;
    }

    /** Repeats a step on a thread of its own, so many times a second at most. */
    static void repeat(String thread, double perSecond, Step step) {
        long gap = (long) (1e9 / perSecond);
        Thread worker = new Thread(
                () -> {
                    long due = System.nanoTime();
                    while (true) {
                        try {
                            step.run();
                        } catch (Exception e) {
                            // Refusals are part of the load.
                        }
                        due += gap;
                        java.util.concurrent.locks.LockSupport.parkNanos(due - System.nanoTime());
                    }
                },
                thread);
        worker.setDaemon(true);
        worker.start();
    }
}
