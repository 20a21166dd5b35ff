package kz.bilik.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import kz.bilik.calendar.LegalClock;
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
        overHttp().refusalFormed("A-2026-75-000001", List.of("себеп"));
        overHttp().voucherChanged("V-2026-75-000001", "ISSUED", DAY);

        overHttp().refusalOverturned("A-2026-75-000001", "17-K", DAY);

        assertThat(requests).hasSize(5);
        assertThat(requests.get(0)).startsWith("POST /unemployed {").contains("920315390109", "2026-09-14");
        assertThat(requests.get(2))
                .startsWith("PUT /refusals/A-2026-75-000001 ")
                .contains("себеп");
        assertThat(requests.get(3))
                .startsWith("PUT /vouchers/V-2026-75-000001/events/ISSUED/2026-09-14 ")
                .contains("\"2026-09-14\"");
        assertThat(requests.get(4))
                .startsWith("PUT /refusals/A-2026-75-000001/overturning ")
                .contains("\"17-K\"", "\"2026-09-14\"");
        assertThat(requests).noneMatch(request -> request.split(" ")[1].contains("920315390109"));
    }

    @Test
    void anAisThatFailsOrSaysNothingIsNeverANo() {
        status = 503;
        assertThatThrownBy(() -> overHttp().registeredAsUnemployed(PERSON_01, DAY))
                .isInstanceOf(Exception.class);
        assertThatThrownBy(() -> overHttp().refusalFormed("A-1", List.of("x"))).isInstanceOf(Exception.class);
        status = 200;
        assertThatThrownBy(() -> overHttp().registeredAsUnemployed(PERSON_01, DAY))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> overHttp().voucherReceivedElsewhere(PERSON_01, 2026))
                .isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void theDemosRegisterKnowsWhoIsUnemployedAndKeepsWhatItWasToldOnce(TestDatabase database) {
        new DemoLabourMarket(database.jdbc(), database.transactionManager()).afterPropertiesSet();
        new DemoLabourMarket(database.jdbc(), database.transactionManager()).afterPropertiesSet();
        var register = new LabourMarketRegister(database.jdbc(), new LegalClock(Clock.systemUTC()));

        assertThat(register.registeredAsUnemployed(PERSON_01, DAY)).isTrue();
        assertThat(register.registeredAsUnemployed(PERSON_01, LocalDate.of(2026, 1, 1)))
                .isFalse();
        assertThat(register.registeredAsUnemployed(PERSON_19, DAY)).isFalse();
        assertThat(register.registeredAsUnemployed(PERSON_20, DAY)).isTrue();
        assertThat(register.voucherReceivedElsewhere(PERSON_20, 2026)).isTrue();
        assertThat(register.voucherReceivedElsewhere(PERSON_20, 2027)).isFalse();
        assertThat(register.voucherReceivedElsewhere(PERSON_01, 2026)).isFalse();

        for (int i = 0; i < 2; i++) {
            register.refusalFormed("A-1", List.of("a", "b"));
            register.voucherChanged("V-1", "ISSUED", DAY);
        }
        assertThat(database.jdbc()
                        .sql("select count(*) from labour_market_refusal")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        assertThat(database.jdbc()
                        .sql("select count(*) from labour_market_voucher_event")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void aRefusalThatWasOverturnedDoesNotStandUntilItIsFormedAnew(TestDatabase database) {
        var register = new LabourMarketRegister(database.jdbc(), new LegalClock(Clock.systemUTC()));
        register.refusalFormed("A-1", List.of("a"));
        for (int again = 0; again < 2; again++) {
            register.refusalOverturned("A-1", "17-K", DAY);
            assertThat(overturnedBy(database)).containsExactly("17-K");
        }
        register.refusalFormed("A-1", List.of("b"));
        assertThat(overturnedBy(database)).isEmpty();
    }

    private static List<String> overturnedBy(TestDatabase database) {
        return database.jdbc()
                .sql("select overturned_by from labour_market_refusal where overturned_by is not null")
                .query(String.class)
                .list();
    }

    @Test
    void withoutTheDemoNothingStartsUntilTheAisIsConnected() {
        var none = new LabourMarketSettings(null, "", Duration.ofSeconds(1));
        var demo = new MockEnvironment();
        demo.setActiveProfiles("demo");
        var earnest = new MockEnvironment();
        earnest.setActiveProfiles("postgres");
        var markets = new LabourMarkets();

        assertThat(markets.labourMarket(none, demo, null, null)).isInstanceOf(LabourMarketRegister.class);
        assertThatThrownBy(() -> markets.labourMarket(none, earnest, null, null))
                .hasMessageContaining("bilik.labour-market.url");
        var connected = new LabourMarketSettings(URI.create("https://ais.example"), "", Duration.ofSeconds(1));
        assertThat(markets.labourMarket(connected, earnest, null, null)).isInstanceOf(LabourMarketOverHttp.class);
    }
}
