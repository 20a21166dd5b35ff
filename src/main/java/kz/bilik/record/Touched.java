package kz.bilik.record;

/**
 * Something was recorded of a case, or somebody has to do something else in it now. Published in the transaction that
 * brings it about, as often as it comes: whoever keeps something ready of the case looks again before that one commits.
 *
 * @param number of the application, the voucher or the act; others concern no case
 */
public record Touched(String number) {}
