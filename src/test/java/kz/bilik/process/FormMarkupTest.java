package kz.bilik.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What people wrote is shown as text. In a field of the type "html" the Tasklist's form-js escapes each value that it puts
 * in; in Markdown it does not, so that there only numbers and links of ours may stand. docs/security.md.
 */
class FormMarkupTest {

    private static final Set<String> OURS = Set.of("actNumber", "caseLink", "documentLink", "pageLink");

    private static final Pattern VALUE = Pattern.compile("\\{\\{([^}]*)}}");

    static Stream<Path> forms() throws IOException {
        try (var forms = Files.list(Path.of("forms"))) {
            return forms.toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void markdownShowsOnlyWhatTheProductMakes(Path form) throws IOException {
        var shown = new TreeSet<String>();
        texts(new ObjectMapper().readTree(form.toFile()), shown);
        assertThat(OURS).containsAll(shown);
    }

    /** A page of somebody else has no place in a form. */
    @ParameterizedTest
    @MethodSource("forms")
    void noFormEmbedsAnotherPage(Path form) throws IOException {
        assertThat(Files.readString(form)).doesNotContain("\"type\": \"iframe\"", "<iframe", "<script", "javascript:");
    }

    private static void texts(JsonNode field, Set<String> shown) {
        if (field.path("type").asText().equals("text")) {
            VALUE.matcher(field.path("text").asText()).results().forEach(value -> shown.add(value.group(1)));
        }
        field.path("components").forEach(inner -> texts(inner, shown));
    }
}
