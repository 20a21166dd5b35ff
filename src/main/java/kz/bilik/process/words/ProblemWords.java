package kz.bilik.process.words;

import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.bilik.language.Language;
import kz.bilik.language.Texts;
import kz.bilik.problem.Problem;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** A problem in the words of the officer's language, for the Tasklist. */
@Component
public class ProblemWords {

    private final Texts texts;
    private final ModelTexts models;

    ProblemWords(Texts texts, ModelTexts models) {
        this.texts = texts;
        this.models = models;
    }

    /**
     * The problem and what is wrong with each field of a form.
     *
     * @param labels how the form calls a field, in the analyst's English
     */
    public String of(Problem problem, Function<String, Optional<String>> labels) {
        return of(problem, (language, field) -> labels.apply(field)
                .map(label -> models.in(language, label).replaceFirst("[?:]$", "") + ": ")
                .orElse(""));
    }

    /** The problem alone, of whichever form. */
    public String of(Problem problem) {
        return of(problem, (language, field) -> "");
    }

    private String of(Problem problem, BiFunction<Language, String, String> named) {
        var language = Language.of(LocaleContextHolder.getLocale());
        return Stream.concat(
                        Stream.of(text(
                                language, problem.code(), problem.arguments().toArray())),
                        problem.fields().stream()
                                .map(field -> named.apply(language, field.path())
                                        + text(
                                                language,
                                                field.code(),
                                                field.arguments().toArray())))
                .distinct()
                .collect(Collectors.joining(" "));
    }

    private String text(Language language, String code, Object... arguments) {
        return texts.inOr(language, code, "problem." + code, arguments);
    }
}
