package kz.bilik.officer;

import java.util.Set;

/**
 * Somebody who is signed in as an officer of a body: career centre, mobility centre, recognition centre, accountant,
 * authorised body, analyst, auditor, administrator.
 *
 * @param id the user's id in the engine's identity service
 * @param groups his groups, {@code role.place} such as {@code career-centre.KZ-75-03}; heads also {@code ….head}
 */
public record Officer(String id, Set<String> groups) {

    /** Whether he belongs to that role at that place, for example {@code career-centre} and {@code KZ-75-03}. */
    public boolean is(String role, String place) {
        return groups.contains(role + "." + place);
    }

    /** Whether he belongs to a role that has no place: {@code authorised-body}, {@code analyst}, {@code auditor}. */
    public boolean is(String role) {
        return groups.contains(role);
    }
}
