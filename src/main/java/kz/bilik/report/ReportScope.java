package kz.bilik.report;

import java.util.Set;
import java.util.stream.Collectors;
import kz.bilik.officer.Officer;
import kz.bilik.officer.Place;
import kz.bilik.officer.Role;

/**
 * Of what somebody reads the reports: auditor and authorised body of the whole country, a head of his own place.
 *
 * @param regions of whose mobility centre or its accountants he is a head
 * @param careerCentres of which he is a head
 * @param recognitionCentres of which he is a head: he reads of their acts alone (cl. 16)
 */
public record ReportScope(boolean all, Set<String> regions, Set<String> careerCentres, Set<String> recognitionCentres) {

    /** What this officer reads. */
    public static ReportScope of(Officer officer) {
        return new ReportScope(
                officer.is(Role.AUDITOR) || officer.is(Role.AUTHORISED_BODY),
                heads(officer, Set.of(Role.MOBILITY_CENTRE, Role.ACCOUNTANT)),
                heads(officer, Set.of(Role.CAREER_CENTRE)),
                heads(officer, Set.of(Role.RECOGNITION_CENTRE)));
    }

    /** Whether he reads no report at all. */
    public boolean isEmpty() {
        return !all && regions.isEmpty() && careerCentres.isEmpty() && recognitionCentres.isEmpty();
    }

    /** Whether he reads of applications, and not of acts alone. */
    public boolean ofApplications() {
        return all || !regions.isEmpty() || !careerCentres.isEmpty();
    }

    /** Whether he reads of money. */
    public boolean ofMoney() {
        return all || !regions.isEmpty();
    }

    private static Set<String> heads(Officer officer, Set<Role> roles) {
        return officer.places()
                .filter(Place::ofHeads)
                .filter(place -> roles.contains(place.role()))
                .map(Place::code)
                .collect(Collectors.toUnmodifiableSet());
    }
}
