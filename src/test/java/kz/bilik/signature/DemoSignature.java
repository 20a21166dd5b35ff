package kz.bilik.signature;

import java.time.Instant;

/** Signs as a demo person would, for the tests of other modules. */
public final class DemoSignature {

    private DemoSignature() {}

    /** The detached CMS over these bytes with that demo key, such as {@code person-01}. */
    public static byte[] of(String key, byte[] content) {
        try {
            return Sign.open(key, "demo".toCharArray()).sign(content, false, Instant.now());
        } catch (Exception broken) {
            throw new IllegalStateException("No signature of " + key, broken);
        }
    }
}
