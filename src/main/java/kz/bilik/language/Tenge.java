package kz.bilik.language;

import java.util.Locale;

/** How an amount is written in a text that is kept, such as a notice or a line of a timeline: nothing groups it later. */
public final class Tenge {

    private Tenge() {}

    /** Whole tenge with spaces between the thousands, as written in Kazakhstan: {@code 30 275}. */
    public static String grouped(long tenge) {
        return String.format(Locale.ROOT, "%,d", tenge).replace(',', ' ');
    }
}
