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
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.StreamSupport;
import kz.bilik.problem.Problem;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.value.SerializableValue;
import org.camunda.spin.json.SpinJsonNode;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * What the form of a user task asks, and whether a submission holds nothing else: no name that the form does not submit,
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

    /** @param offered the values of a choice; empty for every other field */
    private record Field(Kind kind, Set<String> offered) {}

    private static final Map<String, Kind> KINDS = Map.of(
            "textfield", Kind.TEXT,
            "textarea", Kind.TEXT,
            "datetime", Kind.TEXT,
            "radio", Kind.CHOICE,
            "select", Kind.CHOICE,
            "checkbox", Kind.BOX,
            "checklist", Kind.LIST,
            "number", Kind.NUMBER);

    private final ObjectMapper json;
    private final Map<String, Map<String, Field>> ofForms = new ConcurrentHashMap<>();

    AskedFields(ObjectMapper json) {
        this.json = json;
    }

    /**
     * Refuses what a call brings along to complete that task and its form does not submit.
     *
     * @param task the id of the user task, which is that of its form
     * @param brought the variables as the caller sent them, not yet stored
     * @throws Problem {@code task.unknown-fields} with each name that no field has, {@code task.incomplete} with each field
     *     that holds another kind of value
     */
    void check(String task, VariableMap brought) {
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
    void checkLeft(String task, Submission submission) {
        var problem = Problem.of(Problem.Kind.UNPROCESSABLE, "task.incomplete");
        for (var name : new TreeSet<>(fields(task).keySet())) {
            if (submission.holds(name)) {
                if (!submission.wasRead(name)) {
                    problem = problem.with(name, "task.field-not-asked");
                } else if (!submission.wasJudged(name) && !offers(task, name, submission)) {
                    problem = problem.with(name, "task.decision-unknown");
                }
            }
        }
        if (!problem.fields().isEmpty()) {
            throw problem;
        }
    }

    private boolean offers(String task, String name, Submission submission) {
        var field = fields(task).get(name);
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

    private Map<String, Field> fields(String form) {
        return ofForms.computeIfAbsent(form, this::read);
    }

    private Map<String, Field> read(String form) {
        var file = new ClassPathResource("forms/" + form + ".form");
        var fields = new HashMap<String, Field>();
        try (var content = file.getInputStream()) {
            collect(json.readTree(content).path("components"), fields);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(file.getPath(), unreadable);
        }
        return Map.copyOf(fields);
    }

    private static void collect(JsonNode components, Map<String, Field> fields) {
        for (var component : components) {
            if (component.hasNonNull("key") && submits(component)) {
                var kind = KINDS.get(component.path("type").asText());
                if (kind == null) {
                    throw new IllegalStateException("no kind of field: " + component.path("type"));
                }
                fields.put(component.get("key").textValue(), new Field(kind, offered(component)));
            }
            collect(component.path("components"), fields);
        }
    }

    private static boolean submits(JsonNode component) {
        return !component.path("disabled").asBoolean()
                && component.path("readonly").asText("false").equals("false");
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
