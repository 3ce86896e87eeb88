package io.manometer.boot;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Public methods of Kafka's public classes, found once for each class of clients; kept by that class, so that it keeps no loader
 * alive. The client's metrics may be read by any thread; whatever else of a consumer is called here needs the polling thread.
 */
final class KafkaAccess {
    private static final String CLIENTS = "org.apache.kafka.clients.";
    private static final String COMMON = "org.apache.kafka.common.";

    private static final ClassValue<KafkaAccess> BY_CLASS = new ClassValue<>() {
        @Override
        protected KafkaAccess computeValue(Class<?> type) {
            try {
                return new KafkaAccess(type);
            } catch (ClassNotFoundException e) {
                throw new OtherVersion("no class " + e.getMessage(), type);
            } catch (ReflectiveOperationException e) {
                throw new OtherVersion(e.toString(), type);
            }
        }
    };

    /** The clients lack what is known of them. */
    static final class OtherVersion extends RuntimeException {
        private static final long serialVersionUID = 1L;

        OtherVersion(String missing, Class<?> owner) {
            super(missing + versionOf(owner));
        }
    }

    /** {@code (Object client) -> Object map}. */
    final MethodHandle metrics;

    /** {@code (Object name) -> Object string}. */
    final MethodHandle metricName;

    final MethodHandle metricGroup;
    final MethodHandle metricTags;

    /** {@code (Object metric) -> Object value}. */
    final MethodHandle metricValue;

    /** {@code (Object records) -> int}. */
    final MethodHandle count;

    /** {@code (Object records) -> Object set}. */
    final MethodHandle partitions;

    /** {@code (Object records, Object partition) -> Object list}. */
    final MethodHandle recordsOf;

    /**
     * {@code (KafkaConsumerSide side, Object records, Object partition) -> Object record}, as {@link KafkaConsumerSide#last}: in
     * one handle, so that the list in between is never made once it is compiled.
     */
    final MethodHandle lastOf;

    final MethodHandle topicOf;

    /** {@code (Object partition) -> int}. */
    final MethodHandle numberOf;

    /** {@code (Object record) -> long}. */
    final MethodHandle offsetOf;

    /** {@code (Object record) -> long}, milliseconds since the epoch. */
    final MethodHandle timestampOf;

    final MethodHandle paused;
    final MethodHandle assignment;

    /** {@code (Object record) -> Object string}, of a record to be sent. */
    final MethodHandle topicOfSent;

    /** What send returns when it failed at once; null when this version has no such class. */
    final @Nullable Class<?> failure;

    private final @Nullable Class<?> ownMetric;

    /** Whether it is Kafka's own class: no method of a subclass is called on an application's thread. */
    final boolean exact;

    private KafkaAccess(Class<?> type) throws ReflectiveOperationException {
        ClassLoader loader = kafkaLoader(type);
        Class<?> consumer = Class.forName(CLIENTS + "consumer.KafkaConsumer", false, loader);
        Class<?> producer = Class.forName(CLIENTS + "producer.KafkaProducer", false, loader);
        Class<?> records = Class.forName(CLIENTS + "consumer.ConsumerRecords", false, loader);
        Class<?> partition = Class.forName(COMMON + "TopicPartition", false, loader);
        Class<?> name = Class.forName(COMMON + "MetricName", false, loader);
        boolean consuming = consumer.isAssignableFrom(type);
        exact = type == (consuming ? consumer : producer);
        metrics = find(true, consuming ? consumer : producer, "metrics", Map.class);
        metricName = find(true, name, "name", String.class);
        metricGroup = find(true, name, "group", String.class);
        metricTags = find(true, name, "tags", Map.class);
        metricValue = find(true, Class.forName(COMMON + "Metric", false, loader), "metricValue", Object.class);
        count = find(consuming, records, "count", int.class);
        partitions = find(consuming, records, "partitions", Set.class);
        recordsOf = find(consuming, records, "records", List.class, partition);
        MethodType last = MethodType.methodType(Object.class, KafkaConsumerSide.class, Object.class);
        lastOf = MethodHandles.collectArguments(
                MethodHandles.lookup().findStatic(KafkaConsumerSide.class, "last", last), 1, recordsOf);
        topicOf = find(consuming, partition, "topic", String.class);
        numberOf = find(consuming, partition, "partition", int.class);
        Class<?> consumed = Class.forName(CLIENTS + "consumer.ConsumerRecord", false, loader);
        offsetOf = find(consuming, consumed, "offset", long.class);
        timestampOf = find(consuming, consumed, "timestamp", long.class);
        paused = find(consuming, consumer, "paused", Set.class);
        assignment = find(consuming, consumer, "assignment", Set.class);
        topicOfSent = find(
                !consuming, Class.forName(CLIENTS + "producer.ProducerRecord", false, loader), "topic", String.class);
        failure = found("clients.producer.KafkaProducer$FutureFailure", loader);
        ownMetric = found("common.metrics.KafkaMetric", loader);
    }

    /** Whether it is of Kafka's own class of metrics, so that an application's thread may ask it for its value. */
    boolean isOwn(Object metric) {
        return metric.getClass() == ownMetric;
    }

    static KafkaAccess of(Object client) {
        return ofClass(client.getClass());
    }

    static KafkaAccess ofClass(Class<?> type) {
        return BY_CLASS.get(type);
    }

    /** The value of a configuration's key, which only a constructor asks for. */
    static @Nullable Object configured(Object config, String key) throws Throwable {
        MethodHandle get = method(config.getClass(), "values", MethodType.methodType(Map.class));
        return ((Map<?, ?>) get.invoke(config)).get(key);
    }

    /** On the polling thread: the group of a consumer that was made before the agent; empty without one. */
    String groupOf(Object client) throws Throwable {
        ClassLoader loader = kafkaLoader(client.getClass());
        Class<?> metadata = Class.forName(CLIENTS + "consumer.ConsumerGroupMetadata", false, loader);
        MethodHandle of = method(client.getClass(), "groupMetadata", MethodType.methodType(metadata));
        MethodHandle id = method(metadata, "groupId", MethodType.methodType(String.class));
        try {
            return String.valueOf(id.invoke(of.invoke(client)));
        } catch (RuntimeException e) {
            if (e.getClass().getName().endsWith(".InvalidGroupIdException")) {
                return "";
            }
            throw e;
        }
    }

    private static @Nullable ClassLoader kafkaLoader(Class<?> type) {
        Class<?> client = type;
        for (Class<?> above = type; above != null; above = above.getSuperclass()) {
            if (above.getName().startsWith(CLIENTS)) {
                client = above;
            }
        }
        return client.getClassLoader();
    }

    /** A class that another version may lack. */
    private static @Nullable Class<?> found(String name, @Nullable ClassLoader loader) {
        try {
            return Class.forName("org.apache.kafka." + name, false, loader);
        } catch (ClassNotFoundException e) {
            return null;
        }
    }

    /**
     * The method with its objects as plain objects, so that it is called exactly, without boxing. For one that is missing but only needed
     * on the other side there is one that does nothing.
     */
    private static MethodHandle find(
            boolean needed, Class<?> owner, String name, Class<?> result, Class<?>... parameters) {
        MethodType type = MethodType.methodType(result, parameters);
        try {
            MethodHandle found = method(owner, name, type);
            return found.asType(found.type().erase());
        } catch (OtherVersion e) {
            if (needed) {
                throw e;
            }
            return MethodHandles.empty(type.insertParameterTypes(0, owner).erase());
        }
    }

    private static MethodHandle method(Class<?> owner, String name, MethodType type) {
        try {
            return MethodHandles.publicLookup().findVirtual(owner, name, type);
        } catch (NoSuchMethodException | IllegalAccessException e) {
            throw new OtherVersion("no method " + owner.getName() + "." + name + type, owner);
        }
    }

    /** As the jar's manifest says, or else the clients themselves, whose jars have none. */
    private static String versionOf(Class<?> type) {
        try {
            String version = type.getPackage().getImplementationVersion();
            if (version == null) {
                Class<?> info = Class.forName(COMMON + "utils.AppInfoParser", true, kafkaLoader(type));
                MethodType getter = MethodType.methodType(String.class);
                version = (String) MethodHandles.publicLookup()
                        .findStatic(info, "getVersion", getter)
                        .invokeExact();
            }
            return " in kafka-clients " + version;
        } catch (Throwable e) {
            return "";
        }
    }
}
