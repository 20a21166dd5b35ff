package kz.bilik.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import kz.bilik.signature.DemoSignature;

/** A client of the API with its demo login, as a program would write it: HTTP and nothing of ours. */
final class Caller {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final int port;
    private final String login;

    Caller(int port, String login) {
        this.port = port;
        this.login = login;
    }

    /** One part of an upload; the header of its disposition as it goes over the wire. */
    record Part(String disposition, byte[] content) {

        static Part of(String name, String fileName, byte[] content) {
            return new Part("form-data; name=\"" + name + "\"; filename=\"" + fileName + "\"", content);
        }
    }

    HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    HttpResponse<String> post(String path, String json) {
        return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
    }

    HttpResponse<String> post(String path, String type, byte[] body) {
        return send(request(path).header("Content-Type", type).POST(BodyPublishers.ofByteArray(body)));
    }

    HttpResponse<String> upload(String path, List<Part> parts) {
        return post(path, "multipart/form-data; boundary=part-of-it", multipart(parts));
    }

    /** The sample's application, changed, signed and enclosed with its documents. */
    List<Part> application(Consumer<ObjectNode> change) {
        try {
            var form = (ObjectNode) JSON.readTree(Files.readAllBytes(Path.of("demo/application.json")));
            form.put("submissionId", UUID.randomUUID().toString());
            change.accept(form);
            var bytes = JSON.writeValueAsBytes(form);
            var parts = new ArrayList<>(List.of(
                    Part.of("application", "application.json", bytes),
                    Part.of("signature", "application.p7s", DemoSignature.of(login, bytes))));
            for (var document : form.get("documents")) {
                var name = document.get("fileName").textValue();
                var sample = Path.of("demo/documents", name);
                if (Files.exists(sample)) {
                    parts.add(Part.of("documents", name, Files.readAllBytes(sample)));
                }
            }
            return parts;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The same call so many times in the same moment. */
    static List<HttpResponse<String>> atOnce(int times, Callable<HttpResponse<String>> call) throws Exception {
        var start = new CyclicBarrier(times);
        var pool = Executors.newFixedThreadPool(times);
        try {
            var answers = new ArrayList<HttpResponse<String>>();
            var calls = new ArrayList<Callable<HttpResponse<String>>>();
            for (var copy = 0; copy < times; copy++) {
                calls.add(() -> {
                    start.await();
                    return call.call();
                });
            }
            for (var answer : pool.invokeAll(calls)) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            pool.shutdownNow();
        }
    }

    private static byte[] multipart(List<Part> parts) {
        var body = new ByteArrayOutputStream();
        for (var part : parts) {
            body.writeBytes(("--part-of-it\r\nContent-Disposition: " + part.disposition() + "\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            body.writeBytes(part.content());
            body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        }
        body.writeBytes("--part-of-it--\r\n".getBytes(StandardCharsets.UTF_8));
        return body.toByteArray();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Accept-Language", "en")
                .header(
                        "Authorization",
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString((login + ":demo").getBytes(StandardCharsets.UTF_8)));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (Exception unreachable) {
            throw new IllegalStateException(unreachable);
        }
    }
}
