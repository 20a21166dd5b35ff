package kz.bilik.benchmark;

import java.util.Map;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;

/** Drives cases of an engine without polling, the same way for the product and for the bare engine. */
final class EngineDriver {

    private final RuntimeService runtime;
    private final TaskService tasks;
    private final ManagementService management;

    EngineDriver(ProcessEngine engine) {
        runtime = engine.getRuntimeService();
        tasks = engine.getTaskService();
        management = engine.getManagementService();
    }

    /** Runs the asynchronous steps of that case, one after the other, until it waits for somebody or has ended. */
    void runJobs(String process, String businessKey) {
        var instance = runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(businessKey, process)
                .singleResult();
        while (true) {
            var jobs = management
                    .createJobQuery()
                    .processInstanceId(instance.getId())
                    .messages()
                    .list();
            if (jobs.isEmpty()) {
                return;
            }
            jobs.forEach(job -> management.executeJob(job.getId()));
        }
    }

    /** Completes the open task of that case as an officer would. */
    void complete(String process, String businessKey, String task, Map<String, Object> submission) {
        var open = tasks.createTaskQuery()
                .processDefinitionKey(process)
                .processInstanceBusinessKey(businessKey)
                .taskDefinitionKey(task)
                .list();
        if (open.isEmpty()) {
            throw new IllegalStateException(businessKey + " does not stand at " + task);
        }
        tasks.complete(open.get(0).getId(), submission);
    }
}
