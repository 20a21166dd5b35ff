package kz.bilik.notice;

import java.time.OffsetDateTime;
import java.util.List;
import kz.bilik.language.Language;
import org.springframework.stereotype.Component;

/** What people are told: kept as a cabinet message first, then sent by mail where an address is known. */
@Component
public class Notices {

    /**
     * A notice as its reader sees it.
     *
     * @param number the case's number ({@code A-…}, {@code V-…}, {@code ACT-…})
     * @param code the text's key without {@code notice.}
     */
    public record Notice(long id, String number, String code, String text, OffsetDateTime at) {}

    /**
     * Tells the applicant of a case, in the current transaction. The text is {@code notice.<code>} in the language of
     * his application; sending the same code for the same number and key again does nothing.
     *
     * @param application the application's number, by which the recipient is found
     * @param key what makes this notice one of its kind, such as a date or the number of an attempt; often ""
     */
    public void tellApplicant(String application, String code, String key, Object... arguments) {
        throw new UnsupportedOperationException();
    }

    /** Tells the officers of a group, such as {@code mobility-centre.KZ-75} or {@code recognition-centre.C-014}. */
    public void tellGroup(String group, String number, String code, String key, Object... arguments) {
        throw new UnsupportedOperationException();
    }

    /** The notices to the applicant of that application, oldest first, in that language. */
    public List<Notice> toApplicant(String application, Language language) {
        throw new UnsupportedOperationException();
    }

    /** The notices to that group, newest first, in that language. */
    public List<Notice> toGroup(String group, Language language) {
        throw new UnsupportedOperationException();
    }
}
