package kz.bilik.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import kz.bilik.identity.Iin;
import kz.bilik.support.TestDatabases.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.mock.env.MockEnvironment;

@Tag("database")
class LabourMarketTest {

    private static final Iin PERSON_01 = Iin.of("920315390109");
    private static final Iin PERSON_19 = Iin.of("930828491332");
    private static final Iin PERSON_20 = Iin.of("970515391400");
    private static final LocalDate DAY = LocalDate.of(2026, 9, 14);

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private volatile int status = 200;
    private volatile String answer = "{}";

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            var body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private LabourMarketOverHttp overHttp() {
        return new LabourMarketOverHttp(new LabourMarketSettings(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()), "secret", Duration.ofSeconds(5)));
    }

    @Test
    void theAisIsAskedWithoutAPersonsNumberInTheAddress() {
        answer = "{\"registered\":true}";
        assertThat(overHttp().registeredAsUnemployed(PERSON_01, DAY)).isTrue();
        answer = "{\"received\":false}";
        assertThat(overHttp().voucherReceivedElsewhere(PERSON_01, 2026)).isFalse();

        assertThat(requests).hasSize(2);
        assertThat(requests.get(0)).startsWith("POST /unemployed {").contains("920315390109", "2026-09-14");
        assertThat(requests.get(1)).startsWith("POST /vouchers {").contains("920315390109", "2026");
        assertThat(requests).noneMatch(request -> request.split(" ")[1].contains("920315390109"));
    }

    @Test
    void anAisThatFailsOrSaysNothingIsNeverANo() {
        status = 503;
        assertThatThrownBy(() -> overHttp().registeredAsUnemployed(PERSON_01, DAY))
                .isInstanceOf(Exception.class);
        status = 200;
        assertThatThrownBy(() -> overHttp().registeredAsUnemployed(PERSON_01, DAY))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> overHttp().voucherReceivedElsewhere(PERSON_01, 2026))
                .isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void theDemosRegisterKnowsWhoIsUnemployed(TestDatabase database) {
        new DemoLabourMarket(database.jdbc(), database.transactionManager()).afterPropertiesSet();
        new DemoLabourMarket(database.jdbc(), database.transactionManager()).afterPropertiesSet();
        var register = new LabourMarketRegister(database.jdbc());

        assertThat(register.registeredAsUnemployed(PERSON_01, DAY)).isTrue();
        assertThat(register.registeredAsUnemployed(PERSON_01, LocalDate.of(2026, 1, 1)))
                .isFalse();
        assertThat(register.registeredAsUnemployed(PERSON_19, DAY)).isFalse();
        assertThat(register.registeredAsUnemployed(PERSON_20, DAY)).isTrue();
        assertThat(register.voucherReceivedElsewhere(PERSON_20, 2026)).isTrue();
        assertThat(register.voucherReceivedElsewhere(PERSON_20, 2027)).isFalse();
        assertThat(register.voucherReceivedElsewhere(PERSON_01, 2026)).isFalse();
    }

    @Test
    void withoutTheDemoNothingStartsUntilTheAisIsConnected() {
        var none = new LabourMarketSettings(null, "", Duration.ofSeconds(1));
        var demo = new MockEnvironment();
        demo.setActiveProfiles("demo");
        var earnest = new MockEnvironment();
        earnest.setActiveProfiles("postgres");
        var markets = new LabourMarkets();

        assertThat(markets.labourMarket(none, demo, null)).isInstanceOf(LabourMarketRegister.class);
        assertThatThrownBy(() -> markets.labourMarket(none, earnest, null))
                .hasMessageContaining("bilik.labour-market.url");
        var connected = new LabourMarketSettings(URI.create("https://ais.example"), "", Duration.ofSeconds(1));
        assertThat(markets.labourMarket(connected, earnest, null)).isInstanceOf(LabourMarketOverHttp.class);
        assertThat(markets.reportDesk(none, demo, null, null, null)).isInstanceOf(ReportRegister.class);
        assertThatThrownBy(() -> markets.reportDesk(none, earnest, null, null, null))
                .hasMessageContaining("bilik.labour-market.url");
        assertThat(markets.reportDesk(connected, earnest, null, null, null)).isInstanceOf(ReportDeskOverHttp.class);
    }
}
