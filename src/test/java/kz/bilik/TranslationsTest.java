package kz.bilik;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An officer reads the same thing on a form, on the page that the form leads to and in a document; so what is the same in
 * English is the same in Kazakh and in Russian, in whichever file it stands. Where a language needs two words, the English
 * has to say which of the two things it means.
 */
class TranslationsTest {

    @Test
    void oneEnglishTextHasOneKazakhAndOneRussian() {
        assertThat(differing(Said.everywhere(), UnaryOperator.identity())).isEmpty();
    }

    /** A label and the same word within a line differ in their capital letter and their full stop only. */
    @Test
    void capitalLettersAndAFinalStopMakeNoOtherTextOfIt() {
        assertThat(differing(Said.everywhere(), TranslationsTest::plain)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"Total, Total", "Total, total", "At most {0}, At most {0}.", "Returned, Returned:"})
    void anotherTranslationOfTheSameTextIsFound(String here, String there) {
        assertThat(differing(
                        List.of(new Said("a", here, "Барлығы", "Итого"), new Said("b", there, "Жиыны", "Итого")),
                        TranslationsTest::plain))
                .singleElement()
                .asString()
                .contains("Барлығы", "Жиыны");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Exam held?", "Total of the orders"})
    void aQuestionAndALongerTextAreOtherTexts(String there) {
        assertThat(differing(
                        List.of(
                                new Said("a", "Exam held", "Емтихан өтті", "Экзамен состоялся"),
                                new Said("b", "Total", "Барлығы", "Итого"),
                                new Said("c", there, "Өзге", "Иное")),
                        TranslationsTest::plain))
                .isEmpty();
    }

    /** The later one would hide the earlier one, and nobody would see why a page says something else. */
    @Test
    void noKeyStandsTwiceInAFile() throws IOException {
        var twice = new ArrayList<String>();
        for (var language : List.of("en", "kk", "ru")) {
            for (var file : Said.messageFiles(language)) {
                try (var reader = Files.newBufferedReader(file)) {
                    new Properties() {
                        @Override
                        public synchronized Object put(Object key, Object text) {
                            if (containsKey(key)) {
                                twice.add(file.getFileName() + ": " + key);
                            }
                            return super.put(key, text);
                        }
                    }.load(reader);
                }
            }
        }
        assertThat(twice).isEmpty();
    }

    /** In the case file a clause or the next line follows it. */
    @Test
    void eachLineOfTheTimelineIsASentenceThatEnds() {
        assertThat(Said.everywhere())
                .filteredOn(said -> said.where().startsWith("timeline."))
                .hasSizeGreaterThan(50)
                .allSatisfy(said -> assertThat(List.of(said.english(), said.kazakh(), said.russian()))
                        .as(said.where())
                        .allMatch(text -> text.matches("(?s).*[.?!]")));
    }

    private static List<String> differing(List<Said> said, UnaryOperator<String> compared) {
        return said.stream()
                .collect(Collectors.groupingBy(
                        text -> compared.apply(text.english()), TreeMap::new, Collectors.toList()))
                .values()
                .stream()
                .filter(same -> several(same.stream().map(Said::kazakh), compared)
                        || several(same.stream().map(Said::russian), compared))
                .map(same -> same.stream().map(Said::toString).collect(Collectors.joining("\n  ", "\n  ", "\n")))
                .toList();
    }

    private static boolean several(Stream<String> translations, UnaryOperator<String> compared) {
        return translations.map(compared).distinct().count() > 1;
    }

    private static String plain(String text) {
        return text.strip().replaceFirst("[.:]$", "").toLowerCase(Locale.ROOT);
    }
}
