package kz.bilik.web.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.Encoding;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import kz.bilik.language.Language;
import kz.bilik.language.Texts;
import kz.bilik.web.door.ApiCaller;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.core.MethodParameter;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.method.HandlerMethod;

/** Puts into the description of a call what {@link Described} and {@link DescribedPart} say. */
final class OperationWords implements OperationCustomizer {

    private static final String MULTIPART = "multipart/form-data";
    private static final String PROBLEM = "application/problem+json";

    /** Whatever is called, with or without anybody signed in. */
    private static final List<String> ALWAYS = List.of(
            "400 web.malformed web.characters",
            "406 web.not-acceptable",
            "429 web.too-many-calls",
            "500 web.internal",
            "503 web.try-again web.no-database web.no-room");

    private static final List<String> WITH_CALLER =
            List.of("401 web.unauthenticated", "403 web.forbidden", "503 web.issuer-unavailable");
    private static final List<String> WITH_PARAMETERS = List.of("400 web.parameter-missing web.parameter-unreadable");
    private static final List<String> WITH_JSON =
            List.of("400 web.unreadable", "413 web.too-large", "415 web.media-type");
    private static final List<String> WITH_PARTS =
            List.of("400 web.multipart web.part-missing", "413 web.too-large web.too-many-parts", "415 web.media-type");

    private final Texts texts;
    private final ObjectMapper json;

    OperationWords(Texts texts, ObjectMapper json) {
        this.texts = texts;
        this.json = json;
    }

    @Override
    public Operation customize(Operation operation, HandlerMethod method) {
        var described = method.getMethodAnnotation(Described.class);
        if (described == null) {
            return operation;
        }
        answers(operation, described);
        if (List.of(method.getMethodParameters()).stream()
                .anyMatch(parameter -> parameter.getParameterType() == Language.class)) {
            operation.addParametersItem(new Parameter()
                    .in("header")
                    .name("Accept-Language")
                    .description(
                            "The language of the texts in the answer: kk, ru or en, with quality values if need be;"
                                    + " Kazakh when none of them is asked for")
                    .schema(new StringSchema())
                    .example("en"));
        }
        parts(operation, method);
        body(operation, described);
        refusals(operation, described, method);
        return operation;
    }

    private static void answers(Operation operation, Described described) {
        var made = operation.getResponses();
        var content = made.values().stream()
                .map(ApiResponse::getContent)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        if (!described.file().isEmpty()) {
            content = new Content().addMediaType(described.file(), new MediaType().schema(binary()));
        }
        var answers = new ApiResponses();
        for (var answer : described.answers()) {
            var space = answer.indexOf(' ');
            answers.addApiResponse(
                    answer.substring(0, space),
                    new ApiResponse().description(answer.substring(space + 1)).content(content));
        }
        operation.setResponses(answers);
    }

    private void body(Operation operation, Described described) {
        if (described.body().isEmpty()) {
            return;
        }
        var body = operation.getRequestBody();
        if (body == null) {
            body = new RequestBody().content(new Content());
            operation.setRequestBody(body);
        }
        body.description(described.body()).required(true);
        var schema = body.getContent().values().stream()
                .map(MediaType::getSchema)
                .findFirst()
                .orElse(null);
        var type = new MediaType().schema(described.bodyType().equals("application/json") ? schema : binary());
        type.setExample(described.example().startsWith("{") ? read(described.example()) : described.example());
        body.setContent(new Content().addMediaType(described.bodyType(), type));
    }

    private void parts(Operation operation, HandlerMethod method) {
        var whole = new ObjectSchema();
        var encodings = new LinkedHashMap<String, Encoding>();
        var example = json.createObjectNode();
        for (var parameter : method.getMethodParameters()) {
            var part = parameter.getParameterAnnotation(DescribedPart.class);
            if (part == null) {
                continue;
            }
            var asked = Objects.requireNonNull(parameter.getParameterAnnotation(RequestPart.class));
            var name = name(asked, parameter);
            var several = List.class.isAssignableFrom(parameter.getParameterType());
            whole.addProperty(name, schema(part, several));
            encodings.put(name, new Encoding().contentType(part.type()));
            if (asked.required()) {
                whole.addRequiredItem(name);
            }
            var shown = example(part);
            example.set(name, several ? json.createArrayNode().add(shown) : shown);
        }
        if (encodings.isEmpty()) {
            return;
        }
        // springdoc takes a part of bytes for a parameter, or describes it as an array of bytes.
        if (operation.getParameters() != null) {
            operation.getParameters().removeIf(parameter -> encodings.containsKey(parameter.getName()));
        }
        var type = new MediaType().schema(whole).encoding(encodings);
        type.setExample(example);
        operation.setRequestBody(new RequestBody()
                .description("The parts are files or JSON; each may be of its own content type, which is not looked at")
                .required(true)
                .content(new Content().addMediaType(MULTIPART, type)));
    }

    private static String name(RequestPart asked, MethodParameter parameter) {
        var name = asked.name().isEmpty() ? asked.value() : asked.name();
        return name.isEmpty() ? parameter.getParameter().getName() : name;
    }

    private Schema<?> schema(DescribedPart part, boolean several) {
        Schema<?> one;
        if (part.schema() == Void.class) {
            one = binary();
        } else {
            one = ModelConverters.getInstance(true)
                    .resolveAsResolvedSchema(new AnnotatedType(part.schema()).resolveAsRef(true))
                    .schema;
            // Beside a reference nothing else may stand in older readers.
            one = new Schema<>().addAllOfItem(one);
        }
        var schema = several ? new ArraySchema().items(one) : one;
        schema.setDescription(part.value());
        schema.setExample(several ? List.of(example(part)) : example(part));
        return schema;
    }

    private JsonNode example(DescribedPart part) {
        if (part.example().startsWith("@")) {
            try {
                return read(new ClassPathResource("openapi/" + part.example().substring(1))
                        .getContentAsString(StandardCharsets.UTF_8));
            } catch (IOException missing) {
                throw new UncheckedIOException(missing);
            }
        }
        return part.example().startsWith("{")
                ? read(part.example())
                : json.getNodeFactory().textNode(part.example());
    }

    private JsonNode read(String example) {
        try {
            return json.readTree(example);
        } catch (JsonProcessingException none) {
            throw new IllegalStateException("No JSON: " + example, none);
        }
    }

    private static Schema<?> binary() {
        return new StringSchema().format("binary");
    }

    private void refusals(Operation operation, Described described, HandlerMethod method) {
        var codes = new TreeMap<String, Set<String>>();
        add(codes, ALWAYS);
        if (List.of(method.getMethodParameters()).stream()
                .anyMatch(parameter -> parameter.getParameterType() == ApiCaller.class)) {
            add(codes, WITH_CALLER);
        }
        if (operation.getParameters() != null
                && operation.getParameters().stream()
                        .anyMatch(parameter -> parameter.getIn().equals("query"))) {
            add(codes, WITH_PARAMETERS);
        }
        if (operation.getRequestBody() != null) {
            add(
                    codes,
                    operation.getRequestBody().getContent().containsKey(MULTIPART)
                            ? WITH_PARTS
                            : described.bodyType().equals("application/json")
                                    ? WITH_JSON
                                    : List.of("413 web.too-large"));
        }
        add(codes, List.of(described.refusals()));
        codes.forEach((status, listed) ->
                operation.getResponses().addApiResponse(status, refusal(Integer.parseInt(status), listed)));
    }

    private static void add(Map<String, Set<String>> codes, List<String> lines) {
        for (var line : lines) {
            var words = new ArrayList<>(List.of(line.split(" ")));
            codes.computeIfAbsent(words.remove(0), status -> new LinkedHashSet<>())
                    .addAll(words);
        }
    }

    private ApiResponse refusal(int status, Set<String> codes) {
        var first = codes.iterator().next();
        var example = json.createObjectNode()
                .put("type", "/problems/" + first)
                .put("title", texts.inOr(Language.EN, "", "web.title." + status))
                .put("status", status)
                .put("detail", words(first))
                .put("instance", "/api")
                .put("code", first);
        example.putArray("fields");
        if (status == HttpStatus.INTERNAL_SERVER_ERROR.value()) {
            example.put("incident", "7Q2M-4KXD");
        }
        var type = new MediaType().schema(new Schema<>().$ref("#/components/schemas/Problem"));
        type.setExample(example);
        return new ApiResponse()
                .description(codes.stream()
                        .map(code -> "- `" + code + "`: " + words(code))
                        .reduce((one, other) -> one + "\n" + other)
                        .orElseThrow())
                .content(new Content().addMediaType(PROBLEM, type));
    }

    /** What an answer with that code says in English; what changes from one to the next is left out. */
    private String words(String code) {
        return texts.inOr(Language.EN, "", "problem." + code).replaceAll("\\{[0-9]+[^}]*}", "…");
    }
}
