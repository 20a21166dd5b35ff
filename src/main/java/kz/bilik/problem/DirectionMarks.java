package kz.bilik.problem;

import java.util.regex.Pattern;

/**
 * Marks that turn the direction of writing: whoever reads a text with one reads another than the one that is there. The
 * product's languages are all written from left to right and need none. One rule for every text that comes in: where somebody
 * can be told, it is refused; of what another system writes they are taken out.
 */
public final class DirectionMarks {

    private static final Pattern MARKS = Pattern.compile("[\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]");

    private DirectionMarks() {}

    /** Whether there is one in the text. */
    public static boolean isIn(String text) {
        return MARKS.matcher(text).find();
    }

    /** Whether that unit of UTF-16 is one. */
    public static boolean is(int unit) {
        return unit == 0x061C
                || unit == 0x200E
                || unit == 0x200F
                || unit >= 0x202A && unit <= 0x202E
                || unit >= 0x2066 && unit <= 0x2069;
    }

    /** The text without them. */
    public static String without(String text) {
        return MARKS.matcher(text).replaceAll("");
    }
}
