package example.servers;

import io.manometer.agent.testing.HopWatch;
import io.manometer.agent.testing.Requests;
import java.nio.file.Files;
import java.util.concurrent.TimeUnit;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.ValveBase;
import org.apache.tomcat.util.threads.ThreadPoolExecutor;

/** A Tomcat with few threads and slow answers, asked by many clients at a time. */
public final class TomcatServer {
    private TomcatServer() {}

    /** As slow as the business behind it. */
    static final class Slow extends ValveBase {
        Slow() {
            super(true);
        }

        @Override
        public void invoke(Request request, Response response) {
            Requests.work();
            response.setStatus(200);
        }
    }

    public static void main(String[] arguments) throws Exception {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(Files.createTempDirectory("tomcat").toString());
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("maxThreads", "4");
        tomcat.getConnector().setProperty("minSpareThreads", "2");
        tomcat.getEngine().getPipeline().addValve(new Slow());
        tomcat.start();
        ThreadPoolExecutor pool =
                (ThreadPoolExecutor) tomcat.getConnector().getProtocolHandler().getExecutor();
        int unseen = arguments.length > 0 ? 4 : 0;
        if (arguments.length > 0) {
            System.out.println("ready");
            while (System.in.read() != '\n') {
                // The agent is attached meanwhile.
            }
        }
        try (HopWatch watch = new HopWatch()) {
            Requests.ask(tomcat.getConnector().getLocalPort());
            while (pool.getCompletedTaskCount() < pool.getTaskCount() || pool.getActiveCount() > 0) {
                TimeUnit.MILLISECONDS.sleep(10);
            }
            watch.await(hop -> hop.get("type").equals(ThreadPoolExecutor.class.getName())
                    && ((Number) hop.get("totalDepartures")).longValue() >= pool.getCompletedTaskCount() - unseen
                    && ((Number) hop.get("depth")).longValue() == 0);
            watch.print();
            System.out.println("truth|tasks=" + pool.getCompletedTaskCount());
        }
        tomcat.stop();
        System.exit(0);
    }
}
