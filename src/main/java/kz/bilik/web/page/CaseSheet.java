package kz.bilik.web.page;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import kz.bilik.language.Language;
import kz.bilik.language.Texts;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.dhatim.fastexcel.Workbook;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Found cases as a file for a spreadsheet. Moments are local time of Almaty, and are moments there too, not texts. Nothing
 * personal stands in it: it is taken out of the house.
 */
@Component
class CaseSheet {

    private static final List<String> COLUMNS = List.of(
            "number",
            "stage",
            "due",
            "task",
            "received",
            "region",
            "career",
            "recognition",
            "profession-code",
            "profession",
            "voucher",
            "act");

    private static final List<Integer> MOMENTS = List.of(COLUMNS.indexOf("due"), COLUMNS.indexOf("received"));
    private static final int[] WIDTHS = {20, 40, 17, 28, 17, 24, 44, 44, 12, 40, 20, 20};
    private static final String MOMENT = "dd.mm.yyyy hh:mm";
    private static final DateTimeFormatter CSV_MOMENT = DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm");

    /** What a spreadsheet takes for a formula when it stands first. */
    private static final String FORMULA = "=+-@\t\r\n";

    /** Excel reads a file as UTF-8 by this sign. */
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final Texts texts;

    CaseSheet(Texts texts) {
        this.texts = texts;
    }

    /** As XLSX: a frozen line of titles, dates with their format, everything else as text. */
    void xlsx(List<CaseRow> rows, Language language, OutputStream out) throws IOException {
        try (var book = new Workbook(out, "Bilik", "1.0")) {
            var sheet = book.newWorksheet(texts.in(language, "web.cases.title"));
            for (var column = 0; column < COLUMNS.size(); column++) {
                sheet.value(0, column, title(column, language));
                sheet.width(column, WIDTHS[column]);
            }
            sheet.range(0, 0, 0, COLUMNS.size() - 1)
                    .style()
                    .bold()
                    .wrapText(true)
                    .set();
            sheet.freezePane(1, 1);
            for (var row = 0; row < rows.size(); row++) {
                var cells = cells(rows.get(row));
                for (var column = 0; column < cells.size(); column++) {
                    if (cells.get(column) instanceof LocalDateTime moment) {
                        sheet.value(row + 1, column, moment);
                    } else if (cells.get(column) != null) {
                        sheet.value(row + 1, column, cells.get(column).toString());
                    }
                }
            }
            for (var column : MOMENTS) {
                // Styles are written with their cells: before anything is flushed.
                sheet.range(1, column, Math.max(1, rows.size()), column)
                        .style()
                        .format(MOMENT)
                        .set();
            }
        }
    }

    /** As CSV as Excel in Kazakhstan opens it by a double click: UTF-8 with its mark, semicolons, CRLF. */
    void csv(List<CaseRow> rows, Language language, OutputStream out) throws IOException {
        var writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        writer.write(BYTE_ORDER_MARK);
        var format = CSVFormat.EXCEL.builder().setDelimiter(';').get();
        try (var printer = new CSVPrinter(writer, format)) {
            var titles = new ArrayList<String>();
            for (var column = 0; column < COLUMNS.size(); column++) {
                titles.add(title(column, language));
            }
            printer.printRecord(titles);
            for (var row : rows) {
                printer.printRecord(cells(row).stream().map(CaseSheet::guarded).toList());
            }
        }
    }

    private String title(int column, Language language) {
        return texts.in(language, "web.cases.column." + COLUMNS.get(column));
    }

    private static List<@Nullable Object> cells(CaseRow row) {
        var cells = new ArrayList<@Nullable Object>();
        cells.add(row.number());
        cells.add(row.stage());
        cells.add(row.due());
        cells.add(row.task());
        cells.add(row.received());
        cells.add(row.region());
        cells.add(row.careerCentre());
        cells.add(row.recognitionCentre());
        cells.add(row.professionCode());
        cells.add(row.profession());
        cells.add(row.voucher());
        cells.add(row.act());
        return cells;
    }

    /** A text that a spreadsheet would reckon is a text for it with an apostrophe before it. */
    static String guarded(@Nullable Object cell) {
        if (cell instanceof LocalDateTime moment) {
            return CSV_MOMENT.format(moment);
        }
        var text = Objects.toString(cell, "");
        return !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
