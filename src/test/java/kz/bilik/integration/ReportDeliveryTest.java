package kz.bilik.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import kz.bilik.application.LabourMarketReports.ApplicationForwarded;
import kz.bilik.application.LabourMarketReports.ApplicationWithdrawn;
import kz.bilik.application.LabourMarketReports.Voucher;
import kz.bilik.application.LabourMarketReports.VoucherIssued;
import kz.bilik.application.LabourMarketReports.VoucherUsed;
import kz.bilik.support.TestDatabases;
import kz.bilik.support.TestDatabases.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.transaction.IllegalTransactionStateException;

/** The outbox of the reports to the Labour Market AIS: kept with the step, delivered in order, once, for as long as it takes. */
@Tag("database")
class ReportDeliveryTest {

    private static final Duration WEEK = Duration.ofDays(7);

    /** An AIS as its contract wants it, which fails as a test says; it notes what it keeps, and every call. */
    private static final class Ais implements ReportDesk {

        private final Map<UUID, String> known = new HashMap<>();
        private final Map<String, Integer> last = new HashMap<>();
        final List<ReportBody> kept = new ArrayList<>();
        int calls;
        boolean outOfOrder;
        boolean down;
        boolean losesItsAnswers;
        String refuses = "none";
        Random moody;

        @Override
        public synchronized Answer tell(UUID key, String body) {
            calls++;
            if (down || moody != null && moody.nextInt(4) == 0) {
                return new Failed("HTTP 503");
            }
            var report = ReportBody.read(body);
            if (report.applicationNumber().equals(refuses)) {
                return new Refused("HTTP 422 report.unknown-profession");
            }
            if (known.putIfAbsent(key, body) == null) {
                kept.add(report);
                outOfOrder |= last.merge(report.applicationNumber(), 1, Integer::sum) != report.sequence();
            }
            return losesItsAnswers || moody != null && moody.nextInt(4) == 0
                    ? new Failed("SocketTimeoutException")
                    : new Told();
        }

        synchronized List<String> of(String application) {
            return kept.stream()
                    .filter(report -> report.applicationNumber().equals(application))
                    .map(report -> report.sequence() + " " + report.event())
                    .toList();
        }
    }

    private static VoucherUsed used(int day) {
        return new VoucherUsed(
                new Voucher("V-2026-75-000001", LocalDate.of(2026, 9, 14), LocalDate.of(2026, 11, 13)),
                LocalDate.of(2026, 9, 14).plusDays(day));
    }

    private static VoucherIssued issued() {
        return new VoucherIssued(
                new Voucher("V-2026-75-000001", LocalDate.of(2026, 9, 14), LocalDate.of(2026, 11, 13)));
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void aReportIsKeptWithItsStepAndAStepThatIsRepeatedKeepsNothingNew(TestDatabase database) {
        try (var world = new ReportWorld(database)) {
            var application = world.application();
            world.step(application, "", new ApplicationForwarded());
            world.step(application, "", new ApplicationForwarded());
            world.step(application, "2", new ApplicationForwarded());
            world.step(application, "", issued());
            world.step(application, "", issued());
            assertThat(world.rows("labour_market_report")).isEqualTo(3);

            var ais = new Ais();
            world.node(ais).deliver();
            world.node(ais).deliver();
            assertThat(ais.of(application))
                    .containsExactly("1 APPLICATION_FORWARDED", "2 APPLICATION_FORWARDED", "3 VOUCHER_ISSUED");
            assertThat(ais.calls).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void aStepThatIsUndoneIsToldToNobodyAndLeavesNoGap(TestDatabase database) {
        try (var world = new ReportWorld(database)) {
            var application = world.application();
            database.transactions().executeWithoutResult(status -> {
                world.report(application, "", new ApplicationForwarded());
                status.setRollbackOnly();
            });
            assertThat(world.rows("labour_market_report")).isZero();
            assertThat(world.rows("labour_market_case")).isZero();
            world.step(application, "", new ApplicationForwarded());
            database.transactions().executeWithoutResult(status -> {
                world.report(application, "", issued());
                status.setRollbackOnly();
            });
            world.step(application, "", new ApplicationWithdrawn());

            var ais = new Ais();
            world.node(ais).deliver();
            assertThat(ais.of(application)).containsExactly("1 APPLICATION_FORWARDED", "2 APPLICATION_WITHDRAWN");
            assertThatThrownBy(() -> world.report(application, "", issued()))
                    .as("a report without a step")
                    .isInstanceOf(IllegalTransactionStateException.class);
        }
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void anAisThatWasDeadForTwoMonthsHearsOfEverythingAfterHalfAnHourAtMost(TestDatabase database) {
        try (var world = new ReportWorld(database)) {
            var ais = new Ais();
            var node = world.node(ais);
            ais.down = true;
            var first = world.application();
            var second = world.application();
            world.step(first, "", new ApplicationForwarded());
            node.deliver();
            assertThat(world.nextAttempt(first).orElseThrow().toInstant())
                    .isEqualTo(world.now().plusSeconds(10));
            world.step(second, "", new ApplicationForwarded());
            for (int week = 0; week < 9; week++) {
                for (int attempt = 0; attempt < 20; attempt++) {
                    world.passes(Duration.ofMinutes(30));
                    node.deliver();
                }
                world.passes(WEEK);
                world.step(first, "use " + week, used(week));
            }
            assertThat(world.nextAttempt(first)).hasValueSatisfying(due -> assertThat(due.toInstant())
                    .isBeforeOrEqualTo(world.now().plus(Duration.ofMinutes(30))));
            assertThat(ais.kept).isEmpty();
            assertThat(node.waiting())
                    .extracting(
                            ReportDelivery.Waiting::count,
                            ReportDelivery.Waiting::refused,
                            ReportDelivery.Waiting::lastError)
                    .containsExactly(11L, 0L, "HTTP 503");
            assertThat(node.waiting().since()).isEqualTo("2026-09-14T09:00:00+05:00");
            assertThat(world.toldAdministrators()).containsExactly("labour-market.reports-wait");

            ais.down = false;
            world.passes(Duration.ofMinutes(30));
            node.deliver();

            assertThat(ais.of(first)).hasSize(10).startsWith("1 APPLICATION_FORWARDED", "2 VOUCHER_USED");
            assertThat(ais.of(second)).containsExactly("1 APPLICATION_FORWARDED");
            assertThat(ais.outOfOrder).isFalse();
            assertThat(ais.kept.get(0).happenedAt()).isEqualTo("2026-09-14T09:00:00+05:00");
            assertThat(node.waiting()).isEqualTo(new ReportDelivery.Waiting(0, 0, null, null));
        }
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void aReportWhoseAnswerWasLostIsKeptOnce(TestDatabase database) {
        try (var world = new ReportWorld(database)) {
            var ais = new Ais();
            var application = world.application();
            world.step(application, "", new ApplicationForwarded());
            world.step(application, "", issued());
            ais.losesItsAnswers = true;
            world.node(ais).deliver();
            world.passes(Duration.ofHours(1));
            world.node(ais).deliver();
            assertThat(ais.of(application)).containsExactly("1 APPLICATION_FORWARDED");

            ais.losesItsAnswers = false;
            world.passes(Duration.ofHours(1));
            world.node(ais).deliver();
            assertThat(ais.of(application)).containsExactly("1 APPLICATION_FORWARDED", "2 VOUCHER_ISSUED");
            assertThat(ais.calls).isEqualTo(4);
        }
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void aReportThatTheAisRefusesHoldsUpItsOwnCaseAloneAndGoesThroughWhenTheAisIsMended(TestDatabase database) {
        try (var world = new ReportWorld(database)) {
            var ais = new Ais();
            var node = world.node(ais);
            var refused = world.application();
            var other = world.application();
            ais.refuses = refused;
            for (var application : List.of(refused, other)) {
                world.step(application, "", new ApplicationForwarded());
                world.step(application, "", issued());
            }
            for (int day = 0; day < 3; day++) {
                node.deliver();
                world.passes(Duration.ofDays(1));
            }
            assertThat(ais.of(other)).hasSize(2);
            assertThat(ais.of(refused)).isEmpty();
            assertThat(node.refused(10))
                    .containsExactly(new ReportDelivery.Refused(
                            refused, "APPLICATION_FORWARDED", "HTTP 422 report.unknown-profession"));
            assertThat(node.waiting())
                    .extracting(ReportDelivery.Waiting::count, ReportDelivery.Waiting::refused)
                    .containsExactly(2L, 1L);
            assertThat(world.toldAdministrators())
                    .as("once, and not as an outage")
                    .containsExactly("labour-market.report-refused");

            ais.refuses = "none";
            node.deliver();
            assertThat(ais.of(refused)).containsExactly("1 APPLICATION_FORWARDED", "2 VOUCHER_ISSUED");
            assertThat(node.refused(10)).isEmpty();
        }
    }

    @Test
    void aDeadAisIsTriedAFewTimesARoundAndNotOnceForEachCase() {
        var database = TestDatabases.h2();
        try (database;
                var world = new ReportWorld(database)) {
            var ais = new Ais();
            ais.down = true;
            for (int i = 0; i < 20; i++) {
                world.step(world.application(), "", new ApplicationForwarded());
            }
            world.node(ais).deliver();
            assertThat(ais.calls).isEqualTo(3);

            ais.down = false;
            world.node(ais).deliver();
            assertThat(ais.kept).as("all but those that pause").hasSize(17);
            world.node(ais).tryAllNow();
            world.node(ais).deliver();
            assertThat(ais.kept).hasSize(20);
        }
    }

    @Test
    void aCaseThatANodeIsDeliveringIsLeftToItUntilItsLeaseEnds() {
        var database = TestDatabases.postgres();
        try (database;
                var world = new ReportWorld(database)) {
            var ais = new Ais();
            var application = world.application();
            world.step(application, "", new ApplicationForwarded());
            world.step(application, "", issued());
            var dead = world.node((key, body) -> {
                // While it waits for the answer another node looks, and a step of the case goes on.
                world.node(ais).deliver();
                assertThat(ais.calls).isZero();
                world.step(application, "", new ApplicationWithdrawn());
                throw new IllegalStateException("The node dies");
            });
            assertThatThrownBy(dead::deliver).hasMessage("The node dies");

            world.node(ais).deliver();
            assertThat(ais.calls).isZero();
            world.passes(Duration.ofMinutes(2));
            world.node(ais).deliver();
            assertThat(ais.of(application))
                    .containsExactly("1 APPLICATION_FORWARDED", "2 VOUCHER_ISSUED", "3 APPLICATION_WITHDRAWN");
        }
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void manyNodesDeliverToAMoodyAisWhileStepsGoOnAndEachCaseStaysInOrder(TestDatabase database) throws Exception {
        try (var world = new ReportWorld(database)) {
            var ais = new Ais();
            ais.moody = new Random(20260914);
            var cases = new ArrayList<String>();
            for (int i = 0; i < 6; i++) {
                cases.add(world.application());
            }
            var threads = Executors.newFixedThreadPool(10);
            try {
                var begin = new CountDownLatch(1);
                var running = new ArrayList<Future<?>>();
                for (var application : cases) {
                    running.add(threads.submit(() -> {
                        begin.await();
                        for (int step = 0; step < 15; step++) {
                            world.step(application, "step " + step, used(step));
                        }
                        return null;
                    }));
                }
                for (int node = 0; node < 4; node++) {
                    running.add(threads.submit(() -> {
                        var delivery = world.node(ais);
                        begin.await();
                        for (int round = 0; round < 25; round++) {
                            delivery.tryAllNow();
                            delivery.deliver();
                        }
                        return null;
                    }));
                }
                begin.countDown();
                for (var each : running) {
                    each.get();
                }
            } finally {
                threads.shutdownNow();
            }
            ais.moody = null;
            world.node(ais).tryAllNow();
            world.node(ais).deliver();

            assertThat(ais.outOfOrder).isFalse();
            assertThat(cases)
                    .allSatisfy(application -> assertThat(ais.of(application)).hasSize(15));
            assertThat(world.node(ais).waiting().count()).isZero();
        }
    }

    @Test
    void theStepsOfOneCaseThatBeginTogetherGetOneNumberEach() throws Exception {
        var database = TestDatabases.postgres();
        try (database;
                var world = new ReportWorld(database)) {
            var application = world.application();
            var threads = Executors.newFixedThreadPool(8);
            try {
                var running = new ArrayList<Future<?>>();
                for (int i = 0; i < 8; i++) {
                    var step = i / 2;
                    running.add(threads.submit(() -> world.step(application, "step " + step, used(step))));
                }
                for (var each : running) {
                    each.get();
                }
            } finally {
                threads.shutdownNow();
            }
            var ais = new Ais();
            world.node(ais).deliver();
            assertThat(ais.of(application)).hasSize(4);
            assertThat(ais.outOfOrder).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void theDemosOwnAisKeepsWhatItIsToldOnceAndInTheFormOfTheContract(TestDatabase database) {
        try (var world = new ReportWorld(database)) {
            var register = world.register();
            var application = world.application();
            var other = world.application();
            world.step(application, "", new ApplicationForwarded());
            world.step(other, "", new ApplicationForwarded());
            world.step(application, "", issued());
            // An answer that was lost on the way back.
            world.node((key, body) -> {
                        register.tell(key, body);
                        return new ReportDesk.Failed("SocketTimeoutException");
                    })
                    .deliver();
            world.passes(Duration.ofHours(1));
            world.node(register).deliver();

            assertThat(world.rows("labour_market_told")).isEqualTo(3);
            var told = new ToldReports(database.jdbc());
            assertThat(told.latest(0, 1)).singleElement().satisfies(latest -> {
                assertThat(latest.application()).isEqualTo(application);
                assertThat(latest.reports())
                        .extracting(ToldReports.Told::event, ToldReports.Told::voucher, ToldReports.Told::iin)
                        .containsExactly(
                                tuple("APPLICATION_FORWARDED", null, ReportWorld.PERSON.value()),
                                tuple("VOUCHER_ISSUED", "V-2026-75-000001", ReportWorld.PERSON.value()));
            });
        }
    }
}
