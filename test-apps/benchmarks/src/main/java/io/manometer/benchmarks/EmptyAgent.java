package io.manometer.benchmarks;

/** An agent that does nothing: the floor below which no agent can get. */
public final class EmptyAgent {
    private EmptyAgent() {}

    public static void premain(String options) {}
}
