package kz.bilik.law;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import kz.bilik.language.Day;
import kz.bilik.law.Requirements.Education;
import kz.bilik.problem.Problem;
import kz.bilik.problem.Problem.Kind;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The numbers of the law on a day (Asia/Almaty), read once from each deployed version of its decision table. Amounts are
 * whole tenge.
 */
@Component
public class Law {

    /** Beyond this a price is a slip of the pen; a hundred times the dearest recognition. */
    public static final long HIGHEST_PRICE = 10_000_000;

    /** Enough for every day that cases ask for; the public arithmetic may ask for any. */
    private static final int REMEMBERED = 5_000;

    private final DecisionTables tables;
    private final Map<Question, List<Map<String, Object>>> answers = new ConcurrentHashMap<>();

    private record Question(String decision, String version, Map<String, Object> inputs) {}

    record MonthlyCalculationIndex(long tenge, String row) {}

    public Law(DecisionTables tables) {
        this.tables = tables;
    }

    /**
     * The terms in force on that day.
     *
     * @throws Problem {@code law.no-edition} for a day before the edition to which the product works
     */
    public LegalTerms termsOn(LocalDate day) {
        var row = first("legalTerms", Map.of("day", day));
        if (row == null) {
            throw noEdition(day);
        }
        return new LegalTerms(
                (String) row.get("edition"),
                MonthDay.parse("--" + row.get("lastDayToApply")),
                number(row, "careerCentreCheck"),
                number(row, "forwarding"),
                number(row, "refusalAfterCentre"),
                number(row, "issue"),
                number(row, "validity"),
                number(row, "extension"),
                number(row, "act"),
                number(row, "payment"));
    }

    /**
     * What cl. 14 grants on that day, in monthly calculation indices.
     *
     * @throws Problem {@code law.no-edition} for a day before the edition to which the product works
     */
    public Caps capsOn(LocalDate day, Profile profile, boolean outsideRegion) {
        var row = first("reimbursement", Map.of("day", day, "profile", profile.name(), "outsideRegion", outsideRegion));
        if (row == null) {
            throw noEdition(day);
        }
        return Caps.of(row);
    }

    /**
     * What the state pays of that price, and what remains for the holder (cl. 14, 15); the MCI is that of the day.
     *
     * @throws Problem {@code law.price} for a price that is none, {@code law.no-edition}, {@code law.mci-unknown}
     */
    public Reimbursement reimbursement(long price, Profile profile, boolean outsideRegion, LocalDate day) {
        requirePrice(price);
        return reimbursement(price, capsOn(day, profile, outsideRegion), day);
    }

    /**
     * The same, for a place that shows amounts and decides nothing: empty while the monthly calculation index of the day is
     * not known, as at the turn of the year. Neither catalogue nor voucher waits for it (cl. 3.1, 10.1).
     *
     * @throws Problem {@code law.price} for a price that is none, {@code law.no-edition}
     */
    public Optional<Reimbursement> reimbursementIfKnown(
            long price, Profile profile, boolean outsideRegion, LocalDate day) {
        requirePrice(price);
        var caps = capsOn(day, profile, outsideRegion);
        return knownIndex(day).map(index -> reimbursement(price, caps, index));
    }

    /**
     * The same from a row that was decided in the case, where an auditor sees it.
     *
     * @throws Problem {@code law.price} for a price that is none, {@code law.mci-unknown}
     */
    public Reimbursement reimbursement(long price, Caps caps, LocalDate day) {
        requirePrice(price);
        return reimbursement(price, caps, index(day));
    }

    private static Reimbursement reimbursement(long price, Caps caps, MonthlyCalculationIndex index) {
        var cap = caps.capInMci() * index.tenge();
        var service = Math.min(price, cap);
        return new Reimbursement(
                price,
                index.tenge(),
                cap,
                service,
                caps.aidInMci() * index.tenge(),
                price - service,
                List.of(caps.row(), index.row()));
    }

    /**
     * What the profession and level ask of an applicant (cl. 8).
     *
     * @param profession code of the register
     * @param level qualification level, such as 4 or 4.1
     * @throws Problem {@code law.no-requirements} when no row covers them
     */
    public Requirements requirements(String profession, String level, LocalDate day) {
        var row = first("requirements", Map.of("day", day, "profession", profession, "level", level));
        if (row == null) {
            throw Problem.of(Kind.UNPROCESSABLE, "law.no-requirements", profession, level);
        }
        return new Requirements(
                Education.valueOf((String) row.get("minimumEducation")), number(row, "minimumMonths"), (String)
                        row.get("rowId"));
    }

    /**
     * What counts how much when vouchers are distributed on that day (cl. 18).
     *
     * @throws Problem {@code law.no-edition} for a day before the edition to which the product works
     */
    public DistributionWeights distributionWeightsOn(LocalDate day) {
        var row = first("distributionWeights", Map.of("day", day));
        if (row == null) {
            throw noEdition(day);
        }
        return new DistributionWeights(
                number(row, "unemployed"), number(row, "issued"), number(row, "refused"), number(row, "floor"));
    }

    /**
     * The monthly calculation index in force on that day, in tenge.
     *
     * @throws Problem {@code law.mci-unknown} when no row covers the day: an incident, never last year's value
     */
    MonthlyCalculationIndex index(LocalDate day) {
        return knownIndex(day).orElseThrow(() -> Problem.of(Kind.UNAVAILABLE, "law.mci-unknown", Day.of(day)));
    }

    /** Whether the monthly calculation index in force on that day is known. */
    public boolean knowsIndexOf(LocalDate day) {
        return knownIndex(day).isPresent();
    }

    /** The budget law sets an index for its year alone: a row that an earlier year has left open says nothing of this one. */
    private Optional<MonthlyCalculationIndex> knownIndex(LocalDate day) {
        var yearBefore = day.withDayOfYear(1).minusDays(1);
        return rowOfIndex(day)
                .filter(row -> rowOfIndex(yearBefore).filter(row::equals).isEmpty());
    }

    private Optional<MonthlyCalculationIndex> rowOfIndex(LocalDate day) {
        return Optional.ofNullable(first("monthlyCalculationIndex", Map.of("day", day)))
                .map(row -> new MonthlyCalculationIndex(
                        ((Number) row.get("monthlyCalculationIndex")).longValue(), (String) row.get("rowId")));
    }

    private @Nullable Map<String, Object> first(String decision, Map<String, Object> inputs) {
        if (answers.size() > REMEMBERED) {
            answers.clear();
        }
        var question = new Question(decision, tables.version(decision), inputs);
        var known = answers.get(question);
        if (known == null) {
            known = tables.evaluate(decision, question.version(), inputs);
            answers.put(question, known);
        }
        return known.isEmpty() ? null : known.get(0);
    }

    private static void requirePrice(long price) {
        if (price < 1 || price > HIGHEST_PRICE) {
            throw Problem.of(Kind.UNPROCESSABLE, "law.price", String.valueOf(HIGHEST_PRICE));
        }
    }

    private static Problem noEdition(LocalDate day) {
        return Problem.of(Kind.UNPROCESSABLE, "law.no-edition", Day.of(day));
    }

    private static int number(Map<String, Object> row, String name) {
        return ((Number) row.get(name)).intValue();
    }
}
