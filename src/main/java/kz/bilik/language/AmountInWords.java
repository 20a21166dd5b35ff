package kz.bilik.language;

/**
 * A sum of tenge in Kazakh or Russian words, as a payment order wants it. Libraries were tried: ICU's Kazakh says
 * "thousand" and "million" without "one", which a sum on a payment document must not.
 */
public final class AmountInWords {

    private static final String[] KAZAKH_ONES = {"", "бір", "екі", "үш", "төрт", "бес", "алты", "жеті", "сегіз", "тоғыз"
    };
    private static final String[] KAZAKH_TENS = {
        "", "он", "жиырма", "отыз", "қырық", "елу", "алпыс", "жетпіс", "сексен", "тоқсан"
    };
    private static final String[] KAZAKH_POWERS = {"", "мың", "миллион", "миллиард"};

    private static final String[] RUSSIAN_ONES = {
        "",
        "один",
        "два",
        "три",
        "четыре",
        "пять",
        "шесть",
        "семь",
        "восемь",
        "девять",
        "десять",
        "одиннадцать",
        "двенадцать",
        "тринадцать",
        "четырнадцать",
        "пятнадцать",
        "шестнадцать",
        "семнадцать",
        "восемнадцать",
        "девятнадцать"
    };
    private static final String[] RUSSIAN_TENS = {
        "", "", "двадцать", "тридцать", "сорок", "пятьдесят", "шестьдесят", "семьдесят", "восемьдесят", "девяносто"
    };
    private static final String[] RUSSIAN_HUNDREDS = {
        "", "сто", "двести", "триста", "четыреста", "пятьсот", "шестьсот", "семьсот", "восемьсот", "девятьсот"
    };
    /** For one, for two to four, for the rest. */
    private static final String[][] RUSSIAN_POWERS = {
        {"", "", ""},
        {"тысяча", "тысячи", "тысяч"},
        {"миллион", "миллиона", "миллионов"},
        {"миллиард", "миллиарда", "миллиардов"}
    };

    private static final long LIMIT = 1_000_000_000_000L;

    private AmountInWords() {}

    public static String kazakh(long tenge) {
        check(tenge);
        var words = new StringBuilder(tenge == 0 ? "нөл " : "");
        for (int power = 3; power >= 0; power--) {
            var group = group(tenge, power);
            if (group > 0) {
                if (group >= 100) {
                    add(words, KAZAKH_ONES[group / 100]);
                    add(words, "жүз");
                }
                add(words, KAZAKH_TENS[group / 10 % 10]);
                add(words, KAZAKH_ONES[group % 10]);
                add(words, KAZAKH_POWERS[power]);
            }
        }
        return capital(words.append("теңге").toString());
    }

    public static String russian(long tenge) {
        check(tenge);
        var words = new StringBuilder(tenge == 0 ? "ноль " : "");
        for (int power = 3; power >= 0; power--) {
            var group = group(tenge, power);
            if (group > 0) {
                add(words, RUSSIAN_HUNDREDS[group / 100]);
                var rest = group % 100;
                if (rest >= 20) {
                    add(words, RUSSIAN_TENS[rest / 10]);
                    rest %= 10;
                }
                // A thousand is feminine.
                add(words, power == 1 && rest == 1 ? "одна" : power == 1 && rest == 2 ? "две" : RUSSIAN_ONES[rest]);
                add(words, RUSSIAN_POWERS[power][rest == 1 ? 0 : rest >= 2 && rest <= 4 ? 1 : 2]);
            }
        }
        return capital(words.append("тенге").toString());
    }

    private static void check(long tenge) {
        if (tenge < 0 || tenge >= LIMIT) {
            throw new IllegalArgumentException("A sum from 0 to " + (LIMIT - 1));
        }
    }

    private static int group(long tenge, int power) {
        return (int) (tenge / Math.round(Math.pow(1000, power)) % 1000);
    }

    private static void add(StringBuilder words, String word) {
        if (!word.isEmpty()) {
            words.append(word).append(' ');
        }
    }

    private static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
