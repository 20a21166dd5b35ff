package kz.bilik.web.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Every call that our own OpenAPI description names. */
final class OpenApiEndpoints {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final JsonNode description;

    private OpenApiEndpoints(JsonNode description) {
        this.description = description;
    }

    static List<Endpoint> of(JsonNode description) {
        return new OpenApiEndpoints(description).all();
    }

    private List<Endpoint> all() {
        var endpoints = new ArrayList<Endpoint>();
        description.path("paths").properties().forEach(path -> path.getValue()
                .properties()
                .forEach(operation -> endpoints.add(
                        endpoint(operation.getKey().toUpperCase(Locale.ROOT), path.getKey(), operation.getValue()))));
        return endpoints;
    }

    private Endpoint endpoint(String method, String path, JsonNode operation) {
        var names = new ArrayList<String>();
        for (var parameter : operation.path("parameters")) {
            if (parameter.path("in").asText().equals("query")) {
                names.add(parameter.path("name").asText());
            }
        }
        var content = operation.path("requestBody").path("content").properties();
        if (content.isEmpty()) {
            return new Endpoint(method, path, names, null, null, Endpoint.Kind.API);
        }
        var body = content.iterator().next();
        return new Endpoint(
                method, path, names, body.getKey(), example(body.getValue().path("schema"), "", 0), Endpoint.Kind.API);
    }

    private JsonNode example(JsonNode schema, String name, int depth) {
        var reference = schema.path("$ref").asText();
        if (!reference.isEmpty()) {
            return example(description.at(reference.substring(1)), name, depth);
        }
        var shown = schema.get("example");
        if (shown != null && !shown.isContainerNode()) {
            return shown;
        }
        if (schema.path("enum").size() > 0) {
            return schema.path("enum").get(0);
        }
        return switch (type(schema)) {
            case "integer", "number" -> NODES.numberNode(1);
            case "boolean" -> NODES.booleanNode(true);
            case "array" -> NODES.arrayNode().add(example(schema.path("items"), name, depth + 1));
            case "object" -> object(schema, depth);
            default -> text(schema);
        };
    }

    private JsonNode object(JsonNode schema, int depth) {
        var object = NODES.objectNode();
        if (depth < 6) {
            schema.path("properties")
                    .properties()
                    .forEach(property ->
                            object.set(property.getKey(), example(property.getValue(), property.getKey(), depth + 1)));
        }
        return object;
    }

    private static JsonNode text(JsonNode schema) {
        return switch (schema.path("format").asText()) {
            case "date" -> NODES.textNode("2026-09-14");
            case "date-time" -> NODES.textNode("2026-09-14T09:00:00+05:00");
            case "uuid" -> NODES.textNode("6f1d2c5e-0b57-4c0e-9a51-2f5d7f1b0a01");
            default -> NODES.textNode("x");
        };
    }

    private static @Nullable String type(JsonNode schema) {
        var type = schema.path("type");
        return type.isArray() ? type.get(0).asText() : type.asText(schema.has("properties") ? "object" : "string");
    }
}
