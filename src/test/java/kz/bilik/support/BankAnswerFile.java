package kz.bilik.support;

import java.nio.charset.StandardCharsets;
import kz.bilik.payment.PaymentOrder;

/** What a bank answers to a payment file: pain.002.001.10. */
public final class BankAnswerFile {

    private final String originalFile;
    private final StringBuilder transactions = new StringBuilder();
    private String ofTheFile = "";
    private String ofThePayments = "";

    private BankAnswerFile(String originalFile) {
        this.originalFile = originalFile;
    }

    public static BankAnswerFile to(String paymentFile) {
        return new BankAnswerFile(paymentFile);
    }

    public BankAnswerFile paid(PaymentOrder order) {
        return with(order.number(), order.endToEndId(), "ACSC", "", amount("KZT", order.amount() + ".00"));
    }

    public BankAnswerFile rejected(PaymentOrder order, String code, String words) {
        return with(
                order.number(),
                order.endToEndId(),
                "RJCT",
                reason(code, words),
                amount("KZT", String.valueOf(order.amount())));
    }

    /** The bank takes the payment file not at all. */
    public BankAnswerFile rejectedAsAWhole(String reason) {
        ofTheFile = "<GrpSts>RJCT</GrpSts>" + reason;
        return this;
    }

    /** The same, said one level deeper. */
    public BankAnswerFile paymentsRejected(String reason) {
        ofThePayments = "<PmtInfSts>RJCT</PmtInfSts>" + reason;
        return this;
    }

    /** What the bank says of the file as a whole. */
    public BankAnswerFile ofAll(String status) {
        ofTheFile = "<GrpSts>" + status + "</GrpSts>";
        return this;
    }

    /** The same, said one level deeper. */
    public BankAnswerFile ofPayments(String status) {
        ofThePayments = "<PmtInfSts>" + status + "</PmtInfSts>";
        return this;
    }

    /** As many banks do it: the end-to-end id and the status, without what we wrote. */
    public BankAnswerFile bare(PaymentOrder order, String status, String reason) {
        return with(order.number(), order.endToEndId(), status, reason, "");
    }

    public static String reason(String code, String words) {
        return "<StsRsnInf><Rsn><Cd>" + code + "</Cd></Rsn><AddtlInf>" + words + "</AddtlInf></StsRsnInf>";
    }

    public BankAnswerFile underWay(PaymentOrder order) {
        return with(order.number(), order.endToEndId(), "ACSP", "", amount("KZT", String.valueOf(order.amount())));
    }

    public BankAnswerFile with(String number, String endToEndId, String status, String reason, String amount) {
        transactions.append(
                """
                      <TxInfAndSts>
                        <OrgnlInstrId>%s</OrgnlInstrId>
                        <OrgnlEndToEndId>%s</OrgnlEndToEndId>
                        <TxSts>%s</TxSts>%s%s
                      </TxInfAndSts>
                """
                        .formatted(number, endToEndId, status, reason, amount));
        return this;
    }

    public static String amount(String currency, String amount) {
        return "<OrgnlTxRef><Amt><InstdAmt Ccy=\"" + currency + "\">" + amount + "</InstdAmt></Amt></OrgnlTxRef>";
    }

    public String text() {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10">
                  <CstmrPmtStsRpt>
                    <GrpHdr><MsgId>BANK-1</MsgId><CreDtTm>2026-11-20T12:00:00+05:00</CreDtTm></GrpHdr>
                    <OrgnlGrpInfAndSts><OrgnlMsgId>%s</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId>%s</OrgnlGrpInfAndSts>
                    <OrgnlPmtInfAndSts>
                      <OrgnlPmtInfId>%s</OrgnlPmtInfId>%s
                %s    </OrgnlPmtInfAndSts>
                  </CstmrPmtStsRpt>
                </Document>
                """
                .formatted(originalFile, ofTheFile, originalFile, ofThePayments, transactions);
    }

    public byte[] bytes() {
        return text().getBytes(StandardCharsets.UTF_8);
    }
}
