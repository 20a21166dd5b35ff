package kz.bilik.web.door;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often one address may call what is open to everybody, {@code bilik.security.limits.*}; who is signed in is not counted.
 * Behind one address there may be a whole ministry.
 *
 * @param enabled false only by name: no limits at all
 * @param arithmetic deadlines, reimbursements, calendar, catalogue
 * @param verification of a signed document, which costs time
 * @param login the login page and what is sent to it
 * @param health of load balancers
 * @param files styles, scripts, pictures
 * @param others everything else that somebody asks for who is not signed in
 * @param refused tokens and logins of programs that are not accepted
 * @param mostAddresses so many addresses are remembered; the one that has not called for the longest time is forgotten
 */
@ConfigurationProperties("bilik.security.limits")
record LimitSettings(
        @DefaultValue("true") boolean enabled,
        Limit arithmetic,
        Limit verification,
        Limit login,
        Limit health,
        Limit files,
        Limit others,
        Limit refused,
        @DefaultValue("50000") int mostAddresses) {

    /**
     * @param atOnce so many calls without a pause
     * @param perMinute so many are added in a minute, evenly
     */
    record Limit(int atOnce, int perMinute) {}
}
