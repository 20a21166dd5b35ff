package kz.bilik.distribution;

import static java.util.stream.Collectors.toMap;

import java.time.YearMonth;
import java.util.List;
import kz.bilik.calendar.LegalClock;
import org.springframework.modulith.NamedInterface;
import org.springframework.stereotype.Component;

/**
 * What a distribution would have done to the applications of the twelve months before today (cl. 18), for the officer who
 * approves it. Asked are the numbers of its first year; an application that was refused for lack of a voucher counts as one
 * that would have kept it, since nobody knows what would have become of it.
 */
@NamedInterface("cabinet")
@Component
public class WhatIf {

    private final Distributions distributions;
    private final QuotaLedger ledger;
    private final LegalClock clock;

    WhatIf(Distributions distributions, QuotaLedger ledger, LegalClock clock) {
        this.distributions = distributions;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** The applications that asked for a voucher in a region and month, and how many of them would have found none. */
    public record Month(String region, YearMonth month, int requested, int refused) {}

    /** The months in which somebody asked, by region, then by month. */
    public List<Month> of(String number) {
        int firstYear = distributions.get(number).firstYear();
        var quota = distributions.shares(number).stream()
                .filter(share -> share.year() == firstYear)
                .collect(toMap(Share::region, Share::vouchers));
        var today = clock.today();
        var events = ledger.demand(today.minusYears(1).plusDays(1), today).stream()
                .map(WhatIf::event)
                .toList();
        return Replay.of(events, quota).stream()
                .map(month -> new Month(month.region(), month.month(), month.requested(), month.refused()))
                .toList();
    }

    private static Replay.Event event(QuotaLedger.Entry entry) {
        return new Replay.Event(
                entry.region(),
                entry.application(),
                entry.at().toLocalDate(),
                switch (entry.kind()) {
                    case RELEASED, RETURNED -> Replay.Kind.RELEASED;
                    default -> Replay.Kind.REQUESTED;
                });
    }
}
