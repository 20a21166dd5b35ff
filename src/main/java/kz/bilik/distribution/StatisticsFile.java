package kz.bilik.distribution;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import kz.bilik.problem.Echo;
import kz.bilik.problem.Problem;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.jspecify.annotations.Nullable;

/**
 * Reads the statistics that an officer of the authorised body uploads for a distribution (cl. 18): CSV in UTF-8 with
 * commas, a header and one line for each region. Every error is named with its line as an editor counts it, and its
 * column.
 */
final class StatisticsFile {

    private static final int MOST_MEBIBYTES = 1;
    private static final int MOST_ROWS = 1000;
    private static final int MOST_ERRORS = 50;
    private static final int LARGEST_NUMBER = 10_000_000;

    private static final List<String> COLUMNS = List.of("region", "unemployed", "issued", "refused", "issuedElsewhere");

    private static final Pattern NEGATIVE = Pattern.compile("-[0-9]+");
    private static final Pattern WHOLE = Pattern.compile("[0-9]+");

    /** What an int can hold; a cell may bring a million digits. */
    private static final Pattern SHORT = Pattern.compile("0*[0-9]{1,9}");

    private final Set<String> regions;
    private final Map<String, Integer> firstLine = new HashMap<>();
    private final Map<String, RegionStatistics> statistics = new TreeMap<>();
    private final List<Problem.Field> wrong = new ArrayList<>();

    private StatisticsFile(Set<String> regions) {
        this.regions = regions;
    }

    /** A line of the file; the first is number 1. */
    private record Line(int number, String text) {

        String path() {
            return "line " + number;
        }

        String path(int column) {
            return path() + ", column " + COLUMNS.get(column);
        }

        /** Whether it comes from a spreadsheet in a language that writes decimals with a comma. */
        boolean hasSemicolonsForCommas() {
            return text.contains(";") && !text.contains(",");
        }
    }

    /**
     * The statistics of all regions, by their codes.
     *
     * @param content the bytes of the file; a byte order mark is ignored
     * @param regions the codes of the regions that must be in it, such as KZ-75
     * @throws Problem {@code distribution.statistics-too-large}; {@code distribution.statistics-file} with up to fifty
     *     errors, whose paths are {@code line 3, column issued}, {@code line 3} or {@code file}
     */
    static List<RegionStatistics> read(byte[] content, Set<String> regions) {
        if (content.length > MOST_MEBIBYTES * 1024 * 1024) {
            throw Problem.of(
                    Problem.Kind.TOO_LARGE, "distribution.statistics-too-large", Integer.toString(MOST_MEBIBYTES));
        }
        var lines = lines(decoded(content));
        requireHeader(lines.get(0));
        return new StatisticsFile(regions).statistics(lines.subList(1, lines.size()));
    }

    private static String decoded(byte[] content) {
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(content))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException notUtf8) {
            throw problem().with("file", "distribution.statistics-encoding");
        }
    }

    /** The header and the rows, without blank lines. */
    private static List<Line> lines(String text) {
        var all = text.lines().toList();
        var lines = IntStream.range(0, all.size())
                .mapToObj(index -> new Line(index + 1, all.get(index)))
                .filter(line -> !line.text().isBlank())
                .limit(1 + MOST_ROWS + 1)
                .toList();
        if (lines.isEmpty()) {
            throw problem().with("file", "distribution.statistics-empty");
        }
        if (lines.size() > 1 + MOST_ROWS) {
            throw problem().with("file", "distribution.statistics-too-many-rows", Integer.toString(MOST_ROWS));
        }
        return lines;
    }

    private static void requireHeader(Line line) {
        if (line.hasSemicolonsForCommas()) {
            throw problem().with(line.path(), "distribution.statistics-semicolons");
        }
        if (!COLUMNS.equals(cells(line))) {
            throw problem().with(line.path(), "distribution.statistics-header", String.join(",", COLUMNS));
        }
    }

    private List<RegionStatistics> statistics(List<Line> rows) {
        rows.forEach(this::row);
        requireAllRegions();
        if (!wrong.isEmpty()) {
            throw withAllErrors();
        }
        return List.copyOf(statistics.values());
    }

    private void row(Line line) {
        var cells = cells(line);
        if (line.hasSemicolonsForCommas()) {
            wrong(line.path(), "distribution.statistics-semicolons");
        } else if (cells == null) {
            wrong(line.path(), "distribution.statistics-quotes");
        } else {
            checkRegion(line, cells.get(0));
            if (cells.size() == COLUMNS.size()) {
                keep(line, cells);
            } else {
                wrong(
                        line.path(),
                        "distribution.statistics-columns",
                        Integer.toString(cells.size()),
                        Integer.toString(COLUMNS.size()));
            }
        }
    }

    private void checkRegion(Line line, String region) {
        if (region.isBlank()) {
            wrong(line.path(0), "distribution.statistics-blank");
        } else if (!regions.contains(region)) {
            wrong(line.path(0), "distribution.statistics-unknown-region", Echo.of(region));
        } else {
            var first = firstLine.putIfAbsent(region, line.number());
            if (first != null) {
                wrong(line.path(0), "distribution.statistics-region-twice", region, Integer.toString(first));
            }
        }
    }

    private void keep(Line line, List<String> cells) {
        var region = cells.get(0);
        var numbers = IntStream.range(1, COLUMNS.size())
                .map(column -> number(line.path(column), cells.get(column)))
                .toArray();
        statistics.put(region, new RegionStatistics(region, numbers[0], numbers[1], numbers[2], numbers[3]));
    }

    /** The number in a cell; zero, and noted, when it is none. */
    private int number(String path, String cell) {
        if (cell.isBlank()) {
            wrong(path, "distribution.statistics-blank");
        } else if (NEGATIVE.matcher(cell).matches()) {
            wrong(path, "distribution.statistics-negative", Echo.of(cell));
        } else if (!WHOLE.matcher(cell).matches()) {
            wrong(path, "distribution.statistics-not-a-number", Echo.of(cell));
        } else if (!SHORT.matcher(cell).matches() || Integer.parseInt(cell) > LARGEST_NUMBER) {
            wrong(path, "distribution.statistics-number-too-large", Integer.toString(LARGEST_NUMBER));
        } else {
            return Integer.parseInt(cell);
        }
        return 0;
    }

    private void requireAllRegions() {
        var missing = new TreeSet<>(regions);
        missing.removeAll(firstLine.keySet());
        if (!missing.isEmpty()) {
            wrong("file", "distribution.statistics-regions-missing", String.join(", ", missing));
        }
    }

    /**
     * The cells of a line; null when its quotes do not match. Each line is read by itself: no cell has reason to
     * contain a line break, and a quote that is left open must not swallow the rest of the file.
     */
    private static @Nullable List<String> cells(Line line) {
        try (var row = CSVParser.parse(line.text(), CSVFormat.DEFAULT)) {
            return row.getRecords().get(0).toList();
        } catch (IOException | UncheckedIOException unmatchedQuotes) {
            return null;
        }
    }

    private void wrong(String path, String code, Object... arguments) {
        wrong.add(new Problem.Field(path, code, List.of(arguments)));
        if (wrong.size() == MOST_ERRORS) {
            throw withAllErrors();
        }
    }

    private Problem withAllErrors() {
        var problem = problem();
        for (var field : wrong) {
            problem = problem.with(field.path(), field.code(), field.arguments().toArray());
        }
        return problem;
    }

    private static Problem problem() {
        return Problem.of(Problem.Kind.UNPROCESSABLE, "distribution.statistics-file");
    }
}
