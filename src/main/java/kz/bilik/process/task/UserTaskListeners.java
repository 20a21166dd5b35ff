package kz.bilik.process.task;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import kz.bilik.language.Language;
import kz.bilik.problem.Problem;
import kz.bilik.process.rights.Assignment;
import kz.bilik.process.words.ProblemWords;
import kz.bilik.record.Touched;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.camunda.bpm.engine.variable.VariableMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.util.function.SingletonSupplier;

/**
 * Stands before and behind every user task of every diagram: fills in the columns of the task list when it is created and
 * the facts of its form when that is opened; when it completes, whoever asks for it, refuses what its form does not have,
 * lets the module decide, and takes the typed fields away.
 */
public final class UserTaskListeners extends AbstractBpmnParseListener {

    private static final Logger log = LoggerFactory.getLogger(UserTaskListeners.class);

    private static final Set<String> OF_THE_ENGINE =
            Set.of("nrOfInstances", "nrOfCompletedInstances", "nrOfActiveInstances", "loopCounter");

    private static final List<String> WHAT_IS_TO_DO = List.of(
            TaskListener.EVENTNAME_CREATE,
            TaskListener.EVENTNAME_UPDATE,
            TaskListener.EVENTNAME_COMPLETE,
            TaskListener.EVENTNAME_DELETE);

    private final BeanFactory beans;

    private final ApplicationEventPublisher events;

    /** By process; asked for late, because the engine starts before the modules that know the records. */
    private final Supplier<Map<String, References>> references;

    public UserTaskListeners(BeanFactory beans, ApplicationEventPublisher events) {
        this.beans = beans;
        this.events = events;
        this.references = SingletonSupplier.of(() -> beans.getBeanProvider(References.class).stream()
                .collect(Collectors.toUnmodifiableMap(References::process, Function.identity())));
    }

    @Override
    public void parseUserTask(Element element, ScopeImpl scope, ActivityImpl activity) {
        var definition = ((UserTaskActivityBehavior) activity.getActivityBehavior()).getTaskDefinition();
        definition.setTaskFormHandler(new FormWords(
                definition.getTaskFormHandler(), task -> userTask(definition.getKey()), this::refuseWhatIsNotAsked));
        definition.addTaskListener(TaskListener.EVENTNAME_CREATE, this::list);
        definition.addTaskListener(TaskListener.EVENTNAME_ASSIGNMENT, this::assign);
        definition.addTaskListener(TaskListener.EVENTNAME_COMPLETE, this::decide);
        WHAT_IS_TO_DO.forEach(event -> definition.addTaskListener(event, this::touched));
    }

    /** Somebody else has it, it is due on another day, or it is no longer there. */
    private void touched(DelegateTask task) {
        var number = task.getExecution().getProcessBusinessKey();
        if (number != null) {
            events.publishEvent(new Touched(number));
        }
    }

    private void list(DelegateTask task) {
        task.setVariablesLocal(userTask(task.getTaskDefinitionKey()).listed().apply(task, Language.KK));
    }

    private void assign(DelegateTask task) {
        try {
            Assignment.check(task);
        } catch (Problem problem) {
            throw refused(task, problem);
        }
    }

    private void decide(DelegateTask task) {
        var userTask = userTask(task.getTaskDefinitionKey());
        try {
            refuseWhatTheFormDoesNotHave(task, userTask);
            var submission = new Submission(task);
            var facts = userTask.decide().apply(submission);
            asked().checkLeft(task, submission);
            userTask.fields().forEach(field -> forget(task, field));
            task.getExecution().setVariables(facts);
        } catch (Problem problem) {
            throw refused(task, problem);
        } catch (NullPointerException torn) {
            // Somebody completed it in this very moment: of the case's executions the engine found only some.
            log.warn("Task {} came apart while it was completed", task.getId(), torn);
            throw isGone(task) ? refused(task, Problem.of(Problem.Kind.CONFLICT, "task.done-meanwhile")) : torn;
        }
    }

    /** Refuses, before anything is written, what a call brings along and the form of that task does not ask. */
    void refuseWhatIsNotAsked(DelegateTask task, VariableMap brought) {
        if (task.getTaskDefinitionKey() == null) {
            // No diagram has it: a task that an administrator made by hand has no form.
            return;
        }
        try {
            asked().check(task, brought);
        } catch (Problem problem) {
            throw refused(task, problem);
        }
    }

    private AskedFields asked() {
        return beans.getBean(AskedFields.class);
    }

    private RefusedCompletion refused(DelegateTask task, Problem problem) {
        var words = beans.getBean(ProblemWords.class).of(problem, field -> asked().label(task, field));
        RefusalInWords.remember(problem, words);
        return new RefusedCompletion(words, problem);
    }

    private static boolean isGone(DelegateTask task) {
        return task.getProcessEngineServices()
                        .getTaskService()
                        .createNativeTaskQuery()
                        .sql("select count(*) from ACT_RU_TASK where ID_ = #{task}")
                        .parameter("task", task.getId())
                        .count()
                == 0;
    }

    private void refuseWhatTheFormDoesNotHave(DelegateTask task, UserTask userTask) {
        // The columns of the task list stand in the task's own scope, where they can decide nothing.
        var own = task.getVariableNamesLocal();
        var unknown = task.getVariableNames().stream()
                .filter(name -> !userTask.fields().contains(name)
                        && !own.contains(name)
                        && !CaseVariables.ALL.contains(name)
                        && !OF_THE_ENGINE.contains(name))
                .sorted()
                .collect(Collectors.joining(", "));
        if (!unknown.isEmpty()) {
            throw Problem.of(Problem.Kind.UNPROCESSABLE, "task.unknown-fields", unknown);
        }
        recordedReferences(task).forEach((name, recorded) -> {
            if (!recorded.equals(task.getVariable(name))) {
                // A hand-over in this very moment changes the record, too, and takes the task away with it.
                throw isGone(task)
                        ? Problem.of(Problem.Kind.CONFLICT, "task.done-meanwhile")
                        : Problem.of(Problem.Kind.UNPROCESSABLE, "task.altered-fact", name);
            }
        });
    }

    private Map<String, Object> recordedReferences(DelegateTask task) {
        var process = ((TaskEntity) task).getExecution().getProcessDefinition().getKey();
        var businessKey = task.getExecution().getProcessBusinessKey();
        return references.get().get(process).of(businessKey, task);
    }

    private static void forget(DelegateTask task, String field) {
        task.removeVariableLocal(field);
        task.removeVariable(field);
    }

    private UserTask userTask(String task) {
        return beans.getBean(task, UserTask.class);
    }
}
