package kz.bilik.process.task;

import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import kz.bilik.language.Language;
import org.camunda.bpm.engine.delegate.VariableScope;

/**
 * What stands behind a user task of a diagram, as a bean of the task's id: what its form may submit, what it shows, and
 * which one call of a module takes the decision.
 *
 * @param fields the keys that the form submits; anything else is refused
 * @param listed the columns of the task list in a language: kept with the task in the state language when it is created,
 *     read again in the officer's when its form is opened
 * @param shown what else the form shows, in the officer's language; read each time it is opened and kept nowhere
 * @param decide hands the submission to its module, which validates and records it; answers the named facts that the
 *     gateways test
 */
public record UserTask(
        Set<String> fields,
        BiFunction<VariableScope, Language, Map<String, String>> listed,
        BiFunction<VariableScope, Language, Map<String, String>> shown,
        Function<Submission, Map<String, Object>> decide) {}
