package kz.bilik.retention;

/** What of a case has a term. */
public enum Part {
    /** Everything that is personal. */
    CASE,
    /** What sick-leave certificates say. */
    HEALTH
}
