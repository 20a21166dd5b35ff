package kz.bilik.voucher;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Until when a voucher is valid (cl. 10, 12), as a pure function of the day of issue, the length of the validity, the
 * illness that certificates prove and the days on which use was refused while a certificate was undecided.
 *
 * <p>The reading, which the text of cl. 12 leaves open: a day of illness counts when it comes after the day of issue
 * and belongs to an illness of which at least one day falls on a valid day; then every day of it counts up to its end,
 * also those beyond the last day as it was. A day that several certificates name counts once. The last day is computed
 * anew from all accepted certificates each time, never added to, so that their order and number make no difference.
 *
 * <p>A decision within the state's own term takes no right (cl. 13). Once the last day is over, a voucher with an
 * undecided certificate can be neither used nor cancelled: each calendar day on which this was so for any part of it,
 * from the day after the last one (of a certificate that arrived later: from its receipt) to the day of the decision,
 * does not run, whoever accepts or rejects. A day that was held and ill counts once. The days between a lapse and the
 * receipt of a late certificate were the holder's own and run. Of a rejected certificate follows that nothing is lost
 * and nothing won: the days before the hold could be used, and those of the hold come after the last day.
 *
 * <p>What follows, and what the test holds on to: the days after the day of issue up to and including the last day that
 * are neither days of illness nor held are exactly as many as the validity has (60); the last day itself is one of them;
 * a certificate more never shortens the validity, and an illness that touches no valid day changes nothing. It may begin
 * to count later, when another certificate has moved the last day into it. Where a last day that is a day off moves, it
 * moves to the next working day that is neither held nor a day of illness that counts, and the days up to that one are
 * valid days as well.
 */
final class Validity {

    /** A stretch of days that do not run, both inclusive. */
    private record Stretch(LocalDate from, LocalDate to) {

        long days() {
            return ChronoUnit.DAYS.between(from, to) + 1;
        }

        boolean contains(LocalDate day) {
            return !day.isBefore(from) && !day.isAfter(to);
        }
    }

    private Validity() {}

    /**
     * The last valid day.
     *
     * @param issuedOn day 0
     * @param days calendar days of validity without illness (cl. 10: 60)
     * @param illness the periods of all accepted certificates, in any order, overlapping or not
     * @param holds the days on which use was refused while a certificate was undecided, in any order
     * @param canBeLast whether that day may be the last one; otherwise it moves to the next that may
     */
    static LocalDate lastDay(
            LocalDate issuedOn,
            int days,
            Collection<IncapacityPeriod> illness,
            Collection<Hold> holds,
            Predicate<LocalDate> canBeLast) {
        var lastDay = issuedOn;
        while (true) {
            var validUntil = lastDay;
            var counted = illness.stream().filter(period -> !period.from().isAfter(validUntil));
            var next = lastDay(issuedOn, days, stretches(issuedOn, counted, holds), canBeLast);
            if (next.equals(lastDay)) {
                return lastDay;
            }
            // Later each time: more illness touches a valid day, and every period may begin to count once.
            lastDay = next;
        }
    }

    /** Whether a day of these periods falls on a valid day: after the day of issue, up to the last day, not held. */
    static boolean touchesValidDay(
            LocalDate issuedOn, LocalDate lastDay, Collection<IncapacityPeriod> periods, Collection<Hold> holds) {
        var held = stretches(issuedOn, Stream.of(), holds);
        return periods.stream().anyMatch(period -> {
            var day = later(period.from(), issuedOn.plusDays(1));
            for (var hold : held) {
                day = hold.contains(day) ? hold.to().plusDays(1) : day;
            }
            return !day.isAfter(period.to()) && !day.isAfter(lastDay);
        });
    }

    private static LocalDate lastDay(
            LocalDate issuedOn, int days, List<Stretch> notRunning, Predicate<LocalDate> canBeLast) {
        var day = issuedOn.plusDays(days);
        for (var stretch : notRunning) {
            if (stretch.from().isAfter(day)) {
                break;
            }
            day = day.plusDays(stretch.days());
        }
        while (!canBeLast.test(day) || isIn(notRunning, day)) {
            day = day.plusDays(1);
        }
        return day;
    }

    private static boolean isIn(List<Stretch> stretches, LocalDate day) {
        return stretches.stream().anyMatch(stretch -> stretch.contains(day));
    }

    /** The days after the day of issue, each once, in their order. */
    private static List<Stretch> stretches(
            LocalDate issuedOn, Stream<IncapacityPeriod> illness, Collection<Hold> holds) {
        var first = issuedOn.plusDays(1);
        var inOrder = Stream.concat(
                        illness.map(period -> new Stretch(later(period.from(), first), period.to())),
                        holds.stream().map(hold -> new Stretch(later(hold.from(), first), hold.to())))
                .filter(stretch -> !stretch.to().isBefore(stretch.from()))
                .sorted(Comparator.comparing(Stretch::from))
                .toList();
        var apart = new ArrayList<Stretch>();
        for (var stretch : inOrder) {
            var last = apart.isEmpty() ? null : apart.get(apart.size() - 1);
            if (last == null || stretch.from().isAfter(last.to())) {
                apart.add(stretch);
            } else if (stretch.to().isAfter(last.to())) {
                apart.set(apart.size() - 1, new Stretch(last.from(), stretch.to()));
            }
        }
        return apart;
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }
}
