package io.manometer.agent.metrics.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bad scrapers on real sockets. The page is larger than what the sockets' buffers hold, so that who doesn't read blocks a worker. */
class HttpEndpointTest {
    private static final int PAGE = 16 << 20;
    private static final long PATIENCE_NANOS = 3_000_000_000L;

    /** More than can be answered and can wait. */
    private static final int MANY = 40;

    private static final String REQUEST = "GET /metrics HTTP/1.1\r\nHost: here\r\nConnection: close\r\n";

    private final Workers workers = new Workers(PATIENCE_NANOS);
    private final AtomicInteger pagesAsked = new AtomicInteger();
    private final List<Socket> sockets = new ArrayList<>();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ScheduledExecutorService reaper = Executors.newSingleThreadScheduledExecutor();
    private int port;

    @BeforeEach
    void open() throws IOException {
        port = HttpEndpoint.open(
                new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0),
                new OnePage(new byte[PAGE], pagesAsked),
                Access.of(null, null),
                null,
                workers,
                1);
        // As the agent's publisher does.
        reaper.scheduleWithFixedDelay(workers::reap, 100, 100, TimeUnit.MILLISECONDS);
    }

    @AfterEach
    void close() throws IOException {
        reaper.shutdownNow();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    @Test
    void while_some_never_read_others_are_served() throws Exception {
        for (int i = 0; i < Workers.THREADS - 1; i++) {
            send(REQUEST + "\r\n");
        }
        patiently().until(() -> workers.threads() == Workers.THREADS - 1 && workers.waitingNow() == 0);

        assertThat(get("/-/healthy").statusCode()).isEqualTo(200);
        patiently().ignoreExceptions().until(() -> get("/metrics").body().length == PAGE);
    }

    @Test
    void when_all_workers_hang_those_who_never_read_are_cut_off_and_it_goes_on() throws Exception {
        for (int i = 0; i < Workers.THREADS; i++) {
            send(REQUEST + "\r\n");
        }
        patiently().until(() -> pagesAsked.get() == Workers.THREADS);
        untilServedAgain();
        patiently().until(() -> workers.busy() == 0);
        for (Socket socket : sockets) {
            assertThat(readToEnd(socket)).as("bytes that were left in buffers").isLessThan(PAGE);
        }
    }

    @Test
    void half_a_request_is_cut_off_too() throws Exception {
        for (int i = 0; i < Workers.THREADS; i++) {
            send(REQUEST);
        }
        untilServedAgain();
        for (Socket socket : sockets) {
            assertThat(readToEnd(socket)).isZero();
        }
    }

    @Test
    void forty_at_once_are_turned_away_or_cut_off_one_and_all() throws Exception {
        for (int i = 0; i < MANY; i++) {
            send(i % 2 == 0 ? REQUEST : REQUEST + "\r\n");
        }
        untilServedAgain();
        assertThat(workers.threads()).isLessThanOrEqualTo(Workers.THREADS);
        for (Socket socket : sockets) {
            patiently().until(() -> ended(socket));
        }
    }

    @Test
    void connections_that_say_nothing_hold_no_worker() throws Exception {
        for (int i = 0; i < MANY; i++) {
            send("");
        }
        assertThat(get("/-/healthy").statusCode()).isEqualTo(200);
        assertThat(workers.threads()).isEqualTo(1);
    }

    private void untilServedAgain() {
        patiently().ignoreExceptions().until(() -> get("/-/healthy").statusCode() == 200);
    }

    private void send(String text) throws IOException {
        Socket socket = new Socket();
        sockets.add(socket);
        socket.setReceiveBufferSize(4096);
        socket.setSoTimeout(60_000);
        socket.connect(new InetSocketAddress("127.0.0.1", port));
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(30))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    private static boolean ended(Socket socket) throws IOException {
        socket.setSoTimeout(200);
        try {
            readToEnd(socket);
            return true;
        } catch (java.net.SocketTimeoutException e) {
            return false;
        }
    }

    /** How many bytes came before the end, or before the connection was reset. */
    private static long readToEnd(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        byte[] buffer = new byte[1 << 16];
        long sum = 0;
        try {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                sum += read;
            }
        } catch (java.net.SocketTimeoutException e) {
            throw e;
        } catch (IOException e) {
            return sum; // reset
        }
        return sum;
    }

    /** A busy machine is no failure. */
    private static ConditionFactory patiently() {
        return Awaitility.await().atMost(Duration.ofSeconds(60));
    }
}
