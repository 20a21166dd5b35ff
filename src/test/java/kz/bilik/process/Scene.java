package kz.bilik.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDateTime;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import kz.bilik.application.AnotherRecognitionCentre;
import kz.bilik.application.Appeal;
import kz.bilik.application.Application;
import kz.bilik.application.ApplicationProcess;
import kz.bilik.application.Applications;
import kz.bilik.application.RefusalReason;
import kz.bilik.application.Timeline;
import kz.bilik.calendar.LegalClock;
import kz.bilik.calendar.LegalTime.Stepped;
import kz.bilik.casefile.CaseStage;
import kz.bilik.distribution.Quota;
import kz.bilik.distribution.Quotas;
import kz.bilik.document.Enclosure;
import kz.bilik.language.Language;
import kz.bilik.notice.Notices;
import kz.bilik.officer.Place;
import kz.bilik.overview.CaseOverview;
import kz.bilik.problem.Problem;
import kz.bilik.process.task.EngineCalls;
import kz.bilik.support.LabourMarketAis;
import kz.bilik.support.PaperPdf;
import kz.bilik.support.Stage;
import kz.bilik.support.Story;
import kz.bilik.voucher.SickLeave;
import kz.bilik.voucher.Voucher;
import kz.bilik.voucher.VoucherWithdrawal;
import kz.bilik.voucher.Vouchers;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.runtime.Incident;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the scenes of every diagram need: the stage, the story, and a look at the records and at the engine. */
abstract class Scene {

    @Autowired
    Stage stage;

    @Autowired
    Story story;

    @Autowired
    ApplicationProcess applicationProcess;

    @Autowired
    Applications applications;

    @Autowired
    Appeal appeal;

    @Autowired
    AnotherRecognitionCentre anotherCentre;

    @Autowired
    Vouchers vouchers;

    @Autowired
    VoucherWithdrawal voucherWithdrawal;

    @Autowired
    SickLeave sickLeave;

    @Autowired
    Quotas quotas;

    @Autowired
    Timeline timeline;

    @Autowired
    CaseOverview overview;

    @Autowired
    CaseStage stages;

    @Autowired
    Notices notices;

    @Autowired
    JdbcClient database;

    @Autowired
    RuntimeService runtime;

    @Autowired
    TaskService tasks;

    @Autowired
    ManagementService management;

    @Autowired
    HistoryService history;

    @Autowired
    IdentityService identity;

    @Autowired
    FormService forms;

    @BeforeEach
    void begin() {
        stage.clear();
        LabourMarketAis.beginAnew();
    }

    @AfterEach
    void nothingIsHeldBackAnyMore() {
        management.createJobDefinitionQuery().suspended().list().forEach(held -> letGo(held.getActivityId()));
        LabourMarketAis.beginAnew();
    }

    @AfterEach
    void signOut() {
        identity.clearAuthentication();
    }

    // who is at work

    /** The groups of that officer in the engine. */
    Set<String> groups(String officer) {
        return identity.createGroupQuery().groupMember(officer).list().stream()
                .map(Group::getId)
                .collect(Collectors.toSet());
    }

    /** From now on that officer calls the engine, as from the Tasklist. */
    void signIn(String officer) {
        // Whoever was signed in before may not read the groups of others.
        identity.clearAuthentication();
        identity.setAuthentication(officer, List.copyOf(groups(officer)));
    }

    /** The tasks that the Tasklist shows to that officer. */
    List<Task> seenBy(String officer) {
        signIn(officer);
        try {
            return tasks.createTaskQuery().list();
        } finally {
            identity.clearAuthentication();
        }
    }

    /** What the form of that open task shows to that officer, in English. */
    Map<String, Object> shown(String officer, String businessKey, String task) {
        var opened = story.openTask(businessKey, task).getId();
        signIn(officer);
        LocaleContextHolder.setLocale(Language.EN.locale());
        try {
            return forms.getTaskFormVariables(opened);
        } finally {
            LocaleContextHolder.resetLocaleContext();
            identity.clearAuthentication();
        }
    }

    /** The head of the mobility centre of that region enters a decision of today that overturned the refusal. */
    void overturns(String application, String region) {
        as(
                "head-mobility-" + region,
                () -> appeal.overturn(
                        application, "17-K", stage.today(), "The diploma was enclosed", decision("decision.pdf")));
        stage.settle();
    }

    /** The head of the mobility centre of that region asks another recognition centre, as the applicant wishes. */
    void asksAnother(String application, String region, String recognitionCentre) {
        as(
                "head-mobility-" + region,
                () -> anotherCentre.ask(
                        application, recognitionCentre, "No answer since Monday", decision("request.pdf")));
        stage.settle();
    }

    /** A copy of a decision under that name; a PDF whatever the name says. */
    static Enclosure decision(String name) {
        var content = PaperPdf.saying("decision 17-K");
        return new Enclosure(name, content.length, new ByteArrayResource(content));
    }

    /** Does something on our pages as that officer of the demo. */
    void as(String officer, Runnable deed) {
        story.as(officer, groups(officer), deed);
    }

    /** What the Labour Market AIS has been told, as {@link LabourMarketAis#told} writes it, once all is delivered. */
    List<String> toldAis() {
        stage.deliver();
        return LabourMarketAis.told();
    }

    // time

    /** The weeks of the coming year's reminders: a scene of a later year has left their timer there. */
    void weeksBeginAnew() {
        var due =
                LocalDateTime.parse("2026-09-15T09:00").atZone(LegalClock.ZONE).toInstant();
        management.setJobDuedate(
                management
                        .createJobQuery()
                        .activityId("weekBegun")
                        .singleResult()
                        .getId(),
                Date.from(due));
    }

    /** Steps to that local time, such as {@code 2026-09-16T00:00}. */
    Stepped stepTo(String moment) {
        return stage.stepTo(LocalDateTime.parse(moment));
    }

    /** The moments, local time, at which that element of the diagram fired on the way. */
    static List<String> moments(Stepped stepped, String element) {
        return stepped.fired().stream()
                .filter(fired -> fired.element().equals(element) && !fired.failed())
                .map(fired -> fired.at()
                        .atZoneSameInstant(LegalClock.ZONE)
                        .toLocalDateTime()
                        .withNano(0)
                        .toString())
                .toList();
    }

    // the engine

    /** The case stands at that task, due then, and that group does it. */
    void standsAt(String businessKey, String task, String due, String group) {
        var open = story.openTask(businessKey, task);
        assertThat(LocalDateTime.ofInstant(open.getDueDate().toInstant(), LegalClock.ZONE))
                .as("due date of " + task)
                .isEqualTo(LocalDateTime.parse(due));
        assertThat(tasks.getIdentityLinksForTask(open.getId()))
                .extracting(IdentityLink::getGroupId)
                .containsExactly(group);
    }

    /** From now on the engine does not run that step by itself, as if every node were busy with something else. */
    void holdBack(String activity) {
        management
                .updateJobDefinitionSuspensionState()
                .byJobDefinitionId(jobDefinition(activity))
                .includeJobs(true)
                .suspend();
    }

    void letGo(String activity) {
        management
                .updateJobDefinitionSuspensionState()
                .byJobDefinitionId(jobDefinition(activity))
                .includeJobs(true)
                .activate();
    }

    private String jobDefinition(String activity) {
        return management
                .createJobDefinitionQuery()
                .activityIdIn(activity)
                .singleResult()
                .getId();
    }

    /** An administrator looks at the incident in Cockpit and lets the engine try again. */
    void administratorRetries() {
        runtime.createIncidentQuery().list().stream()
                .map(Incident::getConfiguration)
                .forEach(job -> management.setJobRetries(job, 1));
        stage.settle();
    }

    /** The elements at which Cockpit shows an incident. */
    List<String> incidents() {
        return runtime.createIncidentQuery().list().stream()
                .map(Incident::getActivityId)
                .toList();
    }

    void nothingIsLeftRunning() {
        assertThat(runtime.createExecutionQuery().list()).as("executions").isEmpty();
        assertThat(tasks.createTaskQuery().list()).as("tasks").isEmpty();
        assertThat(incidents()).as("incidents").isEmpty();
        assertThat(jobs()).as("jobs").isEmpty();
    }

    private List<Job> jobs() {
        return management.createJobQuery().list().stream()
                // A timer that starts a process waits for its day whether there are cases or not.
                .filter(job -> job.getProcessInstanceId() != null
                        && !"history-cleanup".equals(((JobEntity) job).getJobHandlerType()))
                .toList();
    }

    /** The end events of that process that a case has reached; several of one moment in no order. */
    List<String> ends(String process, String businessKey) {
        return history
                .createHistoricProcessInstanceQuery()
                .processDefinitionKey(process)
                .processInstanceBusinessKey(businessKey)
                .list()
                .stream()
                .flatMap(instance -> history
                        .createHistoricActivityInstanceQuery()
                        .processInstanceId(instance.getId())
                        .orderByHistoricActivityInstanceEndTime()
                        .asc()
                        .list()
                        .stream())
                .filter(activity -> activity.getActivityType().toLowerCase().endsWith("endevent"))
                .map(activity -> activity.getActivityId())
                .toList();
    }

    // the records

    Application.Outcome outcome(String application) {
        return applications.get(application).outcome();
    }

    /** The codes of the reasons that stand against an application, each with its clause. */
    Map<String, String> reasons(String application) {
        return applications.reasons(application).stream()
                .collect(Collectors.toMap(RefusalReason::reason, RefusalReason::clause, (one, other) -> {
                    throw new AssertionError("the same reason twice");
                }));
    }

    List<String> timeline(String application) {
        return timeline.of(application, Language.EN).stream()
                .map(Timeline.Entry::code)
                .toList();
    }

    /** When that happened, local time to the second. */
    String happened(String application, String code) {
        return timeline.of(application, Language.EN).stream()
                .filter(entry -> entry.code().equals(code))
                .map(entry -> entry.at().toLocalDateTime().withNano(0).toString())
                .reduce((one, other) -> {
                    throw new AssertionError(code + " happened twice");
                })
                .orElseThrow(() -> new AssertionError(code + " is not among " + timeline(application)));
    }

    List<String> toldApplicant(String application) {
        return notices.toApplicant(application, Language.EN).stream()
                .map(Notices.Notice::code)
                .toList();
    }

    /** The notices to that place, newest first. */
    List<String> told(Place place) {
        return notices.to(place, Language.EN).stream().map(Notices.Notice::code).toList();
    }

    /** The same by the group as the engine and the record of notices write it. */
    List<String> told(String group) {
        return told(Place.of(group).orElseThrow());
    }

    Quota quota(String region) {
        return quotas.quotas(2026).stream()
                .filter(quota -> quota.region().equals(region))
                .findFirst()
                .orElseThrow();
    }

    Voucher voucher(String number) {
        return vouchers.get(number);
    }

    /** The call is refused with that code, by a module or at a task. */
    static void refused(String code, ThrowingCallable call) {
        assertThatThrownBy(call).satisfies(refusal -> assertThat(EngineCalls.problem(refusal))
                .map(Problem::code)
                .contains(code));
    }
}
