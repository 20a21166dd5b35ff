package kz.bilik.payment;

import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A file of orders that was made for the bank.
 *
 * @param act whose orders it holds; null for a file of several acts of its region
 * @param document where its bytes are stored
 * @param orders how many it holds
 * @param total tenge
 * @param createdAt when it was formed; from then on it is the same file
 * @param sentAt when it was handed over to the bank, null before
 */
public record SentFile(
        String id,
        @Nullable String act,
        String region,
        UUID document,
        int orders,
        long total,
        OffsetDateTime createdAt,
        @Nullable OffsetDateTime sentAt) {}
