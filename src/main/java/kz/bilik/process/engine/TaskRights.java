package kz.bilik.process.engine;

import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.impl.cfg.auth.DefaultAuthorizationProvider;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;

/**
 * The group of a task's place gets its rights when the task is created. The engine would look twice in the database
 * whether a task that is not there yet has such rights already.
 */
final class TaskRights extends DefaultAuthorizationProvider {

    @Override
    protected AuthorizationEntity getGrantAuthorizationByGroupId(String group, Resource resource, String task) {
        return isBeingCreated(task) ? null : super.getGrantAuthorizationByGroupId(group, resource, task);
    }

    private static boolean isBeingCreated(String id) {
        var cache = Context.getCommandContext().getDbEntityManager().getDbEntityCache();
        var task = cache.get(TaskEntity.class, id);
        return task != null && cache.isTransient(task);
    }
}
