package kz.bilik.overview;

import java.time.OffsetDateTime;
import kz.bilik.casefile.CaseAccess;
import kz.bilik.casefile.CaseStage;
import org.jspecify.annotations.Nullable;

/**
 * A case in a list: where it stands, with codes where it has names. Nothing of it is personal.
 *
 * @param number of the application
 * @param recognitionCentre the chosen one
 * @param asked whether the case was sent there
 * @param receivedAt legal time
 * @param voucher its number, null before the issue
 * @param act its number, null before the exam
 * @param ended whether nobody has to do anything any more
 * @param dueAt when the open task that is due first has to be done, legal time; null when nothing waits for an officer
 * @param officer the id of the account of the officer who has that task; null when nobody has
 */
public record CaseLine(
        String number,
        String region,
        String careerCentre,
        String recognitionCentre,
        boolean asked,
        String profession,
        String level,
        OffsetDateTime receivedAt,
        @Nullable String voucher,
        @Nullable String act,
        CaseStage.Stage stage,
        boolean ended,
        @Nullable OffsetDateTime dueAt,
        @Nullable String officer) {

    /** The bodies that the case is with now, as {@link CaseAccess} asks for them. */
    public CaseAccess.Bodies bodies() {
        return new CaseAccess.Bodies(region, careerCentre, asked ? recognitionCentre : null);
    }
}
