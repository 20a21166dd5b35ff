package kz.bilik.web.page;

import kz.bilik.language.Day;
import kz.bilik.language.Language;
import kz.bilik.language.Texts;
import kz.bilik.retention.Erasures;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a page says of a case whose personal data was erased. */
@Component
class ErasedWords {

    private final Erasures erasures;
    private final Texts texts;

    ErasedWords(Erasures erasures, Texts texts) {
        this.erasures = erasures;
        this.texts = texts;
    }

    /** When it was erased and why; null while the case is kept. */
    @Nullable
    String words(String application, Language language) {
        return erasures.of(application)
                .map(erasure -> texts.in(
                        language,
                        "web.erasures.case",
                        Day.andTime(erasure.erasedAt()),
                        texts.in(language, "web.erasures.end." + erasure.endedBy()),
                        Day.of(erasure.endedOn()),
                        String.valueOf(erasure.termYears()),
                        Day.of(erasure.dueOn())))
                .orElse(null);
    }
}
