package kz.bilik.process.rights;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import kz.bilik.officer.Place;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.authorization.TaskPermissions;
import org.camunda.bpm.engine.impl.cfg.auth.DefaultAuthorizationProvider;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;

/**
 * The group of a task's place gets its rights when the task is created. The engine would look twice in the database
 * whether a task that is not there yet has such rights already. Whoever takes a task may give it back, and the heads of
 * its place may give it to somebody else; to whom, {@link Assignment} judges. The engine takes that right for one to change
 * the task in other ways too: the door of the webapps lets none of these through.
 * Whoever may read a task may read its history ({@link TaskVisibility}); the engine would keep rights of their own for that,
 * which nobody takes away when the task is done.
 * So that the Tasklist lets them name an officer, the heads of a place know the accounts of its officers, and no others.
 */
public final class TaskRights extends DefaultAuthorizationProvider {

    @Override
    public AuthorizationEntity[] newTaskAssignee(Task task, String before, String now) {
        var rights = super.newTaskAssignee(task, before, now);
        if (now == null || rights == null) {
            return rights;
        }
        Arrays.stream(rights)
                .filter(right -> right.getResourceType() == Resources.TASK.resourceType())
                .forEach(right -> right.addPermission(TaskPermissions.TASK_ASSIGN));
        var ofTheHeads = ((TaskEntity) task)
                .getCandidates().stream()
                        .map(IdentityLink::getGroupId)
                        .filter(Objects::nonNull)
                        .flatMap(place -> Place.headsOf(place).stream())
                        .map(heads -> ofTheHead(task.getId(), heads));
        return Stream.concat(Arrays.stream(rights), ofTheHeads).toArray(AuthorizationEntity[]::new);
    }

    @Override
    public AuthorizationEntity[] groupMembershipCreated(String group, String officer) {
        return Place.headsOf(group)
                .filter(heads -> Context.getCommandContext()
                                .getReadOnlyIdentityProvider()
                                .findGroupById(heads)
                        != null)
                .filter(heads -> super.getGrantAuthorizationByGroupId(heads, Resources.USER, officer) == null)
                .map(heads -> new AuthorizationEntity[] {
                    createGrantAuthorization(null, heads, Resources.USER, officer, Permissions.READ)
                })
                .orElse(null);
    }

    /** No rights in the history beside those in the task. */
    @Override
    protected boolean isHistoricInstancePermissionsEnabled() {
        return false;
    }

    private AuthorizationEntity ofTheHead(String task, String head) {
        var known = super.getGrantAuthorizationByGroupId(head, Resources.TASK, task);
        if (known != null) {
            return known;
        }
        var right = createGrantAuthorization(null, head, Resources.TASK, task, Permissions.READ);
        right.addPermission(TaskPermissions.TASK_ASSIGN);
        return right;
    }

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
