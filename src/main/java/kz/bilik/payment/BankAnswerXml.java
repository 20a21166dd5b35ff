package kz.bilik.payment;

import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import kz.bilik.problem.DirectionMarks;
import kz.bilik.problem.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Reads the bank's answer to a payment file: ISO 20022 pain.002.001, what a bank says to pain.001. Only its form is judged
 * here; whose orders these are is {@link BankAnswers}' to ask. A document type is refused, and with it every entity, so a
 * file can make us neither read nor fetch nor grow anything.
 */
final class BankAnswerXml {

    /** An answer of thousands of orders has a few megabytes. */
    static final int MOST_MEBIBYTES = 4;

    private static final Pattern NAMESPACE =
            Pattern.compile("urn:iso:std:iso:20022:tech:xsd:pain\\.002\\.001\\.\\d{2}");

    private static final String REPORT = "/Document/CstmrPmtStsRpt";
    private static final String GROUP = REPORT + "/OrgnlGrpInfAndSts";
    private static final String ORIGINAL_FILE = GROUP + "/OrgnlMsgId";

    private static final String PAYMENT_INFORMATION = REPORT + "/OrgnlPmtInfAndSts";

    private static final String TRANSACTION = PAYMENT_INFORMATION + "/TxInfAndSts";
    private static final String AMOUNT = TRANSACTION + "/OrgnlTxRef/Amt/InstdAmt";

    private static final int LONGEST_VALUE = 2000;

    /** Of one order, of a payment information or of the file, which give their reason to each of their orders. */
    private static final int LONGEST_REASON = 20_000;

    /**
     * What the bank says of one order; what the file leaves out is null.
     *
     * @param line where its element begins, as an editor counts
     * @param information the payment information within which it stands, counted from 0
     * @param reason code and words, empty when there are none
     */
    record Answer(
            int line,
            int information,
            @Nullable String order,
            @Nullable String endToEndId,
            @Nullable String status,
            String reason,
            @Nullable BigDecimal amount,
            @Nullable String currency) {}

    /**
     * What the bank says of a payment information as a whole.
     *
     * @param id of our payment information
     * @param status null when it says nothing of it as a whole
     */
    record Information(int line, @Nullable String id, @Nullable String status, String reason) {}

    /**
     * A whole answer.
     *
     * @param originalFile the id of the payment file that it answers
     * @param status of that file as a whole, with every order in it; null when it says nothing of it
     * @param reason code and words of that status, empty when there are none
     */
    record Report(
            @Nullable String originalFile,
            @Nullable String status,
            String reason,
            List<Information> informations,
            List<Answer> answers) {}

    private final Deque<String> path = new ArrayDeque<>();
    private final StringBuilder text = new StringBuilder();
    private final List<Answer> answers = new ArrayList<>();
    private final List<Information> informations = new ArrayList<>();
    private final StringBuilder reasonOfAll = new StringBuilder();
    private @Nullable String originalFile;
    private @Nullable String statusOfAll;

    private int informationLine;
    private @Nullable String information;
    private @Nullable String informationStatus;
    private final StringBuilder informationReason = new StringBuilder();

    private int line;
    private @Nullable String order;
    private @Nullable String endToEndId;
    private @Nullable String status;
    private final StringBuilder reason = new StringBuilder();
    private @Nullable BigDecimal amount;
    private @Nullable String currency;

    private BankAnswerXml() {}

    /**
     * Reads the bytes of a file.
     *
     * @throws Problem {@code payment.file-too-large}; {@code payment.file-unreadable} with the line
     */
    static Report read(byte[] content) {
        if (content.length > MOST_MEBIBYTES * 1024 * 1024) {
            throw Problem.of(Problem.Kind.TOO_LARGE, "payment.file-too-large", Integer.toString(MOST_MEBIBYTES));
        }
        if (content.length == 0) {
            throw unreadable().with("file", "payment.file-empty");
        }
        return new BankAnswerXml().report(content);
    }

    private Report report(byte[] content) {
        try {
            var xml = factory().createXMLStreamReader(new ByteArrayInputStream(content));
            try {
                while (xml.hasNext()) {
                    switch (xml.next()) {
                        case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                            throw unreadable().with(line(xml), "payment.file-document-type");
                        case XMLStreamConstants.START_ELEMENT -> begin(xml);
                        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> characters(xml);
                        case XMLStreamConstants.END_ELEMENT -> end(xml);
                        default -> {
                            // comments and the like say nothing
                        }
                    }
                }
            } finally {
                xml.close();
            }
        } catch (XMLStreamException malformed) {
            var at = malformed.getLocation();
            throw unreadable()
                    .with(
                            at == null || at.getLineNumber() < 1 ? "file" : "line " + at.getLineNumber(),
                            "payment.file-not-xml");
        }
        return new Report(
                originalFile, statusOfAll, reasonOfAll.toString(), List.copyOf(informations), List.copyOf(answers));
    }

    /** The JDK's own parser, whatever else is on the class path, without document types and what they may fetch. */
    private static XMLInputFactory factory() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("nothing is fetched");
        });
        return factory;
    }

    private void begin(XMLStreamReader xml) {
        if (xml.getNamespaceURI() == null
                || !NAMESPACE.matcher(xml.getNamespaceURI()).matches()) {
            throw unreadable().with(line(xml), "payment.file-not-an-answer");
        }
        path.addLast(xml.getLocalName());
        if (path.size() == 1 && !path.getLast().equals("Document")
                || path.size() == 2 && !path.getLast().equals("CstmrPmtStsRpt")) {
            throw unreadable().with(line(xml), "payment.file-not-an-answer");
        }
        text.setLength(0);
        switch (at()) {
            case PAYMENT_INFORMATION -> {
                informationLine = xml.getLocation().getLineNumber();
                information = null;
                informationStatus = null;
                informationReason.setLength(0);
            }
            case TRANSACTION -> {
                line = xml.getLocation().getLineNumber();
                order = null;
                endToEndId = null;
                status = null;
                reason.setLength(0);
                amount = null;
                currency = null;
            }
            case AMOUNT -> currency = xml.getAttributeValue(null, "Ccy");
            default -> {
                // what else a bank says decides nothing
            }
        }
    }

    private void characters(XMLStreamReader xml) {
        if (text.length() + xml.getTextLength() > LONGEST_VALUE) {
            throw unreadable().with(line(xml), "payment.file-value-too-long", Integer.toString(LONGEST_VALUE));
        }
        text.append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
    }

    private void end(XMLStreamReader xml) {
        var value = DirectionMarks.without(text.toString()).strip();
        switch (at()) {
            case ORIGINAL_FILE -> originalFile = value;
            case GROUP + "/GrpSts" -> statusOfAll = value;
            case GROUP + "/StsRsnInf/Rsn/Cd", GROUP + "/StsRsnInf/Rsn/Prtry", GROUP + "/StsRsnInf/AddtlInf" ->
                add(reasonOfAll, value, xml);
            case PAYMENT_INFORMATION + "/OrgnlPmtInfId" -> information = value;
            case PAYMENT_INFORMATION + "/PmtInfSts" -> informationStatus = value;
            case PAYMENT_INFORMATION + "/StsRsnInf/Rsn/Cd",
                    PAYMENT_INFORMATION + "/StsRsnInf/Rsn/Prtry",
                    PAYMENT_INFORMATION + "/StsRsnInf/AddtlInf" -> add(informationReason, value, xml);
            case PAYMENT_INFORMATION ->
                informations.add(
                        new Information(informationLine, information, informationStatus, informationReason.toString()));
            case TRANSACTION + "/OrgnlInstrId" -> order = value;
            case TRANSACTION + "/OrgnlEndToEndId" -> endToEndId = value;
            case TRANSACTION + "/TxSts" -> status = value;
            case TRANSACTION + "/StsRsnInf/Rsn/Cd",
                    TRANSACTION + "/StsRsnInf/Rsn/Prtry",
                    TRANSACTION + "/StsRsnInf/AddtlInf" -> add(reason, value, xml);
            case AMOUNT -> amount = amount(value, xml);
            case TRANSACTION ->
                answers.add(new Answer(
                        line, informations.size(), order, endToEndId, status, reason.toString(), amount, currency));
            default -> {
                // as above
            }
        }
        path.removeLast();
        text.setLength(0);
    }

    private static void add(StringBuilder reason, String value, XMLStreamReader xml) {
        reason.append(reason.isEmpty() || value.isEmpty() ? "" : " ").append(value);
        if (reason.length() > LONGEST_REASON) {
            throw unreadable()
                    .with(line(xml) + ", StsRsnInf", "payment.file-reason-too-long", Integer.toString(LONGEST_REASON));
        }
    }

    private String at() {
        return "/" + String.join("/", path);
    }

    private static BigDecimal amount(String value, XMLStreamReader xml) {
        // ISO 20022: at most 18 digits, of which 5 are decimals; an exponent would be another way to grow.
        if (!value.matches("\\d{1,18}(\\.\\d{1,5})?")) {
            throw unreadable().with(line(xml) + ", InstdAmt", "payment.file-amount-malformed");
        }
        return new BigDecimal(value);
    }

    private static String line(XMLStreamReader xml) {
        return "line " + Math.max(1, xml.getLocation().getLineNumber());
    }

    private static Problem unreadable() {
        return Problem.of(Problem.Kind.UNPROCESSABLE, "payment.file-unreadable");
    }
}
