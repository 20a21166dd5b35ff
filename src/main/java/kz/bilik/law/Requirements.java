package kz.bilik.law;

/**
 * What a profession and level ask of an applicant (cl. 8), a row of {@code requirements.dmn}.
 *
 * @param minimumEducation the least education
 * @param minimumMonths the least length of service, in months
 * @param row the row's id, for the record
 */
public record Requirements(Education minimumEducation, int minimumMonths, String row) {

    /** Education, from the least to the most. */
    public enum Education {
        NONE,
        GENERAL_SECONDARY,
        /** Technical and vocational, post-secondary included. */
        VOCATIONAL,
        HIGHER
    }
}
