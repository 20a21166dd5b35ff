package kz.bilik.web.door;

import java.io.Serial;
import java.io.Serializable;
import java.time.Instant;

/**
 * What a session knows of the sign-in by which it began. Rights are not among it: they are asked for with each request. Kept
 * in the database, so that a part is only ever added, never given another type.
 *
 * @param officer the id of the account
 * @param at wall time
 * @param credentials of the account at that time, as in {@link kz.bilik.officer.OfficerAccounts.Present}
 * @param address from where
 * @param browser name and system, such as {@code Firefox, Windows}; empty when they could not be told
 */
record SignIn(String officer, Instant at, String credentials, String address, String browser) implements Serializable {

    @Serial
    private static final long serialVersionUID = 1L;

    /** Under which name a session holds it. */
    static final String ATTRIBUTE = "bilik.sign-in";
}
