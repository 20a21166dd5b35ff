package kz.bilik.settlement;

import com.lowagie.text.Chunk;
import com.lowagie.text.DocumentException;
import com.lowagie.text.Element;
import com.lowagie.text.Font;
import com.lowagie.text.PageSize;
import com.lowagie.text.Paragraph;
import com.lowagie.text.Phrase;
import com.lowagie.text.Rectangle;
import com.lowagie.text.pdf.BaseFont;
import com.lowagie.text.pdf.ColumnText;
import com.lowagie.text.pdf.PdfPCell;
import com.lowagie.text.pdf.PdfPTable;
import com.lowagie.text.pdf.PdfReader;
import com.lowagie.text.pdf.PdfStamper;
import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import kz.bilik.calendar.LegalClock;
import kz.bilik.catalogue.Catalogue;
import kz.bilik.document.Documents;
import kz.bilik.document.Sha256;
import kz.bilik.language.Day;
import kz.bilik.language.Language;
import kz.bilik.language.Texts;
import kz.bilik.problem.Problem;
import kz.bilik.signature.Signatures;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.modulith.NamedInterface;
import org.springframework.stereotype.Component;

/**
 * The copy of a signed act for printing (cl. 16, 17): the pages of the document that was signed, each with the words that it
 * is a copy and of what, and a sheet that says of each signature who made it, for whom, with which certificate, when, and what
 * its check said. The signed document itself stays as it is: a change of one byte would break both signatures.
 */
@NamedInterface("cabinet")
@Component
public class ActCopy {

    private static final float MARGIN = 50;
    private static final Color RULE = new Color(0xB0, 0xBC, 0xC8);
    private static final Color LABEL = new Color(0x4A, 0x55, 0x60);
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm:ss");
    private static final ZoneId ALMATY = LegalClock.ZONE;

    private final Acts acts;
    private final Documents documents;
    private final Signatures signatures;
    private final Texts texts;
    private final BaseFont regular = font("DejaVuSans.ttf");
    private final BaseFont bold = font("DejaVuSans-Bold.ttf");

    ActCopy(Acts acts, Documents documents, Signatures signatures, Texts texts) {
        this.acts = acts;
        this.documents = documents;
        this.signatures = signatures;
        this.texts = texts;
    }

    /**
     * The copy of the current edition, in the act's own languages, with the sheet in that one language.
     *
     * @throws Problem {@code settlement.act-unknown}; {@code settlement.act-not-received} while nobody has signed it
     */
    public byte[] of(String number, Language language) {
        var act = acts.get(number);
        var edition = act.current();
        if (edition.document() == null || edition.receivedAt() == null) {
            throw Problem.of(Problem.Kind.CONFLICT, "settlement.act-not-received", number);
        }
        var original = documents.content(edition.document());
        var bytes = new ByteArrayOutputStream();
        try (var signed = new PdfReader(original)) {
            var pages = signed.getNumberOfPages();
            var copy = new PdfStamper(signed, bytes);
            for (int page = 1; page <= pages; page++) {
                ColumnText.showTextAligned(
                        copy.getOverContent(page),
                        Element.ALIGN_LEFT,
                        new Phrase(
                                texts.in(language, "act.copy.page", act.number(), edition.edition(), page, pages),
                                new Font(regular, 6.5f, Font.NORMAL, LABEL)),
                        30,
                        14,
                        0);
            }
            copy.insertPage(pages + 1, PageSize.A4);
            var sheet = new ColumnText(copy.getOverContent(pages + 1));
            sheet.setSimpleColumn(MARGIN, MARGIN, PageSize.A4.getWidth() - MARGIN, PageSize.A4.getHeight() - MARGIN);
            write(sheet, act, original, language);
            if (ColumnText.hasMoreText(sheet.go())) {
                throw new IllegalStateException("The sheet of signatures of " + number + " does not fit its page");
            }
            copy.close();
        } catch (IOException | DocumentException impossible) {
            throw new IllegalStateException("The copy of act " + number + " could not be written", impossible);
        }
        return bytes.toByteArray();
    }

    private void write(ColumnText sheet, ServicesAct act, byte[] original, Language language) {
        var edition = act.current();
        var title = new Paragraph(texts.in(language, "act.copy.title"), new Font(bold, 15));
        title.setAlignment(Element.ALIGN_CENTER);
        sheet.addElement(title);
        var of = new Paragraph(
                texts.in(language, "act.copy.of", act.number(), edition.edition(), Day.of(edition.formedOn())),
                new Font(regular, 10));
        of.setAlignment(Element.ALIGN_CENTER);
        of.setSpacingBefore(4);
        of.setSpacingAfter(12);
        sheet.addElement(of);
        var said = new Paragraph(texts.in(language, "act.copy.what"), new Font(regular, 9, Font.NORMAL, LABEL));
        said.setLeading(0, 1.35f);
        sheet.addElement(said);
        var digest = new Paragraph(
                texts.in(language, "act.copy.digest", act.number() + ".pdf", Sha256.of(original)),
                new Font(regular, 7.5f, Font.NORMAL, LABEL));
        digest.setLeading(0, 1.35f);
        digest.setSpacingBefore(4);
        sheet.addElement(digest);
        var centre = acts.centre(act);
        signature(sheet, "act.copy.sent", evidence(act, edition.sentBy()), centre.name(), language);
        var customer = acts.customer(act);
        signature(sheet, "act.copy.accepted", evidence(act, edition.acceptedBy()), customer.name(), language);
    }

    private Optional<Signatures.Evidence> evidence(ServicesAct act, ServicesAct.@Nullable Signed signed) {
        return signed == null
                ? Optional.empty()
                : signatures.of(act.number()).stream()
                        .filter(each -> each.fingerprint().equals(signed.fingerprint()))
                        .findFirst();
    }

    private void signature(
            ColumnText sheet,
            String heading,
            Optional<Signatures.Evidence> evidence,
            Catalogue.Name organisation,
            Language language) {
        var name = new Paragraph(texts.in(language, heading), new Font(bold, 11));
        name.setSpacingBefore(16);
        name.setSpacingAfter(4);
        sheet.addElement(name);
        if (evidence.isEmpty()) {
            sheet.addElement(new Paragraph(texts.in(language, "act.copy.none"), new Font(regular, 9)));
            return;
        }
        var signed = evidence.get();
        var certificate = signed.certificateFacts();
        var table = new PdfPTable(new float[] {32, 68});
        table.setWidthPercentage(100);
        row(table, "signer", signed.signerName(), language);
        row(
                table,
                "organisation",
                organisation.in(language)
                        + (signed.bin() == null
                                ? ""
                                : ", " + texts.in(language, "settlement.bin") + " "
                                        + signed.bin().value()),
                language);
        row(table, "serial", certificate.serial(), language);
        row(table, "issuer", certificate.issuer(), language);
        row(table, "validity", moment(certificate.notBefore()) + " – " + moment(certificate.notAfter()), language);
        row(table, "received", MOMENT.format(signed.legalTime().atZoneSameInstant(ALMATY)), language);
        row(
                table,
                "verdict",
                texts.in(language, "act.copy.valid") + " "
                        + texts.in(language, "act.copy.revocation-" + source(signed.revocation())),
                language);
        sheet.addElement(table);
    }

    /** By what was asked whether the certificate had been withdrawn. */
    private static String source(String revocation) {
        if (revocation.startsWith("OCSP")) {
            return "OCSP";
        }
        return revocation.startsWith("CRL") ? "CRL" : "NOT_CONFIGURED";
    }

    private static String moment(Instant moment) {
        return MOMENT.format(moment.atZone(ALMATY));
    }

    private void row(PdfPTable table, String label, String value, Language language) {
        table.addCell(cell(new Phrase(
                new Chunk(texts.in(language, "act.copy." + label), new Font(regular, 8.5f, Font.NORMAL, LABEL)))));
        table.addCell(cell(new Phrase(new Chunk(value, new Font(regular, 9)))));
    }

    private static PdfPCell cell(Phrase content) {
        var cell = new PdfPCell(content);
        cell.setBorder(Rectangle.BOTTOM);
        cell.setBorderColor(RULE);
        cell.setLeading(0, 1.3f);
        cell.setPaddingTop(4);
        cell.setPaddingBottom(5);
        return cell;
    }

    private static BaseFont font(String file) {
        try {
            var bytes = new ClassPathResource("fonts/" + file).getContentAsByteArray();
            return BaseFont.createFont(file, BaseFont.IDENTITY_H, BaseFont.EMBEDDED, true, bytes, null);
        } catch (IOException | DocumentException missing) {
            throw new IllegalStateException("The font " + file + " could not be read", missing);
        }
    }
}
