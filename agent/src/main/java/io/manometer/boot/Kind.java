package io.manometer.boot;

/** Kinds of hops; each can be left out by {@code instrument=} and switches itself off when it misbehaves. */
public enum Kind {
    QUEUE("queue"),
    EXECUTOR("executor"),
    SCHEDULED_EXECUTOR("scheduled-executor"),
    FORKJOIN("forkjoin"),
    THREAD_PER_TASK("thread-per-task"),
    CHANNEL("channel"),
    EVENT_LOOP("event-loop"),
    KAFKA_CONSUMER("kafka-consumer"),
    KAFKA_PRODUCER("kafka-producer");

    public final String label;

    Kind(String label) {
        this.label = label;
    }
}
