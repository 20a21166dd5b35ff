package kz.bilik.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import kz.bilik.language.Language;
import kz.bilik.voucher.SickLeaveCertificate;
import kz.bilik.voucher.Voucher;
import org.junit.jupiter.api.Test;

/** Whatever the product says, it says in three languages. Reads the sources and the message files themselves. */
class WordsTest {

    private static final Path SOURCES = Path.of("src/main/java");
    private static final Path MESSAGES = Path.of("src/main/resources/messages");

    /** The code of a problem or of one of its fields, wherever it is made. */
    private static final Pattern PROBLEM = Pattern.compile("Problem\\s*\\.of\\(\\s*[\\w.]+,\\s*\"([a-z0-9.-]+)\"");

    private static final Pattern FIELD = Pattern.compile(
            "\\.with\\(\\s*(?:\"[^\"]*\"|[^,;\"]+(?:\\+\\s*\"[^\"]*\")*),\\s*\"([a-z]+\\.[a-z0-9.-]+)\"");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\d+)[^}]*}");

    @Test
    void everyProblemThatIsThrownHasItsTextInThreeLanguages() throws IOException {
        var codes = new TreeSet<String>();
        try (var files = Files.walk(SOURCES)) {
            for (var file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                var source = Files.readString(file);
                for (var pattern : List.of(PROBLEM, FIELD)) {
                    pattern.matcher(source).results().forEach(found -> codes.add(found.group(1)));
                }
            }
        }
        assertThat(codes).contains("web.forbidden", "web.field-missing");
        for (var language : Language.values()) {
            var texts = new TreeSet<String>();
            modules().forEach(module -> texts.addAll(messages(module, language).stringPropertyNames()));
            assertThat(codes.stream().filter(code -> !texts.contains("problem." + code)))
                    .as("problems without a text in " + language)
                    .isEmpty();
        }
    }

    @Test
    void everyMessageFileHasTheSameKeysInThreeLanguages() throws IOException {
        for (var module : modules()) {
            var kazakh = messages(module, Language.KK).stringPropertyNames();
            for (var language : List.of(Language.RU, Language.EN)) {
                assertThat(messages(module, language).stringPropertyNames())
                        .as(module + " in " + language)
                        .containsExactlyInAnyOrderElementsOf(kazakh);
            }
        }
    }

    @Test
    void everyTextNamesTheSamePlaceholdersInThreeLanguages() throws IOException {
        for (var module : modules()) {
            for (var key : messages(module, Language.KK).stringPropertyNames()) {
                var kazakh = placeholders(module, Language.KK, key);
                for (var language : List.of(Language.RU, Language.EN)) {
                    assertThat(placeholders(module, language, key))
                            .as(module + " " + key + " in " + language)
                            .isEqualTo(kazakh);
                }
            }
        }
    }

    @Test
    void everyTextCanBeReadAsAMessageAndLosesNoApostrophe() throws IOException {
        for (var module : modules()) {
            for (var language : Language.values()) {
                messages(module, language).forEach((key, text) -> {
                    assertThat(new MessageFormat(text.toString()).getFormats())
                            .as(module + " " + key)
                            .isNotNull();
                    assertThat(text.toString().replace("''", ""))
                            .as(module + " " + key + " in " + language + ": an apostrophe is written twice")
                            .doesNotContain("'");
                    assertThat(text.toString().strip())
                            .as(module + " " + key + " in " + language)
                            .isNotEmpty();
                });
            }
        }
    }

    @Test
    void noKeyIsDefinedTwice() throws IOException {
        Map<String, String> owner = new HashMap<>();
        for (var module : modules()) {
            for (var key : messages(module, Language.KK).stringPropertyNames()) {
                assertThat(owner.put(key, module)).as(key + " in two modules").isNull();
            }
        }
    }

    @Test
    void everyTextThatThePagesAskForExists() throws IOException {
        var asked = new TreeSet<String>();
        var inTemplates = Pattern.compile("#\\{([a-z][\\w.-]+)[(}]");
        try (var files = Files.walk(Path.of("src/main/resources/templates"))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                inTemplates.matcher(Files.readString(file)).results().forEach(found -> asked.add(found.group(1)));
            }
        }
        asked.addAll(askedByTheCaseFile());
        Map.of(
                        "voucher", Voucher.State.values(),
                        "certificate", SickLeaveCertificate.State.values(),
                        "payment", kz.bilik.payment.PaymentOrder.State.values(),
                        "term", kz.bilik.calendar.Deadline.Unit.values())
                .forEach((what, states) -> Stream.of(states)
                        .forEach(state -> asked.add("web.case." + what + "." + ((Enum<?>) state).name())));
        assertThat(asked)
                .contains(
                        "web.login.title",
                        "web.case.label.iin",
                        "web.case.label.validity",
                        "web.case.tenge",
                        "web.case.section.act",
                        "web.case.section.deadlines");
        var texts = new TreeSet<String>();
        modules().forEach(module -> texts.addAll(messages(module, Language.KK).stringPropertyNames()));
        assertThat(asked.stream().filter(key -> !texts.contains(key))).isEmpty();
    }

    /** Whatever collects rows for the case file asks for labels and titles by the end of their keys. */
    private static TreeSet<String> askedByTheCaseFile() throws IOException {
        var asked = new TreeSet<String>();
        for (var room : List.of("casefile", "web")) {
            for (var file : sources(SOURCES.resolve("kz/bilik").resolve(room))) {
                var source = Files.readString(file);
                asked(source, "\"(web\\.case\\.[\\w.-]*\\w)\"", "", asked);
                if (source.contains("new CaseRows(")) {
                    asked(source, "rows\\.(?:add|link)\\(\\s*\"([a-z-]+)\"", "web.case.label.", asked);
                    asked(source, "rows\\.section\\(\"([a-z]+)\"", "web.case.section.", asked);
                }
            }
        }
        return asked;
    }

    private static List<Path> sources(Path room) throws IOException {
        try (var files = Files.walk(room)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    private static void asked(String source, String pattern, String before, Set<String> asked) {
        Pattern.compile(pattern).matcher(source).results().forEach(found -> asked.add(before + found.group(1)));
    }

    private static List<String> modules() throws IOException {
        try (Stream<Path> files = Files.list(MESSAGES)) {
            return files.map(file -> file.getFileName().toString())
                    .map(name -> name.replaceAll("_(kk|ru|en)\\.properties$", ""))
                    .distinct()
                    .sorted()
                    .toList();
        }
    }

    private static Properties messages(String module, Language language) {
        var file = MESSAGES.resolve(module + "_" + language.tag() + ".properties");
        try (var reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            var messages = new Properties();
            messages.load(reader);
            return messages;
        } catch (IOException missing) {
            throw new AssertionError(module + " has no file in " + language, missing);
        }
    }

    private static TreeSet<String> placeholders(String module, Language language, String key) {
        var found = new TreeSet<String>();
        PLACEHOLDER
                .matcher(messages(module, language).getProperty(key, ""))
                .results()
                .forEach(placeholder -> found.add(placeholder.group(1)));
        return found;
    }
}
