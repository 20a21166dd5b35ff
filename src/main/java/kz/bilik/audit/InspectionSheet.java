package kz.bilik.audit;

import com.lowagie.text.Document;
import com.lowagie.text.Font;
import com.lowagie.text.PageSize;
import com.lowagie.text.Paragraph;
import com.lowagie.text.Phrase;
import com.lowagie.text.Rectangle;
import com.lowagie.text.pdf.BaseFont;
import com.lowagie.text.pdf.PdfName;
import com.lowagie.text.pdf.PdfPCell;
import com.lowagie.text.pdf.PdfPTable;
import com.lowagie.text.pdf.PdfString;
import com.lowagie.text.pdf.PdfWriter;
import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import kz.bilik.language.Day;
import kz.bilik.language.Language;
import kz.bilik.language.Texts;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** The summary of an export: which entries and seals it holds, and what the product itself found when it was made. */
@Component
class InspectionSheet {

    private static final Color RULE = new Color(0xB0, 0xBC, 0xC8);
    private static final Color LABEL = new Color(0x4A, 0x55, 0x60);

    private final Texts texts;
    private final BaseFont plain;
    private final BaseFont bold;

    InspectionSheet(Texts texts) {
        this.texts = texts;
        // The fonts of the PDF standard know no Kazakh letters, so the product embeds its own.
        this.plain = font("DejaVuSans.ttf");
        this.bold = font("DejaVuSans-Bold.ttf");
    }

    byte[] render(TakenAway taken, String summary, List<String> found, Language language) {
        var bytes = new ByteArrayOutputStream();
        var document = new Document(PageSize.A4, 50, 50, 50, 50);
        var writer = PdfWriter.getInstance(document, bytes);
        document.addTitle(texts.in(language, "audit.sheet.title"));
        document.addAuthor("Bilik");
        document.open();
        writer.getExtraCatalog().put(PdfName.LANG, new PdfString(language.tag()));
        document.add(new Paragraph(texts.in(language, "audit.sheet.title"), new Font(bold, 15)));

        var about = table(34, 66);
        row(about, texts.in(language, "audit.sheet.days"), Day.of(taken.from()) + " – " + Day.of(taken.to()));
        row(
                about,
                texts.in(language, "audit.sheet.entries"),
                taken.last() < taken.first() ? "–" : taken.first() + " – " + taken.last());
        taken.kinds()
                .forEach((kind, count) -> row(about, texts.in(language, "audit.kind." + kind), String.valueOf(count)));
        document.add(about);

        heading(document, texts.in(language, "audit.sheet.found"));
        document.add(words(summary));
        found.forEach(each -> document.add(words("• " + each)));

        heading(document, texts.in(language, "audit.sheet.seals"));
        var seals = table(12, 14, 16, 58);
        for (var column : List.of("seal", "day", "position", "hash")) {
            seals.addCell(cell(texts.in(language, "audit.sheet." + column), new Font(plain, 8, Font.NORMAL, LABEL)));
        }
        for (var seal : taken.seals()) {
            seals.addCell(cell(String.valueOf(seal.number()), new Font(plain, 8)));
            seals.addCell(cell(Day.of(seal.day()), new Font(plain, 8)));
            seals.addCell(cell(String.valueOf(seal.position()), new Font(plain, 8)));
            seals.addCell(cell(seal.said().map(DaySeal.Said::hash).orElse("?"), new Font(plain, 7)));
        }
        document.add(seals);
        document.add(words(texts.in(language, "audit.sheet.note")));
        document.close();
        return bytes.toByteArray();
    }

    private static PdfPTable table(float... widths) {
        var table = new PdfPTable(widths);
        table.setWidthPercentage(100);
        table.setSpacingBefore(10);
        return table;
    }

    private void row(PdfPTable table, String label, String value) {
        table.addCell(cell(label, new Font(plain, 9, Font.NORMAL, LABEL)));
        table.addCell(cell(value, new Font(plain, 10)));
    }

    private static PdfPCell cell(String content, Font font) {
        var cell = new PdfPCell(new Phrase(content, font));
        cell.setLeading(0, 1.3f);
        cell.setBorder(Rectangle.BOTTOM);
        cell.setBorderColor(RULE);
        cell.setPaddingTop(4);
        cell.setPaddingBottom(6);
        return cell;
    }

    private void heading(Document document, String text) {
        var words = new Paragraph(text, new Font(bold, 11));
        words.setSpacingBefore(16);
        words.setSpacingAfter(2);
        document.add(words);
    }

    private Paragraph words(String text) {
        var words = new Paragraph(text, new Font(plain, 9.5f));
        words.setLeading(0, 1.4f);
        words.setSpacingBefore(4);
        return words;
    }

    private static BaseFont font(String file) {
        try {
            var bytes = new ClassPathResource("fonts/" + file).getContentAsByteArray();
            return BaseFont.createFont(file, BaseFont.IDENTITY_H, BaseFont.EMBEDDED, true, bytes, null);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
