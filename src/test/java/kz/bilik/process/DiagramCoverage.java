package kz.bilik.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.community.process_test_coverage.core.model.DefaultCollector;
import org.camunda.community.process_test_coverage.core.model.Event;
import org.camunda.community.process_test_coverage.core.model.Run;
import org.camunda.community.process_test_coverage.core.model.Suite;
import org.camunda.community.process_test_coverage.engine.platform7.ExecutionContextModelProvider;
import org.camunda.community.process_test_coverage.engine.platform7.ProcessEngineAdapter;
import org.camunda.community.process_test_coverage.report.CoverageReportUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;

/**
 * Measures one diagram over one class of scenes. The library's own listener takes its settings from a bean, which would
 * cost a context of its own for each diagram; this one takes the diagram from {@link EachPathOf}, so that all share one.
 */
class DiagramCoverage implements TestExecutionListener {

    private final DefaultCollector collector = new DefaultCollector(new ExecutionContextModelProvider());
    private final Set<String> played = new TreeSet<>();
    private String suite;

    @Override
    public void beforeTestClass(TestContext scene) {
        // Its report lands in a folder of this name: each diagram's in its own.
        suite = scene.getTestClass().getName();
        collector.createSuite(new Suite(suite, suite));
        collector.activateSuite(suite);
    }

    @Override
    public void beforeTestMethod(TestContext scene) {
        var name = scene.getTestMethod().getName();
        played.add(name);
        var run = name + "-" + collector.getActiveSuite().getEvents().size() + "-" + System.nanoTime();
        collector.createRun(new Run(run, name), suite);
        collector.activateRun(run);
        // Here and not once per class: the library's own listener puts itself in first, and only then.
        new ProcessEngineAdapter(engine(scene), collector).initializeListeners();
    }

    @Override
    public void afterTestClass(TestContext scene) {
        var process = AnnotatedElementUtils.findMergedAnnotation(scene.getTestClass(), EachPathOf.class)
                .value();
        CoverageReportUtil.createReport(collector, CoverageReportUtil.TARGET_DIR_ROOT);
        if (!played.equals(scenes(scene.getTestClass()))) {
            // Somebody runs one scene by itself: it has no coverage to answer for.
            return;
        }
        var missing = elements(engine(scene).getRepositoryService(), process);
        assertThat(missing).as("elements of " + process).isNotEmpty();
        missing.removeAll(collector.getActiveSuite().getEvents(process).stream()
                .map(Event::getDefinitionKey)
                .collect(Collectors.toSet()));
        assertThat(missing)
                .as("elements of " + process + " that no scene reaches")
                .isEmpty();
        var model = collector.getModels().stream()
                .filter(measured -> measured.getKey().equals(process))
                .findFirst()
                .orElseThrow();
        assertThat(collector.getActiveSuite().calculateCoverage(model))
                .as("coverage of " + process)
                .isEqualTo(1.0);
    }

    private static Set<String> scenes(Class<?> type) {
        return Stream.<Class<?>>iterate(type, c -> c != Object.class, Class::getSuperclass)
                .flatMap(c -> Arrays.stream(c.getDeclaredMethods()))
                .filter(method -> AnnotatedElementUtils.hasAnnotation(method, Test.class)
                        || AnnotatedElementUtils.hasAnnotation(method, ParameterizedTest.class))
                .map(method -> method.getName())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> elements(RepositoryService repository, String process) {
        ProcessDefinition definition = repository
                .createProcessDefinitionQuery()
                .processDefinitionKey(process)
                .latestVersion()
                .singleResult();
        var diagram = repository.getBpmnModelInstance(definition.getId());
        return Stream.concat(
                        diagram.getModelElementsByType(FlowNode.class).stream(),
                        diagram.getModelElementsByType(SequenceFlow.class).stream())
                .map(FlowElement::getId)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static ProcessEngine engine(TestContext scene) {
        return scene.getApplicationContext().getBean(ProcessEngine.class);
    }
}
