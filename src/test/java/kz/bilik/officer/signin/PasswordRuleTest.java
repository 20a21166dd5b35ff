package kz.bilik.officer.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import kz.bilik.officer.signin.PasswordRule.Fault;
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
        "administrator1, EASILY_GUESSED"
    })
    void whatIsTriedFirstMayNot(String password, Fault fault) {
        assertThat(PasswordRule.faults(password, NAMES)).contains(fault);
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
