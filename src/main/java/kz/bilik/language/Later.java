package kz.bilik.language;

import java.util.List;

/**
 * An argument of a text that is kept and read later, such as a notice or a line of a timeline: it is kept by what it means
 * and worded only when somebody reads it, in his language. What people wrote themselves is an argument as it stands.
 */
public sealed interface Later {

    /** What has a name in each language and a code of its own. */
    enum Kind {
        REGION,
        CAREER_CENTRE,
        RECOGNITION_CENTRE
    }

    /** A text of ours by its key; its arguments may themselves be worded later. */
    record Text(String key, List<Object> arguments) implements Later {}

    /** A place by its code. */
    record Named(Kind kind, String code) implements Later {}

    /** One under the other. */
    record Lines(List<Later> lines) implements Later {}

    static Later text(String key, Object... arguments) {
        return new Text(key, List.of(arguments));
    }

    /** The region of that ISO 3166-2 code. */
    static Later region(String code) {
        return new Named(Kind.REGION, code);
    }

    static Later careerCentre(String code) {
        return new Named(Kind.CAREER_CENTRE, code);
    }

    static Later recognitionCentre(String code) {
        return new Named(Kind.RECOGNITION_CENTRE, code);
    }

    static Later lines(List<Later> lines) {
        return new Lines(List.copyOf(lines));
    }

    /** Where the names are known. */
    @FunctionalInterface
    interface Names {

        /** What readers of that language call it; the code itself where there is none. */
        String of(Kind kind, String code, Language language);
    }
}
