package kz.bilik.process.task;

import java.sql.Timestamp;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.bilik.calendar.LegalClock;
import kz.bilik.casefile.ColumnWords;
import kz.bilik.language.Language;
import kz.bilik.officer.Officer;
import kz.bilik.officer.OfficerTasks.Colleague;
import kz.bilik.officer.OfficersBoard;
import kz.bilik.officer.Place;
import kz.bilik.problem.Problem;
import kz.bilik.process.words.GroupNames;
import kz.bilik.process.words.ModelTexts;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskAlreadyClaimedException;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.runtime.VariableInstance;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The board of a head, from the engine's open tasks. */
@Component
class EngineBoard implements OfficersBoard {

    private static final Comparator<Colleague> BY_NAME =
            Comparator.comparing(Colleague::name, Language.KK.order()).thenComparing(Colleague::id);

    private final IdentityService identity;
    private final TaskService tasks;
    private final RuntimeService runtime;
    private final JdbcClient jdbc;
    private final LegalClock clock;
    private final ModelTexts texts;
    private final GroupNames groups;
    private final ColumnWords columns;
    private final TransactionTemplate transaction;

    EngineBoard(
            IdentityService identity,
            TaskService tasks,
            RuntimeService runtime,
            JdbcClient jdbc,
            LegalClock clock,
            ModelTexts texts,
            GroupNames groups,
            ColumnWords columns,
            PlatformTransactionManager transactions) {
        this.identity = identity;
        this.tasks = tasks;
        this.runtime = runtime;
        this.jdbc = jdbc;
        this.clock = clock;
        this.texts = texts;
        this.groups = groups;
        this.columns = columns;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public List<Overview> places(Officer head, Language language) {
        return headed(head)
                .map(place -> new Overview(place, groups.in(language, place.group()), loads(place)))
                .sorted(Comparator.comparing(Overview::name, language.order()))
                .toList();
    }

    private static Stream<Place> headed(Officer head) {
        return head.places().filter(Place::ofHeads).map(place -> new Place(place.role(), place.code(), false));
    }

    /** By one statement: a place may have thousands. */
    private List<Load> loads(Place place) {
        var counted = new HashMap<String, Load>();
        jdbc.sql(
                        """
                        select t.ASSIGNEE_, count(*) as open_, sum(case when t.DUE_DATE_ < ? then 1 else 0 end) as overdue_
                        from ACT_RU_IDENTITYLINK l join ACT_RU_TASK t on t.ID_ = l.TASK_ID_
                        where l.GROUP_ID_ = ? and l.TYPE_ = 'candidate' group by t.ASSIGNEE_""")
                .params(Timestamp.from(clock.now().toInstant()), place.group())
                .query(row -> {
                    counted.put(
                            Objects.requireNonNullElse(row.getString("ASSIGNEE_"), ""),
                            new Load(null, row.getLong("open_"), row.getLong("overdue_")));
                });
        var members = members(place);
        var busy = new HashSet<>(counted.keySet());
        busy.remove("");
        members.keySet().forEach(busy::remove);
        var all = new LinkedHashMap<>(members);
        all.putAll(named(busy));
        var nobodys = counted.getOrDefault("", new Load(null, 0, 0));
        return Stream.concat(
                        Stream.of(nobodys),
                        all.values().stream().sorted(BY_NAME).map(officer -> {
                            var load = counted.getOrDefault(officer.id(), nobodys);
                            return counted.containsKey(officer.id())
                                    ? new Load(officer, load.tasks(), load.overdue())
                                    : new Load(officer, 0, 0);
                        }))
                .toList();
    }

    private Map<String, Colleague> members(Place place) {
        return identity.createUserQuery().memberOfGroup(place.group()).list().stream()
                .map(EngineBoard::named)
                .collect(Collectors.toMap(Colleague::id, officer -> officer));
    }

    private Map<String, Colleague> named(Set<String> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        var known = identity.createUserQuery().userIdIn(ids.toArray(String[]::new)).list().stream()
                .map(EngineBoard::named)
                .collect(Collectors.toMap(Colleague::id, officer -> officer));
        return ids.stream().collect(Collectors.toMap(id -> id, id -> known.getOrDefault(id, new Colleague(id, id))));
    }

    private static Colleague named(User user) {
        var name = Stream.of(user.getFirstName(), user.getLastName())
                .filter(part -> part != null && !part.isBlank())
                .collect(Collectors.joining(" "));
        return new Colleague(user.getId(), name.isEmpty() ? user.getId() : name);
    }

    @Override
    public Optional<Rows> tasks(
            Officer head, Place place, Which which, String officer, Language language, int offset, int limit) {
        if (headed(head).noneMatch(place::equals)) {
            return Optional.empty();
        }
        var query = tasks.createTaskQuery().taskCandidateGroup(place.group()).includeAssignedTasks();
        switch (which) {
            case ALL -> {}
            case OVERDUE -> query.dueBefore(Date.from(clock.now().toInstant()));
            case NOBODYS -> query.taskUnassigned();
            case OF_OFFICER -> query.taskAssignee(officer);
        }
        var found = query.count();
        var page = query.orderByDueDate().asc().orderByTaskId().asc().listPage(offset, limit);
        return Optional.of(new Rows(rows(page, language), found));
    }

    private List<Row> rows(List<Task> page, Language language) {
        if (page.isEmpty()) {
            return List.of();
        }
        var words = columns.in(language);
        var listed = runtime
                .createVariableInstanceQuery()
                .taskIdIn(page.stream().map(Task::getId).toArray(String[]::new))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        VariableInstance::getTaskId,
                        Collectors.toMap(VariableInstance::getName, variable -> said(words, variable))));
        var officers = named(
                page.stream().map(Task::getAssignee).filter(Objects::nonNull).collect(Collectors.toSet()));
        return page.stream()
                .map(task -> row(task, listed.getOrDefault(task.getId(), Map.of()), officers, language))
                .toList();
    }

    private static String said(Map<String, UnaryOperator<String>> words, VariableInstance variable) {
        return words.getOrDefault(variable.getName(), UnaryOperator.identity())
                .apply(String.valueOf(variable.getValue()));
    }

    private Row row(Task task, Map<String, String> listed, Map<String, Colleague> officers, Language language) {
        var due = task.getDueDate() == null
                ? null
                : task.getDueDate().toInstant().atZone(LegalClock.ZONE).toOffsetDateTime();
        return new Row(
                task.getId(),
                texts.in(language, task.getName()),
                listed.getOrDefault("number", ""),
                listed.getOrDefault("professionName", ""),
                due,
                due != null && due.isBefore(clock.now()),
                listed.getOrDefault("stateName", ""),
                task.getAssignee() == null ? null : officers.get(task.getAssignee()));
    }

    @Override
    public void give(Officer head, String task, @Nullable String had, @Nullable String to) {
        try {
            // With the engine's own checks, as if he did it in the Tasklist.
            identity.setAuthentication(head.id(), List.copyOf(head.groups()));
            EngineCalls.unwrapped(() -> transaction.executeWithoutResult(begun -> assign(head, task, had, to)));
        } catch (TaskAlreadyClaimedException | OptimisticLockingException meanwhile) {
            throw Problem.of(Problem.Kind.CONFLICT, "task.changed-hands");
        } finally {
            identity.clearAuthentication();
        }
    }

    private void assign(Officer head, String id, @Nullable String had, @Nullable String to) {
        var task = tasks.createTaskQuery().taskId(id).singleResult();
        if (task == null || !Objects.equals(task.getAssignee(), had)) {
            throw Problem.of(Problem.Kind.CONFLICT, "task.changed-hands");
        }
        if (Objects.equals(had, to)) {
            return;
        }
        if (had == null) {
            // A task that nobody has is taken first: only whoever has it, and his head, gives it on.
            tasks.claim(id, head.id());
        }
        if (!(had == null && head.id().equals(to))) {
            tasks.setAssignee(id, to);
        }
    }
}
