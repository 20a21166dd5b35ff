package kz.bilik.language;

import static org.assertj.core.api.Assertions.assertThat;

import kz.bilik.support.TestTexts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** How texts are filled. */
class TextsTest {

    /** Not 38,000 on one page and 38 000 on the next: kept texts are grouped once for all readers. */
    @ParameterizedTest
    @EnumSource
    void anAmountIsGroupedAlikeInEachLanguage(Language language) {
        assertThat(TestTexts.get().in(language, "settlement.tenge", 1_138_000)).startsWith("1\u00a0138\u00a0000 ");
        assertThat(TestTexts.get().in(language, "reimbursement.holder", 7_725)).contains("7\u00a0725 ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "No day is free | : No day is free.",
                "No day is free. | : No day is free.",
                "No day is free... | : No day is free...."
            })
    void whatSomebodyWroteWithAFullStopEndsTheSentenceOnce(String written, String end) {
        assertThat(TestTexts.get().in(Language.EN, "timeline.settlement.taken-out", "17", "ACT-1", written))
                .isEqualTo("Taken out of exam protocol 17 and services act ACT-1" + end);
    }

    @Test
    void aPluralOfOursReadsItsNumber() {
        assertThat(TestTexts.get().in(Language.EN, "web.distribution.shares-saved", 1_200))
                .contains("1\u00a0200 ");
    }
}
