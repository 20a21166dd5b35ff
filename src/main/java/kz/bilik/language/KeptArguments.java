package kz.bilik.language;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of a text as a table keeps them: a list in JSON. A string is shown as it is; an object is worded in the
 * language of whoever reads, see {@link Later}.
 */
public final class KeptArguments {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** What stands where nothing was given: a reader never reads {@code null}. */
    private static final String NOTHING = "–";

    /** The number of a record, a day, a moment, a sum or a count of fewer digits than any personal number has, a clause. */
    private static final Pattern PLAIN = Pattern.compile("(?:A|V|ACT|P|D|F)-\\d{4}-[0-9A-Z-]{1,24}"
            + "|\\d{2}\\.\\d{2}\\.\\d{4}(?: \\d{2}:\\d{2})?|\\d{4}-\\d{2}-\\d{2}"
            + "|\\d{1,3}(?:[ \u00a0\u202f]\\d{3}){0,2}|\\d{1,2}\\.\\d|–|");

    private static final String TEXT = "text";
    private static final String WITH = "with";
    private static final String LINES = "lines";
    private static final String KIND = "kind";
    private static final String CODE = "code";

    private KeptArguments() {}

    /**
     * The list in JSON. A day is written as people write it; numbers are kept as texts, because they would otherwise come
     * back grouped, a year as 2 026.
     */
    public static String written(@Nullable Object... arguments) {
        return list(Arrays.asList(arguments)).toString();
    }

    private static ArrayNode list(List<?> arguments) {
        var list = JSON.createArrayNode();
        arguments.forEach(argument -> list.add(node(argument)));
        return list;
    }

    private static JsonNode node(@Nullable Object argument) {
        var factory = JSON.getNodeFactory();
        if (argument == null) {
            return factory.textNode(NOTHING);
        }
        if (argument instanceof Later.Text text) {
            return factory.objectNode().put(TEXT, text.key()).set(WITH, list(text.arguments()));
        }
        if (argument instanceof Later.Named named) {
            return factory.objectNode().put(KIND, named.kind().name()).put(CODE, named.code());
        }
        if (argument instanceof Later.Lines lines) {
            return factory.objectNode().set(LINES, list(lines.lines()));
        }
        return factory.textNode(argument instanceof LocalDate day ? Day.of(day) : argument.toString());
    }

    /**
     * What was written so, in that language.
     *
     * @throws IllegalStateException when it is no such list
     */
    public static Object[] read(String arguments, Texts texts, Language language) {
        return words(parsed(arguments), texts, language);
    }

    /**
     * The same list without what somebody typed: of texts only numbers of records, days, times and sums stay as they are.
     *
     * @param gone what stands instead
     * @throws IllegalStateException when it is no such list
     */
    public static String withoutFreeText(String arguments, String gone) {
        return plain(parsed(arguments), gone).toString();
    }

    private static JsonNode plain(JsonNode argument, String gone) {
        var factory = JSON.getNodeFactory();
        if (argument.isTextual()) {
            return PLAIN.matcher(argument.textValue()).matches() ? argument : factory.textNode(gone);
        }
        if (argument.isArray()) {
            var list = factory.arrayNode();
            argument.forEach(each -> list.add(plain(each, gone)));
            return list;
        }
        if (argument.has(TEXT)) {
            return factory.objectNode()
                    .put(TEXT, argument.get(TEXT).textValue())
                    .set(WITH, plain(argument.path(WITH), gone));
        }
        return argument.has(LINES) ? factory.objectNode().set(LINES, plain(argument.get(LINES), gone)) : argument;
    }

    private static JsonNode parsed(String arguments) {
        try {
            var list = JSON.readTree(arguments);
            if (list.isArray()) {
                return list;
            }
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("The arguments of a text are no list", damaged);
        }
        throw new IllegalStateException("The arguments of a text are no list");
    }

    private static Object[] words(JsonNode list, Texts texts, Language language) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(argument -> word(argument, texts, language))
                .toArray();
    }

    private static String word(JsonNode argument, Texts texts, Language language) {
        if (argument.has(TEXT)) {
            return texts.in(language, argument.get(TEXT).textValue(), words(argument.path(WITH), texts, language));
        }
        if (argument.has(KIND)) {
            return texts.name(
                    language,
                    Later.Kind.valueOf(argument.get(KIND).textValue()),
                    argument.get(CODE).textValue());
        }
        if (argument.has(LINES)) {
            return StreamSupport.stream(argument.get(LINES).spliterator(), false)
                    .map(line -> word(line, texts, language))
                    .collect(Collectors.joining("\n"));
        }
        return argument.asText();
    }
}
