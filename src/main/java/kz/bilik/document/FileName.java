package kz.bilik.document;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The name of a file as somebody gave it. What an officer reads as {@code work-book.pdf} has to be called so: marks that turn
 * the direction of writing, characters without a width and control characters show another name than the one there is, and
 * slashes and the names that Windows keeps for itself lead elsewhere when the file is saved.
 */
public final class FileName {

    /** In characters of UTF-16, as the column counts. */
    public static final int LONGEST = 255;

    private static final int LONGEST_EXTENSION = 10;
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}\\p{Zl}\\p{Zp}]");
    private static final Pattern UNSAVED = Pattern.compile("[/\\\\:*?\"<>|]");
    private static final Pattern ENDS = Pattern.compile("^[\\s.]+|[\\s.]+$");
    private static final Pattern KEPT_BY_WINDOWS =
            Pattern.compile("(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?", Pattern.CASE_INSENSITIVE);

    private FileName() {}

    /** Whether the name is what it looks like, and fits. */
    public static boolean isFit(String name) {
        return name.equals(clean(name));
    }

    /** The name without what is not seen, under which it can be saved; {@code document} when nothing is left. */
    public static String clean(String name) {
        var clean = UNSAVED.matcher(UNSEEN.matcher(name).replaceAll("")).replaceAll("_");
        clean = ENDS.matcher(clean).replaceAll("");
        if (clean.isEmpty()) {
            return "document";
        }
        if (KEPT_BY_WINDOWS.matcher(clean).matches()) {
            clean = "_" + clean;
        }
        return clean.length() > LONGEST ? shortened(clean) : clean;
    }

    private static String shortened(String name) {
        var dot = name.lastIndexOf('.');
        var extension = dot > 0 && name.length() - dot <= LONGEST_EXTENSION
                ? name.substring(dot).toLowerCase(Locale.ROOT)
                : "";
        var end = LONGEST - extension.length();
        if (Character.isHighSurrogate(name.charAt(end - 1))) {
            end--;
        }
        return name.substring(0, end) + extension;
    }
}
