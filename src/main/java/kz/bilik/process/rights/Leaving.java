package kz.bilik.process.rights;

import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.bilik.identity.Iin;
import kz.bilik.officer.AccountEnded;
import kz.bilik.officer.Place;
import kz.bilik.officer.Role;
import kz.bilik.problem.Problem;
import org.camunda.bpm.engine.EntityTypes;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.history.UserOperationLogEntry;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.identity.IdentityOperationResult;
import org.camunda.bpm.engine.impl.identity.db.DbIdentityServiceProvider;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.oplog.UserOperationLogContext;
import org.camunda.bpm.engine.impl.oplog.UserOperationLogContextEntryBuilder;
import org.camunda.bpm.engine.impl.persistence.entity.PropertyChange;
import org.camunda.bpm.engine.impl.persistence.entity.UserEntity;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.task.TaskQuery;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What is the same for an account by whatever way the engine is told of it: it bears no personal number, a password that
 * somebody else has set is a first one, and whoever leaves takes his rights along. The engine deletes an account or a group and leaves what they could do where it is: the
 * next account of the same id would get it. Here it goes in the same transaction, by whatever way the engine is told: rights,
 * tasks (back to their group), filters. Who is only taken out of a group loses what he had by it, on tasks that he took.
 */
public final class Leaving extends DbIdentityServiceProvider {

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    private Leaving(JdbcClient jdbc, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.events = events;
    }

    /**
     * Hands it out wherever the engine asks for its accounts.
     *
     * @param jdbc on the engine's database: takes part in the engine's transaction
     * @param events hears of accounts that are gone
     */
    public static SessionFactory factory(JdbcClient jdbc, ApplicationEventPublisher events) {
        return new SessionFactory() {

            @Override
            public Class<?> getSessionType() {
                return Leaving.class;
            }

            @Override
            public Session openSession() {
                return new Leaving(jdbc, events);
            }
        };
    }

    /** @throws Problem {@code officer.personal-number} when id, name or mail would hold an IIN */
    @Override
    public IdentityOperationResult saveUser(User user) {
        var account = (UserEntity) user;
        // An earlier account keeps the id that it has.
        var kept = Stream.of(user.getFirstName(), user.getLastName(), user.getEmail());
        if ((account.getRevision() == 0 ? Stream.concat(Stream.of(user.getId()), kept) : kept)
                .filter(Objects::nonNull)
                .anyMatch(Iin::isWithin)) {
            throw Problem.of(Problem.Kind.UNPROCESSABLE, "officer.personal-number");
        }
        var setsPassword = account.hasNewPassword();
        var setsProfile = account.getRevision() > 0 && isOtherwiseCalled(user);
        var result = super.saveUser(user);
        if (account.getRevision() > 0 && setsPassword) {
            tell("password");
        }
        if (setsProfile) {
            tell("profile");
        }
        if (setsPassword) {
            update("delete from first_password where officer = ?", user.getId());
            var by = getCurrentAuthentication();
            // What the product sets by itself at its start, its operator has chosen.
            if (by != null && by.getUserId() != null && !by.getUserId().equals(user.getId())) {
                update("insert into first_password (officer) values (?)", user.getId());
            }
        }
        return result;
    }

    private boolean isOtherwiseCalled(User user) {
        return jdbc.sql("select FIRST_, LAST_, EMAIL_ from ACT_ID_USER where ID_ = ?")
                .param(user.getId())
                .query((row, number) -> !(Objects.equals(row.getString("FIRST_"), user.getFirstName())
                        && Objects.equals(row.getString("LAST_"), user.getLastName())
                        && Objects.equals(row.getString("EMAIL_"), user.getEmail())))
                .optional()
                .orElse(false);
    }

    /**
     * The engine logs each change of an account in the same words: what was changed becomes an entry of the same operation,
     * without the values. Nothing is logged of what the product does by itself.
     */
    private void tell(String changed) {
        var told = new UserOperationLogContext();
        told.addEntry(
                UserOperationLogContextEntryBuilder.entry(UserOperationLogEntry.OPERATION_TYPE_UPDATE, EntityTypes.USER)
                        .category(UserOperationLogEntry.CATEGORY_ADMIN)
                        .propertyChanges(new PropertyChange(changed, null, null))
                        .create());
        Context.getCommandContext().getOperationLogManager().logUserOperations(told);
    }

    @Override
    public IdentityOperationResult deleteUser(String user) {
        keepTheLastAdministrator(user);
        var result = super.deleteUser(user);
        if (isDone(result)) {
            giveBack(task -> true, tasks -> tasks.taskAssignee(user));
            // What is suspended can only be given back past the engine.
            update(
                    "update ACT_RU_TASK set ASSIGNEE_ = null, REV_ = REV_ + 1 where ASSIGNEE_ = ? and SUSPENSION_STATE_ = 2",
                    user);
            update("delete from ACT_RU_IDENTITYLINK where USER_ID_ = ?", user);
            update(
                    """
                    delete from ACT_RU_AUTHORIZATION where RESOURCE_TYPE_ = ?
                    and RESOURCE_ID_ in (select ID_ from ACT_RU_FILTER where OWNER_ = ?)""",
                    Resources.FILTER.resourceType(),
                    user);
            update("delete from ACT_RU_FILTER where OWNER_ = ?", user);
            update("delete from ACT_RU_AUTHORIZATION where USER_ID_ = ?", user);
            update("delete from first_password where officer = ?", user);
            events.publishEvent(new AccountEnded(user, AccountEnded.Cause.DELETED));
        }
        return result;
    }

    @Override
    public IdentityOperationResult deleteGroup(String group) {
        var members = allowed(() -> createUserQuery().memberOfGroup(group).list());
        var result = super.deleteGroup(group);
        if (isDone(result)) {
            members.stream().map(User::getId).forEach(member -> leaves(member, group));
            update("delete from ACT_RU_AUTHORIZATION where GROUP_ID_ = ?", group);
        }
        return result;
    }

    @Override
    public IdentityOperationResult deleteMembership(String user, String group) {
        if (group.equals(Role.ADMINISTRATOR.group())) {
            keepTheLastAdministrator(user);
        }
        var result = super.deleteMembership(user, group);
        if (isDone(result)) {
            leaves(user, group);
        }
        return result;
    }

    /** Whoever acts leaves somebody who can make accounts: without one nobody in the product could undo it. */
    private void keepTheLastAdministrator(String leaving) {
        if (getCurrentAuthentication() != null
                && allowed(() -> createUserQuery()
                                .memberOfGroup(Role.ADMINISTRATOR.group())
                                .list())
                        .stream()
                        .map(User::getId)
                        .allMatch(leaving::equals)) {
            throw Problem.of(Problem.Kind.CONFLICT, "officer.last-administrator");
        }
    }

    /** Nothing that he took as an officer of that place is his any more, unless he has it by another group as well. */
    private void leaves(String user, String group) {
        var others = allowed(() -> createGroupQuery().groupMember(user).list()).stream()
                .map(Group::getId)
                .filter(other -> !other.equals(group))
                .collect(Collectors.toSet());
        giveBack(
                task -> candidates(task).noneMatch(others::contains),
                tasks -> tasks.taskAssignee(user).taskCandidateGroup(group).includeAssignedTasks());
        update(
                """
                delete from ACT_RU_AUTHORIZATION where USER_ID_ = ? and RESOURCE_TYPE_ = ?
                and exists (select 1 from ACT_RU_IDENTITYLINK l
                            where l.TASK_ID_ = RESOURCE_ID_ and l.GROUP_ID_ = ? and l.TYPE_ = 'candidate')
                and not exists (select 1 from ACT_RU_IDENTITYLINK l
                                join ACT_ID_MEMBERSHIP m on m.GROUP_ID_ = l.GROUP_ID_
                                where l.TASK_ID_ = RESOURCE_ID_ and l.TYPE_ = 'candidate'
                                and m.USER_ID_ = ? and m.GROUP_ID_ <> ?)""",
                user,
                Resources.TASK.resourceType(),
                group,
                user,
                group);
        Place.headsOf(group)
                .ifPresent(heads -> update(
                        "delete from ACT_RU_AUTHORIZATION where GROUP_ID_ = ? and RESOURCE_TYPE_ = ? and RESOURCE_ID_ = ?",
                        heads,
                        Resources.USER.resourceType(),
                        user));
    }

    /** By the engine's own step, so that history and deadlines know of it. */
    private static void giveBack(Predicate<Task> which, UnaryOperator<TaskQuery> query) {
        allowed(() -> {
            var tasks = service();
            query.apply(tasks.createTaskQuery().active()).list().stream()
                    .filter(which)
                    .forEach(task -> tasks.setAssignee(task.getId(), null));
            return null;
        });
    }

    private static Stream<String> candidates(Task task) {
        return service().getIdentityLinksForTask(task.getId()).stream()
                .map(IdentityLink::getGroupId)
                .filter(Objects::nonNull);
    }

    private static TaskService service() {
        return Context.getProcessEngineConfiguration().getTaskService();
    }

    /** Whoever may delete the account may do what comes with it. */
    private static <T> T allowed(Callable<T> deed) {
        return Context.getCommandContext().runWithoutAuthorization(deed);
    }

    private void update(String sql, Object... parameters) {
        jdbc.sql(sql).params(parameters).update();
    }

    private static boolean isDone(IdentityOperationResult result) {
        return IdentityOperationResult.OPERATION_DELETE.equals(result.getOperation());
    }
}
