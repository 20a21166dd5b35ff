package kz.bilik.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import kz.bilik.support.TestTexts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept of a text is worded when it is read. */
class KeptArgumentsTest {

    @Test
    void whatWasKeptAsAStringIsReadAsItStands() {
        assertThat(read("[\"A-2026-75-000001\",\"Диплом жоқ\"]", Language.EN))
                .containsExactly("A-2026-75-000001", "Диплом жоқ");
        assertThat(read(KeptArguments.written(2026, LocalDate.of(2026, 9, 14), "No", "\"{0}\"\n"), Language.RU))
                .containsExactly("2026", "14.09.2026", "No", "\"{0}\"\n");
    }

    @Test
    void whatIsOursIsReadInEachReadersLanguage() {
        var kept = KeptArguments.written(
                "A-1",
                Later.lines(List.of(
                        Later.text("reason.application.incomplete-documents"),
                        Later.text(
                                "application.ground-with-remark",
                                Later.text("reason.application.centre-declined"),
                                Later.text("deadline.clause", "9"),
                                "Орын жоқ"))));
        assertThat(read(kept, Language.EN))
                .containsExactly(
                        "A-1",
                        "The documents are not complete\nThe recognition centre has answered no: Орын жоқ (cl. 9)");
        assertThat((String) read(kept, Language.RU)[1])
                .contains("Представлен неполный пакет документов\n", ": Орын жоқ (п. 9)");
        assertThat((String) read(kept, Language.KK)[1]).endsWith(": Орын жоқ (9-тармақ)");
    }

    @Test
    void whereNothingWasGivenNobodyReadsNull() {
        assertThat(read(KeptArguments.written("A-1", null), Language.EN)).containsExactly("A-1", "–");
    }

    @Test
    void aPlaceWhoseNameNobodyKnowsIsNamedByItsCode() {
        assertThat(read(KeptArguments.written(Later.region("KZ-75")), Language.EN))
                .containsExactly("KZ-75");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A-1", "{\"text\":\"reason.x\"}", "[\"A-1\""})
    void whatIsNoListIsDamaged(String damaged) {
        assertThatThrownBy(() -> read(damaged, Language.EN)).isInstanceOf(IllegalStateException.class);
    }

    private static Object[] read(String kept, Language language) {
        return KeptArguments.read(kept, TestTexts.get(), language);
    }
}
