package kz.bilik.payment;

import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * A file of orders that was made for the bank.
 *
 * @param document where its bytes are stored
 * @param orders how many it holds
 * @param total tenge
 */
public record SentFile(String id, UUID document, int orders, long total, OffsetDateTime createdAt) {}
