package kz.bilik.voucher;

import java.time.LocalDate;
import kz.bilik.catalogue.Catalogue.Name;
import kz.bilik.identity.Iin;
import org.jspecify.annotations.Nullable;

/**
 * What stands on the voucher itself, as it was on the day of issue (cl. 10.1, 15).
 *
 * @param firstLastDay the last day before any extension
 * @param statePart what the state pays of the price at most, by the MCI of the day of issue (cl. 14.1), in tenge; null while
 *     that MCI is not known
 * @param holderPart what the holder pays (cl. 15), in tenge; null while that MCI is not known
 * @param partsStated whether the MCI was known on the day of issue, so that the voucher states the parts
 */
public record VoucherFace(
        Iin holder,
        String holderName,
        Name recognitionCentre,
        String profession,
        Name professionName,
        String level,
        LocalDate firstLastDay,
        long price,
        @Nullable Long statePart,
        @Nullable Long holderPart,
        boolean partsStated) {}
