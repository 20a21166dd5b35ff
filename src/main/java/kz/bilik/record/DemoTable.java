package kz.bilik.record;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.springframework.core.io.ClassPathResource;

/** A table of the demo, {@code demo/*.csv}: UTF-8, its first line names the columns. */
public final class DemoTable {

    private static final CSVFormat CSV =
            CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();

    private DemoTable() {}

    /** One line of a table, its cells by the names of their columns. */
    public static final class Row {

        private final CSVRecord cells;

        private Row(CSVRecord cells) {
            this.cells = cells;
        }

        public String get(String column) {
            return cells.get(column);
        }

        public LocalDate day(String column) {
            return LocalDate.parse(get(column));
        }

        /** A year, or how many of something. */
        public int number(String column) {
            return Integer.parseInt(get(column));
        }

        /** Whole tenge. */
        public long tenge(String column) {
            return Long.parseLong(get(column));
        }

        @Override
        public String toString() {
            return cells.get(0);
        }
    }

    /** The lines of that table, such as {@code persons.csv}, in their order. */
    public static List<Row> rows(String file) {
        try (var reader = new InputStreamReader(
                        new ClassPathResource("demo/" + file).getInputStream(), StandardCharsets.UTF_8);
                var rows = CSV.parse(reader)) {
            return rows.stream().map(Row::new).toList();
        } catch (IOException missing) {
            throw new UncheckedIOException("The demo file " + file + " cannot be read", missing);
        }
    }
}
