package kz.bilik.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import kz.bilik.payment.PaymentOrder;
import kz.bilik.signature.DemoSignature;
import kz.bilik.support.ProcedureTest;
import kz.bilik.support.Stage;
import kz.bilik.support.Story;
import kz.bilik.web.Caller.Part;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * What the description of the API tells the developer of a client: of each call what it does, takes, answers and refuses, in
 * words, with schemas, and with examples that work when they are sent.
 */
@ProcedureTest
class OpenApiTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ADDRESS = "https://bilik.example/api";
    private static final String MULTIPART = "multipart/form-data";
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    @Autowired
    Stage stage;

    @Autowired
    Story story;

    @LocalServerPort
    int port;

    private JsonNode description;
    private SchemaRegistry schemas;

    /** A call of the description. */
    private record Call(String method, String path, JsonNode operation) {

        @Override
        public String toString() {
            return method.toUpperCase() + " " + path;
        }
    }

    @BeforeEach
    void read() throws IOException {
        stage.clear();
        description =
                JSON.readTree(new Caller(port, "bank").get("/v3/api-docs/api").body());
        schemas = SchemaRegistry.withDefaultDialect(
                Dialects.getOpenApi31(), registry -> registry.schemas(Map.of(ADDRESS, description.toString())));
    }

    private List<Call> calls() {
        var calls = new ArrayList<Call>();
        description.get("paths").properties().forEach(path -> path.getValue().properties().stream()
                .filter(operation -> METHODS.contains(operation.getKey()))
                .forEach(operation -> calls.add(new Call(operation.getKey(), path.getKey(), operation.getValue()))));
        assertThat(calls).hasSizeGreaterThan(30);
        return calls;
    }

    @Test
    void eachCallSaysWhatItDoesTakesAnswersAndRefuses() {
        var silent = new TreeSet<String>();
        var tags = new TreeSet<String>();
        description.path("tags").forEach(tag -> {
            if (hasWords(tag.path("description"))) {
                tags.add(tag.path("name").asText());
            }
        });
        for (var call : calls()) {
            var operation = call.operation();
            missing(silent, call, "a summary", hasWords(operation.path("summary")));
            // Beside the roles, which the door adds.
            missing(
                    silent,
                    call,
                    "a description",
                    operation
                                    .path("description")
                                    .asText()
                                    .replaceAll("Roles: .*", "")
                                    .length()
                            > 20);
            missing(
                    silent,
                    call,
                    "a group with words",
                    tags.contains(operation.at("/tags/0").asText()));
            for (var parameter : operation.path("parameters")) {
                var name = "parameter " + parameter.path("name").asText();
                missing(silent, call, name + ": words", hasWords(parameter.path("description")));
                missing(
                        silent,
                        call,
                        name + ": a schema",
                        parameter.path("schema").size() > 0);
                missing(silent, call, name + ": an example", hasExample(parameter));
            }
            body(silent, call, operation.path("requestBody"));
            var answers = operation.path("responses");
            missing(
                    silent,
                    call,
                    "an answer when it went well",
                    answers.properties().stream()
                            .anyMatch(answer -> answer.getKey().startsWith("2")));
            answers.properties().forEach(answer -> {
                var name = "answer " + answer.getKey();
                var said = resolved(answer.getValue());
                missing(
                        silent,
                        call,
                        name + ": words",
                        said.path("description").asText().length() > 10);
                missing(silent, call, name + ": content", said.path("content").size() == 1);
                said.path("content")
                        .forEach(type -> missing(
                                silent,
                                call,
                                name + ": a schema",
                                resolved(type.path("schema")).size() > 0));
            });
        }
        assertThat(silent).isEmpty();
    }

    private void body(Set<String> silent, Call call, JsonNode body) {
        if (body.isMissingNode()) {
            return;
        }
        missing(silent, call, "the body: words", hasWords(body.path("description")));
        missing(silent, call, "the body: one content type", body.path("content").size() == 1);
        body.path("content").properties().forEach(type -> {
            var schema = resolved(type.getValue().path("schema"));
            missing(silent, call, "the body: an example", hasExample(type.getValue()));
            if (!type.getKey().equals(MULTIPART)) {
                missing(silent, call, "the body: a schema", schema.size() > 0);
                return;
            }
            schema.path("properties").properties().forEach(part -> {
                var name = "part " + part.getKey();
                missing(silent, call, name + ": words", hasWords(part.getValue().path("description")));
                missing(silent, call, name + ": an example", hasExample(part.getValue()));
                var types = type.getValue()
                        .at("/encoding/" + part.getKey() + "/contentType")
                        .asText();
                missing(silent, call, name + ": its content type", !types.isEmpty());
                if (types.equals("application/json")) {
                    var shape = resolved(part.getValue().at("/allOf/0"));
                    missing(
                            silent,
                            call,
                            name + ": the schema of its JSON",
                            shape.path("properties").size() > 0);
                }
            });
        });
    }

    private static void missing(Set<String> silent, Call call, String what, boolean there) {
        if (!there) {
            silent.add(call + " lacks " + what);
        }
    }

    private static boolean hasWords(JsonNode words) {
        return words.asText().length() > 3;
    }

    private static boolean hasExample(JsonNode described) {
        return described.has("example")
                || described.has("examples")
                || described.at("/schema/example").isValueNode();
    }

    private JsonNode resolved(JsonNode node) {
        var reference = node.path("$ref").asText();
        return reference.isEmpty() ? node : description.at(reference.substring(1));
    }

    @Test
    void eachRefusalNamesItsCodesInWords() {
        for (var call : calls()) {
            for (var answer : call.operation().path("responses").properties()) {
                if (answer.getKey().startsWith("4") || answer.getKey().startsWith("5")) {
                    var words = answer.getValue().path("description").asText();
                    assertThat(words.lines())
                            .as(call + " " + answer.getKey())
                            .isNotEmpty()
                            .allMatch(line -> line.matches("- `[a-z-]+\\.[a-z-]+`: .{10,}"), words);
                    var example = answer.getValue().at("/content/application~1problem+json/example");
                    assertThat(wrongWith("#/components/schemas/Problem", example))
                            .isEmpty();
                    assertThat(example.path("status").asText()).isEqualTo(answer.getKey());
                }
            }
        }
    }

    /** Also the JSON in a part. */
    @Test
    void eachExampleIsWhatItsSchemaSays() {
        var looked = new ArrayList<String>();
        for (var call : calls()) {
            var body = call.operation().at("/requestBody/content/application~1json");
            if (!body.isMissingNode()) {
                looked.add(call + "");
                assertThat(wrongWith(body.at("/schema/$ref").asText(), body.get("example")))
                        .as(call + "")
                        .isEmpty();
            }
            var parts = call.operation().at("/requestBody/content/multipart~1form-data");
            parts.path("encoding").properties().forEach(part -> {
                if (part.getValue().path("contentType").asText().equals("application/json")) {
                    looked.add(call + " " + part.getKey());
                    var reference = parts.at("/schema/properties/" + part.getKey() + "/allOf/0/$ref")
                            .asText();
                    assertThat(wrongWith(reference, parts.at("/example/" + part.getKey())))
                            .as(call + "")
                            .isEmpty();
                }
            });
        }
        assertThat(looked).hasSizeGreaterThanOrEqualTo(9);
    }

    @Test
    void theExampleOfAppendix1IsTheOneForNewcomers() throws IOException {
        assertThat(part("/api/applications", "application"))
                .isEqualTo(JSON.readTree(Path.of("demo/application.json").toFile()));
    }

    @Test
    void eachCallThatReadsForEverybodyAnswersItsExamples() {
        var read = new ArrayList<String>();
        for (var call : calls()) {
            if (call.method().equals("get") && !call.operation().has("security")) {
                read.add(call.path());
                var answer = new Caller(port, "bank").get(asInTheExamples(call));
                assertThat(answer.statusCode()).as(call + " " + answer.body()).isEqualTo(200);
                asDescribed(call, answer);
            }
        }
        assertThat(read).hasSizeGreaterThanOrEqualTo(8);
    }

    private static String asInTheExamples(Call call) {
        var path = call.path();
        var query = new ArrayList<String>();
        for (var parameter : call.operation().path("parameters")) {
            var name = parameter.path("name").asText();
            var example = parameter.path("example").asText();
            switch (parameter.path("in").asText()) {
                case "path" -> path = path.replace("{" + name + "}", example);
                case "query" -> query.add(name + "=" + URLEncoder.encode(example, StandardCharsets.UTF_8));
                default -> {}
            }
        }
        return path + (query.isEmpty() ? "" : query.stream().collect(Collectors.joining("&", "?", "")));
    }

    /** One case after another from the application to a payment, by the examples alone; only the numbers are the case's own. */
    @Test
    void theExamplesWorkWhenTheyAreSent() throws IOException {
        var person = new Caller(port, "person-01");
        var centre = new Caller(port, "centre-C-014");
        var bank = new Caller(port, "bank");

        var application = applies(person);
        story.careerCentreForwards(application);
        sends(centre, "/api/applications/{number}/answer", application);

        application = applies(person);
        for (var path : List.of("/api/applications", "/api/applications/{number}", "/api/notices")) {
            reads(person, path, application);
        }
        story.careerCentreForwards(application);
        story.centreConfirms(application);
        var voucher = story.voucherOf(application);
        reads(person, "/api/vouchers/{number}", voucher);
        var pdf = reads(person, "/api/vouchers/{number}/document", voucher);
        assertThat(pdf.headers().firstValue("Content-Type")).hasValue("application/pdf");
        assertThat(reads(person, "/api/vouchers/{number}/document/seal", voucher)
                        .headers()
                        .firstValue("Content-Type"))
                .hasValue("application/pkcs7-signature");
        var certificate = person.upload(
                "/api/vouchers/" + voucher + "/sick-leave-certificates",
                List.of(
                        Part.of(
                                "certificate",
                                "certificate.json",
                                JSON.writeValueAsBytes(
                                        part("/api/vouchers/{number}/sick-leave-certificates", "certificate"))),
                        Part.of("copy", "certificate.pdf", diploma())));
        assertThat(certificate.statusCode()).as(certificate.body()).isEqualTo(201);
        asDescribed(call("post", "/api/vouchers/{number}/sick-leave-certificates"), certificate);
        sends(centre, "/api/vouchers/{number}/use", voucher);
        sends(centre, "/api/vouchers/{number}/exam-not-held", voucher);
        sends(centre, "/api/vouchers/{number}/use", voucher);
        stage.settle();

        var protocol = sends(centre, "/api/exam-protocols", voucher);
        stage.settle();
        var act = JSON.readTree(protocol.body()).at("/acts/0").asText();
        reads(centre, "/api/acts/{number}", act);
        reads(centre, "/api/acts/{number}/document", act);
        story.centreSigns(act);
        story.mobilityCentreAcceptsAct(act);
        story.accountantReleases(act);
        var orders = bank.get("/api/payments?act=" + act);
        asDescribed(call("get", "/api/payments"), orders);
        var order = story.ordersOf(act).stream()
                .filter(each -> each.kind() == PaymentOrder.Kind.SERVICE)
                .findFirst()
                .orElseThrow()
                .number();
        sends(bank, "/api/payments/{order}/rejection", order);
        var stated = ((ObjectNode) part("/api/payments/{order}/account", "statement")).put("order", order);
        var statement = JSON.writeValueAsBytes(stated);
        var account = centre.upload(
                "/api/payments/" + order + "/account",
                List.of(
                        Part.of("statement", "statement.json", statement),
                        Part.of("signature", "statement.p7s", DemoSignature.of("centre-C-014", statement))));
        assertThat(account.statusCode()).as(account.body()).isEqualTo(200);
        asDescribed(call("post", "/api/payments/{order}/account"), account);
        asDescribed(
                call("post", "/api/demo/clock"),
                new Caller(port, "administrator")
                        .post("/api/demo/clock", body("post", "/api/demo/clock").toString()));
    }

    private String applies(Caller person) throws IOException {
        var form = ((ObjectNode) part("/api/applications", "application").deepCopy())
                .put("submissionId", UUID.randomUUID().toString());
        var bytes = JSON.writeValueAsBytes(form);
        var parts = new ArrayList<Part>();
        parts.add(Part.of("application", "application.json", bytes));
        parts.add(Part.of("signature", "application.p7s", DemoSignature.of("person-01", bytes)));
        for (var document : form.get("documents")) {
            var name = document.get("fileName").textValue();
            parts.add(Part.of("documents", name, Files.readAllBytes(Path.of("demo/documents", name))));
        }
        var answer = person.upload("/api/applications", parts);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        asDescribed(call("post", "/api/applications"), answer);
        stage.settle();
        return JSON.readTree(answer.body()).get("number").asText();
    }

    private static byte[] diploma() throws IOException {
        return Files.readAllBytes(Path.of("demo/documents/diploma.pdf"));
    }

    private HttpResponse<String> reads(Caller caller, String path, String number) {
        var answer = caller.get(path.replaceAll("\\{[a-z]+}", number));
        assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(200);
        asDescribed(call("get", path), answer);
        return answer;
    }

    private HttpResponse<String> sends(Caller caller, String path, String number) {
        var call = call("post", path);
        var body = body("post", path);
        if (body.at("/holders/0").isObject()) {
            ((ObjectNode) body.at("/holders/0")).put("voucher", number);
        }
        var answer = caller.post(path.replaceAll("\\{[a-z]+}", number), body.isMissingNode() ? "" : body.toString());
        assertThat(answer.statusCode()).as(call + " " + answer.body()).isEqualTo(200);
        asDescribed(call, answer);
        stage.settle();
        return answer;
    }

    private Call call(String method, String path) {
        return calls().stream()
                .filter(call -> call.method().equals(method) && call.path().equals(path))
                .findFirst()
                .orElseThrow();
    }

    private JsonNode body(String method, String path) {
        return call(method, path)
                .operation()
                .at("/requestBody/content/application~1json/example")
                .deepCopy();
    }

    private JsonNode part(String path, String name) {
        return call("post", path).operation().at("/requestBody/content/multipart~1form-data/example/" + name);
    }

    /** The status is one of those described, and what came is of its schema. */
    private void asDescribed(Call call, HttpResponse<String> answer) {
        var described = call.operation().path("responses").path(Integer.toString(answer.statusCode()));
        assertThat(described.isMissingNode())
                .as(call + " answers " + answer.statusCode())
                .isFalse();
        var schema = described.at("/content/application~1json/schema");
        if (!schema.isMissingNode()) {
            try {
                var whole = JSON.readTree(answer.body());
                var each = schema.has("items") ? whole : List.of(whole);
                var reference = schema.has("items") ? schema.at("/items/$ref") : schema.path("$ref");
                each.forEach(value -> assertThat(wrongWith(reference.asText(), value))
                        .as(call + " " + value)
                        .isEmpty());
            } catch (IOException none) {
                throw new AssertionError(call + " answered " + answer.body(), none);
            }
        }
    }

    private List<String> wrongWith(String reference, JsonNode value) {
        assertThat(reference).startsWith("#/components/schemas/");
        return schemas
                .getSchema(SchemaLocation.of(ADDRESS + reference))
                .validate(value, execution -> execution.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .stream()
                .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
                .toList();
    }
}
