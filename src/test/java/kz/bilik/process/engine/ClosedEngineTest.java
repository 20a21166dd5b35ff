package kz.bilik.process.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import javax.script.ScriptEngineFactory;
import javax.script.ScriptEngineManager;
import kz.bilik.process.gate.Ungated;
import kz.bilik.support.ProcedureTest;
import kz.bilik.support.Stage;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

/** By no call of the engine does a caller bring code with him, or learn what lies in a file: docs/security.md. */
@ProcedureTest
class ClosedEngineTest {

    private static final String A_VALUE = "${'nobody'}";

    private static final String SECRET = "what only the house knows";

    @Autowired
    Stage stage;

    @Autowired
    TaskService tasks;

    @Autowired
    FilterService filters;

    @Autowired
    IdentityService identity;

    @Autowired
    RuntimeService runtime;

    @Autowired
    RepositoryService repository;

    @Autowired
    ProcessEngineConfigurationImpl engine;

    private String deployment;

    @BeforeEach
    void begin() {
        stage.clear();
    }

    @AfterEach
    void end() {
        identity.clearAuthentication();
        if (deployment != null) {
            repository.deleteDeployment(deployment, true);
        }
    }

    @Test
    void aQueryForTasksHoldsNoExpressionInAnyOfItsParts() {
        identity.setAuthenticatedUserId("career-KZ-75-03");
        assertThatThrownBy(() ->
                        tasks.createTaskQuery().taskAssigneeExpression(A_VALUE).list())
                .isInstanceOf(BadUserRequestException.class);
        assertThatThrownBy(() -> tasks.createTaskQuery()
                        .or()
                        .taskAssigneeExpression(A_VALUE)
                        .endOr()
                        .list())
                .isInstanceOf(BadUserRequestException.class);
        assertThatThrownBy(() -> tasks.createTaskQuery()
                        .or()
                        .taskAssigneeExpression(A_VALUE)
                        .endOr()
                        .count())
                .isInstanceOf(BadUserRequestException.class);
    }

    @Test
    void whatIsAddedToAStoredFilterHoldsNone() {
        var filter = filters.createTaskFilterQuery().list().stream()
                .map(Filter::getId)
                .findFirst()
                .orElseThrow();
        assertThatThrownBy(() -> filters.list(
                        filter,
                        tasks.createTaskQuery()
                                .or()
                                .taskAssigneeExpression(A_VALUE)
                                .endOr()))
                .isInstanceOf(BadUserRequestException.class);
        assertThatThrownBy(() -> filters.count(
                        filter,
                        tasks.createTaskQuery()
                                .or()
                                .taskAssigneeExpression(A_VALUE)
                                .endOr()))
                .isInstanceOf(BadUserRequestException.class);
    }

    /** A question of values goes through, or the Tasklist could not search. */
    @Test
    void aQueryOfValuesIsAnswered() {
        assertThat(tasks.createTaskQuery()
                        .or()
                        .taskAssignee("nobody")
                        .taskName("none")
                        .endOr()
                        .list())
                .isEmpty();
    }

    @Test
    void noVariableBringsAnObjectOfJava() {
        var instance = waiting();
        assertThatThrownBy(() -> runtime.setVariable(
                        instance,
                        "given",
                        Variables.serializedObjectValue("rO0ABXQAAWE=")
                                .serializationDataFormat(Variables.SerializationDataFormats.JAVA)
                                .objectTypeName("java.lang.String")
                                .create()))
                .isInstanceOf(ProcessEngineException.class);
    }

    @Test
    void noVariableNamesTheClassThatIsMadeOfIt() {
        var instance = waiting();
        runtime.setVariable(
                instance,
                "given",
                Variables.serializedObjectValue("{\"x\":1,\"y\":2}")
                        .serializationDataFormat(Variables.SerializationDataFormats.JSON)
                        .objectTypeName("java.awt.Point")
                        .create());
        assertThatThrownBy(() -> runtime.getVariable(instance, "given")).isInstanceOf(ProcessEngineException.class);
    }

    /** The first wall: a model names no document type, so that it has no entity, of a file or of its own. */
    @Test
    void aModelHasNoDocumentType(@TempDir Path folder) throws Exception {
        var file = Files.writeString(folder.resolve("house.txt"), SECRET);
        for (var entity : List.of("SYSTEM \"" + file.toUri() + "\"", "\"of its own\"")) {
            assertThatThrownBy(() -> deploy(curious(entity)))
                    .as(entity)
                    .isInstanceOf(ProcessEngineException.class)
                    .hasMessageStartingWith("ENGINE-09003 Could not parse 'curious.bpmn'")
                    .hasMessageContaining("DOCTYPE is disallowed")
                    .hasMessageNotContaining(SECRET);
        }
        deploy(curious("").replace("&house;", "in words"));
        assertThat(repository
                        .createProcessDefinitionQuery()
                        .processDefinitionKey("curious")
                        .singleResult()
                        .getDescription())
                .as("without one it is a model like any other")
                .isEqualTo("in words");
    }

    /** The second, behind it: the reader of the JDK that the engine takes opens no file that a document names. */
    @Test
    void whereTheEngineReadsEntitiesTheJdkStillReadsNoFile(@TempDir Path folder) throws Exception {
        var file = Files.writeString(folder.resolve("house.txt"), SECRET);
        engine.setEnableXxeProcessing(true);
        try {
            assertThatThrownBy(() -> deploy(curious("SYSTEM \"" + file.toUri() + "\"")))
                    .isInstanceOf(ProcessEngineException.class)
                    .hasMessageContaining("accessExternalDTD")
                    .hasMessageNotContaining(SECRET);
        } finally {
            engine.setEnableXxeProcessing(false);
        }
    }

    /** A model whose description is that entity; empty for one without a document type. */
    private static String curious(String entity) {
        var model = Bpmn.convertToString(Bpmn.createExecutableProcess("curious")
                .camundaHistoryTimeToLive(1)
                .startEvent()
                .endEvent()
                .done());
        var type = entity.isEmpty() ? "" : "<!DOCTYPE d [<!ENTITY house " + entity + ">]>";
        var curious = model.replaceFirst("(<\\?xml[^>]*>)", "$1" + Matcher.quoteReplacement(type))
                .replaceFirst("(<(?:bpmn:)?process [^>]*>)", "$1<documentation>&house;</documentation>");
        assertThat(curious).contains("&house;");
        return curious;
    }

    private void deploy(String model) {
        // The gate stands before these walls: they hold without it.
        deployment = Ungated.deploy(repository, repository.createDeployment().addString("curious.bpmn", model))
                .getId();
    }

    /** Only the engine's own expressions, which run without a script as well, and FEEL, which reaches nothing. */
    @Test
    void thereIsNoLanguageOfScriptsToDeployAScriptIn() {
        assertThat(new ScriptEngineManager().getEngineFactories())
                .extracting(ScriptEngineFactory::getEngineName)
                .containsExactlyInAnyOrder("juel", "feel-scala", "feel-scala-unary-tests");
    }

    private String waiting() {
        deployment = Ungated.deploy(
                        repository,
                        repository
                                .createDeployment()
                                .addModelInstance(
                                        "waits.bpmn",
                                        Bpmn.createExecutableProcess("waits")
                                                .camundaHistoryTimeToLive(1)
                                                .startEvent()
                                                .receiveTask("waiting")
                                                .message("over")
                                                .endEvent()
                                                .done()))
                .getId();
        return runtime.startProcessInstanceByKey("waits", Map.of()).getId();
    }
}
