package kz.bilik.law;

import java.util.List;
import java.util.Map;

/** The decision tables that analysts own; implemented beside the engine, which keeps their deployed versions. */
public interface DecisionTables {

    /**
     * The rows that match, each as output name to value, in the table's order.
     *
     * @param decision the decision's key, for example {@code legalTerms}
     * @param inputs the input variables; dates as {@link java.time.LocalDate}
     * @return empty when no row matches: an error for the caller, never a default
     */
    List<Map<String, Object>> evaluate(String decision, Map<String, Object> inputs);

    /** The deployed version of the decision, for caches. */
    int version(String decision);
}
