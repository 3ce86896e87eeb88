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
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e.toString(), e);
            }
        }
    };

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
        metrics = find(consuming ? consumer : producer, "metrics", Map.class);
        metricName = find(name, "name", String.class);
        metricGroup = find(name, "group", String.class);
        metricTags = find(name, "tags", Map.class);
        metricValue = find(Class.forName(COMMON + "Metric", false, loader), "metricValue", Object.class);
        count = find(records, "count", int.class);
        partitions = find(records, "partitions", Set.class);
        recordsOf = find(records, "records", List.class, partition);
        MethodType last = MethodType.methodType(Object.class, KafkaConsumerSide.class, Object.class);
        lastOf = MethodHandles.collectArguments(
                MethodHandles.lookup().findStatic(KafkaConsumerSide.class, "last", last), 1, recordsOf);
        topicOf = find(partition, "topic", String.class);
        numberOf = find(partition, "partition", int.class);
        Class<?> consumed = Class.forName(CLIENTS + "consumer.ConsumerRecord", false, loader);
        offsetOf = find(consumed, "offset", long.class);
        timestampOf = find(consumed, "timestamp", long.class);
        paused = find(consumer, "paused", Set.class);
        assignment = find(consumer, "assignment", Set.class);
        topicOfSent = find(Class.forName(CLIENTS + "producer.ProducerRecord", false, loader), "topic", String.class);
        failure = failureIn(loader);
    }

    static KafkaAccess of(Object client) {
        return ofClass(client.getClass());
    }

    static KafkaAccess ofClass(Class<?> type) {
        return BY_CLASS.get(type);
    }

    /** The value of a configuration's key, which only a constructor asks for. */
    static @Nullable Object configured(Object config, String key) throws Throwable {
        MethodHandle get =
                MethodHandles.publicLookup().findVirtual(config.getClass(), "values", MethodType.methodType(Map.class));
        return ((Map<?, ?>) get.invoke(config)).get(key);
    }

    /** On the polling thread: the group of a consumer that was made before the agent; empty without one. */
    String groupOf(Object client) throws Throwable {
        MethodHandles.Lookup lookup = MethodHandles.publicLookup();
        ClassLoader loader = kafkaLoader(client.getClass());
        Class<?> metadata = Class.forName(CLIENTS + "consumer.ConsumerGroupMetadata", false, loader);
        MethodHandle of = lookup.findVirtual(client.getClass(), "groupMetadata", MethodType.methodType(metadata));
        MethodHandle id = lookup.findVirtual(metadata, "groupId", MethodType.methodType(String.class));
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

    private static @Nullable Class<?> failureIn(@Nullable ClassLoader loader) {
        try {
            return Class.forName(CLIENTS + "producer.KafkaProducer$FutureFailure", false, loader);
        } catch (ClassNotFoundException e) {
            return null;
        }
    }

    /** The method with its objects as plain objects, so that it is called exactly, without boxing. */
    private static MethodHandle find(Class<?> owner, String name, Class<?> result, Class<?>... parameters)
            throws ReflectiveOperationException {
        MethodHandle found =
                MethodHandles.publicLookup().findVirtual(owner, name, MethodType.methodType(result, parameters));
        return found.asType(found.type().erase());
    }
}
