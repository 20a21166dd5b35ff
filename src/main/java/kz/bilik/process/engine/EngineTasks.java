package kz.bilik.process.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import kz.bilik.officer.Officer;
import kz.bilik.officer.OfficerTasks;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.springframework.stereotype.Component;

/** The open tasks as the engine's rights show them: to an officer exactly those that he finds in the Tasklist. */
@Component
class EngineTasks implements OfficerTasks {

    /** What the business key of each process is the number of. */
    private static final Map<String, Kind> KINDS = Map.of(
            "application", Kind.CASE,
            "voucher", Kind.CASE,
            "settlement", Kind.ACT,
            "distribution", Kind.DISTRIBUTION);

    private final IdentityService identity;
    private final TaskService tasks;
    private final RuntimeService runtime;

    EngineTasks(IdentityService identity, TaskService tasks, RuntimeService runtime) {
        this.identity = identity;
        this.tasks = tasks;
        this.runtime = runtime;
    }

    @Override
    public Optional<Subject> subject(Officer officer, String task) {
        return seenBy(officer, task)
                // Instances are nobody's to read but the auditor's; whoever may see the task may know its case.
                .map(seen -> runtime.createProcessInstanceQuery()
                        .processInstanceId(seen.getProcessInstanceId())
                        .singleResult())
                .filter(instance -> KINDS.containsKey(instance.getProcessDefinitionKey()))
                .map(instance -> new Subject(KINDS.get(instance.getProcessDefinitionKey()), instance.getBusinessKey()));
    }

    private Optional<Task> seenBy(Officer officer, String task) {
        identity.setAuthentication(officer.id(), List.copyOf(officer.groups()));
        try {
            return Optional.ofNullable(tasks.createTaskQuery().taskId(task).singleResult());
        } finally {
            identity.clearAuthentication();
        }
    }
}
