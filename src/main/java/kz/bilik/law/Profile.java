package kz.bilik.law;

/** The profile of a profession, which decides the cap of cl. 14.1; an attribute of the register, never derived. */
public enum Profile {
    /** Social-humanitarian: at most 3 MCI. */
    SOCIAL_HUMANITARIAN,
    /** Technical: at most 7 MCI. */
    TECHNICAL
}
