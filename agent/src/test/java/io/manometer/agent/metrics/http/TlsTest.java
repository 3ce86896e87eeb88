package io.manometer.agent.metrics.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The endpoint by TLS, with keys that the JDK's keytool made. */
class TlsTest {
    private static final String PASSWORD = "changeit";
    private static final byte[] BEGINNING_OF_CLIENT_HELLO = {0x16, 0x03, 0x01};

    @TempDir
    Path folder;

    private Path passwordFile;

    @BeforeEach
    void writePassword() throws IOException {
        passwordFile = Files.writeString(folder.resolve("password"), PASSWORD + "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC"})
    void a_pkcs12_file_serves(String algorithm) throws Exception {
        Path keys = keys(algorithm);

        assertThat(get(Tls.context(keys.toString(), passwordFile.toString()), keys))
                .isEqualTo("all metrics");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC", "Ed25519"})
    void a_pem_file_with_key_and_certificate_serves(String algorithm) throws Exception {
        Path keys = keys(algorithm);
        Path pem = folder.resolve("metrics.pem");
        KeyStore store = load(keys);
        Files.writeString(
                pem,
                block(
                                "PRIVATE KEY",
                                store.getKey("endpoint", PASSWORD.toCharArray()).getEncoded())
                        + block("CERTIFICATE", store.getCertificate("endpoint").getEncoded()));

        assertThat(get(Tls.context(pem.toString(), null), keys)).isEqualTo("all metrics");
    }

    @Test
    void what_holds_no_key_is_refused() throws Exception {
        Path keys = keys("EC");
        Path wrong = Files.writeString(folder.resolve("wrong"), "other\n");
        Path noKey = Files.writeString(
                folder.resolve("certificate.pem"),
                block("CERTIFICATE", load(keys).getCertificate("endpoint").getEncoded()));
        Path text = Files.writeString(folder.resolve("text"), "no key at all");
        Path cut = Files.writeString(folder.resolve("cut.pem"), "-----BEGIN PRIVATE KEY-----\nMIIE");

        assertThatThrownBy(() -> Tls.context(keys.toString(), wrong.toString())).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> Tls.context(noKey.toString(), null)).hasMessageContaining("BEGIN PRIVATE KEY");
        assertThatThrownBy(() -> Tls.context(text.toString(), passwordFile.toString()))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> Tls.context(cut.toString(), null)).hasMessageContaining("END PRIVATE KEY");
        assertThatThrownBy(() -> Tls.context(folder.resolve("missing").toString(), null))
                .isInstanceOf(IOException.class);
    }

    @Test
    void a_handshake_that_never_ends_is_cut_off() throws Exception {
        Workers workers = new Workers(1_000_000_000L);
        int port = open(Tls.context(keys("EC").toString(), passwordFile.toString()), workers);
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream().write(BEGINNING_OF_CLIENT_HELLO);
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> workers.busy() == 1);
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> {
                workers.reap();
                return workers.busy() == 0;
            });
            socket.setSoTimeout(30_000);
            assertThat(socket.getInputStream().read()).isNegative();
        }
    }

    private String get(SSLContext server, Path trusted) throws Exception {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trustStore(trusted));
        SSLContext client = SSLContext.getInstance("TLS");
        client.init(null, trust.getTrustManagers(), null);
        int port = open(server, new Workers(10_000_000_000L));
        HttpResponse<String> response = HttpClient.newBuilder()
                .sslContext(client)
                .build()
                .send(
                        HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port + "/metrics"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body();
    }

    private static int open(SSLContext server, Workers workers) throws IOException {
        return HttpEndpoint.open(
                new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0),
                new OnePage("all metrics".getBytes(StandardCharsets.UTF_8), new AtomicInteger()),
                Access.of(null, null),
                server,
                workers,
                1);
    }

    private KeyStore trustStore(Path keys) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("endpoint", load(keys).getCertificate("endpoint"));
        return trusted;
    }

    private static KeyStore load(Path keys) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }

    private Path keys(String algorithm) throws Exception {
        Path keys = folder.resolve(algorithm + ".p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "endpoint",
                        "-keyalg",
                        algorithm,
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=IP:127.0.0.1",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        keys.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
        return keys;
    }

    private static String block(String type, byte[] content) {
        return "-----BEGIN " + type + "-----\n" + Base64.getMimeEncoder().encodeToString(content) + "\n-----END " + type
                + "-----\n";
    }
}
