package kz.bilik.application;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import kz.bilik.application.Appendix1.Channel;
import kz.bilik.application.Appendix1.Consents;
import kz.bilik.application.Appendix1.Document;
import kz.bilik.application.Appendix1.DocumentType;
import kz.bilik.application.Appendix1.Education;
import kz.bilik.application.Appendix1.EducationLevel;
import kz.bilik.application.Appendix1.Employment;
import kz.bilik.application.Appendix1.Messages;
import kz.bilik.application.Appendix1.Period;
import kz.bilik.application.Appendix1.PersonalData;
import kz.bilik.application.Appendix1.Registration;
import kz.bilik.application.Appendix1.Residence;
import kz.bilik.application.Appendix1.Skills;
import kz.bilik.document.FileName;
import kz.bilik.identity.AccountNumber;
import kz.bilik.identity.Iin;
import kz.bilik.language.Language;
import kz.bilik.notice.MailAddress;
import kz.bilik.problem.DirectionMarks;
import kz.bilik.problem.Problem;
import org.jspecify.annotations.NullUnmarked;

/**
 * Reads the signed JSON of Appendix 1, strictly: what two readers could understand differently (a key twice, an
 * unknown field, something after the end, another encoding) is refused, because a signature vouches for one meaning.
 * Every wrong field is named, not only the first.
 */
@NullUnmarked
final class Appendix1Reader {

    private static final int SHORT = 100;
    private static final int LINE = 300;
    private static final int TEXT = 2000;
    private static final int LONGEST_FILE_NAME = 255;
    private static final int LONGEST_EMAIL = 254;
    private static final int LONGEST_PHONE = 20;
    private static final int LONGEST_LEVEL = 8;
    private static final int MANY = 50;
    private static final int MOST_DEPTH = 8;

    private static final Pattern CODE = Pattern.compile("[A-Z0-9.-]{1,16}");
    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9]{0,39}");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern CANONICAL_UUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private static final ObjectReader JSON = new ObjectMapper(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MOST_DEPTH)
                            .maxNameLength(SHORT)
                            .maxNumberLength(20)
                            .build())
                    .build())
            .readerFor(JsonNode.class)
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final List<Problem.Field> wrong = new ArrayList<>();

    private Appendix1Reader() {}

    /**
     * Reads the form.
     *
     * @throws Problem {@code application.malformed} when it is not one JSON object in UTF-8; {@code
     *     application.invalid} with every field that is wrong
     */
    static Appendix1 read(byte[] bytes) {
        return new Appendix1Reader().form(parse(bytes));
    }

    private static JsonNode parse(byte[] bytes) {
        try {
            // Jackson would guess UTF-16 and replace what is not UTF-8; the signed bytes must have one reading.
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            JsonNode node = JSON.readValue(text.toString());
            if (node == null || !node.isObject()) {
                throw malformed();
            }
            return node;
        } catch (CharacterCodingException notUtf8) {
            throw malformed();
        } catch (IOException notJson) {
            throw malformed();
        }
    }

    private static Problem malformed() {
        return Problem.of(Problem.Kind.MALFORMED, "application.malformed");
    }

    private Appendix1 form(JsonNode json) {
        var part = new Part("", json);
        var form = new Appendix1(
                part.value("submissionId", Appendix1Reader::uuid, "application.submission-id"),
                part.oneOf("language", Language.class, Language::tag),
                part.code("region"),
                part.code("careerCentre"),
                part.text("surname", SHORT),
                part.text("name", SHORT),
                part.optionalText("patronymic", SHORT),
                part.checked("iin", Iin::of),
                part.code("profession"),
                part.text("qualificationLevel", LONGEST_LEVEL),
                consents(part.part("consents")),
                education(part.part("education")),
                employment(part.part("employment")),
                skills(part.part("skills")),
                part.checked("account", AccountNumber::of),
                residence(part.part("residence")),
                registration(part.part("registration")),
                part.flag("liabilityAcknowledged"),
                part.code("recognitionCentre"),
                part.maybeEmpty("phone", LONGEST_PHONE),
                email(part),
                part.list("documents", MANY, this::document),
                part.date("signedOn"));
        part.end();
        if (!wrong.isEmpty()) {
            throw invalid(wrong);
        }
        return form;
    }

    /** The problem that names all these fields. */
    static Problem invalid(List<Problem.Field> fields) {
        var problem = Problem.of(Problem.Kind.UNPROCESSABLE, "application.invalid");
        for (var field : fields) {
            problem = problem.with(field.path(), field.code(), field.arguments().toArray());
        }
        return problem;
    }

    /**
     * What is no address at all is for the career centre to see. One with other letters before the {@code @} than Latin ones
     * looks like an address, is mostly a slip of the keyboard, and the applicant would wait for mails that never come.
     */
    private String email(Part part) {
        var email = part.optionalText("email", LONGEST_EMAIL);
        if (email != null && !MailAddress.hasPlainLocalPart(email)) {
            part.wrong("email", "application.email-letters");
        }
        return email;
    }

    private Consents consents(Part part) {
        var personalData = part.part("personalData");
        var messages = part.part("messages");
        var consents = new Consents(
                new PersonalData(personalData.flag("given"), personalData.text("textVersion", SHORT)),
                new Messages(messages.flag("given"), messages.text("textVersion", SHORT), channels(messages)));
        personalData.end();
        messages.end();
        part.end();
        return consents;
    }

    private Set<Channel> channels(Part messages) {
        var channels = EnumSet.noneOf(Channel.class);
        for (var channel : messages.list("channels", Channel.values().length, item -> item.self(Channel.class))) {
            if (channel != null) {
                channels.add(channel);
            }
        }
        return channels;
    }

    private Education education(Part part) {
        var education = new Education(
                part.oneOf("level", EducationLevel.class, Enum::name),
                part.maybeEmpty("institution"),
                part.maybeEmpty("field"),
                part.date("graduatedOn"));
        part.end();
        return education;
    }

    private Employment employment(Part part) {
        var employment = new Employment(
                part.number("months"), part.flag("electronicContract"), part.list("periods", MANY, this::period));
        part.end();
        return employment;
    }

    private Period period(Part item) {
        var part = item.object();
        var period = new Period(
                part.maybeEmpty("employer"), part.maybeEmpty("position"), part.date("from"), part.optionalDate("to"));
        part.end();
        return period;
    }

    private Skills skills(Part part) {
        var skills = new Skills(
                part.maybeEmpty("speciality"),
                part.list("chosen", MANY, item -> item.selfText(LINE)),
                part.optionalText("freeText", TEXT));
        part.end();
        return skills;
    }

    private Residence residence(Part part) {
        var residence = new Residence(part.code("region"), part.maybeEmpty("address"));
        part.end();
        return residence;
    }

    private Registration registration(Part part) {
        var registration = new Registration(part.code("region"), part.maybeEmpty("address"));
        part.end();
        return registration;
    }

    private Document document(Part item) {
        var part = item.object();
        var fileName = part.fileName("fileName");
        if (fileName != null && !FileName.isFit(fileName)) {
            part.wrong("fileName", "application.file-name");
        }
        var document = new Document(
                fileName,
                part.oneOf("type", DocumentType.class, Enum::name),
                part.matching("sha256", SHA256, "application.sha256"));
        part.end();
        return document;
    }

    private static UUID uuid(String text) {
        // UUID.fromString is lenient: it reads 1-1-1-1-1 too, so that two texts would name one submission.
        if (!CANONICAL_UUID.matcher(text).matches()) {
            throw new IllegalArgumentException();
        }
        return UUID.fromString(text);
    }

    /** A JSON object on its way to a record; remembers which fields were asked for. */
    private final class Part {

        private final String path;
        private final JsonNode json;
        private final Set<String> known = new HashSet<>();

        Part(String path, JsonNode json) {
            this.path = path;
            this.json = json;
        }

        void wrong(String name, String code, Object... arguments) {
            wrong.add(new Problem.Field(at(name), code, List.of(arguments)));
        }

        private String at(String name) {
            return path.isEmpty() ? name : name.isEmpty() ? path : path + "." + name;
        }

        boolean has(String name) {
            known.add(name);
            return json != null && json.hasNonNull(name);
        }

        /** The field's value; null, and noted, when it is missing. */
        private JsonNode required(String name) {
            if (has(name)) {
                return json.get(name);
            }
            // Under a part that is missing altogether, the part is named once.
            if (json != null) {
                wrong(name, "application.field-missing");
            }
            return null;
        }

        /** This item, or one without fields, and noted, when it is no object. */
        Part object() {
            if (json.isObject()) {
                return this;
            }
            wrong("", "application.field-not-object");
            return new Part(path, null);
        }

        Part part(String name) {
            var value = required(name);
            if (value != null && !value.isObject()) {
                wrong(name, "application.field-not-object");
                value = null;
            }
            return new Part(at(name), value);
        }

        String text(String name, int longest) {
            var value = required(name);
            return value == null ? null : text(name, value, longest);
        }

        /** What turns the direction makes a name unfit as a name, before it is judged as a text. */
        String fileName(String name) {
            var value = required(name);
            if (value != null && DirectionMarks.isIn(value.asText())) {
                wrong(name, "application.file-name");
                return null;
            }
            return value == null ? null : text(name, value, LONGEST_FILE_NAME);
        }

        /** A line that the form calls optional: empty is as good as left out. */
        String optionalText(String name, int longest) {
            return isFilled(name) ? text(name, json.get(name), longest) : null;
        }

        LocalDate optionalDate(String name) {
            return isFilled(name) ? date(name) : null;
        }

        private boolean isFilled(String name) {
            return has(name)
                    && !(json.get(name).isTextual()
                            && json.get(name).textValue().isBlank());
        }

        /** A line that the applicant may have left empty: whether the form is complete is for the career centre (cl. 8). */
        String maybeEmpty(String name) {
            return maybeEmpty(name, LINE);
        }

        String maybeEmpty(String name, int longest) {
            return has(name) && !isFilled(name) ? "" : text(name, longest);
        }

        private String text(String name, JsonNode value, int longest) {
            if (!value.isTextual()) {
                wrong(name, "application.field-not-text");
                return null;
            }
            var text = value.textValue();
            if (text.isBlank()) {
                wrong(name, "application.field-blank");
            } else if (text.length() > longest) {
                wrong(name, "application.field-too-long", Integer.toString(longest));
            } else if (!readable(text, longest >= TEXT)) {
                wrong(name, "application.field-characters");
            } else {
                return text.strip();
            }
            return null;
        }

        <T> T value(String name, Function<String, T> reader, String code) {
            var text = text(name, SHORT);
            if (text == null) {
                return null;
            }
            try {
                return reader.apply(text);
            } catch (IllegalArgumentException | DateTimeException unreadable) {
                wrong(name, code);
                return null;
            }
        }

        /** A value whose own reader says in a problem what is wrong with it. */
        <T> T checked(String name, Function<String, T> reader) {
            var text = text(name, SHORT);
            if (text == null) {
                return null;
            }
            try {
                return reader.apply(text);
            } catch (Problem problem) {
                wrong(name, problem.code(), problem.arguments().toArray());
                return null;
            }
        }

        String matching(String name, Pattern pattern, String code) {
            return value(
                    name,
                    text -> {
                        if (!pattern.matcher(text).matches()) {
                            throw new IllegalArgumentException();
                        }
                        return text;
                    },
                    code);
        }

        String code(String name) {
            return matching(name, CODE, "application.field-not-code");
        }

        LocalDate date(String name) {
            var date = value(name, LocalDate::parse, "application.field-not-date");
            if (date != null && (date.getYear() < 1 || date.getYear() > 9999)) {
                wrong(name, "application.field-not-date");
                return null;
            }
            return date;
        }

        boolean flag(String name) {
            var value = required(name);
            if (value != null && !value.isBoolean()) {
                wrong(name, "application.field-not-flag");
            }
            return value != null && value.booleanValue();
        }

        int number(String name) {
            var value = required(name);
            if (value == null) {
                return 0;
            }
            if (!value.isIntegralNumber() || !value.canConvertToInt()) {
                wrong(name, "application.field-not-number");
            }
            return value.intValue();
        }

        <E extends Enum<E>> E oneOf(String name, Class<E> type, Function<E, String> word) {
            var text = text(name, SHORT);
            return text == null ? null : oneOf(name, text, type, word);
        }

        private <E extends Enum<E>> E oneOf(String name, String text, Class<E> type, Function<E, String> word) {
            var words = Arrays.stream(type.getEnumConstants()).map(word).toList();
            if (!words.contains(text)) {
                wrong(name, "application.field-not-one-of", String.join(", ", words));
                return null;
            }
            return Enum.valueOf(type, text.toUpperCase(Locale.ROOT));
        }

        <T> List<T> list(String name, int most, Function<Part, T> reader) {
            var value = required(name);
            if (value == null) {
                return List.of();
            }
            if (!value.isArray()) {
                wrong(name, "application.field-not-list");
                return List.of();
            }
            if (value.size() > most) {
                wrong(name, "application.field-too-many", Integer.toString(most));
                return List.of();
            }
            var items = new ArrayList<T>();
            for (int i = 0; i < value.size(); i++) {
                items.add(reader.apply(new Part(at(name) + "[" + i + "]", value.get(i))));
            }
            return items;
        }

        /** This item itself, as a text. */
        String selfText(int longest) {
            return text("", json, longest);
        }

        /** This item itself, as one of these words. */
        <E extends Enum<E>> E self(Class<E> type) {
            var text = text("", json, SHORT);
            return text == null ? null : oneOf("", text, type, Enum::name);
        }

        /** Names what nobody asked for. */
        void end() {
            if (json == null) {
                return;
            }
            json.fieldNames().forEachRemaining(name -> {
                if (!known.contains(name)) {
                    // The name is the sender's own text and reaches logs.
                    wrong(PLAIN_NAME.matcher(name).matches() ? name : "?", "application.field-unknown");
                }
            });
        }

        private static boolean readable(String text, boolean severalLines) {
            return text.codePoints()
                    .noneMatch(point -> (Character.isISOControl(point) && !(severalLines && point == '\n'))
                            || DirectionMarks.is(point)
                            || Character.getType(point) == Character.SURROGATE
                            || Character.getType(point) == Character.UNASSIGNED);
        }
    }
}
