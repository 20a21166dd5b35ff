package kz.bilik.kill;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** The nodes as callers meet them: whoever gets no answer from one asks another. */
final class Nodes {

    /** Nobody answered, or not with an answer: whoever wants something has to ask again. */
    static final class NoAnswer extends Exception {

        private static final long serialVersionUID = 1;

        /** Not to be asked again before. */
        private final int seconds;

        NoAnswer(String why) {
            this(why, 0);
        }

        NoAnswer(String why, int seconds) {
            super(why);
            this.seconds = seconds;
        }

        int seconds() {
            return seconds;
        }
    }

    /** An answer that is one, whatever it says. */
    record Answer(int status, byte[] body, HttpResponse<byte[]> whole) {

        boolean isYes() {
            return status >= 200 && status < 300;
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final List<Node> nodes;
    private final Map<String, AtomicInteger> met = new TreeMap<>();
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    Nodes(List<Node> nodes) {
        this.nodes = nodes;
    }

    List<Node> all() {
        return nodes;
    }

    /** One of them; which of them runs, a caller does not know. */
    Node some() {
        return nodes.get(ThreadLocalRandom.current().nextInt(nodes.size()));
    }

    boolean everybodyServes() {
        return nodes.stream().allMatch(Node::healthy);
    }

    /** Calls the API of some node with the demo's login of that name; for a person when one is named. */
    Answer call(String login, String person, HttpRequest.Builder request, String path) throws NoAnswer {
        request.uri(URI.create(some().url() + path)).header("Authorization", basic(login));
        if (person != null) {
            request.header("Bilik-Acting-For", person);
        }
        return send(client, request);
    }

    static String basic(String login) {
        return "Basic " + Base64.getEncoder().encodeToString((login + ":demo").getBytes(StandardCharsets.UTF_8));
    }

    /** Sends it; a 5xx, a 429 and a broken connection are no answer. */
    Answer send(HttpClient sender, HttpRequest.Builder request) throws NoAnswer {
        try {
            var response = sender.send(
                    request.timeout(PATIENCE).header("Accept-Language", "en").build(), BodyHandlers.ofByteArray());
            var status = response.statusCode();
            count("HTTP " + status);
            if (status >= 500 || status == 429) {
                var wait = response.headers().firstValue("Retry-After").orElse("0");
                throw new NoAnswer("HTTP " + status, wait.matches("\\d{1,3}") ? Integer.parseInt(wait) : 0);
            }
            return new Answer(status, response.body(), response);
        } catch (IOException broken) {
            count("no connection or broken off");
            throw new NoAnswer(broken.toString());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new NoAnswer("interrupted");
        }
    }

    private void count(String what) {
        synchronized (met) {
            met.computeIfAbsent(what, none -> new AtomicInteger()).incrementAndGet();
        }
    }

    /** What callers were answered, how often. */
    Map<String, Integer> met() {
        synchronized (met) {
            var counted = new TreeMap<String, Integer>();
            met.forEach((what, times) -> counted.put(what, times.get()));
            return counted;
        }
    }
}
