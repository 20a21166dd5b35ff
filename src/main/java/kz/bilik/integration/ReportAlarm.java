package kz.bilik.integration;

import java.time.OffsetDateTime;
import java.util.UUID;
import kz.bilik.calendar.LegalClock;
import kz.bilik.calendar.LegalMoment;
import kz.bilik.calendar.WorkingCalendar;
import kz.bilik.language.Day;
import kz.bilik.notice.Notices;
import kz.bilik.officer.Place;
import kz.bilik.officer.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Tells the administrators when the Labour Market AIS does not take reports: after a working day in which some could not be
 * delivered, once for each outage; and at once of each report whose content the AIS refuses. The days are legal days of
 * Asia/Almaty.
 */
@Component
class ReportAlarm {

    private static final Place ADMINISTRATORS = new Place(Role.ADMINISTRATOR, "", false);

    /** A notice of an outage is of no case. */
    private static final String OF_NO_CASE = "";

    private static final int WORKING_DAYS = 1;

    private final JdbcClient jdbc;
    private final WorkingCalendar calendar;
    private final Notices notices;
    private final LegalClock clock;

    private record Known(@Nullable OffsetDateTime beganAt, boolean told) {}

    ReportAlarm(JdbcClient jdbc, WorkingCalendar calendar, Notices notices, LegalClock clock) {
        this.jdbc = jdbc;
        this.calendar = calendar;
        this.notices = notices;
        this.clock = clock;
    }

    /** Notes whether an outage began, goes on or has ended, and tells of one that lasts too long. */
    @Transactional
    public void watch() {
        var known = jdbc.sql("select began_at, told from labour_market_outage where id = 1 for update skip locked")
                .query((row, number) -> new Known(LegalMoment.orNull(row, "began_at"), row.getBoolean("told")))
                .optional();
        if (known.isEmpty()) {
            // Another node is watching.
            return;
        }
        var beganAt = known.get().beganAt();
        if (!anyFails()) {
            if (beganAt != null) {
                jdbc.sql("update labour_market_outage set began_at = null, told = false where id = 1")
                        .update();
            }
        } else if (beganAt == null) {
            jdbc.sql("update labour_market_outage set began_at = ?, told = false where id = 1")
                    .param(clock.now())
                    .update();
        } else if (!known.get().told() && lastsTooLong(beganAt)) {
            notices.tell(
                    ADMINISTRATORS,
                    OF_NO_CASE,
                    "labour-market.reports-wait",
                    beganAt.toInstant().toString(),
                    Day.andTime(beganAt),
                    untold());
            jdbc.sql("update labour_market_outage set told = true where id = 1").update();
        }
    }

    /** The AIS refuses the content of a report; told once for each. */
    @Transactional
    public void refused(String application, UUID key, String error) {
        notices.tell(ADMINISTRATORS, application, "labour-market.report-refused", key.toString(), application, error);
    }

    private boolean lastsTooLong(OffsetDateTime beganAt) {
        var end = calendar.workingDaysAfter(beganAt.toLocalDate(), WORKING_DAYS, "own")
                .end();
        return !clock.instant().isBefore(end);
    }

    private boolean anyFails() {
        return jdbc.sql(
                                """
                                select count(*) from labour_market_case c where c.attempts > 0 and not exists (
                                    select 1 from labour_market_report r where r.case_number = c.number
                                        and r.told_at is null and r.refused_at is not null)""")
                        .query(Long.class)
                        .single()
                > 0;
    }

    private long untold() {
        return jdbc.sql("select count(*) from labour_market_report where told_at is null")
                .query(Long.class)
                .single();
    }
}
