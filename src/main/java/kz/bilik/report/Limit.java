package kz.bilik.report;

import java.util.Arrays;
import java.util.function.ToIntFunction;
import kz.bilik.law.LegalTerms;

/** The limits that the order sets, all of them in working days, and what each is counted from. */
public enum Limit {
    /** The career centre checks: after the day on which the application came to it (cl. 8). */
    CHECK("cl. 8", LegalTerms::careerCentreCheck, Body.CAREER_CENTRE),
    /** The mobility centre asks the recognition centre: after the day on which it got the application (cl. 9.1). */
    FORWARDING("cl. 9.1", LegalTerms::forwarding, Body.MOBILITY_CENTRE),
    /** The refusal reaches the cabinet: after the day of the recognition centre's no (cl. 9.2). */
    REFUSAL("cl. 9.2", LegalTerms::refusalAfterCentre, Body.MOBILITY_CENTRE),
    /** The voucher is issued: after the day of the confirmation (cl. 10). */
    ISSUE("cl. 10", LegalTerms::issue, Body.MOBILITY_CENTRE),
    /** A certificate is decided: after the day on which it was received (cl. 13). */
    EXTENSION("cl. 13", LegalTerms::extension, Body.MOBILITY_CENTRE),
    /** The act is sent: after the day of the protocol, or of the return (cl. 16). */
    ACT("cl. 16", LegalTerms::act, Body.RECOGNITION_CENTRE),
    /** Everything is paid: after the day on which the act was received (cl. 17). */
    PAYMENT("cl. 17", LegalTerms::payment, Body.MOBILITY_CENTRE);

    /** Whose term it is. */
    public enum Body {
        CAREER_CENTRE,
        MOBILITY_CENTRE,
        RECOGNITION_CENTRE
    }

    private final String clause;
    private final ToIntFunction<LegalTerms> days;
    private final Body body;

    Limit(String clause, ToIntFunction<LegalTerms> days, Body body) {
        this.clause = clause;
        this.days = days;
        this.body = body;
    }

    /** The clause that sets it, such as {@code cl. 8}. */
    public String clause() {
        return clause;
    }

    /** Whose term it is; of a mobility centre there is one in each region. */
    public Body body() {
        return body;
    }

    int days(LegalTerms terms) {
        return days.applyAsInt(terms);
    }

    static Limit of(String clause) {
        return Arrays.stream(values())
                .filter(limit -> limit.clause.equals(clause))
                .findFirst()
                .orElseThrow();
    }
}
