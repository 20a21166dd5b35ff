package kz.bilik.application;

import java.util.Objects;
import kz.bilik.language.Later;
import kz.bilik.notice.Notices;
import kz.bilik.officer.Place;
import org.springframework.modulith.NamedInterface;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The mobility centre sends an application to the cabinet of the recognition centre that was chosen (cl. 9). */
@NamedInterface("steps")
@Component
public class Forwarding {

    private final Applications applications;
    private final Timeline timeline;
    private final Notices notices;
    private final LabourMarketReports reports;

    Forwarding(Applications applications, Timeline timeline, Notices notices, LabourMarketReports reports) {
        this.applications = applications;
        this.timeline = timeline;
        this.notices = notices;
        this.reports = reports;
    }

    /** Sends it; a second time changes nothing. */
    @Transactional
    public void forward(String number) {
        var moments = applications.moments(number);
        if (moments.sentAt() != null) {
            return;
        }
        var centre = applications.get(number).recognitionCentre();
        applications.sent(number);
        // An application may be sent more than once: each time is told.
        reports.report(
                number,
                Objects.requireNonNull(applications.moments(number).sentAt()).toString(),
                new LabourMarketReports.ApplicationForwarded());
        timeline.add(number, "application.sent-to-recognition-centre", "cl. 9", Later.recognitionCentre(centre));
        var round = moments.round();
        notices.tell(Place.recognitionCentre(centre), number, "application.sent-to-recognition-centre", round, number);
        notices.tellApplicant(number, "application.with-recognition-centre", round, number);
    }
}
