package kz.bilik.distribution;

import static java.time.temporal.ChronoUnit.DAYS;

import java.time.LocalDate;
import java.util.List;
import kz.bilik.calendar.Deadline;
import kz.bilik.notice.Notices;
import kz.bilik.officer.Place;
import org.springframework.modulith.NamedInterface;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The dates of a distribution. Clause 18 sets none but the period's beginning; the rest is our own rule. */
@NamedInterface("steps")
@Component
public class DistributionDeadlines {

    private final Distributions distributions;
    private final DistributionSettings settings;
    private final Notices notices;

    DistributionDeadlines(Distributions distributions, DistributionSettings settings, Notices notices) {
        this.distributions = distributions;
        this.settings = settings;
        this.notices = notices;
    }

    /** When it should be published: some days before it takes effect, or later when it is opened too late for that. */
    public Deadline publication(String number) {
        var distribution = distributions.get(number);
        var openedOn = distribution.openedOn();
        return deadline(openedOn, settings.publishedBy(distribution.from(), openedOn), Deadline.OUR_OWN);
    }

    /** The time until it takes effect: its end is the beginning of its first day. */
    public Deadline inEffect(String number) {
        var distribution = distributions.get(number);
        return deadline(distribution.openedOn(), distribution.from().minusDays(1), "cl. 18");
    }

    /** Tells the authorised body that the distribution should have been published by now. */
    @Transactional
    public void escalate(String number) {
        var distribution = distributions.get(number);
        notices.tell(Place.authorisedBody(), number, "distribution.overdue", "", number, distribution.from());
    }

    private static Deadline deadline(LocalDate from, LocalDate due, String clause) {
        return new Deadline(from, (int) DAYS.between(from, due), Deadline.Unit.CALENDAR_DAYS, due, List.of(), clause);
    }
}
