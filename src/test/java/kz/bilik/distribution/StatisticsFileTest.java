package kz.bilik.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kz.bilik.language.Language;
import kz.bilik.problem.Problem;
import kz.bilik.support.TestTexts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cl. 18: the statistics as an officer's spreadsheet saves them, well or badly. */
class StatisticsFileTest {

    private static final Set<String> REGIONS = Set.of("KZ-10", "KZ-62", "KZ-75");

    private static final String HEADER = "region,unemployed,issued,refused,issuedElsewhere\n";
    private static final String KZ_10 = "KZ-10,1200,30,4,0\n";
    private static final String KZ_62 = "KZ-62,800,0,0,12\n";
    private static final String KZ_75 = "KZ-75,5000,90,31,7\n";
    private static final String GOOD = HEADER + KZ_75 + KZ_10 + KZ_62;

    private static final List<RegionStatistics> STATISTICS = List.of(
            new RegionStatistics("KZ-10", 1200, 30, 4, 0),
            new RegionStatistics("KZ-62", 800, 0, 0, 12),
            new RegionStatistics("KZ-75", 5000, 90, 31, 7));

    @Test
    void theLinesInAnyOrderGiveTheStatisticsOfAllRegionsByTheirCodes() {
        assertThat(read(GOOD)).isEqualTo(STATISTICS);
        assertThat(read(HEADER + KZ_62 + KZ_75 + KZ_10)).isEqualTo(STATISTICS);
    }

    @Test
    void aByteOrderMarkOtherLineBreaksQuotesAndBlankLinesMakeNoDifference() {
        var quoted = GOOD.replace("KZ-75,5000", "\"KZ-75\",\"5000\"").replace(",issued,", ",\"issued\",");
        assertThat(read("\uFEFF" + quoted.replace("\n", "\r\n"))).isEqualTo(STATISTICS);
        assertThat(read(GOOD.replace("\n", "\r"))).isEqualTo(STATISTICS);
        assertThat(read("\n" + GOOD.replace("\n", "\n\n  \n"))).isEqualTo(STATISTICS);
        assertThat(read(GOOD.strip())).isEqualTo(STATISTICS);
    }

    /** Excel with the settings of Kazakhstan: "CSV UTF-8", then "CSV (разделители - запятые)", which it writes with semicolons. */
    @ParameterizedTest
    @MethodSource
    void asExcelSavesItInKazakhstan(String file) {
        assertThat(read(file)).isEqualTo(STATISTICS);
        assertThat(read("\uFEFF" + file.replace("\n", "\r\n"))).isEqualTo(STATISTICS);
        assertThat(StatisticsFile.read(file.replace("\n", "\r\n").getBytes(Charset.forName("windows-1251")), REGIONS))
                .isEqualTo(STATISTICS);
    }

    static Stream<String> asExcelSavesItInKazakhstan() {
        var semicolons = GOOD.replace(',', ';');
        return Stream.of(
                semicolons,
                "sep=;\n" + semicolons,
                "\"sep=;\"\n" + semicolons,
                "SEP=,\n" + GOOD,
                "sep=;;;;;\n" + semicolons,
                GOOD.replace(',', '\t'),
                // Columns and rows that were once filled, or only formatted.
                semicolons.replace("\n", ";;;\n"),
                semicolons.replace("KZ-10", ";;;;\nKZ-10") + ";;;;\n;;;;\n",
                semicolons.replace("KZ-10", " KZ-10 ").replace("\nKZ-62", "\n\u00a0KZ-62"),
                // Numbers as a column of numbers shows them.
                semicolons.replace(";5000;", ";5 000;").replace(";1200;", ";1\u00a0200,00;"),
                semicolons.replace(";90;", ";90,0;").replace(";31;", "; 31 ;").replace(";800;", ";\"800,00\";"),
                GOOD.replace("5000,90", "5 000,\"90,00\"").replace("1200", "1200.00"));
    }

    @Test
    void aBlankThatIsNarrowOrBreaksNoLineMayStandBetweenThousands() {
        for (var blank : List.of("\u00a0", "\u202f", "\u2009", " ")) {
            assertThat(read(GOOD.replace(',', ';').replace("5000", "1" + blank + "234" + blank + "567")))
                    .contains(new RegionStatistics("KZ-75", 1_234_567, 90, 31, 7));
        }
    }

    @Test
    void numbersFromZeroToTenMillionAreReadWithOrWithoutLeadingZeros() {
        assertThat(read(GOOD.replace("5000,90", "10000000,0000000000000090")))
                .contains(new RegionStatistics("KZ-75", 10_000_000, 90, 31, 7));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void everyErrorIsNamedWithItsPlace(String what, String file, List<Problem.Field> errors) {
        var problem = refused(file.getBytes(StandardCharsets.UTF_8));

        assertThat(problem.kind()).isEqualTo(Problem.Kind.UNPROCESSABLE);
        assertThat(problem.code()).isEqualTo("distribution.statistics-file");
        assertThat(problem.fields()).isEqualTo(errors);
        assertHasTexts(problem);
    }

    static Stream<Arguments> everyErrorIsNamedWithItsPlace() {
        return Stream.of(
                bad("empty", "", error("file", "empty")),
                bad("only a byte order mark and blank lines", "\uFEFF\r\n \r\n", error("file", "empty")),
                bad("header in another order", GOOD.replace("unemployed,issued", "issued,unemployed"), header(1)),
                bad("header in other letters", GOOD.replace("region", "Region"), header(1)),
                bad("no header, after two blank lines", "\n\n" + KZ_75 + KZ_10 + KZ_62, header(3)),
                bad("header with unmatched quotes", "\"" + GOOD, header(1)),
                bad(
                        "the header of a file with semicolons",
                        "\uFEFF\"region\";\"unemployed\";\"issued\"\r\n",
                        error("line 1", "header", HEADER.strip().replace(',', ';'))),
                bad("only the line for the separator", "sep=;\r\n", error("file", "empty")),
                bad("another separator than was told", "sep=,\n" + GOOD.replace(',', ';'), header(2)),
                bad(
                        "an error after the line for the separator",
                        "sep=;\n" + GOOD.replace(',', ';').replace("90", "x"),
                        error("line 3, column issued", "not-a-number", "x")),
                bad(
                        "semicolons in one row",
                        HEADER + KZ_75 + KZ_62 + KZ_10.replace(',', ';'),
                        error("line 4", "separator", ","),
                        error("file", "regions-missing", "KZ-10")),
                bad(
                        "commas in one row",
                        GOOD.replace(',', ';').replace(KZ_10.replace(',', ';'), KZ_10),
                        error("line 3", "separator", ";"),
                        error("file", "regions-missing", "KZ-10")),
                bad("missing regions", HEADER + KZ_62, error("file", "regions-missing", "KZ-10, KZ-75")),
                bad("header only", HEADER, error("file", "regions-missing", "KZ-10, KZ-62, KZ-75")),
                bad(
                        "a region three times",
                        GOOD + "\n" + KZ_75 + KZ_75,
                        error("line 6, column region", "region-twice", "KZ-75", "2"),
                        error("line 7, column region", "region-twice", "KZ-75", "2")),
                bad(
                        "unknown regions",
                        GOOD + "KZ-99,1,2,3,4\nkz-75,1,2,3,4\n KZ-75,1,2,3,4\n,1,2,3,4\n\"KZ 75\",1,2,3,4\n",
                        error("line 5, column region", "unknown-region", "KZ-99"),
                        error("line 6, column region", "unknown-region", "kz-75"),
                        error("line 7, column region", "region-twice", "KZ-75", "2"),
                        error("line 8, column region", "blank"),
                        error("line 9, column region", "unknown-region", "KZ 75")),
                bad("too few columns", GOOD.replace(",7\n", "\n"), error("line 2, column issuedElsewhere", "blank")),
                bad("too many columns", GOOD.replace(",7\n", ",7,,8\n"), error("line 2", "columns", "7", "5")),
                bad(
                        "a row that was half filled",
                        GOOD.replace("90,31,7", ",,"),
                        error("line 2, column issued", "blank"),
                        error("line 2, column refused", "blank"),
                        error("line 2, column issuedElsewhere", "blank")),
                bad(
                        "negative numbers",
                        GOOD.replace("90,31", "-90,\"-0,00\""),
                        error("line 2, column issued", "negative", "-90"),
                        error("line 2, column refused", "negative", "-0,00")),
                bad("a text", GOOD.replace("90", "жоқ"), notNumber("issued", "жоқ")),
                bad("decimals", GOOD.replace("90", "90.5"), notNumber("issued", "90.5")),
                bad("a decimal comma", GOOD.replace("90", "\"90,05\""), notNumber("issued", "90,05")),
                bad("thousands or decimals", GOOD.replace("90", "\"90,000\""), notNumber("issued", "90,000")),
                bad("thousands by a point", GOOD.replace("90", "90.000"), notNumber("issued", "90.000")),
                bad("an exponent", GOOD.replace("90", "9E1"), notNumber("issued", "9E1")),
                bad("a plus", GOOD.replace("90", "+90"), notNumber("issued", "+90")),
                bad("blanks that part no thousands", GOOD.replace("5000", "50 00"), notNumber("unemployed", "50 00")),
                bad("two blanks", GOOD.replace("5000", "5  000"), notNumber("unemployed", "5  000")),
                bad("a reference that leads nowhere", GOOD.replace("90", "#ССЫЛКА!"), notNumber("issued", "#ССЫЛКА!")),
                bad("Arabic digits", GOOD.replace("90", "٩٠"), notNumber("issued", "٩٠")),
                bad("a semicolon in a cell", GOOD.replace("90", "9;0"), notNumber("issued", "9;0")),
                bad("a formula", GOOD.replace("90", "=A1"), notNumber("issued", "=A1")),
                bad(
                        "more than ten million",
                        GOOD.replace("5000,90", "10000001,99999999999999999999"),
                        error("line 2, column unemployed", "number-too-large", "10000000"),
                        error("line 2, column issued", "number-too-large", "10000000")),
                bad(
                        "a quote left open",
                        GOOD.replace("5000", "\"5000"),
                        error("line 2", "quotes"),
                        error("file", "regions-missing", "KZ-75")),
                bad(
                        "text after a quote",
                        GOOD.replace("5000", "\"5000\"0"),
                        error("line 2", "quotes"),
                        error("file", "regions-missing", "KZ-75")),
                bad(
                        "a line break in a cell, and an error after it",
                        GOOD.replace("90", "\"9\n0\"").replace("KZ-62", "KZ-63"),
                        error("line 2", "quotes"),
                        error("line 3, column region", "unknown-region", "0\""),
                        error("line 3, column refused", "blank"),
                        error("line 3, column issuedElsewhere", "blank"),
                        error("line 5, column region", "unknown-region", "KZ-63"),
                        error("file", "regions-missing", "KZ-62, KZ-75")),
                bad(
                        "errors after blank lines and Windows line breaks",
                        HEADER + "\r\n\r\n" + KZ_75.replace("31", "x") + "\r\n" + KZ_10 + KZ_62.replace("12", "y"),
                        error("line 4, column refused", "not-a-number", "x"),
                        error("line 7, column issuedElsewhere", "not-a-number", "y")),
                bad(
                        "a long text and control characters",
                        GOOD.replace("90", "ұ".repeat(41)).replace("31", "a\u001B[1m\u202Eb"),
                        notNumber("issued", "ұ".repeat(39) + "…"),
                        notNumber("refused", "a?[1m?b")),
                bad("forty characters", GOOD.replace("90", "😀".repeat(40)), notNumber("issued", "😀".repeat(40))),
                bad(
                        "forty-one characters",
                        GOOD.replace("90", "😀".repeat(41)),
                        notNumber("issued", "😀".repeat(39) + "…")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-UTF-16LE-BOM", "UTF-16BE"})
    void whatIsNeitherUtf8NorWindowsIsNotRead(String charset) {
        var problem = refused(GOOD.getBytes(Charset.forName(charset)));

        assertThat(problem.fields()).containsExactly(error("file", "encoding"));
        assertHasTexts(problem);
    }

    @Test
    void anErrorInWindowsLettersIsShownAsItWasTyped() {
        var problem = refused(GOOD.replace("90", "жоқ").replace("қ", "к").getBytes(Charset.forName("windows-1251")));

        assertThat(problem.fields()).containsExactly(notNumber("issued", "жок"));
    }

    @Test
    void afterFiftyErrorsTheRestIsNotRead() {
        var problem = refused(bytes(HEADER + "KZ-99,x,x,x,x\n".repeat(1000)));

        assertThat(problem.fields()).hasSize(50);
        assertThat(problem.fields().get(49)).isEqualTo(error("line 11, column issuedElsewhere", "not-a-number", "x"));
    }

    @Test
    void aThousandRowsAreReadAndOneMoreIsNot() {
        var rows = "\n" + KZ_75.repeat(1000);
        assertThat(refused(bytes(HEADER + rows)).fields()).hasSize(50);

        var problem = refused(bytes(HEADER + rows + KZ_75));
        assertThat(problem.fields()).containsExactly(error("file", "too-many-rows", "1000"));
        assertHasTexts(problem);
    }

    @Test
    @Timeout(value = 5, unit = TimeUnit.SECONDS)
    void aHundredThousandRowsAreRefusedAtOnce() {
        var problem = refused(bytes(HEADER + "a,1,2,3,4\n".repeat(100_000)));

        assertThat(problem.code()).isEqualTo("distribution.statistics-file");
        assertThat(problem.fields()).containsExactly(error("file", "too-many-rows", "1000"));
    }

    @Test
    void aMebibyteIsReadAndAByteMoreIsNot() {
        var mebibyte = 1024 * 1024;
        assertThat(read(GOOD + "\n".repeat(mebibyte - GOOD.length()))).isEqualTo(STATISTICS);

        var problem = refused(bytes(GOOD + "\n".repeat(mebibyte - GOOD.length() + 1)));
        assertThat(problem.kind()).isEqualTo(Problem.Kind.TOO_LARGE);
        assertThat(problem.code()).isEqualTo("distribution.statistics-too-large");
        assertThat(problem.fields()).isEmpty();
        assertHasTexts(problem);
    }

    @Test
    @Timeout(value = 5, unit = TimeUnit.SECONDS)
    void aCellOfAMillionDigitsOrALineOfAMillionColumnsIsRefusedAtOnce() {
        assertThat(refused(bytes(GOOD.replace("90", "9".repeat(1_000_000)))).fields())
                .containsExactly(error("line 2, column issued", "number-too-large", "10000000"));
        assertThat(refused(bytes(GOOD.replace("90", ",".repeat(1_000_000)))).fields())
                .containsExactly(error("line 2", "columns", "1000005", "5"));
        assertThat(refused(bytes(GOOD.replace("90,31,7", ",".repeat(1_000_000))))
                        .fields())
                .hasSize(3);
    }

    @Test
    void theTwentyRegionsOfTheCountryAreRead() {
        var regions = IntStream.range(10, 30).mapToObj(i -> "KZ-" + i).collect(Collectors.toSet());
        var rows = regions.stream().map(region -> region + ",1,2,3,4\n").collect(Collectors.joining());

        assertThat(StatisticsFile.read(bytes(HEADER + rows), regions)).hasSize(20);
    }

    private static void assertHasTexts(Problem problem) {
        var all = new ArrayList<>(problem.fields());
        all.add(new Problem.Field("", problem.code(), problem.arguments()));
        for (var field : all) {
            for (var language : Language.values()) {
                var text = TestTexts.get()
                        .in(
                                language,
                                "problem." + field.code(),
                                field.arguments().toArray());
                assertThat(text).doesNotContain("{0}", "{1}");
                assertThat(field.arguments()).allMatch(argument -> text.contains(argument.toString()));
            }
        }
    }

    private static List<RegionStatistics> read(String file) {
        return StatisticsFile.read(bytes(file), REGIONS);
    }

    private static Problem refused(byte[] file) {
        return catchThrowableOfType(Problem.class, () -> StatisticsFile.read(file, REGIONS));
    }

    private static byte[] bytes(String file) {
        return file.getBytes(StandardCharsets.UTF_8);
    }

    private static Arguments bad(String what, String file, Problem.Field... errors) {
        return arguments(what, file, List.of(errors));
    }

    private static Problem.Field error(String path, String code, Object... arguments) {
        return new Problem.Field(path, "distribution.statistics-" + code, List.of(arguments));
    }

    private static Problem.Field header(int line) {
        return error("line " + line, "header", HEADER.strip());
    }

    /** An error in the line of KZ-75. */
    private static Problem.Field notNumber(String column, String cell) {
        return error("line 2, column " + column, "not-a-number", cell);
    }
}
