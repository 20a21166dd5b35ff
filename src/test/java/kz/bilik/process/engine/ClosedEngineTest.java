package kz.bilik.process.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.script.ScriptEngineFactory;
import javax.script.ScriptEngineManager;
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

    @Test
    void aModelReadsNoFile(@TempDir Path folder) throws Exception {
        var file = Files.writeString(folder.resolve("house.txt"), "what only the house knows");
        var model = Bpmn.convertToString(Bpmn.createExecutableProcess("curious")
                .camundaHistoryTimeToLive(1)
                .startEvent()
                .endEvent()
                .done());
        var curious = model.replaceFirst(
                        "(<\\?xml[^>]*>)", "$1<!DOCTYPE d [<!ENTITY house SYSTEM \"" + file.toUri() + "\">]>")
                .replaceFirst("(<(?:bpmn:)?process [^>]*id=\"curious\")", "$1 name=\"it says\"")
                .replaceFirst("(<(?:bpmn:)?startEvent)", "<documentation>&house;</documentation>$1");
        assertThat(curious).contains("&house;");
        try {
            deployment = repository
                    .createDeployment()
                    .addString("curious.bpmn", curious)
                    .deploy()
                    .getId();
        } catch (ProcessEngineException refused) {
            assertThat(refused).hasMessageNotContaining("what only the house knows");
            return;
        }
        var process = repository
                .createProcessDefinitionQuery()
                .processDefinitionKey("curious")
                .singleResult();
        assertThat(String.valueOf(process.getDescription())).doesNotContain("what only the house knows");
    }

    /** Only the engine's own expressions, which run without a script as well, and FEEL, which reaches nothing. */
    @Test
    void thereIsNoLanguageOfScriptsToDeployAScriptIn() {
        assertThat(new ScriptEngineManager().getEngineFactories())
                .extracting(ScriptEngineFactory::getEngineName)
                .containsExactlyInAnyOrder("juel", "feel-scala", "feel-scala-unary-tests");
    }

    private String waiting() {
        deployment = repository
                .createDeployment()
                .addModelInstance(
                        "waits.bpmn",
                        Bpmn.createExecutableProcess("waits")
                                .camundaHistoryTimeToLive(1)
                                .startEvent()
                                .receiveTask("waiting")
                                .message("over")
                                .endEvent()
                                .done())
                .deploy()
                .getId();
        return runtime.startProcessInstanceByKey("waits", Map.of()).getId();
    }
}
