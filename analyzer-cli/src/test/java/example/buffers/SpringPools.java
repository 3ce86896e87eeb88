package example.buffers;

import static example.buffers.Truth.BOUNDED;
import static example.buffers.Truth.CONFIGURED;
import static example.buffers.Truth.DISGUISED;
import static example.buffers.Truth.LEGITIMATE;
import static example.buffers.Truth.UNBOUNDED;

import java.util.concurrent.Executor;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

final class SpringPools {
    @Is(UNBOUNDED)
    static class WithoutCapacity {
        Executor taskExecutor() {
            ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
            executor.setCorePoolSize(4);
            executor.setThreadNamePrefix("orders-");
            executor.initialize();
            return executor;
        }
    }

    @Is(value = UNBOUNDED, why = "and the maximum is never reached")
    static class WithMaximumButNoCapacity {
        Executor taskExecutor() {
            ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
            executor.setCorePoolSize(4);
            executor.setMaxPoolSize(64);
            executor.initialize();
            return executor;
        }
    }

    @Is(DISGUISED)
    static class WithHugeCapacity {
        Executor taskExecutor() {
            ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
            executor.setCorePoolSize(4);
            executor.setQueueCapacity(Integer.MAX_VALUE);
            executor.initialize();
            return executor;
        }
    }

    @Is(UNBOUNDED)
    static class ThreadPerTask {
        Executor taskExecutor() {
            return new SimpleAsyncTaskExecutor("orders-");
        }
    }

    @Is(DISGUISED)
    static class AnonymousSubclassWithoutCapacity {
        Executor taskExecutor() {
            ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor() {
                @Override
                public void execute(Runnable task) {
                    super.execute(task);
                }
            };
            executor.setCorePoolSize(8);
            executor.initialize();
            return executor;
        }
    }

    @Is(BOUNDED)
    static class WithCapacity {
        Executor taskExecutor() {
            ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
            executor.setCorePoolSize(4);
            executor.setQueueCapacity(500);
            executor.initialize();
            return executor;
        }
    }

    @Is(value = BOUNDED, why = "a hand-off, no queue")
    static class WithCapacityZero {
        Executor taskExecutor() {
            ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
            executor.setCorePoolSize(4);
            executor.setMaxPoolSize(8);
            executor.setQueueCapacity(0);
            executor.initialize();
            return executor;
        }
    }

    @Is(BOUNDED)
    static class CapacityInAHelper {
        Executor taskExecutor() {
            ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
            limit(executor);
            executor.initialize();
            return executor;
        }

        private static void limit(ThreadPoolTaskExecutor executor) {
            executor.setQueueCapacity(100);
        }
    }

    @Is(BOUNDED)
    static class ThreadPerTaskWithLimit {
        Executor taskExecutor() {
            SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor("orders-");
            executor.setConcurrencyLimit(32);
            return executor;
        }
    }

    @Is(CONFIGURED)
    static class CapacityFromSettings {
        Executor taskExecutor(int capacity) {
            ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
            executor.setQueueCapacity(capacity);
            executor.initialize();
            return executor;
        }
    }

    @Is(value = LEGITIMATE, why = "work that waits for its time has to be kept")
    static class Scheduler {
        ThreadPoolTaskScheduler scheduler() {
            ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
            scheduler.setPoolSize(2);
            return scheduler;
        }
    }

    private SpringPools() {}
}
