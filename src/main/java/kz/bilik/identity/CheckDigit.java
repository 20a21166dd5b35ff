package kz.bilik.identity;

/**
 * The check digit that IIN and BIN share: digits 1 to 11 weighted 1 to 11, modulo 11; where that gives 10, a second pass
 * with the weights 3 to 11, 1, 2; where that gives 10 too, no number exists.
 */
final class CheckDigit {

    private static final int[] FIRST_PASS = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
    private static final int[] SECOND_PASS = {3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2};

    private CheckDigit() {}

    /** Whether the last of the twelve digits is the check digit of the others. */
    static boolean isRight(String twelveDigits) {
        return of(twelveDigits) == digit(twelveDigits, 11);
    }

    /** The check digit of the first eleven digits, or 10 when there is none. */
    static int of(String digits) {
        var remainder = remainder(digits, FIRST_PASS);
        return remainder == 10 ? remainder(digits, SECOND_PASS) : remainder;
    }

    private static int remainder(String digits, int[] weights) {
        var sum = 0;
        for (var i = 0; i < weights.length; i++) {
            sum += digit(digits, i) * weights[i];
        }
        return sum % 11;
    }

    private static int digit(String digits, int index) {
        return digits.charAt(index) - '0';
    }
}
