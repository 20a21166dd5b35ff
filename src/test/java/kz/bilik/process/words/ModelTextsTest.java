package kz.bilik.process.words;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import kz.bilik.language.Language;
import kz.bilik.support.ProcedureTest;
import org.camunda.bpm.engine.FilterService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.util.HtmlUtils;

/** Whatever a diagram, a form or a filter says, it says in three languages. */
@ProcedureTest
class ModelTextsTest {

    private static final Pattern ELEMENT = Pattern.compile("<bpmn:(\\w+) [^>]*?\\bname=\"([^\"]*)\"");

    private static final Pattern TASK =
            Pattern.compile("<bpmn:userTask .*?<bpmn:documentation>(.*?)</bpmn:documentation>", Pattern.DOTALL);

    @Autowired
    ModelTexts texts;

    @Autowired
    FilterService filters;

    @Autowired
    ObjectMapper json;

    @ParameterizedTest
    @EnumSource(names = {"KK", "RU"})
    void everyTextOfAFormADiagramAndAFilterIsTranslatedAndNoOther(Language language) throws IOException {
        var said = new TreeSet<String>();
        said.addAll(ofForms());
        said.addAll(ofDiagrams());
        said.addAll(ofTables());
        said.addAll(ofFilters());
        assertThat(said)
                .contains(
                        "Check the application",
                        "Check application",
                        "My group's tasks",
                        "Region",
                        "no",
                        "Least education");

        assertThat(translations(language).keySet()).containsExactlyInAnyOrderElementsOf(said);
    }

    @Test
    void aTranslationIsInItsOwnLanguageAndLeavesNoWordOut() throws IOException {
        var kazakh = translations(Language.KK);
        var russian = translations(Language.RU);
        var cyrillic = Pattern.compile("\\p{IsCyrillic}");
        for (var translations : List.of(kazakh, russian)) {
            translations.forEach((english, words) -> assertThat(words)
                    .as(english)
                    .containsPattern(cyrillic)
                    .doesNotContain("<", "{{", "\"")
                    .isEqualTo(words.strip()));
        }
        assertThat(kazakh.entrySet().stream()
                        .filter(text -> text.getValue().equals(russian.get(text.getKey())))
                        .map(Map.Entry::getKey))
                .as("the same in Kazakh and Russian")
                .containsExactlyInAnyOrder("Voucher", "Statistics", "Edition");
    }

    @Test
    void ofAFormOnlyWhatAPersonReadsIsTranslated() {
        var form = "<style>\ndl { margin: 0; }\n</style>\n<dl>\n  <dt>Region</dt><dd>{{regionName}}</dd>\n</dl>";
        assertThat(texts.markupIn(Language.RU, form)).isEqualTo(form.replace("Region<", "Регион<"));
        assertThat(texts.markupIn(Language.KK, "### Check the application\nRequired."))
                .isEqualTo("### Өтінішті тексеру\nМіндетті.");
        assertThat(texts.markupIn(Language.EN, form)).isEqualTo(form);
        assertThat(texts.markupIn(Language.KK, "Something of the analyst's")).isEqualTo("Something of the analyst's");
        assertThat(texts.markupIn(Language.KK, "12 · 3")).isEqualTo("12 · 3");
    }

    private Map<String, String> translations(Language language) throws IOException {
        return json.readerForMapOf(String.class).readValue(new File("texts/" + language.tag() + ".json"));
    }

    private List<String> ofForms() throws IOException {
        var said = new ArrayList<String>();
        for (var form : files("forms", ".form")) {
            collect(json.readTree(form.toFile()).path("components"), said);
        }
        return said;
    }

    private static void collect(JsonNode node, List<String> said) {
        node.properties().forEach(property -> {
            if (property.getValue().isTextual()) {
                var text = property.getValue().textValue();
                switch (property.getKey()) {
                    case "label", "description", "dateLabel", "timeLabel", "prefixAdorner", "suffixAdorner" -> {
                        // A text within an expression could not be translated.
                        assertThat(text).doesNotStartWith("=");
                        said.add(text);
                    }
                    case "text", "content" -> ModelTexts.partsOf(text).forEach(said::add);
                    default -> {}
                }
            }
        });
        node.forEach(child -> collect(child, said));
    }

    private static List<String> ofDiagrams() throws IOException {
        var said = new ArrayList<String>();
        for (var diagram : files("processes", ".bpmn")) {
            ELEMENT.matcher(Files.readString(diagram))
                    .results()
                    // A message is a name between programs; nobody sees it in the diagram.
                    .filter(element -> !element.group(1).equals("message"))
                    .forEach(element -> said.add(element.group(2)));
            // What is written about a task, the Tasklist shows beside its form.
            TASK.matcher(Files.readString(diagram))
                    .results()
                    .map(task -> HtmlUtils.htmlUnescape(task.group(1)))
                    .forEach(said::add);
        }
        return said;
    }

    /** Of a decision table: what Cockpit shows of it. The names of its variables are none of a person's words. */
    private static List<String> ofTables() throws IOException {
        var said = new ArrayList<String>();
        for (var table : files("processes", ".dmn")) {
            Pattern.compile(
                            "<(?!output )\\w+ [^>]*?\\bname=\"([^\"]*)\"|\\blabel=\"([^\"]*)\"|<rule [^>]*>\\s*<description>([^<]*)<")
                    .matcher(Files.readString(table))
                    .results()
                    .flatMap(found -> Stream.of(found.group(1), found.group(2), found.group(3)))
                    .filter(Objects::nonNull)
                    .map(HtmlUtils::htmlUnescape)
                    .forEach(said::add);
        }
        return said;
    }

    private List<String> ofFilters() {
        var said = new ArrayList<String>();
        filters.createTaskFilterQuery().list().forEach(filter -> {
            said.add(filter.getName());
            said.add((String) filter.getProperties().get("description"));
            ((List<?>) filter.getProperties().get("variables"))
                    .forEach(column -> said.add((String) ((Map<?, ?>) column).get("label")));
        });
        return said;
    }

    private static List<Path> files(String folder, String ending) throws IOException {
        try (var files = Files.list(Path.of(folder))) {
            return files.filter(file -> file.toString().endsWith(ending)).toList();
        }
    }
}
