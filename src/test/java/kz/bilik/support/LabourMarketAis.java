package kz.bilik.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import kz.bilik.identity.Iin;
import kz.bilik.record.DemoTable;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A Labour Market AIS on a port of its own: it knows the demo's persons, keeps what it is told, and breaks down when a
 * scene wants it to. The product talks to it as to the real one, and only as their contract says.
 */
public final class LabourMarketAis {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final LabourMarketAis RUNNING = new LabourMarketAis();

    private final HttpServer server;
    private final Map<String, LocalDate> unemployedSince = new ConcurrentHashMap<>();
    private final Set<String> vouchersElsewhere = new HashSet<>();
    private final Set<String> notRegisteredAnyMore = new HashSet<>();
    private final Set<String> vouchersSince = new HashSet<>();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final Map<String, JsonNode> reports = new HashMap<>();
    private volatile boolean down;

    private LabourMarketAis() {
        try {
            know();
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", this::answer);
            server.setExecutor(Executors.newCachedThreadPool(work -> {
                var thread = new Thread(work, "labour-market-ais");
                thread.setDaemon(true);
                return thread;
            }));
            server.start();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Points a context at it. */
    public static final class Connected implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            TestPropertyValues.of("bilik.labour-market.url=http://127.0.0.1:"
                            + RUNNING.server.getAddress().getPort())
                    .applyTo(context);
        }
    }

    /** Works, has been told nothing, and knows everybody as the demo's data has them. */
    public static void beginAnew() {
        worksAgain();
        RUNNING.told.clear();
        synchronized (RUNNING.reports) {
            RUNNING.reports.clear();
        }
        RUNNING.notRegisteredAnyMore.clear();
        RUNNING.vouchersSince.clear();
    }

    /** From now on it answers nothing but 503. */
    public static void breaksDown() {
        RUNNING.down = true;
    }

    public static void worksAgain() {
        RUNNING.down = false;
    }

    /** That demo person is no longer registered as unemployed. */
    public static void strikesOff(String person) throws IOException {
        RUNNING.notRegisteredAnyMore.add(Story.person(person).get("iin"));
    }

    /** That demo person received a voucher of that year that was not issued here. */
    public static void hasVoucherElsewhere(String person, int year) throws IOException {
        RUNNING.vouchersSince.add(Story.person(person).get("iin") + " " + year);
    }

    /** Somebody who is none of the demo's persons registers as unemployed. */
    public static void registers(Iin iin, LocalDate since) {
        RUNNING.unemployedSince.put(iin.value(), since);
    }

    /**
     * What it was told, in order: the event, the voucher with its last day or else the application, such as {@code
     * VOUCHER_CANCELLED V-… 2026-11-13} or {@code REFUSAL_FORMED A-…}.
     */
    public static List<String> told() {
        return List.copyOf(RUNNING.told);
    }

    private void know() {
        var iins = new HashMap<String, String>();
        DemoTable.rows("persons.csv").forEach(row -> iins.put(row.get("number"), row.get("iin")));
        for (var row : DemoTable.rows("labour-market.csv")) {
            var iin = iins.get(row.get("person"));
            unemployedSince.put(iin, row.day("registeredFrom"));
            if (!row.get("voucherElsewhereYear").isEmpty()) {
                vouchersElsewhere.add(iin + " " + row.get("voucherElsewhereYear"));
            }
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            if (down) {
                exchange.sendResponseHeaders(503, -1);
                return;
            }
            var wrong = LabourMarketContract.wrongWithCall(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getPath(),
                    exchange.getRequestHeaders().getFirst("Content-Type"),
                    body);
            if (!wrong.isEmpty()) {
                // Names what is wrong and repeats no value.
                System.err.println("Not in the contract with the Labour Market AIS: " + wrong);
                exchange.sendResponseHeaders(422, -1);
                return;
            }
            var path = exchange.getRequestURI().getPath().substring(1);
            if (exchange.getRequestMethod().equals("PUT")) {
                exchange.sendResponseHeaders(take(path, JSON.readTree(body)), -1);
                return;
            }
            var answer = answer(path, JSON.readTree(body)).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    /** A report is taken once, and only after the one before it in its case; the answer is the status. */
    private int take(String path, JsonNode report) {
        synchronized (reports) {
            var known = reports.get(path);
            if (known != null) {
                return known.equals(report) ? 200 : 409;
            }
            var application = report.get("applicationNumber").textValue();
            var before = reports.values().stream()
                    .filter(each -> each.get("applicationNumber").textValue().equals(application))
                    .count();
            if (report.get("sequence").longValue() != before + 1) {
                return 409;
            }
            reports.put(path, report);
            var voucher = report.get("voucher");
            told.add(report.get("event").textValue() + " "
                    + (voucher == null
                            ? application
                            : voucher.get("number").textValue() + " "
                                    + voucher.get("lastDay").textValue()));
            return 201;
        }
    }

    private static String statistics() {
        return DemoTable.rows("statistics.csv").stream()
                .map(row -> "{\"region\":\"%s\",\"unemployed\":%s,\"vouchersElsewhere\":%s}"
                        .formatted(row.get("region"), row.get("unemployed"), row.get("vouchersElsewhere")))
                .collect(java.util.stream.Collectors.joining(",", "[", "]"));
    }

    private String answer(String path, JsonNode question) {
        if (path.equals("statistics")) {
            return statistics();
        }
        var iin = question.get("iin").textValue();
        if (path.equals("unemployed")) {
            var day = LocalDate.parse(question.get("day").textValue());
            var since = unemployedSince.get(iin);
            var registered = since != null && !since.isAfter(day) && !notRegisteredAnyMore.contains(iin);
            return "{\"registered\":" + registered + "}";
        }
        var voucher = iin + " " + question.get("year").intValue();
        return "{\"received\":" + (vouchersElsewhere.contains(voucher) || vouchersSince.contains(voucher)) + "}";
    }
}
