package kz.bilik.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.ConditionExpression;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaFailedJobRetryTimeCycle;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What an analyst may rely on in every diagram, and what the code may rely on in what an analyst draws. What a diagram
 * asks of the code is in {@link DiagramBeansTest}.
 */
class DiagramRulesTest {

    private static final Pattern CLAUSE = Pattern.compile("cl\\. \\d");

    /**
     * Five years after the year of payment are at most 2,192 days after it; the engine counts from the end of each process
     * and from each decision, and payment may come up to four years later: docs/operations.md, Retention.
     */
    private static final String KEPT = "P" + (2192 + 1461) + "D";

    /** A fact that was named by the step before, or what is left of a voucher. */
    private static final Pattern NAMED_FACT = Pattern.compile("\\$\\{\\w+}|\\$\\{validity == '[A-Z]+'}");

    private static final Pattern LIMIT =
            Pattern.compile("\\$\\{endOf\\.(\\w+)\\((applicationNumber|voucherNumber|actNumber|certificate"
                    + "|distributionNumber)\\)}");
    private static final Pattern REMINDER =
            Pattern.compile("\\$\\{reminders\\.(\\w+)\\((applicationNumber|voucherNumber)\\)}");
    private static final Pattern DUE =
            Pattern.compile("\\$\\{dueBy\\.(\\w+)\\((applicationNumber|voucherNumber|actNumber|certificate"
                    + "|distributionNumber)\\)}");

    /** The law sets no day on which to look whether something is to be prepared or is missing; the diagram does. */
    private static final Map<String, String> OWN_DAYS =
            Map.of("newPeriodDue", "0 0 9 1 * ?", "weekBegun", "0 0 9 1,8,15,22,29 * ?");

    /** A diagram under the name of its file. */
    record Diagram(String name, BpmnModelInstance model) {

        Process process() {
            return model.getModelElementsByType(Process.class).iterator().next();
        }

        <T extends FlowElement> Collection<T> all(Class<T> type) {
            return model.getModelElementsByType(type);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Diagram> diagrams() {
        return files("processes", ".bpmn")
                .map(file -> new Diagram(
                        file.getFileName().toString().replace(".bpmn", ""), Bpmn.readModelFromFile(file.toFile())));
    }

    static Stream<UserTask> userTasks() {
        return diagrams().flatMap(diagram -> diagram.all(UserTask.class).stream());
    }

    @Test
    void thereAreFiveDiagrams() {
        assertThat(diagrams().map(Diagram::name))
                .containsExactlyInAnyOrder("application", "voucher", "settlement", "distribution", "year");
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void aProcessIsNamedAsItsFileKeptAsLongAsTheLawAsksAndStartedByNobodyInTheTasklist(Diagram diagram) {
        var process = diagram.process();
        assertThat(diagram.model().getModelElementsByType(Process.class)).hasSize(1);
        assertThat(process.getId()).isEqualTo(diagram.name());
        assertThat(process.isExecutable()).isTrue();
        assertThat(process.getCamundaHistoryTimeToLiveString()).isEqualTo(KEPT);
        assertThat(process.isCamundaStartableInTasklist()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void everyElementSaysWhichClauseItFulfils(Diagram diagram) {
        var silent = new TreeSet<String>();
        if (!clause(diagram.process().getDocumentations())) {
            silent.add(diagram.name());
        }
        diagram.all(FlowNode.class).stream()
                .filter(element -> !clause(element.getDocumentations()))
                .forEach(element -> silent.add(element.getId()));
        // A flow that answers a gateway's question decides something; the others only lead on.
        diagram.all(SequenceFlow.class).stream()
                .filter(flow -> flow.getName() != null && !clause(flow.getDocumentations()))
                .forEach(flow -> silent.add(flow.getId()));
        assertThat(silent).isEmpty();
    }

    private static boolean clause(Collection<org.camunda.bpm.model.bpmn.instance.Documentation> documentations) {
        return documentations.stream().anyMatch(documentation -> CLAUSE.matcher(documentation.getTextContent())
                .find());
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void everyElementHasAReadableIdAndEachStepAName(Diagram diagram) {
        assertThat(diagram.all(FlowElement.class)).allSatisfy(element -> {
            assertThat(element.getId()).matches("[a-z][A-Za-z0-9]+");
            assertThat(element.getId()).doesNotMatch("(?i)(activity|gateway|event|flow)_?[0-9a-z]{7}");
        });
        // Only a gateway that joins asks nothing.
        assertThat(diagram.all(FlowNode.class))
                .filteredOn(node -> !(node instanceof ExclusiveGateway)
                        || node.getOutgoing().size() > 1)
                .allSatisfy(node -> assertThat(node.getName()).as(node.getId()).isNotBlank());
    }

    @Test
    void eachUserTaskHasItsFormItsGroupAndItsDueDate() {
        var tasks = userTasks().toList();
        assertSoftly(softly -> {
            for (var task : tasks) {
                softly.assertThat(task.getCamundaFormRef()).as(task.getId()).isEqualTo(task.getId());
                softly.assertThat(task.getCamundaFormRefBinding())
                        .as(task.getId())
                        .isEqualTo("deployment");
                softly.assertThat(task.getCamundaCandidateGroups())
                        .as(task.getId())
                        .matches("(career-centre\\.\\$\\{careerCentre}|recognition-centre\\.\\$\\{recognitionCentre}"
                                + "|(mobility-centre|accountant)\\.\\$\\{region}|authorised-body)");
                exists(Terms.Limits.class, DUE, task.getCamundaDueDate());
                softly.assertThat(task.getCamundaAssignee()).as(task.getId()).isNull();
            }
            softly.assertThat(files("forms", ".form")
                            .map(file -> file.getFileName().toString().replace(".form", ""))
                            .collect(Collectors.toSet()))
                    .as("forms")
                    .isEqualTo(tasks.stream().map(UserTask::getId).collect(Collectors.toSet()));
        });
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void everyTimerTakesItsDateFromTheLawAndNeverFromTheDiagram(Diagram diagram) {
        var timers = diagram.model().getModelElementsByType(TimerEventDefinition.class);
        assertThat(timers).isNotEmpty().allSatisfy(timer -> {
            assertThat(timer.getTimeDuration()).as(timer.getId()).isNull();
            var ownRhythm = OWN_DAYS.get(timer.getParentElement().getAttributeValue("id"));
            if (ownRhythm != null) {
                assertThat(timer.getTimeCycle().getTextContent()).isEqualTo(ownRhythm);
            } else if (timer.getTimeCycle() != null) {
                assertThat(timer.getTimeCycle().getTextContent()).matches(REMINDER);
                exists(Terms.Reminders.class, REMINDER, timer.getTimeCycle().getTextContent());
            } else {
                assertThat(timer.getTimeDate().getTextContent()).matches(LIMIT);
                exists(Terms.Limits.class, LIMIT, timer.getTimeDate().getTextContent());
            }
        });
    }

    private static void exists(Class<?> terms, Pattern pattern, String expression) {
        var found = pattern.matcher(expression);
        assertThat(found.matches()).as(expression).isTrue();
        assertThat(terms).hasPublicMethods(found.group(1));
    }

    /** A limit of the law is seen and escalates; it takes no work from anybody. Only the end of validity ends a step. */
    @ParameterizedTest
    @MethodSource("diagrams")
    void aLimitOfTheLawInterruptsNothingButTheEndOfTheValidity(Diagram diagram) {
        var limits = diagram.all(BoundaryEvent.class).stream()
                .filter(event -> event.getEventDefinitions().stream().anyMatch(TimerEventDefinition.class::isInstance))
                .toList();
        assertThat(limits).allSatisfy(limit -> {
            assertThat(limit.cancelActivity())
                    .as(limit.getId())
                    .isEqualTo(limit.getId().equals("validityEnded"));
            if (!limit.cancelActivity()) {
                var next = limit.getOutgoing().iterator().next().getTarget();
                assertThat(next.getId()).matches("(escalate|remind)\\w+");
                assertThat(next.getOutgoing()).hasSize(1);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void aGatewayAsksAQuestionAndTestsANamedFact(Diagram diagram) {
        for (var gateway : diagram.all(ExclusiveGateway.class)) {
            if (gateway.getOutgoing().size() == 1) {
                continue;
            }
            assertThat(gateway.getName()).as(gateway.getId()).endsWith("?");
            assertThat(gateway.getDefault())
                    .as("the default of " + gateway.getId())
                    .isNotNull();
            for (var answer : gateway.getOutgoing()) {
                assertThat(answer.getName()).as(answer.getId()).isNotBlank();
                if (answer != gateway.getDefault()) {
                    assertThat(answer.getConditionExpression())
                            .as(answer.getId())
                            .isNotNull();
                    assertThat(answer.getConditionExpression().getTextContent()).matches(NAMED_FACT);
                }
            }
        }
        // Nobody else may decide.
        assertThat(diagram.model().getModelElementsByType(ConditionExpression.class))
                .allSatisfy(condition -> assertThat(((SequenceFlow) condition.getParentElement()).getSource())
                        .isInstanceOf(ExclusiveGateway.class));
    }

    /** How the engine tries again what failed: the rhythm that docs/operations.md tells. */
    static final List<String> RHYTHM = List.of("PT10S", "PT1M", "PT10M", "PT1H", "PT6H");

    /** The steps that somebody is to hear of sooner. */
    static final Map<String, List<String>> OWN_RHYTHM = Map.of(
            "reserveVoucher", List.of("PT1M", "PT10M"),
            "collectStatistics", List.of("PT1M", "PT10M", "PT1H"),
            "publishDistribution", List.of("PT10S", "PT1M", "PT10M"));

    @Test
    void noDiagramRepeatsTheRhythmOrHasOneOfItsOwnUnawares() {
        var own = diagrams()
                .flatMap(diagram ->
                        diagram.model().getModelElementsByType(CamundaFailedJobRetryTimeCycle.class).stream())
                .collect(Collectors.toMap(
                        cycle -> ((FlowElement) cycle.getParentElement().getParentElement()).getId(),
                        cycle -> List.of(cycle.getTextContent().split(","))));
        assertThat(own).isEqualTo(OWN_RHYTHM);
    }

    @Test
    void aDecisionOfACaseIsATableOfTheHouse() {
        var tables = files("processes", ".dmn")
                .map(file -> file.getFileName().toString().replace(".dmn", ""))
                .toList();
        var decisions = diagrams()
                .flatMap(diagram -> diagram.all(BusinessRuleTask.class).stream())
                .map(BusinessRuleTask::getCamundaDecisionRef)
                .toList();
        assertThat(decisions).isNotEmpty();
        assertThat(tables).containsAll(decisions);
    }

    @ParameterizedTest
    @MethodSource("tables")
    void aDecisionIsKeptAsLongAsItsCase(Path table) {
        assertThat(Dmn.readModelFromFile(table.toFile()).getModelElementsByType(Decision.class))
                .isNotEmpty()
                .allSatisfy(decision ->
                        assertThat(decision.getCamundaHistoryTimeToLiveString()).isEqualTo(KEPT));
    }

    static Stream<Path> tables() {
        return files("processes", ".dmn");
    }

    @Test
    void noNameStandsForTwoThings() {
        var ids = diagrams()
                .flatMap(diagram -> diagram.all(FlowElement.class).stream())
                .filter(element -> element instanceof ServiceTask
                        || element instanceof org.camunda.bpm.model.bpmn.instance.UserTask)
                .map(FlowElement::getId)
                .collect(Collectors.groupingBy(id -> id, Collectors.counting()));
        var twice = new ArrayList<String>();
        ids.forEach((id, count) -> {
            if (count > 1) {
                twice.add(id);
            }
        });
        assertThat(twice).isEmpty();
    }

    private static Stream<Path> files(String folder, String ending) {
        try (var files = Files.list(Path.of(folder))) {
            return files.filter(file -> file.toString().endsWith(ending)).toList().stream();
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }
}
