package kz.bilik.support;

import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/** The contract with the Labour Market AIS, {@code docs/contracts/labour-market-ais.yaml}: what may be said, and answered. */
public final class LabourMarketContract {

    /** An example of the contract and the schema under which it stands. */
    public record Example(String name, String schema, JsonNode value) {

        @Override
        public String toString() {
            return name;
        }
    }

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String ADDRESS = "https://bilik.example/labour-market-ais";
    private static final JsonNode DOCUMENT = document();
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(
            Dialects.getOpenApi31(), registry -> registry.schemas(Map.of(ADDRESS, DOCUMENT.toString())));

    private LabourMarketContract() {}

    private static JsonNode document() {
        try {
            return new com.fasterxml.jackson.databind.ObjectMapper(new YAMLFactory())
                    .readTree(Path.of("docs/contracts/labour-market-ais.yaml").toFile());
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /** The whole document. */
    public static JsonNode whole() {
        return DOCUMENT;
    }

    /** What is wrong with a call; empty when the contract knows it so. */
    public static List<String> wrongWithCall(String method, String path, String contentType, byte[] body) {
        var operation = operation(method, path);
        if (operation == null) {
            return List.of("no such call: " + method + " " + path);
        }
        var wrong = new ArrayList<String>();
        if (path.startsWith("/reports/")) {
            try {
                UUID.fromString(path.substring("/reports/".length()));
            } catch (IllegalArgumentException noKey) {
                wrong.add("no key in " + path);
            }
        }
        var content = operation.at("/requestBody/content").get(contentType);
        if (content == null) {
            wrong.add("no such content: " + contentType);
        } else {
            wrong.addAll(wrongWith(content.at("/schema/$ref").textValue(), read(body)));
        }
        return wrong;
    }

    /** What is wrong with an answer to that call; empty when the contract knows it so. */
    public static List<String> wrongWithAnswer(String method, String path, int status, byte[] body) {
        var operation = operation(method, path);
        if (operation == null) {
            return List.of("no such call: " + method + " " + path);
        }
        var response = operation.get("responses").get(Integer.toString(status));
        if (response == null) {
            // The default: no answer, whatever it says.
            return List.of();
        }
        var schema = response.at("/content/application~1json/schema/$ref");
        return schema.isMissingNode() || body.length == 0 ? List.of() : wrongWith(schema.textValue(), read(body));
    }

    /** What is wrong with a value of that schema, such as {@code #/components/schemas/Report}. */
    public static List<String> wrongWith(String schema, JsonNode value) {
        return schema(schema)
                .validate(value, execution -> execution.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .stream()
                .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
                .toList();
    }

    /** All examples of the document, each with its schema. */
    public static Stream<Example> examples() {
        var found = new ArrayList<Example>();
        for (var path : fields(DOCUMENT.get("paths")).entrySet()) {
            for (var operation : fields(path.getValue()).values()) {
                collect(path.getKey(), operation.at("/requestBody/content"), found);
                for (var response : fields(operation.get("responses")).values()) {
                    collect(path.getKey(), response.path("content"), found);
                }
            }
        }
        for (var response : fields(DOCUMENT.at("/components/responses")).values()) {
            collect("refused", response.path("content"), found);
        }
        return found.stream();
    }

    private static void collect(String path, JsonNode content, List<Example> found) {
        for (var type : content) {
            var schema = type.at("/schema/$ref").textValue();
            fields(type.path("examples"))
                    .forEach(
                            (name, example) -> found.add(new Example(path + " " + name, schema, example.get("value"))));
        }
    }

    private static Map<String, JsonNode> fields(JsonNode node) {
        return node.properties().stream()
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one, TreeMap::new));
    }

    private static JsonNode operation(String method, String path) {
        var template = path.startsWith("/reports/") ? "/reports/{key}" : path;
        return DOCUMENT.get("paths").path(template).get(method.toLowerCase(java.util.Locale.ROOT));
    }

    private static Schema schema(String reference) {
        return SCHEMAS.getSchema(SchemaLocation.of(ADDRESS + reference));
    }

    private static JsonNode read(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }
}
