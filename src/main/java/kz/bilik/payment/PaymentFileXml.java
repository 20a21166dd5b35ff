package kz.bilik.payment;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/**
 * Payment orders as ISO 20022 pain.001.001.09. КОд and КБе go as the parties' private identification with the schemes
 * KOD and KBE, КНП as the purpose: names that the bank can map, since the order leaves the file's profile open.
 */
final class PaymentFileXml {

    static final String NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09";

    private static final int LONGEST_NAME = 140;
    private static final int LONGEST_REMITTANCE = 140;

    private PaymentFileXml() {}

    /** Writes orders of one payer, all released; the same orders give the same bytes. */
    static byte[] write(String id, List<PaymentOrder> orders) {
        var bytes = new ByteArrayOutputStream();
        try {
            var xml = XMLOutputFactory.newInstance().createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
            xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
            xml.setDefaultNamespace(NAMESPACE);
            xml.writeStartElement("Document");
            xml.writeDefaultNamespace(NAMESPACE);
            xml.writeStartElement("CstmrCdtTrfInitn");
            header(xml, id, orders);
            instruction(xml, id, orders);
            xml.writeEndElement();
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException("A payment file could not be written", impossible);
        }
        return bytes.toByteArray();
    }

    private static void header(XMLStreamWriter xml, String id, List<PaymentOrder> orders) throws XMLStreamException {
        xml.writeStartElement("GrpHdr");
        element(xml, "MsgId", id);
        element(
                xml,
                "CreDtTm",
                released(orders).truncatedTo(ChronoUnit.SECONDS).format(DateTimeFormatter.ISO_OFFSET_DATE_TIME));
        totals(xml, orders);
        xml.writeStartElement("InitgPty");
        element(xml, "Nm", shortened(orders.get(0).payer().name(), LONGEST_NAME));
        xml.writeEndElement();
        xml.writeEndElement();
    }

    private static void instruction(XMLStreamWriter xml, String id, List<PaymentOrder> orders)
            throws XMLStreamException {
        var payer = orders.get(0).payer();
        xml.writeStartElement("PmtInf");
        element(xml, "PmtInfId", id);
        element(xml, "PmtMtd", "TRF");
        // Each order stands alone: one that is rejected must not hold back the others.
        element(xml, "BtchBookg", "false");
        totals(xml, orders);
        xml.writeStartElement("ReqdExctnDt");
        element(xml, "Dt", released(orders).toLocalDate().toString());
        xml.writeEndElement();
        party(xml, "Dbtr", payer, true, "KOD");
        account(xml, "DbtrAcct", payer);
        agent(xml, "DbtrAgt", payer);
        for (var order : orders) {
            transfer(xml, order);
        }
        xml.writeEndElement();
    }

    private static void transfer(XMLStreamWriter xml, PaymentOrder order) throws XMLStreamException {
        var organisation = order.kind() == PaymentOrder.Kind.SERVICE;
        xml.writeStartElement("CdtTrfTxInf");
        xml.writeStartElement("PmtId");
        element(xml, "InstrId", order.number());
        element(xml, "EndToEndId", order.endToEndId());
        xml.writeEndElement();
        xml.writeStartElement("Amt");
        xml.writeStartElement("InstdAmt");
        xml.writeAttribute("Ccy", "KZT");
        xml.writeCharacters(Long.toString(order.amount()));
        xml.writeEndElement();
        xml.writeEndElement();
        if (order.payee().bic() != null) {
            agent(xml, "CdtrAgt", order.payee());
        }
        party(xml, "Cdtr", order.payee(), organisation, "KBE");
        account(xml, "CdtrAcct", order.payee());
        xml.writeStartElement("Purp");
        element(xml, "Prtry", order.purposeCode());
        xml.writeEndElement();
        xml.writeStartElement("RmtInf");
        element(xml, "Ustrd", shortened(order.purposeKk(), LONGEST_REMITTANCE));
        element(xml, "Ustrd", shortened(order.purposeRu(), LONGEST_REMITTANCE));
        element(xml, "Ustrd", shortened(order.amountInKazakh(), LONGEST_REMITTANCE));
        element(xml, "Ustrd", shortened(order.amountInRussian(), LONGEST_REMITTANCE));
        xml.writeEndElement();
        xml.writeEndElement();
    }

    private static void party(
            XMLStreamWriter xml, String name, PaymentOrder.Party party, boolean organisation, String codeScheme)
            throws XMLStreamException {
        xml.writeStartElement(name);
        element(xml, "Nm", shortened(party.name(), LONGEST_NAME));
        xml.writeStartElement("Id");
        xml.writeStartElement(organisation ? "OrgId" : "PrvtId");
        identification(xml, party.number(), organisation ? "BIN" : "IIN");
        identification(xml, party.code(), codeScheme);
        xml.writeEndElement();
        xml.writeEndElement();
        xml.writeEndElement();
    }

    private static void identification(XMLStreamWriter xml, String value, String scheme) throws XMLStreamException {
        xml.writeStartElement("Othr");
        element(xml, "Id", value);
        xml.writeStartElement("SchmeNm");
        element(xml, "Prtry", scheme);
        xml.writeEndElement();
        xml.writeEndElement();
    }

    private static void account(XMLStreamWriter xml, String name, PaymentOrder.Party party) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeStartElement("Id");
        element(xml, "IBAN", party.account());
        xml.writeEndElement();
        element(xml, "Ccy", "KZT");
        xml.writeEndElement();
    }

    private static void agent(XMLStreamWriter xml, String name, PaymentOrder.Party party) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeStartElement("FinInstnId");
        element(xml, "BICFI", party.bic());
        xml.writeEndElement();
        xml.writeEndElement();
    }

    private static void totals(XMLStreamWriter xml, List<PaymentOrder> orders) throws XMLStreamException {
        element(xml, "NbOfTxs", Integer.toString(orders.size()));
        element(
                xml,
                "CtrlSum",
                Long.toString(orders.stream().mapToLong(PaymentOrder::amount).sum()));
    }

    private static void element(XMLStreamWriter xml, String name, @Nullable String text) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(text);
        xml.writeEndElement();
    }

    private static OffsetDateTime released(List<PaymentOrder> orders) {
        return orders.stream()
                .map(PaymentOrder::releasedAt)
                .max(OffsetDateTime::compareTo)
                .orElseThrow();
    }

    private static String shortened(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }
}
