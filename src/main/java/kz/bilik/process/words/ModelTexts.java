package kz.bilik.process.words;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import kz.bilik.language.Language;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/**
 * What diagrams, decision tables, forms and filters say, in the three languages. The analyst writes them in English; their Kazakh and
 * Russian stand in {@code texts/kk.json} and {@code texts/ru.json} under the English text
 * itself. So the Modeler shows words and no keys, and a case that still runs by an older form keeps its words. A text that
 * is not found there stays English.
 */
@Component
public class ModelTexts {

    /** What stands between the texts of a form: style sheets, tags, placeholders, line ends and the marks of headings. */
    private static final Pattern BETWEEN =
            Pattern.compile("<style>.*?</style>|<[^>]*>|\\{\\{[^}]*}}|\\R|^#+ |(?<=\\n)#+ ", Pattern.DOTALL);

    private static final Pattern LETTER = Pattern.compile("\\p{L}");

    private final Map<Language, Map<String, String>> translations = new EnumMap<>(Language.class);
    private final EnteredWords entered;

    ModelTexts(ObjectMapper json, EnteredWords entered) {
        this.entered = entered;
        translations.put(Language.EN, Map.of());
        for (var language : new Language[] {Language.KK, Language.RU}) {
            translations.put(language, read(json, "texts/" + language.tag() + ".json"));
        }
    }

    /** The text in that language, by the words that somebody has entered before those of the product; as it is when it has none. */
    public String in(Language language, String english) {
        return language == Language.EN
                ? english
                : entered.find(language, english)
                        .map(EnteredWords.Entered::words)
                        .or(() -> shipped(language, english))
                        .orElse(english);
    }

    /** The words that the product brings. */
    public Optional<String> shipped(Language language, String english) {
        return Optional.ofNullable(translations.get(language).get(english));
    }

    private boolean has(Language language, String english) {
        return shipped(language, english).isPresent()
                || entered.find(language, english).isPresent();
    }

    /** Whether the text is said in Kazakh and in Russian, or has no word that could be. */
    public boolean isTranslated(String english) {
        return !LETTER.matcher(english).find() || has(Language.KK, english) && has(Language.RU, english);
    }

    /** The same for a text as XML writes it. */
    String escapedIn(Language language, String english) {
        var words = in(language, HtmlUtils.htmlUnescape(english));
        return words.equals(HtmlUtils.htmlUnescape(english)) ? english : escaped(words);
    }

    private static String escaped(String words) {
        return words.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** The same for what holds several texts between tags, placeholders and line ends. */
    String markupIn(Language language, String english) {
        var translated = new StringBuilder();
        eachPart(english, translated::append, part -> in(language, part));
        return translated.toString();
    }

    /** The texts that stand in some markup. */
    public static Stream<String> partsOf(String markup) {
        var parts = Stream.<String>builder();
        eachPart(markup, ignored -> {}, part -> {
            parts.add(part);
            return part;
        });
        return parts.build();
    }

    private static void eachPart(String markup, Consumer<String> out, UnaryOperator<String> text) {
        var between = BETWEEN.matcher(markup);
        var from = 0;
        while (between.find()) {
            part(markup.substring(from, between.start()), out, text);
            out.accept(between.group());
            from = between.end();
        }
        part(markup.substring(from), out, text);
    }

    private static void part(String part, Consumer<String> out, UnaryOperator<String> text) {
        var words = part.strip();
        if (!LETTER.matcher(words).find()) {
            out.accept(part);
            return;
        }
        var at = part.indexOf(words);
        out.accept(part.substring(0, at));
        out.accept(text.apply(words));
        out.accept(part.substring(at + words.length()));
    }

    private static Map<String, String> read(ObjectMapper json, String file) {
        try (var content = new ClassPathResource(file).getInputStream()) {
            return Map.copyOf(json.readValue(content, new TypeReference<Map<String, String>>() {}));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(file, unreadable);
        }
    }
}
