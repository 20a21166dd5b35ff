package kz.bilik.officer.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import kz.bilik.officer.signin.PasswordRule.Fault;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a password has to be. */
class PasswordRuleTest {

    private static final List<String> NAMES = List.of("zhanar-b", "Жанар", "Бекқызы", "");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "long-and-her-own",
                "correct horse battery",
                "таңғы шай мен нан",
                "күн шықса жол ашық",
                "b8d1-4f0c-real",
                "ақ қайың, көк аспан"
            })
    void whatIsLongAndHerOwnMayBeSet(String password) {
        assertThat(PasswordRule.faults(password, NAMES)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "elevenchars, TOO_SHORT",
        "Жанар-мен-таулар, HOLDS_NAME",
        "тау ЖАНАР өзен, HOLDS_NAME",
        "xx-ZHANAR-B-yy-17, HOLDS_NAME",
        "мен бекқызы болам, HOLDS_NAME",
        "123456789012, EASILY_GUESSED",
        "passwordpassword, EASILY_GUESSED",
        "Password2026!, EASILY_GUESSED",
        "qwertyuiop[], EASILY_GUESSED",
        "йцукенгшщзхъ, EASILY_GUESSED",
        "демодемодемо, EASILY_GUESSED",
        "demodemodemo, EASILY_GUESSED",
        "bilikbilik2026, EASILY_GUESSED",
        "kazakhstan2026, EASILY_GUESSED",
        "administrator1, EASILY_GUESSED",
        "құпиясөзқұпия, EASILY_GUESSED",
        "ҚұпияСөз-2026, EASILY_GUESSED",
        "парольпароль1, EASILY_GUESSED",
        "парольваучер, EASILY_GUESSED",
        "мансап-орталығы, EASILY_GUESSED",
        "біліктілік2026, EASILY_GUESSED",
        "qupiasoz-2026, EASILY_GUESSED",
        "қазақстан-2026, EASILY_GUESSED"
    })
    void whatIsTriedFirstMayNot(String password, Fault fault) {
        assertThat(PasswordRule.faults(password, NAMES)).contains(fault);
    }

    /** However the parts of an id are put together again, in whichever order, letters and separators, it stays the id. */
    @Property(tries = 300)
    void theIdInPiecesIsNoPassword(
            @ForAll("ids") String id,
            @ForAll Random shuffled,
            @ForAll("separators") String separator,
            @ForAll boolean loud) {
        var parts = new ArrayList<>(List.of(id.split("-")));
        Collections.shuffle(parts, shuffled);
        var password = String.join(separator, parts);
        assertThat(PasswordRule.faults(loud ? password.toUpperCase(Locale.ROOT) : password, List.of(id)))
                .contains(Fault.HOLDS_NAME);
    }

    /** Words of the trade, two or three of them, with a year or without. */
    @Property(tries = 300)
    void noTwoWordsOfTheTradeAreAPassword(
            @ForAll("words") String one, @ForAll("words") String other, @ForAll("separators") String separator) {
        assertThat(PasswordRule.faults(one + separator + other, NAMES)).contains(Fault.EASILY_GUESSED);
        assertThat(PasswordRule.faults(one + separator + other + "2026", NAMES)).contains(Fault.EASILY_GUESSED);
    }

    @Provide
    Arbitrary<String> ids() {
        return Arbitraries.of(
                "centre-C-014",
                "career-KZ-75-03",
                "head-career-KZ-75-03",
                "mobility-KZ-75",
                "accountant-KZ-10",
                "ser-ik-77");
    }

    @Provide
    Arbitrary<String> separators() {
        return Arbitraries.of("", "-", "_", ".", " ", "--");
    }

    @Provide
    Arbitrary<String> words() {
        return Arbitraries.of(
                "құпиясөз",
                "құпия",
                "пароль",
                "ваучер",
                "білік",
                "біліктілік",
                "мансап",
                "орталық",
                "өтінім",
                "емтихан",
                "квалификация",
                "заявка",
                "астана",
                "қазақстан",
                "әкімші");
    }

    @Test
    void lengthIsCountedInCharactersAndHasAnEnd() {
        var word = "жол-ашық-болсын-";
        assertThat(PasswordRule.faults(word.repeat(8), NAMES)).doesNotContain(Fault.TOO_LONG);
        assertThat(PasswordRule.faults(word.repeat(8) + "!", NAMES)).contains(Fault.TOO_LONG);
        assertThat(PasswordRule.faults("\uD83D\uDE00".repeat(11), NAMES)).contains(Fault.TOO_SHORT);
    }

    @Test
    void namesOfTwoLettersForbidNothing() {
        assertThat(PasswordRule.faults("шалқар теңіз, ли", List.of("li", "Ли"))).isEqualTo(Set.of());
    }
}
