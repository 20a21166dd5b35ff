package kz.bilik.officer;

/**
 * Nobody may work under that account any more. Published in the transaction that brings it about: whoever keeps something for
 * the officer lets go of it in the same one.
 *
 * @param officer the id of the account
 */
public record AccountEnded(String officer, Cause cause) {

    /** What became of the account. */
    public enum Cause {
        /** There is no such account any more; the next one of that id is somebody else's. */
        DELETED,
        /** An administrator has locked it; it may be unlocked. */
        LOCKED
    }
}
