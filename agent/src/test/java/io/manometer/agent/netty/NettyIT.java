package io.manometer.agent.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import example.netty.FromBefore;
import example.netty.IdleClients;
import example.netty.ManyConnections;
import example.netty.Servers;
import example.netty.ShadedEpoll;
import example.netty.Streams;
import example.netty.Writers;
import io.manometer.agent.testing.Doctored;
import io.manometer.agent.testing.ForkedJvm;
import io.manometer.agent.testing.HopWatch;
import io.manometer.agent.testing.Hops;
import io.manometer.agent.testing.Hops.Hop;
import io.manometer.agent.testing.Jdk;
import io.manometer.agent.testing.ServerJars;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedEvent;
import net.bytebuddy.jar.asm.commons.Remapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Applications on Netty under the agent, on real sockets: what it says of channels and loops against what Netty says. */
class NettyIT {
    /** What Netty counts for each entry of an outbound buffer beside its bytes. */
    private static final long OVERHEAD = 96;

    private static final String BUFFER = "io/netty/channel/ChannelOutboundBuffer";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "17, 4.1., nio, nio.NioSocketChannel",
        "25, 4.2.20, nio, nio.NioSocketChannel",
        "17, 4.1., epoll, EpollSocketChannel",
        "25, 4.2.17, epoll, EpollSocketChannel"
    })
    void what_waits_in_a_channel_is_told_exactly_and_is_gone_when_it_is_closed(
            String jdk, String version, String transport, String type) throws Exception {
        boolean linux = System.getProperty("os.name").equals("Linux")
                && System.getProperty("os.arch").equals("amd64");
        assumeTrue(linux || transport.equals("nio"), "the native transport that is tested is that of Linux on x86-64");
        Path file = folder.resolve("writers.jfr");
        String output = run(Jdk.get(jdk), jars(version), Writers.class, file, transport);
        Hops hops = Hops.in(file);

        Map<String, String> truth = HopWatch.parse(output, "ignored").get(0);
        long pending = Long.parseLong(truth.get("pending"));
        Hop ignored = hops.named("Writers$Ignoring (connected)");
        assertThat(ignored.text("kind")).isEqualTo("channel");
        assertThat(ignored.text("type")).startsWith("io.netty.channel.").endsWith("." + type);
        assertThat(ignored.text("unit")).isEqualTo("bytes");
        assertThat(ignored.text("onFull")).isEqualTo("ADVISORY");
        assertThat(ignored.text("site")).startsWith(Writers.class.getName() + ".connect(");
        long all = Writers.IGNORING_WRITES * (Writers.SIZE + OVERHEAD);
        assertThat(ignored.samples)
                .anySatisfy(sample -> assertThat(sample.getLong("depth")).isEqualTo(pending));
        assertThat(ignored.max("depthMax")).isGreaterThanOrEqualTo(pending);
        assertThat(ignored.last("totalArrivals")).isEqualTo(all);
        assertThat(ignored.last("totalDepartures")).isEqualTo(all);
        assertThat(ignored.last("depth")).isZero();
        assertThat(ignored.sum("notWritable")).isPositive();
        long high = 64 << 10;
        assertThat(ignored.sum("addedNotWritable")).isBetween(pending - 2 * high, all - high);
        long one = Writers.SIZE + OVERHEAD;
        assertThat(of(hops, "ChannelSample", ignored).stream()
                        .mapToLong(window -> window.getLong("writesNotWritable"))
                        .sum())
                .as("writes against the signal, of a thread that is not the loop's")
                .isBetween((pending - 2 * high) / one, (all - high) / one + 1);
        assertThat(of(hops, "ChannelPressure", ignored)).anySatisfy(worst -> {
            assertThat(worst.getString("remoteAddress")).isEqualTo(truth.get("peer"));
            assertThat(worst.getLong("pending")).isEqualTo(pending);
            assertThat(worst.getLong("notWritable")).isPositive();
        });
        List<RecordedEvent> windows = of(hops, "ChannelSample", ignored);
        assertThat(windows).anySatisfy(window -> {
            assertThat(window.getLong("highWatermark")).isEqualTo(high);
            assertThat(window.getLong("lowWatermark")).isEqualTo(high / 2);
        });
        assertThat(windows.stream()
                        .mapToLong(window -> window.getLong("writes"))
                        .sum())
                .isEqualTo(Writers.IGNORING_WRITES);
        assertThat(windows.get(windows.size() - 1).getLong("channels")).isZero();

        long heeded = Writers.HEEDING_WRITES * (Writers.SIZE + OVERHEAD);
        for (String builder : new String[] {"Init", "Elsewhere"}) {
            Hop hop = hops.named("Writers$" + builder + " (connected)");
            // The empty ones at the end have their overhead alone.
            assertThat(hop.last("totalArrivals")).as(builder).isBetween(heeded, heeded + 20 * OVERHEAD);
            assertThat(hop.last("totalDepartures")).as(builder).isEqualTo(hop.last("totalArrivals"));
            // The last, empty write doesn't ask.
            assertThat(hop.sum("addedNotWritable")).as(builder).isLessThan(2 * OVERHEAD);
            assertThat(hop.sum("notWritable")).as(builder).isPositive();
            assertThat(hop.max("depthMax")).as(builder).isLessThan(high + 2 * (Writers.SIZE + OVERHEAD));
            assertThat(hop.last("depth")).as(builder).isZero();
        }
        Hop loops = hops.descriptions().values().stream()
                .filter(event -> event.getString("kind").equals("event-loop"))
                .findFirst()
                .map(hops::of)
                .orElseThrow();
        assertThat(loops.last("totalArrivals")).isGreaterThan(Writers.IGNORING_WRITES);
        assertThat(loops.sum("consumerStarved"))
                .as("time that loops waited for events")
                .isPositive();
        long hopsAtFirst = hops.events("AgentHealth").stream()
                .mapToLong(event -> event.getLong("liveHops"))
                .max()
                .orElseThrow();
        assertThat(hops.health().getLong("liveHops")).isEqualTo(hopsAtFirst - 3);
        assertThat(hops.health().getLong("errors")).isZero();
    }

    @ParameterizedTest
    @CsvSource({"17, 4.2.20", "25, 4.1."})
    void a_server_that_pauses_and_loops_that_wait_are_told(String jdk, String version) throws Exception {
        Path file = folder.resolve("servers.jfr");
        run(Jdk.get(jdk), version, Servers.class, file);
        Hops hops = Hops.in(file);

        Hop pausing = socketsOf(hops, "Servers$Pausing (accepted)");
        assertThat(pausing.sum("paused")).isGreaterThan(100_000_000L);
        assertThat(pausing.sum("notWritable")).isGreaterThan(100_000_000L);
        assertThat(pausing.last("totalArrivals")).isGreaterThanOrEqualTo(Servers.ECHOED);
        assertThat(pausing.last("depth")).isZero();

        Hop local = hops.named("Servers$Counting (connected)");
        assertThat(local.text("type")).isEqualTo("io.netty.channel.local.LocalChannel");
        assertThat(local.last("totalArrivals")).isEqualTo(Servers.LOCAL_MESSAGES * (100 + OVERHEAD));
        assertThat(local.last("depth")).isZero();

        Hop executors = hops.named("executors");
        assertThat(executors.text("kind")).isEqualTo("event-loop");
        assertThat(executors.text("onFull")).isEqualTo("GROW");
        assertThat(executors.text("threads")).startsWith("defaultEventExecutorGroup-*");
        assertThat(executors.last("totalArrivals")).isEqualTo(Servers.TASKS);
        assertThat(executors.last("totalDepartures")).isEqualTo(Servers.TASKS);
        assertThat(executors.max("depthMax")).isGreaterThanOrEqualTo(Servers.TASKS - 2);
        assertThat(executors.sum("sojournCount")).isPositive();

        Hop serving = hops.named("serving");
        assertThat(serving.text("kind")).isEqualTo("event-loop");
        assertThat(serving.sum("consumerStarved")).isPositive();
        assertThat(serving.max("consumers")).isEqualTo(1);

        List<RecordedEvent> blocked = of(hops, "EventLoopBlocked", "loop", serving);
        Hop orders = hops.named("orders");
        assertThat(blocked).anySatisfy(event -> {
            assertThat(event.getString("stack")).contains("Servers$Putting.handle(");
            assertThat(event.getLong("hop")).isEqualTo(orders.id());
            assertThat(event.getDuration("blocked").toMillis()).isBetween(20L, 500L);
            assertThat(event.getString("how")).isEqualTo("WAITS");
        });
        assertThat(blocked).anySatisfy(event -> {
            assertThat(event.getString("stack")).contains("Servers$Getting.handle(");
            assertThat(event.getLong("hop")).isZero();
        });
        assertThat(blocked).anySatisfy(event -> {
            assertThat(event.getString("how")).isEqualTo("CALLER_RUNS");
            assertThat(event.getString("stack")).contains("Servers$Calling.handle(");
            assertThat(event.getLong("hop")).isPositive();
        });
        assertThat(hops.health().getLong("errors")).isZero();
        assertThat(hops.events("EventLoopBlocked"))
                .allSatisfy(event -> assertThat(event.getString("stack")).contains("example.netty.Servers"));
    }

    @ParameterizedTest
    @CsvSource({"17, 4.1.", "17, 4.2.20"})
    void streams_of_http2_are_channels_of_their_own(String jdk, String version) throws Exception {
        Path file = folder.resolve("streams.jfr");
        run(Jdk.get(jdk), version, Streams.class, file);
        Hops hops = Hops.in(file);

        Hop answers = hops.named("Streams$Answers (streams)");
        long window = 65_535;
        assertThat(answers.text("type")).startsWith("io.netty.handler.codec.http2.");
        assertThat(answers.last("totalArrivals")).isGreaterThanOrEqualTo(Streams.REQUESTS * (long) Streams.ANSWER);
        // The connection's own window lets one of them send.
        assertThat(answers.max("depth")).isGreaterThan(Streams.REQUESTS * (long) Streams.ANSWER - 2 * window);
        assertThat(answers.last("depth")).isZero();
        assertThat(answers.sum("notWritable")).isPositive();
        assertThat(of(hops, "ChannelSample", answers))
                .anySatisfy(sample -> assertThat(sample.getLong("channels")).isEqualTo(Streams.REQUESTS));
        assertThat(hops.health().getLong("errors")).isZero();
    }

    @Test
    void the_copy_inside_grpc_is_watched_with_its_own_transport() throws Exception {
        Path file = folder.resolve("shaded.jfr");
        String output = run(Jdk.running(), ServerJars.onClassPath("grpc-netty-shaded"), ShadedEpoll.class, file);
        Hops hops = Hops.in(file);

        Map<String, String> truth = HopWatch.parse(output, "truth").get(0);
        long pending = Long.parseLong(truth.get("pending"));
        Hop channel = hops.named("ShadedEpoll$Connected (connected)");
        assertThat(channel.text("type")).startsWith("io.grpc.netty.shaded.io.netty.channel.");
        assertThat(channel.last("totalArrivals")).isEqualTo(ShadedEpoll.WRITES * (ShadedEpoll.SIZE + OVERHEAD));
        assertThat(channel.samples)
                .anySatisfy(sample -> assertThat(sample.getLong("depth")).isEqualTo(pending));
        assertThat(channel.last("depth")).isZero();
        assertThat(of(hops, "ChannelPressure", channel))
                .anySatisfy(
                        worst -> assertThat(worst.getString("remoteAddress")).isEqualTo(truth.get("peer")));
        Hop clients = hops.descriptions().values().stream()
                .filter(event -> event.getString("kind").equals("event-loop"))
                .findFirst()
                .map(hops::of)
                .orElseThrow();
        assertThat(clients.text("type")).startsWith("io.grpc.netty.shaded.io.netty.channel.");
        assertThat(clients.last("totalArrivals")).isGreaterThanOrEqualTo(ShadedEpoll.WRITES);
        assertThat(clients.sum("consumerStarved")).isPositive();
        assertThat(hops.health().getLong("errors")).isZero();
    }

    @Test
    void ten_thousand_connections_are_one_hop_that_names_the_worst() throws Exception {
        int connections = 10_000;
        Path file = folder.resolve("connections.jfr");
        try (ForkedJvm server = netty(Jdk.running(), jars("4.2.20"), ManyConnections.class)
                        .arguments("" + connections, file.toString())
                        .start();
                ForkedJvm clients = clientsOf(server, connections)) {
            clients.awaitOutput("connected " + connections);
            assertThat(server.awaitExit()).as(server.toString()).isZero();
            assertThat(server.agentLines()).isEmpty();
            Map<String, String> truth = HopWatch.parse(server.out(), "truth").get(0);
            Hops hops = Hops.in(file);

            Hop hop = hops.named("ManyConnections$Greeter (accepted)");
            long greetings = connections * (ManyConnections.GREETING + OVERHEAD);
            assertThat(hop.last("totalArrivals")).isEqualTo(greetings + ManyConnections.A_LOT + OVERHEAD);
            assertThat(hop.samples)
                    .anySatisfy(sample ->
                            assertThat(sample.getLong("depth")).isEqualTo(Long.parseLong(truth.get("pending"))));
            assertThat(hop.last("depth")).isZero();
            assertThat(hop.max("notWritable")).isPositive();
            assertThat(of(hops, "ChannelSample", hop)).anySatisfy(sample -> {
                assertThat(sample.getLong("channels")).isEqualTo(connections);
                assertThat(sample.getLong("notWritable")).isEqualTo(1);
            });
            assertThat(of(hops, "ChannelPressure", hop)).anySatisfy(worst -> {
                assertThat(worst.getString("remoteAddress")).isEqualTo(truth.get("address"));
                assertThat(worst.getInt("rank")).isEqualTo(1);
            });
            assertThat(hops.descriptions().values())
                    .filteredOn(event -> event.getString("kind").equals("channel"))
                    .hasSize(1);
            assertThat(hops.health().getLong("foldedHops")).isZero();
            assertThat(hops.health().getLong("errors")).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({"17, 4.1.", "25, 4.2.20"})
    void a_channel_from_before_the_agent_is_known_from_its_next_write_on(String jdk, String version) throws Exception {
        Path file = folder.resolve("before.jfr");
        try (ForkedJvm jvm = ForkedJvm.java(Jdk.get(jdk))
                .classPath(jars(version))
                .main(FromBefore.class)
                .arguments(file.toString())
                .start()) {
            jvm.awaitOutput("ready");
            jvm.attachAgent("period=100ms");
            jvm.say("go");
            assertThat(jvm.awaitExit()).as(jvm.toString()).isZero();
            assertThat(jvm.agentLines()).isEmpty();
            Hops hops = Hops.in(file);

            Hop channel = hops.named("NioSocketChannel (from before the agent)");
            long pending =
                    Long.parseLong(HopWatch.parse(jvm.out(), "truth").get(0).get("pending"));
            assertThat(channel.description.getBoolean("seenLate")).isTrue();
            assertThat(channel.text("site")).isEmpty();
            assertThat(channel.samples)
                    .anySatisfy(sample -> assertThat(sample.getLong("depth")).isEqualTo(pending));
            assertThat(channel.last("depth")).isZero();
            assertThat(channel.last("totalArrivals")).isEqualTo(FromBefore.SIZE + 2 * OVERHEAD);
            assertThat(channel.sum("departures")).isEqualTo(pending + OVERHEAD);
            assertThat(channel.sum("notWritable")).isPositive();
            Hop loops = hops.descriptions().values().stream()
                    .filter(event -> event.getString("kind").equals("event-loop"))
                    .findFirst()
                    .map(hops::of)
                    .orElseThrow();
            assertThat(loops.description.getBoolean("seenLate")).isTrue();
            assertThat(loops.text("threads")).startsWith("nioEventLoopGroup-*");
            assertThat(loops.sum("departures")).isPositive();
            assertThat(loops.last("depth")).isZero();
            assertThat(hops.health().getLong("errors")).isZero();
        }
    }

    @Test
    void channels_beyond_the_limit_of_hops_are_told_as_channels() throws Exception {
        Path file = folder.resolve("folded.jfr");
        try (ForkedJvm jvm = ForkedJvm.java(Jdk.running())
                .agent("period=100ms,limit.hops=1")
                .classPath(jars("4.1."))
                .main(Writers.class)
                .arguments(file.toString(), "nio")
                .start()) {
            assertThat(jvm.awaitExit()).as(jvm.toString()).isZero();
            assertThat(jvm.agentLines()).isEmpty();
        }
        Hops hops = Hops.in(file);
        assertThat(hops.descriptions().values())
                .filteredOn(event -> event.getString("type").endsWith(".NioSocketChannel"))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.getString("name")).endsWith("(folded)");
                    assertThat(event.getString("kind")).isEqualTo("channel");
                    assertThat(event.getString("onFull")).isEqualTo("ADVISORY");
                    assertThat(event.getString("unit")).isEqualTo("bytes");
                    assertThat(event.getLong("instances"))
                            .as("one for each initializer, however many windows its channels lived")
                            .isEqualTo(Writers.PIPELINES);
                });
        assertThat(hops.health().getLong("errors")).isZero();
    }

    private static ForkedJvm clientsOf(ForkedJvm server, int connections) {
        server.awaitOutput("port ");
        String port = server.out()
                .lines()
                .filter(line -> line.startsWith("port "))
                .findFirst()
                .orElseThrow()
                .substring("port ".length());
        return ForkedJvm.java(Jdk.running())
                .main(IdleClients.class)
                .arguments(port, "" + connections)
                .start();
    }

    @Test
    void another_version_of_a_class_switches_its_kind_off_with_one_line_and_the_rest_is_watched() throws Exception {
        isOffWithOneLine(
                Doctored.method(BUFFER, "incrementPendingOutboundBytes", "(JZ)V", "incrementPendingBytes"),
                "no place for the patch of io.netty.channel.ChannelOutboundBuffer.incrementPendingOutboundBytes(JZ)");
    }

    @Test
    void a_field_by_another_name_switches_the_kind_off_and_no_write_of_the_application_fails() throws Exception {
        isOffWithOneLine(
                Doctored.field(BUFFER, "unwritable", "writability"),
                "no field unwritable of type int for the patch of io.netty.channel.ChannelOutboundBuffer.");
    }

    @Test
    void a_method_by_another_name_that_only_the_sampler_calls_switches_the_kind_off_too() throws Exception {
        offWithOneLine(
                Doctored.method(BUFFER, "totalPendingWriteBytes", "()J", "pendingWriteBytes"),
                "no public method totalPendingWriteBytes");
    }

    private void isOffWithOneLine(Remapper doctor, String reason) throws Exception {
        Hops hops = offWithOneLine(doctor, reason);
        assertThat(hops.descriptions().values())
                .noneMatch(event -> event.getString("kind").equals("channel"));
    }

    private Hops offWithOneLine(Remapper doctor, String reason) throws Exception {
        Path file = folder.resolve("doctored.jfr");
        Path doctored = folder.resolve("doctored.jar");
        Doctored.write(ServerJars.copy("netty-transport-4.1.140.Final.jar"), BUFFER, doctor, doctored);
        Path[] jars = jars("4.1.");
        Path[] withDoctored =
                Stream.concat(Stream.of(doctored), Stream.of(jars)).toArray(Path[]::new);
        try (ForkedJvm jvm = netty(Jdk.running(), withDoctored, Servers.class)
                .arguments(file.toString())
                .start()) {
            assertThat(jvm.awaitExit()).as(jvm.toString()).isZero();
            assertThat(jvm.agentLines())
                    .singleElement()
                    .satisfies(line -> assertThat(line)
                            .startsWith("manometer: channel is off: io.netty.channel.ChannelOutboundBuffer: " + reason)
                            .contains("in Netty/Transport 4.1.140.Final"));
        }
        Hops hops = Hops.in(file);
        assertThat(hops.named("executors").last("totalArrivals")).isEqualTo(Servers.TASKS);
        assertThat(hops.named("orders").last("totalArrivals")).isEqualTo(2);
        assertThat(hops.health().getString("kindsOff")).startsWith("channel: ");
        assertThat(hops.health().getLong("errors")).isZero();
        return hops;
    }

    /** The pipeline over sockets, where the same initializer builds local channels too. */
    private static Hop socketsOf(Hops hops, String name) {
        return hops.descriptions().values().stream()
                .filter(event -> event.getString("name").equals(name))
                .filter(event -> event.getString("type").contains("NioSocketChannel"))
                .findFirst()
                .map(hops::of)
                .orElseThrow(() -> new AssertionError(hops.names()));
    }

    private static List<RecordedEvent> of(Hops hops, String event, Hop hop) {
        return of(hops, event, "hop", hop);
    }

    private static List<RecordedEvent> of(Hops hops, String event, String field, Hop hop) {
        return hops.events(event).stream()
                .filter(each -> each.getLong(field) == hop.id())
                .toList();
    }

    private static String run(Jdk jdk, String version, Class<?> application, Path file) {
        return run(jdk, jars(version), application, file);
    }

    private static String run(Jdk jdk, Path[] jars, Class<?> application, Path file, String... more) {
        try (ForkedJvm jvm = netty(jdk, jars, application)
                .arguments(file.toString())
                .arguments(more)
                .start()) {
            assertThat(jvm.awaitExit()).as(jvm.toString()).isZero();
            assertThat(jvm.agentLines()).isEmpty();
            return jvm.out();
        }
    }

    private static ForkedJvm.Builder netty(Jdk jdk, Path[] jars, Class<?> application) {
        return ForkedJvm.java(jdk).agent("period=100ms").classPath(jars).main(application);
    }

    /** All of Netty in this version. */
    private static Path[] jars(String version) {
        return ServerJars.copied("netty-").stream()
                .filter(jar -> jar.contains("-" + version))
                .map(ServerJars::copy)
                .toArray(Path[]::new);
    }
}
