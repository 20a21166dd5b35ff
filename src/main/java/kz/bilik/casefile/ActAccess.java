package kz.bilik.casefile;

import kz.bilik.officer.Officer;
import kz.bilik.officer.Place;
import kz.bilik.officer.Role;
import kz.bilik.settlement.ServicesAct;

/**
 * Which officer may read which services act, and for which part in it: the contractor signs it, the customer accepts it,
 * the customer's accountant pays it (cl. 16, 17), the auditor reads what was formed. To everybody else there is no such
 * act.
 */
public final class ActAccess {

    private ActAccess() {}

    /** Whether that officer signs the act, or did: he is of the recognition centre. */
    public static boolean isContractor(Officer officer, ServicesAct act) {
        return officer.is(Place.recognitionCentre(act.recognitionCentre()));
    }

    /** Whether that officer accepts the act, or did: he is of the mobility centre. */
    public static boolean isCustomer(Officer officer, ServicesAct act) {
        return officer.is(Place.mobilityCentre(act.region()));
    }

    /** Whether that officer pays what the act says. */
    public static boolean isAccountant(Officer officer, ServicesAct act) {
        return officer.is(Place.accountants(act.region()));
    }

    /** Whether that officer reads the act for his part in it: contractor, customer, the customer's accountant. */
    public static boolean isParty(Officer officer, ServicesAct act) {
        return isContractor(officer, act) || isCustomer(officer, act) || isAccountant(officer, act);
    }

    /** Whether that officer reads the act at all: for his part in it, or once it was formed. */
    public static boolean mayRead(Officer officer, ServicesAct act) {
        return isParty(officer, act) || readsFormed(officer);
    }

    /** Whether that officer reads each act that was formed, without any part in it. */
    static boolean readsFormed(Officer officer) {
        return officer.is(Role.AUDITOR);
    }

    /** Whether that officer reads the payments of the act. */
    public static boolean readsPayments(Officer officer, ServicesAct act) {
        return isAccountant(officer, act) || readsFormed(officer);
    }
}
