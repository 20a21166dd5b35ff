package kz.bilik.web.page;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import kz.bilik.language.Day;
import kz.bilik.language.Tenge;
import org.jspecify.annotations.Nullable;

/**
 * A table of a report, as the page shows it and as a file holds it.
 *
 * @param rows in each cell a text, a whole number, a day, a {@link Link}, or nothing
 */
record ReportTable(String caption, List<Column> columns, List<List<@Nullable Object>> rows) {

    /**
     * A column.
     *
     * @param number whether its cells are numbers
     */
    record Column(String title, boolean number) {}

    /**
     * A number of an application or an act.
     *
     * @param address of its page; null where the reader has none
     */
    record Link(String text, @Nullable String address) {

        @Override
        public String toString() {
            return text;
        }
    }

    /** A cell as the page shows it, with the name of its column. */
    record Cell(String label, String text, boolean number, @Nullable String address) {}

    /** The rows as the page shows them. */
    public List<List<Cell>> shown() {
        return rows.stream()
                .map(row -> IntStream.range(0, row.size())
                        .mapToObj(at -> cell(columns.get(at), row.get(at)))
                        .toList())
                .toList();
    }

    private static Cell cell(Column column, @Nullable Object value) {
        return new Cell(
                column.title(),
                value instanceof Long number ? Tenge.grouped(number) : text(value, "–"),
                column.number(),
                value instanceof Link link ? link.address() : null);
    }

    /** What a cell says in words; the other text for nothing. */
    static String text(@Nullable Object value, String nothing) {
        var text = value instanceof LocalDate day ? Day.of(day) : Objects.toString(value, "");
        return text.isEmpty() ? nothing : text;
    }
}
