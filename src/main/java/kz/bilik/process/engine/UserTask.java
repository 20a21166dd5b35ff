package kz.bilik.process.engine;

import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.camunda.bpm.engine.delegate.VariableScope;

/**
 * What stands behind a user task of a diagram, as a bean of the task's id: what its form may submit, what it shows, and
 * which one call of a module takes the decision.
 *
 * @param fields the keys that the form submits; anything else is refused
 * @param facts what the form and the task list show, read once when the task is created
 * @param decide hands the submission to its module, which validates and records it; answers the named facts that the
 *     gateways test
 */
public record UserTask(
        Set<String> fields,
        Function<VariableScope, Map<String, Object>> facts,
        Function<Submission, Map<String, Object>> decide) {}
