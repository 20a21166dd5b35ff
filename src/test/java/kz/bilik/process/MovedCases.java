package kz.bilik.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.bilik.migration.Migrations;
import kz.bilik.migration.Migrations.Left;
import kz.bilik.migration.Migrations.Outcome;
import kz.bilik.migration.Migrations.State;
import kz.bilik.migration.MovingCases.Refusal;
import kz.bilik.migration.MovingCases.Why;
import kz.bilik.problem.Problem;
import kz.bilik.process.gate.Ungated;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Running cases are moved to another version of their diagram: whole, or not at all. On the database of the class that extends
 * this one.
 */
abstract class MovedCases extends Scene {

    private static final List<String> OF_CASES = List.of("application", "voucher", "settlement");

    @Autowired
    Migrations migrations;

    @Autowired
    RepositoryService repository;

    @Autowired
    PlatformTransactionManager transactions;

    private final List<String> deployed = new ArrayList<>();

    @AfterEach
    void asItWas() {
        stage.clear();
        database.sql("delete from migration_case").update();
        database.sql("delete from migration").update();
        deployed.forEach(deployment -> repository.deleteDeployment(deployment, true));
    }

    // What is deployed

    /** The product's diagrams, each task called otherwise than before. */
    private void renamedTasks() throws IOException {
        var models = repository.createDeployment().name("renamed");
        for (var diagram :
                Stream.concat(OF_CASES.stream(), Stream.of("distribution")).toList()) {
            models.addString(
                    diagram + ".bpmn",
                    Files.readString(Path.of("processes", diagram + ".bpmn"))
                            .replaceAll("(<bpmn:userTask id=\"\\w+\" name=\"[^\"]+)\"", "$1 (2)\""));
        }
        try (var forms = Files.newDirectoryStream(Path.of("forms"))) {
            for (var form : forms) {
                models.addString(form.getFileName().toString(), Files.readString(form));
            }
        }
        deployed.add(Ungated.deploy(repository, models).getId());
    }

    private void deploy(String model) {
        deployed.add(Ungated.deploy(
                        repository, repository.createDeployment().name("trial").addString("trial.bpmn", model))
                .getId());
    }

    private static String trial(String content) {
        return "<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\""
                + " xmlns:camunda=\"http://camunda.org/schema/1.0/bpmn\" targetNamespace=\"trial\">"
                + "<message id=\"Goes\" name=\"TrialGoesOn\"/>"
                + "<process id=\"trial\" isExecutable=\"true\" camunda:historyTimeToLive=\"P1D\">" + content
                + "</process></definitions>";
    }

    /** A step that waits, and an end. */
    private static String waiting(String step) {
        return trial("<startEvent id=\"began\"/><sequenceFlow id=\"f1\" sourceRef=\"began\" targetRef=\"" + step
                + "\"/>"
                + "<receiveTask id=\"" + step + "\" name=\"Wait\" messageRef=\"Goes\"/>"
                + "<sequenceFlow id=\"f2\" sourceRef=\"" + step + "\" targetRef=\"over\"/><endEvent id=\"over\"/>");
    }

    private int latest(String process) {
        return repository
                .createProcessDefinitionQuery()
                .processDefinitionKey(process)
                .latestVersion()
                .singleResult()
                .getVersion();
    }

    // Who does what

    private long proposed(String process, Map<String, String> byHand) {
        var to = latest(process);
        var id = migrations.propose(process, to - 1, to, byHand, "The label was wrong", "analyst");
        migrations.goOn(id, Integer.MAX_VALUE);
        assertThat(migrations.find(id).orElseThrow().state()).isEqualTo(State.TRIED);
        return id;
    }

    private void carriedOut(long id) {
        migrations.carryOut(id, "admin");
        migrations.goOn(id, Integer.MAX_VALUE);
        assertThat(migrations.find(id).orElseThrow().state()).isEqualTo(State.DONE);
    }

    private List<Integer> versions(String process) {
        return runtime.createProcessInstanceQuery().processDefinitionKey(process).list().stream()
                .map(ProcessInstance::getProcessDefinitionId)
                .map(id -> repository.getProcessDefinition(id).getVersion())
                .sorted()
                .toList();
    }

    private List<Refusal> left(long id) {
        return migrations.left(id, 100).stream().map(Left::refusal).toList();
    }

    /** By task and timer, when it is due. */
    private Map<String, String> due() {
        var due = new TreeMap<String, String>();
        for (Task task : tasks.createTaskQuery().list()) {
            due.put(
                    task.getProcessInstanceId() + " " + task.getTaskDefinitionKey() + " " + task.getId(),
                    String.valueOf(task.getDueDate()));
        }
        for (Job job : management.createJobQuery().timers().list()) {
            if (job.getProcessInstanceId() != null) {
                due.put(job.getProcessInstanceId() + " " + job.getId(), String.valueOf(job.getDuedate()));
            }
        }
        return due;
    }

    // The product's diagrams

    /** One case at each task of an officer, and one before its first step. */
    @Test
    void casesAtEveryTaskAreMovedWholeAndComeToTheirEnds() throws IOException {
        var before = OF_CASES.stream().collect(Collectors.toMap(process -> process, this::latest));
        var submitted = story.submits("person-01", form -> {});
        var checked = story.applies("person-02");
        var answered = story.applies("person-03");
        story.careerCentreForwards(answered);
        var valid = story.receivesVoucher("person-04");
        var ill = story.receivesVoucher("person-05");
        var certificate =
                story.sendsCertificate(ill, stage.today(), stage.today().plusDays(3));
        var admitted = story.receivesVoucher("person-06");
        story.centreAdmits(admitted);
        var unsigned = act("person-07");
        var signed = act("person-08");
        story.centreSigns(signed);
        var accepted = act("person-09");
        story.centreSigns(accepted);
        story.mobilityCentreAcceptsAct(accepted);
        var released = act("person-10");
        story.centreSigns(released);
        story.mobilityCentreAcceptsAct(released);
        story.accountantReleases(released);
        var held = act("person-11");
        story.centreSigns(held);
        story.mobilityCentreAcceptsAct(held);
        story.accountantHolds(story.ordersOf(held).get(0).number(), "The contract is looked for");
        story.accountantReleases(held);
        var rejected = act("person-12");
        story.centreSigns(rejected);
        story.mobilityCentreAcceptsAct(rejected);
        story.accountantReleases(rejected);
        story.bankRejects(story.ordersOf(rejected).get(0).number(), "AC04");
        var review = story.ordersReview(LocalDate.of(2027, 4, 1));
        stage.stepTo(stage.today().atTime(15, 0));
        assertThat(tasks.createTaskQuery().list())
                .extracting(Task::getTaskDefinitionKey)
                .contains(
                        "checkApplication",
                        "answerApplication",
                        "admitToExam",
                        "decideCertificate",
                        "recordExam",
                        "sendAct",
                        "acceptAct",
                        "releasePayments",
                        "confirmPayment",
                        "decidePayment",
                        "setTotals");
        var running = runtime.createProcessInstanceQuery().count();
        var due = due();
        var rights = rights();

        renamedTasks();
        for (var process : List.of("application", "voucher", "settlement", "distribution")) {
            var id = proposed(process, Map.of());
            assertThat(left(id)).as(process).isEmpty();
            // Nothing was changed by trying it.
            assertThat(versions(process)).containsOnly(latest(process) - 1);
            carriedOut(id);
            assertThat(left(id)).as(process).isEmpty();
            assertThat(versions(process)).containsOnly(latest(process));
        }

        assertThat(runtime.createProcessInstanceQuery().count()).isEqualTo(running);
        assertThat(tasks.createTaskQuery().list()).extracting(Task::getName).allMatch(name -> name.endsWith(" (2)"));
        // No term begins anew, and whoever had a task has it.
        assertThat(due()).isEqualTo(due);
        assertThat(rights()).isEqualTo(rights);
        before.forEach((process, version) -> assertThat(latest(process)).isEqualTo(version + 1));

        stage.settle();
        assertThat(story.openTasks(submitted)).containsExactly("checkApplication");
        for (var application : List.of(submitted, checked)) {
            story.careerCentreForwards(application);
        }
        story.centreDeclines(submitted, "No examiner");
        assertThat(ends("application", submitted)).contains("applicationRefused");
        for (var application : List.of(checked, answered)) {
            story.centreConfirms(application);
            assertThat(story.voucherOf(application)).startsWith("V-");
        }
        story.mobilityCentreAccepts(certificate);
        for (var voucher : List.of(valid, ill)) {
            story.centreAdmits(voucher);
        }
        var number = 100;
        for (var voucher : List.of(valid, ill, admitted)) {
            assertThat(story.examHeld("P-" + number++, "KZ-75", voucher)).hasSize(1);
            assertThat(ends("voucher", vouchers.get(voucher).application())).isNotEmpty();
        }
        story.centreSigns(unsigned);
        for (var act : List.of(unsigned, signed)) {
            story.mobilityCentreAcceptsAct(act);
        }
        for (var act : List.of(unsigned, signed, accepted)) {
            story.accountantReleases(act);
        }
        for (var act : List.of(unsigned, signed, accepted, released)) {
            story.ordersOf(act).forEach(order -> story.bankConfirms(order.number()));
            assertThat(ends("settlement", act)).contains("actPaid");
        }
        assertThat(story.openTasks(held)).contains("decidePayment");
        assertThat(story.openTasks(rejected)).isNotEmpty();
        assertThat(story.openTasks(review)).containsExactly("setTotals");
        assertThat(database.sql("select number from case_overview where ended")
                        .query(String.class)
                        .list())
                .contains(submitted);
    }

    private String act(String person) {
        var voucher = story.receivesVoucher(person);
        story.centreAdmits(voucher);
        return story.examHeld("P-" + person, "KZ-75", voucher).get(0);
    }

    private List<String> rights() {
        return database.sql(
                        "select concat(RESOURCE_ID_, concat(' ', concat(coalesce(GROUP_ID_, USER_ID_), concat(' ', PERMS_))))"
                                + " from ACT_RU_AUTHORIZATION where RESOURCE_TYPE_ = 7 order by 1")
                .query(String.class)
                .list();
    }

    /** The task goes to another place, with its rights, its column in the list, and what the story of the case tells. */
    @Test
    void aTaskOfAnotherGroupIsTheirsFromThenOn() throws IOException {
        var application = story.applies("person-02");
        var task = story.openTask(application, "checkApplication").getId();
        tasks.setAssignee(task, "career-KZ-75-03");
        var seen = seenBy("career-KZ-75-03").stream().map(Task::getId).toList();
        assertThat(seen).contains(task);
        var models = repository.createDeployment().name("group");
        models.addString(
                "application.bpmn",
                Files.readString(Path.of("processes/application.bpmn"))
                        .replace("career-centre.${careerCentre}", "mobility-centre.${region}"));
        try (var forms = Files.newDirectoryStream(Path.of("forms"))) {
            for (var form : forms) {
                models.addString(form.getFileName().toString(), Files.readString(form));
            }
        }
        deployed.add(Ungated.deploy(repository, models).getId());
        carriedOut(proposed("application", Map.of()));
        assertThat(seenBy("career-KZ-75-03")).extracting(Task::getId).doesNotContain(task);
        assertThat(seenBy("mobility-" + applications.get(application).region()))
                .extracting(Task::getId)
                .contains(task);
        assertThat(tasks.createTaskQuery().taskId(task).singleResult().getAssignee())
                .isNull();
        assertThat(database.sql(
                                "select details from audit_entry where kind = 'MIGRATION' and subject = ? order by id desc")
                        .param(application)
                        .query(String.class)
                        .list()
                        .get(0))
                .startsWith("MOVED, ");
        assertThat(database.sql(
                                "select USER_ID_ from ACT_HI_OP_LOG where OPERATION_TYPE_ = 'Migrate' and PROC_INST_ID_ = ?")
                        .param(runtime.createProcessInstanceQuery()
                                .processInstanceBusinessKey(application)
                                .singleResult()
                                .getId())
                        .query(String.class)
                        .list())
                .containsOnly("admin");
    }

    // What the engine would do and must not

    @Test
    void aCaseThatWouldWaitAtAJoiningForEverStays() {
        deploy(waiting("first"));
        var instance = runtime.startProcessInstanceByKey("trial", "T-1").getId();
        deploy(
                trial(
                        "<startEvent id=\"began\"/><sequenceFlow id=\"f1\" sourceRef=\"began\" targetRef=\"fork\"/><parallelGateway id=\"fork\"/>"
                                + "<sequenceFlow id=\"f2\" sourceRef=\"fork\" targetRef=\"first\"/><sequenceFlow id=\"f3\" sourceRef=\"fork\" targetRef=\"second\"/>"
                                + "<receiveTask id=\"first\" messageRef=\"Goes\"/><receiveTask id=\"second\" messageRef=\"Goes\"/>"
                                + "<sequenceFlow id=\"f4\" sourceRef=\"first\" targetRef=\"join\"/><sequenceFlow id=\"f5\" sourceRef=\"second\" targetRef=\"join\"/>"
                                + "<parallelGateway id=\"join\" name=\"Both done\"/><sequenceFlow id=\"f6\" sourceRef=\"join\" targetRef=\"over\"/><endEvent id=\"over\"/>"));
        var id = proposed("trial", Map.of());
        assertThat(left(id)).containsExactly(new Refusal(Why.WAITS_FOR_EVER, "Both done"));
        carriedOut(id);
        assertThat(left(id)).containsExactly(new Refusal(Why.WAITS_FOR_EVER, "Both done"));
        assertThat(runtime.createProcessInstanceQuery()
                        .processInstanceId(instance)
                        .singleResult()
                        .getProcessDefinitionId())
                .isEqualTo(migrations.find(id).orElseThrow().source());
    }

    @Test
    void aCaseWithBothWaysBeforeTheJoiningIsMoved() {
        var both =
                "<startEvent id=\"began\"/><sequenceFlow id=\"f1\" sourceRef=\"began\" targetRef=\"fork\"/><parallelGateway id=\"fork\"/>"
                        + "<sequenceFlow id=\"f2\" sourceRef=\"fork\" targetRef=\"first\"/><sequenceFlow id=\"f3\" sourceRef=\"fork\" targetRef=\"join\"/>"
                        + "<receiveTask id=\"first\" messageRef=\"Goes\"/><sequenceFlow id=\"f4\" sourceRef=\"first\" targetRef=\"join\"/>"
                        + "<parallelGateway id=\"join\"/><sequenceFlow id=\"f6\" sourceRef=\"join\" targetRef=\"over\"/><endEvent id=\"over\"/>";
        deploy(trial(both));
        runtime.startProcessInstanceByKey("trial", "T-1");
        deploy(trial(both.replace("id=\"over\"/>", "id=\"over\" name=\"Over\"/>")));
        var id = proposed("trial", Map.of());
        assertThat(left(id)).isEmpty();
        carriedOut(id);
        runtime.correlateMessage("TrialGoesOn");
        assertThat(runtime.createProcessInstanceQuery()
                        .processDefinitionKey("trial")
                        .count())
                .isZero();
    }

    private static String watched(String name) {
        return waiting("first")
                .replace(
                        "<endEvent id=\"over\"/>",
                        "<endEvent id=\"over\"/><subProcess id=\"watch\" triggeredByEvent=\"true\"><startEvent id=\"late\" name=\""
                                + name
                                + "\" isInterrupting=\"false\"><timerEventDefinition><timeDate>2026-09-14T10:00:00</timeDate></timerEventDefinition></startEvent>"
                                + "<sequenceFlow id=\"w1\" sourceRef=\"late\" targetRef=\"told\"/><endEvent id=\"told\"/></subProcess>");
    }

    @Test
    void aTimerThatHasFiredDoesNotFireAgain() {
        deploy(watched("Late"));
        runtime.startProcessInstanceByKey("trial", "T-1");
        stage.stepTo(stage.today().atTime(11, 0));
        assertThat(fired()).isEqualTo(1);
        deploy(watched("Too late"));
        var id = proposed("trial", Map.of());
        assertThat(left(id)).containsExactly(new Refusal(Why.FIRES_AGAIN, "Too late"));
        carriedOut(id);
        stage.settle();
        assertThat(fired()).isEqualTo(1);
    }

    @Test
    void aTimerThatHasNotFiredGoesWithItsCase() {
        deploy(watched("Late"));
        runtime.startProcessInstanceByKey("trial", "T-1");
        deploy(watched("Too late"));
        var id = proposed("trial", Map.of());
        assertThat(left(id)).isEmpty();
        carriedOut(id);
        stage.stepTo(stage.today().atTime(11, 0));
        assertThat(fired()).isEqualTo(1);
    }

    private static String timed(String step, String edge) {
        return waiting(step)
                .replace(
                        "<endEvent id=\"over\"/>",
                        "<endEvent id=\"over\"/><boundaryEvent id=\"" + edge + "\" name=\"Late\" attachedToRef=\""
                                + step
                                + "\" cancelActivity=\"false\"><timerEventDefinition><timeDate>2026-09-14T10:00:00</timeDate></timerEventDefinition></boundaryEvent>"
                                + "<sequenceFlow id=\"t1\" sourceRef=\"" + edge
                                + "\" targetRef=\"told\"/><endEvent id=\"told\"/>");
    }

    /** Nobody has to think of what hangs at a step that is called otherwise now. */
    @Test
    void aFiredTimerGoesWithAStepOfAnotherName() {
        deploy(timed("first", "late"));
        runtime.startProcessInstanceByKey("trial", "T-1");
        stage.stepTo(stage.today().atTime(11, 0));
        assertThat(fired()).isEqualTo(1);
        deploy(timed("last", "tooLate"));
        var id = proposed("trial", Map.of("first", "last"));
        assertThat(left(id)).isEmpty();
        assertThat(migrations.find(id).orElseThrow().plan()).containsEntry("late", "tooLate");
        carriedOut(id);
        stage.settle();
        assertThat(fired()).isEqualTo(1);
    }

    private long fired() {
        return history.createHistoricActivityInstanceQuery().activityId("told").count();
    }

    @Test
    void aStepWithATimeoutOfItsOwnIsRefusedBeforeAnything() {
        var step =
                "<startEvent id=\"began\"/><sequenceFlow id=\"f1\" sourceRef=\"began\" targetRef=\"checkApplication\"/>"
                        + "<userTask id=\"checkApplication\" camunda:candidateGroups=\"auditor\"><extensionElements><camunda:taskListener event=\"timeout\" id=\"late\" expression=\"${true}\">"
                        + "<timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition></camunda:taskListener></extensionElements></userTask>";
        deploy(trial(step));
        deploy(trial(step.replace("id=\"began\"/>", "id=\"began\" name=\"Began\"/>")));
        assertThatThrownBy(() -> proposed("trial", Map.of()))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo("migration.timeout"));
    }

    @Test
    void aStepOfAnotherNameIsMappedByHandAndWithoutThatItsCasesStay() {
        deploy(waiting("first"));
        runtime.startProcessInstanceByKey("trial", "T-1");
        deploy(waiting("last"));
        var without = proposed("trial", Map.of());
        assertThat(left(without)).containsExactly(new Refusal(Why.NO_LINE, "Wait"));
        var byHand = proposed("trial", Map.of("first", "last"));
        assertThat(left(byHand)).isEmpty();
        carriedOut(byHand);
        assertThat(versions("trial")).containsExactly(latest("trial"));
        assertThatThrownBy(() -> proposed("trial", Map.of("first", "over")))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo("migration.plan-refused"));
    }

    // Stop, go on, and what breaks in between

    private long fourCases() {
        deploy(waiting("first"));
        for (var number = 1; number <= 4; number++) {
            runtime.startProcessInstanceByKey("trial", "T-" + number);
        }
        deploy(waiting("first").replace("name=\"Wait\"", "name=\"Wait on\""));
        return proposed("trial", Map.of());
    }

    @Test
    void itIsStoppedAndGoesOnWhereItWas() {
        var id = fourCases();
        var to = latest("trial");
        assertThat(migrations.counts(id)).containsExactly(entry(Outcome.FITS, 4L));
        migrations.carryOut(id, "admin");
        migrations.goOn(id, 2);
        migrations.stop(id, "admin");
        assertThat(migrations.goOn(id, 10)).isZero();
        assertThat(versions("trial")).containsExactly(to - 1, to - 1, to, to);
        refused("migration.under-way", () -> migrations.propose("trial", to - 1, to, Map.of(), "Again", "analyst"));
        migrations.resume(id, "admin");
        refused("migration.not-running", () -> migrations.resume(id, "admin"));
        migrations.goOn(id, 10);
        assertThat(versions("trial")).containsExactly(to, to, to, to);
        assertThat(migrations.counts(id)).containsExactly(entry(Outcome.MOVED, 4L));
        assertThat(migrations.find(id).orElseThrow().state()).isEqualTo(State.DONE);
    }

    /** Whatever the transaction of a case has done is gone with it; the case is whole, and is moved in the next round. */
    @Test
    void aCrashWithinACaseLeavesItAsItWas() {
        var id = fourCases();
        var to = latest("trial");
        migrations.carryOut(id, "admin");
        migrations.goOn(id, 1);
        var entries = entries();
        new TransactionTemplate(transactions).executeWithoutResult(killed -> {
            migrations.goOn(id, 1);
            killed.setRollbackOnly();
        });
        assertThat(entries()).isEqualTo(entries);
        assertThat(migrations.counts(id)).containsOnly(entry(Outcome.MOVED, 1L), entry(Outcome.WAITING, 3L));
        assertThat(versions("trial")).containsExactly(to - 1, to - 1, to - 1, to);
        migrations.goOn(id, 10);
        assertThat(versions("trial")).containsExactly(to, to, to, to);
        assertThat(entries()).isEqualTo(entries + 4);
    }

    /** Three of the cases that were moved, and that it is done. */
    private int entries() {
        return database.sql("select count(*) from audit_entry where kind = 'MIGRATION'")
                .query(Integer.class)
                .single();
    }

    @Test
    void aCaseThatTheProductRefusesStaysWithItsTaskAndTheOthersAreMoved() throws IOException {
        var application = story.applies("person-02");
        var other = story.applies("person-03");
        story.careerCentreForwards(other);
        var task = story.openTask(application, "checkApplication");
        var models = repository.createDeployment().name("nobody");
        models.addString(
                "application.bpmn",
                Files.readString(Path.of("processes/application.bpmn"))
                        .replace("career-centre.${careerCentre}", "career-centre.${nobodyKnows}"));
        try (var forms = Files.newDirectoryStream(Path.of("forms"))) {
            for (var form : forms) {
                models.addString(form.getFileName().toString(), Files.readString(form));
            }
        }
        deployed.add(Ungated.deploy(repository, models).getId());
        var id = proposed("application", Map.of());
        assertThat(left(id)).containsExactly(new Refusal(Why.REFUSED, ""));
        carriedOut(id);
        assertThat(migrations.counts(id)).containsOnly(entry(Outcome.MOVED, 1L), entry(Outcome.LEFT, 1L));
        var now = story.openTask(application, "checkApplication");
        assertThat(now.getId()).isEqualTo(task.getId());
        assertThat(now.getProcessDefinitionId()).isEqualTo(task.getProcessDefinitionId());
        story.careerCentreForwards(application);
    }

    @Test
    void whoProposedItDoesNotCarryItOut() {
        deploy(waiting("first"));
        runtime.startProcessInstanceByKey("trial", "T-1");
        deploy(waiting("first").replace("name=\"Wait\"", "name=\"Wait on\""));
        var to = latest("trial");
        refused("migration.reason", () -> migrations.propose("trial", to - 1, to, Map.of(), " ", "admin"));
        refused("migration.no-such-version", () -> migrations.propose("trial", to, to + 7, Map.of(), "Why", "admin"));
        var id = migrations.propose("trial", to - 1, to, Map.of(), "Why", "admin");
        refused("migration.not-tried", () -> migrations.carryOut(id, "another"));
        migrations.goOn(id, 10);
        refused("migration.same-person", () -> migrations.carryOut(id, "admin"));
        assertThat(versions("trial")).containsExactly(to - 1);
    }
}
