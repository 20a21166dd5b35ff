package kz.bilik.process.rights;

import java.util.List;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.authorization.TaskPermissions;
import org.camunda.bpm.engine.impl.HistoricDetailQueryImpl;
import org.camunda.bpm.engine.impl.HistoricIdentityLinkLogQueryImpl;
import org.camunda.bpm.engine.impl.HistoricTaskInstanceQueryImpl;
import org.camunda.bpm.engine.impl.HistoricVariableInstanceQueryImpl;
import org.camunda.bpm.engine.impl.TaskQueryImpl;
import org.camunda.bpm.engine.impl.UserOperationLogQueryImpl;
import org.camunda.bpm.engine.impl.db.AuthorizationCheck;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationManager;

/**
 * Which tasks a query may find: what the engine says, asked so that the answer comes in time. No check is left out here,
 * whoever asks and whatever a client sends.
 */
public final class TaskVisibility extends AuthorizationManager {

    /**
     * The engine knows two forms of the same check. While nothing was ever revoked it joins the tasks with all rights of the
     * caller, by a condition that no index answers: the time grows with the square of a centre's open tasks. The form that
     * also knows revoked rights looks for each task's own rights, by an index, and finds the same tasks.
     */
    @Override
    public void configureTaskQuery(TaskQueryImpl query) {
        super.configureTaskQuery(query);
        query.getAuthCheck().setRevokeAuthorizationCheckEnabled(true);
    }

    /**
     * All groups of the caller. The engine leaves out those that have no right at all, which changes no answer, and reads
     * the rights of the whole country in each command to know which they are.
     */
    @Override
    public List<String> filterAuthenticatedGroupIds(List<String> groups) {
        return groups == null ? List.of() : groups;
    }

    /** The entries of the tab History beside a form. */
    @Override
    public void configureUserOperationLogQuery(UserOperationLogQueryImpl query) {
        super.configureUserOperationLogQuery(query);
        asTheTask(query.getAuthCheck());
    }

    @Override
    public void configureHistoricTaskInstanceQuery(HistoricTaskInstanceQueryImpl query) {
        super.configureHistoricTaskInstanceQuery(query);
        asTheTask(query.getAuthCheck());
    }

    @Override
    public void configureHistoricIdentityLinkQuery(HistoricIdentityLinkLogQueryImpl query) {
        super.configureHistoricIdentityLinkQuery(query);
        asTheTask(query.getAuthCheck());
    }

    @Override
    public void configureHistoricVariableInstanceQuery(HistoricVariableInstanceQueryImpl query) {
        super.configureHistoricVariableInstanceQuery(query);
        asTheTask(query.getAuthCheck());
    }

    @Override
    public void configureHistoricDetailQuery(HistoricDetailQueryImpl query) {
        super.configureHistoricDetailQuery(query);
        asTheTask(query.getAuthCheck());
    }

    /**
     * The history of a task is read by whoever may read the task, and as long as that is so. Rights in the history alone,
     * as the engine asks for here, would stay behind for ever.
     */
    private static void asTheTask(AuthorizationCheck check) {
        check.getPermissionChecks().getAllPermissionChecks().stream()
                .filter(one -> one.getResource() == Resources.HISTORIC_TASK)
                .forEach(one -> {
                    one.setResource(Resources.TASK);
                    one.setPermission(TaskPermissions.READ);
                });
    }

    /** Hands it out wherever the engine asks for its own. */
    public static SessionFactory factory() {
        return new SessionFactory() {

            @Override
            public Class<?> getSessionType() {
                return AuthorizationManager.class;
            }

            @Override
            public Session openSession() {
                return new TaskVisibility();
            }
        };
    }
}
