package io.manometer.agent.metrics.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Serves {@code /metrics} and {@code /-/healthy} by the HTTP server of module jdk.httpserver. */
public final class HttpEndpoint {
    private static final int BACKLOG = 16;
    private static final String TEXT = "text/plain; charset=utf-8";

    private final Pages pages;
    private final Access access;
    private final Scrapers scrapers;

    private HttpEndpoint(Pages pages, Access access, int scrapers) {
        this.pages = pages;
        this.access = access;
        this.scrapers = new Scrapers(scrapers);
    }

    /**
     * Begins to listen. To be called on a daemon thread: the server's own thread takes after it.
     *
     * @param tls null for plain HTTP
     * @param places how many scrapers are told apart
     * @return the port
     * @throws IOException when the address is taken, or none of this host's
     */
    public static int open(
            InetSocketAddress address,
            Pages pages,
            Access access,
            @Nullable SSLContext tls,
            Executor workers,
            int places)
            throws IOException {
        HttpServer server;
        if (tls == null) {
            server = HttpServer.create(address, BACKLOG);
        } else {
            HttpsServer secure = HttpsServer.create(address, BACKLOG);
            secure.setHttpsConfigurator(new HttpsConfigurator(tls));
            server = secure;
        }
        HttpEndpoint endpoint = new HttpEndpoint(pages, access, places);
        server.setExecutor(workers);
        server.createContext("/", endpoint::handle);
        server.start();
        return server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String method = exchange.getRequestMethod();
            if (!method.equals("GET") && !method.equals("HEAD")) {
                exchange.getResponseHeaders().set("Allow", "GET, HEAD");
                say(exchange, 405, "only GET and HEAD\n");
                return;
            }
            switch (exchange.getRequestURI().getPath()) {
                case "/metrics" -> metrics(exchange);
                case "/-/healthy" -> say(exchange, 200, "healthy\n");
                default -> say(exchange, 404, "metrics are at /metrics\n");
            }
        }
    }

    private void metrics(HttpExchange exchange) throws IOException {
        Headers request = exchange.getRequestHeaders();
        if (!access.allows(request.getFirst("Authorization"))) {
            for (String challenge : access.challenges()) {
                exchange.getResponseHeaders().add("WWW-Authenticate", challenge);
            }
            say(exchange, 401, "the credentials that the agent was started with, please\n");
            return;
        }
        String type = pages.contentType(request.getFirst("Accept"));
        int scraper = scrapers.place(
                exchange.getRemoteAddress().getAddress() + " " + request.getFirst("User-Agent"), pages::forget);
        answer(exchange, 200, type, pages.metrics(type, scraper));
    }

    private static void say(HttpExchange exchange, int status, String text) throws IOException {
        answer(exchange, status, TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void answer(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        exchange.sendResponseHeaders(status, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }
}
