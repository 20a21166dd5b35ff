package kz.bilik.integration;

/** A system outside the product that a step of a case asks or tells, and waits for. */
public enum OutsideSystem {
    /** The Labour Market AIS: its questions of cl. 3.3. */
    LABOUR_MARKET,
    /** The figures of the AIS for the distribution (cl. 18). */
    STATISTICS,
    /** The bank or the Treasury that takes payment files (cl. 17). */
    BANK
}
