package kz.bilik.application;

import java.util.Optional;
import kz.bilik.calendar.Deadline;
import org.springframework.modulith.NamedInterface;
import org.springframework.stereotype.Component;

/** With whom an application is, as far as the records tell, and by when that body must act. */
@NamedInterface("cabinet")
@Component
public class ApplicationStatus {

    /** Who has it. */
    public enum Stage {
        CHECKS,
        CAREER_CENTRE,
        MOBILITY_CENTRE,
        RECOGNITION_CENTRE,
        ISSUE,
        REFUSAL,
        REFUSED,
        WITHDRAWN,
        VOUCHER_ISSUED
    }

    private final Applications applications;
    private final ApplicationDeadlines deadlines;

    ApplicationStatus(Applications applications, ApplicationDeadlines deadlines) {
        this.applications = applications;
        this.deadlines = deadlines;
    }

    /**
     * The stage of that application.
     *
     * @throws kz.bilik.problem.Problem {@code application.unknown}
     */
    public Stage stage(String number) {
        var outcome = applications.get(number).outcome();
        if (outcome != null) {
            return outcome == Application.Outcome.REFUSED
                    ? Stage.REFUSED
                    : outcome == Application.Outcome.WITHDRAWN ? Stage.WITHDRAWN : Stage.VOUCHER_ISSUED;
        }
        var moments = applications.moments(number);
        if (moments.checksMadeAt() == null) {
            return Stage.CHECKS;
        }
        if (!applications.reasons(number).isEmpty()) {
            return Stage.REFUSAL;
        }
        if (moments.arrivedAt() == null) {
            return Stage.CHECKS;
        }
        if (moments.forwardedAt() == null) {
            return Stage.CAREER_CENTRE;
        }
        if (moments.sentAt() == null) {
            return Stage.MOBILITY_CENTRE;
        }
        return moments.answeredAt() == null ? Stage.RECOGNITION_CENTRE : Stage.ISSUE;
    }

    /** Whether the application has been sent to the recognition centre, which may see it from then on (cl. 9). */
    public boolean sentToRecognitionCentre(String number) {
        return applications.moments(number).sentAt() != null;
    }

    /** The term that is running; empty while the checks run at once, and when the application is closed. */
    public Optional<Deadline> nextDeadline(String number) {
        return switch (stage(number)) {
            case CAREER_CENTRE -> Optional.of(deadlines.careerCentreCheck(number));
            case MOBILITY_CENTRE -> Optional.of(deadlines.forwarding(number));
            case RECOGNITION_CENTRE -> Optional.of(deadlines.answer(number));
            case ISSUE -> Optional.of(deadlines.issue(number));
            case REFUSAL -> Optional.of(deadlines.refusal(number));
            case CHECKS, REFUSED, WITHDRAWN, VOUCHER_ISSUED -> Optional.empty();
        };
    }
}
