package kz.bilik.benchmark;

import java.util.Arrays;
import java.util.List;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.springframework.context.ApplicationContext;

/**
 * What an officer's Tasklist asks of the engine when a filter is opened: how many tasks it finds and the first fifteen of
 * them, with his rights in force.
 */
final class TaskListPage {

    private static final int SHOWN = 15;
    private static final int TIMES = 41;

    private final FilterService filters;
    private final IdentityService identity;

    TaskListPage(ApplicationContext product) {
        filters = product.getBean(FilterService.class);
        identity = product.getBean(IdentityService.class);
    }

    /** The names of the filters, in the order in which the Tasklist shows them. */
    List<String> names() {
        return filters.createTaskFilterQuery().list().stream()
                .map(filter -> filter.getName())
                .toList();
    }

    /** The median time that the officer waits for that filter, in milliseconds. */
    double milliseconds(String filter, String officer) {
        var id = filters.createTaskFilterQuery()
                .filterName(filter)
                .singleResult()
                .getId();
        var groups = identity.createGroupQuery().groupMember(officer).list().stream()
                .map(Group::getId)
                .toList();
        identity.setAuthentication(officer, groups);
        try {
            var times = new double[TIMES];
            for (int i = 0; i < TIMES; i++) {
                var began = System.nanoTime();
                filters.count(id);
                filters.listPage(id, 0, SHOWN);
                times[i] = (System.nanoTime() - began) / 1e6;
            }
            Arrays.sort(times);
            return times[TIMES / 2];
        } finally {
            identity.clearAuthentication();
        }
    }
}
