package kz.bilik.officer;

import java.util.Arrays;
import java.util.Optional;

/**
 * What somebody is in the procedure. Each role is a group of officers, or one group for each {@link Place} where it works.
 * The text of a group is kept with notices and named in the diagrams, so it never changes.
 */
public enum Role {
    /** One per region: issues, extends, accepts acts (cl. 8.3, 9-13, 17). */
    MOBILITY_CENTRE("mobility-centre", true),
    /** Its branch in a district or city: checks applications (cl. 8). */
    CAREER_CENTRE("career-centre", true),
    /** Answers, admits, examines, sends acts (cl. 9, 11, 16). */
    RECOGNITION_CENTRE("recognition-centre", true),
    /** Of a region's mobility centre: releases and confirms payments (cl. 17). */
    ACCOUNTANT("accountant", true),
    /** The ministry: distributes vouchers between the regions (cl. 18). */
    AUTHORISED_BODY("authorised-body", false),
    /** Reads everything without personal numbers, changes nothing. */
    AUDITOR("auditor", false),
    /** Keeps the diagrams and the tables of the law. */
    ANALYST("analyst", false),
    /** Everybody who works in the Tasklist, whatever else he is. */
    OFFICER("officer", false),
    /** Keeps accounts and the engine: the engine's own group of administrators. */
    ADMINISTRATOR("camunda-admin", false);

    private final String text;
    private final boolean placed;

    Role(String text, boolean placed) {
        this.text = text;
        this.placed = placed;
    }

    /** The group of a role that has no places, and the first part of the groups of one that has: {@code career-centre}. */
    public String group() {
        return text;
    }

    /** Whether its officers belong to places: a centre, or the region of a mobility centre. */
    public boolean hasPlaces() {
        return placed;
    }

    /** The role of that text, such as {@code career-centre}. */
    public static Optional<Role> of(String text) {
        return Arrays.stream(values()).filter(role -> role.text.equals(text)).findFirst();
    }
}
