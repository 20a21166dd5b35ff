package kz.bilik.officer;

import java.util.Optional;

/**
 * Where officers of a role work, or its heads: one group of the engine, told and given tasks as one.
 *
 * @param role whose place it is
 * @param code of the centre, or of the mobility centre's region; empty for a role that has no places
 * @param ofHeads whether only the heads of that place are meant
 */
public record Place(Role role, String code, boolean ofHeads) {

    private static final String HEADS = ".head";

    public Place {
        if (role.hasPlaces() == code.isEmpty()) {
            throw new IllegalArgumentException(role + (code.isEmpty() ? " needs a place" : " has no places"));
        }
    }

    /** The mobility centre of that region (ISO code). */
    public static Place mobilityCentre(String region) {
        return new Place(Role.MOBILITY_CENTRE, region, false);
    }

    /** The accountants of the mobility centre of that region (ISO code). */
    public static Place accountants(String region) {
        return new Place(Role.ACCOUNTANT, region, false);
    }

    /** The career centre of that code. */
    public static Place careerCentre(String code) {
        return new Place(Role.CAREER_CENTRE, code, false);
    }

    /** The recognition centre of that code. */
    public static Place recognitionCentre(String code) {
        return new Place(Role.RECOGNITION_CENTRE, code, false);
    }

    /** Who keeps the product and its systems. */
    public static Place administrators() {
        return new Place(Role.ADMINISTRATOR, "", false);
    }

    /** The authorised body. */
    public static Place authorisedBody() {
        return new Place(Role.AUTHORISED_BODY, "", false);
    }

    /** The place that a group of the engine stands for; empty when it is none of ours. */
    public static Optional<Place> of(String group) {
        var ofHeads = group.endsWith(HEADS);
        var officers = ofHeads ? group.substring(0, group.length() - HEADS.length()) : group;
        var dot = officers.indexOf('.');
        var code = dot < 0 ? "" : officers.substring(dot + 1);
        return Role.of(dot < 0 ? officers : officers.substring(0, dot))
                .filter(role -> role.hasPlaces() != code.isEmpty())
                .map(role -> new Place(role, code, ofHeads));
    }

    /**
     * The group of the heads beside a group of officers, also where an analyst's diagram names a group that is no place of
     * ours; empty for heads themselves.
     */
    public static Optional<String> headsOf(String group) {
        return group.endsWith(HEADS) ? Optional.empty() : Optional.of(group + HEADS);
    }

    /** The heads of this place. */
    public Place heads() {
        return new Place(role, code, true);
    }

    /** The group in the engine, with notices and in the diagrams, such as {@code career-centre.KZ-75-03.head}. */
    public String group() {
        return role.group() + (code.isEmpty() ? "" : "." + code) + (ofHeads ? HEADS : "");
    }
}
