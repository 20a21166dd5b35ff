package kz.bilik.application;

import java.time.OffsetDateTime;
import java.util.List;
import kz.bilik.language.Language;
import org.springframework.stereotype.Component;

/** What happened to an application from its receipt to the last payment, for the applicant and the auditor. */
@Component
public class Timeline {

    /** One step: when (legal time), what ({@code timeline.<code>}), by which clause. */
    public record Entry(OffsetDateTime at, String code, String clause, String text) {}

    /** Adds a step in the current transaction; the arguments fill the text's placeholders and hold nothing personal. */
    public void add(String application, String code, String clause, Object... arguments) {
        throw new UnsupportedOperationException();
    }

    /** The steps, oldest first, in that language. */
    public List<Entry> of(String application, Language language) {
        throw new UnsupportedOperationException();
    }
}
