package kz.bilik.distribution;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import kz.bilik.calendar.LegalClock;
import kz.bilik.calendar.WorkingCalendar;
import kz.bilik.law.Law;
import kz.bilik.notice.Notices;
import kz.bilik.officer.Place;
import kz.bilik.officer.Role;
import org.springframework.modulith.NamedInterface;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What each year brings anew and somebody has to enter: its monthly calculation index (cl. 14), its days off (the terms of
 * cl. 8-17), its distribution (cl. 18). Whoever can mend it hears of what is missing before the year begins.
 */
@NamedInterface({"cabinet", "steps"})
@Component
public class ComingYear {

    private static final List<Place> TOLD = List.of(new Place(Role.ANALYST, "", false), Place.authorisedBody());

    private final Law law;
    private final WorkingCalendar calendar;
    private final Distributions distributions;
    private final DistributionSettings settings;
    private final Notices notices;
    private final LegalClock clock;

    ComingYear(
            Law law,
            WorkingCalendar calendar,
            Distributions distributions,
            DistributionSettings settings,
            Notices notices,
            LegalClock clock) {
        this.law = law;
        this.calendar = calendar;
        this.distributions = distributions;
        this.settings = settings;
        this.notices = notices;
        this.clock = clock;
    }

    /** A number of a year. */
    public enum Number {
        MONTHLY_CALCULATION_INDEX("distribution.year-without-index"),
        DAYS_OFF("distribution.year-without-days-off"),
        DISTRIBUTION("distribution.year-without-distribution");

        private final String code;

        Number(String code) {
            this.code = code;
        }
    }

    /** A number that the product does not know for that year. */
    public record Missing(int year, Number number) {

        /** The key of its text, {@code notice.<code>}; {@code 0} is the year. */
        public String code() {
            return number.code;
        }
    }

    /**
     * What is missing for the running year and, from {@code bilik.distribution.remind-of-year-from} on, for the coming one;
     * last year's numbers never stand in for it.
     */
    public List<Missing> missing() {
        var today = clock.today();
        var missing = new ArrayList<>(missing(today));
        if (!today.isBefore(settings.remindOfNextYearFrom(today.getYear()))) {
            missing.addAll(missing(LocalDate.of(today.getYear() + 1, 1, 1)));
        }
        return List.copyOf(missing);
    }

    /** Tells the analysts and the authorised body of each missing number; told twice on a day is told once. */
    @Transactional
    public void remind() {
        var key = clock.today().toString();
        for (var missing : missing()) {
            var year = Integer.toString(missing.year());
            TOLD.forEach(place -> notices.tell(place, year, missing.code(), key, year));
        }
    }

    private List<Missing> missing(LocalDate day) {
        int year = day.getYear();
        var missing = new ArrayList<Missing>();
        if (!law.knowsIndexOf(day)) {
            missing.add(new Missing(year, Number.MONTHLY_CALCULATION_INDEX));
        }
        if (!calendar.isSettled(year)) {
            missing.add(new Missing(year, Number.DAYS_OFF));
        }
        if (!distributions.isPublished(year)) {
            missing.add(new Missing(year, Number.DISTRIBUTION));
        }
        return missing;
    }
}
