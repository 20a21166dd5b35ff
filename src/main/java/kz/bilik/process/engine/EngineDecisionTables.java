package kz.bilik.process.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import kz.bilik.law.DecisionTables;
import org.camunda.bpm.engine.RepositoryService;
import org.springframework.stereotype.Component;

/**
 * The decision tables as the engine has them deployed. What they answer is remembered, so whose case asked first says nothing:
 * no decision of it is written into the history. A case's story asks again ({@link LawAnswers}); what a diagram decides by a
 * task of its own is the engine's, and kept.
 */
@Component
class EngineDecisionTables implements DecisionTables {

    /** How long another node may go on with a version that an analyst has just replaced. */
    private static final Duration NOTICED_AFTER = Duration.ofSeconds(5);

    private record Seen(String version, Instant at) {}

    private final RepositoryService repository;
    private final LawAnswers answers;
    private final Clock wall;
    private final Map<String, Seen> seen = new ConcurrentHashMap<>();

    EngineDecisionTables(RepositoryService repository, LawAnswers answers, Clock wall) {
        this.repository = repository;
        this.answers = answers;
        this.wall = wall;
    }

    @Override
    public List<Map<String, Object>> evaluate(String decision, String version, Map<String, Object> inputs) {
        var variables = new HashMap<String, Object>();
        // FEEL's date() reads ISO text.
        inputs.forEach((name, value) -> variables.put(name, value instanceof LocalDate day ? day.toString() : value));
        return answers.of(version, variables);
    }

    @Override
    public String version(String decision) {
        var now = wall.instant();
        var last = seen.get(decision);
        if (last == null || last.at().plus(NOTICED_AFTER).isBefore(now)) {
            last = new Seen(
                    repository
                            .createDecisionDefinitionQuery()
                            .decisionDefinitionKey(decision)
                            .latestVersion()
                            .singleResult()
                            .getId(),
                    now);
            seen.put(decision, last);
        }
        return last.version();
    }
}
