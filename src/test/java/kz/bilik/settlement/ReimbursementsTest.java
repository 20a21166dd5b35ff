package kz.bilik.settlement;

import static kz.bilik.settlement.SettlementWorld.CENTRE;
import static kz.bilik.settlement.SettlementWorld.TODAY;
import static kz.bilik.settlement.SettlementWorld.assertProblem;
import static kz.bilik.settlement.SettlementWorld.recognised;
import static kz.bilik.settlement.SettlementWorld.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.ArgumentMatchers.startsWith;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import kz.bilik.application.Timeline;
import kz.bilik.language.Language;
import kz.bilik.law.Caps;
import kz.bilik.law.DecisionTables;
import kz.bilik.law.IndexSettings;
import kz.bilik.notice.Notices;
import kz.bilik.payment.PaymentOrder;
import kz.bilik.problem.Problem;
import kz.bilik.support.ModelledDecisionTables;
import kz.bilik.support.TestDatabases.TestDatabase;
import kz.bilik.voucher.VoucherNumber;
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
            assertThat(world.timeline(1)).containsOnlyOnce("settlement.holder-part-smaller");
            assertThat(world.timeline(2)).noneMatch(code -> code.startsWith("settlement.holder-part"));
            assertThat(world.timeline(3)).containsOnlyOnce("settlement.holder-part-larger");
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

            assertThat(world.timeline(1))
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
            assertThat(world.timeline(1)).noneMatch(code -> code.startsWith("settlement.holder-part"));
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
            assertThat(world.timeline(1)).containsOnlyOnce("settlement.holder-part-known");
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
    void whereTheIndexOfTheAcceptanceCountsNobodyAcceptsInAYearWhoseIndexIsUnknown(TestDatabase database) {
        try (var world = new SettlementWorld(database, "bilik.settlement.mci-of=payment")) {
            var act = world.actOf(world.welderInUse(1));
            world.sign(act);
            world.moveTo(TODAY.plusDays(60));

            assertProblem("law.mci-unknown", () -> world.accept(act));
            assertThat(world.get(ActWords.class).totalText(act, Language.EN))
                    .as("the act can still be read, and returned")
                    .startsWith("30\u00a0275 tenge (the monthly calculation index for ");
            assertThat(world.acts().get(act).state()).isEqualTo(ServicesAct.State.SENT);
            assertThat(world.orders().of(act)).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void anActOfDecemberIsAcceptedInJanuaryOverWhatWasSigned(TestDatabase database) {
        try (var world = new SettlementWorld(database)) {
            var act = world.actOf(world.welderInUse(1));
            world.sign(act);
            world.moveTo(TODAY.plusDays(60));

            // The index of the new year is not even known.
            assertThat(world.accept(act)).extracting(PaymentOrder::amount).containsExactly(30_275L);
        }
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void anActWhoseAmountsHaveChangedIsNotAcceptedAndComesAnewWithOnePress(TestDatabase database) throws Exception {
        try (var world = new SettlementWorld(database, "bilik.settlement.mci-of=payment")) {
            var welder = world.welderInUse(1);
            var aided = world.voucherInUse(2, "KZ-75", "KZ-35", "5141", 9_000);
            var act = signedIn2025(world, welder, aided);
            var acts = world.acts();
            var signature = world.acceptance(act);
            assertProblem("settlement.amounts-unchanged", () -> acts.giveBackToFormAnew(act, 1));
            world.moveTo(LocalDate.of(2026, 1, 5));

            assertThat(catchThrowableOfType(Problem.class, () -> acts.accept(act, signature))
                            .fields())
                    .as("both amounts of each line that has changed")
                    .containsExactly(
                            new Problem.Field(
                                    "lines[0]",
                                    "settlement.amount-changed",
                                    List.of(welder, "27 524", "30 275", "0", "0")),
                            new Problem.Field(
                                    "lines[1]",
                                    "settlement.amount-changed",
                                    List.of(aided, "9 000", "9 000", "23 592", "25 950")));
            assertProblem("settlement.amounts-changed", () -> acts.accept(act, signature));
            assertThat(acts.get(act).state()).isEqualTo(ServicesAct.State.SENT);
            assertThat(acts.get(act).current().acceptedBy()).isNull();
            var words = world.get(ActWords.class);
            assertThat(words.totalText(act, Language.EN)).startsWith("36\u00a0524 tenge (by now 39\u00a0275 tenge");
            assertThat(words.changes(act, Language.RU))
                    .extracting(ActWords.ChangeText::voucher)
                    .containsExactly(welder, aided);

            acts.giveBackToFormAnew(act, 1);
            assertThat(words.remarks(act, Language.KK)).get(STRING).startsWith("Сомалар қол қойылған");
            assertThat(words.remarks(act, Language.RU)).get(STRING).startsWith("Суммы уже не те");
            assertThat(words.remarks(act, Language.EN)).get(STRING).startsWith("The amounts are others");
            world.sign(act);
            assertThat(words.changes(act, Language.RU)).isEmpty();
            assertThat(world.accept(act))
                    .extracting(order -> order.kind() + " " + order.amount())
                    .containsExactly("SERVICE 30275", "SERVICE 9000", "AID 25950");
            assertThat(world.stated(act, 1)).containsExactly("27524+10476 0", "9000+0 23592");
            assertThat(world.stated(act, 2)).containsExactly("30275+7725 0", "9000+0 25950");
            assertThat(text(acts.document(act))).contains("39 275", "25 950");
        }
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void aRowOfTheLawThatWasAddedMeanwhileIsSeenBeforeSigningAndBeforeAccepting(TestDatabase database) {
        try (var world = new SettlementWorld(database)) {
            var act = world.actOf(world.welderInUse(1));
            var acts = world.acts();
            var before = world.signature("centre-C-014", acts.document(act));
            var tables = (ModelledDecisionTables) world.get(DecisionTables.class);
            tables.amend("monthlyCalculationIndex", Map.of("monthlyCalculationIndex", 4_400));

            assertProblem("settlement.act-changed", () -> acts.sign(act, before));
            world.sign(act);
            assertThat(acts.get(act).current().total()).isEqualTo(30_800);
            tables.amend("monthlyCalculationIndex", Map.of("monthlyCalculationIndex", 4_500));
            assertThat(acts.document(act)).as("what was sent stays").isEqualTo(acts.document(act));
            assertProblem("settlement.amounts-changed", () -> world.accept(act));
            acts.giveBackToFormAnew(act, 1);
            world.sign(act);
            assertThat(world.accept(act)).extracting(PaymentOrder::amount).containsExactly(31_500L);
        }
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void neitherTheRecordNorAnOrderCarriesOtherAmountsThanTheSignedLine(TestDatabase database) {
        try (var world = new SettlementWorld(database)) {
            var voucher = world.welderInUse(1);
            var act = world.actOf(voucher);
            world.sign(act);
            var another = new Caps(3, 6, "cl. 14.1", "another-row");
            assertProblem("settlement.amounts-changed", () -> world.get(Reimbursements.class)
                    .record(new ActNumber(act), new VoucherNumber(voucher), another));
            world.acts().accept(act, world.acceptance(act));
            database.jdbc()
                    .sql("update act_line set reckoned_at = current_timestamp, reckoned_for = current_date,"
                            + " monthly_calculation_index = 4700, price = 38000, cap = 32900, service = 32900, aid = 0,"
                            + " holder = 5100, decision_rows = '' where voucher = ?")
                    .param(voucher)
                    .update();

            assertProblem("settlement.amounts-changed", () -> world.orders().create(act));
            assertThat(world.orders().of(act)).isEmpty();
        }
    }

    /** An act of an exam of 29 December 2025, sent on the 30th. */
    private static String signedIn2025(SettlementWorld world, String... vouchers) {
        world.database()
                .jdbc()
                .sql("update voucher set issued_on = '2025-12-01', issue_year = 2025, used_on = '2025-12-29'")
                .update();
        var examHeldOn = LocalDate.of(2025, 12, 29);
        world.moveTo(examHeldOn.plusDays(1));
        world.protocols()
                .record(
                        CENTRE,
                        new ExamProtocol.Sent("1", examHeldOn.plusDays(1), examHeldOn, "KZ-75", recognised(vouchers)));
        var act = world.acts().actOf(vouchers[0]).orElseThrow();
        world.sign(act);
        return act;
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void anActIsNotFormedWhileTheIndexOfTheYearIsUnknownAndNothingIsLost(TestDatabase database) {
        try (var world = new SettlementWorld(database)) {
            var voucher = world.welderInUse(1);
            var exam = LocalDate.of(2027, 1, 4);
            world.moveTo(exam.plusDays(1));
            world.protocols()
                    .record(CENTRE, new ExamProtocol.Sent("1", exam.plusDays(1), exam, "KZ-75", recognised(voucher)));
            var acts = world.acts();
            var act = acts.actOf(voucher).orElseThrow();
            assertProblem("law.mci-unknown", () -> acts.document(act));
            assertProblem("law.mci-unknown", () -> acts.form(act));
            assertThat(acts.get(act).state()).isEqualTo(ServicesAct.State.DRAFT);
            assertThat(acts.get(act).current().formedOn()).isNull();
            assertThat(world.get(ActWords.class).persons(act, Language.EN)).isEmpty();
            world.get(SettlementDeadlines.class).escalateAct(act);

            world.get(ModelledDecisionTables.class).indexOf(2027, 4_700);
            world.sign(act);
            assertThat(world.accept(act)).extracting(PaymentOrder::amount).containsExactly(32_900L);
        }
    }
}
