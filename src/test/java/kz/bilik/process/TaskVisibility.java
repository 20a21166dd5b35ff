package kz.bilik.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.GenericManagerFactory;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationManager;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.task.TaskQuery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Which tasks an officer finds, whatever he asks: the same as with the engine's own check, and none of another place. On
 * the database of the class that extends this one.
 */
abstract class TaskVisibility extends Scene {

    private static final List<String> OFFICERS = List.of(
            "career-KZ-75-03",
            "head-career-KZ-75-03",
            "head-career-KZ-71-01",
            "centre-C-014",
            "centre-C-021",
            "mobility-KZ-75",
            "analyst",
            "auditor",
            "admin");

    /** Who sees every task. */
    private static final Set<String> SEE_ALL = Set.of("auditor", "admin");

    @Autowired
    FilterService filters;

    @Autowired
    AuthorizationService rights;

    @Autowired
    ProcessEngine engine;

    private final List<String> granted = new ArrayList<>();
    // Nothing happens between the questions of a test.
    private final Map<String, Set<String>> ofThePlace = new HashMap<>();

    @AfterEach
    void takeRightsBack() {
        identity.clearAuthentication();
        granted.forEach(rights::deleteAuthorization);
    }

    @Test
    void eachFilterFindsWhatItFindsWithTheEnginesOwnCheckWhateverTheClientAdds() {
        tasksOfManyPlaces();
        var found = 0;
        for (var officer : OFFICERS) {
            for (var filter : filtersOf(officer)) {
                for (var addition : additions(officer).entrySet()) {
                    found += compareAnswers(
                            officer + ", " + filter.getName() + ", " + addition.getKey(), officer, () -> {
                                var list = ids(filters.list(
                                        filter.getId(), addition.getValue().get()));
                                return new Answer(list, list.size(), false);
                            });
                }
                compareAnswers(officer + ", " + filter.getName() + ", counted", officer, () -> {
                    var list = ids(filters.list(filter.getId()));
                    return new Answer(list, filters.count(filter.getId()), false);
                });
            }
        }
        assertThat(found).as("tasks found in all").isGreaterThan(200);
    }

    @Test
    void eachQueryFindsWhatItFindsWithTheEnginesOwnCheck() {
        tasksOfManyPlaces();
        for (var officer : OFFICERS) {
            additions(officer).forEach((what, query) -> compare(officer + ", " + what, officer, query));
        }
    }

    @Test
    void theFilterOfAllTasksFindsEveryTaskOfThePlace() {
        tasksOfManyPlaces();
        for (var officer : OFFICERS) {
            assertThat(seenInTheFilterBy(officer)).as(officer).isEqualTo(ofThePlaceOf(officer));
        }
    }

    private Set<String> seenInTheFilterBy(String officer) {
        var all = filtersOf(officer).stream()
                .filter(filter -> filter.getName().equals("All tasks"))
                .findFirst()
                .orElseThrow();
        return answer(officer, () -> new Answer(ids(filters.list(all.getId())), 0, false))
                .tasks();
    }

    @Test
    void whoseRightIsRevokedFindsTheTaskNoMore() {
        var task =
                story.openTask(story.applies("person-01"), "checkApplication").getId();
        assertThat(seenBy("career-KZ-75-03")).hasSize(1);

        var revoked = rights.createNewAuthorization(Authorization.AUTH_TYPE_REVOKE);
        revoked.setUserId("career-KZ-75-03");
        revoked.setResource(Resources.TASK);
        revoked.setResourceId(task);
        revoked.removePermission(Permissions.READ);
        granted.add(rights.saveAuthorization(revoked).getId());

        assertThat(seenBy("career-KZ-75-03")).isEmpty();
        assertThat(seenInTheFilterBy("career-KZ-75-03")).isEmpty();
        assertThat(seenInTheFilterBy("head-career-KZ-75-03")).containsExactly(task);
    }

    @Test
    void whoLosesTheRightOfHisGroupFindsTheTaskNoMore() {
        var task =
                story.openTask(story.applies("person-01"), "checkApplication").getId();
        assertThat(seenInTheFilterBy("career-KZ-75-03")).containsExactly(task);

        rights.createAuthorizationQuery()
                .groupIdIn("career-centre.KZ-75-03")
                .resourceType(Resources.TASK)
                .resourceId(task)
                .list()
                .forEach(right -> rights.deleteAuthorization(right.getId()));

        assertThat(seenBy("career-KZ-75-03")).isEmpty();
        assertThat(seenInTheFilterBy("career-KZ-75-03")).isEmpty();
    }

    /** As the search above the list of tasks asks, with "match case" off. */
    @Test
    void theSearchFindsEachKazakhLetterSmallOrCapital() {
        var task =
                story.openTask(story.applies("person-01"), "checkApplication").getId();
        for (var letter : "ә ғ қ ң ө ұ ү һ і".split(" ")) {
            var capital = letter.toUpperCase(Locale.ROOT);
            for (var value : List.of("а" + letter + "а", "А" + capital + "А")) {
                tasks.setVariableLocal(task, "professionName", value);
                for (var sought : List.of(letter, capital)) {
                    assertThat(query().matchVariableValuesIgnoreCase()
                                    .taskVariableValueLike("professionName", "%" + sought + "%")
                                    .list())
                            .as(sought + " in " + value)
                            .hasSize(1);
                    assertThat(query().taskVariableValueLike("professionName", "%" + sought + "%")
                                    .count())
                            .as(sought + " in " + value + ", case matched")
                            .isEqualTo(value.contains(sought) ? 1 : 0);
                }
            }
        }
    }

    /** Two centres of one region and one of another, claimed, given on, and forwarded to recognition centres. */
    private void tasksOfManyPlaces() {
        story.applies("person-01");
        claimed(story.applies("person-02"), "career-KZ-75-03");
        var givenOn = claimed(story.applies("person-03"), "career-KZ-75-03");
        signIn("head-career-KZ-75-03");
        tasks.setAssignee(givenOn, "head-career-KZ-75-03");
        identity.clearAuthentication();
        story.applies("person-06", form -> form.put("careerCentre", "KZ-75-01"));
        claimed(story.applies("person-15", form -> form.put("careerCentre", "KZ-71-01")), "career-KZ-71-01");
        story.careerCentreForwards(story.applies("person-05"));
        var toBeAdmitted = story.applies("person-08");
        story.careerCentreForwards(toBeAdmitted);
        story.centreConfirms(toBeAdmitted);
        var act = story.examHeld("B-1", "KZ-75", admitted("person-10")).get(0);
        story.centreSigns(act);
        assertThat(tasks.createTaskQuery().count()).isGreaterThanOrEqualTo(8);
    }

    private String admitted(String person) {
        var voucher = story.receivesVoucher(person);
        story.centreAdmits(voucher);
        return voucher;
    }

    private String claimed(String application, String officer) {
        var task = story.openTask(application, "checkApplication").getId();
        signIn(officer);
        tasks.claim(task, officer);
        identity.clearAuthentication();
        return task;
    }

    /** What a client may add to a filter, with the best or the worst of intentions. */
    private Map<String, Supplier<TaskQuery>> additions(String officer) {
        var other = officer.endsWith("career-KZ-71-01") ? "career-KZ-75-03" : "career-KZ-71-01";
        var othersGroup = "career-centre." + other.substring("career-".length());
        var groups = List.copyOf(groups(officer));
        var additions = new LinkedHashMap<String, Supplier<TaskQuery>>();
        additions.put("nothing", this::query);
        additions.put("own groups", () -> query().taskCandidateGroupIn(groups).includeAssignedTasks());
        additions.put("another group", () -> query().taskCandidateGroup(othersGroup));
        additions.put("another group, claimed", () -> query().taskCandidateGroupIn(List.of(othersGroup))
                .includeAssignedTasks());
        additions.put("own and other groups", () -> query().taskCandidateGroupIn(with(groups, othersGroup))
                .includeAssignedTasks());
        additions.put("groups like", () -> query().taskCandidateGroupLike("%").includeAssignedTasks());
        additions.put("another's groups", () -> query().taskCandidateUser(other).includeAssignedTasks());
        additions.put(
                "own groups by user", () -> query().taskCandidateUser(officer).includeAssignedTasks());
        additions.put("own", () -> query().taskAssignee(officer));
        additions.put("another's", () -> query().taskAssignee(other));
        additions.put("somebody's", () -> query().taskAssigneeLike("%"));
        additions.put("one of two", () -> query().taskAssigneeIn(officer, other));
        additions.put("claimed", () -> query().taskAssigned());
        additions.put("unclaimed", () -> query().taskUnassigned());
        additions.put("another involved", () -> query().taskInvolvedUser(other));
        additions.put("with groups", () -> query().withCandidateGroups().includeAssignedTasks());
        additions.put("without groups", () -> query().withoutCandidateGroups().includeAssignedTasks());
        additions.put("name", () -> query().taskNameLike("%"));
        additions.put("case", () -> query().processInstanceBusinessKeyLike("%"));
        additions.put("variable", () -> query().taskVariableValueLike("number", "%"));
        additions.put("definition", () -> query().processDefinitionKeyIn("application", "voucher", "settlement"));
        additions.put(
                "or name",
                () -> query().or().taskNameLike("%").taskAssigneeLike("%").endOr());
        additions.put("or group", () -> query().or()
                .taskCandidateGroupIn(with(groups, othersGroup))
                .taskAssignee(other)
                .endOr());
        additions.put("or user", () -> query().or()
                .taskCandidateUser(other)
                .taskNameLike("%")
                .includeAssignedTasks()
                .endOr());
        additions.put("own or other, twice", () -> query().or()
                .taskAssignee(officer)
                .taskAssignee(other)
                .endOr()
                .or()
                .taskCandidateGroup(othersGroup)
                .processInstanceBusinessKeyLike("%")
                .endOr());
        return additions;
    }

    private TaskQuery query() {
        return tasks.createTaskQuery();
    }

    private static List<String> with(List<String> groups, String other) {
        var all = new ArrayList<>(groups);
        all.add(other);
        return all;
    }

    /** Finds the same as with the engine's own check, and nothing of another place; answers how many. */
    private int compare(String what, String officer, Supplier<TaskQuery> question) {
        return compareAnswers(what, officer, () -> {
            var query = question.get();
            return new Answer(ids(query.list()), query.count(), false);
        });
    }

    private int compareAnswers(String what, String officer, Supplier<Answer> question) {
        var ours = answer(officer, question);
        assertThat(ours).as(what).isEqualTo(withTheEnginesCheck(() -> answer(officer, question)));
        assertThat(ours.count()).as(what).isEqualTo(ours.tasks().size());
        if (!SEE_ALL.contains(officer)) {
            assertThat(ours.tasks())
                    .as(what + ": of his place")
                    .isSubsetOf(ofThePlace.computeIfAbsent(officer, this::ofThePlaceOf));
        }
        return ours.tasks().size();
    }

    private record Answer(Set<String> tasks, long count, boolean refused) {}

    private Answer answer(String officer, Supplier<Answer> question) {
        signIn(officer);
        try {
            return question.get();
        } catch (ProcessEngineException refused) {
            // A filter by groups takes no candidate user.
            assertThat(refused).hasStackTraceContaining("Invalid query usage");
            return new Answer(Set.of(), 0, true);
        } finally {
            identity.clearAuthentication();
        }
    }

    private static Set<String> ids(List<Task> tasks) {
        assertThat(tasks).extracting(Task::getId).doesNotHaveDuplicates();
        return tasks.stream().map(Task::getId).collect(Collectors.toSet());
    }

    /** Read from the tasks themselves, without any right: those of his groups and those that he has. */
    private Set<String> ofThePlaceOf(String officer) {
        var groups = groups(officer);
        return tasks.createTaskQuery().list().stream()
                .filter(task -> officer.equals(task.getAssignee())
                        || tasks.getIdentityLinksForTask(task.getId()).stream()
                                .map(IdentityLink::getGroupId)
                                .anyMatch(groups::contains))
                .map(Task::getId)
                .collect(Collectors.toSet());
    }

    private List<Filter> filtersOf(String officer) {
        signIn(officer);
        try {
            return filters.createTaskFilterQuery().list();
        } finally {
            identity.clearAuthentication();
        }
    }

    private <T> T withTheEnginesCheck(Supplier<T> question) {
        var factories = ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration()).getSessionFactories();
        var ours = factories.put(AuthorizationManager.class, new GenericManagerFactory(AuthorizationManager.class));
        try {
            return question.get();
        } finally {
            factories.put(AuthorizationManager.class, ours);
        }
    }
}
