import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/** An application with a Micrometer of its own, of whatever version, and a Prometheus registry that it adds when told to. */
public class RegistryOwner {
    static BlockingQueue<Integer> orders = new LinkedBlockingQueue<>();
    static BlockingQueue<Integer> small = new ArrayBlockingQueue<>(5);

    public static void main(String[] arguments) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(2);
        for (int i = 0; i < 20; i++) {
            orders.add(i);
            small.offer(i);
            pool.submit(() -> orders.poll());
        }
        MeterRegistry registry = null;
        System.out.println("ready");
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
        for (String line = in.readLine(); line != null && !line.equals("stop"); line = in.readLine()) {
            switch (line) {
                case "register" -> {
                    registry = prometheus();
                    Metrics.addRegistry(registry);
                }
                case "scrape" -> System.out.println(registry.getClass().getMethod("scrape").invoke(registry) + "end of page");
                case "drop" -> {
                    small = null;
                    System.gc();
                }
                default -> throw new IllegalArgumentException(line);
            }
        }
        System.exit(0);
    }

    /** Micrometer 1.13 moved it to another package. */
    private static MeterRegistry prometheus() throws Exception {
        try {
            return prometheus("io.micrometer.prometheusmetrics.Prometheus");
        } catch (ClassNotFoundException e) {
            return prometheus("io.micrometer.prometheus.Prometheus");
        }
    }

    private static MeterRegistry prometheus(String prefix) throws Exception {
        Class<?> config = Class.forName(prefix + "Config");
        Object defaults = config.getField("DEFAULT").get(null);
        return (MeterRegistry)
                Class.forName(prefix + "MeterRegistry").getConstructor(config).newInstance(defaults);
    }
}
