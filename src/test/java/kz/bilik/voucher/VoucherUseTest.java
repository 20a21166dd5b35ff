package kz.bilik.voucher;

import static kz.bilik.voucher.VoucherWorld.ISSUED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import kz.bilik.application.LabourMarketReports;
import kz.bilik.application.LabourMarketReports.VoucherCancelled;
import kz.bilik.application.LabourMarketReports.VoucherWithdrawn;
import kz.bilik.calendar.CalendarChanges;
import kz.bilik.calendar.CalendarDay;
import kz.bilik.calendar.RunningDeadlines;
import kz.bilik.calendar.WorkingCalendar;
import kz.bilik.language.Language;
import kz.bilik.officer.Place;
import kz.bilik.problem.Problem;
import kz.bilik.support.TestDatabases;
import kz.bilik.support.TestDatabases.TestDatabase;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Cl. 10.2 and 11: use, exam not held, lapse, withdrawal, reminders. */
@Tag("database")
class VoucherUseTest {

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void theHolderIsAdmittedUpToTheLastDayAndNotAfterIt(TestDatabase database) {
        try (var module = new VoucherWorld(database)) {
            var voucher = module.issuedVoucher();
            var use = module.the(VoucherUse.class);

            module.on(day(61));
            assertThatProblem("voucher.not-valid", () -> use.admit(voucher));
            assertThatProblem("voucher.not-valid", () -> use.admitThroughCabinet(voucher));
            module.on(day(60));
            use.admitThroughCabinet(voucher);
            assertThat(module.procedure).containsExactly("admit " + voucher);
            use.admit(voucher);

            assertThat(module.voucher(voucher).state()).isEqualTo(Voucher.State.USED);
            assertThat(module.voucher(voucher).usedOn()).isEqualTo(day(60));
            assertThatProblem("voucher.already-used", () -> use.admit(voucher));
        }
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void whoReadTheVoucherBeforeItsUseReadsItAnewAfterwardsInTheSameTransaction(TestDatabase database) {
        try (var module = new VoucherWorld(database)) {
            var voucher = module.issuedVoucher();
            database.transactions().executeWithoutResult(status -> {
                assertThat(module.voucher(voucher).state()).isEqualTo(Voucher.State.ISSUED);
                module.the(VoucherUse.class).admit(voucher);
                assertThat(module.voucher(voucher).state()).isEqualTo(Voucher.State.USED);
            });
        }
    }

    @Test
    void theVoucherIsUsableOnTheDayOfItsIssue() {
        var database = TestDatabases.h2();
        try (database;
                var module = new VoucherWorld(database)) {
            var voucher = module.issuedVoucher();
            module.the(VoucherUse.class).admit(voucher);
            assertThat(module.voucher(voucher).usedOn()).isEqualTo(ISSUED);
        }
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void useClosesUndecidedCertificatesAndTellsTheHolder(TestDatabase database) {
        try (var module = new VoucherWorld(database)) {
            var voucher = module.issuedVoucher();
            module.on(day(20));
            var certificate = module.received(voucher, day(10), day(14));

            module.the(VoucherUse.class).admit(voucher);

            assertThat(module.sickLeave().get(certificate).state()).isEqualTo(SickLeaveCertificate.State.CLOSED);
            assertThat(module.toldHolder(module.voucher(voucher).application())).endsWith("voucher.certificate-closed");
            assertThatProblem("sick-leave.closed", () -> module.decision().decide(certificate, "accept", null, null));
        }
    }

    @ParameterizedTest
    @CsvSource({"NO_SHOW", "CENTRE"})
    void anExamThatWasNotHeldGivesTheHolderWhatIsLeft(String cause) {
        var database = TestDatabases.h2();
        try (database;
                var module = new VoucherWorld(database)) {
            var voucher = module.issuedVoucher();
            module.on(day(20));
            var use = module.the(VoucherUse.class);
            use.admit(voucher);
            module.on(day(25));
            use.examNotHeldThroughCabinet(voucher, cause, " the examiner is ill ");
            assertThat(module.procedure)
                    .containsExactly("examNotHeld " + voucher + " " + cause + " the examiner is ill");

            use.restore(voucher);
            use.restore(voucher);

            assertThat(module.voucher(voucher).state()).isEqualTo(Voucher.State.ISSUED);
            assertThat(module.toldHolder(module.voucher(voucher).application())).endsWith("voucher.exam-not-held");
            assertThat(module.voucher(voucher).usedOn()).isNull();
            assertThat(module.voucher(voucher).lastDay()).isEqualTo(day(60));
            assertThat(module.the(VoucherReview.class).review(voucher)).isEqualTo(VoucherReview.Left.VALID);
            use.admit(voucher);
            // Each use has its own answer: the old one does not restore the new use.
            assertThatProblem("voucher.exam-not-held-missing", () -> use.restore(voucher));
        }
    }

    @Test
    void anExamThatWasNotHeldUntilTheLastDayLeavesNothing() {
        var database = TestDatabases.h2();
        try (database;
                var module = new VoucherWorld(database)) {
            var voucher = module.issuedVoucher();
            module.on(day(60));
            var use = module.the(VoucherUse.class);
            use.admit(voucher);
            module.on(day(61));
            use.examNotHeld(voucher, "NO_SHOW", "did not come");
            use.restore(voucher);

            assertThat(module.toldHolder(module.voucher(voucher).application()))
                    .endsWith("voucher.exam-not-held-too-late")
                    .doesNotContain("voucher.exam-not-held");
            assertThat(module.the(VoucherReview.class).review(voucher)).isEqualTo(VoucherReview.Left.ENDED);
            module.the(Cancellation.class).cancel(voucher);
            assertThat(module.voucher(voucher).state()).isEqualTo(Voucher.State.LAPSED);
        }
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void aMissingExamIsToldOnceForEachLastDay(TestDatabase database) {
        try (var module = new VoucherWorld(database)) {
            var voucher = module.issuedVoucher();
            var use = module.the(VoucherUse.class);
            use.escalateExamRecord(voucher);
            assertThat(toldOfMissingExams(module, voucher)).containsExactly(0, 0, 0, 0);
            module.on(day(60));
            use.admit(voucher);
            module.on(day(61));
            use.escalateExamRecord(voucher);
            use.escalateExamRecord(voucher);
            assertThat(toldOfMissingExams(module, voucher)).containsExactly(1, 1, 1, 1);

            use.examNotHeld(voucher, "CENTRE", "closed");
            use.restore(voucher);
            module.accepted(voucher, day(55), day(59));
            use.admit(voucher);
            module.on(day(66));
            use.escalateExamRecord(voucher);
            assertThat(toldOfMissingExams(module, voucher)).containsExactly(2, 2, 2, 2);
        }
    }

    /** How often the centre, its head, the head of the mobility centre and the timeline were told. */
    private static List<Integer> toldOfMissingExams(VoucherWorld module, String voucher) {
        return Stream.of(
                        module.told(Place.recognitionCentre("C-014")),
                        module.told(Place.recognitionCentre("C-014").heads()),
                        module.told(Place.mobilityCentre("KZ-75").heads()),
                        module.timeline(module.voucher(voucher).application()))
                .map(told -> (int) told.stream()
                        .filter(code -> code.startsWith("voucher.exam-not-recorded"))
                        .count())
                .toList();
    }

    @Test
    void theCentreMustSayWhyAnExamWasNotHeldAndOnlyOfAVoucherInUse() {
        var database = TestDatabases.h2();
        try (database;
                var module = new VoucherWorld(database)) {
            var voucher = module.issuedVoucher();
            var use = module.the(VoucherUse.class);
            assertThatProblem("voucher.not-in-use", () -> use.examNotHeld(voucher, "NO_SHOW", "did not come"));
            use.admit(voucher);

            assertThatProblem("voucher.cause-missing", () -> use.examNotHeld(voucher, null, "did not come"));
            assertThatProblem("voucher.cause-unknown", () -> use.examNotHeld(voucher, "RAIN", "it rained"));
            assertThatProblem("voucher.reason-missing", () -> use.examNotHeld(voucher, "CENTRE", " "));
            assertThatProblem("voucher.reason-too-long", () -> use.examNotHeld(voucher, "CENTRE", "x".repeat(2001)));
            assertThatProblem("voucher.exam-not-held-missing", () -> use.restore(voucher));
        }
    }

    @ParameterizedTest
    @CsvSource({"C-014, voucher.another-in-use", "C-021, voucher.another-in-use-elsewhere"})
    void nobodyIsAdmittedWithASecondVoucherBeforeTheExamOfTheFirstIsSettled(String centreOfSecond, String code) {
        var database = TestDatabases.h2();
        try (database;
                var module = new VoucherWorld(database)) {
            var first = module.issuedVoucher();
            var second = module.anotherVoucher(centreOfSecond);
            var use = module.the(VoucherUse.class);
            use.admit(first);

            assertThatProblem(code, () -> use.admit(second));
            assertThatProblem(code, () -> use.admitThroughCabinet(second));
            assertThat(module.voucher(second).state()).isEqualTo(Voucher.State.ISSUED);
            // Only to its own centre it is named.
            assertThatThrownBy(() -> use.admit(second)).isInstanceOfSatisfying(Problem.class, problem -> assertThat(
                            problem.arguments().contains(first))
                    .isEqualTo(centreOfSecond.equals("C-014")));

            use.examNotHeld(first, "CENTRE", "No commission");
            use.restore(first);
            use.admit(second);
            assertThatProblem(code, () -> use.admit(first));
            module.the(Vouchers.class).examined(new VoucherNumber(second), "P-1");
            use.admit(first);
            assertThat(module.voucher(first).state()).isEqualTo(Voucher.State.USED);
        }
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void twoCentresThatAdmitTheSamePersonAtOnceAdmitHimOnce(TestDatabase database) {
        try (var module = new VoucherWorld(database)) {
            var vouchers = List.of(module.issuedVoucher(), module.anotherVoucher("C-021"));
            var use = module.the(VoucherUse.class);
            var threads = Executors.newFixedThreadPool(2);
            for (var round = 0; round < 10; round++) {
                var together = new CyclicBarrier(2);
                var centres = vouchers.stream()
                        .map(voucher -> CompletableFuture.supplyAsync(
                                () -> {
                                    try {
                                        together.await();
                                        use.admit(voucher);
                                        return "admitted";
                                    } catch (Problem refused) {
                                        return refused.code();
                                    } catch (InterruptedException | BrokenBarrierException broken) {
                                        throw new IllegalStateException(broken);
                                    }
                                },
                                threads))
                        .toList();

                assertThat(centres)
                        .extracting(CompletableFuture::join)
                        .containsExactlyInAnyOrder("admitted", "voucher.another-in-use-elsewhere");
                for (var voucher : vouchers) {
                    if (module.voucher(voucher).state() == Voucher.State.USED) {
                        use.examNotHeld(voucher, "NO_SHOW", "Did not come");
                        use.restore(voucher);
                    }
                }
            }
            threads.shutdown();
        }
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void onlyAVoucherInUseComesIntoAProtocolAndOnlyIntoOne(TestDatabase database) {
        try (var module = new VoucherWorld(database)) {
            var voucher = module.issuedVoucher();
            var vouchers = module.the(Vouchers.class);
            assertThatProblem("voucher.not-in-use", () -> vouchers.examined(new VoucherNumber(voucher), "P-1"));
            module.the(VoucherUse.class).admit(voucher);

            vouchers.examined(new VoucherNumber(voucher), "P-1");
            vouchers.examined(new VoucherNumber(voucher), "P-1");

            assertThat(module.voucher(voucher).state()).isEqualTo(Voucher.State.EXAMINED);
            assertThatProblem("voucher.not-in-use", () -> vouchers.examined(new VoucherNumber(voucher), "P-2"));
            assertThat(module.timeline(module.voucher(voucher).application())).containsOnlyOnce("voucher.examined");
        }
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void anUnusedVoucherIsCancelledAfterItsLastDayAndEverybodyIsTold(TestDatabase database) {
        try (var module = new VoucherWorld(database)) {
            var voucher = module.issuedVoucher();
            var application = module.voucher(voucher).application();
            var cancellation = module.the(Cancellation.class);
            module.on(day(60));
            assertThatProblem("voucher.still-valid", () -> cancellation.cancel(voucher));
            assertThat(module.the(VoucherDeadlines.class).validity(voucher).end())
                    .isEqualTo(Instant.parse("2026-11-13T19:00:00Z"));

            module.on(day(61));
            cancellation.cancel(voucher);
            cancellation.cancel(voucher);
            cancellation.report(voucher);

            assertThat(module.voucher(voucher).state()).isEqualTo(Voucher.State.LAPSED);
            assertThat(module.toldHolder(application)).containsOnlyOnce("voucher.lapsed");
            assertThat(module.told(Place.recognitionCentre("C-014"))).endsWith("voucher.lapsed-unused");
            cancellation.report(voucher);
            assertThat(module.labourMarket.of(VoucherCancelled.class))
                    .containsExactly(new VoucherCancelled(
                            new LabourMarketReports.Voucher(voucher, VoucherWorld.ISSUED, day(60)), day(61)));
            assertThat(module.the(Vouchers.class).received(VoucherWorld.HOLDER, 2026))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({"false, 1", "true, 0"})
    void aLapsedVoucherReturnsToTheQuotaAsTheSettingSays(boolean returns, int consumed) {
        var database = TestDatabases.h2();
        try (database;
                var module = new VoucherWorld(database, "bilik.voucher.lapsed-returns-to-quota=" + returns)) {
            var voucher = module.issuedVoucher();
            module.on(day(61));
            module.the(Cancellation.class).cancel(voucher);
            assertThat(module.quota().consumed()).isEqualTo(consumed);
        }
    }

    @ParameterizedTest
    @CsvSource({"false, 1", "true, 0"})
    void aVoucherThatIsGivenUpReturnsToTheQuotaAsTheSettingSays(boolean returns, int consumed) {
        var database = TestDatabases.h2();
        try (database;
                var module = new VoucherWorld(database, "bilik.voucher.withdrawn-returns-to-quota=" + returns)) {
            var voucher = module.issuedVoucher();
            module.on(day(20));
            var certificate = module.received(voucher, day(10), day(14));
            var withdrawal = module.the(VoucherWithdrawal.class);
            withdrawal.withdrawThroughCabinet(voucher);
            assertThat(module.procedure).endsWith("withdraw " + voucher);

            withdrawal.withdraw(voucher);
            withdrawal.withdraw(voucher);
            withdrawal.withdrawThroughCabinet(voucher);
            withdrawal.report(voucher);

            assertThat(module.voucher(voucher).state()).isEqualTo(Voucher.State.WITHDRAWN);
            assertThat(module.quota().consumed()).isEqualTo(consumed);
            assertThat(module.sickLeave().get(certificate).state()).isEqualTo(SickLeaveCertificate.State.CLOSED);
            assertThat(module.procedure).containsOnlyOnce("withdraw " + voucher);
            withdrawal.report(voucher);
            assertThat(module.labourMarket.events()).containsExactly("SickLeaveReceived", "VoucherWithdrawn");
            assertThat(module.labourMarket.of(VoucherWithdrawn.class))
                    .containsExactly(new VoucherWithdrawn(
                            new LabourMarketReports.Voucher(voucher, VoucherWorld.ISSUED, day(60)), day(20)));
            assertThatProblem(
                    "voucher.withdrawn", () -> module.the(VoucherUse.class).admit(voucher));
            assertThatProblem("voucher.withdrawn", () -> module.received(voucher, day(1), day(2)));
        }
    }

    @Test
    void aUsedOrLapsedVoucherCannotBeGivenUp() {
        var database = TestDatabases.h2();
        try (database;
                var module = new VoucherWorld(database)) {
            var voucher = module.issuedVoucher();
            module.the(VoucherUse.class).admit(voucher);
            assertThatProblem("voucher.already-used", () -> module.the(VoucherWithdrawal.class)
                    .withdrawThroughCabinet(voucher));
            module.the(VoucherUse.class).examNotHeld(voucher, "CENTRE", "closed");
            module.the(VoucherUse.class).restore(voucher);
            module.on(day(61));
            module.the(Cancellation.class).cancel(voucher);
            assertThatProblem("voucher.not-valid", () -> module.the(VoucherWithdrawal.class)
                    .withdrawThroughCabinet(voucher));
        }
    }

    @Test
    void theHolderIsRemindedThirtyTenAndThreeDaysBeforeTheEndAndTheDaysMoveWithIt() {
        var database = TestDatabases.h2();
        try (database;
                var module = new VoucherWorld(database)) {
            var voucher = module.issuedVoucher();
            var deadlines = module.the(VoucherDeadlines.class);
            assertThat(deadlines.nextReminder(voucher)).contains(day(30));
            module.on(day(30));
            assertThat(deadlines.nextReminder(voucher)).contains(day(50));
            module.accepted(voucher, day(10), day(14));
            assertThat(deadlines.nextReminder(voucher)).contains(day(35));
            module.on(day(62));
            assertThat(deadlines.nextReminder(voucher)).isEmpty();

            deadlines.remindHolder(voucher);
            assertThat(module.toldHolder(module.voucher(voucher).application())).endsWith("voucher.reminder");
            module.on(day(66));
            deadlines.remindHolder(voucher);
            assertThat(module.toldHolder(module.voucher(voucher).application())).containsOnlyOnce("voucher.reminder");
        }
    }

    @Test
    void theDaysOfTheRemindersAreASetting() {
        var database = TestDatabases.h2();
        try (database;
                var module = new VoucherWorld(database, "bilik.voucher.reminder-days-before-end=7")) {
            assertThat(module.the(VoucherDeadlines.class).nextReminder(module.issuedVoucher()))
                    .contains(day(53));
        }
    }

    @ParameterizedTest
    // Issued on Wednesday 16 September the voucher ends on Sunday 15 November; issued on the 14th, on a Friday.
    @CsvSource({
        "false, 2026-09-16, 2026-11-15",
        "true,  2026-09-16, 2026-11-16",
        "false, 2026-09-14, 2026-11-13",
        "true,  2026-09-14, 2026-11-13"
    })
    void aLastDayThatIsADayOffMovesAsTheSettingSays(boolean moves, LocalDate issuedOn, LocalDate lastDay) {
        var database = TestDatabases.h2();
        try (database;
                var module = new VoucherWorld(database, "bilik.voucher.last-day-moves-when-day-off=" + moves)) {
            module.on(issuedOn);
            assertThat(module.voucher(module.issuedVoucher()).lastDay()).isEqualTo(lastDay);
        }
    }

    @ParameterizedTest
    @CsvSource({"true, 2026-11-17", "false, 2026-11-14"})
    void aLaterChangeOfTheCalendarMovesTheLastDayAsTheSettingSays(boolean moves, LocalDate lastDay) {
        var database = TestDatabases.h2();
        try (database;
                var module = new VoucherWorld(database, "bilik.voucher.last-day-moves-when-day-off=" + moves)) {
            // Sixty days after that Tuesday are a Saturday; the Monday after it becomes a day off.
            module.on(LocalDate.of(2026, 9, 15));
            var voucher = module.issuedVoucher();
            var application = module.voucher(voucher).application();
            var editions = module.the(VoucherDocument.class).editions(voucher).size();
            var calendar = new CalendarChanges(
                    database.jdbc(),
                    database.transactionManager(),
                    module.the(WorkingCalendar.class),
                    module.clock,
                    module.context().getBeanProvider(RunningDeadlines.class),
                    event -> {});
            var monday = LocalDate.of(2026, 11, 16);
            calendar.change(
                    "test",
                    "17-K",
                    List.of(new CalendarDay(monday, CalendarDay.Kind.MOVED_DAY_OFF, "exchanged")),
                    Set.of());

            assertThat(module.voucher(voucher).lastDay()).isEqualTo(lastDay);
            assertThat(module.toldHolder(application).contains("voucher.last-day-moved"))
                    .isEqualTo(moves);
            assertThat(module.told(Place.recognitionCentre("C-014")).contains("voucher.extended-for-holder"))
                    .isEqualTo(moves);
            assertThat(module.the(VoucherDocument.class).editions(voucher)).hasSize(moves ? editions + 1 : editions);
            assertThat(module.labourMarket.of(LabourMarketReports.LastDayMoved.class))
                    .hasSize(moves ? 1 : 0);

            // What the holder's document says is not shortened again.
            calendar.change("test", "18-K", List.of(new CalendarDay(monday, CalendarDay.Kind.ORDINARY, "")), Set.of());
            assertThat(module.voucher(voucher).lastDay()).isEqualTo(lastDay);
        }
    }

    @Test
    void eachStateOfAVoucherHasItsWordsInEachLanguage() {
        var database = TestDatabases.h2();
        try (database;
                var module = new VoucherWorld(database)) {
            var voucher = module.issuedVoucher();
            var facts = module.the(VoucherWords.class);
            for (var state : Voucher.State.values()) {
                database.jdbc()
                        .sql("update voucher set state = ?")
                        .param(state.name())
                        .update();
                for (var language : Language.values()) {
                    assertThat(facts.validityText(voucher, language)).contains("13.11.2026");
                }
            }
        }
    }

    private static LocalDate day(int afterIssue) {
        return ISSUED.plusDays(afterIssue);
    }

    private static void assertThatProblem(String code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.code())
                .isEqualTo(code));
    }
}
