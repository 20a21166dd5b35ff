package kz.bilik.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.attoparser.config.ParseConfiguration;
import org.attoparser.dom.DOMMarkupParser;
import org.attoparser.dom.Element;
import org.attoparser.dom.INestableNode;
import org.attoparser.dom.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * No page and no script says anything in one language only, as far as a program can tell. In a template, words stand only
 * where Thymeleaf puts others in their place; what has one name in every language is marked {@code translate="no"}. In a
 * script, words stand only in an object that has them in each language.
 */
class HardCodedWordsTest {

    private static final Path RESOURCES = Path.of("src/main/resources");

    private static final Pattern WORD = Pattern.compile("\\p{L}{2}");
    private static final Pattern CYRILLIC = Pattern.compile("\\p{IsCyrillic}");
    private static final Pattern PHRASE = Pattern.compile("\\p{L}{2}[,:;]? \\p{L}");

    // templates

    /** Attributes that are read, or read out. */
    private static final List<String> SAID = List.of("title", "alt", "aria-label", "placeholder", "value");

    /** What puts other words in the place of an element's own. */
    private static final List<String> REPLACING = List.of("th:text", "th:utext", "th:replace", "th:insert");

    private static final Pattern DATE_FORMAT = Pattern.compile("#temporals\\.format\\([^']*'[^']*'");
    private static final Pattern LITERAL = Pattern.compile("'([^']*)'");

    @Test
    void noTemplateHasWordsOfItsOwn() throws Exception {
        var parser = new DOMMarkupParser(ParseConfiguration.htmlConfiguration());
        for (var file : files("templates", ".html")) {
            var template = parser.parse(file.toString(), new StringReader(Files.readString(file)));
            assertThat(inTemplate(template)).as(file.toString()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<p>Not found</p>",
                "<p><b th:text='#{a.b}'>found</b> not</p>",
                "<html th:replace='~{frame :: page}'><p>Not found</p></html>",
                "<img alt='The logo'>",
                "<input th:placeholder=\"'Your name'\">",
                "<p th:text=\"|Not found: ${it}|\"></p>",
                "<p th:text=\"${it} + 'табылмады'\"></p>",
                "<p th:text=\"${it + ' was not found'}\"></p>"
            })
    void wordsOfATemplatesOwnAreFound(String template) throws Exception {
        assertThat(inTemplate(parsed(template))).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<p th:text='#{a.b}'>Not found</p>",
                "<div th:replace='~{a :: b}'><p>Not found</p></div>",
                "<code translate='no'>region,unemployed</code>",
                "<img alt=''> · 17",
                "<p th:text=\"#{'web.role.' + ${role}}\">role</p>",
                "<time th:text=\"${#temporals.format(at, 'dd.MM.yyyy HH:mm')}\">at</time>"
            })
    void replacedWordsAreNot(String template) throws Exception {
        assertThat(inTemplate(parsed(template))).isEmpty();
    }

    private static INestableNode parsed(String template) throws Exception {
        return new DOMMarkupParser(ParseConfiguration.htmlConfiguration()).parse("test", new StringReader(template));
    }

    private static List<String> inTemplate(INestableNode node) {
        var found = new ArrayList<String>();
        for (var child : node.getChildren()) {
            if (child instanceof Text text && WORD.matcher(text.getContent()).find()) {
                found.add(text.getContent().strip());
            }
            if (child instanceof Element element && !"no".equals(element.getAttributeValue("translate"))) {
                element.getAttributeMap().forEach((name, value) -> {
                    // What a button sends is read by the product alone: its words stand within it.
                    var sent = name.equals("value") && element.getElementName().equals("button");
                    if (SAID.contains(name) && !sent && WORD.matcher(value).find()) {
                        found.add(name + "=" + value);
                    }
                    if (name.startsWith("th:") && hasWords(name, value)) {
                        found.add(name + "=" + value);
                    }
                });
                if (!isReplaced(element)) {
                    found.addAll(inTemplate(element));
                }
            }
        }
        return found;
    }

    /** A page hands its content on to the frame: what stands in it is shown, and not replaced. */
    private static boolean isReplaced(Element element) {
        return !element.getElementName().equals("html") && REPLACING.stream().anyMatch(element::hasAttribute)
                || Set.of("script", "style").contains(element.getElementName());
    }

    /** Whether an expression shows a literal that is neither a key, nor a format, nor a part of an address. */
    private static boolean hasWords(String attribute, String expression) {
        var name = attribute.substring("th:".length());
        if (name.startsWith("class")) {
            return false;
        }
        var shown = DATE_FORMAT.matcher(expression).replaceAll("");
        if (LITERAL.matcher(shown).results().map(found -> found.group(1)).anyMatch(HardCodedWordsTest::isPhrase)) {
            return true;
        }
        if (!SAID.contains(name) && !Set.of("text", "utext").contains(name)) {
            return false;
        }
        var bare = withoutExpressions(shown);
        var literals = bare.startsWith("|")
                ? bare
                : LITERAL.matcher(bare)
                        .results()
                        .map(found -> found.group(1))
                        .reduce("", (all, each) -> all + " " + each);
        return WORD.matcher(literals).find();
    }

    /** What stands outside of {@code ${…}}, {@code #{…}}, {@code @{…}}, however deep they are nested. */
    private static String withoutExpressions(String text) {
        var rest = new StringBuilder();
        int depth = 0;
        for (var each : text.toCharArray()) {
            depth += each == '{' ? 1 : 0;
            if (depth == 0) {
                rest.append(each);
            }
            depth -= each == '}' ? 1 : 0;
        }
        return rest.toString();
    }

    private static boolean isPhrase(String literal) {
        return CYRILLIC.matcher(literal).find() || PHRASE.matcher(literal).find();
    }

    // scripts

    /** Comments; strings; expressions, where a value may begin; braces; keys. Strings inside of comments are none. */
    private static final Pattern TOKEN = Pattern.compile("(?s)//[^\\n]*|/\\*.*?\\*/"
            + "|(?<string>'(?:\\\\.|[^'\\\\\\n])*'|\"(?:\\\\.|[^\"\\\\\\n])*\"|`(?:\\\\.|[^`\\\\])*`)"
            + "|(?<=[(,=\\[:!&|?;]\\s?)(?<regex>/(?:\\\\.|\\[(?:\\\\.|[^\\]\\\\\\n])*]|[^/\\\\\\n])+/\\w*)"
            + "|(?<open>\\{)|(?<close>})"
            + "|(?<key>\\b[a-zA-Z]+(?=\\s*:))");

    /** What puts a literal before somebody's eyes or ears. */
    private static final Pattern SHOWING =
            Pattern.compile("(?:\\b(?:textContent|innerText|innerHTML|title|placeholder|alt|"
                    + "ariaLabel|label|description|name|vendor)\\s*[=:]|\\b(?:alert|confirm|prompt|createTextNode)\\(|"
                    + "setAttribute\\(\\s*['\"](?:aria-label|title|alt|placeholder|value)['\"]\\s*,)\\s*$");

    @Test
    void noScriptHasWordsInOneLanguageOnly() throws IOException {
        var scripts = new ArrayList<>(files("META-INF/resources/webjars/camunda/app", ".js"));
        scripts.addAll(files("static/style", ".js"));
        assertThat(scripts).hasSizeGreaterThan(10);
        for (var file : scripts) {
            assertThat(inScript(Files.readString(file))).as(file.toString()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "say({ kk: 'Құжаттар', en: 'Documents' })#no ru",
                "say({ kk: 'Құжаттар', ru: 'Документы' })#no en",
                "const WORDS = { kk: { label: 'Құжаттар' }, en: { label: 'Documents' } };#no ru",
                "tell('Құжаттар жоқ');#Құжаттар жоқ",
                "tell('There are no documents');#There are no documents",
                "node.textContent = 'Documents';#Documents",
                "node.setAttribute('aria-label', \"Close\");#Close",
                "const plugin = { properties: { label: 'Documents' } };#Documents"
            })
    void wordsInOneLanguageAreFound(String script, String found) {
        assertThat(inScript(script)).singleElement().asString().contains(found);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "say({ kk: 'Құжаттар', ru: 'Документы', en: 'Documents' })",
                "[/^Field is required\\.$/, { kk: 'Міндетті.', ru: 'Обязательно.' }]",
                "// nobody's words\nfind('a[href]:not([aria-label]), button').focus({ preventScroll: true });",
                "const answer = await fetch(`${folder}${language}.json?bust=${window.bust}`);"
            })
    void wordsInEachLanguageAreNot(String script) {
        assertThat(inScript(script)).isEmpty();
    }

    private static List<String> inScript(String script) {
        var found = new ArrayList<String>();
        var open = new ArrayDeque<Block>();
        var tokens = TOKEN.matcher(script);
        while (tokens.find()) {
            if (tokens.group("open") != null) {
                open.push(new Block(tokens.start(), new TreeSet<>()));
            } else if (tokens.group("close") != null && !open.isEmpty()) {
                missing(script, open.pop()).forEach(found::add);
            } else if (tokens.group("key") != null && !open.isEmpty()) {
                open.peek().keys().add(tokens.group("key"));
            } else if (tokens.group("string") != null) {
                var text = tokens.group("string")
                        .substring(1, tokens.group("string").length() - 1);
                var saidInEach = open.stream().anyMatch(block -> block.keys().contains("kk"));
                var shown = SHOWING.matcher(script.substring(0, tokens.start())).find();
                if (!saidInEach && (isSaid(text) || shown && WORD.matcher(text).find())) {
                    found.add(text);
                }
            }
        }
        return found;
    }

    /** A literal with words in it, which is no selector and no list of names. */
    private static boolean isSaid(String text) {
        return CYRILLIC.matcher(text).find()
                || PHRASE.matcher(text).find()
                        && !Pattern.compile("[\\[#<>{}]").matcher(text).find();
    }

    /** The languages that are missing where there is Kazakh; beside an English source the English is there. */
    private static Stream<String> missing(String script, Block block) {
        if (!block.keys().contains("kk")) {
            return Stream.of();
        }
        var english = script.substring(0, block.start()).stripTrailing().endsWith("/,");
        return Stream.of("ru", "en")
                .filter(language -> !block.keys().contains(language))
                .filter(language -> !(english && language.equals("en")))
                .map(language -> "no " + language + " at " + block.start());
    }

    /** An object, or a block of statements: both begin with a brace. */
    private record Block(int start, Set<String> keys) {}

    private static List<Path> files(String folder, String ending) throws IOException {
        try (var files = Files.walk(RESOURCES.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }
}
