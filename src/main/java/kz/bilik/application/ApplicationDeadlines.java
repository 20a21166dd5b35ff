package kz.bilik.application;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import kz.bilik.application.ApplicationSettings.TermBegins;
import kz.bilik.calendar.Deadline;
import kz.bilik.calendar.LegalClock;
import kz.bilik.calendar.WorkingCalendar;
import kz.bilik.law.Law;
import kz.bilik.law.LegalTerms;
import org.jspecify.annotations.Nullable;
import org.springframework.modulith.NamedInterface;
import org.springframework.stereotype.Component;

/**
 * By when each body must act (cl. 8, 9, 10), counted from what this module recorded. A step keeps the edition of the
 * order that was in force on the day of its event, and follows the working calendar as it is now.
 */
@NamedInterface({"cabinet", "steps"})
@Component
public class ApplicationDeadlines {

    /** Our own: the working days after which somebody is told of checks that cannot be made. */
    private static final int CHECKS_DAYS = 1;

    private final Applications applications;
    private final Law law;
    private final WorkingCalendar calendar;
    private final LegalClock clock;
    private final ApplicationSettings settings;

    ApplicationDeadlines(
            Applications applications,
            Law law,
            WorkingCalendar calendar,
            LegalClock clock,
            ApplicationSettings settings) {
        this.applications = applications;
        this.law = law;
        this.calendar = calendar;
        this.clock = clock;
        this.settings = settings;
    }

    /** Whether the terms of cl. 8 and 9.1 begin with the submission instead of the arrival at the body that must act. */
    public boolean beginWithSubmission() {
        return settings.termBegins() == TermBegins.SUBMISSION;
    }

    /**
     * The automatic checks, which are made at once, have answered (cl. 3.3): the text sets no term for those that cannot
     * be made; after one working day somebody is told.
     */
    public Deadline checks(String number) {
        var begun = applications.moments(number).begunAt().toLocalDate();
        return calendar.workingDaysAfter(begun, CHECKS_DAYS, Deadline.OUR_OWN);
    }

    /** The career centre checks: one working day after the day of receipt, its own if it was handed over (cl. 8). */
    public Deadline careerCentreCheck(String number) {
        var moments = applications.moments(number);
        var event = begins(moments.begunAt(), moments.atCareerCentreSince());
        return calendar.workingDaysAfter(event, terms(event).careerCentreCheck(), "cl. 8");
    }

    /**
     * The mobility centre sends it to the recognition centre: one working day after the day of receipt (cl. 9), or after
     * the day on which another centre was chosen, whatever else begins a term.
     */
    public Deadline forwarding(String number) {
        var moments = applications.moments(number);
        var event = moments.centreChosenAt() == null
                ? begins(moments.begunAt(), moments.forwardedAt())
                : moments.centreChosenAt().toLocalDate();
        return calendar.workingDaysAfter(event, terms(event).forwarding(), "cl. 9");
    }

    /**
     * The refusal reaches the applicant: one working day after the recognition centre's no (cl. 9), otherwise within
     * the career centre's own term (cl. 8). For a refusal after the automatic checks the text sets none; it goes out as
     * fast as the career centre's.
     */
    public Deadline refusal(String number) {
        var moments = applications.moments(number);
        if (moments.arrivedAt() == null) {
            var event = begins(moments.begunAt(), moments.checksMadeAt());
            return calendar.workingDaysAfter(event, terms(event).careerCentreCheck(), Deadline.OUR_OWN);
        }
        if (moments.answeredAt() == null) {
            return careerCentreCheck(number);
        }
        var event = moments.answeredAt().toLocalDate();
        return calendar.workingDaysAfter(event, terms(event).refusalAfterCentre(), "cl. 9");
    }

    /** When the recognition centre is first reminded to answer: cl. 9 sets it no term, our setting does. */
    public Deadline answer(String number) {
        return calendar.workingDaysAfter(sentOn(number), settings.answerReminderDays(), Deadline.OUR_OWN);
    }

    /** The voucher is issued: one working day after the confirmation (cl. 10). */
    public Deadline issue(String number) {
        var moments = applications.moments(number);
        var event = moments.answeredAt() == null
                ? clock.today()
                : moments.answeredAt().toLocalDate();
        return calendar.workingDaysAfter(event, terms(event).issue(), "cl. 10");
    }

    /** The next moment, after now, at which the recognition centre is reminded to answer. */
    public Instant nextAnswerReminder(String number) {
        var sentOn = sentOn(number);
        var days = settings.answerReminderDays();
        var next = calendar.workingDaysAfter(sentOn, days, Deadline.OUR_OWN);
        for (int reminder = 2; !next.end().isAfter(clock.instant()); reminder++) {
            next = calendar.workingDaysAfter(sentOn, reminder * days, Deadline.OUR_OWN);
        }
        return next.end();
    }

    private LocalDate sentOn(String number) {
        var sentAt = applications.moments(number).sentAt();
        return sentAt == null ? clock.today() : sentAt.toLocalDate();
    }

    /**
     * The term begins when the application arrives at the body that must act, or with its submission: a setting. An appeal
     * makes it go on as if it had been submitted then.
     */
    private LocalDate begins(OffsetDateTime submitted, @Nullable OffsetDateTime arrived) {
        return settings.termBegins() == TermBegins.SUBMISSION || arrived == null
                ? submitted.toLocalDate()
                : arrived.toLocalDate();
    }

    private LegalTerms terms(LocalDate event) {
        return law.termsOn(event);
    }
}
