package kz.bilik;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import kz.bilik.language.Language;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is in whose language, and each text of ours in its own. */
class TongueTest {

    private static final Tongue TONGUE = Tongue.ofTheProduct(List.of(), List.of());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "RU | Құжаттар топтамасы толық емес",
                "RU | Акт қайтарылды",
                "RU | Мерзімі: до конца дня",
                "RU | The documents are not complete",
                "RU | ваучер NO_SHOW",
                "KK | Представлен неполный пакет документов",
                "KK | Ваучер выдан",
                "KK | An error happened",
                "EN | Documents: диплом",
                "EN | The state is NO_SHOW",
                "EN | ??web.distribution.source-null_ru??",
                "EN | web.case.title",
                "EN | Last day: null",
                "EN | of mobility-centre.KZ-75",
                "EN | in KZ-75",
                "EN | career centre KZ-75-03",
                "EN | asked centre C-014",
                "EN | task 3f2b8a10-5c1e-11ef-9d1a-0242ac120002",
                "EN | Optional[3]",
                "EN | The state pays 30,275 tenge",
                "EN | Reason: no day is free..",
                "EN | kz.bilik.settlement.Acts",
                "EN | RECOGNISED"
            })
    void whatIsNotTheReadersIsFound(Language language, String text) {
        assertThat(TONGUE.wrong(language, text, List.of())).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "RU | Представлен неполный пакет документов: A-2026-75-000001, PDF, SHA-256 (п. 8)",
                "RU | АИС «Рынок труда», diploma.pdf, person-01@demo.example",
                "KK | Құжаттар топтамасы толық емес (8-тармақ), V-2026-75-000001",
                "KK | Firefox, Linux",
                "RU | Edge, Windows",
                "KK | Ваучер берілді: 14.09.2026",
                "EN | The documents are not complete: NCALayer, HTTP 503, ACT-2026-75-000001",
                "EN | The state pays 30\u00a0275 tenge, cl. 14,15",
                "EN | and so on...",
                "EN | The holder was admitted by career-KZ-75-03 on 14.09.2026"
            })
    void whatIsIsNot(Language language, String text) {
        assertThat(TONGUE.wrong(language, text, List.of())).isEmpty();
    }

    /** A language is called by its own name on every page; these two are names of places, and this one is ours. */
    private static final Pattern NAMES_IN_KAZAKH = Pattern.compile("Білік|Жетісу|Ұлытау");

    private static final Pattern KAZAKH_ONLY = Pattern.compile("[әғқңөұүһіӘҒҚҢӨҰҮҺІ]");
    private static final Pattern CYRILLIC = Pattern.compile("\\p{IsCyrillic}");
    private static final Pattern TWO_WORDS = Pattern.compile("\\p{IsCyrillic}{2,}.*[ -]\\p{IsCyrillic}{2,}");
    private static final Pattern LATIN = Pattern.compile("\\p{IsLatin}{2,}");
    private static final Pattern ENGLISH_PHRASE = Pattern.compile("(?:\\b[a-z]{2,} ){2}[a-z]{2,}\\b");
    private static final Pattern NO_TEXT = Pattern.compile("\\{[^}]*}|<[^>]*>|date and time\\(\\S+\\)");

    @Test
    void eachTextOfOursIsInItsOwnLanguage() {
        assertThat(Said.everywhere())
                .filteredOn(said -> !said.where().startsWith("web.page.language."))
                .hasSizeGreaterThan(1_500)
                .allSatisfy(said -> {
                    assertThat(said.english()).as(said.where()).doesNotContainPattern(CYRILLIC);
                    assertThat(NAMES_IN_KAZAKH.matcher(said.russian()).replaceAll(""))
                            .as(said.where())
                            .doesNotContainPattern(KAZAKH_ONLY);
                    noEnglish(said, said.kazakh());
                    noEnglish(said, said.russian());
                    // A bank is called alike in both languages.
                    if (said.where().startsWith("settlement.bank-")) {
                        return;
                    }
                    assertThat(TWO_WORDS.matcher(said.kazakh()).find()
                                    && said.kazakh().equals(said.russian()))
                            .as("the same in Kazakh and Russian: " + said)
                            .isEqualTo(said.where().equals("holiday.nauryz"));
                });
    }

    /** A name that is the same in every language stands in the English text as well; a sentence is none. */
    private static void noEnglish(Said said, String text) {
        var bare = NO_TEXT.matcher(text).replaceAll(" ");
        assertThat(bare).as(said.where()).doesNotContainPattern(ENGLISH_PHRASE);
        assertThat(LATIN.matcher(bare).results().map(MatchResult::group))
                .as(said.where() + ": " + text)
                .allSatisfy(word -> assertThat(said.english()).contains(word));
    }

    @Test
    void whatPeopleTypedIsInWhicheverLanguageTheyTypedIt() {
        assertThat(TONGUE.wrong(Language.EN, "Returned: Мекенжай қате", List.of("Мекенжай қате")))
                .isEmpty();
    }
}
