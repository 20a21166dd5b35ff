package kz.bilik.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import kz.bilik.language.Language;
import kz.bilik.process.task.UserTask;
import kz.bilik.support.ProcedureTest;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What the element templates say that a building block needs of its case, and sets, is what the block asks for and sets
 * when the engine runs it. Each is run for a case that knows every variable and of which there is no record: it reads what
 * it needs and then finds nothing.
 */
@ProcedureTest
class BuildingBlocksTest {

    /** What a block asked of its case, and what it left there. */
    private record Watched(SortedSet<String> read, SortedSet<String> written) {

        DelegateExecution execution() {
            return (DelegateExecution) Proxy.newProxyInstance(
                    DelegateExecution.class.getClassLoader(),
                    new Class<?>[] {DelegateExecution.class},
                    (execution, method, arguments) -> switch (method.getName()) {
                        case "getVariable" -> {
                            read.add((String) arguments[0]);
                            yield "nowhere";
                        }
                        case "setVariable" -> {
                            written.add((String) arguments[0]);
                            yield null;
                        }
                        case "setVariables" -> {
                            ((Map<?, ?>) arguments[0]).keySet().forEach(name -> written.add((String) name));
                            yield null;
                        }
                        case "getProcessInstanceId" -> "nowhere";
                        case "setProcessBusinessKey" -> null;
                        default -> throw new UnsupportedOperationException(method.toString());
                    });
        }
    }

    @Autowired
    Map<String, JavaDelegate> delegates;

    @Autowired
    Map<String, UserTask> tasks;

    @Autowired
    TransactionTemplate transaction;

    @Test
    void aDelegateReadsWhatItsTemplateSaysThatItNeeds() throws IOException {
        var templates = templates();
        assertThat(delegates).hasSizeGreaterThan(40);
        assertSoftly(softly -> delegates.forEach((name, delegate) -> {
            var watched = new Watched(new TreeSet<>(), new TreeSet<>());
            run(() -> delegate.execute(watched.execution()));
            var template = templates.get(name);
            softly.assertThat(names(template, "needs"))
                    .as("what " + name + " needs")
                    .isEqualTo(watched.read());
            softly.assertThat(names(template, "sets"))
                    .as("what " + name + " sets")
                    .containsAll(watched.written());
        }));
    }

    @Test
    void whatAFormShowsIsReadByWhatItsTemplateSaysThatItNeeds() throws IOException {
        var templates = templates();
        assertThat(tasks).hasSizeGreaterThan(12);
        assertSoftly(softly -> tasks.forEach((name, task) -> {
            var watched = new Watched(new TreeSet<>(), new TreeSet<>());
            run(() -> task.listed().apply(watched.execution(), Language.EN));
            run(() -> task.shown().apply(watched.execution(), Language.EN));
            softly.assertThat(watched.read()).as("what " + name + " reads").isNotEmpty();
            softly.assertThat(names(templates.get(name), "needs"))
                    .as("what " + name + " needs")
                    .containsAll(watched.read());
            softly.assertThat(watched.written()).isEmpty();
        }));
    }

    private interface Work {

        void run() throws Exception;
    }

    /** Leaves nothing behind. */
    private void run(Work work) {
        transaction.executeWithoutResult(status -> {
            status.setRollbackOnly();
            try {
                work.run();
            } catch (Exception nothingIsThere) {
                // There is no such record; what was read until then counts.
            }
        });
    }

    /** By the name of the bean. */
    private static Map<String, JsonNode> templates() throws IOException {
        var templates = new HashMap<String, JsonNode>();
        try (var files = Files.list(Path.of(".camunda/element-templates"))) {
            for (var file : files.toList()) {
                new ObjectMapper()
                        .readTree(file.toFile())
                        .forEach(template ->
                                templates.put(template.at("/metadata/bean").asText(), template));
            }
        }
        return templates;
    }

    private static SortedSet<String> names(JsonNode template, String which) {
        var names = new TreeSet<String>();
        template.at("/metadata/" + which).forEach(name -> names.add(name.asText()));
        return names;
    }
}
