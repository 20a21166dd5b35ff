package kz.bilik.settlement;

import static kz.bilik.settlement.SettlementWorld.CENTRE;
import static kz.bilik.settlement.SettlementWorld.TODAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.ArgumentMatchers.startsWith;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import kz.bilik.application.Timeline;
import kz.bilik.language.Language;
import kz.bilik.law.IndexSettings;
import kz.bilik.notice.Notices;
import kz.bilik.problem.Problem;
import kz.bilik.support.ModelledDecisionTables;
import kz.bilik.support.TestDatabases.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which index decides what is paid, and who is told when that changes (cl. 14, 15). */
@Tag("database")
class ReimbursementsTest {

    private static final String BOTH = "kz.bilik.support.TestDatabases#both";

    @ParameterizedTest
    @MethodSource("kz.bilik.settlement.ReimbursementsTest#indexSettings")
    void theSettingSaysWhichDayDecidesTheIndex(IndexSettings.MciOf setting, int daysFromToday) {
        try (var database = kz.bilik.support.TestDatabases.h2();
                var world = new SettlementWorld(database, "bilik.settlement.mci-of=" + setting)) {
            var voucher = world.welderInUse(1);
            var act = world.actOf(voucher);
            world.moveTo(TODAY.plusDays(1));
            world.sign(act);
            world.moveTo(TODAY.plusDays(3));
            world.accept(act);

            assertThat(database.jdbc()
                            .sql("select reckoned_for from act_line where voucher = ?")
                            .param(voucher)
                            .query(LocalDate.class)
                            .single())
                    .isEqualTo(TODAY.plusDays(daysFromToday));
            world.moveTo(TODAY.plusDays(9));
            assertThat(world.get(ActLines.class).day(voucher)).isEqualTo(TODAY.plusDays(daysFromToday));
        }
    }

    static List<Object[]> indexSettings() {
        return List.of(
                new Object[] {IndexSettings.MciOf.PAYMENT, 3},
                new Object[] {IndexSettings.MciOf.ACT, 1},
                new Object[] {IndexSettings.MciOf.SERVICE, -1},
                new Object[] {IndexSettings.MciOf.ISSUE, -19});
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void aHolderWhosePartChangesWithTheYearIsToldOnceWhatHisVoucherSaidAndWhatHePays(TestDatabase database) {
        try (var world = new SettlementWorld(database)) {
            var welder = issuedIn2025(database, world.welderInUse(1), 27_524);
            var plumber = issuedIn2025(database, world.voucherInUse(2, "KZ-75", "KZ-75", "7126", 22000), 22_000);
            // Nothing makes an index smaller but an amendment; then he pays more.
            var electrician = issuedIn2025(database, world.voucherInUse(3, "KZ-75", "KZ-75", "7411", 38000), 31_000);
            var act = acceptedIn2026(world, welder, plumber, electrician);
            world.accept(act);

            assertThat(world.get(Reimbursements.class).of(welder).orElseThrow().holder())
                    .isEqualTo(7_725);
            var notices = world.get(Notices.class);
            verify(notices, times(1))
                    .tellApplicant(
                            "A-2026-75-000001", "settlement.holder-part-smaller", welder, "10 476", "7 725", "2 751");
            verify(notices, times(1))
                    .tellApplicant(
                            "A-2026-75-000003", "settlement.holder-part-larger", electrician, "7 000", "7 725", "725");
            verify(notices, never())
                    .tellApplicant(
                            eq("A-2026-75-000002"), startsWith("settlement.holder-part"), any(), any(Object[].class));
            assertThat(timeline(world, 1)).containsOnlyOnce("settlement.holder-part-smaller");
            assertThat(timeline(world, 2)).noneMatch(code -> code.startsWith("settlement.holder-part"));
            assertThat(timeline(world, 3)).containsOnlyOnce("settlement.holder-part-larger");
            assertThat(world.get(Timeline.class).of("A-2026-75-000001", Language.RU))
                    .extracting(Timeline.Entry::text)
                    .anyMatch(text -> text.contains("7 725 тенге вместо 10 476 тенге") && text.contains("2 751"));
        }
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void aHolderWhoseVoucherStatesNoPartIsToldItOnceItIsKnown(TestDatabase database) {
        try (var world = new SettlementWorld(database)) {
            var voucher = world.welderInUse(1);
            database.jdbc()
                    .sql("update voucher set monthly_calculation_index = null, state_part = null, holder_part = null"
                            + " where number = ?")
                    .param(voucher)
                    .update();

            var act = world.actOf(voucher);
            world.sign(act);
            world.accept(act);

            assertThat(timeline(world, 1))
                    .containsOnlyOnce("settlement.holder-part-known")
                    .doesNotContain("settlement.holder-part-smaller", "settlement.holder-part-larger");
            assertThat(world.get(Timeline.class).of("A-2026-75-000001", Language.RU))
                    .extracting(Timeline.Entry::text)
                    .anyMatch(text -> text.contains(voucher + " – 7 725 тенге"));
        }
    }

    @Test
    void whereTheIndexOfTheIssueCountsNoPartChangesWithTheYear() {
        try (var database = kz.bilik.support.TestDatabases.h2();
                var world = new SettlementWorld(database, "bilik.settlement.mci-of=issue")) {
            var welder = issuedIn2025(database, world.welderInUse(1), 27_524);
            acceptedIn2026(world, welder);

            assertThat(world.get(Reimbursements.class).of(welder).orElseThrow().holder())
                    .isEqualTo(10_476);
            assertThat(timeline(world, 1)).noneMatch(code -> code.startsWith("settlement.holder-part"));
        }
    }

    /** Issued in January 2027, before the index of 2027 was known: the day of issue counts as soon as it is. */
    @ParameterizedTest
    @MethodSource(BOTH)
    void whereTheIndexOfTheIssueCountsTheActWaitsForItAndThenFollowsIt(TestDatabase database) {
        try (var world = new SettlementWorld(database, "bilik.settlement.mci-of=issue")) {
            var voucher = world.welderInUse(1);
            database.jdbc()
                    .sql("update voucher set issued_on = '2027-01-04', issue_year = 2027, used_on = '2027-01-12',"
                            + " monthly_calculation_index = null, state_part = null, holder_part = null"
                            + " where number = ?")
                    .param(voucher)
                    .update();
            var examHeldOn = LocalDate.of(2027, 1, 13);
            world.moveTo(examHeldOn.plusDays(1));
            world.protocols()
                    .record(
                            CENTRE,
                            new ExamProtocol.Sent(
                                    "1", examHeldOn.plusDays(1), examHeldOn, "KZ-75", recognised(voucher)));
            var act = world.acts().actOf(voucher).orElseThrow();
            assertProblem("law.mci-unknown", () -> world.sign(act));

            world.get(ModelledDecisionTables.class).indexOf(2027, 4_500);
            world.sign(act);
            world.accept(act);

            var paid = world.get(Reimbursements.class).of(voucher).orElseThrow();
            assertThat(paid.service()).isEqualTo(31_500);
            assertThat(paid.holder()).isEqualTo(6_500);
            assertThat(timeline(world, 1)).containsOnlyOnce("settlement.holder-part-known");
        }
    }

    /** Issued in December 2025, whose index was 3,932 tenge, used in January 2026, whose index is 4,325. */
    private static String issuedIn2025(TestDatabase database, String voucher, long statePart) {
        database.jdbc()
                .sql("update voucher set issued_on = '2025-12-22', issue_year = 2025, used_on = '2026-01-12',"
                        + " monthly_calculation_index = 3932, state_part = :state, holder_part = price - :state"
                        + " where number = :voucher")
                .param("state", statePart)
                .param("voucher", voucher)
                .update();
        return voucher;
    }

    /** An act of an exam of 13 January 2026, accepted on the 16th. */
    private static String acceptedIn2026(SettlementWorld world, String... vouchers) {
        var examHeldOn = LocalDate.of(2026, 1, 13);
        world.moveTo(examHeldOn.plusDays(1));
        world.protocols()
                .record(
                        CENTRE,
                        new ExamProtocol.Sent("1", examHeldOn.plusDays(1), examHeldOn, "KZ-75", recognised(vouchers)));
        var act = world.acts().actOf(vouchers[0]).orElseThrow();
        world.sign(act);
        world.moveTo(examHeldOn.plusDays(3));
        world.accept(act);
        return act;
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void anActAcceptedInAYearWhoseIndexIsUnknownIsAnIncidentAndStaysUndecided(TestDatabase database) {
        try (var world = new SettlementWorld(database)) {
            var act = world.actOf(world.welderInUse(1));
            world.sign(act);
            world.moveTo(TODAY.plusDays(60));

            assertProblem("law.mci-unknown", () -> world.accept(act));
            assertThat(world.get(ActWords.class).totalText(act, Language.EN))
                    .as("the act can still be read, and returned")
                    .startsWith("30,275 tenge (the monthly calculation index for ");
            assertThat(world.acts().get(act).state()).isEqualTo(ServicesAct.State.SENT);
            assertThat(world.orders().of(act)).isEmpty();
        }
    }

    private static List<String> timeline(SettlementWorld world, int person) {
        return world.get(Timeline.class).of("A-2026-75-%06d".formatted(person), Language.EN).stream()
                .map(Timeline.Entry::code)
                .toList();
    }

    private static List<ExamProtocol.Holder> recognised(String... vouchers) {
        return Arrays.stream(vouchers)
                .map(voucher -> new ExamProtocol.Holder(voucher, ExamProtocol.Result.RECOGNISED))
                .toList();
    }

    private static void assertProblem(String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.code())
                .isEqualTo(code));
    }
}
