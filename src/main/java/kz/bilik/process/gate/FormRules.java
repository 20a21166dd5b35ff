package kz.bilik.process.gate;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import kz.bilik.process.gate.Finding.Spot;

/** A form as the Tasklist's form-js 1.8.7 shows it and as its task reads it. */
final class FormRules {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static final Set<String> OF_THE_FORM = Set.of(
            "components", "executionPlatform", "executionPlatformVersion", "exporter", "id", "schemaVersion", "type");

    private static final Set<String> OF_ALL = Set.of(
            "conditional", "conditional.hide", "id", "layout", "layout.columns", "layout.row", "properties", "type");

    private static final Set<String> OF_FIELDS = Set.of(
            "defaultValue", "description", "disabled", "key", "label", "readonly", "validate", "validate.required");

    private static final Set<String> OF_TEXTS = Set.of(
            "appearance",
            "appearance.prefixAdorner",
            "appearance.suffixAdorner",
            "validate.maxLength",
            "validate.minLength",
            "validate.pattern",
            "validate.validationType");

    private static final Set<String> OF_CHOICES = Set.of("values", "searchable");

    /** The components that form-js 1.8.7 has and whose answers a task can take, each with what it has beside the others. */
    private static final Map<String, Set<String>> COMPONENTS = Map.ofEntries(
            Map.entry("textfield", joined(OF_FIELDS, OF_TEXTS)),
            Map.entry("textarea", joined(OF_FIELDS, OF_TEXTS)),
            Map.entry(
                    "number",
                    joined(
                            OF_FIELDS,
                            Set.of(
                                    "appearance",
                                    "appearance.prefixAdorner",
                                    "appearance.suffixAdorner",
                                    "decimalDigits",
                                    "increment",
                                    "serializeToString",
                                    "validate.max",
                                    "validate.min"))),
            Map.entry(
                    "datetime",
                    joined(
                            OF_FIELDS,
                            Set.of(
                                    "dateLabel",
                                    "disallowPassedDates",
                                    "subtype",
                                    "timeInterval",
                                    "timeLabel",
                                    "timeSerializingFormat",
                                    "use24h"))),
            Map.entry("checkbox", OF_FIELDS),
            Map.entry("checklist", joined(OF_FIELDS, OF_CHOICES)),
            Map.entry("radio", joined(OF_FIELDS, OF_CHOICES)),
            Map.entry("select", joined(OF_FIELDS, OF_CHOICES)),
            Map.entry("text", Set.of("text")),
            Map.entry("html", Set.of("content")),
            Map.entry("image", Set.of("alt", "source")),
            Map.entry("spacer", Set.of("height")),
            Map.entry("separator", Set.of()),
            Map.entry("group", Set.of("components", "label", "showOutline", "verticalAlignment")),
            Map.entry("table", Set.of("columns", "dataSource", "label", "rowCount")));

    private final ModelFile file;
    private final Findings findings;
    private final JsonNode form;

    private FormRules(ModelFile file, Findings findings, JsonNode form) {
        this.file = file;
        this.findings = findings;
        this.form = form;
    }

    /** Empty when it cannot be read, which is found then. */
    static Optional<FormRules> of(ModelFile file, Findings findings) {
        try {
            var form = JSON.readTree(file.content());
            if (form != null && form.isObject()) {
                return Optional.of(new FormRules(file, findings, form));
            }
            findings.add(Rule.FILE_UNREADABLE, Spot.of(file.name()), "");
        } catch (IOException unreadable) {
            findings.add(Rule.FILE_UNREADABLE, Spot.of(file.name()), "");
        }
        return Optional.empty();
    }

    /** The id by which a diagram names it; empty without one. */
    String id() {
        return form.path("id").asText("");
    }

    /** The components as they stand in the file. */
    JsonNode tops() {
        return form.path("components");
    }

    /** Where a component is. */
    Spot at(JsonNode component) {
        return spot(component);
    }

    String file() {
        return file.name();
    }

    void check() {
        if (id().isBlank()) {
            findings.add(Rule.FORM_ID, Spot.of(file.name()));
        }
        form.fieldNames().forEachRemaining(name -> {
            if (!OF_THE_FORM.contains(name)) {
                findings.add(Rule.FORM_PROPERTY, Spot.of(file.name()), name);
            }
        });
        var keys = new HashSet<String>();
        for (var component : components()) {
            component(component, keys);
        }
    }

    private void component(JsonNode component, Set<String> keys) {
        var at = spot(component);
        var type = component.path("type").asText();
        var known = COMPONENTS.get(type);
        if (known == null) {
            findings.add(Rule.FORM_COMPONENT, at, type);
            return;
        }
        component.properties().forEach(property -> property(property, "", known, at));
        if (submits(component) && !keys.add(component.get("key").asText())) {
            findings.add(Rule.FORM_KEY_TWICE, at, component.get("key").asText());
        }
        expressions(component, at);
    }

    private void property(Map.Entry<String, JsonNode> property, String within, Set<String> known, Spot at) {
        var name = within + property.getKey();
        if (!known.contains(name) && !OF_ALL.contains(name)) {
            findings.add(Rule.FORM_PROPERTY, at, name);
        } else if (Set.of("validate", "conditional", "layout", "appearance").contains(name)) {
            property.getValue().properties().forEach(inner -> property(inner, name + ".", known, at));
        }
    }

    /** What begins with an equals sign is FEEL; the browser reads it, but it is written in the same way. */
    private void expressions(JsonNode node, Spot at) {
        for (var child : node) {
            if (child.isTextual()) {
                if (child.textValue().startsWith("=")) {
                    Feel.parse(child.textValue().substring(1), at, findings);
                } else if (Expressions.isOne(child.textValue())) {
                    findings.add(Rule.EXPRESSION_REACH, at, child.textValue());
                }
            } else if (!child.has("type")) {
                // A component within a group has a type, and is looked at by itself.
                expressions(child, at);
            }
        }
    }

    /** That the task reads what the form asks, and is asked what it reads. */
    void check(String task, Set<String> read) {
        var keys = new TreeSet<String>();
        for (var component : components()) {
            if (submits(component)) {
                var key = component.get("key").asText();
                keys.add(key);
                if (!read.contains(key)) {
                    findings.add(Rule.FORM_KEY_UNREAD, spot(component), key, task);
                }
            }
        }
        read.stream()
                .filter(key -> !keys.contains(key))
                .sorted()
                .forEach(key -> findings.add(Rule.FORM_KEY_MISSING, Spot.of(file.name()), key, task));
    }

    private List<JsonNode> components() {
        var all = new ArrayList<JsonNode>();
        collect(form.path("components"), all);
        return all;
    }

    private static void collect(JsonNode components, List<JsonNode> all) {
        for (var component : components) {
            all.add(component);
            collect(component.path("components"), all);
        }
    }

    private static boolean submits(JsonNode component) {
        return component.hasNonNull("key")
                && !component.path("disabled").asBoolean()
                && component.path("readonly").asText("false").equals("false");
    }

    private Spot spot(JsonNode component) {
        return new Spot(
                file.name(),
                component.path("key").asText(component.path("id").asText("")),
                component.path("label").asText(component.path("dateLabel").asText("")));
    }

    private static Set<String> joined(Set<String> one, Set<String> other) {
        return Set.copyOf(Stream.concat(one.stream(), other.stream()).toList());
    }
}
