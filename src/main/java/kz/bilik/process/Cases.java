package kz.bilik.process;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import kz.bilik.problem.Problem;
import kz.bilik.process.task.EngineCalls;
import kz.bilik.process.task.References;
import org.camunda.bpm.engine.MismatchingMessageCorrelationException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.exception.NullValueException;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;

/** How the pages find the case that a module speaks of, by the business key of its process. */
final class Cases {

    /** The engine's own task query joins every table that some criterion might concern, and is several times as slow. */
    private static final String OPEN_TASK =
            """
            select T.* from ACT_RU_EXECUTION E
            join ACT_RE_PROCDEF D on D.ID_ = E.PROC_DEF_ID_ and D.KEY_ = #{process}
            join ACT_RU_TASK T on T.PROC_INST_ID_ = E.ID_ and T.TASK_DEF_KEY_ = #{task}
            where E.BUSINESS_KEY_ = #{businessKey} and E.PARENT_ID_ is null""";

    private Cases() {}

    static String reference(VariableScope scope, String variable) {
        return Objects.requireNonNull((String) scope.getVariable(variable), variable);
    }

    /**
     * The id of the open user task of that case.
     *
     * @throws Problem with that code (CONFLICT) when the case does not stand at that task
     */
    static String openTask(TaskService tasks, String process, String businessKey, String task, String code) {
        return first(open(tasks, process, businessKey, task), code, businessKey);
    }

    /** Whether that case stands at that user task. */
    static boolean stands(TaskService tasks, String process, String businessKey, String task) {
        return !open(tasks, process, businessKey, task).isEmpty();
    }

    private static List<Task> open(TaskService tasks, String process, String businessKey, String task) {
        return tasks.createNativeTaskQuery()
                .sql(OPEN_TASK)
                .parameter("process", process)
                .parameter("businessKey", businessKey)
                .parameter("task", task)
                .list();
    }

    /**
     * Begins the open user task of that case anew after a reference of the case has changed: whoever had the task loses it
     * with its rights, and the diagram gives the new one its group, its due date and its timer.
     *
     * @throws Problem with that code (CONFLICT) when the case does not stand at that task
     */
    static void beginAnew(
            RuntimeService runtime,
            TaskService tasks,
            String process,
            String businessKey,
            String task,
            Map<String, Object> changed,
            String code) {
        var open = open(tasks, process, businessKey, task).stream()
                .findFirst()
                .orElseThrow(() -> Problem.of(Problem.Kind.CONFLICT, code, businessKey));
        runtime.setVariables(open.getProcessInstanceId(), changed);
        EngineCalls.unwrapped(() -> runtime.createProcessInstanceModification(open.getProcessInstanceId())
                .cancelAllForActivity(task)
                .startBeforeActivity(task)
                .execute());
    }

    /** The running instance of that process and business key. */
    static Optional<ProcessInstance> instance(RuntimeService runtime, String process, String businessKey) {
        return Optional.ofNullable(runtime.createProcessInstanceQuery()
                .processDefinitionKey(process)
                .processInstanceBusinessKey(businessKey)
                .singleResult());
    }

    /** The id of the first of these tasks; a problem of that code when there is none. */
    static String first(List<Task> tasks, String code, String number) {
        return tasks.stream()
                .findFirst()
                .orElseThrow(() -> Problem.of(Problem.Kind.CONFLICT, code, number))
                .getId();
    }

    /**
     * Hands a message to the one instance of that process and business key that waits for it.
     *
     * @param changed the references of the case that are other ones from then on
     */
    static void correlateCase(
            RuntimeService runtime,
            String process,
            String businessKey,
            String message,
            String code,
            Map<String, Object> changed) {
        var instance = instance(runtime, process, businessKey)
                .orElseThrow(() -> Problem.of(Problem.Kind.CONFLICT, code, businessKey));
        correlate(runtime, instance.getId(), message, code, businessKey, changed);
    }

    /** Hands a message to that instance; a problem of that code when it does not wait for it. */
    static void correlate(RuntimeService runtime, String instance, String message, String code, String number) {
        correlate(runtime, instance, message, code, number, Map.of());
    }

    private static void correlate(
            RuntimeService runtime,
            String instance,
            String message,
            String code,
            String number,
            Map<String, Object> changed) {
        atOnce(
                () -> {
                    try {
                        runtime.createMessageCorrelation(message)
                                .processInstanceId(instance)
                                .setVariables(changed)
                                .correlate();
                    } catch (MismatchingMessageCorrelationException notWaiting) {
                        throw Problem.of(Problem.Kind.CONFLICT, code, number);
                    }
                },
                () -> runtime.createProcessInstanceQuery()
                                .processInstanceId(instance)
                                .count()
                        > 0,
                code,
                number);
    }

    /**
     * Completes the open task of that id.
     *
     * @throws Problem with that code (CONFLICT) when another call has completed it meanwhile; {@code web.try-again}
     *     (UNAVAILABLE) when another call is about to
     */
    static void complete(TaskService tasks, String task, Map<String, Object> submission, String code, String number) {
        atOnce(
                () -> tasks.complete(task, submission),
                () -> tasks.createTaskQuery().taskId(task).count() > 0,
                code,
                number);
    }

    /** Goes on with a case that another call may be taking on in this very moment: the engine then finds only a part of it. */
    private static void atOnce(Runnable call, BooleanSupplier stands, String code, String number) {
        EngineCalls.unwrapped(() -> {
            try {
                call.run();
            } catch (NullPointerException | ProcessEngineException torn) {
                if (EngineCalls.problem(torn).isEmpty() && !stands.getAsBoolean()) {
                    throw Problem.of(Problem.Kind.CONFLICT, code, number);
                }
                if (torn instanceof NullPointerException || torn instanceof NullValueException) {
                    throw Problem.of(Problem.Kind.UNAVAILABLE, "web.try-again");
                }
                throw torn;
            }
        });
    }

    /** Hands a message to that execution, which waits for it. */
    static void receive(RuntimeService runtime, String message, String execution, String code, String number) {
        atOnce(
                () -> runtime.messageEventReceived(message, execution),
                () -> runtime.createExecutionQuery().executionId(execution).count() > 0,
                code,
                number);
    }

    static References references(String process, BiFunction<String, VariableScope, Map<String, Object>> recorded) {
        return new References() {

            @Override
            public String process() {
                return process;
            }

            @Override
            public Map<String, Object> of(String businessKey, VariableScope scope) {
                return recorded.apply(businessKey, scope);
            }
        };
    }
}
