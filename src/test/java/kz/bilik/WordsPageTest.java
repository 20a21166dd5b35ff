package kz.bilik;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * {@code docs/words.md} says the order's words in three languages and which type of the code bears each; whoever translates
 * or inherits the product begins there. The words stand in {@code docs/words.csv}, from which this test writes their table,
 * and every text that people read says them as they stand there.
 */
class WordsPageTest {

    private static final Path PAGE = Path.of("docs/words.md");

    private static final Path TABLE = Path.of("docs/words.csv");

    private static final Path MAIN = Path.of("src/main/java");

    /** In a box of a diagram the longest words have no room; the boxes around it say what it is about. */
    private static final Set<String> NO_ROOM = Set.of("Escalate late distribution");

    private static final String BEGIN = "<!-- From words.csv: change it there. -->\n";

    private static final String END = "<!-- Until here. -->\n";

    private static final String REFRESH = "mvn test -Dtest=WordsPageTest -Dwords.write=true";

    /** One line of the table. Each of the three languages may have several words, the order's own first. */
    private record Word(
            String part,
            List<String> english,
            List<String> kazakh,
            List<String> russian,
            String order,
            String type,
            Pattern inEnglish,
            Pattern inKazakh,
            Pattern inRussian) {

        static Word of(String line) {
            var cells = line.split(";", -1);
            assertThat(cells).as(line).hasSize(6);
            var english = several(cells[1]);
            var kazakh = several(cells[2]);
            var russian = several(cells[3]);
            return new Word(
                    cells[0],
                    english,
                    kazakh,
                    russian,
                    cells[4],
                    cells[5],
                    asItStands(english),
                    inflected(kazakh),
                    inflected(russian));
        }

        boolean isInEnglish(Said text) {
            return inEnglish.matcher(plain(text.english())).find();
        }

        boolean isInKazakh(Said text) {
            return inKazakh.matcher(plain(text.kazakh())).find();
        }

        boolean isInRussian(Said text) {
            return inRussian.matcher(plain(text.russian())).find();
        }

        private static List<String> several(String cell) {
            return List.of(cell.split(", "));
        }
    }

    // the page

    @Test
    void thePageHasTheWordsOfTheTable() throws IOException {
        var page = Files.readString(PAGE);
        assertThat(page).contains(BEGIN, END);
        var fresh = page.substring(0, page.indexOf(BEGIN) + BEGIN.length())
                + written(words())
                + page.substring(page.indexOf(END));
        if (Boolean.getBoolean("words.write")) {
            Files.writeString(PAGE, fresh);
            page = fresh;
        }
        assertThat(page.equals(fresh))
                .as("docs/words.md is fresh; otherwise: " + REFRESH)
                .isTrue();
    }

    private static String written(List<Word> words) {
        var page = new StringBuilder();
        words.stream()
                .collect(Collectors.groupingBy(Word::part, LinkedHashMap::new, Collectors.toList()))
                .forEach((part, those) -> {
                    page.append("\n### ").append(part).append("\n\n");
                    page.append("| English | Kazakh | Russian | In the order | In the code |\n|---|---|---|---|---|\n");
                    those.forEach(word -> page.append(Stream.of(
                                    String.join(", ", word.english()),
                                    String.join(", ", word.kazakh()),
                                    String.join(", ", word.russian()),
                                    word.order().isEmpty() ? "–" : word.order(),
                                    "[`%s`](../%s)".formatted(word.type(), slashes(file(word.type()))))
                            .collect(Collectors.joining(" | ", "| ", " |\n"))));
                });
        return page.append('\n').toString();
    }

    // the table

    @Test
    void eachWordIsBorneByATypeOfTheCode() {
        var wrong = words().stream()
                .filter(word -> files(word.type()).size() != 1)
                .map(word -> word.english() + " is borne by " + word.type() + ": " + files(word.type()))
                .toList();
        assertThat(wrong)
                .as(
                        "a type that does not exist; or several of that name, then put its package or its outer type before it")
                .isEmpty();
    }

    @Test
    void noWordStandsInTheTableTwice() {
        assertThat(words().stream().flatMap(word -> word.english().stream())).doesNotHaveDuplicates();
    }

    @Test
    void eachWordIsSaidToSomebody() {
        var said = Said.everywhere();
        assertThat(words()).allSatisfy(word -> assertThat(said)
                .as(word.english() + ": nobody reads it, so the table need not say how it is translated")
                .anyMatch(word::isInEnglish)
                .anyMatch(word::isInKazakh)
                .anyMatch(word::isInRussian));
    }

    @Test
    void whereverTheEnglishSaysAWordTheKazakhAndTheRussianSayItAsTheOrderDoes() {
        var said = Said.everywhere();
        assertThat(words().stream().flatMap(word -> said.stream().flatMap(text -> otherwise(word, text))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Алушының үлесі, Доля получателя, 0",
        "Ваучер иесінің үлесі, Доля получателя, 1",
        "Алушының үлесі, Доля держателя, 1",
        "Парағы, Лист, 2"
    })
    void anotherWordForTheSameThingIsFound(String kazakh, String russian, int found) {
        var holder = Word.of("Who takes part;holder;алушы;получатель;12;OneTimeVoucher");
        assertThat(otherwise(holder, new Said("a", "The holder''s part", kazakh, russian)))
                .hasSize(found);
    }

    private static Stream<String> otherwise(Word word, Said text) {
        if (!word.isInEnglish(text) || NO_ROOM.contains(text.where())) {
            return Stream.of();
        }
        return Stream.of(
                        word.isInKazakh(text) ? "" : "does not say " + word.kazakh() + ": " + text.kazakh(),
                        word.isInRussian(text) ? "" : "does not say " + word.russian() + ": " + text.russian())
                .filter(fault -> !fault.isEmpty())
                .map(fault -> text.where() + " " + fault);
    }

    /** As people write it: without the marks of quotations and the apostrophe of message files. */
    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT)
                .replaceAll("[«»“”\"]", "")
                .replace("''", "'")
                .replaceAll("\\s+", " ")
                .strip();
    }

    private static Pattern asItStands(List<String> words) {
        return Pattern.compile(words.stream()
                .map(WordsPageTest::plain)
                .map(Pattern::quote)
                .collect(Collectors.joining("|", "(?<!\\p{L})(?:", ")s?(?!\\p{L})")));
    }

    /** Both languages change the ends of words; what a word begins with tells which one it is. */
    private static Pattern inflected(List<String> words) {
        return Pattern.compile(words.stream()
                .map(word -> Stream.of(plain(word).split(" "))
                        .map(WordsPageTest::beginning)
                        .collect(Collectors.joining("\\p{L}*[ –-]+")))
                .collect(Collectors.joining("|", "(?<!\\p{L})(?:", ")")));
    }

    private static String beginning(String word) {
        var length = Math.max(Math.min(3, word.length()), (int) Math.ceil(0.7 * word.length()));
        var last = word.substring(length - 1, length);
        // Kazakh softens the last consonant before a vowel: парақ, парағы.
        var softened = Map.of("қ", "[қғ]", "ғ", "[қғ]", "к", "[кг]", "г", "[кг]", "п", "[пб]", "б", "[пб]");
        return Pattern.quote(word.substring(0, length - 1)) + softened.getOrDefault(last, Pattern.quote(last));
    }

    private static List<Word> words() {
        try {
            var lines = Files.readAllLines(TABLE);
            assertThat(lines.get(0)).isEqualTo("part;english;kazakh;russian;order;type");
            return lines.stream().skip(1).map(Word::of).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    // which text stands where

    @Test
    void eachPlaceWhereWordsStandIsNamed() throws IOException {
        var page = Files.readString(PAGE);
        var places =
                quoted(page).filter(name -> name.endsWith("/")).map(Path::of).toList();
        assertThat(places).contains(Said.MESSAGES, Said.TEXTS);
        assertThat(wordsIn(Path.of("src/main/resources"), "\\p{IsCyrillic}{2}"))
                .allMatch(file -> places.stream().anyMatch(file::startsWith));
        assertThat(wordsIn(MAIN, "\"[^\"\\n]*\\p{IsCyrillic}{2}"))
                .isNotEmpty()
                .allMatch(file ->
                        page.contains("`" + file.getFileName().toString().replace(".java", "") + "`"));
    }

    @Test
    void whatThePageNamesExists() throws IOException {
        var page = Files.readString(PAGE);
        var types = new TreeSet<String>();
        for (var folder : List.of(MAIN, Path.of("src/test/java"))) {
            types(folder).keySet().forEach(type -> types.add(type.substring(type.lastIndexOf('.') + 1)));
        }
        assertThat(quoted(page).filter(name -> name.matches("[A-Z][a-z]\\w+")))
                .isNotEmpty()
                .allMatch(types::contains);
        assertThat(quoted(page).filter(name -> name.endsWith("/")))
                .isNotEmpty()
                .allMatch(name -> Files.isDirectory(Path.of(name)));
        assertThat(Pattern.compile("\\]\\(([^)]+)\\)").matcher(page).results().map(link -> link.group(1)))
                .isNotEmpty()
                .allMatch(link -> Files.exists(PAGE.resolveSibling(link)));
    }

    private static Stream<String> quoted(String page) {
        return Pattern.compile("`([\\w./-]+)`").matcher(page).results().map(name -> name.group(1));
    }

    private static List<Path> wordsIn(Path folder, String words) {
        var said = Pattern.compile(words).asPredicate();
        return walk(folder, "\\.(java|properties|json|js|html|css|svg|sql|csv|yaml)$").entrySet().stream()
                .filter(file -> said.test(file.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    // types of the code

    private static final Pattern TYPE = Pattern.compile(
            "^( *)(?:(?:public|protected|private|static|final|abstract|sealed|non-sealed) )*"
                    + "(?:class|record|enum|interface) (\\w+)",
            Pattern.MULTILINE);

    private static final Map<String, Path> TYPES = types(MAIN);

    private static Path file(String type) {
        return files(type).stream().findFirst().orElseThrow(() -> new AssertionError("There is no type " + type));
    }

    private static List<Path> files(String type) {
        return TYPES.entrySet().stream()
                .filter(known -> known.getKey().endsWith("." + type))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** The file of each type, nested ones included, by its whole name. */
    private static Map<String, Path> types(Path folder) {
        var types = new TreeMap<String, Path>();
        walk(folder, "\\.java$").forEach((file, source) -> {
            var outer = slashes(folder.relativize(file)).replace(".java", "").replace('/', '.');
            TYPE.matcher(source)
                    .results()
                    .map(type -> type.group(1).isEmpty() ? outer : outer + "." + type.group(2))
                    .forEach(type -> types.put(type, file));
        });
        return types;
    }

    private static Map<Path, String> walk(Path folder, String ending) {
        var found = new TreeMap<Path, String>();
        var wanted = Pattern.compile(ending).asPredicate();
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(each -> wanted.test(each.toString())).toList()) {
                found.put(file, Files.readString(file));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return found;
    }

    private static String slashes(Path file) {
        return file.toString().replace('\\', '/');
    }
}
