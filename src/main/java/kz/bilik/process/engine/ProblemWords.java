package kz.bilik.process.engine;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.bilik.language.Language;
import kz.bilik.language.Texts;
import kz.bilik.problem.Problem;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** A problem in the words of the officer's language, for the Tasklist. */
@Component
class ProblemWords {

    private final Texts texts;

    ProblemWords(Texts texts) {
        this.texts = texts;
    }

    String of(Problem problem) {
        var language = Language.of(LocaleContextHolder.getLocale());
        return Stream.concat(
                        Stream.of(text(
                                language, problem.code(), problem.arguments().toArray())),
                        problem.fields().stream()
                                .map(field -> text(
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
