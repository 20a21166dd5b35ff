package kz.bilik;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A number of the law stands in its table and nowhere else: a text that named one would stay when the law has another. What texts
 * say of it is given to them.
 */
class NumbersOfTheLawTest {

    private static final Pattern NUMBER = Pattern.compile(
            "(?iu)(?<![\\d.№+-])\\b(?:\\d+|one|two|three|five|sixty|один|одного|два|двух|три|трёх|пять|пяти|бір|екі|үш|бес|алпыс)"
                    + " (?:(?:working|calendar|valid) days?|MCI\\b|рабоч\\p{L}+ д|календарн\\p{L}+ д|МРП|жұмыс күн|күнтізбелік күн|АЕК"
                    + "|October|November|октября|ноября|қазан|қараша)");

    /** How an outside system is asked anew, and a week of the demo's clock: no number of the law. */
    private static final Pattern OTHERS = Pattern.compile("web\\.start\\.clock\\..*");

    @Test
    void noTextOfTheProductNamesOne() throws IOException {
        assertThat(said(Path.of("src/main/resources/messages"), ".properties")
                        .filter(line -> !OTHERS.matcher(line).matches()))
                .noneMatch(line -> NUMBER.matcher(line).find());
    }

    @Test
    void noFormAndNoWordOfAModelNamesOne() throws IOException {
        assertThat(said(Path.of("forms"), ".form"))
                .noneMatch(line -> NUMBER.matcher(line).find());
        assertThat(said(Path.of("texts"), ".json"))
                .noneMatch(line -> NUMBER.matcher(line).find());
        assertThat(said(Path.of("processes"), ".bpmn"))
                .noneMatch(line -> NUMBER.matcher(line).find());
    }

    @Test
    void oneThatIsNamedIsFound() {
        assertThat(List.of(
                        "60 valid days over", "within one working day", "Пять рабочих дней по п. 17", "бес жұмыс күні"))
                .allMatch(text -> NUMBER.matcher(text).find());
        assertThat(List.of("cl. 10: validity (calendar days)", "at most {1} MCI", "{2} days after", "Order No. 380"))
                .noneMatch(text -> NUMBER.matcher(text).find());
    }

    private static Stream<String> said(Path folder, String ending) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ending)).sorted().toList().stream()
                    .flatMap(file -> {
                        try {
                            return Files.readAllLines(file, StandardCharsets.UTF_8).stream()
                                    .map(line -> file.getFileName() + ": " + line);
                        } catch (IOException unreadable) {
                            throw new java.io.UncheckedIOException(unreadable);
                        }
                    });
        }
    }
}
