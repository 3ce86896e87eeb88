/**
 * Kafka's clients, {@code KafkaConsumer} and {@code KafkaProducer}; read in the sources of 3.9.2 and 4.3.1. Only these two public classes
 * are patched, as what is behind them changed in 3.7, 3.8, 3.9 and 4.0.
 *
 * <p>A group's topic is one hop: its depth is the lag, its departures are what polls returned. The client tells its lag in its metrics
 * whenever a poll returns records, counted to the end of the partition that came with the last fetch. A producer is one hop: its
 * accumulator. Waiting for its memory, what was sent and what expired is in its metrics too.
 *
 * <p>Not covered: {@code KafkaShareConsumer}, other implementations of the interfaces. Clients that existed before the agent was
 * attached are known from their next use on.
 */
@NullMarked
package io.manometer.agent.kafka;

import org.jspecify.annotations.NullMarked;
