package kz.bilik.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import kz.bilik.document.Documents;
import kz.bilik.payment.BankAnswers.Taken;
import kz.bilik.problem.Problem;
import kz.bilik.settlement.SettlementWorld;
import kz.bilik.support.BankAnswerFile;
import kz.bilik.support.TestDatabases;
import kz.bilik.support.TestDatabases.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The bank's answer as a file (cl. 17): what it records, and that a bad one records nothing. */
@Tag("database")
class BankAnswersTest {

    private TestDatabase database;
    private SettlementWorld world;
    private String act;
    private List<PaymentOrder> orders;

    /** An act of two holders, one of them examined outside his region: three orders, with the bank. */
    private void sentOn(TestDatabase database) {
        this.database = database;
        world = new SettlementWorld(database);
        act = world.actOf(world.welderInUse(1), world.voucherInUse(2, "KZ-75", "KZ-35", "5141", 9000));
        orders = world.sent(act);
        assertThat(orders).hasSize(3);
    }

    @AfterEach
    void close() {
        world.close();
        database.close();
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void eachAnswerGoesToItsOrderAndTheSameFileAgainChangesNothing(TestDatabase database) {
        sentOn(database);
        var file = answer().paid(orders.get(0))
                .rejected(orders.get(1), "AC04", "Шот жабық")
                .underWay(orders.get(2))
                .bytes();

        assertThat(take(file)).isEqualTo(new Taken(1, 1, 0, 1));
        assertThat(states())
                .containsExactly(PaymentOrder.State.CONFIRMED, PaymentOrder.State.REJECTED, PaymentOrder.State.SENT);
        assertThat(world.orders().get(orders.get(1).number()).reason()).isEqualTo("AC04 Шот жабық");
        assertThat(world.asked().answered)
                .containsExactlyInAnyOrder(
                        orders.get(0).number() + " confirmed", orders.get(1).number() + " rejected: AC04 Шот жабық");

        assertThat(take(file)).isEqualTo(new Taken(0, 0, 2, 1));
        assertThat(world.asked().answered).hasSize(2);
        assertThat(kept()).as("the file that told something, once").hasSize(1);

        assertThat(take(answer().paid(orders.get(2)).bytes())).isEqualTo(new Taken(1, 0, 0, 0));
        assertThat(kept()).hasSize(2);
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void aFileThatTheBankRejectsAsAWholeIsRejectedOrderByOrder(TestDatabase database) {
        sentOn(database);
        var file = answer().rejectedAsAWhole(BankAnswerFile.reason("AM18", "Wrong number of orders"));
        assertThat(take(file.bytes())).isEqualTo(new Taken(0, 3, 0, 0));
        assertThat(states()).containsOnly(PaymentOrder.State.REJECTED);
        assertThat(world.orders().get(orders.get(2).number()).reason()).isEqualTo("AM18 Wrong number of orders");
        assertThat(take(file.bytes())).as("the same again").isEqualTo(new Taken(0, 0, 3, 0));
    }

    @Test
    void theWordForTheWholeHoldsForEachOrderOfWhichNothingNarrowerIsSaid() {
        sentOn(TestDatabases.h2());
        assertThat(take(answer().ofAll("ACTC").paid(orders.get(1)).bytes())).isEqualTo(new Taken(1, 0, 0, 2));
        assertThat(states())
                .containsExactly(PaymentOrder.State.SENT, PaymentOrder.State.CONFIRMED, PaymentOrder.State.SENT);
        assertThat(take(answer().ofPayments("ACSP").bytes())).isEqualTo(new Taken(0, 0, 1, 2));
        assertThat(take(answer().ofAll("PART")
                        .ofPayments("PART")
                        .rejected(orders.get(0), "AC04", "Closed")
                        .bytes()))
                .as("of the third nothing is said")
                .isEqualTo(new Taken(0, 1, 0, 0));
        refused(answer().ofAll("ACSC").paid(orders.get(2)), "file payment.already-rejected");
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void theStatusOfTheFileAloneHoldsForAllItsOrders(TestDatabase database) {
        sentOn(database);
        for (var status : List.of("RCVD", "ACTC", "ACCP", "ACSP", "PDNG", "PATC", "BLCK")) {
            assertThat(take(groupOnly(status))).as(status).isEqualTo(new Taken(0, 0, 0, 3));
            assertThat(states()).containsOnly(PaymentOrder.State.SENT);
            assertThat(world.orders().get(orders.get(0).number()).bankStatus()).isEqualTo(status);
        }
        assertThat(kept()).as("nothing was ended").isEmpty();
        assertThat(take(groupOnly("ACSC"))).isEqualTo(new Taken(3, 0, 0, 0));
        assertThat(states()).containsOnly(PaymentOrder.State.CONFIRMED);
        assertThat(take(groupOnly("ACSC"))).as("the same again").isEqualTo(new Taken(0, 0, 3, 0));
        assertThat(take(groupOnly("ACSP"))).as("an older word").isEqualTo(new Taken(0, 0, 3, 0));
    }

    @Test
    void aFileThatIsCancelledAsAWholeHasEndedWithoutAPayment() {
        sentOn(TestDatabases.h2());
        assertThat(take(groupOnly("CANC"))).isEqualTo(new Taken(0, 3, 0, 0));
        assertThat(states()).containsOnly(PaymentOrder.State.REJECTED);
        assertThat(world.orders().get(orders.get(0).number()).reason()).isEqualTo("CANC");
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void anOrderThatIsSettledIsRecordedBesideOneThatIsCancelledAndOneThatIsBlocked(TestDatabase database) {
        sentOn(database);
        var file = answer().ofAll("PART")
                .bare(orders.get(0), "ACSC", "")
                .bare(orders.get(1), "CANC", "<StsRsnInf><Rsn><Cd>CUST</Cd></Rsn></StsRsnInf>")
                .bare(orders.get(2), "BLCK", "");
        assertThat(take(file.bytes())).isEqualTo(new Taken(1, 1, 0, 1));
        assertThat(states())
                .containsExactly(PaymentOrder.State.CONFIRMED, PaymentOrder.State.REJECTED, PaymentOrder.State.SENT);
        assertThat(world.asked().answered)
                .containsExactlyInAnyOrder(
                        orders.get(0).number() + " confirmed", orders.get(1).number() + " rejected: CANC CUST");
        assertThat(world.orders().get(orders.get(2).number()).bankStatus()).isEqualTo("BLCK");
    }

    @Test
    void whatContradictsItselfIsRefusedInWords() {
        sentOn(TestDatabases.h2());
        var rejected = BankAnswerFile.reason("AG09", "Not carried out");
        refused(answer().paymentsRejected(rejected).paid(orders.get(1)), "line 8, TxSts payment.file-contradicts");
        refused(answer().rejectedAsAWhole(rejected).underWay(orders.get(1)), "line 8, TxSts payment.file-contradicts");
        refused(
                answer().ofAll("ACSC").rejected(orders.get(1), "AC04", "Closed"),
                "line 8, TxSts payment.file-contradicts");
        refused(answer().ofAll("ACSC").ofPayments("PDNG"), "line 6, PmtInfSts payment.file-contradicts");
        refused(answer().ofAll("PART"), "file, GrpSts payment.file-part-of-nothing");
        refused(answer().ofPayments("PART"), "line 6, PmtInfSts payment.file-part-of-nothing");
        refused(answer().ofAll("DONE"), "file, GrpSts payment.file-status-unknown");
        refused(answer().bare(orders.get(0), "PART", ""), "line 8, TxSts payment.file-status-unknown");
        assertThat(errors(refusal(answer().ofPayments("ACSC")
                        .text()
                        .replace("<OrgnlPmtInfId>ACT", "<OrgnlPmtInfId>TCA")
                        .getBytes(StandardCharsets.UTF_8))))
                .containsExactly("line 6, OrgnlPmtInfId payment.file-information-unknown");
        nothingIsRecorded();
    }

    private byte[] groupOnly(String status) {
        return answer().ofAll(status)
                .text()
                .replaceAll("(?s)<OrgnlPmtInfAndSts>.*</OrgnlPmtInfAndSts>", "")
                .getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aFileIsNotRejectedAsAWholeWithoutAReasonOrAfterAPayment() {
        sentOn(TestDatabases.h2());
        refused(answer().rejectedAsAWhole(""), "file, StsRsnInf payment.file-reason-missing");
        // One place of the file, and all the orders for which it would have to say why.
        assertThat(refusal(answer().rejectedAsAWhole("").bytes())
                        .fields()
                        .get(0)
                        .arguments())
                .containsExactly(orders.stream().map(PaymentOrder::number).collect(Collectors.joining(", ")));
        nothingIsRecorded();

        world.orders().confirm(orders.get(1).number());
        refused(
                answer().rejectedAsAWhole(BankAnswerFile.reason("AM18", "Wrong number of orders")),
                "file payment.already-confirmed");
        assertThat(states())
                .containsExactly(PaymentOrder.State.SENT, PaymentOrder.State.CONFIRMED, PaymentOrder.State.SENT);
    }

    @Test
    void anAnswerThatContradictsWhatWasRecordedRefusesTheWholeFile() {
        sentOn(TestDatabases.h2());
        world.orders().confirm(orders.get(0).number());
        world.orders().reject(orders.get(1).number(), "Closed");

        refused(
                answer().rejected(orders.get(0), "AC04", "Closed")
                        .paid(orders.get(1))
                        .paid(orders.get(2)),
                "line 8, TxSts payment.already-confirmed",
                "line 13, TxSts payment.already-rejected");
        assertThat(states())
                .containsExactly(PaymentOrder.State.CONFIRMED, PaymentOrder.State.REJECTED, PaymentOrder.State.SENT);
    }

    @Test
    void aLineOfAnotherActOrFileRefusesTheWholeFile() {
        sentOn(TestDatabases.h2());
        world.protocols().record(SettlementWorld.CENTRE, world.protocol("18", world.welderInUse(3)));
        var other = world.acts().ofProtocol(SettlementWorld.CENTRE, "18", 2026).get(0);
        var foreign = world.sent(other).get(0);

        refused(answer().paid(orders.get(0)).paid(foreign), "line 13, OrgnlEndToEndId payment.file-order-unknown");
        refused(
                BankAnswerFile.to(other + "-1").paid(foreign),
                "file payment.file-of-other",
                "line 8, OrgnlEndToEndId payment.file-order-unknown");
        nothingIsRecorded();
        assertThat(world.orders().get(foreign.number()).state()).isEqualTo(PaymentOrder.State.SENT);

        // A repaired order went in a file of its own, and is answered by another answer.
        world.orders().reject(orders.get(0).number(), "Closed");
        var repaired = world.orders().get(world.repair().repair(orders.get(0).number(), "same-account", null));
        world.repair().sendReplacement(repaired.number());
        refused(answer().paid(repaired), "line 8, OrgnlEndToEndId payment.file-order-unknown");
        assertThat(take(BankAnswerFile.to(act + "-2").paid(repaired).bytes())).isEqualTo(new Taken(1, 0, 0, 0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<TxSts>ACSC</TxSts> | <TxSts>DONE</TxSts> | line 8, TxSts payment.file-status-unknown",
                "<TxSts>ACSC</TxSts> | '' | line 8, TxSts settlement.missing",
                "<TxSts>ACSC</TxSts> | <TxSts>RJCT</TxSts> | line 8, StsRsnInf payment.file-reason-missing",
                "30275.00 | 30275.01 | line 8, InstdAmt payment.file-amount-differs",
                "30275.00 | 302750 | line 8, InstdAmt payment.file-amount-differs",
                "Ccy=\"KZT\" | Ccy=\"USD\" | line 8, InstdAmt payment.file-amount-differs",
                "<OrgnlMsgId>ACT | <OrgnlMsgId>TCA | file payment.file-of-other",
                "-1-S-1 | -1-S-9 | line 8, OrgnlEndToEndId payment.file-order-unknown",
                "<OrgnlInstrId>P | <OrgnlInstrId>X | line 8, OrgnlInstrId payment.file-order-unknown",
                "OrgnlEndToEndId> | OrgnlTxId> | line 8, OrgnlEndToEndId settlement.missing",
                "TxInfAndSts> | TxInf> | file payment.file-names-no-order",
                "OrgnlMsgId> | MsgId> | file payment.file-names-no-file",
                "pain.002.001.10 | pain.001.001.09 | line 2 payment.file-not-an-answer",
                "CstmrPmtStsRpt> | CstmrCdtTrfInitn> | line 3 payment.file-not-an-answer",
                "30275.00 | 3e9 | line 11, InstdAmt payment.file-amount-malformed",
                "30275.00 | -30275 | line 11, InstdAmt payment.file-amount-malformed",
                "</CstmrPmtStsRpt> | '' | line 15 payment.file-not-xml",
                "BANK-1 | &bank; | line 4 payment.file-not-xml",
            })
    void aLineThatIsWrongIsNamedAndNothingIsRecorded(String right, String wrong, String error) {
        sentOn(TestDatabases.h2());
        var problem = refusal(
                answer().paid(orders.get(0)).text().replace(right, wrong).getBytes(StandardCharsets.UTF_8));
        assertThat(errors(problem)).contains(error);
        nothingIsRecorded();
    }

    @Test
    void anOrderThatIsNamedTwiceIsAnError() {
        sentOn(TestDatabases.h2());
        refused(answer().paid(orders.get(0)).paid(orders.get(0)), "line 13 payment.file-order-twice");
        nothingIsRecorded();
    }

    @Test
    void aDocumentTypeIsRefusedAndNothingItNamesIsReadOrGrows(@TempDir Path folder) throws Exception {
        sentOn(TestDatabases.h2());
        var secret = Files.writeString(folder.resolve("secret"), "30275");
        UnaryOperator<String> external = file -> withType(
                file, "<!DOCTYPE Document [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]>", "30275.00", "&x;");
        UnaryOperator<String> remote =
                file -> withType(file, "<!DOCTYPE Document SYSTEM \"http://127.0.0.1:9/never\">", "30275.00", "30275");
        UnaryOperator<String> billion = file -> withType(
                file,
                "<!DOCTYPE Document [<!ENTITY a \"" + "9".repeat(1000) + "\"><!ENTITY b \"" + "&a;".repeat(1000)
                        + "\"><!ENTITY c \"" + "&b;".repeat(1000) + "\">]>",
                "30275.00",
                "&c;");
        for (var attack : List.of(external, remote, billion)) {
            var file = attack.apply(answer().paid(orders.get(0)).text()).getBytes(StandardCharsets.UTF_8);
            var problem = Assertions.assertTimeoutPreemptively(Duration.ofSeconds(10), () -> refusal(file));
            assertThat(errors(problem)).containsExactly("line 2 payment.file-document-type");
        }
        nothingIsRecorded();
    }

    private static String withType(String file, String type, String right, String wrong) {
        return file.replace("?>\n", "?>\n" + type).replace(right, wrong);
    }

    @Test
    void aFileThatIsCutOffAnywhereRecordsNothing() {
        sentOn(TestDatabases.h2());
        var whole = answer().paid(orders.get(0)).paid(orders.get(1)).bytes();
        var end = new String(whole, StandardCharsets.UTF_8).indexOf("</Document>") + "</Document>".length();
        for (int length = 0; length < end; length += 7) {
            assertThat(refusal(Arrays.copyOf(whole, length)).code()).isEqualTo("payment.file-unreadable");
        }
        nothingIsRecorded();
    }

    @Test
    void aFileOfMoreThanFourMegabytesIsNotEvenRead() {
        sentOn(TestDatabases.h2());
        var huge = Arrays.copyOf(answer().paid(orders.get(0)).bytes(), 4 * 1024 * 1024 + 1);
        assertThat(refusal(huge).code()).isEqualTo("payment.file-too-large");
        assertThat(errors(refusal(
                        answer().with("P", "E".repeat(3000), "ACSC", "", "").bytes())))
                .containsExactly("line 10 payment.file-value-too-long");
        nothingIsRecorded();
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void aReasonOfManyTextsIsKeptWhole(TestDatabase database) {
        sentOn(database);
        var text = "Шот жабық, банк оны енді жүргізбейді";
        var many = "<StsRsnInf><Rsn><Cd>AC04</Cd></Rsn>" + ("<AddtlInf>" + text + "</AddtlInf>").repeat(200)
                + "</StsRsnInf>";
        var file = answer().rejectedAsAWhole(many).bytes();
        assertThat(take(file)).isEqualTo(new Taken(0, 3, 0, 0));
        var whole = "AC04" + (" " + text).repeat(200);
        assertThat(orders)
                .extracting(order -> world.orders().get(order.number()).reason())
                .containsOnly(whole);
        assertThat(take(file)).as("the same again").isEqualTo(new Taken(0, 0, 3, 0));
    }

    @Test
    void aReasonThatWouldFillTheTableIsRefusedAtItsLine() {
        sentOn(TestDatabases.h2());
        var words = "<AddtlInf>" + "x".repeat(1999) + "</AddtlInf>\n";
        var endless = "<StsRsnInf>\n" + words.repeat(10) + "<AddtlInf>y</AddtlInf>\n</StsRsnInf>";
        assertThat(errors(refusal(answer().rejectedAsAWhole(endless).bytes())))
                .containsExactly("line 16, StsRsnInf payment.file-reason-too-long");
        nothingIsRecorded();
        assertThat(take(answer().rejectedAsAWhole(endless.replace("y", "")).bytes()))
                .isEqualTo(new Taken(0, 3, 0, 0));
    }

    @Test
    void aRefusalNamesFiftyErrorsAtMostAndCutsWhatItQuotes() {
        sentOn(TestDatabases.h2());
        var file = answer();
        for (int i = 0; i < 200; i++) {
            file.with("P-" + i, "x".repeat(100) + i, "ACSC", "", "");
        }
        var problem = refusal(file.bytes());
        assertThat(problem.fields()).hasSize(50);
        assertThat(problem.fields().get(0).arguments().toString()).hasSizeLessThan(50);
    }

    private BankAnswerFile answer() {
        return BankAnswerFile.to(act + "-1");
    }

    private Taken take(byte[] file) {
        return world.get(BankAnswers.class).take(act, file);
    }

    private Problem refusal(byte[] file) {
        return catchThrowableOfType(Problem.class, () -> take(file));
    }

    private void refused(BankAnswerFile file, String... errors) {
        var problem = refusal(file.bytes());
        assertThat(problem.code()).isEqualTo("payment.file-wrong");
        assertThat(errors(problem)).containsExactly(errors);
    }

    private static List<String> errors(Problem problem) {
        return problem.fields().stream()
                .map(field -> field.path() + " " + field.code())
                .toList();
    }

    private void nothingIsRecorded() {
        assertThat(states()).containsOnly(PaymentOrder.State.SENT);
        assertThat(world.asked().answered).isEmpty();
        assertThat(kept()).isEmpty();
    }

    private List<PaymentOrder.State> states() {
        return orders.stream()
                .map(order -> world.orders().get(order.number()).state())
                .toList();
    }

    private List<Documents.Stored> kept() {
        return world.get(Documents.class).of(act).stream()
                .filter(stored -> stored.kind().equals(BankAnswers.FILE_KIND))
                .toList();
    }
}
