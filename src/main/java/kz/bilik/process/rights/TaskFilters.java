package kz.bilik.process.rights;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import kz.bilik.officer.Role;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.task.TaskQuery;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * The filters that officers find in the Tasklist: without one it shows no task at all. Whose tasks they find is decided by
 * the rights. Everybody has the general ones; those of a single step are for the role that does it. What the law wants
 * done first stands on top: {@code scripts/due-first.js} asks for it, as long as the officer asks for nothing else.
 */
@Component
class TaskFilters {

    private static final String KEY = "bilik";

    private static final List<Map<String, String>> COLUMNS = List.of(
            Map.of("name", "number", "label", "Number"),
            Map.of("name", "stateName", "label", "State"),
            Map.of("name", "regionName", "label", "Region"),
            Map.of("name", "professionName", "label", "Profession"));

    /** The steps of a role, in the order of the procedure: the id of the task, and the name of its filter. */
    private static final Map<Role, Map<String, String>> STEPS = Map.of(
            Role.CAREER_CENTRE, steps("checkApplication", "Check application"),
            Role.RECOGNITION_CENTRE,
                    steps(
                            "answerApplication", "Answer application",
                            "admitToExam", "Admit holder to exam",
                            "recordExam", "Record exam",
                            "sendAct", "Sign and send act"),
            Role.MOBILITY_CENTRE,
                    steps(
                            "decideCertificate", "Decide on certificate",
                            "acceptAct", "Accept act",
                            "correctPayment", "Put payment right"),
            Role.ACCOUNTANT,
                    steps(
                            "releasePayments", "Release payments",
                            "decidePayment", "Decide on held payment",
                            "confirmPayment", "Confirm payment",
                            "repairPayment", "Repair payment"),
            Role.AUTHORISED_BODY,
                    steps(
                            "setTotals", "Set totals",
                            "adjustShares", "Adjust shares",
                            "approveDistribution", "Approve distribution"));

    private static final String MINE = "My tasks";

    private static final String OVERDUE = "Overdue";

    private final FilterService filters;
    private final TaskService tasks;
    private final Rights rights;
    private final Map<String, String> ids = new ConcurrentHashMap<>();

    TaskFilters(FilterService filters, TaskService tasks, Rights rights) {
        this.filters = filters;
        this.tasks = tasks;
        this.rights = rights;
    }

    @EventListener({ApplicationStartedEvent.class, Rights.GroupsMade.class})
    @Order(3)
    void deploy() {
        forAll(
                10,
                "My group's tasks",
                "Tasks of your place that nobody has claimed yet",
                query().taskCandidateGroupInExpression("${currentUserGroups()}"));
        forAll(20, MINE, "Tasks that you have claimed", query().taskAssigneeExpression("${currentUser()}"));
        forAll(
                25,
                "Due today",
                "Tasks whose term ends today",
                ofTheGroup().dueAfterExpression("${legalDay.begins()}").dueBeforeExpression("${legalDay.ends()}"));
        // The engine's now() is legal time: in the demo too, a task is overdue when the law says so.
        forAll(30, OVERDUE, "Tasks whose term has passed", ofTheGroup().dueBeforeExpression("${now()}"));
        forAll(40, "All tasks", "Every task of your place, claimed or not", ofTheGroup());
        STEPS.forEach((role, steps) -> {
            var priority = new AtomicInteger(50);
            steps.forEach((task, name) -> rights.groupsOf(role)
                    .forEach(grantedTo(filter(
                            priority.getAndIncrement(),
                            "Step: " + name,
                            "Tasks of this step only",
                            ofTheGroup().taskDefinitionKey(task)))));
        });
    }

    /** The id of the list of what is overdue, as this start has found or made it; empty when it was deleted since. */
    Optional<String> overdue() {
        return known(OVERDUE);
    }

    /** The same of the list of what one has taken. */
    Optional<String> mine() {
        return known(MINE);
    }

    private Optional<String> known(String name) {
        return Optional.ofNullable(ids.get(name))
                .filter(id -> filters.createTaskFilterQuery().filterId(id).count() > 0);
    }

    private TaskQuery query() {
        return tasks.createTaskQuery();
    }

    /**
     * The engine would compare every task of the country with every right of the officer; his groups say the same at once.
     */
    private TaskQuery ofTheGroup() {
        return query().taskCandidateGroupInExpression("${currentUserGroups()}").includeAssignedTasks();
    }

    private void forAll(int priority, String name, String description, TaskQuery query) {
        grantedTo(filter(priority, name, description, query)).accept(Rights.OFFICER);
    }

    private Consumer<String> grantedTo(String filter) {
        return group -> rights.grant(group, Resources.FILTER, filter, Permissions.READ);
    }

    /**
     * The id of that filter, made at the first start and as this version has it at each one. It is known by what it was
     * called here: its name may have been saved in the language of an administrator who changed something else of it.
     */
    private String filter(int priority, String name, String description, TaskQuery query) {
        var filter = filters.createTaskFilterQuery().list().stream()
                .filter(known -> name.equals(known.getProperties().get(KEY)))
                .findFirst()
                .orElseGet(() -> filters.newTaskFilter(name));
        filter.setName(name);
        // Without an order: that of a filter would silently stand before the one that the officer chooses.
        filter.setQuery(query);
        filter.setProperties(Map.of(
                KEY,
                name,
                "description",
                description,
                "priority",
                priority,
                "color",
                "#0b5a78",
                "refresh",
                true,
                "showUndefinedVariable",
                false,
                "variables",
                COLUMNS));
        var id = filters.saveFilter(filter).getId();
        ids.put(name, id);
        return id;
    }

    private static Map<String, String> steps(String... idsAndNames) {
        var steps = new LinkedHashMap<String, String>();
        for (int i = 0; i < idsAndNames.length; i += 2) {
            steps.put(idsAndNames[i], idsAndNames[i + 1]);
        }
        return steps;
    }
}
