package kz.bilik.history;

/**
 * A sequence flow of a diagram.
 *
 * @param source the element that it leaves
 * @param target the element that it leads to
 */
public record Flow(String id, String source, String target) {}
