package kz.bilik.officer;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Somebody who is signed in as an officer of a body: career centre, mobility centre, recognition centre, accountant,
 * authorised body, analyst, auditor, administrator.
 *
 * @param id the user's id in the engine's identity service
 * @param groups his groups, {@code role.place} such as {@code career-centre.KZ-75-03}; heads also {@code ….head}
 */
public record Officer(String id, Set<String> groups) {

    /** Whether he works at that place; a head belongs to his place's officers and to its heads. */
    public boolean is(Place place) {
        return groups.contains(place.group());
    }

    /** Whether he belongs to a role that has no place, such as {@link Role#AUDITOR}. */
    public boolean is(Role role) {
        return groups.contains(role.group());
    }

    /** The places where he works; groups that are no place of ours are left out. */
    public Stream<Place> places() {
        return groups.stream().map(Place::of).flatMap(Optional::stream);
    }
}
