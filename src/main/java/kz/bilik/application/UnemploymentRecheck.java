package kz.bilik.application;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import kz.bilik.calendar.LegalClock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.NamedInterface;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Asks once more, after the issue, whether the applicant was registered as unemployed on its day. The text demands it at
 * submission only (cl. 3.3), so the answer is noted and refuses nothing, and nothing waits for it (cl. 10.1).
 */
@NamedInterface("steps")
@Component
public class UnemploymentRecheck {

    private static final String CLAUSE = "cl. 10";
    private static final String NAME = "unemployed-at-issue";
    private static final String UNKNOWN = "application.unemployed-at-issue-unknown";

    private final Applications applications;
    private final LabourMarket labourMarket;
    private final Timeline timeline;
    private final JdbcClient jdbc;
    private final LegalClock clock;
    private final TransactionTemplate apart;

    UnemploymentRecheck(
            Applications applications,
            LabourMarket labourMarket,
            Timeline timeline,
            JdbcClient jdbc,
            LegalClock clock,
            PlatformTransactionManager transactions) {
        this.applications = applications;
        this.labourMarket = labourMarket;
        this.timeline = timeline;
        this.jdbc = jdbc;
        this.clock = clock;
        this.apart = new TransactionTemplate(transactions);
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /**
     * Notes the answer; a second time changes nothing. When the AIS does not answer, the case says once that it is not
     * known, and the failure goes on to the caller, who asks again.
     */
    @Transactional
    public void note(String number) {
        var noted = jdbc.sql("select count(*) from application_check where application = ? and name = ?")
                .params(number, NAME)
                .query(Integer.class)
                .single();
        if (noted > 0) {
            return;
        }
        var unemployed = ask(applications.get(number));
        jdbc.sql(
                        """
                        insert into application_check (application, name, accepted, reason, clause, checked_at)
                        values (?, ?, ?, ?, ?, ?)""")
                .params(
                        number,
                        NAME,
                        unemployed,
                        unemployed ? null : "application.not-unemployed-at-issue",
                        CLAUSE,
                        clock.now())
                .update();
        timeline.add(
                number,
                unemployed ? "application.check-unemployed-at-issue" : "application.not-unemployed-at-issue",
                CLAUSE);
    }

    private boolean ask(Application application) {
        try {
            return labourMarket.registeredAsUnemployed(application.iin(), dayOfIssue(application.number()));
        } catch (RuntimeException noAnswer) {
            noteUnknown(application);
            throw noAnswer;
        }
    }

    private LocalDate dayOfIssue(String number) {
        return applications.closedAt(number).map(OffsetDateTime::toLocalDate).orElseGet(clock::today);
    }

    /** In a transaction of its own: that of the step is rolled back with the step. */
    private void noteUnknown(Application application) {
        apart.executeWithoutResult(status -> {
            if (timeline.times(application.number(), UNKNOWN, application.receivedAt()) == 0) {
                timeline.add(application.number(), UNKNOWN, CLAUSE);
            }
        });
    }
}
