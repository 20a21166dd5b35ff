package kz.bilik.voucher;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import kz.bilik.document.Documents;
import org.jspecify.annotations.Nullable;

/**
 * A certificate that was received.
 *
 * @param receivedAt legal time of receipt, from which the term of cl. 13 runs
 * @param ground why it was rejected, else null
 * @param copy the file in {@link Documents}, kind {@code SICK_LEAVE}
 */
public record ReceivedCertificate(
        UUID id,
        String voucher,
        SickLeaveCertificate.Kind kind,
        String series,
        String number,
        String organisation,
        List<IncapacityPeriod> periods,
        UUID copy,
        OffsetDateTime receivedAt,
        SickLeaveCertificate.State state,
        SickLeaveCertificate.@Nullable Ground ground,
        @Nullable String remark) {}
