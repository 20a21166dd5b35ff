package kz.bilik.application;

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

    private final Applications applications;
    private final Refusal refusal;
    private final Timeline timeline;
    private final Notices notices;
    private final LegalClock clock;

    Escalations(Applications applications, Refusal refusal, Timeline timeline, Notices notices, LegalClock clock) {
        this.applications = applications;
        this.refusal = refusal;
        this.timeline = timeline;
        this.notices = notices;
        this.clock = clock;
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
        var region = applications.get(number).region();
        tell(Place.mobilityCentre(region), number, "refusal", round(number), refusal.clause(number));
    }

    /** The voucher was not issued in time (cl. 10). */
    @Transactional
    public void issueOverdue(String number) {
        tell(Place.mobilityCentre(applications.get(number).region()), number, "issue", round(number), "cl. 10");
    }

    /** The recognition centre has not answered yet: it and its head are reminded, at most once a day (cl. 9). */
    @Transactional
    public void remindRecognitionCentre(String number) {
        var group = Place.recognitionCentre(applications.get(number).recognitionCentre());
        var today = clock.today().toString();
        notices.tell(group, number, "application.answer-reminder", today, number);
        notices.tell(group.heads(), number, "application.answer-reminder", today, number);
        timeline.add(number, "application.answer-reminder", "cl. 9");
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
