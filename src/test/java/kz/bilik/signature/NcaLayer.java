package kz.bilik.signature;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.java_websocket.WebSocket;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.server.DefaultSSLWebSocketServerFactory;
import org.java_websocket.server.WebSocketServer;

/**
 * Speaks as NCALayer does: it greets, and answers a request of the module {@code kz.gov.pki.knca.basics}. The keys are
 * those of the demo. It listens on a port of this JVM, to which the browser is led instead of {@link #ADDRESS}: so
 * neither an officer's own NCALayer nor tests beside these are in the way.
 */
public final class NcaLayer extends WebSocketServer implements AutoCloseable {

    /** Where an officer's NCALayer listens. */
    public static final String ADDRESS = "127.0.0.1:13579";

    /** Below the ports that systems give to outgoing connections: one of those may take it between two tests. */
    public static final int PORT = freePort();

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final CountDownLatch begun = new CountDownLatch(1);
    private final List<JsonNode> asked = new ArrayList<>();
    private volatile Function<JsonNode, String> answer;

    private NcaLayer(Function<JsonNode, String> answer) {
        super(new InetSocketAddress("127.0.0.1", PORT));
        this.answer = answer;
        setReuseAddr(true);
        setWebSocketFactory(new DefaultSSLWebSocketServerFactory(TestAuthority.loopback()));
    }

    private static int freePort() {
        return ThreadLocalRandom.current()
                .ints(20_000, 32_000)
                .filter(NcaLayer::isFree)
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    /** Begins to listen; the first answer is as given. */
    public static NcaLayer that(Function<JsonNode, String> answers) {
        var layer = new NcaLayer(answers);
        layer.start();
        try {
            if (!layer.begun.await(20, TimeUnit.SECONDS)) {
                throw new IllegalStateException("Nothing listens on port " + PORT);
            }
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
        return layer;
    }

    /** From now on answers like this. */
    public void answers(Function<JsonNode, String> answers) {
        answer = answers;
    }

    /** What was asked so far. */
    public List<JsonNode> asked() {
        synchronized (asked) {
            return List.copyOf(asked);
        }
    }

    /** The holder of that demo key enters its password. */
    public static Function<JsonNode, String> signsAs(String key) {
        return request -> {
            var content = Base64.getDecoder().decode(request.at("/args/data").textValue());
            var signature = Base64.getMimeEncoder().encodeToString(DemoSignature.of(key, content));
            var result = "-----BEGIN CMS-----\r\n" + signature + "\r\n-----END CMS-----\r\n";
            var answer = JSON.createObjectNode().put("status", true);
            answer.putObject("body").putArray("result").add(result);
            return answer.toString();
        };
    }

    /** The dialogue was closed. */
    public static Function<JsonNode, String> isCancelled() {
        return request -> "{\"status\":true,\"body\":{}}";
    }

    public static Function<JsonNode, String> failsWith(String code) {
        return request -> "{\"status\":false,\"code\":\"" + code + "\",\"message\":\"…\"}";
    }

    /** A program from before that module. */
    public static Function<JsonNode, String> isOld() {
        return request -> "{\"success\":false,\"errorCode\":\"MODULE_NOT_FOUND\"}";
    }

    @Override
    public void onStart() {
        begun.countDown();
    }

    @Override
    public void onOpen(WebSocket socket, ClientHandshake handshake) {
        socket.send("{\"result\":{\"version\":\"1.4\"}}");
    }

    @Override
    public void onMessage(WebSocket socket, String message) {
        try {
            var request = JSON.readTree(message);
            synchronized (asked) {
                asked.add(request);
            }
            socket.send("--heartbeat--");
            socket.send(answer.apply(request));
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    @Override
    public void onClose(WebSocket socket, int code, String reason, boolean remote) {
        // A page has left.
    }

    @Override
    public void onError(WebSocket socket, Exception failure) {
        throw new IllegalStateException(failure);
    }

    @Override
    public void close() {
        try {
            stop(1000);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
