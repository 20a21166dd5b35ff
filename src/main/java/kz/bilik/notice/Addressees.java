package kz.bilik.notice;

import java.util.Optional;
import kz.bilik.language.Language;
import org.jspecify.annotations.Nullable;

/** Where the applicant of a case wants to be told; implemented by {@code application}. */
public interface Addressees {

    /** His language, and his mail address when he gave one and consented to messages. */
    record Addressee(Language language, @Nullable String mail) {}

    Optional<Addressee> applicantOf(String application);
}
