package kz.bilik.overview;

import java.time.LocalDate;
import java.util.Set;
import kz.bilik.casefile.CaseStage;
import org.jspecify.annotations.Nullable;

/**
 * What is looked for in a list of cases; what is null is not asked. Numbers, codes and days only, so that it may stand in an
 * address.
 *
 * @param standing open ones, ended ones, or both
 * @param stages empty for each
 * @param region of filing, ISO code
 * @param profession code of the register
 * @param ground of refusal, the text's key without {@code reason.}
 * @param from first day of receipt, legal time
 * @param to last day of receipt
 * @param officer the account that has the task; empty for tasks that nobody has
 * @param number of an application, a voucher or an act, as it is written
 * @param way which version of which diagram a case has gone through
 */
public record CaseFilter(
        Standing standing,
        Set<CaseStage.Stage> stages,
        @Nullable String region,
        @Nullable String careerCentre,
        @Nullable String recognitionCentre,
        @Nullable String profession,
        @Nullable Due due,
        @Nullable String ground,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        @Nullable String officer,
        @Nullable String number,
        Order order,
        @Nullable Way way) {

    /**
     * A version of a diagram.
     *
     * @param definition the engine's id of it
     * @param ofActs whether it is gone through by acts, each with the cases of its holders
     */
    public record Way(String definition, boolean ofActs) {}

    /** Whether something is left to do. */
    public enum Standing {
        OPEN,
        ENDED,
        ALL
    }

    /** By when the next task has to be done. */
    public enum Due {
        OVERDUE,
        TODAY,
        /** Today or within the next seven days. */
        WEEK
    }

    /** What stands on top. */
    public enum Order {
        /** What is due first; what waits for no officer last. */
        DUE("due_at asc nulls last, number"),
        NEWEST("received_at desc, number desc"),
        OLDEST("received_at, number");

        final String sql;

        Order(String sql) {
            this.sql = sql;
        }
    }

    /** Every open case, what is due first on top. */
    public static final CaseFilter OPEN = new CaseFilter(
            Standing.OPEN, Set.of(), null, null, null, null, null, null, null, null, null, null, Order.DUE);

    public CaseFilter {
        stages = Set.copyOf(stages);
    }

    /** Whichever diagrams a case has gone through. */
    public CaseFilter(
            Standing standing,
            Set<CaseStage.Stage> stages,
            @Nullable String region,
            @Nullable String careerCentre,
            @Nullable String recognitionCentre,
            @Nullable String profession,
            @Nullable Due due,
            @Nullable String ground,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable String officer,
            @Nullable String number,
            Order order) {
        this(
                standing,
                stages,
                region,
                careerCentre,
                recognitionCentre,
                profession,
                due,
                ground,
                from,
                to,
                officer,
                number,
                order,
                null);
    }

    /** The same of those only that have gone through that version of a diagram. */
    public CaseFilter through(Way only) {
        return new CaseFilter(
                standing,
                stages,
                region,
                careerCentre,
                recognitionCentre,
                profession,
                due,
                ground,
                from,
                to,
                officer,
                number,
                order,
                only);
    }
}
