package kz.bilik.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageTest {

    @ParameterizedTest
    @CsvSource({
        "KK, а ә б в г ғ д е ё ж з и й к қ л м н ң о ө п р с т у ұ ү ф х һ ц ч ш щ ъ ы і ь э ю я",
        "RU, а б в г д е ё ж з и й к л м н о п р с т у ф х ц ч ш щ ъ ы ь э ю я",
        "EN, a b c d e f g h i j k l m n o p q r s t u v w x y z"
    })
    void namesStandInTheOrderOfTheAlphabetSmallOrCapital(Language language, String alphabet) {
        var letters = List.of(alphabet.split(" "));
        assertThat(sorted(letters, language)).isEqualTo(letters);

        var capitals =
                letters.stream().map(letter -> letter.toUpperCase(Locale.ROOT)).toList();
        assertThat(sorted(capitals, language)).isEqualTo(capitals);
    }

    @Test
    void aCapitalWeighsLessThanTheNextLetter() {
        var names =
                List.of("ақ", "АҚ", "Ақмола", "Алматы қаласы", "Алматы облысы", "Әйтеке би", "Байқоңыр", "Іле", "Эмба");

        assertThat(sorted(names, Language.KK)).isEqualTo(names);
    }

    @Test
    void figuresAndLatinLettersComeFirst() {
        var names = List.of("№1 орталық", "7 орталық", "Atyrau", "Ағаш шебері", "Электрик");

        assertThat(sorted(names, Language.KK)).isEqualTo(names);
    }

    @Test
    void aDayIsWrittenWithTwoFiguresForDayAndMonthAndAMomentToTheMinuteOfItsOwnTime() {
        var morning = OffsetDateTime.parse("2026-09-04T00:05:59+05:00");

        assertThat(Day.of(LocalDate.of(2026, 9, 4))).isEqualTo("04.09.2026");
        assertThat(Day.of(morning)).isEqualTo("04.09.2026");
        assertThat(Day.andTime(morning)).isEqualTo("04.09.2026 00:05");
    }

    private static List<String> sorted(List<String> names, Language language) {
        var mixed = new ArrayList<>(names);
        Collections.shuffle(mixed, new Random(20_260_914));
        mixed.sort(language.order());
        return mixed;
    }
}
