package kz.bilik.process.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import kz.bilik.problem.Problem;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ListableBeanFactory;

/**
 * Stands before and behind every user task of every diagram: shows the facts when it is created, and when it completes,
 * whoever asks for it, refuses what its form does not have, lets the module decide, and takes the typed fields away.
 */
final class UserTaskListeners extends AbstractBpmnParseListener {

    private static final Set<String> OF_THE_ENGINE =
            Set.of("nrOfInstances", "nrOfCompletedInstances", "nrOfActiveInstances", "loopCounter");

    private final BeanFactory beans;

    UserTaskListeners(BeanFactory beans) {
        this.beans = beans;
    }

    @Override
    public void parseUserTask(Element element, ScopeImpl scope, ActivityImpl activity) {
        var definition = ((UserTaskActivityBehavior) activity.getActivityBehavior()).getTaskDefinition();
        definition.addTaskListener(TaskListener.EVENTNAME_CREATE, this::show);
        definition.addTaskListener(TaskListener.EVENTNAME_COMPLETE, this::decide);
    }

    private void show(DelegateTask task) {
        task.setVariablesLocal(userTask(task).facts().apply(task));
    }

    private void decide(DelegateTask task) {
        var userTask = userTask(task);
        try {
            refuseWhatTheFormDoesNotHave(task, userTask);
            var facts = userTask.decide().apply(new Submission(task));
            userTask.fields().forEach(field -> forget(task, field));
            task.getExecution().setVariables(facts);
        } catch (Problem problem) {
            var words = beans.getBean(ProblemWords.class).of(problem);
            RefusalInWords.remember(words);
            throw new RefusedCompletion(words, problem);
        }
    }

    private void refuseWhatTheFormDoesNotHave(DelegateTask task, UserTask userTask) {
        var shown = ((TaskEntity) task).getVariablesLocal().keySet();
        var unknown = task.getVariableNames().stream()
                .filter(name -> !userTask.fields().contains(name)
                        && !CaseHistory.VARIABLES.contains(name)
                        && !OF_THE_ENGINE.contains(name))
                .collect(Collectors.toSet());
        // What the form shows stands in the task's own scope, where it can decide nothing.
        unknown.removeAll(shown);
        if (!unknown.isEmpty()) {
            throw Problem.of(Problem.Kind.UNPROCESSABLE, "task.unknown-fields", String.join(", ", unknown));
        }
        recordedReferences(task).forEach((name, recorded) -> {
            if (!recorded.equals(task.getVariable(name))) {
                throw Problem.of(Problem.Kind.UNPROCESSABLE, "task.altered-fact", name);
            }
        });
    }

    private Map<String, Object> recordedReferences(DelegateTask task) {
        var process = ((TaskEntity) task).getExecution().getProcessDefinition().getKey();
        var businessKey = task.getExecution().getProcessBusinessKey();
        var recorded = new HashMap<String, Object>();
        ((ListableBeanFactory) beans)
                .getBeansOfType(References.class).values().stream()
                        .filter(references -> references.process().equals(process))
                        .forEach(references -> recorded.putAll(references.of(businessKey, task)));
        return recorded;
    }

    private static void forget(DelegateTask task, String field) {
        task.removeVariableLocal(field);
        task.removeVariable(field);
    }

    private UserTask userTask(DelegateTask task) {
        return beans.getBean(task.getTaskDefinitionKey(), UserTask.class);
    }
}
