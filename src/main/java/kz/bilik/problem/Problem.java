package kz.bilik.problem;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A request that cannot be carried out, in words that a program can rely on: a stable {@code code} such as
 * {@code application.late}, the arguments of its text, and the fields it concerns. The text itself is the message
 * {@code problem.<code>} in the reader's language; {@code web} turns a problem into an RFC 9457 answer, {@code process}
 * into the sentence that the Tasklist shows. Never holds personal data: codes and arguments reach logs.
 */
public final class Problem extends RuntimeException {

    /** What sort of refusal it is; {@code web} maps it to a status. */
    public enum Kind {
        /** The request cannot be read as what it should be (400). */
        MALFORMED,
        /** Nobody is signed in, or the credentials are wrong (401). */
        UNAUTHENTICATED,
        /** The caller may not do this here (403). */
        FORBIDDEN,
        /** There is nothing of that name, or it does not concern the caller (404). */
        NOT_FOUND,
        /** It contradicts what has already happened (409). */
        CONFLICT,
        /** More bytes than allowed (413). */
        TOO_LARGE,
        /** A content type that is not accepted (415). */
        UNSUPPORTED,
        /** It can be read, but the rules do not allow it (422). */
        UNPROCESSABLE,
        /** Too often within a short time (429). */
        TOO_MANY,
        /** Something needed is not there at the moment; asking again later is right (503). */
        UNAVAILABLE
    }

    /** One field that is wrong: its JSON path or form key, and the code and arguments of its text. */
    public record Field(String path, String code, List<Object> arguments) {}

    private final Kind kind;
    private final String code;
    private final List<Object> arguments;
    private final List<Field> fields;

    private Problem(Kind kind, String code, List<Object> arguments, List<Field> fields) {
        super(code
                + (fields.isEmpty()
                        ? ""
                        : " " + fields.stream().map(Field::path).toList()));
        this.kind = kind;
        this.code = code;
        this.arguments = List.copyOf(arguments);
        this.fields = List.copyOf(fields);
    }

    /** A problem of that kind and code; the arguments fill the placeholders of its text. */
    public static Problem of(Kind kind, String code, Object... arguments) {
        return new Problem(kind, code, List.of(arguments), List.of());
    }

    /** The same problem, with one more field that is wrong. */
    public Problem with(String path, String code, Object... arguments) {
        var all = new ArrayList<>(fields);
        all.add(new Field(path, code, List.of(arguments)));
        return new Problem(kind, this.code, this.arguments, all);
    }

    /** With the arguments, so that whoever keeps the trace of a failed step can say it in words: {@code law.mci-unknown {2027}}. */
    @Override
    public String toString() {
        return super.toString()
                + (arguments.isEmpty()
                        ? ""
                        : arguments.stream().map(String::valueOf).collect(Collectors.joining(" | ", " {", "}")));
    }

    public Kind kind() {
        return kind;
    }

    public String code() {
        return code;
    }

    public List<Object> arguments() {
        return arguments;
    }

    public List<Field> fields() {
        return fields;
    }
}
