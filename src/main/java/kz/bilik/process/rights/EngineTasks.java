package kz.bilik.process.rights;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.bilik.calendar.LegalClock;
import kz.bilik.language.Language;
import kz.bilik.officer.Officer;
import kz.bilik.officer.OfficerTasks;
import kz.bilik.officer.Role;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
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

    private static final Comparator<Colleague> BY_NAME =
            Comparator.comparing(Colleague::name, Language.KK.order()).thenComparing(Colleague::id);

    /** Whose places have tasks. */
    private static final Set<Role> WITH_TASKS = EnumSet.of(
            Role.CAREER_CENTRE, Role.RECOGNITION_CENTRE, Role.MOBILITY_CENTRE, Role.ACCOUNTANT, Role.AUTHORISED_BODY);

    private final IdentityService identity;
    private final TaskService tasks;
    private final RuntimeService runtime;
    private final JdbcClient jdbc;
    private final FilterService filters;
    private final TaskFilters lists;

    EngineTasks(
            IdentityService identity,
            TaskService tasks,
            RuntimeService runtime,
            JdbcClient jdbc,
            FilterService filters,
            TaskFilters lists) {
        this.filters = filters;
        this.lists = lists;
        this.identity = identity;
        this.tasks = tasks;
        this.runtime = runtime;
        this.jdbc = jdbc;
    }

    @Override
    public List<Open> open(Collection<String> numbers) {
        return jdbc.sql("select task, due, officer from bilik_open_task where business_key in (:numbers)"
                        + " order by due, task")
                .param("numbers", numbers)
                .query((row, index) -> new Open(row.getString("task"), due(row), row.getString("officer")))
                .list();
    }

    /** The engine keeps the local time of the zone in which the product runs. */
    private static @Nullable OffsetDateTime due(ResultSet row) throws SQLException {
        var due = row.getTimestamp("due");
        return due == null ? null : OffsetDateTime.ofInstant(due.toInstant(), LegalClock.ZONE);
    }

    @Override
    public Optional<Waiting> waiting(Officer officer) {
        if (officer.places().noneMatch(place -> WITH_TASKS.contains(place.role()))
                || !officer.groups().contains(Rights.OFFICER)) {
            return Optional.empty();
        }
        return as(officer, () -> lists.overdue()
                .flatMap(overdue -> lists.mine().map(mine -> new Waiting(counted(overdue), counted(mine)))));
    }

    private ListOfTasks counted(String filter) {
        return new ListOfTasks(filter, filters.count(filter));
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

    @Override
    public Map<String, Subject> subjects(Officer officer, Collection<String> asked) {
        if (asked.isEmpty()) {
            return Map.of();
        }
        var seen = as(officer, () -> tasks.createTaskQuery()
                .taskIdIn(asked.toArray(String[]::new))
                .list());
        var instances = seen.stream().map(Task::getProcessInstanceId).collect(Collectors.toSet());
        if (instances.isEmpty()) {
            return Map.of();
        }
        var subjects = runtime.createProcessInstanceQuery().processInstanceIds(instances).list().stream()
                .filter(instance -> KINDS.containsKey(instance.getProcessDefinitionKey()))
                .collect(Collectors.toMap(
                        ProcessInstance::getId,
                        instance ->
                                new Subject(KINDS.get(instance.getProcessDefinitionKey()), instance.getBusinessKey())));
        return seen.stream()
                .filter(task -> subjects.containsKey(task.getProcessInstanceId()))
                .collect(Collectors.toMap(Task::getId, task -> subjects.get(task.getProcessInstanceId())));
    }

    @Override
    public List<Colleague> colleagues(Officer officer, String task) {
        var seen = seenBy(officer, task);
        if (seen.isEmpty()) {
            return List.of();
        }
        return tasks.getIdentityLinksForTask(task).stream()
                .map(IdentityLink::getGroupId)
                .filter(Objects::nonNull)
                .filter(place -> Assignment.gives(officer.groups(), place))
                .flatMap(place -> identity.createUserQuery().memberOfGroup(place).list().stream())
                .filter(colleague -> !colleague.getId().equals(seen.get().getAssignee()))
                .map(EngineTasks::named)
                .distinct()
                .sorted(BY_NAME)
                .toList();
    }

    private static Colleague named(User user) {
        var name = Stream.of(user.getFirstName(), user.getLastName())
                .filter(part -> part != null && !part.isBlank())
                .collect(Collectors.joining(" "));
        return new Colleague(user.getId(), name.isEmpty() ? user.getId() : name);
    }

    private Optional<Task> seenBy(Officer officer, String task) {
        return as(
                officer,
                () -> Optional.ofNullable(tasks.createTaskQuery().taskId(task).singleResult()));
    }

    private <T> T as(Officer officer, Supplier<T> asked) {
        identity.setAuthentication(officer.id(), List.copyOf(officer.groups()));
        try {
            return asked.get();
        } finally {
            identity.clearAuthentication();
        }
    }
}
