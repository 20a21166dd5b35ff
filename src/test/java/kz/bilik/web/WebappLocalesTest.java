package kz.bilik.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import kz.bilik.language.Language;
import kz.bilik.web.answer.RequestLanguage;
import org.junit.jupiter.api.Test;

/** The engine's webapps say everything in three languages. Reads their files as the browser gets them. */
class WebappLocalesTest {

    private static final List<String> WEBAPPS = List.of("tasklist", "cockpit", "admin", "welcome");

    /** English comes with the webapps. */
    private static final List<Language> OURS = List.of(Language.KK, Language.RU);

    /** Names and signs: the same in every language. */
    private static final Set<String> NO_WORDS = Set.of(
            "Camunda",
            "Camunda Cockpit",
            "Optimize",
            "ID",
            "ID*",
            "CSV",
            "JSON",
            "null",
            "<null>",
            "YYYY-MM-DDTHH:mm:ss",
            "<",
            "<=",
            ">",
            ">=");

    /** Whatever the webapps fill in, and the few tags that their texts contain. */
    private static final Pattern PLACEHOLDER =
            Pattern.compile("\\{\\{.*?}}|\\{}|</?(?:a|br|strong)\\b[^<>]*>|&\\w+;|\n");

    /** Rules of ours: the English text is the name under which the webapp looks for the others. */
    private static final Set<String> NAMED_BY_THEIR_ENGLISH =
            Set.of("It must not be widely known, a row of keys or a word with a number");

    private static final Pattern SETTING = Pattern.compile("(?:name|description):\\s*(\\S+)");
    private static final Pattern WORDS = Pattern.compile("inThisLanguage\\(\\{(.*?)}\\)", Pattern.DOTALL);

    @Test
    void everyFileHasTheSameTextsInTheSameOrder() {
        for (var webapp : WEBAPPS) {
            for (var language : OURS) {
                assertThat(texts(webapp, language))
                        .as(webapp + " in " + language)
                        .containsOnlyKeys(texts(webapp, Language.EN).keySet());
                assertThat(labels(webapp, language))
                        .as(webapp + " in " + language)
                        .containsExactlyElementsOf(labels(webapp, Language.EN));
            }
        }
    }

    @Test
    void noTextIsEmpty() {
        forEveryText((where, pair) -> assertThat(pair.ours().isBlank())
                .as(where)
                .isEqualTo(pair.english().isBlank()));
    }

    @Test
    void everyTextHasTheSamePlaceholdersAndTags() {
        forEveryText((where, pair) ->
                assertThat(placeholders(pair.ours())).as(where).isEqualTo(placeholders(pair.english())));
    }

    /** The webapps put many sentences together from pieces. */
    @Test
    void everyPieceOfASentenceKeepsItsDistance() {
        forEveryText((where, pair) -> {
            assertThat(pair.ours().startsWith(" "))
                    .as(where)
                    .isEqualTo(pair.english().startsWith(" "));
            assertThat(pair.ours().endsWith(" "))
                    .as(where)
                    .isEqualTo(pair.english().endsWith(" "));
        });
    }

    @Test
    void nothingIsLeftInEnglish() {
        forEveryText((where, pair) -> {
            var words = PLACEHOLDER.matcher(pair.ours()).replaceAll("");
            if (NO_WORDS.contains(pair.english())) {
                assertThat(pair.ours()).as(where).isEqualTo(pair.english());
            } else if (words.codePoints().anyMatch(Character::isLetter)) {
                assertThat(words).as(where).containsPattern("\\p{IsCyrillic}");
            }
        });
    }

    @Test
    void everyWebappTakesItsLanguageFromTheOneScriptAndSaysNothingOfItsOwn() {
        assertThat(resource("tasklist/scripts/language.js")).contains(RequestLanguage.COOKIE);
        for (var webapp : WEBAPPS) {
            var settings = resource(webapp + "/scripts/config.js");
            assertThat(settings).as(webapp).contains("/language.js'").contains("  locales,");
            assertThat(SETTING.matcher(settings).results().map(setting -> setting.group(1)))
                    .as(webapp)
                    .isNotEmpty()
                    .allMatch(value -> value.startsWith("inThisLanguage("));
            assertThat(WORDS.matcher(settings).results().map(words -> words.group(1)))
                    .as(webapp)
                    .allSatisfy(words -> assertThat(words).contains("kk: '", "ru: '", "en: '"));
        }
    }

    @Test
    void whatTheWebappsSayOfOursHasItsKazakhAndRussian() {
        for (var name : NAMED_BY_THEIR_ENGLISH) {
            for (var language : OURS) {
                assertThat(labelsOf("admin", language).path(name).asText())
                        .as(name + " in " + language)
                        .containsPattern("\\p{IsCyrillic}");
            }
        }
    }

    private record Pair(String english, String ours) {}

    private static void forEveryText(BiConsumer<String, Pair> check) {
        for (var webapp : WEBAPPS) {
            for (var language : OURS) {
                var english = labelsOf(webapp, Language.EN);
                var ours = labelsOf(webapp, language);
                for (var key : labels(webapp, Language.EN)) {
                    check.accept(
                            webapp + " " + key + " in " + language,
                            new Pair(english.path(key).asText(), ours.path(key).asText()));
                }
            }
        }
    }

    private static JsonNode labelsOf(String webapp, Language language) {
        return file(webapp, language).path("labels");
    }

    private static List<String> labels(String webapp, Language language) {
        return labelsOf(webapp, language).properties().stream()
                .map(Map.Entry::getKey)
                .filter(name -> !NAMED_BY_THEIR_ENGLISH.contains(name))
                .toList();
    }

    /** Every text by the path to it, the names of months and days included. */
    private static Map<String, String> texts(String webapp, Language language) {
        var found = new TreeMap<String, String>();
        collect("", file(webapp, language), found);
        NAMED_BY_THEIR_ENGLISH.forEach(name -> found.remove(".labels." + name));
        return found;
    }

    private static void collect(String path, JsonNode node, Map<String, String> found) {
        if (node.isObject()) {
            node.properties().forEach(entry -> collect(path + "." + entry.getKey(), entry.getValue(), found));
        } else if (node.isArray()) {
            for (var index = 0; index < node.size(); index++) {
                collect(path + "." + index, node.get(index), found);
            }
        } else {
            found.put(path, node.asText());
        }
    }

    private static List<String> placeholders(String text) {
        return PLACEHOLDER
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .map(found -> found.startsWith("{{") ? found.replace(" ", "") : found)
                .sorted()
                .toList();
    }

    private static JsonNode file(String webapp, Language language) {
        try {
            return new ObjectMapper().readTree(resource(webapp + "/locales/" + language.tag() + ".json"));
        } catch (IOException unreadable) {
            throw new AssertionError(webapp + " in " + language, unreadable);
        }
    }

    private static String resource(String path) {
        var name = "/META-INF/resources/webjars/camunda/app/" + path;
        try (var stream = WebappLocalesTest.class.getResourceAsStream(name)) {
            assertThat(stream).as(path).isNotNull();
            // The webapps' own files begin with a byte order mark.
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8).replace("\uFEFF", "");
        } catch (IOException unreadable) {
            throw new AssertionError(path, unreadable);
        }
    }
}
