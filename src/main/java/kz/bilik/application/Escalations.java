package kz.bilik.application;

import static java.util.Objects.requireNonNull;

import kz.bilik.calendar.LegalClock;
import kz.bilik.notice.Notices;
import kz.bilik.officer.Place;
import org.springframework.modulith.NamedInterface;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A term has ended and the step is not done: the head of the body that is late is told, once. */
@NamedInterface("steps")
@Component
public class Escalations {

    private static final String REMINDER = "application.answer-reminder";

    private final Applications applications;
    private final Refusal refusal;
    private final Timeline timeline;
    private final Notices notices;
    private final LegalClock clock;
    private final ApplicationSettings settings;

    Escalations(
            Applications applications,
            Refusal refusal,
            Timeline timeline,
            Notices notices,
            LegalClock clock,
            ApplicationSettings settings) {
        this.applications = applications;
        this.refusal = refusal;
        this.timeline = timeline;
        this.notices = notices;
        this.clock = clock;
        this.settings = settings;
    }

    /**
     * The automatic checks cannot be made (cl. 3.3; our rule): the head of the mobility centre and the administrator, who
     * can look after the system that does not answer, are told.
     */
    @Transactional
    public void checksOverdue(String number) {
        notices.tell(Place.administrators(), number, "application.checks-not-possible", round(number), number);
        tell(Place.mobilityCentre(applications.get(number).region()), number, "checks", round(number), "cl. 3.3");
    }

    /** The career centre has not checked in time (cl. 8); one that gets it a second time has a second term. */
    @Transactional
    public void careerCentreCheckOverdue(String number) {
        var handedOver = applications.moments(number).handedOverAt();
        tell(
                Place.careerCentre(applications.get(number).careerCentre()),
                number,
                "career-centre-check",
                handedOver == null ? round(number) : handedOver.toString(),
                "cl. 8");
    }

    /** The application has not reached the recognition centre in time (cl. 9). */
    @Transactional
    public void forwardingOverdue(String number) {
        tell(Place.mobilityCentre(applications.get(number).region()), number, "forwarding", round(number), "cl. 9");
    }

    /** The mobility centre, which sends every refusal, has not done so in time (cl. 8.3, 9.2). */
    @Transactional
    public void refusalOverdue(String number) {
        var heads = Place.mobilityCentre(applications.get(number).region()).heads();
        var clause = refusal.clause(number);
        notices.tell(heads, number, "application.refusal-overdue", round(number), number, clause.replace("cl. ", ""));
        timeline.add(number, "application.refusal-overdue", clause);
    }

    /** The voucher was not issued in time (cl. 10). */
    @Transactional
    public void issueOverdue(String number) {
        tell(Place.mobilityCentre(applications.get(number).region()), number, "issue", round(number), "cl. 10");
    }

    /**
     * The recognition centre has not answered yet: it and its head are reminded, at most once a day (cl. 9). With the
     * reminder that the setting names, the applicant learns what he can do, and the head of the mobility centre with him.
     */
    @Transactional
    public void remindRecognitionCentre(String number) {
        var application = applications.get(number);
        var moments = applications.moments(number);
        var centre = Place.recognitionCentre(application.recognitionCentre());
        var today = clock.today().toString();
        notices.tell(centre, number, REMINDER, today, number);
        notices.tell(centre.heads(), number, REMINDER, today, number);
        timeline.add(number, REMINDER, "cl. 9");
        if (timeline.times(number, REMINDER, requireNonNull(moments.sentAt()))
                == settings.silentCentreAfterReminders()) {
            var heads = Place.mobilityCentre(application.region()).heads();
            notices.tellApplicant(number, "application.silent-centre", moments.round(), number);
            notices.tell(heads, number, "application.silent-centre-of-applicant", moments.round(), number);
            timeline.add(number, "application.silent-centre", "cl. 9");
        }
    }

    /** After an appeal every term runs anew, and its end is told anew. */
    private String round(String number) {
        return applications.moments(number).round();
    }

    private void tell(Place group, String number, String step, String term, String clause) {
        notices.tell(group.heads(), number, "application." + step + "-overdue", term, number);
        timeline.add(number, "application." + step + "-overdue", clause);
    }
}
