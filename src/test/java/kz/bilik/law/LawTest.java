package kz.bilik.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import kz.bilik.law.Requirements.Education;
import kz.bilik.problem.Problem;
import kz.bilik.support.ModelledDecisionTables;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LawTest {

    private static final ModelledDecisionTables TABLES = new ModelledDecisionTables();
    private static final LocalDate TODAY = LocalDate.of(2026, 9, 14);

    private final Law law = new Law(TABLES);

    @Test
    void theTermsAreThoseOfTheEdition() {
        assertThat(law.termsOn(TODAY))
                .isEqualTo(new LegalTerms("2024-08-23", MonthDay.of(10, 15), 1, 1, 1, 1, 60, 1, 3, 5));
        assertThat(law.termsOn(TODAY).closingDay(2026)).isEqualTo(LocalDate.of(2026, 10, 15));
        assertThat(law.termsOn(LocalDate.of(2024, 9, 8)).edition()).isEqualTo("2024-08-23");
    }

    @Test
    void beforeTheEditionThereAreNoTermsAndNoAmounts() {
        var before = LocalDate.of(2024, 9, 7);

        assertProblem("law.no-edition", () -> law.termsOn(before));
        assertProblem("law.no-edition", () -> law.reimbursement(1000, Profile.TECHNICAL, false, before));
    }

    @ParameterizedTest
    @CsvSource({
        "2022-01-01, 3063",
        "2022-03-31, 3063",
        "2022-04-01, 3180",
        "2022-12-31, 3180",
        "2023-01-01, 3450",
        "2023-12-31, 3450",
        "2024-01-01, 3692",
        "2024-12-31, 3692",
        "2025-01-01, 3932",
        "2025-12-31, 3932",
        "2026-01-01, 4325",
        "2026-12-31, 4325"
    })
    void theIndexIsThatOfTheDay(LocalDate day, long tenge) {
        assertThat(law.index(day).tenge()).isEqualTo(tenge);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2021-12-31", "2027-01-01", "2030-06-01"})
    void anUnknownIndexIsAnErrorAndNeverLastYearsValue(LocalDate day) {
        assertProblem("law.mci-unknown", () -> law.index(day));
    }

    /** An analyst may forget to end a row with its year: what it says of the next one is last year's value. */
    @Test
    void aRowThatIsLeftOpenSaysNothingOfTheNextYear() {
        var open = new DecisionTables() {

            @Override
            public List<Map<String, Object>> evaluate(String decision, String version, Map<String, Object> inputs) {
                var day = (LocalDate) inputs.get("day");
                return day.getYear() < 2026
                        ? List.of()
                        : List.of(Map.of("monthlyCalculationIndex", 4325L, "rowId", "mci-2026"));
            }

            @Override
            public String version(String decision) {
                return "first";
            }
        };

        assertThat(new Law(open).knowsIndexOf(LocalDate.of(2026, 12, 31))).isTrue();
        assertThat(new Law(open).knowsIndexOf(LocalDate.of(2027, 1, 1))).isFalse();
        assertProblem("law.mci-unknown", () -> new Law(open).index(LocalDate.of(2027, 1, 1)));
    }

    @Test
    void whoOnlyShowsAmountsIsToldThatTheIndexIsNotKnown() {
        assertThat(law.reimbursementIfKnown(20_000, Profile.TECHNICAL, true, LocalDate.of(2027, 1, 1)))
                .isEmpty();
        assertThat(law.reimbursementIfKnown(20_000, Profile.TECHNICAL, true, TODAY))
                .contains(law.reimbursement(20_000, Profile.TECHNICAL, true, TODAY));
    }

    @Test
    void theIndexOfNextYearIsMissingInTheAmountsToo() {
        assertProblem(
                "law.mci-unknown", () -> law.reimbursement(20_000, Profile.TECHNICAL, false, LocalDate.of(2027, 1, 1)));
    }

    /** Whole tenge; caps 2024: 11,076 and 25,844; 2025: 11,796 and 27,524; 2026: 12,975 and 30,275. */
    @ParameterizedTest(name = "{0} tenge, {1}, outside {2}, on {3}: service {5}, aid {6}, holder {7}")
    @CsvSource({
        // price, profile, outside, day, MCI, service, aid, holder
        "8000, SOCIAL_HUMANITARIAN, false, 2026-09-14, 4325, 8000, 0, 0",
        "8000, SOCIAL_HUMANITARIAN, true, 2026-09-14, 4325, 8000, 25950, 0",
        "12974, SOCIAL_HUMANITARIAN, false, 2026-09-14, 4325, 12974, 0, 0",
        "12975, SOCIAL_HUMANITARIAN, false, 2026-09-14, 4325, 12975, 0, 0",
        "12976, SOCIAL_HUMANITARIAN, false, 2026-09-14, 4325, 12975, 0, 1",
        "12976, SOCIAL_HUMANITARIAN, true, 2026-09-14, 4325, 12975, 25950, 1",
        "60000, SOCIAL_HUMANITARIAN, false, 2026-09-14, 4325, 12975, 0, 47025",
        "60000, SOCIAL_HUMANITARIAN, true, 2026-09-14, 4325, 12975, 25950, 47025",
        "8000, TECHNICAL, false, 2026-09-14, 4325, 8000, 0, 0",
        "8000, TECHNICAL, true, 2026-09-14, 4325, 8000, 25950, 0",
        "12976, TECHNICAL, false, 2026-09-14, 4325, 12976, 0, 0",
        "30274, TECHNICAL, false, 2026-09-14, 4325, 30274, 0, 0",
        "30275, TECHNICAL, false, 2026-09-14, 4325, 30275, 0, 0",
        "30275, TECHNICAL, true, 2026-09-14, 4325, 30275, 25950, 0",
        "30276, TECHNICAL, false, 2026-09-14, 4325, 30275, 0, 1",
        "30276, TECHNICAL, true, 2026-09-14, 4325, 30275, 25950, 1",
        "45500, TECHNICAL, false, 2026-09-14, 4325, 30275, 0, 15225",
        "60000, TECHNICAL, true, 2026-09-14, 4325, 30275, 25950, 29725",
        "1, TECHNICAL, false, 2026-09-14, 4325, 1, 0, 0",
        "10000000, TECHNICAL, false, 2026-09-14, 4325, 30275, 0, 9969725",
        // December to January: the MCI of the day
        "30000, TECHNICAL, false, 2025-12-31, 3932, 27524, 0, 2476",
        "30000, TECHNICAL, false, 2026-01-01, 4325, 30000, 0, 0",
        "30000, TECHNICAL, true, 2025-12-31, 3932, 27524, 23592, 2476",
        "30000, TECHNICAL, true, 2026-01-01, 4325, 30000, 25950, 0",
        "12000, SOCIAL_HUMANITARIAN, false, 2025-12-31, 3932, 11796, 0, 204",
        "12000, SOCIAL_HUMANITARIAN, false, 2026-01-01, 4325, 12000, 0, 0",
        "12000, SOCIAL_HUMANITARIAN, true, 2024-12-31, 3692, 11076, 22152, 924",
        "12000, SOCIAL_HUMANITARIAN, true, 2025-01-01, 3932, 11796, 23592, 204",
        "25844, TECHNICAL, false, 2024-12-31, 3692, 25844, 0, 0",
        "25845, TECHNICAL, false, 2024-12-31, 3692, 25844, 0, 1",
        "25845, TECHNICAL, false, 2025-01-01, 3932, 25845, 0, 0",
        "27525, TECHNICAL, true, 2025-06-30, 3932, 27524, 23592, 1",
        "11797, SOCIAL_HUMANITARIAN, false, 2025-06-30, 3932, 11796, 0, 1",
        "11077, SOCIAL_HUMANITARIAN, false, 2024-09-08, 3692, 11076, 0, 1",
        "30275, TECHNICAL, false, 2026-12-31, 4325, 30275, 0, 0"
    })
    void theStatePaysUpToTheCapAndTheHolderTheRest(
            long price,
            Profile profile,
            boolean outsideRegion,
            LocalDate day,
            long index,
            long service,
            long aid,
            long holder) {
        var amounts = law.reimbursement(price, profile, outsideRegion, day);

        assertThat(amounts.price()).isEqualTo(price);
        assertThat(amounts.monthlyCalculationIndex()).isEqualTo(index);
        assertThat(amounts.cap()).isEqualTo((profile == Profile.TECHNICAL ? 7 : 3) * index);
        assertThat(amounts.service()).isEqualTo(service);
        assertThat(amounts.aid()).isEqualTo(aid);
        assertThat(amounts.holder()).isEqualTo(holder);
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -1, 0, 10_000_001, Long.MAX_VALUE})
    void aPriceThatIsNoneIsRefused(long price) {
        assertProblem("law.price", () -> law.reimbursement(price, Profile.TECHNICAL, true, TODAY));
    }

    @Property(tries = 500)
    void stateAndHolderTogetherPayThePriceAndTheStateNeverMoreThanTheCap(
            @ForAll @LongRange(min = 1, max = 10_000_000) long price,
            @ForAll @LongRange(min = 0, max = 1000) long more,
            @ForAll Profile profile,
            @ForAll boolean outsideRegion) {
        var amounts = law.reimbursement(price, profile, outsideRegion, TODAY);

        assertThat(amounts.service() + amounts.holder()).isEqualTo(price);
        assertThat(amounts.service()).isBetween(1L, amounts.cap());
        assertThat(amounts.holder()).isNotNegative();
        assertThat(amounts.aid()).isEqualTo(outsideRegion ? 6 * 4325 : 0);
        if (price + more <= Law.HIGHEST_PRICE) {
            var dearer = law.reimbursement(price + more, profile, outsideRegion, TODAY);
            assertThat(dearer.service()).isGreaterThanOrEqualTo(amounts.service());
            assertThat(dearer.holder()).isGreaterThanOrEqualTo(amounts.holder());
        }
    }

    @Test
    void theAmountsNameTheRowsTheyComeFrom() {
        assertThat(law.reimbursement(1000, Profile.TECHNICAL, true, TODAY).rows())
                .containsExactly("technical-2024-outside", "mci-2026");
    }

    @Test
    void aRowDecidedInTheCaseGivesTheSameAmounts() {
        var row = TABLES.evaluate(
                        "reimbursement",
                        "",
                        Map.of("day", TODAY.toString(), "profile", "TECHNICAL", "outsideRegion", true))
                .get(0);

        assertThat(law.reimbursement(50_000, Caps.of(row), TODAY))
                .isEqualTo(law.reimbursement(50_000, Profile.TECHNICAL, true, TODAY));
        assertThat(Caps.of(row).clause()).isEqualTo("cl. 14.1, 14.2");
    }

    @ParameterizedTest
    @CsvSource({
        "7411, 3, VOCATIONAL, 12, electrician",
        "7411, 4.1, VOCATIONAL, 12, electrician",
        "7411, 2, GENERAL_SECONDARY, 6, level-2-and-3",
        "2423, 6, HIGHER, 12, hr-specialist",
        "5120, 1, NONE, 0, level-1",
        "5120, 5.2, VOCATIONAL, 12, level-4-and-5",
        "5120, 8, HIGHER, 36, level-6-to-8"
    })
    void theRowOfTheProfessionComesBeforeTheRowsForAll(
            String profession, String level, Education education, int months, String row) {
        assertThat(law.requirements(profession, level, TODAY)).isEqualTo(new Requirements(education, months, row));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "9", "0.5", "", "four", "-4"})
    void aLevelThatDoesNotExistHasNoRequirements(String level) {
        assertProblem("law.no-requirements", () -> law.requirements("5120", level, TODAY));
    }

    @Test
    void aTableIsEvaluatedOncePerDeployedVersion() {
        var tables = new ModelledDecisionTables();
        var remembering = new Law(tables);
        for (var i = 0; i < 10; i++) {
            remembering.termsOn(TODAY);
        }
        assertThat(tables.evaluations()).isEqualTo(1);

        tables.deployAgain();
        remembering.termsOn(TODAY);
        assertThat(tables.evaluations()).isEqualTo(2);
    }

    /** {@code date("2024-09-08")} in a cell of a date column matches nothing and says nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"legal-terms", "reimbursement", "monthly-calculation-index", "requirements"})
    void everyDateOfATableIsWrittenAsTheEngineUnderstandsIt(String table) throws IOException {
        var file = Files.readString(Path.of("processes", table + ".dmn"), StandardCharsets.UTF_8);
        var rules = file.substring(file.indexOf("<rule"), file.indexOf("</decisionTable>"));
        var dates = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}")
                .matcher(rules)
                .results()
                .toList();
        var understood = Pattern.compile("date and time\\(\"\\d{4}-\\d{2}-\\d{2}T00:00:00\"\\)")
                .matcher(rules)
                .results()
                .toList();

        assertThat(understood).isNotEmpty().hasSameSizeAs(dates);
        assertThat(rules).doesNotContain(List.of("date(\"", "now()", "today()"));
    }

    private static void assertProblem(String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.code())
                .isEqualTo(code));
    }
}
