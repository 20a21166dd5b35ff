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
 * @param listed the columns of the task list, read when the task is created and kept with it
 * @param shown what else the form shows, read each time it is opened and kept nowhere
 * @param decide hands the submission to its module, which validates and records it; answers the named facts that the
 *     gateways test
 */
public record UserTask(
        Set<String> fields,
        Function<VariableScope, Map<String, String>> listed,
        Function<VariableScope, Map<String, String>> shown,
        Function<Submission, Map<String, Object>> decide) {}
