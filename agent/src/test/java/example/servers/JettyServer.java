package example.servers;

import io.manometer.agent.testing.HopWatch;
import io.manometer.agent.testing.Requests;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** A Jetty with few threads and slow answers, asked by many clients at a time. */
public final class JettyServer {
    private JettyServer() {}

    /** As slow as the business behind it. */
    static final class Slow extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            Requests.work();
            response.setStatus(200);
            callback.succeeded();
            return true;
        }
    }

    /** Knows what it was given. */
    static final class Counting extends QueuedThreadPool {
        private final AtomicLong given = new AtomicLong();

        Counting() {
            super(6, 2);
        }

        @Override
        public void execute(Runnable job) {
            given.incrementAndGet();
            super.execute(job);
        }

        @Override
        public boolean tryExecute(Runnable task) {
            boolean accepted = super.tryExecute(task);
            if (accepted) {
                given.incrementAndGet();
            }
            return accepted;
        }
    }

    public static void main(String[] arguments) throws Exception {
        Counting pool = new Counting();
        Server server = new Server(pool);
        ServerConnector connector = new ServerConnector(server, 1, 1);
        server.addConnector(connector);
        server.setHandler(new Slow());
        server.start();
        try (HopWatch watch = new HopWatch()) {
            Requests.ask(connector.getLocalPort());
            watch.await(hop -> hop.get("type").equals(Counting.class.getName())
                    && hop.get("totalArrivals").equals(pool.given.get())
                    && hop.get("totalDepartures").equals(pool.given.get()));
            watch.print();
            System.out.println("truth|tasks=" + pool.given.get());
        }
        System.exit(0);
    }
}
