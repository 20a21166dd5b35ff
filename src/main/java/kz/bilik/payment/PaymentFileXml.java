package kz.bilik.payment;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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

    /**
     * Orders of one payer to be debited on one day (PmtInf).
     *
     * @param id at most 35 characters
     */
    record Information(String id, List<PaymentOrder> orders) {

        PaymentOrder.Party payer() {
            return orders.get(0).payer();
        }
    }

    /**
     * The orders of a file by the account that is debited, in the order in which they come. All are debited on the day on
     * which the file is formed: a day that is over would be refused by the bank.
     */
    static List<Information> informations(String file, List<PaymentOrder> orders) {
        var byPayer =
                orders.stream().collect(groupingBy(order -> order.payer().account(), LinkedHashMap::new, toList()));
        var informations = new ArrayList<Information>();
        for (var ofPayer : byPayer.values()) {
            informations.add(new Information(
                    byPayer.size() == 1 ? file : file + "-" + (informations.size() + 1), List.copyOf(ofPayer)));
        }
        return informations;
    }

    /** Writes released orders into a file that is formed at that moment; the same orders and moment give the same bytes. */
    static byte[] write(String id, OffsetDateTime formedAt, List<Information> informations) {
        var bytes = new ByteArrayOutputStream();
        try {
            var xml = XMLOutputFactory.newInstance().createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
            xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
            xml.setDefaultNamespace(NAMESPACE);
            xml.writeStartElement("Document");
            xml.writeDefaultNamespace(NAMESPACE);
            xml.writeStartElement("CstmrCdtTrfInitn");
            header(xml, id, formedAt, informations);
            for (var information : informations) {
                instruction(xml, formedAt, information);
            }
            xml.writeEndElement();
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException("A payment file could not be written", impossible);
        }
        return bytes.toByteArray();
    }

    private static void header(XMLStreamWriter xml, String id, OffsetDateTime formedAt, List<Information> informations)
            throws XMLStreamException {
        xml.writeStartElement("GrpHdr");
        element(xml, "MsgId", id);
        element(
                xml,
                "CreDtTm",
                formedAt.truncatedTo(ChronoUnit.SECONDS).format(DateTimeFormatter.ISO_OFFSET_DATE_TIME));
        totals(
                xml,
                informations.stream()
                        .flatMap(information -> information.orders().stream())
                        .toList());
        xml.writeStartElement("InitgPty");
        element(xml, "Nm", shortened(informations.get(0).payer().name(), LONGEST_NAME));
        xml.writeEndElement();
        xml.writeEndElement();
    }

    private static void instruction(XMLStreamWriter xml, OffsetDateTime formedAt, Information information)
            throws XMLStreamException {
        var payer = information.payer();
        xml.writeStartElement("PmtInf");
        element(xml, "PmtInfId", information.id());
        element(xml, "PmtMtd", "TRF");
        // Each order stands alone: one that is rejected must not hold back the others.
        element(xml, "BtchBookg", "false");
        totals(xml, information.orders());
        xml.writeStartElement("ReqdExctnDt");
        element(xml, "Dt", formedAt.toLocalDate().toString());
        xml.writeEndElement();
        party(xml, "Dbtr", payer, true, "KOD");
        account(xml, "DbtrAcct", payer);
        agent(xml, "DbtrAgt", payer);
        for (var order : information.orders()) {
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

    private static String shortened(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }
}
