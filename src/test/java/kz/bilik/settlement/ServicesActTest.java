package kz.bilik.settlement;

import static kz.bilik.settlement.SettlementWorld.CENTRE;
import static kz.bilik.settlement.SettlementWorld.TODAY;
import static kz.bilik.settlement.SettlementWorld.assertField;
import static kz.bilik.settlement.SettlementWorld.assertProblem;
import static kz.bilik.settlement.SettlementWorld.recognised;
import static kz.bilik.settlement.SettlementWorld.signed;
import static kz.bilik.settlement.SettlementWorld.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.verify;

import com.lowagie.text.pdf.PdfReader;
import com.lowagie.text.pdf.parser.PdfTextExtractor;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import kz.bilik.application.Timeline;
import kz.bilik.catalogue.Catalogue;
import kz.bilik.language.Language;
import kz.bilik.notice.Notices;
import kz.bilik.officer.Place;
import kz.bilik.payment.PaymentOrder;
import kz.bilik.problem.Problem;
import kz.bilik.signature.DemoSignature;
import kz.bilik.signature.Signatures;
import kz.bilik.support.TestDatabases.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The services act: formed, signed, accepted, returned, corrected (cl. 16, 17). */
@Tag("database")
class ServicesActTest {

    private static final String BOTH = "kz.bilik.support.TestDatabases#both";

    @ParameterizedTest
    @MethodSource(BOTH)
    void theActStatesWhatIsPayableAndItsAnnexWhatTheHolderPays(TestDatabase database) throws Exception {
        try (var world = new SettlementWorld(database)) {
            var act = world.actOf(world.welderInUse(1), world.voucherInUse(2, "KZ-75", "KZ-75", "5141", 15500));

            var pdf = world.acts().document(act);
            assertThat(world.acts().document(act)).isEqualTo(pdf);
            // 7 MCI of 30,275 and 3 MCI of 12,975
            assertThat(world.acts().get(act).current().total()).isEqualTo(30275 + 12975);
            var text = text(pdf);
            assertThat(text)
                    .contains(act, "43 250", "210340004708", "230940075853", "Әбдіқадыров", "V-2026-75-000001")
                    .contains("7 725", "2 525", "10 250", "53 500")
                    .contains("Дәнекерлеуші")
                    .doesNotContain(world.iin(1));
        }
    }

    @Test
    void theActNamesTheSheetsOfItsAnnexHoweverLongItselfIs() throws Exception {
        try (var database = kz.bilik.support.TestDatabases.h2();
                var world = new SettlementWorld(database)) {
            var number = world.actOf(IntStream.rangeClosed(1, 16)
                    .mapToObj(person -> world.welderInUse(person))
                    .toArray(String[]::new));
            var act = world.acts().get(number);
            var lines = world.get(ActLines.class).reckonedNow(number);
            // Longer and longer, the act ends in the middle of a page, with it, and on the next one.
            for (var address = new StringBuilder("Astana"); address.length() < 40; address.append("\n.")) {
                var customer = addressed(world.acts().customer(act), address.toString());
                for (var persons : List.of(1, 16)) {
                    var pdf = world.get(ActDocument.class)
                            .render(number, 1, TODAY, customer, world.acts().centre(act), lines.subList(0, persons));
                    var sheets = sheetsOfAnnex(pdf);
                    assertThat(text(pdf))
                            .contains("тізбесі %d парақта".formatted(sheets), "на %d л.".formatted(sheets));
                }
            }
        }
    }

    private static Catalogue.MobilityCentre addressed(Catalogue.MobilityCentre centre, String address) {
        return new Catalogue.MobilityCentre(
                centre.region(),
                centre.name(),
                centre.bin(),
                address,
                centre.contacts(),
                centre.account(),
                centre.bic());
    }

    private static int sheetsOfAnnex(byte[] pdf) throws Exception {
        try (var reader = new PdfReader(pdf)) {
            var extractor = new PdfTextExtractor(reader);
            int page = 1;
            while (!extractor.getTextFromPage(page).contains("актіге қосымша")) {
                page++;
            }
            return reader.getNumberOfPages() - page + 1;
        }
    }

    @Test
    void theActBearsTheWordsOfAppendix2() throws Exception {
        try (var database = kz.bilik.support.TestDatabases.h2();
                var world = new SettlementWorld(database)) {
            var act = world.actOf(world.welderInUse(1));

            assertThat(text(world.acts().document(act)))
                    .contains(
                            "Электрондық құжат нысаны",
                            "Тапсырыс беруші (Еңбек мобильділігі орталығы)",
                            "Орындаушы (Кәсіптік біліктілікті тану орталығы)",
                            "(байланыс құралдары туралы толық атауы, мекенжайы, деректері)",
                            "ЖСН/БСН",
                            "КӨРСЕТІЛГЕН ҚЫЗМЕТ АКТІСІ",
                            "Құжат нөмірі",
                            "Жасалған күні",
                            "Реті бойынша нөмір",
                            "Көрсетілетін қызметтердің атауы (олар болған кезде техникалық ерекшелікке, тапсырмаға,"
                                    + " көрсетілетін қызметтерді орындау кестесіне сәйкес олардың кіші түрлері бөлінісінде)",
                            "Қызметтер көрсету күні",
                            "Өлшем бірлігі",
                            "Қызметтер көрсетілді",
                            "саны",
                            "бірлік бағасы",
                            "құны",
                            "Барлығы",
                            "Қосымша: Кәсіптік біліктілікті тану рәсімінен өткен адамдардың тізбесі 1 парақта.",
                            "Тапсырды (Орындаушы)",
                            "Қабылдады (Тапсырыс беруші)",
                            "лауазымы / қолы / қолтаңбаның толық жазылуы",
                            "Көрсетілетін қызметтерге қол қойылған (қабылданған) күні",
                            "Мөр орны",
                            "Ескерту:",
                            "* Құрылыс-монтаж жұмыстарын қоспағанда, көрсетілген қызметтерді қабылдау-беру үшін қолданылады.",
                            "** Егер көрсетілген қызметтердің күндері әртүрлі кезеңдерге келетін болса, сондай-ақ"
                                    + " қызметтер көрсету күндері мен қызметтерге қол қою (қабылдау) күндері әртүрлі болған"
                                    + " жағдайда толтырылады.")
                    .contains(
                            "ИИН/БИН",
                            "АКТ ВЫПОЛНЕННЫХ РАБОТ (ОКАЗАННЫХ УСЛУГ)",
                            "Наименование работ (услуг) (в разрезе их подвидов в соответствии с технической"
                                    + " спецификацией, заданием, графиком выполнения работ (услуг) при их наличии)",
                            "Дата выполнения работ (оказания услуг)",
                            "Выполнено работ (оказано услуг)",
                            "Примечание:");
        }
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void noKazakhLetterIsLostInTheAct(TestDatabase database) throws Exception {
        try (var world = new SettlementWorld(database)) {
            var voucher = world.welderInUse(1);
            database.jdbc()
                    .sql("update application set name = 'ӘәҒғҚқ ҢңӨө ҰұҮү ҺһІі'")
                    .update();

            // A narrow column breaks the name between its words.
            assertThat(text(world.acts().document(world.actOf(voucher)))).contains("ӘәҒғҚқ", "ҢңӨө", "ҰұҮү", "ҺһІі");
        }
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void anActIsSentOnlyWithTheCentresOwnSignatureOverExactlyItsBytes(TestDatabase database) {
        try (var world = new SettlementWorld(database)) {
            var act = world.actOf(world.welderInUse(1));

            assertProblem("settlement.act-not-formed", () -> world.acts().sign(act, new byte[] {1}));
            var pdf = world.acts().document(act);
            assertProblem("settlement.act-not-signed", () -> world.acts().sent(act));
            assertProblem("settlement.wrong-signer", () -> world.acts().sign(act, world.signature("person-01", pdf)));
            assertProblem(
                    "settlement.wrong-signer", () -> world.acts().sign(act, world.signature("centre-C-021", pdf)));
            var other = pdf.clone();
            other[100]++;
            assertThatThrownBy(() -> world.acts().sign(act, world.signature("centre-C-014", other)))
                    .isInstanceOf(Problem.class)
                    .hasMessageStartingWith("signature.");
            assertThat(world.asked().signed).isEmpty();

            var cms = world.signature("centre-C-014", pdf);
            var signed = world.acts().sign(act, cms);
            assertThat(signed.state()).isEqualTo(ServicesAct.State.SENT);
            assertThat(signed.current().receivedAt().toLocalDate()).isEqualTo(TODAY);
            assertThat(world.acts().sign(act, cms)).isEqualTo(signed);
            assertThat(world.asked().signed).containsExactly(act);

            world.acts().accept(act, world.acceptance(act));
            assertProblem("settlement.act-already-signed", () -> world.acts().sign(act, cms));
        }
    }

    // cl. 17: acceptance

    @ParameterizedTest
    @MethodSource(BOTH)
    void anActIsAcceptedOnlyWithTheMobilityCentresOwnSignatureOverExactlyTheSignedBytes(TestDatabase database) {
        try (var world = new SettlementWorld(database)) {
            var act = world.actOf(world.welderInUse(1));
            var acts = world.acts();
            var pdf = acts.document(act);
            assertProblem("settlement.act-not-received", () -> acts.accept(act, world.acceptance(act)));
            var contractors = world.signature("centre-C-014", pdf);
            acts.sign(act, contractors);

            assertProblem("settlement.acceptance-not-signed", () -> acts.decide(act, "accept", null));
            assertProblem("settlement.wrong-acceptor", () -> acts.accept(act, contractors));
            for (var key : List.of("mobility-KZ-71", "centre-C-014", "person-01")) {
                assertProblem("settlement.wrong-acceptor", () -> acts.accept(act, world.signature(key, pdf)));
            }
            var altered = pdf.clone();
            altered[100]++;
            assertThatThrownBy(() -> acts.accept(act, world.signature("mobility-KZ-75", altered)))
                    .isInstanceOf(Problem.class)
                    .hasMessageStartingWith("signature.");
            assertThat(acts.get(act).state()).isEqualTo(ServicesAct.State.SENT);
            assertThat(acts.get(act).current().acceptedBy()).isNull();
            assertThat(evidence(world, act)).containsExactly("210340004708");

            // One person with certificates of both organisations is not two persons.
            var centresSigner = signer(database, act, "700109395709");
            assertProblem("settlement.same-signer", () -> acts.accept(act, world.acceptance(act)));
            signer(database, act, centresSigner);

            var customers = world.acceptance(act);
            var accepted = acts.accept(act, customers);
            assertThat(accepted.state()).isEqualTo(ServicesAct.State.ACCEPTED);
            assertThat(accepted.current().decision()).isEqualTo(ServicesAct.Decision.ACCEPT);
            assertThat(accepted.current().acceptedBy().name()).isEqualTo("АЙТЖАНОВ ЕРЖАН");
            assertThat(acts.accept(act, customers)).isEqualTo(accepted);
            assertThat(world.asked().accepted).containsExactly(act);
            assertThat(evidence(world, act)).containsExactly("230940075853", "210340004708");
            assertThat(world.get(Signatures.class).of(act))
                    .allSatisfy(kept -> assertThat(kept.content()).isEqualTo(pdf));
            assertThat(acts.document(act)).isEqualTo(pdf);
            assertThat(world.get(ActWords.class).signatures(act, Language.EN))
                    .extracting(ActWords.SignatureText::side)
                    .containsExactly("act.page.sent-by", "act.page.accepted-by");

            var again = DemoSignature.of("mobility-KZ-75", pdf, java.time.Instant.parse("2026-09-14T05:00:00Z"));
            assertProblem("settlement.act-already-accepted", () -> acts.accept(act, again));
            assertProblem("settlement.act-already-accepted", () -> acts.giveBack(act, 1, "Too late"));
            assertThat(evidence(world, act)).hasSize(2);
        }
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void theNextEditionOfAReturnedActNeedsAnAcceptanceOfItsOwn(TestDatabase database) {
        try (var world = new SettlementWorld(database)) {
            var voucher = world.voucherInUse(1, "KZ-75", "KZ-35", "7212", 38000);
            var act = world.actOf(voucher);
            var acts = world.acts();
            world.sign(act);
            var ofTheFirst = world.acceptance(act);
            assertProblem("settlement.edition-changed", () -> acts.giveBack(act, 2, "The region is wrong"));
            assertProblem("settlement.remarks-missing", () -> acts.giveBack(act, 1, " "));
            acts.giveBack(act, 1, "The region is wrong");
            assertProblem("settlement.act-not-received", () -> acts.accept(act, ofTheFirst));
            world.protocols().correct(CENTRE, "centre-C-014", world.protocolHeldIn("KZ-35", "17", voucher));
            world.sign(act);

            assertProblem("settlement.edition-changed", () -> acts.requireEdition(act, 1));
            assertProblem("settlement.edition-changed", () -> acts.giveBack(act, 1, "The region is wrong"));
            assertThatThrownBy(() -> acts.accept(act, ofTheFirst))
                    .isInstanceOf(Problem.class)
                    .hasMessageStartingWith("signature.");
            assertThat(acts.get(act).current().acceptedBy()).isNull();
            acts.accept(act, world.acceptance(act));
            assertThat(acts.get(act).editions())
                    .extracting(edition -> edition.sentBy() != null, edition -> edition.acceptedBy() != null)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple(true, false),
                            org.assertj.core.groups.Tuple.tuple(true, true));
        }
    }

    /** The organisations whose signatures are kept for the act, newest first. */
    private static List<String> evidence(SettlementWorld world, String act) {
        return world.get(Signatures.class).of(act).stream()
                .map(kept -> kept.bin().value())
                .toList();
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void aHolderWhoJoinsMakesTheFormedActAnOldOne(TestDatabase database) {
        try (var world = new SettlementWorld(database)) {
            var act = world.actOf(world.welderInUse(1));
            var before = world.acts().document(act);
            var cms = world.signature("centre-C-014", before);
            var second = world.welderInUse(2);
            world.examined(second, "KZ-75");
            world.acts().handOver(second);

            assertProblem("settlement.act-not-formed", () -> world.acts().sign(act, cms));
            assertThat(world.acts().document(act)).isNotEqualTo(before);
            assertThatThrownBy(() -> world.acts().sign(act, cms)).isInstanceOf(Problem.class);
            world.sign(act);
            assertThat(world.acts().get(act).state()).isEqualTo(ServicesAct.State.SENT);
        }
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void aReturnedActComesAgainWithANewTermAndBothDatesAreKept(TestDatabase database) {
        try (var world = new SettlementWorld(database)) {
            var act = world.actOf(world.welderInUse(1));
            var deadlines = world.get(SettlementDeadlines.class);
            // Friday 20 November: the three days end on Wednesday, the five of payment on Friday.
            assertThat(deadlines.act(act).due()).isEqualTo(TODAY.plusDays(5));
            world.sign(act);
            assertThat(deadlines.payment(act).due()).isEqualTo(TODAY.plusDays(7));

            assertProblem("settlement.remarks-missing", () -> world.acts().decide(act, "return", " "));
            assertProblem("settlement.decision-unknown", () -> world.acts().decide(act, "perhaps", ""));
            world.moveTo(TODAY.plusDays(4));
            assertThat(world.acts().decide(act, "return", "Мекенжай қате")).isFalse();
            assertThat(world.acts().decide(act, "return", "Мекенжай қате")).isFalse();
            assertProblem("settlement.act-already-decided", () -> world.acts().decide(act, "accept", ""));
            world.acts().returned(act);
            world.acts().returned(act);

            assertThat(world.acts().get(act).state()).isEqualTo(ServicesAct.State.DRAFT);
            assertThat(world.acts().get(act).editions()).hasSize(2);
            assertThat(deadlines.act(act).due()).isEqualTo(TODAY.plusDays(7));
            assertProblem("settlement.act-not-received", () -> deadlines.payment(act));

            world.moveTo(TODAY.plusDays(6));
            world.sign(act);
            var editions = world.acts().get(act).editions();
            assertThat(editions)
                    .extracting(edition -> edition.receivedAt().toLocalDate())
                    .containsExactly(TODAY, TODAY.plusDays(6));
            assertThat(editions.get(0).remarks()).isEqualTo("Мекенжай қате");
            assertThat(editions.get(0).document()).isNotEqualTo(editions.get(1).document());
            assertThat(deadlines.payment(act).due()).isEqualTo(TODAY.plusDays(13));
            assertThat(world.acts().accept(act, world.acceptance(act)).state()).isEqualTo(ServicesAct.State.ACCEPTED);
            verify(world.get(Notices.class))
                    .tell(Place.recognitionCentre("C-014"), act, "settlement.act-returned", "1", act, "Мекенжай қате");
        }
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void aReturnedActIsCorrectedInItsProtocolAndTheAidFollowsTheRegion(TestDatabase database) throws Exception {
        try (var world = new SettlementWorld(database)) {
            var voucher = world.voucherInUse(1, "KZ-75", "KZ-35", "7212", 38000);
            var act = world.actOf(voucher);
            world.sign(act);
            world.acts().decide(act, "return", "The exam was held in Karaganda");
            world.acts().returned(act);
            world.acts().document(act);

            var corrected = world.protocols()
                    .correct(
                            CENTRE,
                            "centre-C-014",
                            new ExamProtocol.Sent(
                                    "17",
                                    TODAY,
                                    TODAY.minusDays(2),
                                    "KZ-35",
                                    List.of(new ExamProtocol.Holder(voucher, ExamProtocol.Result.NOT_RECOGNISED))));
            assertThat(world.protocols().find(CENTRE, "17", 2026)).contains(corrected);
            assertThat(world.acts().get(act).current().document()).isNull();
            assertThat(world.asked().corrected).containsExactly(act);
            assertThat(text(world.acts().document(act)))
                    .contains("18.11.2026", "не признана")
                    .doesNotContain("19.11.2026");
            assertThat(world.get(Timeline.class).of("A-2026-75-000001", Language.EN))
                    .extracting(Timeline.Entry::text)
                    .contains("Exam protocol 17 was corrected.");
            assertThat(corrections(database))
                    .containsExactly("centre-C-014 2026-11-20 2026-11-19 KZ-75 " + voucher + "=RECOGNISED");

            world.sign(act);
            assertThat(world.accept(act)).extracting(PaymentOrder::kind).containsExactly(PaymentOrder.Kind.SERVICE);
        }
    }

    private static List<String> corrections(TestDatabase database) {
        return database.jdbc()
                .sql("select * from exam_protocol_correction order by id")
                .query((row, index) -> String.join(
                        " ",
                        row.getString("corrected_by"),
                        row.getString("signed_on"),
                        row.getString("exam_held_on"),
                        row.getString("region"),
                        row.getString("results")))
                .list();
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void aProtocolIsNotCorrectedOnceAnyOfItsActsIsSentButTheSameDataAgainAreNoCorrection(TestDatabase database) {
        try (var world = new SettlementWorld(database)) {
            var almaty = world.welderInUse(1);
            var astana = world.voucherInUse(15, "KZ-71", "KZ-71", "7411", 30275);
            var recorded = world.protocols().record(CENTRE, world.protocol("17", almaty, astana));
            var act = world.acts().actOf(almaty).orElseThrow();
            var elsewhere = world.protocolHeldIn("KZ-71", "17", almaty, astana);
            world.sign(act);

            assertProblem(
                    "settlement.act-already-sent", () -> world.protocols().correct(CENTRE, "centre-C-014", elsewhere));
            assertThat(world.protocols().correct(CENTRE, "centre-C-014", world.protocol("17", almaty, astana)))
                    .isEqualTo(recorded);
            world.acts().decide(act, "return", "Not here");
            // Returned by the mobility centre, its next edition not begun.
            assertThat(world.protocols()
                            .correct(CENTRE, "centre-C-014", elsewhere)
                            .region())
                    .isEqualTo("KZ-71");
            assertThat(world.asked().corrected)
                    .containsExactly(world.acts().actOf(astana).orElseThrow());
            world.acts().returned(act);
            world.sign(act);
            world.acts().accept(act, world.acceptance(act));
            assertProblem("settlement.act-already-sent", () -> world.protocols()
                    .correct(CENTRE, "centre-C-014", world.protocol("17", almaty, astana)));
            assertThat(corrections(database)).hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void aCorrectionNamesTheSameHoldersAndDatesThatFollowOneAnother(TestDatabase database) {
        try (var world = new SettlementWorld(database)) {
            var first = world.welderInUse(1);
            var second = world.welderInUse(2);
            var third = world.welderInUse(3);
            var recorded = world.protocols().record(CENTRE, world.protocol("17", first, second));

            assertField("settlement.holder-left-out", "holders", () -> world.correct(world.protocol("17", first)));
            assertField(
                    "settlement.holder-new",
                    "holders",
                    () -> world.correct(world.protocol("17", first, second, third)));
            assertProblem("settlement.protocol-unknown", () -> world.correct(world.protocol("17", third)));
            assertProblem("settlement.protocol-unknown", () -> world.correct(world.protocol("18", first, second)));
            assertProblem("settlement.protocol-unknown", () -> world.protocols()
                    .correct("C-021", "centre-C-021", world.protocol("17", first, second)));
            var both = recognised(first, second);
            assertField(
                    "settlement.in-the-future",
                    "signedOn",
                    () -> world.correct(new ExamProtocol.Sent("17", TODAY.plusDays(1), TODAY, "KZ-75", both)));
            assertField(
                    "settlement.exam-before-issue",
                    "examHeldOn",
                    () -> world.correct(new ExamProtocol.Sent("17", TODAY, TODAY.minusDays(20), "KZ-75", both)));
            assertThat(world.protocols().find(CENTRE, "17", 2026)).contains(recorded);
            assertThat(corrections(database)).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void theDayOfSigningIsCorrectedIntoAnotherYearUnlessTheNumberIsTakenThere(TestDatabase database) {
        try (var world = new SettlementWorld(database)) {
            var first = world.welderInUse(1);
            var second = world.welderInUse(2);
            var january = LocalDate.of(2027, 1, 15);
            world.moveTo(january);
            world.protocols().record(CENTRE, signed(TODAY, "17", first));

            world.correct(signed(january, "17", first));
            assertThat(world.protocols().find(CENTRE, "17", 2026)).isEmpty();
            assertThat(world.acts().ofProtocol(CENTRE, "17", 2027))
                    .containsExactly(world.acts().actOf(first).orElseThrow());
            assertThat(world.get(SettlementDeadlines.class)
                            .act(world.acts().actOf(first).orElseThrow())
                            .from())
                    .isEqualTo(january);

            world.protocols().record(CENTRE, signed(TODAY, "17", second));
            assertProblem("settlement.protocol-differs", () -> world.correct(signed(january, "17", second)));
            assertThat(world.protocols().find(CENTRE, "17", 2026)).isPresent();
        }
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void aSignatureOverTheActOfAnUncorrectedProtocolIsWorthNothing(TestDatabase database) {
        try (var world = new SettlementWorld(database)) {
            var voucher = world.welderInUse(1);
            var act = world.actOf(voucher);
            var before = world.signature("centre-C-014", world.acts().document(act));
            world.correct(world.protocolHeldIn("KZ-71", "17", voucher));

            assertProblem("settlement.act-not-formed", () -> world.acts().sign(act, before));
            world.acts().document(act);
            assertThatThrownBy(() -> world.acts().sign(act, before)).isInstanceOf(Problem.class);
            assertThat(world.acts().get(act).state()).isEqualTo(ServicesAct.State.DRAFT);
        }
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void theHeadsAreToldWhenATermHasPassed(TestDatabase database) {
        try (var world = new SettlementWorld(database)) {
            var act = world.actOf(world.welderInUse(1));
            world.get(SettlementDeadlines.class).escalateAct(act);
            world.sign(act);
            world.get(SettlementDeadlines.class).escalatePayment(act);

            var notices = world.get(Notices.class);
            verify(notices)
                    .tell(
                            Place.recognitionCentre("C-014").heads(),
                            act,
                            "settlement.act-overdue",
                            "1",
                            act,
                            "25.11.2026");
            verify(notices)
                    .tell(Place.mobilityCentre("KZ-75").heads(), act, "settlement.act-overdue", "1", act, "25.11.2026");
            verify(notices)
                    .tell(
                            Place.mobilityCentre("KZ-75").heads(),
                            act,
                            "settlement.payment-overdue",
                            "1",
                            act,
                            "27.11.2026");
            assertThat(world.get(Timeline.class).of("A-2026-75-000001", Language.EN))
                    .extracting(Timeline.Entry::code)
                    .containsSubsequence(
                            "settlement.handed-to-act",
                            "settlement.act-overdue",
                            "settlement.act-received",
                            "settlement.payment-overdue");
        }
    }

    /** Lets the act's signature be that person's; answers whose it was. */
    private static String signer(TestDatabase database, String act, String iin) {
        var was = database.jdbc()
                .sql("select signer_iin from signature_evidence where owner = ?")
                .param(act)
                .query(String.class)
                .single();
        database.jdbc()
                .sql("update signature_evidence set signer_iin = ? where owner = ?")
                .params(iin, act)
                .update();
        return was;
    }
}
