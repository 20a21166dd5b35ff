package kz.bilik.process.engine;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.TaskQuery;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * The filters that every officer finds in the Tasklist: without one it shows no task at all. Whose tasks they find is
 * decided by the rights, the filters only sort them: what the law wants done first stands on top.
 */
@Component
class TaskFilters {

    private static final List<Map<String, String>> COLUMNS = List.of(
            Map.of("name", "number", "label", "Number"),
            Map.of("name", "regionName", "label", "Region"),
            Map.of("name", "professionName", "label", "Profession"));

    private final FilterService filters;
    private final TaskService tasks;

    TaskFilters(FilterService filters, TaskService tasks) {
        this.filters = filters;
        this.tasks = tasks;
    }

    @EventListener(ApplicationStartedEvent.class)
    @Order(3)
    void deploy() {
        filter(
                10,
                "My group's tasks",
                "Tasks of your place that nobody has claimed yet",
                query().taskCandidateGroupInExpression("${currentUserGroups()}"));
        filter(20, "My tasks", "Tasks that you have claimed", query().taskAssigneeExpression("${currentUser()}"));
        // The engine's now() is legal time: in the demo too, a task is overdue when the law says so.
        filter(30, "Overdue", "Tasks whose legal term has passed", query().dueBeforeExpression("${now()}"));
        filter(40, "All tasks", "Every task that you may see", query());
    }

    private TaskQuery query() {
        return tasks.createTaskQuery();
    }

    private void filter(int priority, String name, String description, TaskQuery query) {
        if (filters.createTaskFilterQuery().filterName(name).count() > 0) {
            return;
        }
        var filter = filters.newTaskFilter(name);
        filter.setQuery(query.orderByDueDate().asc());
        filter.setProperties(Map.of(
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
        filters.saveFilter(filter);
    }
}
