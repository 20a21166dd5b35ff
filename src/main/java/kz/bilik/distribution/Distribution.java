package kz.bilik.distribution;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.modulith.NamedInterface;

/**
 * A distribution.
 *
 * @param number such as {@code D-2029-0007}
 * @param from the first day on which it holds
 * @param lastYear the last year of its period
 * @param reason why an early review was ordered; empty for a new period
 * @param openedBy the officer who ordered a review, null when the period's end opened it
 * @param statisticsDay the day of its statistics, null before there are any
 * @param handedOverBy the officer who last handed it over for approval
 * @param approvedBy the other one, who approved it
 * @param inEffectAt when its numbers became the regions' quotas
 */
@NamedInterface("cabinet")
public record Distribution(
        String number,
        Kind kind,
        LocalDate from,
        int lastYear,
        String reason,
        OffsetDateTime openedAt,
        @Nullable String openedBy,
        @Nullable LocalDate statisticsDay,
        @Nullable Source statisticsSource,
        @Nullable String handedOverBy,
        @Nullable String approvedBy,
        @Nullable OffsetDateTime publishedAt,
        @Nullable OffsetDateTime inEffectAt) {

    /** The legal day on which it was opened. */
    LocalDate openedOn() {
        return openedAt.toLocalDate();
    }

    public int firstYear() {
        return from.getYear();
    }

    /** The years of its period, oldest first. */
    public List<Integer> years() {
        return IntStream.rangeClosed(firstYear(), lastYear).boxed().toList();
    }

    public boolean published() {
        return publishedAt != null;
    }

    /** Why vouchers are distributed. */
    public enum Kind {
        /** A new period of three years. */
        PERIOD,
        /** An early review: it replaces what is left of the running period. */
        REVIEW
    }

    /** Where the statistics come from. */
    public enum Source {
        /** The Labour Market AIS and our own ledger. */
        AIS,
        /** A file that an officer uploaded. */
        FILE
    }
}
