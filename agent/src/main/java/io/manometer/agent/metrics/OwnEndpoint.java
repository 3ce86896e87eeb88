package io.manometer.agent.metrics;

import io.manometer.agent.config.MetricsTarget;
import io.manometer.agent.config.Options;
import io.manometer.agent.log.Log;
import io.manometer.agent.metrics.http.Access;
import io.manometer.agent.metrics.http.HttpEndpoint;
import io.manometer.agent.metrics.http.Pages;
import io.manometer.agent.metrics.http.Tls;
import io.manometer.agent.metrics.http.Workers;
import io.manometer.agent.metrics.prometheus.OwnRegistry;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The agent's registry behind the agent's endpoint. It opens a second after the agent started: the JDK's HTTP server asks for a
 * system logger, and which one that is belongs to the application's main method to say first.
 */
final class OwnEndpoint implements Binding {
    private static final long DELAY_NANOS = 1_000_000_000L;
    private static final long PATIENCE_NANOS = 10_000_000_000L;

    private final long startAt = System.nanoTime() + DELAY_NANOS;
    private final MetricsTarget target;
    private final Options options;
    private final JvmSeries jvm;
    private final MetricsSink sink;
    private final Workers workers = new Workers(PATIENCE_NANOS);
    private @Nullable OwnRegistry registry;
    private boolean failed;

    OwnEndpoint(MetricsTarget target, Options options, JvmSeries jvm, MetricsSink sink) {
        this.target = target;
        this.options = options;
        this.jvm = jvm;
        this.sink = sink;
    }

    @Override
    public void sync(HopSeries[] live) {
        if (failed || System.nanoTime() < startAt) {
            return;
        }
        OwnRegistry open = registry;
        if (open != null) {
            open.sync(live);
            workers.reap();
            return;
        }
        try {
            registry = open(live);
        } catch (Throwable e) {
            failed = true;
            Log.error("metrics=" + address() + " can't be served; the application runs on without the endpoint", e);
        }
    }

    private @Nullable OwnRegistry open(HopSeries[] live) throws IOException {
        if (ModuleLayer.boot().findModule("jdk.httpserver").isEmpty()) {
            return refuse("needs the module jdk.httpserver, which this Java runtime lacks; add it"
                    + " (--add-modules jdk.httpserver, for jlink as for java)");
        }
        Access access;
        SSLContext tls;
        try {
            access = Access.of(options.metricsTokenFile(), options.metricsUsersFile());
        } catch (IOException e) {
            return refuse("is not opened without its credentials: " + e.getMessage());
        }
        try {
            tls = tls();
        } catch (IOException | GeneralSecurityException e) {
            return refuse("is not opened without TLS: metrics.tls-file=" + options.metricsTlsFile() + " can't be used ("
                    + e.getMessage() + ")");
        }
        OwnRegistry fresh = new OwnRegistry(jvm);
        fresh.sync(live);
        int port;
        try {
            InetAddress host = InetAddress.getByName(Objects.requireNonNull(target.host()));
            port = HttpEndpoint.open(
                    new InetSocketAddress(host, target.port()),
                    new RegistryPages(fresh, sink, jvm),
                    access,
                    tls,
                    workers,
                    Extremes.SCRAPERS);
        } catch (IOException e) {
            return refuse("can't be opened (" + e.getMessage() + "); name a free port of this host, or port 0");
        }
        tell(port);
        return fresh;
    }

    private @Nullable SSLContext tls() throws IOException, GeneralSecurityException {
        String file = options.metricsTlsFile();
        return file == null ? null : Tls.context(file, options.metricsTlsPasswordFile());
    }

    private @Nullable OwnRegistry refuse(String why) {
        failed = true;
        Log.error("metrics=" + address() + " " + why + ". The application runs on without the endpoint");
        return null;
    }

    private void tell(int port) {
        String line = "metrics are at " + (options.metricsTlsFile() == null ? "http://" : "https://") + target.host()
                + ":" + port + "/metrics";
        if (target.port() == 0) {
            Log.notice(line);
        } else {
            Log.info(line);
        }
        String file = options.metricsPortFile();
        if (file != null) {
            writePort(new File(file), port);
        }
    }

    /** Whole or not at all: whoever waits for the file reads it as soon as it is there. */
    private static void writePort(File file, int port) {
        File draft = new File(file.getPath() + ".tmp");
        try (FileOutputStream out = new FileOutputStream(draft)) {
            out.write((port + "\n").getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            Log.error("metrics.portfile=" + file + " can't be written (" + e.getMessage()
                    + "); name a file in a writable folder. The endpoint is open");
            return;
        }
        if (!draft.renameTo(file) && !(file.delete() && draft.renameTo(file))) {
            Log.error("metrics.portfile=" + file + " can't be replaced; the endpoint is open");
        }
    }

    private String address() {
        return target.host() + ":" + target.port();
    }

    /** What scrapers get to see. */
    private record RegistryPages(OwnRegistry registry, MetricsSink sink, JvmSeries jvm) implements Pages {
        @Override
        public String contentType(@Nullable String accept) {
            return OwnRegistry.contentType(accept);
        }

        @Override
        public byte[] metrics(String contentType, int scraper) throws IOException {
            long begin = System.nanoTime();
            byte[] page = registry.page(contentType, scraper);
            jvm.worked(System.nanoTime() - begin);
            return page;
        }

        @Override
        public void forget(int scraper) {
            for (HopSeries each : sink.live()) {
                each.forget(scraper);
            }
        }
    }
}
