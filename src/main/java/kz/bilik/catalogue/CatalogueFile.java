package kz.bilik.catalogue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kz.bilik.problem.Problem;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.jspecify.annotations.Nullable;

/**
 * A file that an administrator uploads: CSV in UTF-8, with or without a byte order mark, with semicolons or commas, as
 * spreadsheets save it ({@code sep=;} before the header, empty columns and lines behind are looked past). What it is, its
 * header says.
 *
 * @param rows in the file's order
 */
record CatalogueFile(CatalogueKind kind, List<Row> rows) {

    static final int MOST_MEBIBYTES = 5;
    private static final int MOST_ROWS = 20_000;
    private static final int MOST_ERRORS = 50;

    /**
     * A line of the file.
     *
     * @param line its number as an editor counts it
     * @param cells by the kind's columns; stripped
     */
    record Row(int line, Map<String, String> cells) {

        String path(String column) {
            return path(line, column);
        }

        static String path(int line, String column) {
            return "line " + line + ", column " + column;
        }
    }

    private record Line(int number, String text) {

        String path() {
            return "line " + number;
        }
    }

    /** Everything that is wrong with a file, up to fifty errors: whoever mends it wants to see them at once. */
    static final class Errors {

        private final List<Problem.Field> wrong = new ArrayList<>();

        void add(String path, String code, Object... arguments) {
            wrong.add(new Problem.Field(path, code, List.of(arguments)));
            if (wrong.size() == MOST_ERRORS) {
                check();
            }
        }

        /** @throws Problem {@code catalogue.file} when there are any */
        void check() {
            var problem = Problem.of(Problem.Kind.UNPROCESSABLE, "catalogue.file");
            for (var field : wrong) {
                problem = problem.with(
                        field.path(), field.code(), field.arguments().toArray());
            }
            if (!wrong.isEmpty()) {
                throw problem;
            }
        }
    }

    /**
     * Reads the lines; of what stands in the cells nothing is judged.
     *
     * @throws Problem {@code catalogue.file-too-large}; {@code catalogue.file} with paths {@code file}, {@code line 3} or
     *     {@code line 3, column price}
     */
    static CatalogueFile read(byte[] content) {
        if (content.length > MOST_MEBIBYTES * 1024 * 1024) {
            throw Problem.of(Problem.Kind.TOO_LARGE, "catalogue.file-too-large", Integer.toString(MOST_MEBIBYTES));
        }
        var lines = lines(decoded(content));
        var header = lines.get(0);
        var separator = header.text().indexOf(';') >= 0 ? ';' : ',';
        var names = withoutEmptyEnd(cells(header, separator));
        var kind = names == null ? null : CatalogueKind.of(names).orElse(null);
        if (names == null || kind == null) {
            throw wrong(header.path(), "catalogue.file-header", headers());
        }
        var columns = names.stream()
                .map(name -> kind.columns().stream()
                        .filter(name::equalsIgnoreCase)
                        .findFirst()
                        .orElseThrow())
                .toList();
        var errors = new Errors();
        var rows = new ArrayList<Row>();
        for (var line : lines.subList(1, lines.size())) {
            row(line, separator, columns, errors).ifPresent(rows::add);
        }
        errors.check();
        if (rows.isEmpty()) {
            throw wrong("file", "catalogue.file-empty");
        }
        return new CatalogueFile(kind, rows);
    }

    private static Optional<Row> row(Line line, char separator, List<String> columns, Errors errors) {
        var cells = cells(line, separator);
        if (cells == null) {
            errors.add(line.path(), "catalogue.line-quotes");
            return Optional.empty();
        }
        if (cells.size() < columns.size() || cells.stream().skip(columns.size()).anyMatch(cell -> !cell.isBlank())) {
            errors.add(
                    line.path(),
                    "catalogue.line-columns",
                    Integer.toString(cells.size()),
                    Integer.toString(columns.size()));
            return Optional.empty();
        }
        var byColumn = new LinkedHashMap<String, String>();
        IntStream.range(0, columns.size())
                .forEach(index ->
                        byColumn.put(columns.get(index), cells.get(index).strip()));
        return Optional.of(new Row(line.number(), byColumn));
    }

    private static String decoded(byte[] content) {
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(content))
                    .toString();
            if (text.indexOf('\0') >= 0) {
                throw wrong("file", "catalogue.file-encoding");
            }
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException notUtf8) {
            throw wrong("file", "catalogue.file-encoding");
        }
    }

    /** The header and the lines after it, without those that are empty or hold separators only. */
    private static List<Line> lines(String text) {
        var all = text.lines().toList();
        var lines = IntStream.range(0, all.size())
                .mapToObj(index -> new Line(index + 1, all.get(index)))
                .filter(line -> !(line.number() == 1 && line.text().strip().matches("(?i)\"?sep=.\"?[;,]*")))
                .filter(line -> !line.text().replaceAll("[;,\\s\u00A0]", "").isEmpty())
                .limit(MOST_ROWS + 2)
                .toList();
        if (lines.isEmpty()) {
            throw wrong("file", "catalogue.file-empty");
        }
        if (lines.size() > MOST_ROWS + 1) {
            throw wrong("file", "catalogue.file-too-many-rows", Integer.toString(MOST_ROWS));
        }
        return lines;
    }

    /**
     * The cells of a line; null when its quotes do not match. Each line is read by itself: no cell has reason to contain a
     * line break, and a quote that is left open must not swallow the rest of the file.
     */
    private static @Nullable List<String> cells(Line line, char separator) {
        var format = CSVFormat.DEFAULT.builder().setDelimiter(separator).build();
        try (var row = CSVParser.parse(line.text(), format)) {
            return row.getRecords().get(0).toList();
        } catch (IOException | UncheckedIOException unmatchedQuotes) {
            return null;
        }
    }

    private static @Nullable List<String> withoutEmptyEnd(@Nullable List<String> names) {
        if (names == null) {
            return null;
        }
        var size = names.size();
        while (size > 0 && names.get(size - 1).isBlank()) {
            size--;
        }
        return names.subList(0, size).stream().map(String::strip).toList();
    }

    private static String headers() {
        return Arrays.stream(CatalogueKind.values())
                .map(kind -> String.join(";", kind.columns()))
                .collect(Collectors.joining(" · "));
    }

    private static Problem wrong(String path, String code, Object... arguments) {
        return Problem.of(Problem.Kind.UNPROCESSABLE, "catalogue.file").with(path, code, arguments);
    }
}
