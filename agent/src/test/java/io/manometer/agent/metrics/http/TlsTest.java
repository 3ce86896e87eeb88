package io.manometer.agent.metrics.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The endpoint by TLS, with keys that the JDK's keytool made. */
class TlsTest {
    private static final String PASSWORD = "changeit";

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

    private String get(SSLContext server, Path trusted) throws Exception {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trustStore(trusted));
        SSLContext client = SSLContext.getInstance("TLS");
        client.init(null, trust.getTrustManagers(), null);
        int port = HttpEndpoint.open(
                new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0),
                new OnePage(),
                Access.of(null, null),
                server,
                new Workers(10_000_000_000L),
                1);
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

    private static final class OnePage implements Pages {
        @Override
        public String contentType(String accept) {
            return "text/plain";
        }

        @Override
        public byte[] metrics(String contentType, int scraper) {
            return "all metrics".getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public void forget(int scraper) {}
    }
}
