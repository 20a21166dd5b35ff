package kz.bilik.distribution;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * Reads the statistics that an officer of the authorised body uploads for a distribution (cl. 18): CSV with a header and one
 * line for each region, as a spreadsheet saves it. In Kazakhstan that is with semicolons, because the comma stands before
 * decimals; in UTF-8, with or without a mark at its beginning, or in windows-1251; after a line {@code sep=;} that tells a
 * spreadsheet the same; with columns and rows that were left empty; with blanks between thousands, and a whole number
 * written {@code 90,00}. What could mean two numbers is no number. Every error is named with its line as an editor counts
 * it, and its column.
 */
final class StatisticsFile {

    private static final int MOST_MEBIBYTES = 1;
    private static final int MOST_ROWS = 1000;
    private static final int MOST_ERRORS = 50;
    private static final int LARGEST_NUMBER = 10_000_000;

    /** What a spreadsheet in Russian or Kazakh saves as plain CSV. */
    private static final Charset WINDOWS_1251 = Charset.forName("windows-1251");

    private static final List<String> COLUMNS = List.of("region", "unemployed", "issued", "refused", "issuedElsewhere");

    /** What a spreadsheet may set between cells; the first of them that the header has is the file's. */
    private static final List<Character> SEPARATORS = List.of(';', '\t', ',');

    private static final Pattern SEPARATOR_LINE =
            Pattern.compile("\"?sep=([;,\t])\"?[;,\t]*", Pattern.CASE_INSENSITIVE);

    private static final Pattern NEGATIVE = Pattern.compile("[-\u2212][0-9]+");
    private static final Pattern WHOLE = Pattern.compile("[0-9]+");

    /** By blanks, of which a spreadsheet writes those that break no line. */
    private static final Pattern THOUSANDS = Pattern.compile("[0-9]{1,3}([ \u00a0\u2009\u202f][0-9]{3})+");

    /** Three of them could be thousands as well. */
    private static final Pattern NO_DECIMALS = Pattern.compile("[,.]0{1,2}$");

    private static final Pattern BLANK_ENDS = Pattern.compile("^[\\s\u00a0\u2009\u202f]+|[\\s\u00a0\u2009\u202f]+$");

    /** What an int can hold; a cell may bring a million digits. */
    private static final Pattern SHORT = Pattern.compile("0*[0-9]{1,9}");

    private final Set<String> regions;
    private final char separator;
    private final Map<String, Integer> firstLine = new HashMap<>();
    private final Map<String, RegionStatistics> statistics = new TreeMap<>();
    private final List<Problem.Field> wrong = new ArrayList<>();

    private StatisticsFile(Set<String> regions, char separator) {
        this.regions = regions;
        this.separator = separator;
    }

    /** A line of the file; the first is number 1. */
    private record Line(int number, String text) {

        String path() {
            return "line " + number;
        }

        String path(int column) {
            return path() + ", column " + COLUMNS.get(column);
        }
    }

    /**
     * The statistics of all regions, by their codes.
     *
     * @param content the bytes of the file
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
        var told = SEPARATOR_LINE.matcher(lines.get(0).text().strip());
        if (told.matches()) {
            lines = lines.subList(1, lines.size());
        }
        if (lines.isEmpty()) {
            throw problem().with("file", "distribution.statistics-empty");
        }
        var header = lines.get(0);
        var separator = told.matches() ? told.group(1).charAt(0) : separator(header);
        requireHeader(header, separator);
        var rows = lines.subList(1, lines.size());
        if (rows.size() > MOST_ROWS) {
            throw problem().with("file", "distribution.statistics-too-many-rows", Integer.toString(MOST_ROWS));
        }
        return new StatisticsFile(regions, separator).statistics(rows);
    }

    private static String decoded(byte[] content) {
        var text = decoded(content, StandardCharsets.UTF_8)
                .or(() -> decoded(content, WINDOWS_1251))
                .filter(read -> read.indexOf('\0') < 0)
                .orElseThrow(() -> problem().with("file", "distribution.statistics-encoding"));
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static Optional<String> decoded(byte[] content, Charset charset) {
        try {
            return Optional.of(charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(content))
                    .toString());
        } catch (CharacterCodingException other) {
            return Optional.empty();
        }
    }

    /** The header and the rows, without blank lines. */
    private static List<Line> lines(String text) {
        var all = text.lines().toList();
        var lines = IntStream.range(0, all.size())
                .mapToObj(index -> new Line(index + 1, all.get(index)))
                .filter(line -> !line.text().isBlank())
                // One for the separator, one for the header, and one too many.
                .limit(2 + MOST_ROWS + 1)
                .toList();
        if (lines.isEmpty()) {
            throw problem().with("file", "distribution.statistics-empty");
        }
        return lines;
    }

    private static char separator(Line header) {
        return SEPARATORS.stream()
                .filter(separator -> header.text().indexOf(separator) >= 0)
                .findFirst()
                .orElse(',');
    }

    private static void requireHeader(Line line, char separator) {
        if (!COLUMNS.equals(cells(line, separator))) {
            throw problem()
                    .with(
                            line.path(),
                            "distribution.statistics-header",
                            String.join(String.valueOf(separator == '\t' ? ',' : separator), COLUMNS));
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
        var cells = cells(line, separator);
        if (cells == null) {
            wrong(line.path(), "distribution.statistics-quotes");
        } else if (cells.size() == 1
                && SEPARATORS.stream().anyMatch(other -> line.text().indexOf(other) >= 0)) {
            wrong(
                    line.path(),
                    "distribution.statistics-separator",
                    separator == '\t' ? "Tab" : String.valueOf(separator));
        } else if (!cells.isEmpty()) {
            checkRegion(line, cells.get(0));
            if (cells.size() <= COLUMNS.size()) {
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
        if (region.isEmpty()) {
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
                .map(column -> number(line.path(column), column < cells.size() ? cells.get(column) : ""))
                .toArray();
        statistics.put(region, new RegionStatistics(region, numbers[0], numbers[1], numbers[2], numbers[3]));
    }

    /** The number in a cell; zero, and noted, when it is none. */
    private int number(String path, String cell) {
        var whole = NO_DECIMALS.matcher(cell).replaceFirst("");
        if (THOUSANDS.matcher(whole).matches()) {
            whole = whole.replaceAll("[^0-9]", "");
        }
        if (cell.isEmpty()) {
            wrong(path, "distribution.statistics-blank");
        } else if (NEGATIVE.matcher(whole).matches()) {
            wrong(path, "distribution.statistics-negative", Echo.of(cell));
        } else if (!WHOLE.matcher(whole).matches()) {
            wrong(path, "distribution.statistics-not-a-number", Echo.of(cell));
        } else if (!SHORT.matcher(whole).matches() || Integer.parseInt(whole) > LARGEST_NUMBER) {
            wrong(path, "distribution.statistics-number-too-large", Integer.toString(LARGEST_NUMBER));
        } else {
            return Integer.parseInt(whole);
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
     * The cells of a line without the blanks around them, up to the last that holds something: a spreadsheet writes as many
     * as its widest row has. Null when its quotes do not match. Each line is read by itself: no cell has reason to contain a
     * line break, and a quote that is left open must not swallow the rest of the file.
     */
    private static @Nullable List<String> cells(Line line, char separator) {
        var format = CSVFormat.DEFAULT.builder().setDelimiter(separator).get();
        try (var row = CSVParser.parse(line.text(), format)) {
            var cells = row.getRecords().get(0).stream()
                    .map(cell -> BLANK_ENDS.matcher(cell).replaceAll(""))
                    .toList();
            var end = cells.size();
            while (end > 0 && cells.get(end - 1).isEmpty()) {
                end--;
            }
            return cells.subList(0, end);
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
