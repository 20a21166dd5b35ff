package kz.bilik.application;

/**
 * A reason for which an application is refused.
 *
 * @param reason the text's key without {@code reason.}
 * @param remark the officer's or the recognition centre's own words; empty when the reason says it all
 */
public record RefusalReason(String reason, String clause, String remark) {}
