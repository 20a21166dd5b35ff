package kz.bilik.support;

import java.io.IOException;
import java.io.UncheckedIOException;
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

    private final DmnEngine engine =
            DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();
    private final Map<String, DmnDecision> decisions = new HashMap<>();
    private int version = 1;
    private int evaluations;

    public ModelledDecisionTables() {
        try {
            for (var file : new PathMatchingResourcePatternResolver().getResources("classpath:processes/*.dmn")) {
                try (var content = file.getInputStream()) {
                    engine.parseDecisions(content).forEach(decision -> decisions.put(decision.getKey(), decision));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized List<Map<String, Object>> evaluate(String decision, Map<String, Object> inputs) {
        evaluations++;
        return engine.evaluateDecisionTable(decisions.get(decision), inputs).getResultList();
    }

    @Override
    public synchronized int version(String decision) {
        return version;
    }

    /** As if an analyst had deployed the tables anew. */
    public synchronized void deployAgain() {
        version++;
    }

    /** How often a table was evaluated rather than remembered. */
    public synchronized int evaluations() {
        return evaluations;
    }
}
