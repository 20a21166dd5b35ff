package kz.bilik.signature;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/** Asks whether certificates have been withdrawn. */
interface RevocationCheck {

    /** No check is configured: the evidence says so. */
    RevocationCheck NONE = (path, at) -> "NOT_CONFIGURED";

    /**
     * The answer, as it is kept in the evidence.
     *
     * @param path from the signer's certificate to the trust anchor, which itself is trusted by configuration
     * @throws kz.bilik.problem.Problem {@code signature.revoked}; {@code signature.revocation-unknown} when no answer
     *     could be had, whatever the cause: unknown is never valid
     */
    String answer(List<X509Certificate> path, Instant at);
}
