package kz.bilik.support;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** A bank on a port of its own: it takes payment files, keeps their keys, and breaks down when a scene wants it to. */
public final class TestBank {

    private static final TestBank RUNNING = new TestBank();

    private final HttpServer server;
    private final List<String> received = new CopyOnWriteArrayList<>();
    private volatile boolean down;

    private TestBank() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/payments", this::answer);
            server.setExecutor(Executors.newCachedThreadPool(work -> {
                var thread = new Thread(work, "bank");
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
            TestPropertyValues.of("bilik.bank.url=http://127.0.0.1:"
                            + RUNNING.server.getAddress().getPort() + "/payments")
                    .applyTo(context);
        }
    }

    /** Works and has received nothing. */
    public static void beginAnew() {
        worksAgain();
        RUNNING.received.clear();
    }

    /** From now on it answers nothing but 503. */
    public static void breaksDown() {
        RUNNING.down = true;
    }

    public static void worksAgain() {
        RUNNING.down = false;
    }

    /** The keys of the files that it took, in order; one that came twice twice. */
    public static List<String> received() {
        return List.copyOf(RUNNING.received);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            if (down) {
                exchange.sendResponseHeaders(503, -1);
                return;
            }
            received.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
            exchange.sendResponseHeaders(202, -1);
        }
    }
}
