package io.manometer.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/** What 100 000 open Netty channels cost in the agent: heap, the processor share of its threads, and how many hops they are. */
final class Connections {
    private static final int ROUNDS = 3;
    private static final int CHANNELS = 100_000;

    private Connections() {}

    public static void main(String[] given) throws IOException, InterruptedException {
        Arguments arguments = Arguments.parse(given, ROUNDS);
        Table table = new Table(
                "JDK",
                "Channels",
                "Bytes more per channel",
                "Core share, all used",
                "Hops of channels",
                "Folded",
                "Runs");
        arguments.measure(table, Connections::measure);
    }

    private static void measure(Table table, Arguments arguments, String java, Path recording)
            throws IOException, InterruptedException {
        List<Double> without = new ArrayList<>();
        List<Double> with = new ArrayList<>();
        List<Double> share = new ArrayList<>();
        for (int round = 0; round < arguments.rounds; round++) {
            without.add(run(java, List.of())[0]);
            double[] result = run(java, List.of(arguments.agentOption("record=" + recording)));
            with.add(result[0]);
            share.add(result[1]);
            System.err.printf("round %d of %d%n", round + 1, arguments.rounds);
        }
        List<RecordedEvent> events = RecordingFile.readAllEvents(recording);
        table.add(
                Paired.version(java),
                CHANNELS,
                String.format(
                        Locale.ROOT,
                        "%.0f",
                        Summary.of(with).median() - Summary.of(without).median()),
                String.format(Locale.ROOT, "%.1f %%", Summary.of(share).median()),
                events.stream()
                        .filter(event -> event.getEventType().getName().equals("manometer.HopDescription"))
                        .filter(event -> event.getString("kind").equals("channel"))
                        .map(event -> event.getLong("hop"))
                        .collect(Collectors.toSet())
                        .size(),
                events.stream()
                        .filter(event -> event.getEventType().getName().equals("manometer.AgentHealth"))
                        .mapToLong(event -> event.getLong("foldedHops"))
                        .max()
                        .orElse(-1),
                arguments.rounds);
    }

    private static double[] run(String java, List<String> agent) throws IOException, InterruptedException {
        List<String> options = new ArrayList<>(List.of("-XX:+UseSerialGC", "-Xms1500m", "-Xmx1500m"));
        options.addAll(agent);
        return new Fork(java, options, Fork.UNPINNED)
                .run(ConnectionsWorker.class, String.valueOf(CHANNELS))
                .numbers();
    }
}
