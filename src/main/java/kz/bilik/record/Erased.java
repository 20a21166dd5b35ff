package kz.bilik.record;

/**
 * The content of a record is erased by rule, in this transaction: its entry stays in the chain, and says nothing of the content
 * any more. Published by whoever erases, once for each record.
 *
 * @param row its key in the table of its kind
 * @param why the rule by which it is erased, such as {@code retention}
 */
public record Erased(Recorded.Kind kind, String row, String why) {}
