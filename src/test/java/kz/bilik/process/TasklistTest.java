package kz.bilik.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import kz.bilik.officer.Officer;
import kz.bilik.officer.OfficerAccounts;
import kz.bilik.officer.OfficerTasks;
import kz.bilik.support.ProcedureTest;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What an officer can and cannot do with a task, whatever a browser sends. */
@ProcedureTest
class TasklistTest extends Scene {

    private static final String WORDS = "Kaldybayeva-s-own-words-in-the-form";

    @Autowired
    FilterService filters;

    @Autowired
    OfficerTasks officerTasks;

    @Autowired
    OfficerAccounts accounts;

    private void stillAtTheCareerCentre(String application) {
        assertThat(story.openTasks(application)).containsExactly("checkApplication");
        assertThat(outcome(application)).isNull();
        assertThat(reasons(application)).isEmpty();
    }

    // what is submitted

    @Test
    void aTaskWithoutADecisionIsNotDone() {
        var application = story.applies("person-01");

        refused("task.incomplete", () -> story.complete(application, "checkApplication", Map.of()));
        refused("task.incomplete", () -> story.complete(application, "checkApplication", Map.of("decision", "")));
        stillAtTheCareerCentre(application);
    }

    @ParameterizedTest
    @ValueSource(strings = {"approve", "FORWARD", "${true}", "forward'--"})
    void aMadeUpDecisionIsRefused(String decision) {
        var application = story.applies("person-01");

        refused(
                "application.decision-incomplete",
                () -> story.complete(application, "checkApplication", Map.of("decision", decision)));
        stillAtTheCareerCentre(application);
    }

    @Test
    void aDecisionThatIsNoTextIsRefused() {
        var application = story.applies("person-01");

        refused("task.incomplete", () -> story.complete(application, "checkApplication", Map.of("decision", true)));
        stillAtTheCareerCentre(application);
    }

    @Test
    void nothingIsRefusedWithoutAGroundAndItsText() {
        var application = story.applies("person-01");

        refused(
                "application.decision-incomplete",
                () -> story.complete(application, "checkApplication", Map.of("decision", "refuse")));
        refused(
                "application.decision-incomplete",
                () -> story.careerCentreRefuses(application, "INCOMPLETE_DOCUMENTS", " "));
        refused(
                "application.decision-incomplete",
                () -> story.careerCentreRefuses(application, "BAD_MOOD", "It rains"));
        stillAtTheCareerCentre(application);
    }

    @Test
    void aFieldThatTheFormDoesNotHaveIsRefused() {
        var application = story.applies("person-01");

        assertThatThrownBy(() ->
                        story.complete(application, "checkApplication", Map.of("decision", "forward", "discount", 100)))
                .hasMessageContaining("discount");
        stillAtTheCareerCentre(application);
    }

    @ParameterizedTest
    @CsvSource({
        "region, KZ-71",
        "careerCentre, KZ-71-01",
        "recognitionCentre, C-021",
        "applicationNumber, A-2026-71-000001"
    })
    void aReferenceThatIsNotTheRecordsIsRefused(String reference, String altered) {
        var application = story.applies("person-01");

        assertThatThrownBy(() -> story.complete(
                        application, "checkApplication", Map.of("decision", "forward", reference, altered)))
                .hasMessageContaining(reference);
        stillAtTheCareerCentre(application);
    }

    @Test
    void aFactOfAnotherGatewayThatIsSmuggledInIsRefused() {
        var application = story.applies("person-01");
        refused(
                "task.unknown-fields",
                () -> story.complete(
                        application, "checkApplication", Map.of("decision", "forward", "confirmed", true)));
        stillAtTheCareerCentre(application);
    }

    // what is left of it

    @Test
    void whatAnOfficerTypesGoesToTheRecordAndNowhereElse() {
        var refused = story.applies("person-01");
        story.careerCentreRefuses(refused, "FILLED_IN_WRONGLY", WORDS);
        var declined = story.applies("person-02");
        story.careerCentreForwards(declined);
        story.centreDeclines(declined, WORDS);
        var running = story.receivesVoucher("person-03");
        story.centreAdmits(running);
        story.complete(
                vouchers.get(running).application(),
                "recordExam",
                Map.of("examHeld", "no", "cause", "CENTRE", "reason", WORDS));

        assertThat(applications.reasons(refused)).singleElement().satisfies(reason -> assertThat(reason.remark())
                .isEqualTo(WORDS));
        for (var table : List.of("ACT_HI_VARINST", "ACT_HI_DETAIL", "ACT_RU_VARIABLE")) {
            assertThat(database.sql("select count(*) from " + table + " where TEXT_ like '%" + WORDS + "%'")
                            .query(Integer.class)
                            .single())
                    .as(table)
                    .isZero();
            assertThat(database.sql("select distinct NAME_ from " + table)
                            .query(String.class)
                            .list())
                    .as(table)
                    .doesNotContain("reason", "filledInWronglyText", "grounds", "decision", "cause");
        }
    }

    @Test
    void whatAFormShowsIsReadWhenItIsOpenedAndStandsNowhere() {
        var application = story.applies("person-01");
        var task = story.openTask(application, "checkApplication").getId();

        assertThat(tasks.getVariablesLocal(task)).containsOnlyKeys("number", "regionName", "professionName");
        signIn("career-KZ-75-03");
        assertThat(forms.getTaskFormVariables(task))
                .containsEntry("number", application)
                .containsEntry("caseLink", "/cases/" + application)
                .hasEntrySatisfying(
                        "claimsText", claims -> assertThat(claims).asString().isNotBlank())
                .hasEntrySatisfying(
                        "requirementsText", text -> assertThat(text).asString().isNotBlank())
                .hasEntrySatisfying(
                        "deadlineText", text -> assertThat(text).asString().contains("cl. 8"));
        signIn("career-KZ-71-01");
        assertThatThrownBy(() -> forms.getTaskFormVariables(task)).isInstanceOf(AuthorizationException.class);
        identity.clearAuthentication();
        for (var table : List.of("ACT_RU_VARIABLE", "ACT_HI_VARINST")) {
            assertThat(database.sql("select distinct NAME_ from " + table)
                            .query(String.class)
                            .list())
                    .doesNotContain("claimsText", "requirementsText", "deadlineText", "caseLink");
        }
    }

    // who may do it

    @Test
    void anOfficerSeesAndDoesTheTasksOfHisPlaceOnly() {
        var application = story.applies("person-01");
        var task = story.openTask(application, "checkApplication").getId();

        assertThat(seenBy("career-KZ-75-03")).extracting(Task::getId).containsExactly(task);
        for (var stranger : List.of("career-KZ-75-01", "career-KZ-71-01", "mobility-KZ-75", "centre-C-014")) {
            assertThat(seenBy(stranger)).as(stranger).isEmpty();
            signIn(stranger);
            assertThatThrownBy(() -> tasks.complete(task, Map.of("decision", "forward")))
                    .as(stranger)
                    .isInstanceOf(AuthorizationException.class);
            assertThatThrownBy(() -> tasks.claim(task, stranger))
                    .as(stranger)
                    .isInstanceOf(AuthorizationException.class);
            identity.clearAuthentication();
        }
        stillAtTheCareerCentre(application);

        signIn("career-KZ-75-03");
        tasks.claim(task, "career-KZ-75-03");
        tasks.complete(task, Map.of("decision", "forward"));
        identity.clearAuthentication();
        stage.settle();
        assertThat(story.openTasks(application)).containsExactly("answerApplication");
        assertThat(seenBy("centre-C-014")).hasSize(1);
        assertThat(seenBy("centre-C-021")).isEmpty();
        assertThat(seenBy("career-KZ-75-03")).isEmpty();
    }

    @Test
    void anOfficerCannotMoveTheDueDateOfHisTask() {
        var application = story.applies("person-01");
        var task = story.openTask(application, "checkApplication");
        signIn("career-KZ-75-03");
        task.setDueDate(new java.util.Date(0));

        assertThatThrownBy(() -> tasks.saveTask(task)).isInstanceOf(AuthorizationException.class);
        assertThatThrownBy(() -> tasks.setVariable(task.getId(), "region", "KZ-71"))
                .isInstanceOf(AuthorizationException.class);
        assertThatThrownBy(() -> tasks.addCandidateGroup(task.getId(), "career-centre.KZ-71-01"))
                .isInstanceOf(AuthorizationException.class);
    }

    @Test
    void theHeadGivesATaskToAnOfficerOfHisCentreAndToNobodyElse() {
        var application = story.applies("person-01");
        var task = story.openTask(application, "checkApplication").getId();

        signIn("career-KZ-75-03");
        tasks.claim(task, "career-KZ-75-03");

        signIn("head-career-KZ-75-03");
        tasks.setAssignee(task, "head-career-KZ-75-03");
        tasks.setAssignee(task, "career-KZ-75-03");
        assertThat(assignee(task)).isEqualTo("career-KZ-75-03");
        refused("task.assignee-outside", () -> tasks.setAssignee(task, "career-KZ-71-01"));

        for (var stranger : new String[] {"head-career-KZ-71-01", "head-mobility-KZ-75", "head-centre-C-014"}) {
            signIn(stranger);
            for (var assignee : new String[] {stranger, "head-career-KZ-75-03", null}) {
                assertThatThrownBy(() -> tasks.setAssignee(task, assignee))
                        .as(stranger + " to " + assignee)
                        .isInstanceOf(AuthorizationException.class);
            }
        }
        signIn("head-career-KZ-75-03");
        tasks.setAssignee(task, null);
        assertThat(assignee(task)).isNull();
    }

    @Test
    void theRecognitionCentreReadsWhomItAdmitsAndNobodyElseDoes() {
        var voucher = story.receivesVoucher("person-01");
        var application = vouchers.get(voucher).application();
        var task = story.openTask(application, "admitToExam").getId();
        assertThat(holderShown("centre-C-014", "recognition-centre.C-014", task))
                .contains("Әбдіқадыров Нұрлан Серікұлы", "920315390109");
        assertThat(holderShown("admin", "camunda-admin", task)).doesNotContain("Әбдіқадыров", "9203");
        assertThat(holderShown("centre-C-021", "recognition-centre.C-021", task))
                .doesNotContain("Әбдіқадыров", "9203");
        assertThat(database.sql("select officer from case_read where what = 'FORM' and number = ?")
                        .param(application)
                        .query(String.class)
                        .set())
                .containsExactly("centre-C-014");
    }

    private String holderShown(String officer, String group, String task) {
        var shown = new AtomicReference<String>();
        story.as(
                officer,
                Set.of(group),
                () -> shown.set(String.valueOf(forms.getTaskFormVariables(task).get("holderText"))));
        return shown.get();
    }

    @Test
    void onlyWhoGivesATaskIsToldToWhom() {
        var application = story.applies("person-01");
        var task = story.openTask(application, "checkApplication").getId();
        assertThat(colleagues("head-career-KZ-75-03", task))
                .containsExactlyInAnyOrder("career-KZ-75-03", "head-career-KZ-75-03");
        assertThat(colleagues("admin", task)).containsExactlyInAnyOrder("career-KZ-75-03", "head-career-KZ-75-03");
        for (var other : new String[] {"career-KZ-75-03", "head-career-KZ-71-01", "head-mobility-KZ-75", "auditor"}) {
            assertThat(colleagues(other, task)).as(other).isEmpty();
        }

        signIn("career-KZ-75-03");
        tasks.claim(task, "career-KZ-75-03");
        assertThat(colleagues("head-career-KZ-75-03", task)).containsExactly("head-career-KZ-75-03");
    }

    @Test
    void theChiefAccountantGivesTheTasksOfHisAccountants() {
        var voucher = story.receivesVoucher("person-01");
        story.centreAdmits(voucher);
        var act = story.examHeld("17", "KZ-75", voucher).get(0);
        story.centreSigns(act);
        story.mobilityCentreAcceptsAct(act);
        var task = story.openTask(act, "releasePayments").getId();
        assertThat(colleagues("head-mobility-KZ-75", task)).isEmpty();
        assertThat(colleagues("head-accountant-KZ-75", task)).hasSize(2);

        signIn("head-accountant-KZ-75");
        tasks.claim(task, "head-accountant-KZ-75");
        tasks.setAssignee(task, "accountant-KZ-75");
        assertThat(assignee(task)).isEqualTo("accountant-KZ-75");
    }

    private List<String> colleagues(String officer, String task) {
        identity.clearAuthentication();
        return officerTasks.colleagues(new Officer(officer, accounts.groups(officer)), task).stream()
                .map(OfficerTasks.Colleague::id)
                .toList();
    }

    @Test
    void anOfficerTakesATaskAndGivesItBackButNeverToSomebodyElse() {
        var application = story.applies("person-01");
        var task = story.openTask(application, "checkApplication").getId();
        signIn("career-KZ-75-03");
        tasks.claim(task, "career-KZ-75-03");
        refused("task.assignee-not-yours", () -> tasks.setAssignee(task, "head-career-KZ-75-03"));
        tasks.setAssignee(task, null);
        assertThat(assignee(task)).isNull();

        signIn("head-career-KZ-75-03");
        tasks.claim(task, "head-career-KZ-75-03");
        signIn("career-KZ-75-03");
        refused("task.assignee-not-yours", () -> tasks.setAssignee(task, null));
        refused("task.assignee-not-yours", () -> tasks.setAssignee(task, "career-KZ-75-03"));
        assertThat(assignee(task)).isEqualTo("head-career-KZ-75-03");
    }

    @Test
    void eachRoleFindsTheFiltersOfItsOwnSteps() {
        assertThat(filtersOf("career-KZ-75-03"))
                .containsExactly(
                        "My group's tasks", "My tasks", "Due today", "Overdue", "All tasks", "Step: Check application");
        assertThat(filtersOf("head-mobility-KZ-75"))
                .endsWith("All tasks", "Step: Decide on certificate", "Step: Accept act", "Step: Put payment right");
        assertThat(filtersOf("authorised")).endsWith("Step: Adjust shares", "Step: Approve distribution");
        assertThat(filtersOf("accountant-KZ-75"))
                .endsWith(
                        "All tasks",
                        "Step: Release payments",
                        "Step: Decide on held payment",
                        "Step: Confirm payment",
                        "Step: Repair payment");
    }

    @Test
    void theFiltersSortTasksByTheirLegalTerm() {
        story.applies("person-01");
        assertThat(found("career-KZ-75-03", "My group's tasks")).isEqualTo(1);
        assertThat(found("career-KZ-75-03", "Step: Check application")).isEqualTo(1);
        assertThat(found("career-KZ-75-03", "Due today")).isZero();

        stepTo("2026-09-15T00:00");
        assertThat(found("career-KZ-75-03", "Due today")).isEqualTo(1);
        stepTo("2026-09-15T23:59");
        assertThat(found("career-KZ-75-03", "Due today")).isEqualTo(1);
        assertThat(found("career-KZ-75-03", "Overdue")).isZero();

        stepTo("2026-09-16T00:00");
        assertThat(found("career-KZ-75-03", "Due today")).isZero();
        assertThat(found("career-KZ-75-03", "Overdue")).isEqualTo(1);
        assertThat(found("career-KZ-71-01", "Overdue")).as("another centre").isZero();
    }

    private List<String> filtersOf(String officer) {
        signIn(officer);
        try {
            return filters.createTaskFilterQuery().list().stream()
                    .sorted(Comparator.comparing(
                            filter -> ((Number) filter.getProperties().get("priority")).intValue()))
                    .map(Filter::getName)
                    .toList();
        } finally {
            identity.clearAuthentication();
        }
    }

    private long found(String officer, String name) {
        var filter = filters.createTaskFilterQuery().filterName(name).singleResult();
        signIn(officer);
        try {
            return filters.count(filter.getId());
        } finally {
            identity.clearAuthentication();
        }
    }

    private String assignee(String task) {
        return tasks.createTaskQuery().taskId(task).singleResult().getAssignee();
    }

    @Test
    void theAuditorReadsEverythingAndCancelsNothing() {
        var application = story.applies("person-01");
        var task = story.openTask(application, "checkApplication").getId();
        var job = management.createJobQuery().timers().list().stream()
                .filter(timer -> timer.getProcessInstanceId() != null)
                .findFirst()
                .orElseThrow();
        signIn("auditor");

        var instance = runtime.createProcessInstanceQuery().singleResult();
        assertThat(instance.getBusinessKey()).isEqualTo(application);
        assertThat(tasks.createTaskQuery().list()).extracting(Task::getId).containsExactly(task);
        assertThat(history.createHistoricActivityInstanceQuery().list()).isNotEmpty();
        assertThatThrownBy(() -> runtime.deleteProcessInstance(instance.getId(), "because"))
                .isInstanceOf(AuthorizationException.class);
        assertThatThrownBy(() -> runtime.suspendProcessInstanceById(instance.getId()))
                .isInstanceOf(AuthorizationException.class);
        assertThatThrownBy(() -> runtime.setVariable(instance.getId(), "region", "KZ-71"))
                .isInstanceOf(AuthorizationException.class);
        assertThatThrownBy(() -> tasks.complete(task, Map.of("decision", "forward")))
                .isInstanceOf(AuthorizationException.class);
        assertThatThrownBy(() -> management.executeJob(job.getId())).isInstanceOf(AuthorizationException.class);
        identity.clearAuthentication();
        stillAtTheCareerCentre(application);
    }
}
