import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.exporter.common.TextFormat;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.implementation.FixedValue;
import net.bytebuddy.matcher.ElementMatchers;

/**
 * An application with a ByteBuddy, a Micrometer and a simpleclient of its own: it must see these, and not the agent's. What the agent
 * adds it waits for only when asked to: "app" for meters in its own registry, or the file with the port of the agent's endpoint.
 */
public class OwnLibraries {
    private static final long PATIENCE_NANOS = 120_000_000_000L;
    private static final String DEPTH = "backpressure.depth";

    public static void main(String[] arguments) throws Exception {
        Callable<?> task = new ByteBuddy()
                .subclass(Callable.class)
                .method(ElementMatchers.named("call"))
                .intercept(FixedValue.value("made at run time"))
                .make()
                .load(OwnLibraries.class.getClassLoader())
                .getLoaded()
                .getDeclaredConstructor()
                .newInstance();
        Metrics.addRegistry(new SimpleMeterRegistry());
        Counter done = Counter.builder("tasks.done").register(Metrics.globalRegistry);
        io.prometheus.client.Counter counted = io.prometheus.client.Counter.build("tasks_total", "Tasks.").register();
        ExecutorService pool = Executors.newFixedThreadPool(2);
        String answer = "";
        for (int i = 0; i < 100; i++) {
            answer = String.valueOf(pool.submit(task).get());
            done.increment();
            counted.inc();
        }
        System.out.println(answer + " " + done.count());
        System.out.println(page());
        System.out.println(jarOf(ByteBuddy.class) + " " + jarOf(Counter.class) + " " + jarOf(MetricFamilySamples.class) + " "
                + jarOf(TextFormat.class));
        for (String argument : arguments) {
            System.out.println(argument.equals("app") ? ownMeters() : endpoint(Path.of(argument)));
        }
        pool.shutdown();
    }

    /** What is in the simpleclient's registry, which is nobody's but the application's. */
    private static String page() throws Exception {
        StringWriter page = new StringWriter();
        TextFormat.write004(page, CollectorRegistry.defaultRegistry.metricFamilySamples());
        return page.toString().trim();
    }

    /** Ends the program with what it waited for in vain, so that the test says it rather than hangs. */
    private static void await(String what, BooleanSupplier there) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!there.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("waited in vain for " + what);
            }
            Thread.sleep(50);
        }
    }

    private static String ownMeters() throws Exception {
        await("the agent's meters", () -> Metrics.globalRegistry.find(DEPTH).gauge() != null);
        return "the agent's meters are in " + jarOf(Metrics.globalRegistry.find(DEPTH).gauge().getClass());
    }

    private static String endpoint(Path portFile) throws Exception {
        await("the endpoint's port", () -> Files.exists(portFile));
        URI address = URI.create("http://127.0.0.1:" + Files.readString(portFile).trim() + "/metrics");
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
        boolean own = response.body().contains("tasks_total");
        return "the agent's endpoint says " + response.statusCode() + (own ? ", with the application's metrics" : ", agent only");
    }

    private static String jarOf(Class<?> type) {
        String path = type.getProtectionDomain().getCodeSource().getLocation().getPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
