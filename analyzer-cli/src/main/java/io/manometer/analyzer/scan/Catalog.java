package io.manometer.analyzer.scan;

import io.manometer.analyzer.gate.GateRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Every call that the scan knows, as data. {@code docs/scan.md} tells people the same. */
final class Catalog {
    static final Catalog SHIPPED = new Catalog();

    /**
     * From here on a constant is no limit: a million slots are 4 MB without their items, and tens to hundreds with them; and a consumer that does a
     * thousand a second needs a quarter of an hour for them.
     */
    static final long HUGE_ITEMS = 1_000_000;

    /** From here on a number of threads is no limit: ten thousand stacks of 1 MB. */
    static final long HUGE_THREADS = 10_000;

    static final String THREAD_POOL = "java/util/concurrent/ThreadPoolExecutor";
    static final String TOMCAT_POOL = "org/apache/tomcat/util/threads/ThreadPoolExecutor";

    /** Both pools: core, maximum, time, unit, queue. */
    static final String POOL_ARGUMENTS = "(IIJLjava/util/concurrent/TimeUnit;Ljava/util/concurrent/BlockingQueue;";

    private static final String JUC = "java/util/concurrent/";
    private static final String LINKED = JUC + "LinkedBlockingQueue";
    private static final String REACTOR = "reactor/core/publisher/";
    private static final String STRATEGY = "Lreactor/core/publisher/FluxSink$OverflowStrategy;";

    /** A pool that is made empty and told its limits by setters. */
    record Bean(String owner, String setter, String kind, String type, String buffer, GateRule rule) {}

    private final Map<String, List<Row>> rows = new HashMap<>();
    private final Map<String, Bean> beans = new HashMap<>();
    private final Set<String> always = new LinkedHashSet<>();
    private final Set<String> owners = new LinkedHashSet<>();
    private final Set<String> operators = new LinkedHashSet<>();

    private Catalog() {
        queuesOfTheJdk();
        executorsOfTheJdk();
        spring();
        reactor();
        rx("io/reactivex/rxjava3/core/", "io/reactivex/rxjava3/processors/", "io/reactivex/rxjava3/subjects/");
        rx("io/reactivex/", "io/reactivex/processors/", "io/reactivex/subjects/");
        otherQueues();
        always.add(THREAD_POOL);
        always.add(TOMCAT_POOL);
    }

    private void queuesOfTheJdk() {
        for (String linked : List.of(LINKED, JUC + "LinkedBlockingDeque")) {
            queue(linked, "(I", new LimitBy.Number(0));
            queue(linked, "(", LimitBy.NOTHING);
        }
        queue(JUC + "ArrayBlockingQueue", "(", new LimitBy.Number(0));
        queue(JUC + "SynchronousQueue", "(", LimitBy.ITSELF);
        for (String grows : List.of(
                "PriorityBlockingQueue",
                "DelayQueue",
                "LinkedTransferQueue",
                "ConcurrentLinkedQueue",
                "ConcurrentLinkedDeque")) {
            queue(JUC + grows, "(", LimitBy.NOTHING);
        }
    }

    private void executorsOfTheJdk() {
        String executors = JUC + "Executors";
        for (String fixed : List.of("newFixedThreadPool", "newSingleThreadExecutor")) {
            made(executors, fixed, LimitBy.NOTHING, GateRule.UNBOUNDED_QUEUE, "executor", THREAD_POOL, LINKED);
        }
        made(
                executors,
                "newCachedThreadPool",
                LimitBy.NOTHING,
                GateRule.UNBOUNDED_THREADS,
                "executor",
                THREAD_POOL,
                JUC + "SynchronousQueue");
        for (String perTask : List.of("newVirtualThreadPerTaskExecutor", "newThreadPerTaskExecutor")) {
            made(
                    executors,
                    perTask,
                    LimitBy.NOTHING,
                    GateRule.UNBOUNDED_THREADS,
                    "thread-per-task",
                    JUC + "ThreadPerTaskExecutor",
                    JUC + "ThreadPerTaskExecutor");
        }
        String scheduled = JUC + "ScheduledThreadPoolExecutor";
        String delayed = scheduled + "$DelayedWorkQueue";
        for (String timer : List.of("newScheduledThreadPool", "newSingleThreadScheduledExecutor")) {
            made(executors, timer, LimitBy.NOTHING, GateRule.UNBOUNDED_QUEUE, "scheduled-executor", scheduled, delayed);
        }
        made(scheduled, "<init>", LimitBy.NOTHING, GateRule.UNBOUNDED_QUEUE, "scheduled-executor", scheduled, delayed);
        String forkJoin = JUC + "ForkJoinPool";
        made(
                executors,
                "newWorkStealingPool",
                LimitBy.NOTHING,
                GateRule.UNBOUNDED_QUEUE,
                "forkjoin",
                forkJoin,
                forkJoin);
        made(forkJoin, "<init>", LimitBy.NOTHING, GateRule.UNBOUNDED_QUEUE, "forkjoin", forkJoin, forkJoin);
        String completion = JUC + "ExecutorCompletionService";
        add(
                completion,
                "<init>",
                "(Ljava/util/concurrent/Executor;)",
                LimitBy.NOTHING,
                GateRule.UNBOUNDED_QUEUE,
                "queue",
                LINKED,
                LINKED);
    }

    private void spring() {
        String concurrent = "org/springframework/scheduling/concurrent/";
        for (String pool : List.of("ThreadPoolTaskExecutor", "ThreadPoolExecutorFactoryBean")) {
            bean(concurrent + pool, "setQueueCapacity", "executor", THREAD_POOL, LINKED, GateRule.UNBOUNDED_QUEUE);
        }
        String perTask = "org/springframework/core/task/SimpleAsyncTaskExecutor";
        bean(perTask, "setConcurrencyLimit", "thread-per-task", perTask, perTask, GateRule.UNBOUNDED_THREADS);
        String scheduled = JUC + "ScheduledThreadPoolExecutor";
        made(
                concurrent + "ThreadPoolTaskScheduler",
                "<init>",
                LimitBy.NOTHING,
                GateRule.UNBOUNDED_QUEUE,
                "scheduled-executor",
                scheduled,
                scheduled + "$DelayedWorkQueue");
        add(
                concurrent + "ConcurrentTaskExecutor",
                "<init>",
                "()",
                LimitBy.NOTHING,
                GateRule.UNBOUNDED_QUEUE,
                "executor",
                THREAD_POOL,
                LINKED);
    }

    private void reactor() {
        for (String flux : List.of("Flux", "ConnectableFlux", "GroupedFlux", "FluxProcessor", "UnicastProcessor")) {
            String owner = REACTOR + flux;
            operator(owner, "onBackpressureBuffer", "()", LimitBy.NOTHING);
            operator(owner, "onBackpressureBuffer", "(I", new LimitBy.Number(0));
            operator(owner, "onBackpressureBuffer", "(Ljava/time/Duration;I", new LimitBy.Number(1));
            operator(owner, "publishOn", "(Lreactor/core/scheduler/Scheduler;I)", new LimitBy.HugeNumber(1));
            operator(owner, "publishOn", "(Lreactor/core/scheduler/Scheduler;ZI)", new LimitBy.HugeNumber(2));
        }
        for (String create : List.of("create", "push")) {
            String function = "(Ljava/util/function/Consumer;";
            operator(REACTOR + "Flux", create, function + ")", LimitBy.NOTHING);
            operator(REACTOR + "Flux", create, function + STRATEGY, new LimitBy.Strategy(1));
        }
        operator(REACTOR + "Sinks$UnicastSpec", "onBackpressureBuffer", "()", LimitBy.NOTHING);
        operator(REACTOR + "Sinks$MulticastSpec", "onBackpressureBuffer", "(I", new LimitBy.Number(0));
        operator(REACTOR + "Sinks$MulticastReplaySpec", "all", "(", LimitBy.NOTHING);
        // Before Reactor 3.5.
        operator(REACTOR + "UnicastProcessor", "create", "()", LimitBy.NOTHING);
        operator(REACTOR + "ReplayProcessor", "create", "()", LimitBy.NOTHING);
        for (String unbounded : List.of("unbounded", "unboundedMultiproducer")) {
            operator("reactor/util/concurrent/Queues", unbounded, "(", LimitBy.NOTHING);
        }
        add(
                "reactor/core/scheduler/Schedulers",
                "newBoundedElastic",
                "(II",
                new LimitBy.Number(1),
                GateRule.UNBOUNDED_QUEUE,
                "executor",
                "reactor/core/scheduler/BoundedElasticScheduler",
                "reactor/core/scheduler/BoundedElasticScheduler");
    }

    private void rx(String core, String processors, String subjects) {
        List<String> flowables = new ArrayList<>(List.of(
                core + "Flowable",
                core.replace("core/", "") + "flowables/ConnectableFlowable",
                core.replace("core/", "") + "flowables/GroupedFlowable"));
        for (String processor : List.of(
                "FlowableProcessor", "PublishProcessor", "BehaviorProcessor", "ReplayProcessor", "UnicastProcessor")) {
            flowables.add(processors + processor);
        }
        for (String owner : flowables) {
            operator(owner, "onBackpressureBuffer", "()", LimitBy.NOTHING);
            operator(owner, "onBackpressureBuffer", "(Z)", LimitBy.NOTHING);
            operator(owner, "onBackpressureBuffer", "(IZZ", new LimitBy.NumberUnless(2, 0));
            operator(owner, "onBackpressureBuffer", "(I", new LimitBy.Number(0));
            operator(owner, "onBackpressureBuffer", "(J", new LimitBy.Number(0));
        }
        operator(
                core + "Flowable",
                "create",
                "(L" + core + "FlowableOnSubscribe;L" + core + "BackpressureStrategy;",
                new LimitBy.Strategy(1));
        List<String> observables = new ArrayList<>(List.of(core + "Observable"));
        for (String subject : List.of("Subject", "PublishSubject", "BehaviorSubject", "ReplaySubject")) {
            observables.add(subjects + subject);
        }
        for (String owner : observables) {
            operator(owner, "toFlowable", "(L" + core + "BackpressureStrategy;", new LimitBy.Strategy(0));
        }
        for (String processor : List.of("UnicastProcessor", "ReplayProcessor")) {
            operator(processors + processor, "create", "(", LimitBy.NOTHING);
        }
        for (String subject : List.of("UnicastSubject", "ReplaySubject")) {
            operator(subjects + subject, "create", "(", LimitBy.NOTHING);
        }
    }

    private void otherQueues() {
        String guava = "com/google/common/collect/Queues";
        for (String linked : List.of("LinkedBlockingQueue", "LinkedBlockingDeque")) {
            fromFactory(guava, "new" + linked, "(I)", new LimitBy.Number(0), JUC + linked);
            fromFactory(guava, "new" + linked, "(", LimitBy.NOTHING, JUC + linked);
        }
        for (String grows : List.of("ConcurrentLinkedQueue", "PriorityBlockingQueue")) {
            fromFactory(guava, "new" + grows, "(", LimitBy.NOTHING, JUC + grows);
        }
        for (String folder : List.of("", "atomic/", "unpadded/", "atomic/unpadded/")) {
            for (String grows : List.of("Mpsc@Array", "Spsc@Array")) {
                String name = grows.replace("@", "Unbounded");
                queue("org/jctools/queues/" + folder + jctools(name, folder), "(", LimitBy.NOTHING);
            }
            for (String linked : List.of("MpscLinked", "SpscLinked")) {
                queue("org/jctools/queues/" + folder + jctools(linked, folder), "(", LimitBy.NOTHING);
            }
        }
        for (String grows : List.of("MpscUnboundedXaddArrayQueue", "MpmcUnboundedXaddArrayQueue")) {
            queue("org/jctools/queues/" + grows, "(", LimitBy.NOTHING);
        }
        String netty = "io/netty/util/internal/PlatformDependent";
        fromFactory(netty, "newMpscQueue", "()", LimitBy.NOTHING, "org/jctools/queues/MpscUnboundedArrayQueue");
        fromFactory(netty, "newMpscQueue", "(I)", new LimitBy.Number(0), "org/jctools/queues/MpscChunkedArrayQueue");
        fromFactory(netty, "newSpscQueue", "(", LimitBy.NOTHING, "org/jctools/queues/SpscLinkedQueue");
        String jetty = "org/eclipse/jetty/util/BlockingArrayQueue";
        queue(jetty, "(III", new LimitBy.Number(2));
        queue(jetty, "(II", LimitBy.NOTHING);
        queue(jetty, "(I", new LimitBy.Number(0));
        queue(jetty, "()", LimitBy.NOTHING);
        for (String actors : List.of("akka/dispatch/", "org/apache/pekko/dispatch/")) {
            for (String mailbox : List.of(
                    "UnboundedMailbox",
                    "SingleConsumerOnlyUnboundedMailbox",
                    "UnboundedDequeBasedMailbox",
                    "UnboundedControlAwareMailbox",
                    "UnboundedPriorityMailbox",
                    "UnboundedStablePriorityMailbox")) {
                queue(actors + mailbox, "(", LimitBy.NOTHING);
            }
        }
        String kotlin = "kotlinx/coroutines/channels/";
        for (String channel : List.of("Channel", "Channel$default")) {
            fromFactory(kotlin + "ChannelKt", channel, "(I", new LimitBy.HugeNumber(0), kotlin + "BufferedChannel");
        }
        for (String buffer : List.of("buffer", "buffer$default")) {
            fromFactory(
                    "kotlinx/coroutines/flow/FlowKt",
                    buffer,
                    "(Lkotlinx/coroutines/flow/Flow;I",
                    new LimitBy.HugeNumber(1),
                    kotlin + "BufferedChannel");
        }
    }

    private static String jctools(String name, String folder) {
        boolean linked = name.endsWith("Linked");
        String variant = (folder.contains("atomic") ? "Atomic" : "") + (folder.contains("unpadded") ? "Unpadded" : "");
        if (linked) {
            return name + variant + "Queue";
        }
        return name.replace("Array", variant + "Array") + "Queue";
    }

    private void queue(String type, String arguments, LimitBy limit) {
        add(type, "<init>", arguments, limit, GateRule.UNBOUNDED_QUEUE, "queue", type, type);
    }

    private void fromFactory(String owner, String method, String arguments, LimitBy limit, String type) {
        add(owner, method, arguments, limit, GateRule.UNBOUNDED_QUEUE, "queue", type, type);
    }

    private void made(
            String owner, String method, LimitBy limit, GateRule rule, String kind, String type, String buffer) {
        add(owner, method, "(", limit, rule, kind, type, buffer);
    }

    private void add(
            String owner,
            String method,
            String arguments,
            LimitBy limit,
            GateRule rule,
            String kind,
            String type,
            String buffer) {
        always.add(owner);
        put(owner, method, arguments, limit, rule, kind, type, buffer);
    }

    /** Owners that are mentioned nearly everywhere; only the method's name makes them worth a look. */
    private void operator(String owner, String method, String arguments, LimitBy limit) {
        owners.add(owner);
        operators.add(method);
        put(owner, method, arguments, limit, GateRule.UNBOUNDED_QUEUE, "operator", owner, owner);
    }

    private void put(
            String owner,
            String method,
            String arguments,
            LimitBy limit,
            GateRule rule,
            String kind,
            String type,
            String buffer) {
        String dotted = type.replace('/', '.');
        rows.computeIfAbsent(owner + ' ' + method, key -> new ArrayList<>())
                .add(new Row(
                        owner,
                        method,
                        arguments,
                        limit,
                        rule,
                        kind,
                        dotted,
                        buffer.replace('/', '.'),
                        dotted.substring(dotted.lastIndexOf('.') + 1)));
    }

    private void bean(String owner, String setter, String kind, String type, String buffer, GateRule rule) {
        always.add(owner);
        beans.put(owner, new Bean(owner, setter, kind, type.replace('/', '.'), buffer.replace('/', '.'), rule));
    }

    @Nullable
    Row row(String owner, String method, String descriptor) {
        List<Row> candidates = rows.get(owner + ' ' + method);
        if (candidates == null) {
            return null;
        }
        for (Row row : candidates) {
            if (descriptor.startsWith(row.arguments())) {
                return row;
            }
        }
        return null;
    }

    /** A class with something to look for. */
    boolean knows(String owner) {
        return always.contains(owner) || owners.contains(owner);
    }

    @Nullable
    Bean bean(String owner) {
        return beans.get(owner);
    }

    static boolean isPool(String owner) {
        return owner.equals(THREAD_POOL) || owner.equals(TOMCAT_POOL);
    }

    Names names() {
        return new Names(always, owners, operators);
    }

    List<Row> rows() {
        return rows.values().stream().flatMap(List::stream).toList();
    }

    List<Bean> beans() {
        return List.copyOf(beans.values());
    }
}
