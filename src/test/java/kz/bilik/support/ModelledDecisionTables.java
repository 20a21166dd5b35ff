package kz.bilik.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kz.bilik.law.DecisionTables;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The tables of {@code processes/} on the real DMN engine, without a process engine around it. */
public final class ModelledDecisionTables implements DecisionTables {

    // Read once in a JVM: nobody alters a table, and each test has these in a context of its own.
    private static final DmnEngine ENGINE =
            DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();
    private static final Map<String, DmnDecision> DECISIONS = read();

    private final Map<Integer, Long> indexOfYear = new HashMap<>();
    private final Map<String, Map<String, Object>> amendments = new HashMap<>();
    private int version = 1;
    private int evaluations;

    private static Map<String, DmnDecision> read() {
        var decisions = new HashMap<String, DmnDecision>();
        try {
            for (var file : new PathMatchingResourcePatternResolver().getResources("classpath:processes/*.dmn")) {
                try (var content = file.getInputStream()) {
                    ENGINE.parseDecisions(content).forEach(decision -> decisions.put(decision.getKey(), decision));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return decisions;
    }

    @Override
    public synchronized List<Map<String, Object>> evaluate(
            String decision, String ofVersion, Map<String, Object> inputs) {
        evaluations++;
        if (decision.equals("monthlyCalculationIndex")) {
            var year = ((LocalDate) inputs.get("day")).getYear();
            if (indexOfYear.containsKey(year)) {
                return List.of(Map.of("monthlyCalculationIndex", indexOfYear.get(year), "rowId", "mci-" + year));
            }
        }
        var rows = ENGINE.evaluateDecisionTable(DECISIONS.get(decision), inputs).getResultList();
        var amended = amendments.get(decision);
        if (amended == null) {
            return rows;
        }
        return rows.isEmpty()
                ? List.of(amended)
                : rows.stream()
                        .map(row -> {
                            var changed = new HashMap<>(row);
                            changed.putAll(amended);
                            return (Map<String, Object>) changed;
                        })
                        .toList();
    }

    @Override
    public synchronized String version(String decision) {
        return String.valueOf(version);
    }

    /** As if an analyst had added the row of that year's index, in tenge. */
    public synchronized void indexOf(int year, long tenge) {
        indexOfYear.put(year, tenge);
        version++;
    }

    /** As if an analyst had deployed the tables anew. */
    public synchronized void deployAgain() {
        version++;
    }

    /** As if an analyst had deployed that table with these outputs, in its rows or where there was none. */
    public synchronized void amend(String decision, Map<String, Object> outputs) {
        amendments.put(decision, outputs);
        version++;
    }

    /** How often a table was evaluated rather than remembered. */
    public synchronized int evaluations() {
        return evaluations;
    }
}
