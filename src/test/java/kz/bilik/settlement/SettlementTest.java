package kz.bilik.settlement;

import static kz.bilik.settlement.SettlementWorld.CENTRE;
import static kz.bilik.settlement.SettlementWorld.TODAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.ArgumentMatchers.startsWith;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import com.lowagie.text.pdf.PdfReader;
import com.lowagie.text.pdf.parser.PdfTextExtractor;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import kz.bilik.application.Timeline;
import kz.bilik.catalogue.Catalogue;
import kz.bilik.document.Documents;
import kz.bilik.language.Language;
import kz.bilik.law.IndexSettings;
import kz.bilik.notice.Notices;
import kz.bilik.officer.Place;
import kz.bilik.payment.Bank;
import kz.bilik.payment.PayeeAccounts;
import kz.bilik.payment.PaymentOrder;
import kz.bilik.problem.Problem;
import kz.bilik.signature.DemoSignature;
import kz.bilik.signature.Signatures;
import kz.bilik.support.TestDatabases.TestDatabase;
import kz.bilik.voucher.VoucherNumber;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** From the exam protocol to the paid act (cl. 14-17), on both databases. */
@Tag("database")
class SettlementTest {

    /** The namespace of ISO 20022's customer credit transfer initiation, edition 9. */
    private static final String PAIN_001 = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09";

    private static final String BOTH = "kz.bilik.support.TestDatabases#both";

    // cl. 16: protocol

    @ParameterizedTest
    @MethodSource(BOTH)
    void holdersOfTwoRegionsInOneProtocolGiveOneActForEachMobilityCentre(TestDatabase database) {
        try (var world = new SettlementWorld(database)) {
            var first = world.voucherInUse(1, "KZ-75", "KZ-75", "7212", 38000);
            var second = world.voucherInUse(2, "KZ-75", "KZ-75", "7212", 38000);
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
            var first = world.voucherInUse(1, "KZ-75", "KZ-75", "7212", 38000);
            var second = world.voucherInUse(2, "KZ-75", "KZ-75", "7212", 38000);
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
            var voucher = world.voucherInUse(1, "KZ-75", "KZ-75", "7212", 38000);

            var problem = catchThrowableOfType(Problem.class, () -> world.protocols()
                    .record(CENTRE, world.protocol("17", voucher, "V-2026-75-999999")));
            assertThat(problem.code()).isEqualTo("settlement.voucher-not-in-use");
            assertThat(problem.fields()).extracting(Problem.Field::path).containsExactly("holders[1].voucher");
            assertThat(world.protocols().find(CENTRE, "17", 2026)).isEmpty();
            assertProblem("settlement.voucher-not-in-use", () -> world.protocols()
                    .record("C-021", world.protocol("17", voucher)));
        }
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void theDatesOfAProtocolFollowOneAnother(TestDatabase database) {
        try (var world = new SettlementWorld(database)) {
            var voucher = world.voucherInUse(1, "KZ-75", "KZ-75", "7212", 38000);
            var holders = world.protocol("17", voucher).holders();

            assertField("settlement.in-the-future", "signedOn", () -> world.protocols()
                    .record(CENTRE, new ExamProtocol.Sent("17", TODAY.plusDays(1), TODAY, "KZ-75", holders)));
            assertField("settlement.signed-before-exam", "signedOn", () -> world.protocols()
                    .record(CENTRE, new ExamProtocol.Sent("17", TODAY.minusDays(1), TODAY, "KZ-75", holders)));
            assertField("settlement.exam-before-admission", "examHeldOn", () -> world.protocols()
                    .record(CENTRE, new ExamProtocol.Sent("17", TODAY, TODAY.minusDays(8), "KZ-75", holders)));
            assertField("settlement.region-unknown", "region", () -> world.protocols()
                    .record(CENTRE, new ExamProtocol.Sent("17", TODAY, TODAY, "KZ-99", holders)));
            var twice = List.of(holders.get(0), holders.get(0));
            assertField("settlement.named-twice", "holders[1].voucher", () -> world.protocols()
                    .record(CENTRE, new ExamProtocol.Sent("17", TODAY, TODAY, "KZ-75", twice)));
            assertField("settlement.missing", "holders", () -> world.protocols()
                    .record(CENTRE, new ExamProtocol.Sent("17", TODAY, TODAY, "KZ-75", List.of())));
        }
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void holdersRecordedOneByOneComeIntoOneAct(TestDatabase database) {
        try (var world = new SettlementWorld(database)) {
            var first = world.voucherInUse(1, "KZ-75", "KZ-75", "7212", 38000);
            var second = world.voucherInUse(2, "KZ-75", "KZ-75", "7212", 38000);

            examined(world, first, "KZ-75");
            var act = world.acts().handOver(first);
            assertProblem("settlement.protocol-differs", () -> examined(world, second, "KZ-71"));
            examined(world, second, "KZ-75");
            examined(world, second, "KZ-75");
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
            var first = world.voucherInUse(1, "KZ-75", "KZ-75", "7212", 38000);
            var ofAstana = world.voucherInUse(15, "KZ-71", "KZ-71", "7411", 30275);
            var second = world.voucherInUse(2, "KZ-75", "KZ-75", "7212", 38000);
            var third = world.voucherInUse(3, "KZ-75", "KZ-75", "7212", 38000);
            var fourth = world.voucherInUse(4, "KZ-75", "KZ-75", "7212", 38000);
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
            var first = world.voucherInUse(1, "KZ-75", "KZ-75", "7212", 38000);
            var second = world.voucherInUse(2, "KZ-75", "KZ-75", "7212", 38000);
            var third = world.voucherInUse(3, "KZ-75", "KZ-75", "7212", 38000);
            var fourth = world.voucherInUse(4, "KZ-75", "KZ-75", "7212", 38000);
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
            var first = world.voucherInUse(1, "KZ-75", "KZ-75", "7212", 38000);
            var second = world.voucherInUse(2, "KZ-75", "KZ-75", "7212", 38000);
            var sent = world.actOf(first);
            world.sign(sent);
            world.accept(sent);
            world.protocols().record(CENTRE, world.protocol("17", first, second));
            var further = world.acts().actOf(second).orElseThrow();
            world.acts().document(further);

            assertProblem(
                    "settlement.act-already-sent",
                    () -> correct(world, world.protocolHeldIn("KZ-71", "17", first, second)));
            var failed = ExamProtocol.Result.NOT_RECOGNISED;
            assertProblem(
                    "settlement.act-already-sent",
                    () -> correct(
                            world,
                            withResults(
                                    new ExamProtocol.Holder(first, failed),
                                    recognised(second).get(0))));
            correct(world, withResults(recognised(first).get(0), new ExamProtocol.Holder(second, failed)));

            assertThat(world.protocols().ofVoucher(second).orElseThrow().holders())
                    .containsExactly(recognised(first).get(0), new ExamProtocol.Holder(second, failed));
            assertThat(world.asked().corrected).containsExactly(further);
            assertThat(world.acts().get(further).current().document()).isNull();
            assertThat(world.acts().get(sent).state()).isEqualTo(ServicesAct.State.ACCEPTED);
            assertThat(timeline(world, 1)).doesNotContain("settlement.protocol-corrected");
            assertThat(timeline(world, 2)).contains("settlement.protocol-corrected");
            world.sign(further);
            assertProblem("settlement.act-already-sent", () -> correct(world, world.protocol("17", first, second)));
        }
    }

    private static ExamProtocol.Sent withResults(ExamProtocol.Holder... holders) {
        return new ExamProtocol.Sent("17", TODAY, TODAY.minusDays(1), "KZ-75", List.of(holders));
    }

    private static List<String> timeline(SettlementWorld world, int person) {
        return world.get(Timeline.class).of("A-2026-75-%06d".formatted(person), Language.EN).stream()
                .map(Timeline.Entry::code)
                .toList();
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void holdersHandedOverAtTheSameMomentAfterTheActWasSentMeetInOneFurtherAct(TestDatabase database) throws Exception {
        try (var world = new SettlementWorld(database)) {
            var sent = world.actOf(world.voucherInUse(1, "KZ-75", "KZ-75", "7212", 38000));
            world.sign(sent);
            var together = new CyclicBarrier(8);
            var steps = new ArrayList<Callable<String>>();
            for (int person = 2; person <= 9; person++) {
                var voucher = world.voucherInUse(person, "KZ-75", "KZ-75", "7212", 38000);
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
                var voucher = world.voucherInUse(person, "KZ-75", "KZ-75", "7212", 38000);
                steps.add(() -> {
                    together.await();
                    return database.transactions().execute(status -> {
                        examined(world, voucher, "KZ-75");
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
            var old = world.voucherInUse(1, "KZ-75", "KZ-75", "7212", 38000);
            var young = world.voucherInUse(2, "KZ-75", "KZ-75", "7212", 38000);
            var third = world.voucherInUse(3, "KZ-75", "KZ-75", "7212", 38000);
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

    /** A protocol about an exam of today in the centre's own region. */
    private static ExamProtocol.Sent signed(LocalDate day, String number, String... vouchers) {
        return new ExamProtocol.Sent(number, day, TODAY, "KZ-75", recognised(vouchers));
    }

    private static List<ExamProtocol.Holder> recognised(String... vouchers) {
        return Arrays.stream(vouchers)
                .map(voucher -> new ExamProtocol.Holder(voucher, ExamProtocol.Result.RECOGNISED))
                .toList();
    }

    private static void examined(SettlementWorld world, String voucher, String region) {
        world.protocols()
                .holderExamined(
                        new VoucherNumber(voucher),
                        "17",
                        TODAY,
                        TODAY.minusDays(1),
                        region,
                        ExamProtocol.Result.NOT_RECOGNISED);
    }

    // cl. 16: act

    @ParameterizedTest
    @MethodSource(BOTH)
    void theActStatesWhatIsPayableAndItsAnnexWhatTheHolderPays(TestDatabase database) throws Exception {
        try (var world = new SettlementWorld(database)) {
            var act = world.actOf(
                    world.voucherInUse(1, "KZ-75", "KZ-75", "7212", 38000),
                    world.voucherInUse(2, "KZ-75", "KZ-75", "5141", 15500));

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
                    .mapToObj(person -> world.voucherInUse(person, "KZ-75", "KZ-75", "7212", 38000))
                    .toArray(String[]::new));
            var act = world.acts().get(number);
            var lines = world.get(ActLines.class).lines(number);
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
            var act = world.actOf(world.voucherInUse(1, "KZ-75", "KZ-75", "7212", 38000));

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
            var voucher = world.voucherInUse(1, "KZ-75", "KZ-75", "7212", 38000);
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
            var act = world.actOf(world.voucherInUse(1, "KZ-75", "KZ-75", "7212", 38000));

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
            var act = world.actOf(world.voucherInUse(1, "KZ-75", "KZ-75", "7212", 38000));
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
            var act = world.actOf(world.voucherInUse(1, "KZ-75", "KZ-75", "7212", 38000));
            var before = world.acts().document(act);
            var cms = world.signature("centre-C-014", before);
            var second = world.voucherInUse(2, "KZ-75", "KZ-75", "7212", 38000);
            examined(world, second, "KZ-75");
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
            var act = world.actOf(world.voucherInUse(1, "KZ-75", "KZ-75", "7212", 38000));
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
            var almaty = world.voucherInUse(1, "KZ-75", "KZ-75", "7212", 38000);
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
            var first = world.voucherInUse(1, "KZ-75", "KZ-75", "7212", 38000);
            var second = world.voucherInUse(2, "KZ-75", "KZ-75", "7212", 38000);
            var third = world.voucherInUse(3, "KZ-75", "KZ-75", "7212", 38000);
            var recorded = world.protocols().record(CENTRE, world.protocol("17", first, second));

            assertField("settlement.holder-left-out", "holders", () -> correct(world, world.protocol("17", first)));
            assertField(
                    "settlement.holder-new",
                    "holders",
                    () -> correct(world, world.protocol("17", first, second, third)));
            assertProblem("settlement.protocol-unknown", () -> correct(world, world.protocol("17", third)));
            assertProblem("settlement.protocol-unknown", () -> correct(world, world.protocol("18", first, second)));
            assertProblem("settlement.protocol-unknown", () -> world.protocols()
                    .correct("C-021", "centre-C-021", world.protocol("17", first, second)));
            var both = recognised(first, second);
            assertField(
                    "settlement.in-the-future",
                    "signedOn",
                    () -> correct(world, new ExamProtocol.Sent("17", TODAY.plusDays(1), TODAY, "KZ-75", both)));
            assertField(
                    "settlement.exam-before-admission",
                    "examHeldOn",
                    () -> correct(world, new ExamProtocol.Sent("17", TODAY, TODAY.minusDays(8), "KZ-75", both)));
            assertThat(world.protocols().find(CENTRE, "17", 2026)).contains(recorded);
            assertThat(corrections(database)).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void theDayOfSigningIsCorrectedIntoAnotherYearUnlessTheNumberIsTakenThere(TestDatabase database) {
        try (var world = new SettlementWorld(database)) {
            var first = world.voucherInUse(1, "KZ-75", "KZ-75", "7212", 38000);
            var second = world.voucherInUse(2, "KZ-75", "KZ-75", "7212", 38000);
            var january = LocalDate.of(2027, 1, 15);
            world.moveTo(january);
            world.protocols().record(CENTRE, signed(TODAY, "17", first));

            correct(world, signed(january, "17", first));
            assertThat(world.protocols().find(CENTRE, "17", 2026)).isEmpty();
            assertThat(world.acts().ofProtocol(CENTRE, "17", 2027))
                    .containsExactly(world.acts().actOf(first).orElseThrow());
            assertThat(world.get(SettlementDeadlines.class)
                            .act(world.acts().actOf(first).orElseThrow())
                            .from())
                    .isEqualTo(january);

            world.protocols().record(CENTRE, signed(TODAY, "17", second));
            assertProblem("settlement.protocol-differs", () -> correct(world, signed(january, "17", second)));
            assertThat(world.protocols().find(CENTRE, "17", 2026)).isPresent();
        }
    }

    private static void correct(SettlementWorld world, ExamProtocol.Sent data) {
        world.protocols().correct(CENTRE, "centre-C-014", data);
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void aSignatureOverTheActOfAnUncorrectedProtocolIsWorthNothing(TestDatabase database) {
        try (var world = new SettlementWorld(database)) {
            var voucher = world.voucherInUse(1, "KZ-75", "KZ-75", "7212", 38000);
            var act = world.actOf(voucher);
            var before = world.signature("centre-C-014", world.acts().document(act));
            correct(world, world.protocolHeldIn("KZ-71", "17", voucher));

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
            var act = world.actOf(world.voucherInUse(1, "KZ-75", "KZ-75", "7212", 38000));
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
                            "2026-11-25");
            verify(notices)
                    .tell(Place.mobilityCentre("KZ-75").heads(), act, "settlement.act-overdue", "1", act, "2026-11-25");
            verify(notices)
                    .tell(
                            Place.mobilityCentre("KZ-75").heads(),
                            act,
                            "settlement.payment-overdue",
                            "1",
                            act,
                            "2026-11-27");
            assertThat(world.get(Timeline.class).of("A-2026-75-000001", Language.EN))
                    .extracting(Timeline.Entry::code)
                    .containsSubsequence(
                            "settlement.handed-to-act",
                            "settlement.act-overdue",
                            "settlement.act-received",
                            "settlement.payment-overdue");
        }
    }

    // cl. 17: payment

    @ParameterizedTest
    @MethodSource(BOTH)
    void theCentreIsPaidForEachLineAndTheHolderExaminedElsewhereGetsAid(TestDatabase database) throws Exception {
        try (var world = new SettlementWorld(database)) {
            var inside = world.voucherInUse(1, "KZ-75", "KZ-75", "7212", 38000);
            var outside = world.voucherInUse(2, "KZ-75", "KZ-35", "5141", 9000);
            var act = world.actOf(inside, outside);
            world.sign(act);
            var orders = world.accept(act);
            assertThat(world.accept(act)).isEqualTo(orders);

            assertThat(orders)
                    .extracting(order -> order.line() + " " + order.kind() + " " + order.amount())
                    .containsExactly("1 SERVICE 30275", "2 SERVICE 9000", "2 AID 25950");
            assertThat(orders).extracting(PaymentOrder::state).containsOnly(PaymentOrder.State.CREATED);
            assertThat(orders.get(2).payee().number()).isEqualTo(world.iin(2));
            assertThat(orders.get(2).payee().code()).isEqualTo("19");
            assertThat(orders.get(2).purposeCode()).isEqualTo("119");
            assertThat(orders.get(0).purposeCode()).isEqualTo("859");
            assertThat(orders.get(0).number()).matches("P-2026-75-\\d{6}");
            assertThat(orders.get(0).amountInKazakh()).isEqualTo("Отыз мың екі жүз жетпіс бес теңге");

            world.orders().send(act);
            assertThat(world.bank().files).isEmpty();
            assertProblem("payment.not-released", () -> world.orders().release(act, false));
            world.orders().release(act, true);
            world.orders().send(act);
            world.orders().send(act);

            assertThat(world.bank().files).hasSize(1);
            var file = world.bank().files.element();
            assertThat(file.id()).isEqualTo(act + "-1");
            assertThat(world.get(Documents.class).of(act))
                    .filteredOn(stored -> stored.kind().equals("PAYMENT_FILE"))
                    .hasSize(1);
            assertPain001(file, 3, 30275 + 9000 + 25950);
            var facts = world.get(ActWords.class);
            assertThat(facts.totalText(act, Language.RU)).isEqualTo("39\u00a0275 тенге");
            assertThat(world.get(kz.bilik.payment.PaymentWords.class)
                            .payeeText(orders.get(2).number(), Language.EN))
                    .contains(outside)
                    .doesNotContain(orders.get(2).payee().account());
        }
    }

    @ParameterizedTest
    @EnumSource(ExamProtocol.Result.class)
    void serviceAndAidAreDueWhateverTheResultOfTheExam(ExamProtocol.Result result) {
        try (var database = kz.bilik.support.TestDatabases.h2();
                var world = new SettlementWorld(database)) {
            var voucher = world.voucherInUse(1, "KZ-75", "KZ-61", "7212", 38000);
            world.protocols()
                    .record(
                            CENTRE,
                            new ExamProtocol.Sent(
                                    "17",
                                    TODAY,
                                    TODAY.minusDays(1),
                                    "KZ-75",
                                    List.of(new ExamProtocol.Holder(voucher, result))));
            var act = world.acts().actOf(voucher).orElseThrow();
            world.sign(act);

            assertThat(world.accept(act)).extracting(PaymentOrder::amount).containsExactly(30_275L, 25_950L);
        }
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void aBankThatDoesNotAnswerLosesNothingAndGetsTheSameFileLater(TestDatabase database) {
        try (var world = new SettlementWorld(database)) {
            var act = world.actOf(world.voucherInUse(1, "KZ-75", "KZ-75", "7212", 38000));
            world.sign(act);
            world.accept(act);
            world.orders().release(act, true);
            world.bank().closed = true;
            assertThatThrownBy(() -> world.orders().send(act)).isInstanceOf(IllegalStateException.class);
            assertThat(world.orders().of(act))
                    .extracting(PaymentOrder::state)
                    .containsOnly(PaymentOrder.State.RELEASED);

            world.bank().closed = false;
            world.orders().send(act);
            assertThat(world.bank().files).extracting(Bank.PaymentFile::id).containsExactly(act + "-1");
        }
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void tenConfirmationsOfOnePaymentAtOnceHaveOneEffect(TestDatabase database) throws Exception {
        try (var world = new SettlementWorld(database)) {
            var act = world.actOf(world.voucherInUse(1, "KZ-75", "KZ-75", "7212", 38000));
            var order = world.sent(act).get(0).number();

            var together = new CyclicBarrier(10);
            Callable<Void> confirmation = () -> {
                together.await();
                world.orders().answerOfBank(order, true, null);
                return null;
            };
            var threads = Executors.newFixedThreadPool(10);
            for (var answer : threads.invokeAll(Collections.nCopies(10, confirmation))) {
                answer.get();
            }
            threads.shutdown();

            assertThat(world.asked().answered).containsExactly(order + " confirmed");
            verify(world.get(Notices.class), times(1))
                    .tell(
                            Place.recognitionCentre("C-014"),
                            act,
                            "settlement.service-paid",
                            order,
                            order,
                            act,
                            "30 275");
            assertThat(world.orders().get(order).state()).isEqualTo(PaymentOrder.State.CONFIRMED);
            assertProblem("payment.already-confirmed", () -> world.orders().answerOfBank(order, false, "no"));
        }
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void aRejectedPaymentIsRepairedIntoANewOrderThatNamesItAndKeepsItsAmount(TestDatabase database) {
        try (var world = new SettlementWorld(database)) {
            var act = world.actOf(world.voucherInUse(1, "KZ-75", "KZ-75", "7212", 38000));
            var order = world.sent(act).get(0);
            assertProblem("payment.reason-missing", () -> world.orders().answerOfBank(order.number(), false, " "));
            assertProblem("payment.not-rejected", () -> world.repair().repair(order.number(), "same-account", ""));
            world.orders().answerOfBank(order.number(), false, "Account closed");
            world.orders().answerOfBank(order.number(), false, "Account closed");
            assertThat(world.asked().answered).containsExactly(order.number() + " rejected: Account closed");
            assertProblem("payment.already-rejected", () -> world.orders().confirm(order.number()));
            assertProblem("payment.not-repaired", () -> world.repair().sendReplacement(order.number()));
            assertProblem("payment.no-new-account", () -> world.repair().repair(order.number(), "new-account", ""));

            world.moveTo(TODAY.plusDays(43));
            var number = world.repair().repair(order.number(), "same-account", "The bank's own mistake");
            assertThat(world.repair().repair(order.number(), "same-account", ""))
                    .isEqualTo(number);
            assertProblem("payment.already-repaired", () -> world.repair().repair(order.number(), "new-account", ""));
            assertThat(world.repair().sendReplacement(order.number())).isEqualTo(number);
            assertThat(world.repair().sendReplacement(number)).isEqualTo(number);

            var repaired = world.orders().get(number);
            assertThat(repaired.replaces()).isEqualTo(order.number());
            assertThat(repaired.amount()).isEqualTo(order.amount());
            assertThat(repaired.endToEndId()).isNotEqualTo(order.endToEndId());
            assertThat(repaired.state()).isEqualTo(PaymentOrder.State.SENT);
            assertThat(world.bank().files).extracting(Bank.PaymentFile::id).containsExactly(act + "-1", act + "-2");
            assertThat(world.orders().awaited(act)).containsExactly(order.number());
            assertThat(world.orders().answer(number, "confirmed", "")).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void whatIsSaidOfARejectedPaymentIsKeptWholeOrRefused(TestDatabase database) {
        try (var world = new SettlementWorld(database)) {
            var act = world.actOf(
                    world.voucherInUse(1, "KZ-75", "KZ-75", "7212", 38000),
                    world.voucherInUse(2, "KZ-75", "KZ-75", "7212", 38000));
            var orders = world.sent(act);
            var one = orders.get(0).number();
            var other = orders.get(1).number();
            var reason = "Шот жабық. ".repeat(150).strip();
            assertThat(reason).hasSizeBetween(1500, 2000);

            assertProblem("payment.reason-too-long", () -> world.orders().answer(one, "rejected", "ұ".repeat(2001)));
            assertProblem("payment.reason-too-long", () -> world.orders().answerOfBank(one, false, "ұ".repeat(2001)));
            assertThat(world.orders().get(one).state()).isEqualTo(PaymentOrder.State.SENT);
            world.orders().answer(one, "rejected", reason);
            assertThat(world.orders().get(one).reason()).isEqualTo(reason);
            world.orders().answerOfBank(other, false, "ұ".repeat(2000));
            assertThat(world.orders().get(other).reason()).isEqualTo("ұ".repeat(2000));

            assertProblem(
                    "payment.remark-too-long", () -> world.repair().repair(one, "same-account", "ұ".repeat(2001)));
            assertThat(world.orders().get(one).replacedBy()).isNull();
            world.repair().repair(one, "same-account", " " + "ұ".repeat(2000));
            assertThat(database.jdbc()
                            .sql("select repair_remark from payment_order where number = ?")
                            .param(one)
                            .query(String.class)
                            .single())
                    .isEqualTo("ұ".repeat(2000));
        }
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void aNewAccountComesSignedFromThePayeeHimself(TestDatabase database) {
        try (var world = new SettlementWorld(database)) {
            var act = world.actOf(world.voucherInUse(1, "KZ-75", "KZ-35", "7212", 30000));
            var sent = world.sent(act);
            var service = sent.get(0).number();
            var aid = sent.get(1).number();
            var accounts = world.get(PayeeAccounts.class);
            var statement = statement(aid, "KZ55722TEST000000002");
            assertProblem(
                    "payment.not-rejected",
                    () -> accounts.receive(aid, statement, world.signature("person-01", statement)));
            world.orders().reject(aid, "closed");
            world.orders().reject(service, "closed");

            assertProblem(
                    "payment.wrong-signer",
                    () -> accounts.receive(aid, statement, world.signature("person-02", statement)));
            assertProblem(
                    "payment.statement-of-other",
                    () -> accounts.receive(service, statement, world.signature("centre-C-014", statement)));
            var wrong = statement(aid, "KZ00722TEST000000002");
            assertProblem("identity.account", () -> accounts.receive(aid, wrong, world.signature("person-01", wrong)));
            var twice = "{\"order\":\"%s\",\"account\":\"KZ55722TEST000000002\",\"account\":\"KZ68601TEST000000001\"}"
                    .formatted(aid)
                    .getBytes(StandardCharsets.UTF_8);
            assertProblem(
                    "payment.statement-malformed",
                    () -> accounts.receive(aid, twice, world.signature("person-01", twice)));
            var centres = statement(service, "KZ55722TEST000000002");
            assertProblem(
                    "payment.wrong-signer",
                    () -> accounts.receive(service, centres, world.signature("person-01", centres)));
            accounts.receive(service, centres, world.signature("centre-C-014", centres));

            accounts.receive(aid, statement, world.signature("person-01", statement));
            accounts.receive(aid, statement, world.signature("person-01", statement));
            var repaired = world.orders().get(world.repair().repair(aid, "new-account", ""));
            assertThat(repaired.payee().account()).isEqualTo("KZ55722TEST000000002");
            assertThat(repaired.payee().number()).isEqualTo(world.iin(1));
            assertThat(repaired.amount()).isEqualTo(25950);
            assertProblem(
                    "payment.already-repaired",
                    () -> accounts.receive(aid, statement, world.signature("person-01", statement)));
        }
    }

    private static byte[] statement(String order, String account) {
        return "{\"order\":\"%s\",\"account\":\"%s\"}".formatted(order, account).getBytes(StandardCharsets.UTF_8);
    }

    // cl. 14: whose index

    @ParameterizedTest
    @MethodSource("kz.bilik.settlement.SettlementTest#indexSettings")
    void theSettingSaysWhichDayDecidesTheIndex(IndexSettings.MciOf setting, int daysFromToday) {
        try (var database = kz.bilik.support.TestDatabases.h2();
                var world = new SettlementWorld(database, "bilik.settlement.mci-of=" + setting)) {
            var voucher = world.voucherInUse(1, "KZ-75", "KZ-75", "7212", 38000);
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
            var welder = issuedIn2025(database, world.voucherInUse(1, "KZ-75", "KZ-75", "7212", 38000), 27_524);
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

    @Test
    void whereTheIndexOfTheIssueCountsNoPartChangesWithTheYear() {
        try (var database = kz.bilik.support.TestDatabases.h2();
                var world = new SettlementWorld(database, "bilik.settlement.mci-of=issue")) {
            var welder = issuedIn2025(database, world.voucherInUse(1, "KZ-75", "KZ-75", "7212", 38000), 27_524);
            acceptedIn2026(world, welder);

            assertThat(world.get(Reimbursements.class).of(welder).orElseThrow().holder())
                    .isEqualTo(10_476);
            assertThat(timeline(world, 1)).noneMatch(code -> code.startsWith("settlement.holder-part"));
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
            var act = world.actOf(world.voucherInUse(1, "KZ-75", "KZ-75", "7212", 38000));
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

    private static void assertPain001(Bank.PaymentFile file, int orders, long sum) throws Exception {
        var factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        var xml = factory.newDocumentBuilder().parse(new ByteArrayInputStream(file.content()));
        assertThat(xml.getDocumentElement().getNamespaceURI()).isEqualTo(PAIN_001);
        assertThat(children((Element) element(xml, "PmtInf", 0)))
                .startsWith("PmtInfId", "PmtMtd", "BtchBookg", "NbOfTxs", "CtrlSum", "ReqdExctnDt", "Dbtr", "DbtrAcct")
                .contains("DbtrAgt");
        assertThat(children((Element) element(xml, "CdtTrfTxInf", 0)))
                .containsExactly("PmtId", "Amt", "CdtrAgt", "Cdtr", "CdtrAcct", "Purp", "RmtInf");
        var amounts = xml.getElementsByTagNameNS(PAIN_001, "InstdAmt");
        assertThat(amounts.getLength()).isEqualTo(orders);
        long added = 0;
        for (int i = 0; i < amounts.getLength(); i++) {
            added += Long.parseLong(amounts.item(i).getTextContent());
        }
        assertThat(added).isEqualTo(sum);
        for (int i = 0; i < 2; i++) {
            assertThat(element(xml, "CtrlSum", i).getTextContent()).isEqualTo(String.valueOf(sum));
            assertThat(element(xml, "NbOfTxs", i).getTextContent()).isEqualTo(String.valueOf(orders));
        }
        var ids = xml.getElementsByTagNameNS(PAIN_001, "EndToEndId");
        for (int i = 0; i < ids.getLength(); i++) {
            assertThat(ids.item(i).getTextContent()).hasSizeLessThanOrEqualTo(35);
        }
    }

    private static org.w3c.dom.Node element(Document xml, String name, int index) {
        return xml.getElementsByTagNameNS(PAIN_001, name).item(index);
    }

    private static List<String> children(Element element) {
        var names = new ArrayList<String>();
        for (var child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            names.add(child.getLocalName());
        }
        return names;
    }

    private static String text(byte[] pdf) throws Exception {
        try (var reader = new PdfReader(pdf)) {
            var text = new StringBuilder();
            var extractor = new PdfTextExtractor(reader);
            for (int page = 1; page <= reader.getNumberOfPages(); page++) {
                text.append(extractor.getTextFromPage(page)).append('\n');
            }
            return text.toString().replaceAll("\\s+", " ");
        }
    }

    private static void assertProblem(String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.code())
                .isEqualTo(code));
    }

    private static void assertField(
            String code, String path, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.fields())
                .extracting(Problem.Field::path, Problem.Field::code)
                .contains(org.assertj.core.groups.Tuple.tuple(path, code)));
    }
}
