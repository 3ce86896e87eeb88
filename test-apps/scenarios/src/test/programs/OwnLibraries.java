import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.implementation.FixedValue;
import net.bytebuddy.matcher.ElementMatchers;

/** An application with a ByteBuddy and a Micrometer of its own: it must see these, and not the agent's. */
public class OwnLibraries {
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
        Counter done = Counter.builder("tasks.done").register(new SimpleMeterRegistry());
        ExecutorService pool = Executors.newFixedThreadPool(2);
        String answer = "";
        for (int i = 0; i < 100; i++) {
            answer = String.valueOf(pool.submit(task).get());
            done.increment();
        }
        pool.shutdown();
        System.out.println(answer + " " + done.count());
        System.out.println(jarOf(ByteBuddy.class) + " " + jarOf(Counter.class));
    }

    private static String jarOf(Class<?> type) {
        String path = type.getProtectionDomain().getCodeSource().getLocation().getPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
