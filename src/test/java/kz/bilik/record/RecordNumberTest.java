package kz.bilik.record;

import static kz.bilik.record.RecordNumber.Kind.ACT;
import static kz.bilik.record.RecordNumber.Kind.APPLICATION;
import static kz.bilik.record.RecordNumber.Kind.DISTRIBUTION;
import static kz.bilik.record.RecordNumber.Kind.PAYMENT_ORDER;
import static kz.bilik.record.RecordNumber.Kind.VOUCHER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Locale;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordNumberTest {

    private static Stream<Object[]> written() {
        return Stream.of(
                new Object[] {"A-2026-75-000123", RecordNumber.of(APPLICATION, 2026, "KZ-75", 123)},
                new Object[] {"V-2026-10-000045", RecordNumber.of(VOUCHER, 2026, "KZ-10", 45)},
                new Object[] {"ACT-2027-71-000012", RecordNumber.of(ACT, 2027, "KZ-71", 12)},
                new Object[] {"P-2026-75-1000000", RecordNumber.of(PAYMENT_ORDER, 2026, "KZ-75", 1_000_000)},
                new Object[] {"D-2026-0001", RecordNumber.of(DISTRIBUTION, 2026, null, 1)});
    }

    @ParameterizedTest
    @MethodSource("written")
    void eachKindOfRecordHasItsFormOfNumber(String text, RecordNumber number) {
        assertThat(number).hasToString(text);
        assertThat(RecordNumber.parse(text)).contains(number);
    }

    @Property
    void whatIsWrittenIsReadAsTheSameNumber(@ForAll("numbers") RecordNumber number) {
        assertThat(RecordNumber.parse(number.toString())).contains(number);
    }

    /** Whatever is read is written as it was, to the letter: a number has one text, and every other text is no number. */
    @Property(tries = 20_000)
    void nothingElseIsRead(@ForAll("nearlyNumbers") String text) {
        RecordNumber.parse(text).ifPresent(number -> assertThat(number).hasToString(text));
    }

    /** One letter more, less or another: what is still read is a number of other parts, not the same one misspelt. */
    @Property
    void aMisspeltNumberIsNeverTheSameNumber(
            @ForAll("numbers") RecordNumber number, @ForAll("places") int place, @ForAll("letters") char letter) {
        var text = number.toString();
        var at = place % text.length();
        for (var misspelt : new String[] {
            text.substring(0, at) + letter + text.substring(at),
            text.substring(0, at) + text.substring(at + 1),
            text.substring(0, at) + letter + text.substring(at + 1)
        }) {
            assertThat(RecordNumber.parse(misspelt).filter(number::equals).isPresent())
                    .isEqualTo(misspelt.equals(text));
        }
    }

    /** A number as it is read out and typed: on a Russian or Kazakh keyboard, without zeros, with what was pasted beside it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    А-2026-75-000123      | A-2026-75-000123
                    а-2026-75-123         | A-2026-75-000123
                    a-2026-75-123         | A-2026-75-000123
                    A 2026 75 123         | A-2026-75-000123
                    A–2026–75–000123      | A-2026-75-000123
                    A—2026‑75−000123      | A-2026-75-000123
                    ＡＣＴ-2027-71-12       | ACT-2027-71-000012
                    АСТ-2027-71-12        | ACT-2027-71-000012
                    акт-2027-71-12        | ACT-2027-71-000012
                    АКТ/2027/71/12        | ACT-2027-71-000012
                    в-2026-10-45          | V-2026-10-000045
                    v2026-10-000045       | V-2026-10-000045
                    р-2026-75-1000000     | P-2026-75-1000000
                    д-2026-1              | D-2026-0001
                    D-2026-0012           | D-2026-0012
                    2026-75-123           | A-2026-75-000123
                    A-2026-KZ-75-123      | A-2026-75-000123
                    A-2026-75-0000000123  | A-2026-75-000123""")
    void aNumberIsFoundHoweverItIsTyped(String typed, String number) {
        assertThat(RecordNumber.typed(typed)).hasToString("Optional[" + number + "]");
        assertThat(RecordNumber.typed(" " + typed.replace("-", "\u00a0- ") + "\t\u200b"))
                .as("with spaces that nobody sees")
                .hasToString("Optional[" + number + "]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "A",
                "A-2026",
                "A-2026-75",
                "A-2026-75-0",
                "Ж-2026-75-1",
                "A-26-75-1",
                "920315390109",
                "A-2026-75-1x",
                "D-2026-0",
                "A-2026-75-1234567890123456789",
                "A-2026-75-1'; drop table",
                "%",
                "🙂"
            })
    void whatIsNoNumberStaysNone(String typed) {
        assertThat(RecordNumber.typed(typed)).isEmpty();
    }

    @Property
    void whatIsWrittenIsTypedToo(@ForAll("numbers") RecordNumber number) {
        if (number.region() == null || number.region().matches("KZ-\\d\\d")) {
            assertThat(RecordNumber.typed(number.toString())).contains(number);
            assertThat(RecordNumber.typed(number.toString().toLowerCase(Locale.ROOT)))
                    .contains(number);
        }
    }

    @Property(tries = 5_000)
    void whateverIsTypedBreaksNothing(@ForAll String text) {
        RecordNumber.typed(text).ifPresent(number -> assertThat(RecordNumber.parse(number.toString()))
                .contains(number));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "A-",
                "A-1",
                "ACT-1",
                "//evil.example",
                "a-2026-75-000123",
                " A-2026-75-000123",
                "A-2026-75-000123\n",
                "A-2026-75-123",
                "A-2026-75-0000123",
                "A-2026-75-000000",
                "A-2026-KZ-75-000123",
                "A-2026-7-000123",
                "A-0026-75-000123",
                "A-2026-0001",
                "D-2026-75-0001",
                "D-2026-001",
                "D-2026-000001",
                "B-2026-75-000123",
                "A-2026-75-٠٠٠١٢٣", // Arabic digits
                "A-2026-75-1000000000000000000"
            })
    void whatIsNoNumberOfOursIsNotRead(String text) {
        assertThat(RecordNumber.parse(text)).isEmpty();
    }

    @Test
    void aNumberIsFormedOfPartsThatCanBeReadAgainOnly() {
        for (var region : new String[] {null, "", "75", "KZ-7", "KZ-751", "KZ-75-03", "RU-75"}) {
            assertNotFormed(APPLICATION, 2026, region, 1);
        }
        assertNotFormed(DISTRIBUTION, 2026, "KZ-75", 1);
        assertNotFormed(VOUCHER, 999, "KZ-75", 1);
        assertNotFormed(VOUCHER, 10_000, "KZ-75", 1);
        assertNotFormed(ACT, 2026, "KZ-75", 0);
        assertNotFormed(ACT, 2026, "KZ-75", 1_000_000_000_000_000_000L);
    }

    private static void assertNotFormed(RecordNumber.Kind kind, int year, @Nullable String region, long sequence) {
        assertThatIllegalArgumentException().isThrownBy(() -> RecordNumber.of(kind, year, region, sequence));
    }

    @Provide
    private static Arbitrary<RecordNumber> numbers() {
        return Combinators.combine(
                        Arbitraries.of(RecordNumber.Kind.class),
                        Arbitraries.integers().between(1000, 9999),
                        Arbitraries.integers().between(0, 99),
                        Arbitraries.longs().between(1, 999_999_999_999_999_999L))
                .as((kind, year, region, sequence) -> RecordNumber.of(
                        kind, year, kind == DISTRIBUTION ? null : "KZ-%02d".formatted(region), sequence));
    }

    /** Texts of the parts of a number, right and wrong ones. */
    @Provide
    private static Arbitrary<String> nearlyNumbers() {
        var digits = Arbitraries.strings().numeric();
        return Combinators.combine(
                        Arbitraries.of("A", "V", "ACT", "P", "D", "AC", "T", ""),
                        Arbitraries.of("-", "-", "-", "--", ""),
                        digits.ofMinLength(3).ofMaxLength(5),
                        Arbitraries.of("-75", "-10", "-75", "-7", "-KZ-75", ""),
                        digits.ofMinLength(3).ofMaxLength(9))
                .as((letters, dash, year, region, sequence) -> letters + dash + year + region + "-" + sequence);
    }

    @Provide
    private static Arbitrary<Integer> places() {
        return Arbitraries.integers().between(0, 40);
    }

    @Provide
    private static Arbitrary<Character> letters() {
        return Arbitraries.of('0', '1', '7', 'A', 'D', 'T', '-', ' ', '\n');
    }
}
