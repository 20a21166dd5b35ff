package kz.bilik.process.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** New editions of the law are rows for days to come; what cases were decided by stays as it is. */
class TableRulesTest {

    static final Set<Rule> TRIED = EnumSet.of(Rule.ROW_PAST, Rule.ROW_NEVER, Rule.EXAMPLE_MISSING, Rule.EXAMPLE_FAILS);

    private static final String INDEX = "monthly-calculation-index";
    private static final String TERMS = "legal-terms";
    private static final String REQUIREMENTS = "requirements";

    private static String row(String id, String day, String... answers) {
        var row = new StringBuilder("<rule id=\"" + id + "\"><inputEntry id=\"" + id + "-day\"><text>"
                + day.replace(">", "&gt;") + "</text></inputEntry>");
        for (var at = 0; at < answers.length; at++) {
            row.append("<outputEntry id=\"")
                    .append(id)
                    .append('-')
                    .append(at)
                    .append("\"><text>")
                    .append(answers[at])
                    .append("</text></outputEntry>");
        }
        return row.append("</rule>").toString();
    }

    private static String day(String day) {
        return "date and time(\"" + day + "T00:00:00\")";
    }

    private static ModelFile above(String table, String row) {
        var text = OwnFiles.text(table + ".dmn");
        var first = text.indexOf("<rule ");
        return OwnFiles.named(table + ".dmn", text.substring(0, first) + row + text.substring(first));
    }

    private static ModelFile index(String from, String to) {
        return above(INDEX, row("mci-new", "[" + day(from) + ".." + day(to) + "]", "4700", "\"mci-new\""));
    }

    private static ModelFile examples(String table, String line) {
        var text = OwnFiles.text(table + ".examples.csv");
        return OwnFiles.named(table + ".examples.csv", text.substring(0, text.indexOf('\n') + 1) + line + "\n");
    }

    private static List<Rule> rules(ModelFile... given) {
        return OwnFiles.judge(given).stream().map(Finding::rule).distinct().toList();
    }

    @Test
    void aRowForTheComingYearIsTakenWithAnExampleAndNotWithout() {
        var table = index("2027-01-01", "2027-12-31");
        assertThat(rules(table)).containsExactly(Rule.EXAMPLE_MISSING);
        assertThat(rules(table, examples(INDEX, "2027-06-01,4700,mci-new,cl. 14.1")))
                .isEmpty();
        assertThat(rules(table, examples(INDEX, "2027-06-01,4800,mci-new,cl. 14.1")))
                .contains(Rule.EXAMPLE_FAILS);
    }

    /** 1 November and 45 days, from a day to come. */
    @Test
    void aNewEditionIsARowAboveFromADayToCome() {
        var answers = new String[] {"\"2026-10-01\"", "\"11-01\"", "1", "1", "1", "1", "45", "1", "3", "5"};
        var line = ",2026-10-01,11-01,1,1,1,1,45,1,3,5,cl. 10.2";
        assertThat(rules(
                        above(TERMS, row("edition-new", ">= " + day("2026-10-01"), answers)),
                        examples(TERMS, "2026-10-01" + line)))
                .isEmpty();
        // A day that is past was lived by the old one, and the examples of it say so, too.
        assertThat(rules(
                        above(TERMS, row("edition-new", ">= " + day("2026-09-13"), answers)),
                        examples(TERMS, "2026-10-01" + line)))
                .contains(Rule.ROW_PAST);
    }

    @ParameterizedTest
    @CsvSource({
        // to end a row with a day to come, and to begin another, is how a change within the year is written
        "2026-12-31T00, 2026-10-31T00, 2026-11-01, 2026-12-31, ''",
        "2026-12-31T00, 2026-08-31T00, 2026-09-01, 2026-12-31, row-past",
        "2026-12-31T00, 2026-10-31T00, 2026-10-31, 2026-12-31, row-overlap",
        "2026-12-31T00, 2026-10-31T00, 2026-11-02, 2026-12-31, row-gap"
    })
    void aChangeWithinTheYear(String from, String to, String begins, String ends, String expected) {
        var table = OwnFiles.text(INDEX + ".dmn").replace(from, to);
        var first = table.indexOf("<rule ");
        var changed = table.substring(0, first)
                + row("mci-new", "[" + day(begins) + ".." + day(ends) + "]", "4700", "\"mci-new\"")
                + table.substring(first);
        var found =
                rules(OwnFiles.named(INDEX + ".dmn", changed), examples(INDEX, "2026-12-31,4700,mci-new,cl. 14.1"))
                        .stream()
                        .map(Rule::code)
                        .toList();
        if (expected.isEmpty()) {
            assertThat(found).isEmpty();
        } else {
            assertThat(found).contains(expected);
        }
    }

    @Test
    void aRowOfPastDaysIsNeitherDroppedNorPutBelowAnotherForTheSame() {
        var text = OwnFiles.text(INDEX + ".dmn");
        var from = text.indexOf("<rule id=\"mci-2022\"");
        var dropped = text.substring(0, from) + text.substring(text.indexOf("</rule>", from) + "</rule>".length());
        assertThat(rules(OwnFiles.named(INDEX + ".dmn", dropped))).contains(Rule.ROW_PAST);

        assertThat(rules(swapped(REQUIREMENTS, "electrician", "level-4-and-5"))).contains(Rule.ROW_PAST);
        // Of two professions neither stands in the other's way.
        assertThat(rules(swapped(REQUIREMENTS, "electrician", "welder"))).isEmpty();
    }

    private static ModelFile swapped(String table, String one, String other) {
        var text = OwnFiles.text(table + ".dmn");
        var first = rule(text, one);
        var second = rule(text, other);
        return OwnFiles.named(
                table + ".dmn",
                text.replace(first, "HERE").replace(second, first).replace("HERE", second));
    }

    private static String rule(String text, String id) {
        var from = text.indexOf("<rule id=\"" + id + "\"");
        return text.substring(from, text.indexOf("</rule>", from) + "</rule>".length());
    }

    @Test
    void aRowThatNeverCountsIsRefused() {
        var text = OwnFiles.text("distribution-weights.dmn");
        var end = text.indexOf("</decisionTable>");
        var below = text.substring(0, end)
                + row("late", ">= " + day("2027-01-01"), "50", "25", "25", "5", "\"late\"")
                + text.substring(end);
        assertThat(rules(OwnFiles.named("distribution-weights.dmn", below)))
                .contains(Rule.ROW_OVERLAP, Rule.EXAMPLE_MISSING);
        var never = text.substring(0, end)
                + row(
                        "never",
                        "[" + day("2027-01-01") + ".." + day("2027-12-31") + "]",
                        "50",
                        "25",
                        "25",
                        "5",
                        "\"never\"")
                + text.substring(end);
        assertThat(rules(OwnFiles.named("distribution-weights.dmn", never))).contains(Rule.ROW_NEVER);
    }

    @Test
    void examplesOfPastDaysStayWhateverIsAttached() {
        assertThat(OwnFiles.judge(examples(INDEX, "2026-01-01,4700,mci-2026,cl. 14.1")))
                .extracting(Finding::rule)
                .containsExactly(Rule.EXAMPLE_FAILS);
    }

    @Test
    void ourExamplesReachEveryRow() {
        assertThat(OwnFiles.all().stream().filter(ModelFile::isTable))
                .isNotEmpty()
                .allSatisfy(table -> assertThat(rules(table)).isEmpty());
    }
}
