package kz.bilik.voucher;

import com.lowagie.text.Chunk;
import com.lowagie.text.Document;
import com.lowagie.text.Element;
import com.lowagie.text.Font;
import com.lowagie.text.PageSize;
import com.lowagie.text.Paragraph;
import com.lowagie.text.Phrase;
import com.lowagie.text.Rectangle;
import com.lowagie.text.pdf.BaseFont;
import com.lowagie.text.pdf.PdfPCell;
import com.lowagie.text.pdf.PdfPTable;
import com.lowagie.text.pdf.PdfWriter;
import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import kz.bilik.catalogue.Catalogue;
import kz.bilik.catalogue.Catalogue.Name;
import kz.bilik.language.Day;
import kz.bilik.language.Language;
import kz.bilik.language.Texts;
import kz.bilik.law.IndexSettings;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** The page that a holder shows: what cl. 10.1 and 15 want to see on a voucher, with labels in three languages. */
@Component
class VoucherSheet {

    private static final Color RULE = new Color(0xB0, 0xBC, 0xC8);
    private static final Color LABEL = new Color(0x4A, 0x55, 0x60);

    private final Texts texts;
    private final Catalogue catalogue;
    private final IndexSettings index;
    private final VoucherParts parts;
    private final BaseFont plain;
    private final BaseFont bold;

    VoucherSheet(Texts texts, Catalogue catalogue, IndexSettings index, VoucherParts parts) {
        this.texts = texts;
        this.catalogue = catalogue;
        this.index = index;
        this.parts = parts;
        // The fonts of the PDF standard know no Kazakh letters, so the product embeds its own.
        this.plain = font("DejaVuSans.ttf");
        this.bold = font("DejaVuSans-Bold.ttf");
    }

    byte[] render(OneTimeVoucher voucher, int edition) {
        var issued = voucher.issued();
        var bytes = new ByteArrayOutputStream();
        var document = new Document(PageSize.A4, 50, 50, 50, 50);
        PdfWriter.getInstance(document, bytes);
        document.addTitle(voucher.number());
        document.addAuthor("Bilik");
        document.open();

        for (var language : Language.values()) {
            var first = language == Language.KK;
            document.add(centred(
                    texts.in(language, "voucher.document.title"),
                    new Font(first ? bold : plain, first ? 15 : 10, Font.NORMAL, first ? Color.BLACK : LABEL)));
        }
        var number = centred(voucher.number(), new Font(bold, 18));
        number.setSpacingBefore(12);
        number.setSpacingAfter(16);
        document.add(number);

        var table = new PdfPTable(new float[] {45, 55});
        table.setWidthPercentage(100);
        row(table, "issued-on", List.of(Day.of(issued.issuedOn())));
        row(table, "last-day", List.of(Day.of(voucher.lastDay()) + ", 24:00 (Asia/Almaty)"));
        row(table, "holder", List.of(issued.holderName()));
        row(table, "iin", List.of(issued.iin().value()));
        row(table, "recognition-centre", lines(issued.recognitionCentreName()));
        row(
                table,
                "profession",
                lines(issued.professionName()).stream()
                        .map(name -> issued.profession() + " " + name)
                        .toList());
        row(table, "level", List.of(issued.level()));
        row(table, "price", List.of(tenge(issued.price())));
        var known = parts.of(issued);
        row(
                table,
                "state-part",
                known.map(part -> List.of(tenge(part.state())))
                        .orElseGet(() -> lines("state-part-unknown", parts.capInMci(issued))));
        row(
                table,
                "holder-part",
                known.map(part -> List.of(tenge(part.holder()))).orElseGet(() -> lines("holder-part-unknown")));
        row(
                table,
                "mobility-centre",
                catalogue
                        .mobilityCentre(issued.region())
                        .map(centre -> lines(centre.name()))
                        .orElse(List.of(issued.region())));
        row(table, "edition", List.of(edition + " (" + issued.termsEdition() + ")"));
        document.add(table);

        for (var language : Language.values()) {
            var note = new Paragraph(
                    note(issued, language) + " " + texts.in(language, "voucher.document.note"),
                    new Font(plain, 7.5f, Font.NORMAL, LABEL));
            note.setSpacingBefore(language == Language.KK ? 14 : 5);
            document.add(note);
        }
        document.close();
        return bytes.toByteArray();
    }

    /** By which index the parts on the voucher are, and whether they can still change (cl. 14.1, 15). */
    private String note(OneTimeVoucher.Issued issued, Language language) {
        var known = parts.of(issued).isPresent();
        var note = known
                ? texts.in(language, "voucher.document.parts")
                : texts.in(
                        language,
                        "voucher.document.parts-unknown",
                        Integer.toString(issued.issuedOn().getYear()));
        return index.mciOf() == IndexSettings.MciOf.ISSUE
                ? note
                : note + " " + texts.in(language, "voucher.document.parts-" + index.mciOf());
    }

    private List<String> lines(String value, Object... arguments) {
        return Arrays.stream(Language.values())
                .map(language -> texts.in(language, "voucher.document." + value, arguments))
                .toList();
    }

    private void row(PdfPTable table, String label, List<String> values) {
        var labels = new Phrase();
        for (var language : Language.values()) {
            var first = language == Language.KK;
            labels.add(new Chunk(
                    (first ? "" : "\n") + texts.in(language, "voucher.document." + label),
                    new Font(plain, first ? 9 : 7.5f, Font.NORMAL, first ? Color.BLACK : LABEL)));
        }
        var value = new Phrase(
                values.stream().distinct().collect(Collectors.joining("\n")),
                new Font(values.size() > 1 ? plain : bold, 10));
        table.addCell(cell(labels));
        table.addCell(cell(value));
    }

    private static PdfPCell cell(Phrase content) {
        content.setLeading(13);
        var cell = new PdfPCell(content);
        cell.setBorder(Rectangle.BOTTOM);
        cell.setBorderColor(RULE);
        cell.setPaddingTop(5);
        cell.setPaddingBottom(6);
        return cell;
    }

    private static Paragraph centred(String text, Font font) {
        var paragraph = new Paragraph(text, font);
        paragraph.setAlignment(Element.ALIGN_CENTER);
        return paragraph;
    }

    private static List<String> lines(Name name) {
        return Arrays.stream(Language.values()).map(name::in).toList();
    }

    /** Whole tenge with a no-break space between the thousands, as on the state's own forms. */
    private static String tenge(long amount) {
        return String.format(java.util.Locale.ROOT, "%,d", amount).replace(',', '\u00a0') + " ₸";
    }

    private static BaseFont font(String file) {
        try {
            var bytes = new ClassPathResource("fonts/" + file).getContentAsByteArray();
            return BaseFont.createFont(file, BaseFont.IDENTITY_H, BaseFont.EMBEDDED, true, bytes, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
