package io.manometer.agent.kafka;

import static io.manometer.agent.instrument.Patch.ENTERED;
import static io.manometer.agent.instrument.Patch.THIS;
import static io.manometer.agent.instrument.Patch.argument;

import io.manometer.agent.instrument.Patch;
import io.manometer.agent.instrument.Point;
import io.manometer.boot.Kind;
import java.util.List;

/** The table for Kafka's clients. */
public final class KafkaPatches {
    private static final String VERSIONS = "3.9.2 to 4.3.1";
    private static final String CONSUMER = "org/apache/kafka/clients/consumer/KafkaConsumer";
    private static final String CONSUMER_CONFIG = "(Lorg/apache/kafka/clients/consumer/ConsumerConfig;";
    private static final String PRODUCER = "org/apache/kafka/clients/producer/KafkaProducer";
    private static final String PRODUCER_CONFIG =
            "(Lorg/apache/kafka/clients/producer/ProducerConfig;Lorg/apache/kafka/common/serialization/Serializer;";
    private static final String RECORD_AND_CALLBACK =
            "(Lorg/apache/kafka/clients/producer/ProducerRecord;Lorg/apache/kafka/clients/producer/Callback;)";
    private static final String DURATION = "(Ljava/time/Duration;)";

    private KafkaPatches() {}

    public static List<Patch> table() {
        return List.of(
                // The constructor that all others end in.
                consumer()
                        .method("<init>", CONSUMER_CONFIG)
                        .at(Point.RETURN)
                        .call("consumerCreated", "OO", THIS, argument(1)),
                consumer().method("poll").at(Point.ENTER).call("polls", "O", THIS),
                consumer().method("poll").at(Point.RETURN).call("polled", "OO", THIS),
                consumer().method("poll").at(Point.FAILURE).call("pollFailed", "O", THIS),
                consumer().method("pause").at(Point.RETURN).call("pausedOrResumed", "O", THIS),
                consumer().method("resume").at(Point.RETURN).call("pausedOrResumed", "O", THIS),
                consumer().method("close").at(Point.RETURN).call("consumerClosed", "O", THIS),
                consumer().method("close").at(Point.FAILURE).call("closeFailed", "OO", THIS),
                producer()
                        .method("<init>", PRODUCER_CONFIG)
                        .at(Point.RETURN)
                        .call("producerCreated", "OO", THIS, argument(1)),
                producer()
                        .method("send", RECORD_AND_CALLBACK)
                        .at(Point.ENTER)
                        .call("sends", "(Ljava/lang/Object;)Ljava/lang/Object;", THIS),
                producer()
                        .method("send", RECORD_AND_CALLBACK)
                        .at(Point.RETURN)
                        .call("sent", "OOOO", ENTERED, argument(1), THIS),
                producer().method("send", RECORD_AND_CALLBACK).at(Point.FAILURE).call("sendFailed", "O", ENTERED),
                producer().method("close", DURATION).at(Point.RETURN).call("producerClosed", "O", THIS),
                producer().method("close", DURATION).at(Point.FAILURE).call("producerClosed", "O", THIS));
    }

    private static Patch.Builder consumer() {
        return Patch.in(CONSUMER).hooksOf("KafkaHooks").variant(VERSIONS).partOf(Kind.KAFKA_CONSUMER);
    }

    private static Patch.Builder producer() {
        return Patch.in(PRODUCER).hooksOf("KafkaHooks").variant(VERSIONS).partOf(Kind.KAFKA_PRODUCER);
    }
}
