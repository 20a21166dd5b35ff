package kz.bilik.integration;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import kz.bilik.application.LabourMarketReports.ApplicationForwarded;
import kz.bilik.application.LabourMarketReports.ApplicationWithdrawn;
import kz.bilik.application.LabourMarketReports.Certificate;
import kz.bilik.application.LabourMarketReports.CertificateAnnulled;
import kz.bilik.application.LabourMarketReports.CertificateRejected;
import kz.bilik.application.LabourMarketReports.Days;
import kz.bilik.application.LabourMarketReports.Event;
import kz.bilik.application.LabourMarketReports.Ground;
import kz.bilik.application.LabourMarketReports.LastDayMoved;
import kz.bilik.application.LabourMarketReports.RefusalFormed;
import kz.bilik.application.LabourMarketReports.RefusalOverturned;
import kz.bilik.application.LabourMarketReports.SickLeaveReceived;
import kz.bilik.application.LabourMarketReports.UseUndone;
import kz.bilik.application.LabourMarketReports.Voucher;
import kz.bilik.application.LabourMarketReports.VoucherCancelled;
import kz.bilik.application.LabourMarketReports.VoucherExtended;
import kz.bilik.application.LabourMarketReports.VoucherIssued;
import kz.bilik.application.LabourMarketReports.VoucherUsed;
import kz.bilik.application.LabourMarketReports.VoucherWithdrawn;
import kz.bilik.support.LabourMarketContract;
import kz.bilik.support.LabourMarketContract.Example;
import kz.bilik.support.TestDatabases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** What goes to the Labour Market AIS over HTTP, and what comes back, is what {@code docs/contracts} says. */
@Tag("database")
class LabourMarketContractTest {

    private static final LocalDate DAY = LocalDate.of(2026, 9, 14);
    private static final Voucher VOUCHER = new Voucher("V-2026-75-000001", DAY, DAY.plusDays(60));
    private static final Certificate CERTIFICATE = new Certificate(
            "SHEET",
            "",
            "0012345",
            List.of(new Days(DAY.plusDays(2), DAY.plusDays(5))),
            OffsetDateTime.parse("2026-09-20T10:00:00.123456+05:00"));

    private final List<String> addresses = new CopyOnWriteArrayList<>();
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final List<String> wrong = new CopyOnWriteArrayList<>();
    private final List<String> tokens = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private volatile int status = 201;
    private volatile String answer = "";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::take);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            var method = exchange.getRequestMethod();
            var path = exchange.getRequestURI().getPath();
            addresses.add(method + " " + exchange.getRequestURI());
            bodies.add(new String(body, StandardCharsets.UTF_8));
            tokens.add(exchange.getRequestHeaders().getFirst("Authorization"));
            wrong.addAll(LabourMarketContract.wrongWithCall(
                    method, path, exchange.getRequestHeaders().getFirst("Content-Type"), body));
            var bytes = answer.getBytes(StandardCharsets.UTF_8);
            wrong.addAll(LabourMarketContract.wrongWithAnswer(method, path, status, bytes));
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            if (bytes.length > 0) {
                exchange.getResponseBody().write(bytes);
            }
        }
    }

    private LabourMarketSettings settings() {
        return new LabourMarketSettings(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()), "secret", Duration.ofSeconds(5));
    }

    static Stream<Example> examples() {
        return LabourMarketContract.examples();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void eachExampleOfTheContractKeepsIt(Example example) {
        assertThat(LabourMarketContract.wrongWith(example.schema(), example.value()))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"person\":                     | \"whose\":",
                "\"iin\":\"920315390109\"        | \"iin\":\"1\"",
                "\"issuedOn\":\"2026-09-15\"     | \"issuedOn\":\"15.09.2026\"",
                "\"happenedAt\":\"2026-09-15T10:30:00+05:00\" | \"happenedAt\":\"2026-09-15T10:30:00\"",
                "\"event\":\"VOUCHER_ISSUED\"    | \"event\":\"VOUCHER_EXTENDED\"",
                "\"event\":\"VOUCHER_ISSUED\"    | \"event\":\"APPLICATION_FORWARDED\"",
                "\"sequence\":2                 | \"sequence\":0"
            })
    void whatTheContractDoesNotAllowIsSeen(String right, String instead) throws IOException {
        var issued = LabourMarketContract.examples()
                .filter(example -> example.name().endsWith("issued"))
                .findFirst()
                .orElseThrow();
        var body = issued.value().toString();
        assertThat(body).contains(right);
        assertThat(LabourMarketContract.wrongWithCall(
                        "PUT",
                        "/reports/" + UUID.randomUUID(),
                        "application/json",
                        body.replace(right, instead).getBytes(StandardCharsets.UTF_8)))
                .isNotEmpty();
    }

    @Test
    void theContractKnowsEachEventThatTheProductKnowsAndNoOther() {
        var named = StreamSupport.stream(
                        LabourMarketContract.whole()
                                .at("/components/schemas/Event/enum")
                                .spliterator(),
                        false)
                .map(name -> name.textValue())
                .collect(Collectors.toCollection(TreeSet::new));
        var known = Arrays.stream(Event.class.getPermittedSubclasses())
                .map(type ->
                        type.getSimpleName().replaceAll("(?<=.)([A-Z])", "_$1").toUpperCase(java.util.Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(named).isEqualTo(known);
        assertThat(events().map(event -> event.getClass().getSimpleName()))
                .as("each is tried below")
                .hasSameSizeAs(known);
        assertThat(LabourMarketContract.whole()
                        .at("/components/schemas/Event/description")
                        .textValue())
                .contains(known);
    }

    static Stream<Event> events() {
        var ground = new Ground("application.incomplete-documents", "cl. 8", "Құжаттар толық емес", "Диплом жоқ");
        return Stream.of(
                new ApplicationForwarded(),
                new RefusalFormed("cl. 8", List.of(ground), "Шағым жасауға болады"),
                new RefusalOverturned("cl. 3.3", "17-K", DAY),
                new ApplicationWithdrawn(),
                new VoucherIssued(VOUCHER),
                new SickLeaveReceived(VOUCHER, CERTIFICATE),
                new VoucherExtended(VOUCHER, CERTIFICATE),
                new CertificateRejected(
                        VOUCHER, CERTIFICATE, new Ground("sick-leave.unreadable", "cl. 13", "Көшірме оқылмайды", "")),
                new CertificateAnnulled(VOUCHER, CERTIFICATE),
                new LastDayMoved(VOUCHER),
                new VoucherUsed(VOUCHER, DAY.plusDays(3)),
                new UseUndone(
                        VOUCHER, DAY.plusDays(3), new Ground("voucher.no-show", "cl. 11", "Алушы келмеді", "Ауырды")),
                new VoucherCancelled(VOUCHER, DAY.plusDays(61)),
                new VoucherWithdrawn(VOUCHER, DAY.plusDays(4)));
    }

    @Test
    void whatIsReportedOverHttpKeepsTheContractAndSaysWhoseItIs() {
        var database = TestDatabases.h2();
        try (database;
                var world = new ReportWorld(database)) {
            var application = world.application();
            events().forEach(event -> world.step(application, "", event));
            world.node(new ReportDeskOverHttp(settings())).deliver();

            assertThat(wrong).isEmpty();
            assertThat(addresses)
                    .hasSize((int) events().count())
                    .doesNotHaveDuplicates()
                    .allSatisfy(address -> assertThat(address).matches("PUT /reports/[0-9a-f-]{36}"));
            assertThat(tokens).containsOnly("Bearer secret");
            assertThat(bodies).allSatisfy(body -> assertThat(body)
                    .contains(
                            "\"iin\":\"920315390109\"",
                            "\"name\":\"Әбдіқадыров Нұрлан Серікұлы\"",
                            "\"profession\":{\"code\":\"7212\",\"level\":\"4\"}",
                            "\"region\":\"KZ-75\"",
                            "\"careerCentre\":\"KZ-75-03\"",
                            "\"recognitionCentre\":\"C-014\""));
            assertThat(bodies)
                    .filteredOn(body -> body.contains("0012345"))
                    .as("health data only where the contract has it")
                    .hasSize(4)
                    .allSatisfy(
                            body -> assertThat(body).contains("\"receivedAt\":\"2026-09-20T10:00:00.123456+05:00\""));
        }
    }

    @Test
    void whatIsAskedOverHttpKeepsTheContract() {
        status = 200;
        answer = "{\"registered\":true}";
        var market = new LabourMarketOverHttp(settings());
        assertThat(market.registeredAsUnemployed(ReportWorld.PERSON, DAY)).isTrue();
        answer = "{\"received\":false}";
        assertThat(market.voucherReceivedElsewhere(ReportWorld.PERSON, 2026)).isFalse();
        answer = "[{\"region\":\"KZ-75\",\"unemployed\":41200,\"vouchersElsewhere\":0}]";
        assertThat(new StatisticsOverHttp(settings()).on(DAY)).hasSize(1);

        assertThat(wrong).isEmpty();
        assertThat(addresses).containsExactly("POST /unemployed", "POST /vouchers", "POST /statistics");
    }

    @ParameterizedTest
    @CsvSource({
        "200, Told",
        "201, Told",
        "204, Told",
        "400, Refused",
        "409, Refused",
        "413, Refused",
        "415, Refused",
        "422, Refused",
        "301, Failed",
        "401, Failed",
        "403, Failed",
        "404, Failed",
        "408, Failed",
        "429, Failed",
        "500, Failed",
        "503, Failed"
    })
    void anAnswerMeansWhatTheContractSays(int given, String meaning) {
        status = given;
        var said = new ReportDeskOverHttp(settings()).tell(UUID.randomUUID(), "{}");
        assertThat(said.getClass().getSimpleName()).isEqualTo(meaning);
    }

    @Test
    void whoIsMeantStandsInNoErrorAndInNoLog() {
        var logged = new ListAppender<ILoggingEvent>();
        logged.start();
        ((Logger) LoggerFactory.getLogger("kz.bilik.integration")).addAppender(logged);
        var database = TestDatabases.h2();
        try (database;
                var world = new ReportWorld(database)) {
            status = 422;
            answer = "{\"code\":\"report.unknown-person\",\"detail\":\"No person 920315390109\"}";
            world.step(world.application(), "", new ApplicationForwarded());
            var node = world.node(new ReportDeskOverHttp(settings()));
            node.deliver();
            assertThat(node.waiting().lastError()).isEqualTo("HTTP 422 report.unknown-person");
            server.stop(0);
            node.tryAllNow();
            node.deliver();
            assertThat(node.waiting().lastError()).matches("[A-Za-z]+Exception");
        }
        assertThat(logged.list).isNotEmpty().noneMatch(event -> event.getFormattedMessage()
                .contains("920315390109"));
    }
}
