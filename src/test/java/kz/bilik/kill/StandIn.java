package kz.bilik.kill;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A system outside the product, on a port of its own on loopback: it breaks down in each of three ways. */
abstract class StandIn implements AutoCloseable {

    /** How it is away. */
    enum Away {
        /** It answers. */
        NOT,
        /** It answers 503. */
        BUSY,
        /** Nobody listens. */
        GONE,
        /** It does what it is asked, and breaks off before it says so. */
        SILENT
    }

    private final int port;
    private final ExecutorService threads = Executors.newFixedThreadPool(8);
    private final AtomicInteger refused = new AtomicInteger();
    private HttpServer server;
    private volatile Away away = Away.NOT;

    StandIn() throws IOException {
        server = open(0);
        port = server.getAddress().getPort();
    }

    /** Its address. */
    String url() {
        return "http://127.0.0.1:" + port;
    }

    /** From now on it is away in that way, or back. */
    synchronized void away(Away how) throws IOException {
        if (away == Away.GONE && how != Away.GONE) {
            server = open(port);
        }
        if (how == Away.GONE && away != Away.GONE) {
            server.stop(0);
        }
        away = how;
    }

    /** How many calls got no answer while it was away; of those that found nobody it knows nothing. */
    int unanswered() {
        return refused.get();
    }

    private HttpServer open(int wanted) throws IOException {
        var opened = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted), 0);
        opened.createContext("/", this::answer);
        opened.setExecutor(threads);
        opened.start();
        return opened;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            if (away == Away.BUSY) {
                refused.incrementAndGet();
                exchange.sendResponseHeaders(503, -1);
                return;
            }
            var answer = answer(exchange, body);
            if (away == Away.SILENT) {
                refused.incrementAndGet();
                return;
            }
            if (answer.body().length == 0) {
                exchange.sendResponseHeaders(answer.status(), -1);
                return;
            }
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.status(), answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (UncheckedIOException broken) {
            throw new IOException(broken);
        }
    }

    record Answer(int status, byte[] body) {

        Answer(int status) {
            this(status, new byte[0]);
        }
    }

    abstract Answer answer(HttpExchange exchange, byte[] body) throws IOException;

    @Override
    public void close() throws IOException {
        server.stop(0);
        threads.shutdownNow();
    }
}
