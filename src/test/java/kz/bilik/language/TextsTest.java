package kz.bilik.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import kz.bilik.support.TestTexts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** How texts are filled. */
class TextsTest {

    /** They tell a program, or who fills in a file, in which form a day is to be written. */
    private static final Set<String> FORMS_FOR_PROGRAMS = Set.of(
            "problem.application.field-not-date",
            "problem.application.submitted-at",
            "problem.calendar.date",
            "problem.catalogue.day");

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

    /** {@code 28.11.2026} for whoever reads; only what a program has to write in a form of its own is shown in that form. */
    @ParameterizedTest
    @EnumSource
    void noTextShowsADayAsProgramsWriteIt(Language language) {
        var texts = TestTexts.get();
        var iso = Pattern.compile("(?<![\\w-])\\d{4}-\\d{2}-\\d{2}(?![\\w-])");
        var shown = new TreeMap<String, String>();
        for (var key : keys()) {
            for (var day : new Object[] {LocalDate.of(2026, 11, 28), "2026-11-28"}) {
                var text = with(day, texts, language, key);
                if (iso.matcher(text).find() && !FORMS_FOR_PROGRAMS.contains(key)) {
                    shown.put(key, text);
                }
            }
        }
        assertThat(shown).isEmpty();
        assertThat(texts.in(language, "problem.application.late", "2026-10-15")).contains("15.10.2026");
        assertThat(texts.in(language, "problem.catalogue.day", "2026-02-31")).contains("2026-02-31");
    }

    private static String with(Object day, Texts texts, Language language, String key) {
        try {
            return texts.in(language, key, day, day, day, day, day, day);
        } catch (IllegalArgumentException countsThere) {
            return "";
        }
    }

    private static Set<String> keys() {
        try (var files = Files.list(Path.of("src/main/resources/messages"))) {
            var keys = new TreeSet<String>();
            for (var file : files.filter(each -> each.toString().endsWith("_kk.properties"))
                    .toList()) {
                var texts = new Properties();
                try (var in = Files.newBufferedReader(file)) {
                    texts.load(in);
                }
                keys.addAll(texts.stringPropertyNames());
            }
            return keys;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
