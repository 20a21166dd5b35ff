package kz.bilik.process.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.StreamSupport;
import kz.bilik.problem.Problem;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.form.CamundaFormRef;
import org.camunda.bpm.engine.impl.cmd.GetCamundaFormDefinitionCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.form.CamundaFormRefImpl;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.repository.CamundaFormDefinition;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.value.SerializableValue;
import org.camunda.spin.json.SpinJsonNode;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * What the form of a user task asks, which is the one that was deployed for it and that its officer sees, and whether a submission holds nothing else: no name that the form does not submit,
 * no value of another kind than its field's, no choice that it does not offer. Judged before anything is written, whoever
 * completes the task and by whatever call.
 */
@Component
class AskedFields {

    /** What fields hold; what a form has beside them submits nothing. */
    private enum Kind {
        TEXT,
        CHOICE,
        BOX,
        LIST,
        NUMBER
    }

    /**
     * @param label how the form calls it; empty when it gives it no name
     * @param offered the values of a choice; empty for every other field
     */
    private record Field(Kind kind, String label, Set<String> offered) {}

    private static final Map<String, Kind> KINDS = Map.of(
            "textfield", Kind.TEXT,
            "textarea", Kind.TEXT,
            "datetime", Kind.TEXT,
            "radio", Kind.CHOICE,
            "select", Kind.CHOICE,
            "checkbox", Kind.BOX,
            "checklist", Kind.LIST,
            "number", Kind.NUMBER);

    private static final String DEPLOYMENT = "deployment";

    private final ObjectMapper json;
    /** By the id of what was deployed, which never changes; by the task where the product's own form holds. */
    private final Map<String, Map<String, Field>> ofForms = new ConcurrentHashMap<>();

    /** By deployment and form, which never change together. */
    private final Map<String, Map<String, Field>> ofDeployments = new ConcurrentHashMap<>();

    AskedFields(ObjectMapper json) {
        this.json = json;
    }

    /**
     * Refuses what a call brings along to complete that task and its form does not submit.
     *
     * @param brought the variables as the caller sent them, not yet stored
     * @throws Problem {@code task.unknown-fields} with each name that no field has, {@code task.incomplete} with each field
     *     that holds another kind of value
     */
    void check(DelegateTask task, VariableMap brought) {
        var asked = fields(task);
        var unknown = new TreeSet<>(brought.keySet());
        unknown.removeAll(asked.keySet());
        if (!unknown.isEmpty()) {
            throw Problem.of(Problem.Kind.UNPROCESSABLE, "task.unknown-fields", String.join(", ", unknown));
        }
        var problem = Problem.of(Problem.Kind.MALFORMED, "task.incomplete");
        for (var name : new TreeSet<>(brought.keySet())) {
            if (!fits(asked.get(name).kind(), brought, name)) {
                problem = problem.with(name, "task.field-malformed");
            }
        }
        if (!problem.fields().isEmpty()) {
            throw problem;
        }
    }

    /**
     * Refuses what the decision did not ask for, as it was taken: a field of another branch of the form, and a choice that
     * the form does not offer, unless the module has judged it itself.
     *
     * @throws Problem {@code task.incomplete} with each such field
     */
    void checkLeft(DelegateTask task, Submission submission) {
        var problem = Problem.of(Problem.Kind.UNPROCESSABLE, "task.incomplete");
        var asked = fields(task);
        for (var name : new TreeSet<>(asked.keySet())) {
            if (submission.holds(name)) {
                if (!submission.wasRead(name)) {
                    problem = problem.with(name, "task.field-not-asked");
                } else if (!submission.wasJudged(name) && !offers(asked.get(name), name, submission)) {
                    problem = problem.with(name, "task.decision-unknown");
                }
            }
        }
        if (!problem.fields().isEmpty()) {
            throw problem;
        }
    }

    /** How the form of that task calls a field, in the analyst's English; empty when it has no such field, or that no name. */
    Optional<String> label(DelegateTask task, String field) {
        return Optional.ofNullable(fields(task).get(field)).map(Field::label).filter(label -> !label.isBlank());
    }

    private static boolean offers(Field field, String name, Submission submission) {
        return switch (field.kind()) {
            case CHOICE -> field.offered().contains(submission.text(name));
            case LIST -> field.offered().containsAll(submission.list(name));
            default -> true;
        };
    }

    private static boolean fits(Kind kind, VariableMap brought, String name) {
        var typed = brought.getValueTyped(name);
        if (typed instanceof SerializableValue serialized && !serialized.isDeserialized()) {
            return kind == Kind.LIST && "json".equals(serialized.getType().getName()) && isReadable(brought, name);
        }
        return fits(kind, typed == null ? null : typed.getValue());
    }

    private static boolean isReadable(VariableMap brought, String name) {
        try {
            return fits(Kind.LIST, brought.getValueTyped(name).getValue());
        } catch (RuntimeException noJson) {
            return false;
        }
    }

    private static boolean fits(Kind kind, @Nullable Object value) {
        if (value == null) {
            return true;
        }
        return switch (kind) {
            case TEXT, CHOICE -> value instanceof String;
            case BOX -> value instanceof Boolean;
            case NUMBER -> value instanceof Number || value instanceof String;
            case LIST -> "".equals(value) || isListOfTexts(value);
        };
    }

    private static boolean isListOfTexts(Object value) {
        if (value instanceof SpinJsonNode node) {
            return node.isArray() && node.elements().stream().allMatch(SpinJsonNode::isString);
        }
        return value instanceof Collection<?> values && values.stream().allMatch(String.class::isInstance);
    }

    /** As the engine finds it when the form is opened: of the diagram's deployment, or the latest, as the diagram says. */
    private Map<String, Field> fields(DelegateTask delegate) {
        var task = (TaskEntity) delegate;
        var named = task.getTaskDefinition().getFormDefinition();
        if (named.getCamundaFormDefinitionKey() == null) {
            return fields(task.getTaskDefinitionKey(), null);
        }
        var form = new CamundaFormRefImpl(
                named.getCamundaFormDefinitionKey().getValue(task).toString(), named.getCamundaFormDefinitionBinding());
        if (named.getCamundaFormDefinitionVersion() != null) {
            form.setVersion(Integer.valueOf(
                    named.getCamundaFormDefinitionVersion().getValue(task).toString()));
        }
        var execution = task.getExecution();
        if (execution == null) {
            throw new OptimisticLockingException("Task " + task.getId() + " was completed by another call meanwhile");
        }
        var deployment = execution.getProcessDefinition().getDeploymentId();
        return DEPLOYMENT.equals(form.getBinding())
                ? ofDeployments.computeIfAbsent(
                        deployment + "/" + form.getKey(),
                        any -> fields(task.getTaskDefinitionKey(), deployed(form, deployment)))
                : fields(task.getTaskDefinitionKey(), deployed(form, deployment));
    }

    /** Null where a diagram was deployed alone: what the product brings for the task holds. */
    private static @Nullable CamundaFormDefinition deployed(CamundaFormRef form, String deployment) {
        var command = Context.getCommandContext();
        return command.runWithoutAuthorization(
                () -> new GetCamundaFormDefinitionCmd(form, deployment).execute(command));
    }

    private Map<String, Field> fields(String task, @Nullable CamundaFormDefinition deployed) {
        return deployed == null
                ? ofForms.computeIfAbsent(task, this::ofTheProduct)
                : ofForms.computeIfAbsent(deployed.getId(), id -> ofTheEngine(deployed));
    }

    private Map<String, Field> ofTheEngine(CamundaFormDefinition form) {
        var command = Context.getCommandContext();
        var content = command.getResourceManager()
                .findResourceByDeploymentIdAndResourceName(form.getDeploymentId(), form.getResourceName())
                .getBytes();
        try {
            return read(json.readTree(content));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(form.getResourceName(), unreadable);
        }
    }

    private Map<String, Field> ofTheProduct(String form) {
        var file = new ClassPathResource("forms/" + form + ".form");
        try (var content = file.getInputStream()) {
            return read(json.readTree(content));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(file.getPath(), unreadable);
        }
    }

    private static Map<String, Field> read(JsonNode form) {
        var fields = new HashMap<String, Field>();
        collect(form.path("components"), fields);
        return Map.copyOf(fields);
    }

    private static void collect(JsonNode components, Map<String, Field> fields) {
        for (var component : components) {
            if (component.hasNonNull("key") && submits(component)) {
                var kind = KINDS.get(component.path("type").asText());
                if (kind == null) {
                    throw new IllegalStateException("no kind of field: " + component.path("type"));
                }
                fields.put(component.get("key").textValue(), new Field(kind, label(component), offered(component)));
            }
            collect(component.path("components"), fields);
        }
    }

    private static boolean submits(JsonNode component) {
        return !component.path("disabled").asBoolean()
                && component.path("readonly").asText("false").equals("false");
    }

    private static String label(JsonNode component) {
        return component.path("label").asText(component.path("dateLabel").asText(""));
    }

    private static Set<String> offered(JsonNode component) {
        return Set.copyOf(new HashSet<>(values(component)));
    }

    private static List<String> values(JsonNode component) {
        return StreamSupport.stream(component.path("values").spliterator(), false)
                .map(value -> value.path("value").asText())
                .toList();
    }
}
