package kz.bilik.process.task;

import java.util.Map;
import java.util.function.BiConsumer;
import kz.bilik.problem.Problem;
import org.camunda.bpm.engine.impl.TaskQueryImpl;
import org.camunda.bpm.engine.impl.TaskServiceImpl;
import org.camunda.bpm.engine.impl.cmd.CompleteTaskCmd;
import org.camunda.bpm.engine.impl.cmd.ResolveTaskCmd;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.task.TaskQuery;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.jspecify.annotations.Nullable;

/**
 * The engine's tasks, completed by what their form asks and by nothing else. Each call of the engine's interface, of the
 * webapps and of the product comes through here before a variable is written; a submitted form comes by {@link FormWords}.
 */
public final class TasksByForm extends TaskServiceImpl {

    private final UserTaskListeners listeners;

    public TasksByForm(UserTaskListeners listeners) {
        this.listeners = listeners;
    }

    @Override
    public TaskQuery createTaskQuery() {
        var query = new TaskQueryImpl(commandExecutor);
        query.addValidator(ValuesOnly.INSTANCE);
        return query;
    }

    @Override
    public void complete(String task) {
        complete(task, null);
    }

    @Override
    public void complete(String task, @Nullable Map<String, Object> variables) {
        commandExecutor.execute(new Completion(task, variables, false, false, listeners::refuseWhatIsNotAsked));
    }

    @Override
    public VariableMap completeWithVariablesInReturn(
            String task, @Nullable Map<String, Object> variables, boolean deserialized) {
        return commandExecutor.execute(
                new Completion(task, variables, true, deserialized, listeners::refuseWhatIsNotAsked));
    }

    @Override
    public void resolveTask(String task) {
        resolveTask(task, null);
    }

    @Override
    public void resolveTask(String task, @Nullable Map<String, Object> variables) {
        commandExecutor.execute(new Resolution(task, variables, listeners::refuseWhatIsNotAsked));
    }

    /**
     * No diagram has an error that an officer may throw: it would leave the step without its decision.
     *
     * @throws Problem {@code task.only-by-form}
     */
    @Override
    public void handleBpmnError(
            String task, String code, @Nullable String message, @Nullable Map<String, Object> variables) {
        throw Problem.of(Problem.Kind.FORBIDDEN, "task.only-by-form");
    }

    @Override
    public void handleBpmnError(String task, String code) {
        handleBpmnError(task, code, null, null);
    }

    @Override
    public void handleBpmnError(String task, String code, String message) {
        handleBpmnError(task, code, message, null);
    }

    /**
     * As {@link #handleBpmnError(String, String, String, Map)}.
     *
     * @throws Problem {@code task.only-by-form}
     */
    @Override
    public void handleEscalation(String task, String code, @Nullable Map<String, Object> variables) {
        throw Problem.of(Problem.Kind.FORBIDDEN, "task.only-by-form");
    }

    @Override
    public void handleEscalation(String task, String code) {
        handleEscalation(task, code, null);
    }

    private static VariableMap asSent(@Nullable Map<String, Object> variables) {
        return variables == null ? Variables.createVariables() : Variables.fromMap(variables);
    }

    /** Who may complete the task is judged first. */
    private static final class Completion extends CompleteTaskCmd {

        private final transient BiConsumer<TaskEntity, VariableMap> check;

        private Completion(
                String task,
                @Nullable Map<String, Object> variables,
                boolean answering,
                boolean deserialized,
                BiConsumer<TaskEntity, VariableMap> check) {
            super(task, variables, answering, deserialized);
            this.check = check;
        }

        @Override
        protected void checkCompleteTask(TaskEntity task, CommandContext command) {
            super.checkCompleteTask(task, command);
            check.accept(task, asSent(variables));
        }
    }

    private static final class Resolution extends ResolveTaskCmd {

        private final transient BiConsumer<TaskEntity, VariableMap> check;

        private Resolution(
                String task, @Nullable Map<String, Object> variables, BiConsumer<TaskEntity, VariableMap> check) {
            super(task, variables);
            this.check = check;
        }

        @Override
        protected void checkCompleteTask(TaskEntity task, CommandContext command) {
            super.checkCompleteTask(task, command);
            check.accept(task, asSent(variables));
        }
    }
}
