package kz.bilik.web.page;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.dhatim.fastexcel.Workbook;
import org.jspecify.annotations.Nullable;

/** The numbers of a report as a file. */
final class ReportSheet {

    private static final String DAY = "dd.mm.yyyy";
    private static final int NARROWEST = 12;
    private static final int WIDEST = 60;

    /** Excel reads a file as UTF-8 by this sign. */
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private ReportSheet() {}

    /** As XLSX: a frozen line of titles, numbers as numbers, days with their format. */
    static void xlsx(ReportTable table, OutputStream out) throws IOException {
        try (var book = new Workbook(out, "Bilik", "1.0")) {
            // Excel takes no longer name for a sheet.
            var sheet = book.newWorksheet(
                    table.caption().substring(0, Math.min(31, table.caption().length())));
            for (var column = 0; column < table.columns().size(); column++) {
                var title = table.columns().get(column).title();
                sheet.value(0, column, title);
                sheet.width(column, width(table, column, title));
            }
            sheet.range(0, 0, 0, table.columns().size() - 1)
                    .style()
                    .bold()
                    .wrapText(true)
                    .set();
            sheet.freezePane(0, 1);
            for (var row = 0; row < table.rows().size(); row++) {
                var cells = table.rows().get(row);
                for (var column = 0; column < cells.size(); column++) {
                    var cell = cells.get(column);
                    if (cell instanceof Long number) {
                        sheet.value(row + 1, column, number);
                    } else if (cell instanceof LocalDate day) {
                        sheet.value(row + 1, column, day);
                        sheet.style(row + 1, column).format(DAY).set();
                    } else if (cell != null) {
                        sheet.value(row + 1, column, cell.toString());
                    }
                }
            }
        }
    }

    private static int width(ReportTable table, int column, String title) {
        var widest = table.rows().stream()
                .limit(200)
                .mapToInt(row -> ReportTable.text(row.get(column), "").length())
                .max()
                .orElse(0);
        return Math.max(NARROWEST, Math.min(WIDEST, Math.max(widest, title.length() / 2) + 2));
    }

    /** As CSV as Excel in Kazakhstan opens it by a double click: UTF-8 with its mark, semicolons, CRLF. */
    static void csv(ReportTable table, OutputStream out) throws IOException {
        var writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        writer.write(BYTE_ORDER_MARK);
        try (var printer = new CSVPrinter(
                writer, CSVFormat.EXCEL.builder().setDelimiter(';').get())) {
            printer.printRecord(
                    table.columns().stream().map(ReportTable.Column::title).toList());
            for (List<@Nullable Object> row : table.rows()) {
                printer.printRecord(row.stream()
                        .map(cell -> cell instanceof Long ? cell : CaseSheet.guarded(ReportTable.text(cell, "")))
                        .toList());
            }
        }
    }
}
