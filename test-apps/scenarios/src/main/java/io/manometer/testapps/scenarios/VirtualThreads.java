package io.manometer.testapps.scenarios;

import io.manometer.testapps.load.Ledger;
import io.manometer.testapps.load.Load;
import io.manometer.testapps.load.Pace;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/** A virtual thread per request and ten connections for all of them: the threads are the queue, and it has no limit. */
final class VirtualThreads implements Program {
    private static final int CONNECTIONS = 10;

    private final ExecutorService requests;
    private final Semaphore connections = new Semaphore(CONNECTIONS);

    VirtualThreads() {
        MethodHandle newVirtualThreadPerTaskExecutor = factory();
        try {
            this.requests = (ExecutorService) newVirtualThreadPerTaskExecutor.invokeExact();
        } catch (Throwable failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Override
    public void start(Load load) {
        Ledger ledger = load.ledger("requests", CONNECTIONS, 200);
        load.source("http", Pace.poisson(300), ledger, number -> {
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

    /** Looked up by name, since this is compiled for Java 17. */
    private static MethodHandle factory() {
        try {
            MethodType type = MethodType.methodType(ExecutorService.class);
            return MethodHandles.publicLookup().findStatic(Executors.class, "newVirtualThreadPerTaskExecutor", type);
        } catch (ReflectiveOperationException unavailable) {
            throw new IllegalStateException("Virtual threads need Java 21 or newer", unavailable);
        }
    }
}
