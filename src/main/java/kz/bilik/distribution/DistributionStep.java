package kz.bilik.distribution;

import java.time.OffsetDateTime;
import java.util.Locale;
import org.springframework.modulith.NamedInterface;

/** Something that an officer did to a distribution: what, who, in his words, when (legal time). */
@NamedInterface("cabinet")
public record DistributionStep(Deed deed, String officer, String remarks, OffsetDateTime at) {

    /** What an officer can do to a distribution. */
    public enum Deed {
        ORDERED,
        STATISTICS_UPLOADED,
        TOTALS_SET,
        TOTALS_REOPENED,
        SHARE_ADJUSTED,
        SHARE_RESTORED,
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
