package kz.bilik.law;

import java.util.List;
import java.util.Map;

/** The decision tables that analysts own; implemented beside the engine, which keeps their deployed versions. */
public interface DecisionTables {

    /**
     * The rows of a version that match, each as output name to value, in the table's order.
     *
     * @param decision the decision's key, for example {@code legalTerms}
     * @param version as {@link #version} gives it
     * @param inputs the input variables; dates as {@link java.time.LocalDate}
     * @return empty when no row matches: an error for the caller, never a default
     */
    List<Map<String, Object>> evaluate(String decision, String version, Map<String, Object> inputs);

    /**
     * Which version of the decision is in force, for caches: not its number, which is counted a second time when the deployment
     * that had it was deleted.
     */
    String version(String decision);
}
