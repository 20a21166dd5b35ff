package kz.bilik.signature;

import java.time.Instant;

/** Signs as a demo person would, for the tests of other modules. */
public final class DemoSignature {

    private DemoSignature() {}

    /** The detached CMS over these bytes with that demo key, such as {@code person-01}. */
    public static byte[] of(String key, byte[] content) {
        return of(key, content, Instant.now());
    }

    /** As above, signed at another time by the signer's own account: another signature over the same bytes. */
    public static byte[] of(String key, byte[] content, Instant claimed) {
        try {
            return Sign.open(key, "demo".toCharArray()).sign(content, false, claimed);
        } catch (Exception broken) {
            throw new IllegalStateException("No signature of " + key, broken);
        }
    }
}
