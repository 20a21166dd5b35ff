package kz.bilik.settlement;

import static kz.bilik.settlement.SettlementWorld.CENTRE;
import static kz.bilik.settlement.SettlementWorld.TODAY;
import static kz.bilik.settlement.SettlementWorld.assertField;
import static kz.bilik.settlement.SettlementWorld.assertProblem;
import static kz.bilik.settlement.SettlementWorld.recognised;
import static kz.bilik.settlement.SettlementWorld.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.verify;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import kz.bilik.document.Documents;
import kz.bilik.document.Enclosure;
import kz.bilik.language.Language;
import kz.bilik.notice.Notices;
import kz.bilik.officer.Officer;
import kz.bilik.officer.Place;
import kz.bilik.payment.PaymentOrder;
import kz.bilik.problem.Problem;
import kz.bilik.support.PaperPdf;
import kz.bilik.support.TestDatabases.TestDatabase;
import kz.bilik.voucher.Voucher;
import kz.bilik.voucher.VoucherProcess;
import kz.bilik.voucher.Vouchers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.io.ByteArrayResource;

/** Who was entered in a protocol by mistake is taken out of it (cl. 16). */
@Tag("database")
class TakingOutTest {

    private static final String BOTH = "kz.bilik.support.TestDatabases#both";

    private static final Officer HEAD =
            new Officer("head-mobility-KZ-75", Set.of("mobility-centre.KZ-75", "mobility-centre.KZ-75.head"));

    @ParameterizedTest
    @MethodSource(BOTH)
    void whoIsTakenOutIsInUseAgainAndTheActIsFormedWithoutHim(TestDatabase database) throws Exception {
        try (var world = new SettlementWorld(database)) {
            var first = world.welderInUse(1);
            var mistaken = world.welderInUse(2);
            var third = world.voucherInUse(3, "KZ-75", "KZ-35", "5141", 9_000);
            var act = world.actOf(first, mistaken, third);
            var before = world.signature("centre-C-014", world.acts().document(act));

            takesOut(world, HEAD, mistaken);

            assertThat(world.acts().get(act).vouchers()).containsExactly(first, third);
            assertThat(world.acts().actOf(mistaken)).isEmpty();
            assertThat(world.protocols().find(CENTRE, "17", 2026).orElseThrow().holders())
                    .containsExactlyElementsOf(recognised(first, third));
            assertThat(world.get(Vouchers.class).get(mistaken))
                    .extracting(Voucher::state, Voucher::usedOn)
                    .containsExactly(Voucher.State.USED, TODAY.minusDays(7));
            verify(world.get(VoucherProcess.class)).inUseAgain(mistaken);
            assertThat(world.asked().emptied).isEmpty();
            assertThat(kept(database))
                    .containsExactly(mistaken + " " + act + " 2026-11-20 2026-11-19 KZ-75 RECOGNISED"
                            + " A slip in the list head-mobility-KZ-75");
            assertThat(world.get(Documents.class).of("A-2026-75-000002"))
                    .extracting(Documents.Stored::kind)
                    .containsExactly("TAKEN_OUT_OF_PROTOCOL");
            assertThat(world.timeline(2)).containsSubsequence("settlement.handed-to-act", "settlement.taken-out");
            assertThat(world.timeline(1)).doesNotContain("settlement.taken-out");
            verify(world.get(Notices.class))
                    .tell(
                            eq(Place.recognitionCentre(CENTRE)),
                            eq(act),
                            eq("settlement.taken-out"),
                            any(),
                            eq(mistaken),
                            eq("17"),
                            eq(act),
                            eq("A slip in the list"));
            verify(world.get(Notices.class))
                    .tellApplicant(
                            eq("A-2026-75-000002"), eq("settlement.taken-out-holder"), any(), eq(mistaken), eq("17"));

            assertProblem("settlement.act-not-formed", () -> world.acts().sign(act, before));
            assertThat(text(world.acts().document(act))).contains(first, third).doesNotContain(mistaken);
            world.sign(act);
            assertThat(world.accept(act))
                    .extracting(order -> order.line() + " " + order.kind() + " " + order.amount())
                    .containsExactly("1 SERVICE 30275", "2 SERVICE 9000", "2 AID 25950");
            assertThat(world.get(ActWords.class).aidText(act, Language.EN))
                    .startsWith("25\u00a0950 tenge\nVoucher " + third + ": 25\u00a0950 tenge");
            assertThat(world.orders().of(act))
                    .extracting(world.orders()::voucher)
                    .containsExactly(first, third, third);
            // The centre records him where he belongs: into the same protocol, whose act is accepted.
            world.protocols().record(CENTRE, world.protocol("17", first, mistaken, third));
            assertThat(world.acts().actOf(mistaken)).isPresent().hasValueSatisfying(further -> assertThat(further)
                    .isNotEqualTo(act));
            // Or it has only sent the old protocol again: whoever signs and accepts it reads so.
            assertThat(world.get(ActWords.class)
                            .warnings(world.acts().actOf(mistaken).orElseThrow(), Language.EN))
                    .containsExactly(
                            "Voucher " + mistaken
                                    + " was taken out of protocol 17 on 20.11.2026 (A slip in the list) and is recorded again.");
            assertThat(world.get(ActWords.class).warnings(act, Language.EN)).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void anActInWhichNobodyIsLeftEndsAndItsProtocolsNumberIsFreeForTheRightOne(TestDatabase database) {
        try (var world = new SettlementWorld(database)) {
            var voucher = world.welderInUse(1);
            var act = world.actOf(voucher);
            world.acts().document(act);

            takesOut(world, HEAD, voucher);

            assertThat(world.asked().emptied).containsExactly(act);
            assertThat(world.acts().get(act).state()).isEqualTo(ServicesAct.State.EMPTIED);
            assertThat(world.protocols().find(CENTRE, "17", 2026)).isEmpty();
            assertProblem("settlement.act-emptied", () -> world.acts().form(act));
            assertProblem("settlement.no-protocol", () -> takesOut(world, HEAD, voucher));

            var right = world.protocolHeldIn("KZ-71", "17", voucher);
            world.protocols().record(CENTRE, right);
            var next = world.acts().actOf(voucher).orElseThrow();
            assertThat(world.acts().ofProtocol(CENTRE, "17", 2026)).containsExactly(next);
            assertThat(world.acts().earlier(next)).isEmpty();
            assertThat(world.protocols().ofVoucher(voucher).orElseThrow().region())
                    .isEqualTo("KZ-71");
            world.sign(next);
            assertThat(world.accept(next))
                    .extracting(PaymentOrder::kind)
                    .containsExactly(PaymentOrder.Kind.SERVICE, PaymentOrder.Kind.AID);
        }
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void nobodyIsTakenOutWhileTheActIsSentOrAcceptedButAfterItWasReturned(TestDatabase database) {
        try (var world = new SettlementWorld(database)) {
            var voucher = world.welderInUse(1);
            var other = world.welderInUse(2);
            var act = world.actOf(voucher, other);
            world.sign(act);
            assertThat(world.get(TakingOut.class).isPossible(voucher)).isFalse();
            assertProblem("settlement.act-already-sent", () -> takesOut(world, HEAD, voucher));
            world.acts().giveBack(act, 1, "One of them was not there");
            assertThat(world.get(TakingOut.class).isPossible(voucher)).isTrue();

            takesOut(world, HEAD, voucher);
            assertThat(world.acts().get(act).vouchers()).containsExactly(other);
            world.sign(act);
            world.accept(act);
            assertProblem("settlement.act-already-sent", () -> takesOut(world, HEAD, other));
            assertThat(kept(database)).hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void onlyTheHeadOfTheMobilityCentreTakesOutWithAReasonAndADocument(TestDatabase database) {
        try (var world = new SettlementWorld(database)) {
            var voucher = world.welderInUse(1);
            world.actOf(voucher);
            for (var stranger : List.of(
                    new Officer("mobility-KZ-75", Set.of("mobility-centre.KZ-75")),
                    new Officer("head-mobility-KZ-71", Set.of("mobility-centre.KZ-71", "mobility-centre.KZ-71.head")),
                    new Officer("centre-C-014", Set.of("recognition-centre.C-014", "recognition-centre.C-014.head")))) {
                assertProblem("settlement.not-head-of-mobility-centre", () -> takesOut(world, stranger, voucher));
            }
            world.signIn(HEAD);
            var takingOut = world.get(TakingOut.class);
            assertField("settlement.taking-out-reason", "reason", () -> takingOut.takeOut(voucher, " ", memo()));
            assertField("settlement.too-long", "reason", () -> takingOut.takeOut(voucher, "x".repeat(1001), memo()));
            assertField("settlement.taking-out-copy", "copy", () -> takingOut.takeOut(voucher, "A slip", null));
            assertField(
                    "settlement.file-type",
                    "copy",
                    () -> takingOut.takeOut(voucher, "A slip", file("memo.docx", "PK".getBytes())));
            assertField(
                    "settlement.file-too-large",
                    "copy",
                    () -> takingOut.takeOut(
                            voucher,
                            "A slip",
                            new Enclosure("memo.pdf", 10L * 1024 * 1024 + 1, new ByteArrayResource(new byte[0]))));
            assertThat(world.acts().actOf(voucher)).isPresent();
            assertThat(kept(database)).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void whoIsTakenOutWhileHisActIsBeingSignedEitherStaysOrIsNotInWhatWasSigned(TestDatabase database)
            throws Exception {
        try (var world = new SettlementWorld(database)) {
            world.signIn(HEAD);
            var threads = Executors.newFixedThreadPool(2);
            for (int person = 1; person <= 5; person++) {
                var stays = world.welderInUse(2 * person);
                var mistaken = world.welderInUse(2 * person + 1);
                world.protocols()
                        .record(
                                CENTRE,
                                new ExamProtocol.Sent(
                                        "P" + person, TODAY, TODAY, "KZ-75", recognised(stays, mistaken)));
                var act = world.acts().actOf(stays).orElseThrow();
                var cms = world.signature("centre-C-014", world.acts().document(act));
                var together = new CyclicBarrier(2);
                var signing = threads.submit(() -> {
                    together.await();
                    return answer(() -> world.acts().sign(act, cms));
                });
                var taking = threads.submit(() -> {
                    together.await();
                    return answer(() -> world.get(TakingOut.class).takeOut(mistaken, "A slip", memo()));
                });
                var signed = signing.get();
                var taken = taking.get();

                if (signed.equals("done")) {
                    assertThat(taken).isEqualTo("settlement.act-already-sent");
                    assertThat(world.acts().get(act).vouchers()).containsExactly(stays, mistaken);
                } else {
                    assertThat(signed).isIn("settlement.act-changed", "settlement.act-not-formed");
                    assertThat(taken).isEqualTo("done");
                    assertThat(world.acts().get(act).state()).isEqualTo(ServicesAct.State.DRAFT);
                    assertThat(world.acts().get(act).vouchers()).containsExactly(stays);
                }
            }
            threads.shutdown();
        }
    }

    private static String answer(Runnable deed) {
        try {
            deed.run();
            return "done";
        } catch (Problem problem) {
            return problem.code();
        }
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void nobodyIsTakenOutWhileAnotherVoucherOfHisIsInUse(TestDatabase database) {
        try (var world = new SettlementWorld(database)) {
            var voucher = world.welderInUse(1);
            world.protocols().record(CENTRE, world.protocol("17", voucher));
            var act = world.actOf(voucher);
            world.ofTheYearBefore(1, "7126");

            assertProblem("voucher.another-in-use", () -> takesOut(world, HEAD, voucher));

            assertThat(world.get(Vouchers.class).get(voucher).state()).isEqualTo(Voucher.State.EXAMINED);
            assertThat(world.acts().get(act).vouchers()).containsExactly(voucher);
            assertThat(kept(database)).isEmpty();
        }
    }

    private static void takesOut(SettlementWorld world, Officer officer, String voucher) {
        world.signIn(officer);
        world.get(TakingOut.class).takeOut(voucher, " A slip in the list ", memo());
    }

    private static Enclosure memo() {
        return file("memo.pdf", PaperPdf.saying("memo"));
    }

    private static Enclosure file(String name, byte[] content) {
        return new Enclosure(name, content.length, new ByteArrayResource(content));
    }

    private static List<String> kept(TestDatabase database) {
        return database.jdbc()
                .sql("select * from exam_taken_out order by id")
                .query((row, index) -> String.join(
                        " ",
                        row.getString("voucher"),
                        row.getString("act"),
                        row.getString("signed_on"),
                        row.getString("exam_held_on"),
                        row.getString("region"),
                        row.getString("result"),
                        row.getString("reason"),
                        row.getString("officer")))
                .list();
    }
}
