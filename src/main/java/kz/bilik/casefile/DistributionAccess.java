package kz.bilik.casefile;

import kz.bilik.officer.Officer;
import kz.bilik.officer.Place;
import kz.bilik.officer.Role;

/** Which officer may read distributions and quotas (cl. 18); to everybody else there are none. */
public final class DistributionAccess {

    private DistributionAccess() {}

    /** Whether that officer reads distributions at all. */
    public static boolean mayRead(Officer officer) {
        return changes(officer) || officer.is(Role.AUDITOR);
    }

    /** Whether that officer takes part in distributions: he is of the authorised body. */
    public static boolean changes(Officer officer) {
        return officer.is(Role.AUTHORISED_BODY);
    }

    /** Whether that officer reads the quota of that region, its ledger included. */
    public static boolean mayReadQuota(Officer officer, String region) {
        return mayRead(officer) || officer.is(Place.mobilityCentre(region));
    }
}
