package kz.bilik.web.page;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import kz.bilik.language.Language;
import kz.bilik.language.Texts;
import kz.bilik.problem.Problem;
import kz.bilik.web.answer.ProblemAnswers;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Answers a form that an officer has sent: the page to which he is led back says in its alerts what was done, or what is
 * wrong, and gives back what he typed. The template {@code alerts} shows what is laid down here.
 */
@Component
class FormAnswers {

    /** What was done, as the page says it to which one is led back. */
    static final String DONE = "done";

    /** Where something is wrong in a file that was sent. */
    private static final Pattern PLACE = Pattern.compile("line (\\d+)(?:, (column )?(.+))?");

    private final ProblemAnswers problems;
    private final Texts texts;

    FormAnswers(ProblemAnswers problems, Texts texts) {
        this.problems = problems;
        this.texts = texts;
    }

    /**
     * Does what the form asks for, and says so or why not.
     *
     * @param words the key of the text that says what was done
     * @param typed what was typed, by the id of its field
     */
    void answer(
            RedirectAttributes afterwards, Language language, String words, Map<String, String> typed, Runnable deed) {
        try {
            deed.run();
            done(afterwards, language, words);
        } catch (Problem problem) {
            refused(afterwards, language, problem, typed);
        }
    }

    void done(RedirectAttributes afterwards, Language language, String words, Object... arguments) {
        afterwards.addFlashAttribute(DONE, texts.in(language, words, arguments));
    }

    /** Everything that is wrong, and what was typed, by the id of its field. */
    void refused(RedirectAttributes afterwards, Language language, Problem problem, Map<String, String> typed) {
        refused(afterwards, language, problem, typed, Map.of());
    }

    /**
     * A field of a page that says beside it what is wrong.
     *
     * @param name how the page calls it, in the reader's language
     */
    record Field(String id, String name) {}

    /**
     * The same for a page that also says beside each field what is wrong with it: {@code wrongAt}, by the field's id.
     *
     * @param fields by the path under which the problem names them
     */
    void refused(
            RedirectAttributes afterwards,
            Language language,
            Problem problem,
            Map<String, String> typed,
            Map<String, Field> fields) {
        var wrongAt = new LinkedHashMap<String, String>();
        problem.fields().stream()
                .filter(field -> fields.containsKey(field.path()))
                .forEach(field -> wrongAt.merge(
                        fields.get(field.path()).id(),
                        problems.text(language, field.code(), field.arguments()),
                        (one, other) -> one + " " + other));
        afterwards.addFlashAttribute("wrongAt", wrongAt);
        afterwards.addFlashAttribute("problem", problems.text(language, problem.code(), problem.arguments()));
        afterwards.addFlashAttribute(
                "wrong",
                problem.fields().stream()
                        .map(field -> Stream.of(
                                        fields.containsKey(field.path())
                                                ? fields.get(field.path()).name()
                                                : place(field.path(), language),
                                        problems.text(language, field.code(), field.arguments()))
                                .filter(text -> !text.isEmpty())
                                .toList())
                        .map(words -> String.join(": ", words))
                        .toList());
        afterwards.addFlashAttribute("typed", typed);
    }

    /** Where an error stands in the file, in words; nothing for a field that the page itself shows. */
    private String place(String path, Language language) {
        var place = PLACE.matcher(path);
        if (!place.matches()) {
            return "";
        }
        if (place.group(3) == null) {
            return texts.in(language, "web.file.line", place.group(1));
        }
        return texts.in(
                language,
                place.group(2) == null ? "web.file.line-element" : "web.file.line-column",
                place.group(1),
                place.group(3));
    }

    /** What was typed in several lines: a browser counts the end of a line as one character and sends two. */
    static String lines(String typed) {
        return typed.replace("\r\n", "\n");
    }

    /** The day that was typed; browsers send it as ISO 8601 in every language. */
    static LocalDate day(String typed) {
        return FromAddress.day(typed.strip())
                .orElseThrow(() -> Problem.of(Problem.Kind.UNPROCESSABLE, "web.day-unreadable"));
    }
}
