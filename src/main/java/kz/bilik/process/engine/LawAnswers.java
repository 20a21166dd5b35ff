package kz.bilik.process.engine;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import kz.bilik.calendar.LegalClock;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.delegate.DmnDecisionTableEvaluationEvent;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What the deployed versions of the decision tables answer, and which row does. Nothing of it comes into the engine's history.
 */
@Component
class LawAnswers {

    /** A case asks some ten questions, most of them those of the cases of its day. */
    private static final int REMEMBERED = 5_000;

    /** A column and what stands in it. */
    record Value(String name, String label, @Nullable Object value) {}

    /**
     * An answer.
     *
     * @param table its name as it was deployed
     * @param row which one answered, from 1 on top; empty for none
     */
    record Answer(String table, int version, List<Value> asked, Optional<Integer> row, List<Value> given) {}

    private record Deployed(DecisionDefinition table, OffsetDateTime at) {}

    private record Question(String definition, Map<String, Object> inputs) {}

    private final RepositoryService repository;
    private final DmnEngine engine;
    private final ThreadLocal<@Nullable DmnDecisionTableEvaluationEvent> evaluated = new ThreadLocal<>();
    private final Map<String, OffsetDateTime> deployments = new ConcurrentHashMap<>();
    private final Map<String, DmnDecision> decisions = new ConcurrentHashMap<>();
    private final Map<String, List<String>> rows = new ConcurrentHashMap<>();
    private final Map<Question, Answer> answers = new ConcurrentHashMap<>();

    LawAnswers(RepositoryService repository) {
        this.repository = repository;
        var configuration = PlainCells.configuration();
        configuration.setCustomPostDecisionTableEvaluationListeners(List.of(evaluated::set));
        this.engine = configuration.buildEngine();
    }

    /**
     * What the version answers that was in force at that moment, or the first one where none was yet.
     *
     * @param known legal time
     */
    Answer of(String decision, Map<String, Object> inputs, OffsetDateTime known) {
        var versions = versions(decision);
        var table = versions.stream()
                .filter(each -> !each.at().isAfter(known))
                .findFirst()
                .orElse(versions.get(versions.size() - 1))
                .table();
        if (answers.size() > REMEMBERED) {
            answers.clear();
        }
        return answers.computeIfAbsent(
                new Question(table.getId(), Map.copyOf(inputs)), question -> answer(table, inputs));
    }

    /** The rows of that version that match, each as output name to value, in the table's order. */
    List<Map<String, Object>> of(String definition, Map<String, Object> inputs) {
        try {
            return engine.evaluateDecisionTable(decision(definition), inputs).getResultList();
        } finally {
            evaluated.remove();
        }
    }

    private DmnDecision decision(String definition) {
        return decisions.computeIfAbsent(
                definition,
                id -> engine.parseDecision(
                        repository.getDecisionDefinition(id).getKey(), repository.getDmnModelInstance(id)));
    }

    /** Which row of that version of a table it is, from 1 on top; empty for none of them. */
    Optional<Integer> row(String definition, @Nullable String rule) {
        var at = rows.computeIfAbsent(definition, this::rules).indexOf(rule);
        return at < 0 ? Optional.empty() : Optional.of(at + 1);
    }

    /** All versions of a table, the latest first. */
    private List<Deployed> versions(String decision) {
        return repository
                .createDecisionDefinitionQuery()
                .decisionDefinitionKey(decision)
                .orderByDecisionDefinitionVersion()
                .desc()
                .list()
                .stream()
                .map(table ->
                        new Deployed(table, deployments.computeIfAbsent(table.getDeploymentId(), this::deployedAt)))
                .toList();
    }

    private OffsetDateTime deployedAt(String deployment) {
        return OffsetDateTime.ofInstant(
                repository
                        .createDeploymentQuery()
                        .deploymentId(deployment)
                        .singleResult()
                        .getDeploymentTime()
                        .toInstant(),
                LegalClock.ZONE);
    }

    private Answer answer(DecisionDefinition table, Map<String, Object> inputs) {
        try {
            engine.evaluateDecisionTable(decision(table.getId()), inputs);
            var event = Objects.requireNonNull(evaluated.get());
            var asked = new ArrayList<Value>();
            event.getInputs()
                    .forEach(input -> asked.add(new Value(
                            input.getId(),
                            Objects.requireNonNullElse(input.getName(), ""),
                            input.getValue().getValue())));
            var hit = event.getMatchingRules().stream().findFirst();
            var given = new ArrayList<Value>();
            hit.ifPresent(rule -> rule.getOutputEntries()
                    .forEach((name, output) -> given.add(new Value(
                            output.getOutputName(),
                            Objects.requireNonNullElse(output.getName(), ""),
                            output.getValue().getValue()))));
            return new Answer(
                    Objects.requireNonNullElse(table.getName(), table.getKey()),
                    table.getVersion(),
                    List.copyOf(asked),
                    hit.flatMap(rule -> row(table.getId(), rule.getId())),
                    List.copyOf(given));
        } finally {
            evaluated.remove();
        }
    }

    private List<String> rules(String definition) {
        return repository.getDmnModelInstance(definition).getModelElementsByType(DecisionTable.class).stream()
                .flatMap(table -> table.getRules().stream())
                .map(Rule::getId)
                .toList();
    }
}
