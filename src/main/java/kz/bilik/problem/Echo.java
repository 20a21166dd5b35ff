package kz.bilik.problem;

/** What somebody's file says, repeated in an error for whoever sent it to recognise: short, and fit for logs. */
public final class Echo {

    private static final int LONGEST = 40;

    private Echo() {}

    /** At most forty characters of it, an ellipsis for the rest; a question mark for what cannot be printed. */
    public static String of(String text) {
        var start = text.codePointCount(0, text.length()) > LONGEST
                ? text.substring(0, text.offsetByCodePoints(0, LONGEST - 1)) + "…"
                : text;
        return start.replaceAll("\\p{C}", "?");
    }
}
