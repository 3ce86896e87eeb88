import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** As short as a unit test: creates a few buffers, uses them once and ends. */
public class OrderDesk {
    private final BlockingQueue<String> orders = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> bounded = new ArrayBlockingQueue<>(10);

    public static void main(String[] arguments) throws Exception {
        OrderDesk desk = new OrderDesk();
        desk.run();
        if (arguments.length > 0) {
            desk.more();
        }
    }

    private void run() throws Exception {
        orders.put("one");
        bounded.put(orders.take());
        ExecutorService mails = Executors.newFixedThreadPool(2);
        mails.submit(() -> bounded.take()).get();
        mails.shutdown();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(1, 2, 1, TimeUnit.SECONDS, new ArrayBlockingQueue<>(1));
        pool.submit(() -> orders.add("two")).get();
        pool.shutdown();
    }

    private void more() {
        Runnable later = () -> new ConcurrentLinkedQueue<String>().add("three");
        later.run();
    }
}
