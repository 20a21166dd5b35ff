package kz.bilik.settlement;

import com.lowagie.text.Chunk;
import com.lowagie.text.Document;
import com.lowagie.text.DocumentException;
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
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import kz.bilik.catalogue.Catalogue;
import kz.bilik.identity.Bin;
import kz.bilik.language.AmountInWords;
import kz.bilik.language.Day;
import kz.bilik.language.Language;
import kz.bilik.language.Tenge;
import kz.bilik.language.Texts;
import kz.bilik.law.Reimbursement;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * The services act of Appendix 2 (the state's standard form Р-1) as a PDF, in Kazakh and Russian. Its rows and total are
 * what is payable under cl. 14.1; the annex lists the persons with the full price, their own part (cl. 15), and the aid
 * that rests on the region of the exam (cl. 14.2), so that both signatures stand under it.
 */
@Component
class ActDocument {

    /** One row of the act: services of one kind, on one day, at one amount. */
    private record Row(String profession, String level, LocalDate heldOn, long unit) {}

    private static final float MARGIN = 30;

    private final Texts texts;
    private final Catalogue catalogue;
    private final BaseFont regular = font("DejaVuSans.ttf");
    private final BaseFont bold = font("DejaVuSans-Bold.ttf");

    ActDocument(Texts texts, Catalogue catalogue) {
        this.texts = texts;
        this.catalogue = catalogue;
    }

    byte[] render(
            String number,
            int edition,
            LocalDate formedOn,
            Catalogue.MobilityCentre customer,
            Catalogue.RecognitionCentre contractor,
            List<ActLines.Line> lines) {
        // The act names the sheets of its annex, which are known only once it is written.
        var first = render(number, edition, formedOn, customer, contractor, lines, 1);
        return first.annexSheets() == 1
                ? first.bytes()
                : render(number, edition, formedOn, customer, contractor, lines, first.annexSheets())
                        .bytes();
    }

    private record Rendered(byte[] bytes, int annexSheets) {}

    private Rendered render(
            String number,
            int edition,
            LocalDate formedOn,
            Catalogue.MobilityCentre customer,
            Catalogue.RecognitionCentre contractor,
            List<ActLines.Line> lines,
            int annexSheets) {
        var bytes = new ByteArrayOutputStream();
        int written;
        try {
            var pdf = new Document(PageSize.A4.rotate(), MARGIN, MARGIN, MARGIN, MARGIN);
            var writer = PdfWriter.getInstance(pdf, bytes);
            pdf.addTitle(number);
            pdf.open();
            writer.getExtraCatalog().put(PdfName.LANG, new PdfString(Language.KK.tag()));
            head(pdf, number, edition, formedOn, customer, contractor);
            rows(pdf, lines);
            foot(pdf, customer, contractor, annexSheets);
            pdf.newPage();
            // An act that ends with its page has begun the next one already.
            var annexBegins = writer.getPageNumber();
            annex(pdf, number, formedOn, lines);
            written = writer.getPageNumber() - annexBegins + 1;
            pdf.close();
        } catch (DocumentException impossible) {
            throw new IllegalStateException("The act " + number + " could not be written", impossible);
        }
        return new Rendered(bytes.toByteArray(), written);
    }

    private void head(
            Document pdf,
            String number,
            int edition,
            LocalDate formedOn,
            Catalogue.MobilityCentre customer,
            Catalogue.RecognitionCentre contractor) {
        var form = line(both("act.form"), 7, 0);
        form.setAlignment(Element.ALIGN_RIGHT);
        pdf.add(form);
        var parties = table(5, 1);
        party(parties, "act.customer", customer.name(), customer.address(), customer.contacts(), customer.bin());
        party(
                parties,
                "act.contractor",
                contractor.name(),
                contractor.address(),
                contractor.contacts(),
                contractor.bin());
        pdf.add(parties);

        var title = table(4, 1, 1);
        title.addCell(plain(" ", 9));
        title.addCell(boxed(both("act.number"), 8, Element.ALIGN_CENTER));
        title.addCell(boxed(both("act.date"), 8, Element.ALIGN_CENTER));
        var name = new PdfPCell(new Phrase(
                texts.in(Language.KK, "act.title") + "*\n" + texts.in(Language.RU, "act.title") + "*",
                new Font(bold, 12)));
        name.setBorder(Rectangle.NO_BORDER);
        name.setHorizontalAlignment(Element.ALIGN_CENTER);
        title.addCell(name);
        title.addCell(
                boxed(edition == 1 ? number : number + "\n" + both("act.edition", edition), 9, Element.ALIGN_CENTER));
        title.addCell(boxed(Day.of(formedOn), 9, Element.ALIGN_CENTER));
        title.setSpacingBefore(6);
        title.setSpacingAfter(8);
        pdf.add(title);
    }

    private void party(PdfPTable parties, String side, Catalogue.Name name, String address, String contacts, Bin bin) {
        var party = plain(both(side) + ": " + name.kk() + " / " + name.ru() + ", " + address + ", " + contacts, 9);
        party.getPhrase().add(new Chunk("\n" + both("act.party"), new Font(regular, 6.5f)));
        parties.addCell(party);
        parties.addCell(plain(both("act.bin") + "\n" + bin.value(), 9));
    }

    private void rows(Document pdf, List<ActLines.Line> lines) {
        var table = table(2, 8, 3, 2, 2, 3, 3);
        for (var heading : List.of("act.row", "act.service", "act.service-date", "act.unit")) {
            var cell = boxed(both(heading) + (heading.equals("act.service-date") ? "**" : ""), 7, Element.ALIGN_CENTER);
            cell.setRowspan(2);
            table.addCell(cell);
        }
        var rendered = boxed(both("act.rendered"), 7, Element.ALIGN_CENTER);
        rendered.setColspan(3);
        table.addCell(rendered);
        for (var heading : List.of("act.quantity", "act.unit-price", "act.cost")) {
            table.addCell(boxed(both(heading), 7, Element.ALIGN_CENTER));
        }
        for (int column = 1; column <= 7; column++) {
            table.addCell(boxed(String.valueOf(column), 7, Element.ALIGN_CENTER));
        }
        table.setHeaderRows(3);
        int row = 0;
        for (var entry : grouped(lines).entrySet()) {
            var service = entry.getKey();
            table.addCell(boxed(String.valueOf(++row), 8, Element.ALIGN_CENTER));
            table.addCell(boxed(
                    both("act.recognition") + ": " + service.profession() + "; " + both("act.level", service.level()),
                    8,
                    Element.ALIGN_LEFT));
            table.addCell(boxed(Day.of(service.heldOn()), 8, Element.ALIGN_CENTER));
            table.addCell(boxed(both("act.service-unit"), 8, Element.ALIGN_CENTER));
            table.addCell(boxed(String.valueOf(entry.getValue()), 8, Element.ALIGN_CENTER));
            table.addCell(money(service.unit(), 8));
            table.addCell(money(service.unit() * entry.getValue(), 8));
        }
        var total = boxed(both("act.total"), 8, Element.ALIGN_RIGHT);
        total.setColspan(4);
        table.addCell(total);
        table.addCell(boxed(String.valueOf(lines.size()), 8, Element.ALIGN_CENTER));
        table.addCell(boxed("х", 8, Element.ALIGN_CENTER));
        table.addCell(money(sum(lines, Reimbursement::service), 8));
        pdf.add(table);
        var total14 = sum(lines, Reimbursement::service);
        pdf.add(line(
                both("act.payable") + ": " + AmountInWords.kazakh(total14) + " / " + AmountInWords.russian(total14),
                8,
                4));
    }

    private void foot(
            Document pdf, Catalogue.MobilityCentre customer, Catalogue.RecognitionCentre contractor, int annexSheets) {
        pdf.add(line(both("act.annex-of-sheets", annexSheets), 8, 8));
        var sides = table(1, 1);
        sides.setSpacingBefore(10);
        sides.setKeepTogether(true);
        for (var side : List.of("act.handed-over", "act.accepted")) {
            sides.addCell(plain(
                    both(side) + "\n\n_______________ / _______________ / _______________\n" + both("act.signature")
                            + "\n"
                            + (side.equals("act.accepted") ? "\n" + both("act.accepted-on") + " _______________\n" : "")
                            + "\n" + both("act.seal"),
                    8));
        }
        pdf.add(sides);
        for (var note : List.of("act.notes", "act.footnote-1", "act.footnote-2")) {
            pdf.add(line(both(note), 6.5f, 2));
        }
    }

    private void annex(Document pdf, String number, LocalDate formedOn, List<ActLines.Line> lines) {
        pdf.add(new Paragraph(both("act.annex", number, Day.of(formedOn)), new Font(regular, 8)));
        var title = new Paragraph(both("act.annex-title"), new Font(bold, 11));
        title.setAlignment(Element.ALIGN_CENTER);
        title.setSpacingAfter(8);
        pdf.add(title);
        var table = table(1, 5, 4, 3.2f, 6, 4.4f, 3.2f, 2.6f, 2.8f, 2.8f, 3.6f, 2.8f);
        for (var heading : List.of(
                "act.line",
                "act.person",
                "act.voucher",
                "act.iin",
                "act.profession",
                "act.exam-region",
                "act.result",
                "act.price",
                "act.state-part",
                "act.holder-part",
                "act.registered",
                "act.aid")) {
            table.addCell(boxed(both(heading), 7, Element.ALIGN_CENTER));
        }
        table.setHeaderRows(1);
        for (var line : lines) {
            table.addCell(boxed(String.valueOf(line.line()), 7, Element.ALIGN_CENTER));
            table.addCell(boxed(line.application().name(), 7, Element.ALIGN_LEFT));
            table.addCell(boxed(line.voucher().number(), 7, Element.ALIGN_LEFT));
            table.addCell(boxed(line.application().iin().masked(), 7, Element.ALIGN_LEFT));
            table.addCell(boxed(
                    profession(line) + "; "
                            + both("act.level", line.application().level()),
                    7,
                    Element.ALIGN_LEFT));
            table.addCell(boxed(
                    Day.of(line.protocol().examHeldOn()) + "\n"
                            + region(line.protocol().region()),
                    7,
                    Element.ALIGN_LEFT));
            table.addCell(boxed(both("act.result-" + line.result()), 7, Element.ALIGN_LEFT));
            table.addCell(money(line.amounts().price(), 7));
            table.addCell(money(line.amounts().service(), 7));
            table.addCell(money(line.amounts().holder(), 7));
            table.addCell(boxed(region(line.application().registeredRegion()), 7, Element.ALIGN_LEFT));
            table.addCell(money(line.amounts().aid(), 7));
        }
        var total = boxed(both("act.total"), 7, Element.ALIGN_RIGHT);
        total.setColspan(7);
        table.addCell(total);
        table.addCell(money(sum(lines, Reimbursement::price), 7));
        table.addCell(money(sum(lines, Reimbursement::service), 7));
        table.addCell(money(sum(lines, Reimbursement::holder), 7));
        table.addCell(boxed("х", 7, Element.ALIGN_CENTER));
        table.addCell(money(sum(lines, Reimbursement::aid), 7));
        pdf.add(table);
        pdf.add(line(both("act.aid-note"), 7, 4));
        var indices = lines.stream()
                .map(each -> Tenge.grouped(each.amounts().monthlyCalculationIndex()))
                .distinct()
                .collect(Collectors.joining(", "));
        pdf.add(line(both("act.index", indices), 7, 0));
    }

    private static long sum(List<ActLines.Line> lines, ToLongFunction<Reimbursement> amount) {
        return lines.stream()
                .mapToLong(line -> amount.applyAsLong(line.amounts()))
                .sum();
    }

    private String region(String code) {
        return catalogue.regionName(code, Language.KK) + " / " + catalogue.regionName(code, Language.RU);
    }

    private static Map<Row, Integer> grouped(List<ActLines.Line> lines) {
        var rows = new LinkedHashMap<Row, Integer>();
        for (var line : lines) {
            rows.merge(
                    new Row(
                            profession(line),
                            line.application().level(),
                            line.protocol().examHeldOn(),
                            line.amounts().service()),
                    1,
                    Integer::sum);
        }
        return rows;
    }

    private static String profession(ActLines.Line line) {
        var name = line.profession().name();
        return line.profession().code() + " " + name.kk() + " / " + name.ru();
    }

    /** The state language first, then Russian, as acts are kept. */
    private String both(String key, Object... arguments) {
        var kazakh = texts.in(Language.KK, key, arguments);
        var russian = texts.in(Language.RU, key, arguments);
        return kazakh.equals(russian) ? kazakh : kazakh + " / " + russian;
    }

    private Paragraph line(String text, float size, float above) {
        var line = new Paragraph(text, new Font(regular, size));
        line.setLeading(0, 1.3f);
        line.setSpacingBefore(above);
        return line;
    }

    private static PdfPTable table(float... widths) {
        var table = new PdfPTable(widths);
        table.setWidthPercentage(100);
        return table;
    }

    private PdfPCell plain(String text, float size) {
        var cell = new PdfPCell(new Phrase(text, new Font(regular, size)));
        cell.setBorder(Rectangle.NO_BORDER);
        cell.setPaddingBottom(4);
        // Lines to write on must not touch what stands below them.
        cell.setLeading(0, 1.4f);
        return cell;
    }

    private PdfPCell boxed(String text, float size, int alignment) {
        var cell = new PdfPCell(new Phrase(text, new Font(regular, size)));
        cell.setHorizontalAlignment(alignment);
        cell.setVerticalAlignment(Element.ALIGN_MIDDLE);
        cell.setPadding(3);
        // Headings of several lines stand between the borders, not on them.
        cell.setLeading(0, 1.15f);
        cell.setUseAscender(true);
        cell.setUseDescender(true);
        return cell;
    }

    private PdfPCell money(long tenge, float size) {
        var cell = boxed(Tenge.grouped(tenge), size, Element.ALIGN_RIGHT);
        cell.setNoWrap(true);
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
