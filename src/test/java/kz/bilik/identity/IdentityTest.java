package kz.bilik.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import kz.bilik.problem.Problem;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.time.api.Dates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityTest {

    @ParameterizedTest
    @CsvSource({
        "920315390109, 1992-03-15",
        "870704490019, 1987-07-04",
        "011231690602, 2001-12-31", // second pass
        "' 920315390109 ', 1992-03-15"
    })
    void anIinHoldsADateOfBirth(String text, LocalDate birthDate) {
        assertThat(Iin.of(text).birthDate()).isEqualTo(birthDate);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "920315390108", // check digit
                "900229490015", // 29 February 1990
                "880808391910", // both passes give 10
                "92031539010",
                "9203153901091",
                "92031539010A",
                "920315 390109",
                "٩٢٠٣١٥٣٩٠١٠٩", // Arabic digits
                "230940990011" // a BIN
            })
    void whatIsNoIinIsRefused(String text) {
        assertThatThrownBy(() -> Iin.of(text))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo("identity.iin"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7, 8, 9})
    void anIinOfAnUnknownCenturyIsRefused(int century) {
        var eleven = "920315" + century + "9010";
        for (var serial = 0; serial < 10; serial++) {
            var digits = eleven.substring(0, 10) + serial;
            if (CheckDigit.of(digits) < 10) {
                var whole = digits + CheckDigit.of(digits);
                assertThatThrownBy(() -> Iin.of(whole)).isInstanceOf(Problem.class);
            }
        }
    }

    @Property
    void everyDateAndCenturyWithItsCheckDigitIsAnIin(@ForAll("iins") String text) {
        assertThat(Iin.of(text).value()).isEqualTo(text);
    }

    /**
     * A wrong digit shows, with two gaps of the rule itself: the digit that has weight 11 in a pass counts nothing
     * there, and a change that moves the number to the other pass may meet the same check digit by chance.
     */
    @Property
    void aSingleWrongDigitIsNoticedWhereItCounts(
            @ForAll("iins") String text,
            @ForAll @IntRange(max = 11) int position,
            @ForAll @IntRange(max = 9) int digit) {
        var changed = text.substring(0, position) + digit + text.substring(position + 1);
        var withoutWeight = pass(text) == 1 ? 10 : 8;
        if (!changed.equals(text) && pass(changed) == pass(text) && position != withoutWeight) {
            assertThatThrownBy(() -> Iin.of(changed)).isInstanceOf(Problem.class);
        }
    }

    @Test
    void theEleventhDigitCountsOnlyInTheSecondPass() {
        assertThat(pass("920315390109")).isEqualTo(1);
        assertThat(Iin.of("920315390119").value()).isEqualTo("920315390119");
        assertThat(pass("011231690602")).isEqualTo(2);
        assertThatThrownBy(() -> Iin.of("011231690612")).isInstanceOf(Problem.class);
    }

    private static int pass(String text) {
        var sum = 0;
        for (var i = 0; i < 11; i++) {
            sum += (text.charAt(i) - '0') * (i + 1);
        }
        return sum % 11 == 10 ? 2 : 1;
    }

    @Provide
    Arbitrary<String> iins() {
        return Combinators.combine(
                        Dates.dates().between(LocalDate.of(1800, 1, 1), LocalDate.of(2099, 12, 31)),
                        Arbitraries.integers().between(0, 1),
                        Arbitraries.integers().between(0, 9999))
                .as((date, sex, serial) -> date.format(DateTimeFormatter.ofPattern("yyMMdd"))
                        + ((date.getYear() - 1800) / 100 * 2 + 1 + sex)
                        + "%04d".formatted(serial))
                .filter(eleven -> CheckDigit.of(eleven) < 10)
                .map(eleven -> eleven + CheckDigit.of(eleven));
    }

    @ParameterizedTest
    @ValueSource(strings = {"230940990011", "231040990204"})
    void aBinIsRead(String text) {
        assertThat(Bin.of(text).value()).isEqualTo(text);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "230940990012", // check digit
                "231340990012", // month 13
                "230040990011", // month 0
                "920315390109", // an IIN
                "230934990011", // fifth digit 3
                "230944990011" // sixth digit 4
            })
    void whatIsNoBinIsRefused(String text) {
        assertThatThrownBy(() -> Bin.of(text))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo("identity.bin"));
    }

    @Property
    void aBinNeedsAMonthAKnownKindAndARightCheckDigit(
            @ForAll @IntRange(max = 99) int year,
            @ForAll @IntRange(max = 14) int month,
            @ForAll @IntRange(max = 9) int kind,
            @ForAll @IntRange(max = 9) int unit,
            @ForAll @IntRange(max = 99999) int serial) {
        var eleven = "%02d%02d%d%d%05d".formatted(year, month, kind, unit, serial);
        if (CheckDigit.of(eleven) < 10) {
            var text = eleven + CheckDigit.of(eleven);
            var expected = month >= 1 && month <= 12 && kind >= 4 && kind <= 6 && unit <= 3;
            if (expected) {
                assertThat(Bin.of(text).value()).isEqualTo(text);
            } else {
                assertThatThrownBy(() -> Bin.of(text)).isInstanceOf(Problem.class);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "KZ68601TEST000000001, KZ68601TEST000000001",
        "kz55 722t est0 0000 0002, KZ55722TEST000000002",
        "KZ24070105KSN0000000, KZ24070105KSN0000000",
        "'KZ24\u00A0070105\u202FKSN0000000', KZ24070105KSN0000000"
    })
    void anAccountNumberIsNormalised(String text, String value) {
        assertThat(AccountNumber.of(text).value()).isEqualTo(value);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "KZ67601TEST000000001", // check digits
                "KZ68601TEST00000001",
                "KZ68601TEST0000000011",
                "DE89370400440532013000", // right, but not of Kazakhstan
                "KZ68601TЕST000000001", // Cyrillic Е
                "КZ68601TEST000000001", // Cyrillic К
                "KZ68601teſt000000001", // a long s becomes an S in upper case
                "KZ68601TEST-00000001"
            })
    void whatIsNoAccountNumberIsRefused(String text) {
        assertThatThrownBy(() -> AccountNumber.of(text))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo("identity.account"));
    }

    /** Check digits are 02 to 98: 00, 01 and 99 give the same remainder as 97, 98 and 02. */
    @Property
    void checkDigitsThatNoBankComputesAreRefused(@ForAll @IntRange(max = 999_999) int serial) {
        for (var impossible : new String[] {"00", "01", "99"}) {
            assertThatThrownBy(() -> AccountNumber.of("KZ" + impossible + "6010000000" + "%06d".formatted(serial)))
                    .isInstanceOf(Problem.class);
        }
    }

    @Test
    void anUnknownBankIsOnlyAWarning() {
        assertThat(AccountNumber.of("KZ68601TEST000000001").warning()).isEmpty();
        assertThat(AccountNumber.of("KZ24070105KSN0000000").warning()).isEmpty();
        assertThat(AccountNumber.of(withCheckDigits("999TEST000000001")).warning())
                .contains("warning.identity.unknown-bank");
    }

    @Test
    void numbersAreMaskedInEveryTextForm() {
        assertThat(Iin.of("920315390109")).hasToString("920315******");
        assertThat(Bin.of("230940990011")).hasToString("230940******");
        assertThat(AccountNumber.of("KZ68601TEST000000001")).hasToString("KZ68…0001");
    }

    private static String withCheckDigits(String account) {
        var digits = new StringBuilder();
        (account + "KZ00").chars().forEach(c -> digits.append(Character.digit(c, 36)));
        var remainder = new java.math.BigInteger(digits.toString())
                .mod(java.math.BigInteger.valueOf(97))
                .intValue();
        return "KZ%02d%s".formatted(98 - remainder, account);
    }
}
