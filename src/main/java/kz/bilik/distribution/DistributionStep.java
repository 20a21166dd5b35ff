package kz.bilik.distribution;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import org.springframework.modulith.NamedInterface;

/**
 * Something that an officer did to a distribution: what, who, in his words, when (legal time).
 *
 * @param changes the numbers that he changed by it in one saving, in the order of the regions' codes
 */
@NamedInterface("cabinet")
public record DistributionStep(Deed deed, String officer, String remarks, OffsetDateTime at, List<Change> changes) {

    /** A number of vouchers that was changed, and why; the reason is empty where the proposal was restored. */
    public record Change(int year, String region, int before, int after, String reason) {}

    /** What an officer can do to a distribution. */
    public enum Deed {
        ORDERED,
        STATISTICS_UPLOADED,
        TOTALS_SET,
        TOTALS_REOPENED,
        /** One number, as long as they were changed one by one. */
        SHARE_ADJUSTED,
        /** One number, likewise. */
        SHARE_RESTORED,
        SHARES_SAVED,
        HANDED_OVER,
        APPROVED,
        RETURNED;

        /** Whether who did it took part in the preparation; whoever only returned it may approve it later. */
        boolean isPreparation() {
            return this != RETURNED;
        }

        /** Its name in the record and in the keys of its texts, such as {@code handed-over}. */
        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static Deed of(String key) {
            return valueOf(key.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }
}
