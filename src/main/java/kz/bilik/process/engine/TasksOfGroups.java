package kz.bilik.process.engine;

import java.util.Objects;
import java.util.stream.Stream;
import org.camunda.bpm.engine.impl.HistoricTaskInstanceQueryImpl;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.persistence.entity.HistoricTaskInstanceManager;

/**
 * Cockpit asks the history how many open tasks belong to groups. The history keeps no groups (decision 4), so that it would
 * count none: of open tasks the same is asked of the tasks themselves, which have theirs.
 */
final class TasksOfGroups extends HistoricTaskInstanceManager {

    @Override
    public long findHistoricTaskInstanceCountByQueryCriteria(HistoricTaskInstanceQueryImpl query) {
        return query.isUnfinished() && asksForGroups(query) && asksForNothingElse(query)
                ? ofOpenTasks(query)
                : super.findHistoricTaskInstanceCountByQueryCriteria(query);
    }

    private static boolean asksForGroups(HistoricTaskInstanceQueryImpl query) {
        return is(query.isWithCandidateGroups()) || is(query.isWithoutCandidateGroups());
    }

    private static boolean asksForNothingElse(HistoricTaskInstanceQueryImpl query) {
        return !query.isOrQueryActive()
                && !query.isFinished()
                && !query.isProcessFinished()
                && query.getVariables().isEmpty()
                && Stream.of(
                                query.getProcessInstanceId(),
                                query.getRootProcessInstanceId(),
                                query.getProcessInstanceBusinessKey(),
                                query.getProcessInstanceBusinessKeys(),
                                query.getProcessInstanceBusinessKeyLike(),
                                query.getProcessDefinitionId(),
                                query.getProcessDefinitionKey(),
                                query.getProcessDefinitionName(),
                                query.getTaskId(),
                                query.getTaskName(),
                                query.getTaskNameLike(),
                                query.getTaskDefinitionKeys(),
                                query.getTaskAssignee(),
                                query.getTaskAssigneeLike(),
                                query.getTaskInvolvedGroup(),
                                query.getTaskInvolvedUser(),
                                query.getTaskHadCandidateGroup(),
                                query.getTaskHadCandidateUser(),
                                query.getDueDate(),
                                query.getDueBefore(),
                                query.getDueAfter(),
                                query.getStartedBefore(),
                                query.getStartedAfter())
                        .allMatch(Objects::isNull);
    }

    private static long ofOpenTasks(HistoricTaskInstanceQueryImpl query) {
        var tasks = Context.getProcessEngineConfiguration().getTaskService().createTaskQuery();
        if (is(query.isAssigned())) {
            tasks.taskAssigned();
        }
        if (is(query.isUnassigned())) {
            tasks.taskUnassigned();
        }
        if (is(query.isWithCandidateGroups())) {
            tasks.withCandidateGroups();
        }
        if (is(query.isWithoutCandidateGroups())) {
            tasks.withoutCandidateGroups();
        }
        return tasks.count();
    }

    private static boolean is(Boolean asked) {
        return Boolean.TRUE.equals(asked);
    }

    /** Hands it out wherever the engine asks for its own. */
    static SessionFactory factory() {
        return new SessionFactory() {

            @Override
            public Class<?> getSessionType() {
                return HistoricTaskInstanceManager.class;
            }

            @Override
            public Session openSession() {
                return new TasksOfGroups();
            }
        };
    }
}
