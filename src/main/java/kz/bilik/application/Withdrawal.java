package kz.bilik.application;

import kz.bilik.distribution.Quotas;
import kz.bilik.notice.Notices;
import kz.bilik.officer.Place;
import kz.bilik.problem.Problem;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The applicant withdraws before a voucher is issued: what was reserved is free again. */
@Component
public class Withdrawal {

    private final Applications applications;
    private final Quotas quotas;
    private final Timeline timeline;
    private final Notices notices;
    private final ApplicationProcess process;
    private final LabourMarketReports reports;

    Withdrawal(
            Applications applications,
            Quotas quotas,
            Timeline timeline,
            Notices notices,
            ApplicationProcess process,
            LabourMarketReports reports) {
        this.applications = applications;
        this.quotas = quotas;
        this.timeline = timeline;
        this.notices = notices;
        this.process = process;
        this.reports = reports;
    }

    /**
     * The applicant withdraws through the cabinet.
     *
     * @throws Problem {@code application.closed} when it has ended, {@code application.unknown}
     */
    @Transactional
    public void withdrawThroughCabinet(String number) {
        if (applications.get(number).outcome() != null) {
            throw Problem.of(Problem.Kind.CONFLICT, "application.closed", number);
        }
        process.withdraw(number);
    }

    /**
     * Closes the application and gives its voucher back to the quota; a second time changes nothing.
     *
     * @throws Problem {@code application.not-withdrawable} when a voucher was issued or a refusal sent at the same
     *     moment: the withdrawal must not interrupt what that one began
     */
    @Transactional
    public void undo(String number) {
        var application = applications.get(number);
        if (application.outcome() == Application.Outcome.WITHDRAWN) {
            return;
        }
        if (application.outcome() != null) {
            throw Problem.of(Problem.Kind.CONFLICT, "application.not-withdrawable", number);
        }
        quotas.release(number, "cl. 3");
        applications.close(number, Application.Outcome.WITHDRAWN);
        timeline.add(number, "application.withdrawn", "cl. 3");
        reports.report(number, "", new LabourMarketReports.ApplicationWithdrawn());
        notices.tellApplicant(number, "application.withdrawn", "", number);
        if (applications.moments(number).sentAt() != null) {
            notices.tell(
                    Place.recognitionCentre(application.recognitionCentre()),
                    number,
                    "application.withdrawn-by-applicant",
                    "",
                    number);
        }
    }
}
