package io.manometer.agent.testing;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** More requests at a time than a server has threads for. */
public final class Requests {
    public static final int ROUNDS = 3;
    public static final int AT_A_TIME = 30;

    private Requests() {}

    /** What a slow handler does. */
    public static void work() {
        try {
            Thread.sleep(40);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Sends them all and waits for the answers. */
    public static void ask(int port) {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/"))
                .build();
        for (int round = 0; round < ROUNDS; round++) {
            List<CompletableFuture<HttpResponse<Void>>> answers = new ArrayList<>();
            for (int i = 0; i < AT_A_TIME; i++) {
                answers.add(client.sendAsync(request, HttpResponse.BodyHandlers.discarding()));
            }
            for (CompletableFuture<HttpResponse<Void>> answer : answers) {
                if (answer.join().statusCode() != 200) {
                    throw new IllegalStateException("status " + answer.join().statusCode());
                }
            }
        }
    }
}
