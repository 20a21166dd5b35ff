package kz.bilik.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import kz.bilik.payment.Bank;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BankTest {

    private final Bank.PaymentFile file =
            new Bank.PaymentFile("ACT-2026-75-000001-1", "<Document/>".getBytes(StandardCharsets.UTF_8));

    @Test
    void aPaymentFileThatIsSentAgainLiesInTheOutboxOnce(@TempDir Path folder) throws Exception {
        var bank = new Banks().bank(new BankSettings(null, folder.resolve("outbox"), Duration.ofSeconds(1)));
        bank.send(file);
        bank.send(file);

        try (var files = Files.list(folder.resolve("outbox"))) {
            assertThat(files).containsExactly(folder.resolve("outbox/ACT-2026-75-000001-1.xml"));
        }
        assertThat(folder.resolve("outbox/ACT-2026-75-000001-1.xml")).hasBinaryContent(file.content());
    }

    @Test
    void aBankWithAnAddressGetsTheFileWithTheKeyByWhichItKnowsItAgain(@TempDir Path folder) throws Exception {
        List<String> received = new CopyOnWriteArrayList<>();
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/payments", call -> {
            received.add(call.getRequestHeaders().getFirst("Idempotency-Key") + " "
                    + new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            call.sendResponseHeaders(received.size() == 1 ? 202 : 503, -1);
            call.close();
        });
        server.start();
        try {
            var address = URI.create("http://localhost:" + server.getAddress().getPort() + "/payments");
            var bank = new Banks().bank(new BankSettings(address, folder, Duration.ofSeconds(5)));
            bank.send(file);
            assertThat(received).containsExactly("ACT-2026-75-000001-1 <Document/>");
            assertThatThrownBy(() -> bank.send(file)).hasMessageContaining("503");
        } finally {
            server.stop(0);
        }
    }
}
