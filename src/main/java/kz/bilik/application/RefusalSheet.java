package kz.bilik.application;

import com.lowagie.text.Document;
import com.lowagie.text.Element;
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
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import kz.bilik.calendar.DeadlineText;
import kz.bilik.catalogue.Catalogue;
import kz.bilik.language.Day;
import kz.bilik.language.Language;
import kz.bilik.language.Texts;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * The page that an applicant takes home when he is refused: by whom, why, by which clause, when, and what he can do next
 * (cl. 3.3, 8, 9). In one language, in the look of the voucher.
 */
@Component
class RefusalSheet {

    private static final Color RULE = new Color(0xB0, 0xBC, 0xC8);
    private static final Color LABEL = new Color(0x4A, 0x55, 0x60);

    private final Texts texts;
    private final Catalogue catalogue;
    private final DeadlineText deadlineText;
    private final SubmissionCheck submission;
    private final BaseFont plain;
    private final BaseFont bold;

    RefusalSheet(Texts texts, Catalogue catalogue, DeadlineText deadlineText, SubmissionCheck submission) {
        this.texts = texts;
        this.catalogue = catalogue;
        this.deadlineText = deadlineText;
        this.submission = submission;
        // The fonts of the PDF standard know no Kazakh letters, so the product embeds its own.
        this.plain = font("DejaVuSans.ttf");
        this.bold = font("DejaVuSans-Bold.ttf");
    }

    /**
     * Writes it.
     *
     * @param reasons why it is refused, at least one; their clause says who refuses
     * @param grounds the same in words, each with its clause
     * @param day of the refusal
     */
    byte[] render(
            Application application,
            List<RefusalReason> reasons,
            List<String> grounds,
            LocalDate day,
            Language language) {
        var bytes = new ByteArrayOutputStream();
        var document = new Document(PageSize.A4, 50, 50, 50, 50);
        var writer = PdfWriter.getInstance(document, bytes);
        document.addTitle(texts.in(language, "application.refusal.title") + " " + application.number());
        document.addAuthor("Bilik");
        document.open();
        writer.getExtraCatalog().put(PdfName.LANG, new PdfString(language.tag()));
        document.add(centred(texts.in(language, "application.refusal.title"), new Font(bold, 15)));
        var number = centred(application.number(), new Font(bold, 18));
        number.setSpacingBefore(12);
        number.setSpacingAfter(16);
        document.add(number);

        var table = new PdfPTable(new float[] {38, 62});
        table.setWidthPercentage(100);
        row(table, "day", Day.of(day), language);
        row(table, "applicant", application.name(), language);
        row(table, "iin", application.iin().value(), language);
        row(table, "received", Day.of(application.receivedOn()), language);
        row(
                table,
                "profession",
                application.profession() + " "
                        + catalogue
                                .profession(application.profession())
                                .map(profession -> profession.name().in(language))
                                .orElse(""),
                language);
        row(table, "level", application.level(), language);
        row(table, "mobility-centre", catalogue.mobilityCentreName(application.region(), language), language);
        var clause = reasons.get(0).clause();
        row(table, "by", by(application, clause, language), language);
        row(table, "clause", deadlineText.clause(language, clause), language);
        document.add(table);

        heading(document, "grounds", language);
        grounds.forEach(ground -> document.add(item(ground)));
        heading(document, "next", language);
        next(application, reasons, day, language).forEach(step -> document.add(item(step)));
        var note = new Paragraph(
                texts.in(language, "application.refusal.note"), new Font(plain, 7.5f, Font.NORMAL, LABEL));
        note.setLeading(0, 1.35f);
        note.setSpacingBefore(18);
        document.add(note);
        document.close();
        return bytes.toByteArray();
    }

    /** Who refuses under that clause. */
    private String by(Application application, String clause, Language language) {
        return switch (clause) {
            case "cl. 8" -> catalogue.careerCentreName(application.careerCentre(), language);
            case "cl. 9" -> catalogue.recognitionCentreName(application.recognitionCentre(), language);
            default -> texts.in(language, "application.refusal.by-platform");
        };
    }

    private List<String> next(Application application, List<RefusalReason> reasons, LocalDate day, Language language) {
        var year = Integer.toString(day.getYear() + 1);
        var steps = new ArrayList<String>();
        reasons.stream()
                .map(reason -> texts.inOr(language, "", "application.refusal.next." + reason.reason(), year))
                .filter(step -> !step.isEmpty())
                .distinct()
                .forEach(steps::add);
        var last = submission.lastDayToApply(day);
        steps.add(
                day.isAfter(last)
                        ? texts.in(language, "application.refusal.next-year", Day.of(last), year)
                        : texts.in(language, "application.refusal.next-until", Day.of(last)));
        steps.add(texts.in(language, "application.way-to-appeal"));
        return steps;
    }

    private void heading(Document document, String heading, Language language) {
        var words = new Paragraph(texts.in(language, "application.refusal." + heading), new Font(bold, 11));
        words.setSpacingBefore(16);
        words.setSpacingAfter(2);
        document.add(words);
    }

    private Paragraph item(String text) {
        var item = new Paragraph("• " + text, new Font(plain, 10));
        item.setLeading(0, 1.4f);
        item.setIndentationLeft(12);
        item.setFirstLineIndent(-12);
        item.setSpacingBefore(3);
        return item;
    }

    private void row(PdfPTable table, String label, String value, Language language) {
        table.addCell(cell(new Phrase(
                texts.in(language, "application.refusal." + label), new Font(plain, 9, Font.NORMAL, LABEL))));
        table.addCell(cell(new Phrase(value, new Font(plain, 10))));
    }

    private static PdfPCell cell(Phrase content) {
        var cell = new PdfPCell(content);
        cell.setLeading(0, 1.3f);
        cell.setBorder(Rectangle.BOTTOM);
        cell.setBorderColor(RULE);
        cell.setPaddingTop(4);
        cell.setPaddingBottom(6);
        return cell;
    }

    private static Paragraph centred(String text, Font font) {
        var paragraph = new Paragraph(text, font);
        paragraph.setAlignment(Element.ALIGN_CENTER);
        return paragraph;
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
