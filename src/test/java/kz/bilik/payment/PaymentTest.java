package kz.bilik.payment;

import static kz.bilik.settlement.SettlementWorld.CENTRE;
import static kz.bilik.settlement.SettlementWorld.TODAY;
import static kz.bilik.settlement.SettlementWorld.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import kz.bilik.document.Documents;
import kz.bilik.language.Language;
import kz.bilik.notice.Notices;
import kz.bilik.officer.Place;
import kz.bilik.settlement.ActWords;
import kz.bilik.settlement.ExamProtocol;
import kz.bilik.settlement.SettlementWorld;
import kz.bilik.support.TestDatabases.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Payment orders: created, sent, answered, repaired (cl. 17). */
@Tag("database")
class PaymentTest {

    /** The namespace of ISO 20022's customer credit transfer initiation, edition 9. */
    private static final String PAIN_001 = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09";

    private static final String BOTH = "kz.bilik.support.TestDatabases#both";

    @ParameterizedTest
    @MethodSource(BOTH)
    void theCentreIsPaidForEachLineAndTheHolderExaminedElsewhereGetsAid(TestDatabase database) throws Exception {
        try (var world = new SettlementWorld(database)) {
            var inside = world.welderInUse(1);
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
            var act = world.actOf(world.welderInUse(1));
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
            var act = world.actOf(world.welderInUse(1));
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
            var act = world.actOf(world.welderInUse(1));
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
            var act = world.actOf(world.welderInUse(1), world.welderInUse(2));
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

    @ParameterizedTest
    @MethodSource(BOTH)
    void theReleasedOrdersOfSeveralActsComeIntoOneFile(TestDatabase database) throws Exception {
        try (var world = new SettlementWorld(database)) {
            var one =
                    accepted(world, "17", world.welderInUse(1), world.voucherInUse(2, "KZ-75", "KZ-35", "5141", 9000));
            var other = accepted(world, "18", world.welderInUse(3));
            var abroad = accepted(world, "19", world.voucherInUse(4, "KZ-35", "KZ-35", "7212", 38000));
            for (var act : List.of(one, other, abroad)) {
                world.orders().release(act, true, true);
            }
            var files = world.get(PaymentFiles.class);
            world.orders().send(one);
            assertThat(world.bank().files).as("they wait for the others").isEmpty();
            assertThat(files.waiting("KZ-75")).hasSize(4);

            // The mobility centre got another account between the two acts: another debtor, another part of the file.
            database.jdbc()
                    .sql("update payment_order set payer_account = 'KZ68601TEST000000001' where act = ?")
                    .param(other)
                    .update();
            var endToEndIds = files.waiting("KZ-75").stream()
                    .map(PaymentOrder::endToEndId)
                    .toList();
            var file = files.collect("KZ-75");
            assertThat(file.id()).matches("F-2026-75-\\d{6}");
            assertThat(file.orders()).isEqualTo(4);
            assertThat(file.total()).isEqualTo(30275 + 9000 + 25950 + 30275);
            assertThat(world.asked().collected).hasSize(4);
            assertProblem("payment.nothing-waits", () -> files.collect("KZ-75"));
            assertThat(files.waiting("KZ-35")).hasSize(2);

            // Each act's step hands it over; only the first does.
            world.bank().closed = true;
            assertThatThrownBy(() -> world.orders().send(one)).isInstanceOf(IllegalStateException.class);
            world.bank().closed = false;
            world.orders().send(other);
            world.orders().send(one);
            assertThat(world.bank().files).hasSize(1);
            assertThat(world.orders().of(one)).extracting(PaymentOrder::state).containsOnly(PaymentOrder.State.SENT);
            assertThat(world.orders().of(other)).extracting(PaymentOrder::state).containsOnly(PaymentOrder.State.SENT);
            assertThat(world.orders().files(one)).extracting(SentFile::id).containsExactly(file.id());

            var xml = parsed(world.bank().files.element());
            assertThat(xml.getElementsByTagNameNS(PAIN_001, "GrpHdr").getLength())
                    .isEqualTo(1);
            assertThat(texts(xml, "MsgId")).containsExactly(file.id());
            assertThat(texts(xml, "PmtInfId")).containsExactly(file.id() + "-1", file.id() + "-2");
            assertThat(texts(xml, "NbOfTxs")).containsExactly("4", "3", "1");
            assertThat(texts(xml, "CtrlSum")).containsExactly("95500", "65225", "30275");
            assertThat(texts(xml, "EndToEndId")).containsExactlyElementsOf(endToEndIds);

            // The bank answers for one part of the file, and for an order of the other.
            var answer =
                    """
                    <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt>
                    <GrpHdr><MsgId>B</MsgId></GrpHdr>
                    <OrgnlGrpInfAndSts><OrgnlMsgId>%1$s</OrgnlMsgId><GrpSts>PART</GrpSts></OrgnlGrpInfAndSts>
                    <OrgnlPmtInfAndSts><OrgnlPmtInfId>%1$s-1</OrgnlPmtInfId><PmtInfSts>ACSC</PmtInfSts></OrgnlPmtInfAndSts>
                    <OrgnlPmtInfAndSts><OrgnlPmtInfId>%1$s-2</OrgnlPmtInfId><TxInfAndSts>
                    <OrgnlEndToEndId>%2$s-1-S-1</OrgnlEndToEndId><TxSts>CANC</TxSts></TxInfAndSts></OrgnlPmtInfAndSts>
                    </CstmrPmtStsRpt></Document>"""
                            .formatted(file.id(), other)
                            .getBytes(StandardCharsets.UTF_8);
            var bankAnswers = world.get(BankAnswers.class);
            assertProblem("payment.file-wrong", () -> bankAnswers.takeOfRegion("KZ-35", answer));
            assertThat(bankAnswers.takeOfRegion("KZ-75", answer)).isEqualTo(new BankAnswers.Taken(3, 1, 0, 0));
            assertThat(bankAnswers.take(other, answer)).isEqualTo(new BankAnswers.Taken(0, 0, 4, 0));
            assertThat(world.orders().paidAt(one)).isPresent();
        }
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void nothingIsPaidTwiceWhenManyCollectAndHandOverAtOnce(TestDatabase database) throws Exception {
        try (var world = new SettlementWorld(database)) {
            var acts = List.of(
                    accepted(world, "17", world.welderInUse(1), world.welderInUse(2)),
                    accepted(world, "18", world.welderInUse(3)),
                    accepted(world, "19", world.welderInUse(4)));
            acts.forEach(act -> world.orders().release(act, true, true));
            var files = world.get(PaymentFiles.class);

            var together = new CyclicBarrier(8);
            Callable<Integer> press = () -> {
                together.await();
                try {
                    return files.collect("KZ-75").orders();
                } catch (kz.bilik.problem.Problem none) {
                    return "payment.nothing-waits".equals(none.code()) ? 0 : -1;
                }
            };
            Callable<Void> step = () -> {
                together.await();
                acts.forEach(world.orders()::send);
                return null;
            };
            var threads = Executors.newFixedThreadPool(8);
            var collected = new ArrayList<Integer>();
            for (var answer : threads.invokeAll(Collections.nCopies(8, press))) {
                collected.add(answer.get());
            }
            for (var sent : threads.invokeAll(Collections.nCopies(8, step))) {
                sent.get();
            }
            threads.shutdown();

            assertThat(collected).containsExactlyInAnyOrder(4, 0, 0, 0, 0, 0, 0, 0);
            assertThat(world.asked().collected).hasSize(4).doesNotHaveDuplicates();
            assertThat(world.bank().files).hasSize(1);
            assertThat(texts(parsed(world.bank().files.element()), "EndToEndId"))
                    .hasSize(4)
                    .doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void whatIsNotRightIsHeldOrReturnedAndPutRightWithoutAChangeOfAmountOrId(TestDatabase database) {
        try (var world = new SettlementWorld(database)) {
            var act = accepted(world, "17", world.voucherInUse(1, "KZ-75", "KZ-35", "7212", 30000));
            var service = world.orders().of(act).get(0);
            var aid = world.orders().of(act).get(1);
            var halts = world.get(PaymentHalts.class);

            assertProblem("payment.halt-reason", () -> halts.hold(service.number(), " "));
            assertProblem("payment.halt-reason", () -> halts.giveBack(service.number(), "x".repeat(2001)));
            halts.hold(service.number(), "The contract is looked for");
            halts.giveBack(aid.number(), "The account belongs to somebody else");
            assertThat(halts.current(service.number()).orElseThrow().remark()).isEqualTo("The contract is looked for");
            // As long as nothing is released he may change his mind.
            halts.lift(aid.number());
            assertThat(halts.current(aid.number())).isEmpty();
            assertThat(world.orders().get(aid.number()).state()).isEqualTo(PaymentOrder.State.CREATED);
            halts.giveBack(aid.number(), "The account belongs to somebody else");

            world.orders().release(act, true);
            world.asked().passesRelease(act);
            world.orders().send(act);
            assertThat(world.bank().files)
                    .as("nothing but what is held or returned")
                    .isEmpty();
            assertProblem("payment.not-held", () -> halts.lift(aid.number()));
            assertProblem("payment.not-held", () -> halts.decide(aid.number(), "release", ""));
            assertProblem("payment.decision-unknown", () -> halts.decide(service.number(), "perhaps", ""));

            var right = new PaymentHalts.Correction("Account of the holder", "19", "120", "CASPKZKA", true);
            assertProblem("payment.no-new-account", () -> halts.correct(aid.number(), right));
            var statement = statement(aid.number(), "KZ55722TEST000000002");
            world.get(PayeeAccounts.class).receive(aid.number(), statement, world.signature("person-01", statement));
            SettlementWorld.assertProblem(
                    "payment.correction-wrong",
                    () -> halts.correct(aid.number(), new PaymentHalts.Correction("", "7", "12", "no bic", false)));
            halts.correct(aid.number(), right);
            var corrected = world.orders().get(aid.number());
            assertThat(corrected.state()).isEqualTo(PaymentOrder.State.HELD);
            assertThat(corrected.payee().account()).isEqualTo("KZ55722TEST000000002");
            assertThat(corrected.payee().bic()).isEqualTo("CASPKZKA");
            assertThat(corrected.purposeCode()).isEqualTo("120");
            assertThat(corrected.amount()).isEqualTo(aid.amount());
            assertThat(corrected.endToEndId()).isEqualTo(aid.endToEndId());
            assertProblem("payment.not-returned", () -> halts.correct(aid.number(), right));
            verify(world.get(Notices.class))
                    .tell(
                            Place.mobilityCentre("KZ-75"),
                            act,
                            "settlement.payment-returned",
                            aid.number() + " 3",
                            aid.number(),
                            "The account belongs to somebody else");

            assertThat(halts.decide(aid.number(), "release", "")).isEqualTo(PaymentHalts.Decision.RELEASE);
            world.orders().send(act);
            assertThat(world.bank().files).extracting(Bank.PaymentFile::id).containsExactly(act + "-1");
            assertThat(world.orders().get(service.number()).state()).isEqualTo(PaymentOrder.State.HELD);
            assertThat(halts.of(aid.number()))
                    .extracting(PaymentHalts.Halt::kind)
                    .containsExactly(
                            PaymentHalts.Kind.RETURNED,
                            PaymentHalts.Kind.LIFTED,
                            PaymentHalts.Kind.RETURNED,
                            PaymentHalts.Kind.CORRECTED,
                            PaymentHalts.Kind.LIFTED);
            assertProblem("payment.not-to-hold", () -> halts.hold(aid.number(), "Too late"));
        }
    }

    /** An act of that protocol, signed and accepted, its orders created. */
    private static String accepted(SettlementWorld world, String protocol, String... vouchers) {
        world.protocols().record(CENTRE, world.protocol(protocol, vouchers));
        var act = world.acts().actOf(vouchers[0]).orElseThrow();
        world.sign(act);
        world.accept(act);
        return act;
    }

    /** The file, valid by the schema of what we write of pain.001. */
    private static Document parsed(Bank.PaymentFile file) throws Exception {
        var schema = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(PaymentTest.class.getResource("/iso20022/pain.001.001.09.xsd"));
        schema.newValidator().validate(new StreamSource(new ByteArrayInputStream(file.content())));
        var factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(file.content()));
    }

    private static List<String> texts(Document xml, String name) {
        var elements = xml.getElementsByTagNameNS(PAIN_001, name);
        return IntStream.range(0, elements.getLength())
                .mapToObj(index -> elements.item(index).getTextContent())
                .toList();
    }

    private static void assertPain001(Bank.PaymentFile file, int orders, long sum) throws Exception {
        var xml = parsed(file);
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
}
