package kz.bilik.process.words;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** What a form calls its fields, in the analyst's English, so that a refusal can say which of them it means. */
@Component
class FieldLabels {

    private final ObjectMapper json;
    private final Map<String, Map<String, String>> ofForms = new ConcurrentHashMap<>();

    FieldLabels(ObjectMapper json) {
        this.json = json;
    }

    /** The label of that field; empty when the form has no such field, or the field no label. */
    Optional<String> of(String form, String field) {
        return Optional.ofNullable(ofForms.computeIfAbsent(form, this::read).get(field));
    }

    private Map<String, String> read(String form) {
        var file = new ClassPathResource("forms/" + form + ".form");
        var labels = new HashMap<String, String>();
        try (var content = file.getInputStream()) {
            collect(json.readTree(content).path("components"), labels);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(file.getPath(), unreadable);
        }
        return Map.copyOf(labels);
    }

    private static void collect(JsonNode components, Map<String, String> labels) {
        for (var component : components) {
            var label =
                    component.path("label").asText(component.path("dateLabel").asText(""));
            if (component.hasNonNull("key") && !label.isBlank()) {
                labels.put(component.get("key").textValue(), label);
            }
            collect(component.path("components"), labels);
        }
    }
}
