package kz.bilik.web.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Requests byte by byte, also those that no client of a library would send. */
final class Wire {

    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3})");
    private static final int PATIENCE = 20_000;

    private final int port;

    Wire(int port) {
        this.port = port;
    }

    /** @param path and query as they go over the wire; a header may be there several times */
    record Request(String method, String path, Map<String, String> headers, byte[] body) {

        Request with(String header, String value) {
            var all = new LinkedHashMap<>(headers);
            all.put(header, value);
            return new Request(method, path, all, body);
        }
    }

    record Answer(int status, List<String> headers, String body) {

        Optional<String> header(String name) {
            return headers.stream()
                    .filter(header -> header.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                    .map(header -> header.substring(name.length() + 1).strip())
                    .findFirst();
        }
    }

    Answer send(Request request) throws IOException {
        var head = new StringBuilder(request.method() + " " + request.path() + " HTTP/1.1\r\n");
        var headers = new LinkedHashMap<String, String>();
        headers.put("Host", "localhost:" + port);
        headers.put("Connection", "close");
        headers.putAll(request.headers());
        if ((request.body().length > 0 || !request.method().equals("GET"))
                && !headers.containsKey("Content-Length")
                && !headers.containsKey("Transfer-Encoding")) {
            headers.put("Content-Length", String.valueOf(request.body().length));
        }
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        head.append("\r\n");
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), PATIENCE);
            socket.setSoTimeout(PATIENCE);
            var out = socket.getOutputStream();
            try {
                out.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
                out.write(request.body());
                out.flush();
            } catch (IOException answeredBeforeItWasRead) {
                // What it says can still be read, mostly.
            }
            var all = new ByteArrayOutputStream();
            try {
                socket.getInputStream().transferTo(all);
            } catch (java.net.SocketException closed) {
                // As above.
            }
            return answer(all.toString(StandardCharsets.UTF_8));
        }
    }

    private static Answer answer(String said) {
        var end = said.indexOf("\r\n\r\n");
        var head = end < 0 ? said : said.substring(0, end);
        var status = STATUS.matcher(head);
        return new Answer(
                status.find() ? Integer.parseInt(status.group(1)) : 0,
                List.of(head.split("\r\n")),
                end < 0 ? "" : said.substring(end + 4));
    }
}
