package kz.bilik.application;

import kz.bilik.calendar.LegalClock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.NamedInterface;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Asks once more, at issue, whether the applicant is registered as unemployed. The text demands it at submission only
 * (cl. 3), so the answer is noted and refuses nothing.
 */
@NamedInterface("steps")
@Component
public class UnemploymentRecheck {

    private static final String NAME = "unemployed-at-issue";

    private final Applications applications;
    private final LabourMarket labourMarket;
    private final Timeline timeline;
    private final JdbcClient jdbc;
    private final LegalClock clock;

    UnemploymentRecheck(
            Applications applications,
            LabourMarket labourMarket,
            Timeline timeline,
            JdbcClient jdbc,
            LegalClock clock) {
        this.applications = applications;
        this.labourMarket = labourMarket;
        this.timeline = timeline;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Notes the answer; a second time changes nothing. */
    @Transactional
    public void note(String number) {
        var noted = jdbc.sql("select count(*) from application_check where application = ? and name = ?")
                .params(number, NAME)
                .query(Integer.class)
                .single();
        if (noted > 0) {
            return;
        }
        var unemployed =
                labourMarket.registeredAsUnemployed(applications.get(number).iin(), clock.today());
        jdbc.sql(
                        """
                        insert into application_check (application, name, accepted, reason, clause, checked_at)
                        values (?, ?, ?, ?, ?, ?)""")
                .params(
                        number,
                        NAME,
                        unemployed,
                        unemployed ? null : "application.not-unemployed-at-issue",
                        "cl. 10",
                        clock.now())
                .update();
        timeline.add(
                number,
                unemployed ? "application.check-unemployed-at-issue" : "application.not-unemployed-at-issue",
                "cl. 10");
    }
}
