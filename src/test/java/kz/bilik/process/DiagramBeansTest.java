package kz.bilik.process;

import static kz.bilik.process.DiagramRulesTest.diagrams;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.bilik.process.DiagramRulesTest.Diagram;
import kz.bilik.process.task.UserTask;
import kz.bilik.support.ProcedureTest;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.impl.bpmn.parser.DefaultFailedJobParseListener;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.model.bpmn.instance.Event;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.MessageEventDefinition;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaExecutionListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** What a diagram asks of the code by name is there, and nothing is there that no diagram asks. */
@ProcedureTest
class DiagramBeansTest {

    /** A bean and its method. */
    private static final Pattern QUESTION = Pattern.compile("[$#]\\{(\\w+)\\.(\\w+)\\(");

    @Autowired
    ApplicationContext house;

    @Autowired
    ProcessEngine engine;

    @ParameterizedTest
    @MethodSource("kz.bilik.process.DiagramRulesTest#diagrams")
    void aServiceTaskIsCarriedOutByTheBeanOfItsName(Diagram diagram) {
        assertThat(diagram.all(ServiceTask.class)).isNotEmpty().allSatisfy(task -> {
            assertThat(task.getCamundaDelegateExpression()).isEqualTo("${" + task.getId() + "}");
            assertThat(house.getBean(task.getId())).isInstanceOf(JavaDelegate.class);
        });
        for (var message : diagram.model().getModelElementsByType(MessageEventDefinition.class)) {
            if (message.getCamundaDelegateExpression() != null) {
                assertThat(house.getBean(bean(message.getCamundaDelegateExpression())))
                        .isInstanceOf(JavaDelegate.class);
            }
        }
        for (var listener : diagram.model().getModelElementsByType(CamundaExecutionListener.class)) {
            assertThat(house.getBean(bean(listener.getCamundaDelegateExpression())))
                    .isInstanceOf(ExecutionListener.class);
        }
    }

    /** An expression can only call what is public in a public class, which no compiler sees. */
    @ParameterizedTest
    @MethodSource("kz.bilik.process.DiagramRulesTest#diagrams")
    void whatAnExpressionAsksIsThereForItToAsk(Diagram diagram) throws IOException {
        var text = Files.readString(Path.of("processes", diagram.name() + ".bpmn"));
        var asked = QUESTION.matcher(text)
                .results()
                .map(question -> List.of(question.group(1), question.group(2)))
                .collect(Collectors.toSet());
        assertThat(asked).isNotEmpty().allSatisfy(question -> {
            var asks = AopUtils.getTargetClass(house.getBean(question.get(0)));
            assertThat(asks).as(question.get(0)).isPublic();
            assertThat(asks).as(question.get(0)).hasPublicMethods(question.get(1));
        });
    }

    /** What may fail outside the database begins with a savepoint and is tried again with longer and longer pauses. */
    @ParameterizedTest
    @MethodSource("kz.bilik.process.DiagramRulesTest#diagrams")
    void whatRunsAsAJobIsTriedAgainInTheOneRhythm(Diagram diagram) {
        var steps = diagram.all(ServiceTask.class).stream()
                .filter(ServiceTask::isCamundaAsyncBefore)
                .map(FlowElement::getId)
                .toList();
        var timers = diagram.all(Event.class).stream()
                .filter(event -> !event.getChildElementsByType(TimerEventDefinition.class)
                        .isEmpty())
                .map(FlowElement::getId)
                .toList();
        assertThat(timers).isNotEmpty();
        assertSoftly(softly -> Stream.concat(steps.stream(), timers.stream())
                .forEach(job -> softly.assertThat(rhythm(diagram, job))
                        .as(job)
                        .isEqualTo(DiagramRulesTest.OWN_RHYTHM.getOrDefault(job, DiagramRulesTest.RHYTHM))));
    }

    /** As the engine has read it. */
    private List<String> rhythm(Diagram diagram, String job) {
        var configuration = (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
        var deployed = engine.getRepositoryService()
                .createProcessDefinitionQuery()
                .processDefinitionKey(diagram.name())
                .latestVersion()
                .singleResult();
        return configuration.getCommandExecutorTxRequired().execute(command -> configuration
                .getDeploymentCache()
                .findDeployedProcessDefinitionById(deployed.getId())
                .findActivity(job)
                .getProperties()
                .get(DefaultFailedJobParseListener.FAILED_JOB_CONFIGURATION)
                .getRetryIntervals());
    }

    private static String bean(String expression) {
        assertThat(expression).matches("\\$\\{\\w+}");
        return expression.substring(2, expression.length() - 1);
    }

    @Test
    void noDelegateIsLeftThatNoDiagramCalls() {
        var called = diagrams()
                .flatMap(diagram -> diagram.all(ServiceTask.class).stream())
                .map(ServiceTask::getId)
                .collect(Collectors.toCollection(HashSet::new));
        diagrams()
                .flatMap(diagram -> diagram.model().getModelElementsByType(MessageEventDefinition.class).stream())
                .map(MessageEventDefinition::getCamundaDelegateExpression)
                .filter(expression -> expression != null)
                .forEach(expression -> called.add(bean(expression)));
        assertThat(house.getBeansOfType(JavaDelegate.class).keySet()).containsExactlyInAnyOrderElementsOf(called);
    }

    @Test
    void eachUserTaskHasItsBeanWhichKnowsTheFieldsOfItsForm() {
        var tasks = DiagramRulesTest.userTasks()
                .map(org.camunda.bpm.model.bpmn.instance.UserTask::getId)
                .collect(Collectors.toSet());
        assertThat(house.getBeansOfType(UserTask.class).keySet()).isEqualTo(tasks);
        assertSoftly(softly -> {
            for (var task : tasks) {
                softly.assertThat(fields(task))
                        .as("what the form of " + task + " submits")
                        .isEqualTo(house.getBean(task, UserTask.class).fields());
            }
        });
    }

    /** The keys of the fields that submit something: what is disabled only shows. */
    private static Set<String> fields(String form) {
        try {
            var json = JsonMapper.builder().build().readTree(new File("forms/" + form + ".form"));
            assertThat(json.get("id").textValue()).isEqualTo(form);
            var keys = new HashSet<String>();
            collect(json.get("components"), keys);
            return keys;
        } catch (IOException unreadable) {
            throw new AssertionError("the form " + form + " cannot be read", unreadable);
        }
    }

    private static void collect(JsonNode components, Set<String> keys) {
        for (var component : components) {
            if (component.has("key") && !component.path("disabled").asBoolean()) {
                keys.add(component.get("key").textValue());
            }
            if (component.has("components")) {
                collect(component.get("components"), keys);
            }
        }
    }
}
