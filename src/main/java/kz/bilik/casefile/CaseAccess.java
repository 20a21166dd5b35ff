package kz.bilik.casefile;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import kz.bilik.officer.Officer;
import kz.bilik.officer.Place;
import kz.bilik.officer.Role;
import org.jspecify.annotations.Nullable;

/**
 * Which officer may read which case, and how much of it. A case is open to the career centre that checks it, to the
 * mobility centre of the region of filing, and to the chosen recognition centre once the case was sent there; the
 * region's accountant sees what he pays; auditor and authorised body read without personal numbers. To everybody else
 * there is no such case.
 */
public final class CaseAccess {

    /** What a reader sees beyond the case's course. */
    public enum Part {
        /** Who the applicant is. */
        NAME,
        /** The IIN unmasked. */
        IIN,
        /** The account unmasked. */
        ACCOUNT,
        /** Phone, e-mail, addresses. */
        CONTACT,
        /** Education, employment, skills. */
        QUALIFICATION,
        /** The enclosed documents and the voucher; who may not read an IIN knows of them only ({@link PersonalNumbers}). */
        DOCUMENTS,
        /** Sick-leave certificates: health data, for whoever decides them only. */
        HEALTH,
        /** Price, amounts, acts. */
        MONEY,
        /** The services act itself: its two sides, the payer, the auditor. */
        ACT,
        /** What the applicant was told. */
        NOTICES
    }

    /**
     * The bodies that a case is with.
     *
     * @param region of filing
     * @param careerCentre that checks it, null when any one of the region may
     * @param recognitionCentre the chosen one, null until the case was sent to it
     */
    public record Bodies(String region, @Nullable String careerCentre, @Nullable String recognitionCentre) {}

    /**
     * The same for a list, which asks of many cases at once whether this officer may read them.
     *
     * @param all whether he reads each case of the country
     * @param regions whose cases he reads, with whomever they are
     * @param careerCentres whose cases he reads
     * @param recognitionCentres whose cases he reads once they were sent there
     */
    public record Scope(boolean all, Set<String> regions, Set<String> careerCentres, Set<String> recognitionCentres) {

        /** Whether no case at all concerns him. */
        public boolean isEmpty() {
            return !all && regions.isEmpty() && careerCentres.isEmpty() && recognitionCentres.isEmpty();
        }

        /** Whether a case of these bodies concerns him: exactly when {@link CaseAccess#of} gives him any part of it. */
        public boolean covers(Bodies bodies) {
            return all
                    || regions.contains(bodies.region())
                    || bodies.careerCentre() != null && careerCentres.contains(bodies.careerCentre())
                    || bodies.recognitionCentre() != null && recognitionCentres.contains(bodies.recognitionCentre());
        }
    }

    private CaseAccess() {}

    /** Which cases concern this officer. */
    public static Scope scope(Officer officer) {
        return new Scope(
                officer.is(Role.AUDITOR) || officer.is(Role.AUTHORISED_BODY),
                codes(officer, EnumSet.of(Role.MOBILITY_CENTRE, Role.ACCOUNTANT)),
                codes(officer, EnumSet.of(Role.CAREER_CENTRE)),
                codes(officer, EnumSet.of(Role.RECOGNITION_CENTRE)));
    }

    /** Where he works in one of these roles; the group of heads alone opens no case. */
    private static Set<String> codes(Officer officer, Set<Role> roles) {
        return officer.places()
                .filter(place -> !place.ofHeads() && roles.contains(place.role()))
                .map(Place::code)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether the holder stands before this officer: on its forms that recognition centre reads who he is, nobody else. */
    static boolean meetsHolder(Officer officer, String recognitionCentre) {
        return officer.is(Place.recognitionCentre(recognitionCentre));
    }

    /** The parts that this officer may read; empty when the case does not concern him. */
    public static Optional<Set<Part>> of(Officer officer, Bodies bodies) {
        var parts = EnumSet.noneOf(Part.class);
        var concerned = false;
        if (officer.is(Place.mobilityCentre(bodies.region()))) {
            concerned = true;
            parts.addAll(EnumSet.allOf(Part.class));
        }
        if (bodies.careerCentre() != null && officer.is(Place.careerCentre(bodies.careerCentre()))) {
            concerned = true;
            parts.addAll(EnumSet.complementOf(EnumSet.of(Part.HEALTH, Part.ACT)));
        }
        if (bodies.recognitionCentre() != null && officer.is(Place.recognitionCentre(bodies.recognitionCentre()))) {
            concerned = true;
            parts.addAll(EnumSet.of(
                    Part.NAME, Part.IIN, Part.CONTACT, Part.QUALIFICATION, Part.DOCUMENTS, Part.MONEY, Part.ACT));
        }
        if (officer.is(Place.accountants(bodies.region()))) {
            concerned = true;
            parts.addAll(EnumSet.of(Part.NAME, Part.IIN, Part.ACCOUNT, Part.MONEY, Part.ACT));
        }
        if (officer.is(Role.AUDITOR)) {
            concerned = true;
            parts.addAll(EnumSet.of(Part.NAME, Part.QUALIFICATION, Part.DOCUMENTS, Part.MONEY, Part.ACT, Part.NOTICES));
        }
        if (officer.is(Role.AUTHORISED_BODY)) {
            concerned = true;
            parts.addAll(EnumSet.of(Part.QUALIFICATION, Part.MONEY));
        }
        return concerned ? Optional.of(parts) : Optional.empty();
    }
}
