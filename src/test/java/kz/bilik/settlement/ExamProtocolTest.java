package kz.bilik.settlement;

import static kz.bilik.settlement.SettlementWorld.CENTRE;
import static kz.bilik.settlement.SettlementWorld.TODAY;
import static kz.bilik.settlement.SettlementWorld.assertField;
import static kz.bilik.settlement.SettlementWorld.assertProblem;
import static kz.bilik.settlement.SettlementWorld.recognised;
import static kz.bilik.settlement.SettlementWorld.signed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import kz.bilik.calendar.LegalClock;
import kz.bilik.language.Language;
import kz.bilik.notice.Notices;
import kz.bilik.officer.Place;
import kz.bilik.problem.Problem;
import kz.bilik.support.TestDatabases.TestDatabase;
import kz.bilik.voucher.Voucher;
import kz.bilik.voucher.VoucherNumber;
import kz.bilik.voucher.Vouchers;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Exam protocols: who stands in them, and which acts they lead to (cl. 16). */
@Tag("database")
class ExamProtocolTest {

    private static final String BOTH = "kz.bilik.support.TestDatabases#both";

    @ParameterizedTest
    @MethodSource(BOTH)
    void holdersOfTwoRegionsInOneProtocolGiveOneActForEachMobilityCentre(TestDatabase database) {
        try (var world = new SettlementWorld(database)) {
            var first = world.welderInUse(1);
            var second = world.welderInUse(2);
            var other = world.voucherInUse(15, "KZ-71", "KZ-71", "7411", 30275);

            world.protocols().record(CENTRE, world.protocol("17", first, second, other));

            var acts = world.acts().ofProtocol(CENTRE, "17", 2026);
            assertThat(acts).hasSize(2);
            assertThat(world.asked().started).containsExactlyInAnyOrderElementsOf(acts);
            var almaty = world.acts().get(world.acts().actOf(first).orElseThrow());
            assertThat(almaty.region()).isEqualTo("KZ-75");
            assertThat(almaty.number()).matches("ACT-2026-75-\\d{6}");
            assertThat(almaty.vouchers()).containsExactly(first, second);
            assertThat(world.acts().get(world.acts().actOf(other).orElseThrow()).vouchers())
                    .containsExactly(other);
        }
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void theSameProtocolAgainGivesTheSameAnswerAndOtherDataAreRefused(TestDatabase database) {
        try (var world = new SettlementWorld(database)) {
            var first = world.welderInUse(1);
            var second = world.welderInUse(2);
            var recorded = world.protocols().record(CENTRE, world.protocol("17", first));

            assertThat(world.protocols().record(CENTRE, world.protocol("17", first)))
                    .isEqualTo(recorded);
            assertThat(world.asked().started).hasSize(1);
            assertProblem("settlement.protocol-differs", () -> world.protocols()
                    .record(CENTRE, world.protocolHeldIn("KZ-71", "17", first)));
            assertProblem("settlement.protocol-differs", () -> world.protocols()
                    .record(CENTRE, world.protocol("17", second)));
        }
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void aProtocolNamesEveryVoucherThatIsNotInUseAtThisCentreAndRecordsNothing(TestDatabase database) {
        try (var world = new SettlementWorld(database)) {
            var voucher = world.welderInUse(1);

            var problem = catchThrowableOfType(Problem.class, () -> world.protocols()
                    .record(CENTRE, world.protocol("17", voucher, "V-2026-75-999999")));
            assertThat(problem.code()).isEqualTo("settlement.voucher-not-in-use");
            assertThat(problem.fields()).extracting(Problem.Field::path).containsExactly("holders[1].voucher");
            // The record orders them by voucher; the sender knows a holder by the place where he has put him.
            var first = catchThrowableOfType(Problem.class, () -> world.protocols()
                    .record(CENTRE, world.protocol("17", "V-2026-75-999999", voucher)));
            assertThat(first.fields()).extracting(Problem.Field::path).containsExactly("holders[0].voucher");
            assertThat(world.protocols().find(CENTRE, "17", 2026)).isEmpty();
            assertProblem("settlement.voucher-not-in-use", () -> world.protocols()
                    .record("C-021", world.protocol("17", voucher)));
        }
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void theDatesOfAProtocolFollowOneAnother(TestDatabase database) {
        try (var world = new SettlementWorld(database)) {
            var voucher = world.welderInUse(1);
            var holders = world.protocol("17", voucher).holders();

            assertField("settlement.in-the-future", "signedOn", () -> world.protocols()
                    .record(CENTRE, new ExamProtocol.Sent("17", TODAY.plusDays(1), TODAY, "KZ-75", holders)));
            assertField("settlement.signed-before-exam", "signedOn", () -> world.protocols()
                    .record(CENTRE, new ExamProtocol.Sent("17", TODAY.minusDays(1), TODAY, "KZ-75", holders)));
            assertField("settlement.exam-before-issue", "examHeldOn", () -> world.protocols()
                    .record(CENTRE, new ExamProtocol.Sent("17", TODAY, TODAY.minusDays(20), "KZ-75", holders)));
            assertField("settlement.region-unknown", "region", () -> world.protocols()
                    .record(CENTRE, new ExamProtocol.Sent("17", TODAY, TODAY, "KZ-99", holders)));
            var twice = List.of(holders.get(0), holders.get(0));
            assertField("settlement.named-twice", "holders[1].voucher", () -> world.protocols()
                    .record(CENTRE, new ExamProtocol.Sent("17", TODAY, TODAY, "KZ-75", twice)));
            assertField("settlement.missing", "holders", () -> world.protocols()
                    .record(CENTRE, new ExamProtocol.Sent("17", TODAY, TODAY, "KZ-75", List.of())));
        }
    }

    /** It stands in acts, lists of tasks and payments, which people read who may read no such number. */
    @ParameterizedTest
    @MethodSource(BOTH)
    void theNumberOfAProtocolHoldsNoPersonalNumber(TestDatabase database) {
        try (var world = new SettlementWorld(database)) {
            var voucher = world.welderInUse(1);
            var holders = world.protocol("17", voucher).holders();
            for (var number : List.of(
                    "920315390109", "17/920315-390109", "№920315 390109", "IIN920315390109", "KZ68601TEST000000001")) {
                assertField("settlement.number-personal", "number", () -> world.protocols()
                        .record(CENTRE, new ExamProtocol.Sent(number, TODAY, TODAY, "KZ-75", holders)));
            }
            // Twelve digits that are no IIN are a number like any other.
            world.protocols().record(CENTRE, new ExamProtocol.Sent("123456789012", TODAY, TODAY, "KZ-75", holders));
        }
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void holdersRecordedOneByOneComeIntoOneAct(TestDatabase database) {
        try (var world = new SettlementWorld(database)) {
            var first = world.welderInUse(1);
            var second = world.welderInUse(2);

            world.examined(first, "KZ-75");
            var act = world.acts().handOver(first);
            assertProblem("settlement.protocol-differs", () -> world.examined(second, "KZ-71"));
            world.examined(second, "KZ-75");
            world.examined(second, "KZ-75");
            assertThat(world.acts().handOver(second)).isEqualTo(act);
            assertThat(world.acts().handOver(second)).isEqualTo(act);
            assertThat(world.acts().get(act).vouchers()).containsExactly(first, second);
            assertThat(world.asked().started).containsExactly(act);
        }
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void aHolderWhoIsRecordedAfterTheActWasSentComesIntoAFurtherOne(TestDatabase database) {
        try (var world = new SettlementWorld(database)) {
            var acts = world.acts();
            var deadlines = world.get(SettlementDeadlines.class);
            var first = world.welderInUse(1);
            var ofAstana = world.voucherInUse(15, "KZ-71", "KZ-71", "7411", 30275);
            var second = world.welderInUse(2);
            var third = world.welderInUse(3);
            var fourth = world.welderInUse(4);
            var sent = world.actOf(first, ofAstana);
            world.sign(sent);
            var document = acts.document(sent);
            world.moveTo(TODAY.plusDays(10));

            world.protocols().record(CENTRE, world.protocol("17", first, second, ofAstana));
            var further = acts.actOf(second).orElseThrow();
            assertThat(further).isNotEqualTo(sent).matches("ACT-2026-75-\\d{6}");
            assertThat(acts.get(further).vouchers()).containsExactly(second);
            assertThat(acts.earlier(further)).containsExactly(sent);
            assertThat(acts.earlier(sent)).isEmpty();
            assertThat(acts.earlier(acts.actOf(ofAstana).orElseThrow())).isEmpty();
            assertThat(acts.ofProtocol(CENTRE, "17", 2026))
                    .containsExactlyInAnyOrder(
                            sent, further, acts.actOf(ofAstana).orElseThrow());
            assertThat(deadlines.act(further))
                    .as("its term began with the protocol, and may be over")
                    .isEqualTo(deadlines.act(sent));
            assertThat(acts.get(sent).vouchers()).containsExactly(first);
            assertThat(acts.document(sent)).isEqualTo(document);

            world.accept(sent);
            examinedAs(world, world.protocol("17", third));
            assertThat(acts.handOver(third)).isEqualTo(further);
            world.sign(further);
            assertThat(world.accept(further))
                    .extracting(world.orders()::voucher)
                    .containsExactly(second, third);
            examinedAs(world, world.protocol("17", fourth));
            var last = acts.handOver(fourth);
            assertThat(acts.earlier(last)).containsExactly(sent, further);
            assertThat(world.asked().started)
                    .hasSize(4)
                    .contains(sent, further, last)
                    .doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void anExamBeforeItsAdmissionWasEnteredIsAWarningAndNoRefusal(TestDatabase database) {
        try (var world = new SettlementWorld(database)) {
            var voucher = world.welderInUse(1);
            var recorded = world.protocols()
                    .record(
                            CENTRE,
                            new ExamProtocol.Sent("17", TODAY, TODAY.minusDays(8), "KZ-75", recognised(voucher)));

            assertThat(world.get(ActWords.class).warnings(recorded, Language.EN))
                    .extracting(ExamProtocol.Warning::text)
                    .containsExactly(
                            "Voucher V-2026-75-000001: the exam was held on 12.11.2026, before the admission was"
                                    + " entered, on 13.11.2026. Look whether the day is right.");
        }
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void anExamThatIsNotTheOneByWhichAUseWasProvedAfterwardsIsAWarning(TestDatabase database) {
        try (var world = new SettlementWorld(database)) {
            var voucher = world.welderInUse(1);
            var usedOn = TODAY.minusDays(7);
            database.jdbc()
                    .sql(
                            "insert into late_use (voucher, used_on, protocol_number, protocol_signed_on, document, reason,"
                                    + " officer, recorded_at) values (?, ?, '7-P', ?, ?, 'forgotten', 'head', ?)")
                    .params(
                            voucher,
                            usedOn,
                            usedOn,
                            UUID.randomUUID(),
                            world.get(LegalClock.class).now())
                    .update();
            var words = world.get(ActWords.class);
            var other = new ExamProtocol(CENTRE, "8-P", TODAY, TODAY, "KZ-75", recognised(voucher));
            assertThat(words.warnings(other, Language.EN))
                    .extracting(ExamProtocol.Warning::text)
                    .containsExactly("Voucher V-2026-75-000001: its use on 13.11.2026 was recorded afterwards, with"
                            + " protocol 7-P of 13.11.2026 as proof, and this is another protocol. Look at both.");

            var proof = new ExamProtocol(CENTRE, "7-P", usedOn, usedOn, "KZ-75", recognised(voucher));
            assertThat(words.warnings(proof, Language.EN)).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void anExamAfterTheLastDayOrSignedLongAfterItIsAWarningAndNoRefusal(TestDatabase database) {
        try (var world = new SettlementWorld(database)) {
            var voucher = world.welderInUse(1);
            var inTime = world.welderInUse(2);
            world.moveTo(TODAY.plusDays(100));
            // Their last valid day was 31 December.
            var late =
                    new ExamProtocol.Sent("17", TODAY.plusDays(100), TODAY.plusDays(60), "KZ-75", recognised(voucher));
            var recorded = world.protocols().record(CENTRE, late);
            world.protocols()
                    .record(
                            CENTRE,
                            new ExamProtocol.Sent(
                                    "18", TODAY.plusDays(71), TODAY.plusDays(41), "KZ-75", recognised(inTime)));

            var words = world.get(ActWords.class);
            assertThat(words.warnings(recorded, Language.EN))
                    .extracting(ExamProtocol.Warning::code)
                    .containsExactly("settlement.warning-after-last-day", "settlement.warning-signed-late");
            assertThat(words.warnings(world.acts().actOf(voucher).orElseThrow(), Language.EN))
                    .containsExactly(
                            "Voucher V-2026-75-000001: the exam was held on 19.01.2027, 19 days after the last valid day,"
                                    + " 31.12.2026. The holder was admitted in time, on 13.11.2026; the order sets no"
                                    + " term for the exam.",
                            "The protocol was signed on 28.02.2027, 40 days after the exam of 19.01.2027.");
            assertThat(words.warnings(world.acts().actOf(inTime).orElseThrow(), Language.EN))
                    .isEmpty();
            var notices = world.get(Notices.class);
            verify(notices)
                    .tell(
                            Place.recognitionCentre(CENTRE),
                            voucher,
                            "settlement.exam-after-last-day",
                            "17",
                            voucher,
                            "19.01.2027",
                            "19",
                            "31.12.2026",
                            "13.11.2026");
            verify(notices, never())
                    .tell(any(), eq(inTime), eq("settlement.exam-after-last-day"), any(), any(Object[].class));
        }
    }

    // one exam of a person is paid once

    @ParameterizedTest
    @MethodSource(BOTH)
    void aPersonStandsInAProtocolOnceWhateverVouchersHeHas(TestDatabase database) {
        try (var world = new SettlementWorld(database)) {
            var other = world.welderInUse(2);
            var voucher = world.welderInUse(1);
            var old = world.ofTheYearBefore(1, "7126");

            assertNamedTwice("holders[2].voucher", () -> world.protocols()
                    .record(CENTRE, world.protocol("17", other, voucher, old)));
            assertThat(world.protocols().find(CENTRE, "17", 2026)).isEmpty();
            world.examined(voucher, "KZ-75");
            assertNamedTwice("holders[0].voucher", () -> world.examined(old, "KZ-75"));
            assertNamedTwice("holders[1].voucher", () -> world.protocols()
                    .record(
                            CENTRE,
                            new ExamProtocol.Sent(
                                    "17",
                                    TODAY,
                                    TODAY.minusDays(1),
                                    "KZ-75",
                                    List.of(
                                            new ExamProtocol.Holder(voucher, ExamProtocol.Result.NOT_RECOGNISED),
                                            recognised(old).get(0)))));
            assertThat(world.protocols().ofVoucher(old)).isEmpty();
            assertThat(world.get(Vouchers.class).get(old).state()).isEqualTo(Voucher.State.USED);
        }
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void aSecondProtocolOfTheSameExamDoesNotNameThePersonAgainButOneOfAnotherExamDoes(TestDatabase database) {
        try (var world = new SettlementWorld(database)) {
            var voucher = world.welderInUse(1);
            var same = world.ofTheYearBefore(1, "7212");
            var plumber = world.welderInUse(2);
            var otherProfession = world.ofTheYearBefore(2, "7126");
            world.protocols().record(CENTRE, world.protocol("17", voucher, plumber));

            assertNamedTwice("holders[0].voucher", () -> world.protocols().record(CENTRE, world.protocol("18", same)));
            world.protocols().record(CENTRE, world.protocol("19", otherProfession));
            var anotherDay = new ExamProtocol.Sent("20", TODAY, TODAY, "KZ-75", recognised(same));
            world.protocols().record(CENTRE, anotherDay);
            assertNamedTwice("holders[0].voucher", () -> world.correct(world.protocol("20", same)));
            assertThat(world.protocols().ofVoucher(same).orElseThrow().examHeldOn())
                    .isEqualTo(TODAY);
        }
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void ofTwoVouchersOfOnePersonRecordedAtTheSameMomentOneIs(TestDatabase database) throws Exception {
        try (var world = new SettlementWorld(database)) {
            var threads = Executors.newFixedThreadPool(2);
            for (int person = 1; person <= 6; person++) {
                var vouchers = List.of(world.welderInUse(person), world.ofTheYearBefore(person, "7212"));
                // The odd ones in one protocol, the others in two of the same exam.
                var number = String.valueOf(person);
                var numbers = List.of(number, person % 2 == 1 ? number : number + "-2");
                var together = new CyclicBarrier(2);
                var steps = new ArrayList<Callable<String>>();
                for (int i = 0; i < 2; i++) {
                    var sent = world.protocol(numbers.get(i), vouchers.get(i));
                    steps.add(() -> {
                        together.await();
                        try {
                            world.protocols().record(CENTRE, sent);
                            return "recorded";
                        } catch (Problem problem) {
                            return problem.code();
                        }
                    });
                }
                var answers = new ArrayList<String>();
                for (var answer : threads.invokeAll(steps)) {
                    answers.add(answer.get());
                }
                // Into one protocol the second one may also come as other data than the first.
                assertThat(answers).containsOnlyOnce("recorded");
                assertThat(answers).containsAnyOf("settlement.person-named-twice", "settlement.protocol-differs");
                assertThat(vouchers.stream()
                                .filter(voucher -> world.acts().actOf(voucher).isPresent()))
                        .hasSize(1);
            }
            threads.shutdown();
        }
    }

    private static void assertNamedTwice(String path, ThrowingCallable call) {
        assertProblem("settlement.person-named-twice", call);
        assertField("settlement.person-named-twice-with", path, call);
    }

    /** One by one through the Tasklist. */
    private static void examinedAs(SettlementWorld world, ExamProtocol.Sent data) {
        data.holders().forEach(holder -> world.protocols()
                .holderExamined(
                        new VoucherNumber(holder.voucher()),
                        data.number(),
                        data.signedOn(),
                        data.examHeldOn(),
                        data.region(),
                        holder.result()));
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void aHolderJoinsAnActThatWasReturnedRatherThanBeginAFurtherOne(TestDatabase database) {
        try (var world = new SettlementWorld(database)) {
            var acts = world.acts();
            var first = world.welderInUse(1);
            var second = world.welderInUse(2);
            var third = world.welderInUse(3);
            var fourth = world.welderInUse(4);
            var returned = world.actOf(first);
            world.sign(returned);
            examinedAs(world, world.protocol("17", second));
            var further = acts.handOver(second);
            var document = acts.get(returned).current().document();
            acts.decide(returned, "return", "Somebody is missing");

            examinedAs(world, world.protocol("17", third));
            assertThat(acts.handOver(third)).isEqualTo(returned);
            assertThat(acts.get(returned).current().document())
                    .as("the edition that was sent stays as it was")
                    .isEqualTo(document);
            acts.returned(returned);
            acts.document(returned);
            examinedAs(world, world.protocol("17", fourth));
            assertThat(acts.handOver(fourth)).isEqualTo(returned);
            assertThat(acts.get(returned).current().document()).isNull();

            assertThat(acts.get(returned).vouchers()).containsExactly(first, third, fourth);
            assertThat(acts.get(further).vouchers()).containsExactly(second);
            assertThat(world.asked().started).containsExactly(returned, further);
        }
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void aResultInAFurtherActIsCorrectedAlthoughTheFirstOneWasAccepted(TestDatabase database) {
        try (var world = new SettlementWorld(database)) {
            var first = world.welderInUse(1);
            var second = world.welderInUse(2);
            var sent = world.actOf(first);
            world.sign(sent);
            world.accept(sent);
            world.protocols().record(CENTRE, world.protocol("17", first, second));
            var further = world.acts().actOf(second).orElseThrow();
            world.acts().document(further);

            assertProblem(
                    "settlement.act-already-sent",
                    () -> world.correct(world.protocolHeldIn("KZ-71", "17", first, second)));
            var failed = ExamProtocol.Result.NOT_RECOGNISED;
            assertProblem(
                    "settlement.act-already-sent",
                    () -> world.correct(withResults(
                            new ExamProtocol.Holder(first, failed),
                            recognised(second).get(0))));
            world.correct(withResults(recognised(first).get(0), new ExamProtocol.Holder(second, failed)));

            assertThat(world.protocols().ofVoucher(second).orElseThrow().holders())
                    .containsExactly(recognised(first).get(0), new ExamProtocol.Holder(second, failed));
            assertThat(world.asked().corrected).containsExactly(further);
            assertThat(world.acts().get(further).current().document()).isNull();
            assertThat(world.acts().get(sent).state()).isEqualTo(ServicesAct.State.ACCEPTED);
            assertThat(world.timeline(1)).doesNotContain("settlement.protocol-corrected");
            assertThat(world.timeline(2)).contains("settlement.protocol-corrected");
            world.sign(further);
            assertProblem("settlement.act-already-sent", () -> world.correct(world.protocol("17", first, second)));
        }
    }

    private static ExamProtocol.Sent withResults(ExamProtocol.Holder... holders) {
        return new ExamProtocol.Sent("17", TODAY, TODAY.minusDays(1), "KZ-75", List.of(holders));
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void holdersHandedOverAtTheSameMomentAfterTheActWasSentMeetInOneFurtherAct(TestDatabase database) throws Exception {
        try (var world = new SettlementWorld(database)) {
            var sent = world.actOf(world.welderInUse(1));
            world.sign(sent);
            var together = new CyclicBarrier(8);
            var steps = new ArrayList<Callable<String>>();
            for (int person = 2; person <= 9; person++) {
                var voucher = world.welderInUse(person);
                examinedAs(world, world.protocol("17", voucher));
                steps.add(() -> {
                    together.await();
                    return world.acts().handOver(voucher);
                });
            }
            var threads = Executors.newFixedThreadPool(8);
            var acts = new java.util.TreeSet<String>();
            for (var step : threads.invokeAll(steps)) {
                acts.add(step.get());
            }
            threads.shutdown();

            assertThat(acts).hasSize(1).doesNotContain(sent);
            assertThat(world.asked().started).containsExactly(sent, acts.first());
            assertThat(world.acts().get(acts.first()).vouchers()).hasSize(8);
        }
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void holdersRecordedAtTheSameMomentMeetInOneProtocolAndOneAct(TestDatabase database) throws Exception {
        try (var world = new SettlementWorld(database)) {
            var together = new CyclicBarrier(8);
            var steps = new ArrayList<Callable<String>>();
            for (int person = 1; person <= 8; person++) {
                var voucher = world.welderInUse(person);
                steps.add(() -> {
                    together.await();
                    return database.transactions().execute(status -> {
                        world.examined(voucher, "KZ-75");
                        return world.acts().handOver(voucher);
                    });
                });
            }
            var threads = Executors.newFixedThreadPool(8);
            var acts = new java.util.TreeSet<String>();
            for (var step : threads.invokeAll(steps)) {
                acts.add(step.get());
            }
            threads.shutdown();

            assertThat(acts).hasSize(1);
            assertThat(world.asked().started).containsExactlyElementsOf(acts);
            assertThat(world.acts().get(acts.first()).vouchers()).hasSize(8);
        }
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void aCentreThatNumbersItsProtocolsAnewEachYearHasTwoProtocolsAndTwoActsOfOneNumber(TestDatabase database) {
        try (var world = new SettlementWorld(database)) {
            var old = world.welderInUse(1);
            var young = world.welderInUse(2);
            var third = world.welderInUse(3);
            world.protocols().record(CENTRE, world.protocol("17", old));
            var january = LocalDate.of(2027, 1, 15);
            world.moveTo(january);
            world.protocols().record(CENTRE, signed(january, "17", young));

            var acts = world.acts();
            assertThat(acts.ofProtocol(CENTRE, "17", 2026))
                    .containsExactly(acts.actOf(old).orElseThrow());
            assertThat(acts.ofProtocol(CENTRE, "17", 2027))
                    .containsExactly(acts.actOf(young).orElseThrow());
            assertThat(acts.get(acts.actOf(young).orElseThrow()).protocol()).isEqualTo("17");
            assertThat(world.protocols().find(CENTRE, "17", 2026).orElseThrow().holders())
                    .extracting(ExamProtocol.Holder::voucher)
                    .containsExactly(old);
            assertThat(world.protocols().ofVoucher(young).orElseThrow().signedOn())
                    .isEqualTo(january);
            var deadlines = world.get(SettlementDeadlines.class);
            assertThat(deadlines.act(acts.actOf(old).orElseThrow()).from()).isEqualTo(TODAY);
            assertThat(deadlines.act(acts.actOf(young).orElseThrow()).from()).isEqualTo(january);

            assertProblem("settlement.protocol-differs", () -> world.protocols()
                    .record(CENTRE, signed(january.minusDays(1), "17", young, third)));
            assertProblem("settlement.protocol-differs", () -> world.protocols()
                    .holderExamined(
                            new VoucherNumber(third), "17", january, TODAY, "KZ-71", ExamProtocol.Result.RECOGNISED));
        }
    }
}
