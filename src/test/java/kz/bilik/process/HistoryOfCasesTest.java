package kz.bilik.process;

import static java.util.Comparator.comparing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import kz.bilik.application.CareerCentreHandover;
import kz.bilik.application.Timeline;
import kz.bilik.casefile.CaseAccess.Part;
import kz.bilik.history.CaseCourses;
import kz.bilik.history.CaseStory;
import kz.bilik.history.Course;
import kz.bilik.history.Deployments;
import kz.bilik.history.Entry;
import kz.bilik.history.Entry.Kind;
import kz.bilik.language.Language;
import kz.bilik.support.ProcedureTest;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.pvm.process.TransitionImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * The path that the history of a case tells is the one that the case took. While a case is played, a listener at each flow
 * of the engine writes down which one is taken; afterwards the history, which keeps no flows, has to tell the same.
 */
@ProcedureTest
class HistoryOfCasesTest extends Scene {

    @Autowired
    CaseCourses courses;

    @Autowired
    CaseStory stories;

    @Autowired
    Deployments deployments;

    @Autowired
    CareerCentreHandover handovers;

    @Autowired
    ProcessEngine engine;

    @Autowired
    RepositoryService repository;

    /** By course and flow, how often it was really taken. */
    private final Map<String, Map<String, Integer>> really = new HashMap<>();

    private final ExecutionListener listener =
            execution -> really.computeIfAbsent(execution.getProcessInstanceId(), instance -> new TreeMap<>())
                    .merge(((ExecutionEntity) execution).getTransition().getId(), 1, Integer::sum);

    @BeforeEach
    void listen() {
        eachFlow(flow -> flow.addListener(ExecutionListener.EVENTNAME_TAKE, listener));
    }

    @AfterEach
    void listenNoMore() {
        eachFlow(flow -> flow.getListeners(ExecutionListener.EVENTNAME_TAKE).remove(listener));
    }

    private void eachFlow(Consumer<TransitionImpl> deed) {
        var configuration = (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
        for (var key : List.of("application", "voucher", "settlement")) {
            var id = repository
                    .createProcessDefinitionQuery()
                    .processDefinitionKey(key)
                    .latestVersion()
                    .singleResult()
                    .getId();
            var definition = configuration
                    .getCommandExecutorTxRequired()
                    .execute(context -> configuration.getDeploymentCache().findDeployedProcessDefinitionById(id));
            eachFlow(definition, deed);
        }
    }

    private static void eachFlow(ScopeImpl scope, Consumer<TransitionImpl> deed) {
        for (ActivityImpl activity : scope.getActivities()) {
            activity.getOutgoingTransitions().forEach(flow -> deed.accept((TransitionImpl) flow));
            eachFlow(activity, deed);
        }
    }

    /** What the history tells of that case and of these acts, after it was compared with what the engine has done. */
    private List<Course> way(String application, String... acts) {
        var numbers = new ArrayList<>(List.of(acts));
        numbers.add(application);
        var told = courses.of(numbers, Language.EN);
        for (var course : told) {
            assertThat(course.taken())
                    .as(course.process() + " of " + course.number())
                    .isEqualTo(really.getOrDefault(course.instance(), Map.of()));
        }
        assertThat(told).isNotEmpty();
        return told;
    }

    private static List<String> processes(List<Course> told) {
        return told.stream().map(Course::process).toList();
    }

    @Test
    void ofACaseWithoutTurns() {
        var voucher = story.receivesVoucher("person-01");
        var application = vouchers.get(voucher).application();
        story.centreAdmits(voucher);
        var act = story.examHeld("1", "KZ-75", voucher).get(0);
        story.centreSigns(act);
        story.mobilityCentreAcceptsAct(act);
        story.accountantReleases(act);
        story.ordersOf(act).forEach(order -> story.bankConfirms(order.number()));

        var told = way(application, act);
        assertThat(processes(told)).containsExactly("application", "voucher", "settlement");
        assertThat(told.get(0).taken())
                .containsOnlyKeys(
                        "receivedToToCheck",
                        "toCheckToChecks",
                        "checksDueToCheckUnemployed",
                        "checkUnemployedToCheckOncePerYear",
                        "checkOncePerYearToReserveVoucher",
                        "reserveVoucherToChecksMade",
                        "checksToHaveChecksPassed",
                        "haveChecksPassedToCheckApplication",
                        "checkApplicationToIsInOrder",
                        "isInOrderToToForward",
                        "toForwardToForwarding",
                        "forwardingDueToForward",
                        "forwardToForwarded",
                        "forwardingToAnswerApplication",
                        "answerApplicationToIsConfirmed",
                        "isConfirmedToIssue",
                        "issueDueToIssueVoucher",
                        "issueVoucherToVoucherInCabinet",
                        "voucherInCabinetToSendVoucher",
                        "sendVoucherToIssued",
                        "issueToRecheck",
                        "recheckToVoucherIssued");
        assertThat(told).allSatisfy(course -> assertThat(course.ended()).isNotNull());
        assertThat(told.get(2).counts().get("acceptAct").passed()).isEqualTo(1);
    }

    @Test
    void ofARefusalThatWasOverturnedAndOfAnotherCentreThatWasAsked() {
        var application = story.applies("person-01");
        story.careerCentreRefuses(application, "INCOMPLETE_DOCUMENTS", "No diploma");
        stepTo("2026-09-15T09:00");
        overturns(application, "KZ-75");
        story.careerCentreForwards(application);
        // The centre is reminded, stays silent, and another one is asked.
        stepTo("2026-10-02T09:00");
        asksAnother(application, "KZ-75", "C-021");
        story.centreConfirms(application);

        var told = way(application);
        assertThat(processes(told)).containsExactly("application", "application", "voucher");
        assertThat(told.get(0).taken()).containsKeys("isInOrderToRefusal", "refusalToApplicationRefused");
        assertThat(told.get(1).taken())
                .containsKeys("refusalOverturnedToReport", "anotherCentreToToForward", "reminderDueToRemind")
                .containsEntry("toForwardToForwarding", 2);
        var answer = told.get(1).counts().get("answerApplication");
        assertThat(answer.stopped()).isEqualTo(1);
        assertThat(answer.passed()).isEqualTo(1);
        // Nobody waits for the voucher any more.
        assertThat(told.get(2).counts().get("admitToExam").now()).isEqualTo(1);
    }

    @Test
    void ofAVoucherThatLapsedAndWasBroughtBack() {
        var voucher = story.receivesVoucher("person-01");
        var application = vouchers.get(voucher).application();
        var lastDay = LocalDate.parse("2026-11-13");
        stage.morningOf(LocalDate.parse("2026-11-14"));
        var certificate = story.sendsCertificate(voucher, lastDay.minusDays(9), lastDay);
        story.mobilityCentreAccepts(certificate);
        stage.morningOf(LocalDate.parse("2026-12-20"));

        var told = way(application);
        assertThat(processes(told)).containsExactly("application", "voucher", "voucher");
        assertThat(told.get(1).taken())
                .containsKeys("validityEndedToValidityInQuestion", "whatIsLeftToCancel")
                .containsEntry("reminderDueToRemindHolder", 3);
        assertThat(told.get(2).taken()).containsKey("lateCertificateToValidityInQuestion");
    }

    @Test
    void ofAnActThatWasReturnedAndOfAPaymentThatWasRepaired() {
        var first = story.receivesVoucher("person-01");
        var second = story.receivesVoucher("person-02");
        story.centreAdmits(first);
        story.centreAdmits(second);
        story.examDidNotTakePlace(first);
        story.centreAdmits(first);
        var act = story.examHeld("1", "KZ-75", first, second).get(0);
        story.centreSigns(act);
        story.mobilityCentreReturnsAct(act, "The price is another one");
        story.centreSigns(act);
        story.mobilityCentreAcceptsAct(act);
        story.accountantReleases(act);
        var orders = story.ordersOf(act);
        story.bankRejects(orders.get(0).number(), "Account closed");

        var application = vouchers.get(first).application();
        var told = way(application, act);
        assertThat(told.get(1).taken())
                .containsKey("restoreToValidityInQuestion")
                .containsEntry("inUseToRecordExam", 2);
        var settlement = told.get(2);
        assertThat(settlement.taken())
                .containsEntry("sendActToAcceptanceAndPayment", 2)
                .containsEntry("isActAcceptedToReturned", 1)
                .containsEntry("actReturnedToReturnAct", 1)
                .containsEntry("releaseToPayment", 1)
                .containsEntry("isPaymentConfirmedToRepair", 1);
        // An end that is caught outside was come to, whatever the engine calls it.
        assertThat(settlement.counts().get("actReturned").passed()).isEqualTo(1);
        assertThat(settlement.counts().get("acceptanceAndPayment").stopped()).isEqualTo(1);
        assertThat(courses.looked(told, Language.EN))
                .hasSizeGreaterThanOrEqualTo(2)
                .allSatisfy(looked -> {
                    assertThat(looked.table()).isEqualTo("Reimbursement");
                    assertThat(looked.row()).isPresent();
                });
    }

    @Test
    void ofACaseThatIsWithdrawnWhileItIsLate() {
        var application = story.applies("person-01");
        stepTo("2026-09-18T09:00");
        applicationProcess.withdraw(application);
        stage.settle();

        var told = way(application);
        assertThat(told.get(0).counts().get("checkApplication").stopped()).isEqualTo(1);
        assertThat(told.get(0).taken())
                .containsKeys("overdueCheckToEscalate", "withdrawalToUndoReservation", "undoReservationToWithdrawn");
    }

    @Test
    void ofATaskThatBeganAnewWithoutAFlow() {
        var application = story.applies("person-01");
        as("head-mobility-KZ-75", () -> handovers.handOver(application, "KZ-75-01", "Too much work there"));
        stage.settle();
        story.careerCentreForwards(application);

        var told = way(application);
        assertThat(told.get(0).counts().get("checkApplication").stopped()).isEqualTo(1);
        assertThat(told.get(0).counts().get("checkApplication").passed()).isEqualTo(1);
        assertThat(told.get(0).taken()).containsEntry("haveChecksPassedToCheckApplication", 1);
    }

    @Test
    void itsStoryTellsWhatWasDoneWithItsReasonsAndWhere() {
        var application = story.applies("person-01");
        story.careerCentreRefuses(application, "INCOMPLETE_DOCUMENTS", "No diploma");
        overturns(application, "KZ-75");
        story.careerCentreForwards(application);
        story.centreConfirms(application);
        var voucher = story.voucherOf(application);
        story.centreAdmits(voucher);
        var act = story.examHeld("1", "KZ-75", voucher).get(0);
        story.centreSigns(act);
        story.mobilityCentreReturnsAct(act, "The price is another one");
        story.centreSigns(act);
        story.mobilityCentreAcceptsAct(act);
        story.accountantReleases(act);
        story.ordersOf(act).forEach(order -> story.bankConfirms(order.number()));

        var told = stories.of(applications.get(application), EnumSet.allOf(Part.class), true, Language.EN);
        assertThat(told.act()).contains(act);
        var events = told.entries().stream()
                .filter(entry -> entry.kind() == Kind.EVENT)
                .toList();
        assertThat(events)
                .extracting(Entry::text)
                .containsExactlyElementsOf(timeline.of(application, Language.EN).stream()
                        .map(Timeline.Entry::text)
                        .toList());
        assertThat(events)
                .extracting(Entry::element)
                .containsSubsequence(
                        "applicationReceived",
                        "checkUnemployed",
                        "checkOncePerYear",
                        "reserveVoucher",
                        "checkApplication",
                        "sendRefusal",
                        "refusalOverturned",
                        "reserveVoucher",
                        "checkApplication",
                        "forwardToRecognitionCentre",
                        "answerApplication",
                        "issueVoucher",
                        "recordUse",
                        "recordExam",
                        "handOverToAct",
                        "sendAct",
                        "returnAct",
                        "sendAct",
                        "acceptAct",
                        "confirmPayment");
        assertThat(events)
                .filteredOn(entry -> "sendRefusal".equals(entry.element()))
                .singleElement()
                .satisfies(entry ->
                        assertThat(entry.more()).singleElement().asString().contains("No diploma"));
        assertThat(events)
                .filteredOn(entry -> "returnAct".equals(entry.element()))
                .singleElement()
                .satisfies(entry -> assertThat(entry.more()).containsExactly("The price is another one"));
        assertThat(events)
                .filteredOn(entry -> "refusalOverturned".equals(entry.element()))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.more()).containsExactly("The diploma was enclosed");
                    assertThat(entry.who()).contains("head");
                });
        // The two checks stand in the two courses of the application.
        assertThat(told.entries())
                .filteredOn(entry -> entry.kind() == Kind.TASK && "checkApplication".equals(entry.element()))
                .extracting(Entry::instance)
                .containsExactly(
                        told.courses().get(0).instance(), told.courses().get(1).instance());
        // The application, the act twice by the centre and once by the mobility centre.
        assertThat(told.entries())
                .filteredOn(entry -> entry.kind() == Kind.SIGNATURE)
                .hasSize(4);
        assertThat(told.entries())
                .filteredOn(entry -> entry.kind() == Kind.LAW && "reimburse".equals(entry.element()))
                .hasSize(2);
        assertThat(told.entries())
                .filteredOn(entry -> entry.kind() == Kind.NOTICE)
                .isNotEmpty();
        assertThat(told.entries()).isSortedAccordingTo(comparing(Entry::at));

        // Whoever reads no money, no notices and no names is told none.
        var less = stories.of(applications.get(application), Set.of(), false, Language.EN);
        assertThat(less.entries()).extracting(Entry::kind).doesNotContain(Kind.NOTICE);
        assertThat(less.entries().toString()).doesNotContain("Reimbursement", "Monthly calculation index");
        assertThat(less.entries().toString()).doesNotContain("The price is another one");
    }

    /** What the law says is asked once a day, and remembered; each story tells it all the same. */
    @Test
    void theTermsOfTheLawAreToldInEachCaseAndWhetherTheyWereKept() {
        var kept = story.applies("person-01");
        var late = story.applies("person-02");
        story.careerCentreForwards(kept);
        stepTo("2026-09-17T10:00");
        story.careerCentreForwards(late);

        for (var number : List.of(kept, late)) {
            assertThat(stories.of(applications.get(number), Set.of(), false, Language.EN)
                            .entries())
                    .filteredOn(
                            entry -> entry.kind() == Kind.LAW && entry.text().contains("Legal terms"))
                    .singleElement()
                    .satisfies(entry -> assertThat(entry.more())
                            .containsExactly(
                                    "Asked: Day: 14.09.2026",
                                    "Row 1 answered: Edition: 2024-08-23; cl. 8: check (working days): 1"));
        }
        assertThat(history.createHistoricDecisionInstanceQuery()
                        .processDefinitionKey("application")
                        .count())
                .as("decisions that only the first case of a day would have")
                .isZero();
        assertThat(checked(kept)).endsWith("Term: until the end of 15.09.2026 (cl. 8); done in time");
        assertThat(checked(late)).endsWith("Term: until the end of 15.09.2026 (cl. 8); done 1 d 10 h after it");
    }

    private List<String> checked(String application) {
        return stories.of(applications.get(application), Set.of(), false, Language.EN).entries().stream()
                .filter(entry -> entry.kind() == Kind.TASK && "checkApplication".equals(entry.element()))
                .findFirst()
                .orElseThrow()
                .more();
    }

    /** Refused and overturned, lapsed and brought back, act returned, order held and let go, payment rejected and repaired. */
    @Test
    void theStoryOfEveryKindOfTurnTellsEachThingThatWasDoneAndNothingElse() {
        var application = story.applies("person-01");
        story.careerCentreRefuses(application, "INCOMPLETE_DOCUMENTS", "No diploma");
        stepTo("2026-09-15T10:00");
        overturns(application, "KZ-75");
        story.careerCentreForwards(application);
        story.centreConfirms(application);
        var voucher = story.voucherOf(application);
        var lastDay = vouchers.get(voucher).lastDay();
        stage.morningOf(lastDay.plusDays(1));
        var certificate = story.sendsCertificate(voucher, lastDay.minusDays(9), lastDay);
        story.mobilityCentreAccepts(certificate);
        story.centreAdmits(voucher);
        var act = story.examHeld("1", "KZ-75", voucher).get(0);
        story.centreSigns(act);
        story.mobilityCentreReturnsAct(act, "The price is another one");
        story.centreSigns(act);
        story.mobilityCentreAcceptsAct(act);
        var order = story.ordersOf(act).get(0).number();
        as("accountant-KZ-75", () -> story.accountantHolds(order, "Which account?"));
        story.accountantReleases(act);
        as("accountant-KZ-75", () -> story.complete(act, "decidePayment", Map.of("decision", "release")));
        story.bankRejects(order, "Account closed");
        as(
                "accountant-KZ-75",
                () -> story.complete(
                        act, "repairPayment", Map.of("repair", "same-account", "remark", "The bank was wrong")));
        story.bankConfirms(story.ordersOf(act).get(1).number());

        way(application, act);
        var told = stories.of(applications.get(application), EnumSet.allOf(Part.class), true, Language.EN);
        var repaired = story.ordersOf(act).get(1).number();
        assertThat(told.entries())
                .filteredOn(entry -> entry.kind() == Kind.EVENT)
                .extracting(entry -> entry.element() + ": " + entry.text(), Entry::more)
                .containsExactly(
                        tuple("applicationReceived: The application was received.", List.of()),
                        tuple("checkUnemployed: The registration as unemployed was confirmed.", List.of()),
                        tuple("checkOncePerYear: No voucher was received in the current year.", List.of()),
                        tuple(
                                "reserveVoucher: A voucher is left in the region and was reserved for the application.",
                                List.of()),
                        tuple("checkApplication: The career centre found the application not in order.", List.of()),
                        tuple(
                                "sendRefusal: The reasoned refusal was sent. A complaint against the refusal can be filed"
                                        + " with the labour mobility centre, as a rule within three months after the"
                                        + " applicant learned of it (Administrative Procedural and Process-Related Code).",
                                List.of("The documents are not complete: No diploma (cl. 8)")),
                        tuple(
                                "refusalOverturned: Decision 17-K of 15.09.2026 overturned the refusal on appeal; the"
                                        + " application of 14.09.2026 goes on.",
                                List.of("The diploma was enclosed")),
                        tuple("checkOncePerYear: No voucher was received in the current year.", List.of()),
                        tuple(
                                "reserveVoucher: After the decision on appeal a voucher of the region was reserved for"
                                        + " the application.",
                                List.of()),
                        tuple(
                                "checkApplication: The career centre forwarded the application to the labour mobility"
                                        + " centre.",
                                List.of()),
                        tuple(
                                "forwardToRecognitionCentre: The application was sent to the cabinet of the recognition"
                                        + " centre: Almaty Sheber Recognition Centre.",
                                List.of()),
                        tuple(
                                "answerApplication: The recognition centre confirmed; its price is 38 000 tenge.",
                                List.of()),
                        tuple("issueVoucher: Voucher " + voucher + " issued, valid until 14.11.2026.", List.of()),
                        tuple("recheckUnemployed: At issue the registration as unemployed was confirmed.", List.of()),
                        tuple(
                                "cancelVoucher: Voucher " + voucher + " cancelled unused; last day 14.11.2026.",
                                List.of()),
                        tuple(
                                "lateCertificateReceived: Sick-leave certificate for voucher " + voucher + " received.",
                                List.of()),
                        tuple(
                                "extendVoucher: Lapsed voucher " + voucher + " is valid again, until 25.11.2026.",
                                List.of()),
                        tuple(
                                "recordUse: Voucher " + voucher + " used: admitted to the exam on 15.11.2026.",
                                List.of()),
                        tuple("recordExam: Exam held: voucher " + voucher + ", protocol 1.", List.of()),
                        tuple("handOverToAct: Put into services act " + act + ".", List.of()),
                        tuple("sendAct: The mobility centre has received act " + act + ".", List.of()),
                        tuple(
                                "returnAct: Act " + act + " is returned to the recognition centre.",
                                List.of("The price is another one")),
                        tuple("sendAct: The mobility centre has received act " + act + ".", List.of()),
                        tuple("acceptAct: Act " + act + " is accepted.", List.of()),
                        tuple(
                                "releasePayments: The accountant holds payment order " + order + ".",
                                List.of("Which account?")),
                        tuple("decidePayment: Payment order " + order + " is not held any more.", List.of()),
                        tuple("sendPayments: Payment order " + order + " was sent to the bank.", List.of()),
                        tuple(
                                "confirmPayment: The bank rejected payment order " + order + ".",
                                List.of("Account closed")),
                        tuple(
                                "sendPayments: Payment order " + repaired + " was sent to the bank.",
                                List.of("The bank was wrong")),
                        tuple("confirmPayment: 30 275 tenge were paid to the recognition centre.", List.of()));
        assertThat(told.entries())
                .filteredOn(entry -> entry.kind() == Kind.TASK)
                .extracting(entry -> entry.text().replaceFirst(":.*", "") + " " + entry.element())
                .containsExactly(
                        "Task done checkApplication",
                        "Task done checkApplication",
                        "Task done answerApplication",
                        "Task ended without being done, something else took the case on admitToExam",
                        "Task done decideCertificate",
                        "Task done admitToExam",
                        "Task done recordExam",
                        "Task done sendAct",
                        "Task done acceptAct",
                        "Task done sendAct",
                        "Task done acceptAct",
                        "Task done releasePayments",
                        "Task done decidePayment",
                        "Task done confirmPayment",
                        "Task done repairPayment",
                        "Task done confirmPayment");
        assertThat(told.entries())
                .filteredOn(entry -> entry.kind() == Kind.SIGNATURE)
                .extracting(Entry::element)
                .containsExactly("applicationReceived", "sendAct", "sendAct", "acceptAct");
        assertThat(told.entries())
                .filteredOn(entry -> entry.kind() == Kind.LAW)
                .extracting(entry -> entry.element() + ": " + entry.text().replaceFirst(", version .*", ""))
                .containsExactly(
                        "checkApplication: Decision table “Legal terms”",
                        "checkApplication: Decision table “Requirements”",
                        "checkApplication: Decision table “Legal terms”",
                        "checkApplication: Decision table “Requirements”",
                        "issueVoucher: Decision table “Legal terms”",
                        "issueVoucher: Decision table “Reimbursement”",
                        "issueVoucher: Decision table “Monthly calculation index”",
                        "decideCertificate: Decision table “Legal terms”",
                        "sendAct: Decision table “Legal terms”",
                        "acceptAct: Decision table “Legal terms”",
                        "sendAct: Decision table “Legal terms”",
                        "acceptAct: Decision table “Legal terms”",
                        "reimburse: Decision table “Reimbursement”",
                        "reimburse: Decision table “Monthly calculation index”");
        assertThat(told.entries()).extracting(Entry::kind).doesNotContain(Kind.TROUBLE, Kind.OPERATION, Kind.TERM);
    }

    @Test
    void aDiagramByWhichCasesCameToTheirEndIsNotDeleted() {
        var application = story.applies("person-01");
        applicationProcess.withdraw(application);
        stage.settle();
        var course = way(application).get(0);
        var definition = repository.getProcessDefinition(course.definition());

        refused(
                "process.deployment-has-finished-cases",
                () -> repository.deleteDeployment(definition.getDeploymentId(), true));
        refused(
                "process.deployment-has-finished-cases",
                () -> repository.deleteDeployment(definition.getDeploymentId(), false));
        refused(
                "process.deployment-has-finished-cases",
                () -> repository.deleteProcessDefinition(definition.getId(), true));
        assertThat(way(application)).hasSize(1);
    }

    @Test
    void aDeploymentSaysWhatIsAnotherInIt() throws IOException {
        var diagram = Files.readString(Path.of("processes/settlement.bpmn"));
        assertThat(deployments.latest(5, Language.EN)).isNotEmpty();
        var deployment = repository
                .createDeployment()
                .name("an analyst's")
                .addString(
                        "processes/settlement.bpmn", diagram.replace("name=\"Accept act\"", "name=\"Look at the act\""))
                .deploy();
        try {
            // The second time it reads models that were read before.
            deployments.latest(100, Language.EN);
            var said = deployments.latest(100, Language.EN).stream()
                    .filter(each -> each.id().equals(deployment.getId()))
                    .findFirst()
                    .orElseThrow();
            assertThat(said.name()).isEqualTo("an analyst's");
            assertThat(said.models()).singleElement().satisfies(model -> {
                assertThat(model.version()).isGreaterThan(1);
                assertThat(model.changes())
                        .containsExactly(new Deployments.Change(Deployments.Kind.CHANGED, "Look at the act"));
            });
        } finally {
            repository.deleteDeployment(deployment.getId(), true);
        }
    }
}
