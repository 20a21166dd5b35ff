package kz.bilik.process.rights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import javax.sql.DataSource;
import kz.bilik.support.Stage;
import kz.bilik.support.Story;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** Whoever leaves takes his rights along; the next one of the same id begins with nothing. */
abstract class WhoLeaves {

    private static final String OFFICER = "leaving-officer";
    private static final String PLACE = "career-centre.KZ-75-03";
    private static final String HEADS = PLACE + ".head";

    @Autowired
    TaskFilters lists;

    @Autowired
    Stage stage;

    @Autowired
    Story story;

    @Autowired
    IdentityService identity;

    @Autowired
    AuthorizationService rights;

    @Autowired
    TaskService tasks;

    @Autowired
    RuntimeService runtime;

    @Autowired
    HistoryService history;

    @Autowired
    FilterService filters;

    @Autowired
    Rights groups;

    @Autowired
    JdbcClient database;

    @Autowired
    DataSource dataSource;

    private String task;

    @BeforeEach
    void anOfficerHasTakenATask() {
        stage.clear();
        task = story.openTask(story.applies("person-01"), "checkApplication").getId();
        appoint();
        claim();
    }

    @AfterEach
    void begin() {
        identity.clearAuthentication();
        identity.deleteUser(OFFICER);
        groups.establish();
    }

    private void appoint() {
        var user = identity.newUser(OFFICER);
        user.setPassword("A word of nobody, 1!");
        identity.saveUser(user);
        identity.createMembership(OFFICER, "officer");
        identity.createMembership(OFFICER, PLACE);
    }

    private void claim() {
        as(OFFICER, () -> tasks.claim(task, OFFICER));
    }

    @Test
    void theNextAccountOfTheSameIdHasNothing() {
        var filter = filters.newTaskFilter("his own").setOwner(OFFICER);
        filters.saveFilter(filter);
        grant("admin", null, Resources.FILTER, filter.getId());
        grant(OFFICER, null, Resources.PROCESS_DEFINITION, "*");
        as("admin", () -> identity.deleteUser(OFFICER));
        appoint();
        identity.deleteMembership(OFFICER, PLACE);
        identity.deleteMembership(OFFICER, "officer");

        assertThat(ofUser(OFFICER))
                .extracting(Authorization::getResourceType)
                .containsExactly(Resources.USER.resourceType());
        assertThat(ofUser(OFFICER)).extracting(Authorization::getResourceId).containsExactly(OFFICER);
        assertThat(seenBy(OFFICER)).isEmpty();
        assertThat(tasks.createTaskQuery().taskId(task).singleResult().getAssignee())
                .isNull();
        assertThat(history.createHistoricTaskInstanceQuery()
                        .taskId(task)
                        .singleResult()
                        .getAssignee())
                .isNull();
        assertThat(filters.createFilterQuery().filterOwner(OFFICER).count()).isZero();
        assertThat(rights.createAuthorizationQuery()
                        .resourceType(Resources.FILTER)
                        .resourceId(filter.getId())
                        .count())
                .isZero();
        assertThat(seenBy("career-KZ-75-03"))
                .as("back with the group")
                .extracting(Task::getId)
                .contains(task);
    }

    @Test
    void evenWhatIsSuspendedIsGivenBack() {
        runtime.suspendProcessInstanceById(processOf(task));
        as("admin", () -> identity.deleteUser(OFFICER));
        assertThat(tasks.createTaskQuery().taskId(task).singleResult().getAssignee())
                .isNull();
        runtime.activateProcessInstanceById(processOf(task));
        as("career-KZ-75-03", () -> tasks.claim(task, "career-KZ-75-03"));
    }

    @Test
    void whoMayNotDeleteAnAccountTakesNothingFromIt() {
        var before = ofUser(OFFICER).size();
        assertThatThrownBy(() -> as("career-KZ-75-03", () -> identity.deleteUser(OFFICER)))
                .isInstanceOf(AuthorizationException.class);
        assertThatThrownBy(() -> as("career-KZ-75-03", () -> identity.deleteMembership(OFFICER, PLACE)))
                .isInstanceOf(AuthorizationException.class);
        assertThatThrownBy(() -> as("career-KZ-75-03", () -> identity.deleteGroup(PLACE)))
                .isInstanceOf(AuthorizationException.class);
        assertThat(ofUser(OFFICER)).hasSize(before);
        assertThat(tasks.createTaskQuery().taskId(task).singleResult().getAssignee())
                .isEqualTo(OFFICER);
    }

    @Test
    void whoIsTakenOutOfAGroupLosesWhatHeTookAndItsHeadsKnowHimNoMore() {
        assertThat(readsUser("head-career-KZ-75-03", OFFICER)).isTrue();
        assertThat(seenBy(OFFICER)).hasSize(1);
        as("admin", () -> identity.deleteMembership(OFFICER, PLACE));
        assertThat(seenBy(OFFICER)).isEmpty();
        assertThat(tasks.createTaskQuery().taskId(task).singleResult().getAssignee())
                .isNull();
        assertThat(ofUser(OFFICER)).noneMatch(right -> right.getResourceType() == Resources.TASK.resourceType());
        assertThat(readsUser("head-career-KZ-75-03", OFFICER)).isFalse();
    }

    @Test
    void whoHasATaskByAnotherGroupAsWellKeepsIt() {
        tasks.addCandidateGroup(task, "career-centre.KZ-71-01");
        identity.createMembership(OFFICER, "career-centre.KZ-71-01");
        as("admin", () -> identity.deleteMembership(OFFICER, PLACE));
        assertThat(tasks.createTaskQuery().taskId(task).singleResult().getAssignee())
                .isEqualTo(OFFICER);
        assertThat(seenBy(OFFICER)).hasSize(1);
        as("admin", () -> identity.deleteMembership(OFFICER, "career-centre.KZ-71-01"));
        assertThat(seenBy(OFFICER)).isEmpty();
    }

    @Test
    void aDeletedGroupTakesItsRightsAlongAndAPlaceOfTheCatalogueHasThemAgainWithTheNextStart() {
        as("head-career-KZ-75-03", () -> tasks.setAssignee(task, OFFICER));
        as("admin", () -> {
            identity.deleteGroup(PLACE);
            identity.deleteGroup(HEADS);
        });
        assertThat(ofGroup(PLACE)).isEmpty();
        assertThat(ofGroup(HEADS)).isEmpty();
        assertThat(seenBy(OFFICER)).isEmpty();
        assertThat(tasks.createTaskQuery().taskId(task).singleResult().getAssignee())
                .isNull();

        var anew = identity.newGroup(PLACE);
        anew.setName(PLACE);
        identity.saveGroup(anew);
        identity.createMembership(OFFICER, PLACE);
        assertThat(seenBy(OFFICER)).as("a new group of the old id").isEmpty();
        identity.deleteGroup(PLACE);

        groups.establish();
        lists.deploy();
        identity.createMembership(OFFICER, PLACE);
        identity.createMembership("career-KZ-75-03", PLACE);
        identity.createMembership("head-career-KZ-75-03", PLACE);
        identity.createMembership("head-career-KZ-75-03", HEADS);
        assertThat(seenBy(OFFICER)).extracting(Task::getId).containsExactly(task);
        claim();
        as("head-career-KZ-75-03", () -> tasks.setAssignee(task, "career-KZ-75-03"));
    }

    @Test
    void theLastAdministratorStays() {
        var administrators =
                identity.createUserQuery().memberOfGroup("camunda-admin").count();
        assertThat(administrators).isEqualTo(1);
        as("admin", () -> {
            assertThatThrownBy(() -> identity.deleteMembership("admin", "camunda-admin"))
                    .hasStackTraceContaining("officer.last-administrator");
            assertThatThrownBy(() -> identity.deleteUser("admin"))
                    .hasStackTraceContaining("officer.last-administrator");
        });
        assertThat(identity.createUserQuery().memberOfGroup("camunda-admin").count())
                .isEqualTo(1);
    }

    @Test
    void theScriptRemovesWhatEarlierDeletionsLeftBehindAndNothingElse() {
        grant("*", null, Resources.APPLICATION, "welcome");
        var left =
                story.openTask(story.applies("person-02"), "checkApplication").getId();
        var before = all();
        grant("gone-officer", null, Resources.PROCESS_DEFINITION, "*");
        grant(null, "gone-group", Resources.TASK, "*");
        var filter = filters.newTaskFilter("of somebody who is gone").setOwner("gone-officer");
        filters.saveFilter(filter);
        grant("admin", null, Resources.FILTER, filter.getId());
        database.sql("update ACT_RU_TASK set ASSIGNEE_ = 'gone-officer' where ID_ = ?")
                .param(left)
                .update();
        grant("auditor", null, Resources.TASK, left);

        new ResourceDatabasePopulator(new ClassPathResource("db/engine/V3__rights_of_who_is_gone.sql"))
                .execute(dataSource);

        assertThat(all()).isEqualTo(before);
        assertThat(filters.createFilterQuery().filterOwner("gone-officer").count())
                .isZero();
        assertThat(tasks.createTaskQuery().taskId(left).singleResult().getAssignee())
                .isNull();
        assertThat(tasks.createTaskQuery().taskId(task).singleResult().getAssignee())
                .isEqualTo(OFFICER);
        assertThat(seenBy(OFFICER)).hasSize(2);
        rights.createAuthorizationQuery()
                .userIdIn("*")
                .resourceId("welcome")
                .list()
                .forEach(right -> rights.deleteAuthorization(right.getId()));
    }

    private long all() {
        return rights.createAuthorizationQuery().count();
    }

    private String processOf(String id) {
        return tasks.createTaskQuery().taskId(id).singleResult().getProcessInstanceId();
    }

    private List<Authorization> ofUser(String user) {
        return rights.createAuthorizationQuery().userIdIn(user).list();
    }

    private List<Authorization> ofGroup(String group) {
        return rights.createAuthorizationQuery().groupIdIn(group).list();
    }

    private void grant(String user, String group, Resources resource, String id) {
        var right = rights.createNewAuthorization(
                "*".equals(user) ? Authorization.AUTH_TYPE_GLOBAL : Authorization.AUTH_TYPE_GRANT);
        right.setUserId(user);
        right.setGroupId(group);
        right.setResource(resource);
        right.setResourceId(id);
        right.addPermission(resource == Resources.APPLICATION ? Permissions.ACCESS : Permissions.READ);
        rights.saveAuthorization(right);
    }

    private boolean readsUser(String reader, String user) {
        return rights.isUserAuthorized(reader, groupsOf(reader), Permissions.READ, Resources.USER, user);
    }

    private List<Task> seenBy(String officer) {
        identity.setAuthentication(officer, groupsOf(officer));
        try {
            return tasks.createTaskQuery().list();
        } finally {
            identity.clearAuthentication();
        }
    }

    private void as(String officer, Runnable deed) {
        identity.setAuthentication(officer, groupsOf(officer));
        try {
            deed.run();
        } finally {
            identity.clearAuthentication();
        }
    }

    private List<String> groupsOf(String officer) {
        return identity.createGroupQuery().groupMember(officer).list().stream()
                .map(org.camunda.bpm.engine.identity.Group::getId)
                .toList();
    }
}
