package kz.bilik.distribution;

import org.jspecify.annotations.Nullable;
import org.springframework.modulith.NamedInterface;

/**
 * What a region is to get in a year.
 *
 * @param proposed vouchers, as computed
 * @param adjusted vouchers, as an officer changed it; null when he did not
 * @param reason why he did
 * @param before the number in force when it was published, as {@link Quotas#inForce} has it; null before that, and
 *     where there was none
 * @param kept whether it stays when the rest is spread: an officer typed it or ticked it
 */
@NamedInterface("cabinet")
public record Share(
        int year,
        String region,
        int proposed,
        @Nullable Integer adjusted,
        @Nullable String reason,
        @Nullable String adjustedBy,
        @Nullable Integer before,
        boolean kept) {

    /** The number that counts. */
    public int vouchers() {
        return adjusted == null ? proposed : adjusted;
    }
}
