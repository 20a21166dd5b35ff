package kz.bilik.kill;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import kz.bilik.support.LabourMarketContract;

/**
 * A Labour Market AIS that keeps its contract and a durable book of what it was told. Of a hundred persons three are not
 * registered as unemployed and two had a voucher elsewhere, which their numbers say.
 */
final class Ais extends StandIn {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Book book;
    private final Book contradictions;
    private final Map<String, String> known = new HashMap<>();
    private final Map<String, Integer> reports = new HashMap<>();
    private final AtomicInteger again = new AtomicInteger();

    Ais(Path folder) throws IOException {
        book = new Book(folder.resolve("ais.book"));
        contradictions = new Book(folder.resolve("ais-contradictions.book"));
    }

    /** Place, key, case, sequence, body of each report. */
    Book book() {
        return book;
    }

    Book contradictions() {
        return contradictions;
    }

    int taken() {
        synchronized (known) {
            return known.size();
        }
    }

    /** How many reports came once more, which is no fault. */
    int again() {
        return again.get();
    }

    @Override
    Answer answer(HttpExchange exchange, byte[] body) throws IOException {
        var path = exchange.getRequestURI().getPath();
        var wrong = LabourMarketContract.wrongWithCall(
                exchange.getRequestMethod(), path, exchange.getRequestHeaders().getFirst("Content-Type"), body);
        if (!wrong.isEmpty()) {
            contradictions.write("not in the contract: " + wrong);
            return new Answer(422);
        }
        if (path.startsWith("/reports/")) {
            return new Answer(take(path.substring("/reports/".length()), new String(body, StandardCharsets.UTF_8)));
        }
        var iin = JSON.readTree(body).get("iin").textValue();
        var kind = Math.floorMod(iin.hashCode(), 100);
        return new Answer(
                200,
                (path.equals("/unemployed")
                                ? "{\"registered\":" + (kind > 2) + "}"
                                : "{\"received\":" + (kind == 3 || kind == 4) + "}")
                        .getBytes(StandardCharsets.UTF_8));
    }

    private int take(String key, String body) throws IOException {
        synchronized (known) {
            var before = known.get(key);
            if (before != null) {
                again.incrementAndGet();
                if (before.equals(body)) {
                    return 200;
                }
                contradictions.write(key + " came with another content");
                return 409;
            }
            var report = JSON.readTree(body);
            var application = report.get("applicationNumber").textValue();
            var sequence = report.get("sequence").intValue();
            if (sequence != reports.getOrDefault(application, 0) + 1) {
                contradictions.write(key + " came out of order: " + application + " " + sequence);
                return 409;
            }
            book.write(known.size() + 1, key, application, sequence, body);
            known.put(key, body);
            reports.put(application, sequence);
            return 201;
        }
    }

    @Override
    public void close() throws IOException {
        super.close();
        book.close();
        contradictions.close();
    }
}
