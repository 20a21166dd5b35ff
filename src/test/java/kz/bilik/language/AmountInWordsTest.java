package kz.bilik.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountInWordsTest {

    @ParameterizedTest
    @CsvSource({
        "0, Нөл теңге, Ноль тенге",
        "1, Бір теңге, Один тенге",
        "2, Екі теңге, Два тенге",
        "5, Бес теңге, Пять тенге",
        "11, Он бір теңге, Одиннадцать тенге",
        "21, Жиырма бір теңге, Двадцать один тенге",
        "40, Қырық теңге, Сорок тенге",
        "99, Тоқсан тоғыз теңге, Девяносто девять тенге",
        "100, Бір жүз теңге, Сто тенге",
        "211, Екі жүз он бір теңге, Двести одиннадцать тенге",
        "1000, Бір мың теңге, Одна тысяча тенге",
        "2000, Екі мың теңге, Две тысячи тенге",
        "5001, Бес мың бір теңге, Пять тысяч один тенге",
        "11000, Он бір мың теңге, Одиннадцать тысяч тенге",
        "12975, Он екі мың тоғыз жүз жетпіс бес теңге, Двенадцать тысяч девятьсот семьдесят пять тенге",
        "22002, Жиырма екі мың екі теңге, Двадцать две тысячи два тенге",
        "25950, Жиырма бес мың тоғыз жүз елу теңге, Двадцать пять тысяч девятьсот пятьдесят тенге",
        "30275, Отыз мың екі жүз жетпіс бес теңге, Тридцать тысяч двести семьдесят пять тенге",
        "111111, Бір жүз он бір мың бір жүз он бір теңге, Сто одиннадцать тысяч сто одиннадцать тенге",
        "1000000, Бір миллион теңге, Один миллион тенге",
        "2345678, Екі миллион үш жүз қырық бес мың алты жүз жетпіс сегіз теңге,"
                + " Два миллиона триста сорок пять тысяч шестьсот семьдесят восемь тенге",
        "5000000000, Бес миллиард теңге, Пять миллиардов тенге"
    })
    void aSumOfAnOrderReadsInKazakhAndRussian(long tenge, String kazakh, String russian) {
        assertThat(AmountInWords.kazakh(tenge)).isEqualTo(kazakh);
        assertThat(AmountInWords.russian(tenge)).isEqualTo(russian);
    }

    @Test
    void aSumBelowNothingOrBeyondMeasureHasNoWords() {
        assertThatIllegalArgumentException().isThrownBy(() -> AmountInWords.kazakh(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> AmountInWords.russian(1_000_000_000_000L));
    }
}
