package kz.bilik.signature;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Clock;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Signs with the public keys of the demonstration, where nobody has an NCA key; exists in the profile demo only. */
@Component
@Profile("demo")
public class DemoSignatures {

    private final Clock wallClock;

    DemoSignatures(Clock wallClock) {
        this.wallClock = wallClock;
    }

    /**
     * Signs the bytes with the demo key of that name, such as {@code centre-C-014}; answers the detached CMS as DER.
     *
     * @throws IllegalArgumentException when there is no such key
     */
    public byte[] sign(String key, byte[] content) {
        if (!key.matches("[A-Za-z]+-[A-Za-z0-9-]+")) {
            throw new IllegalArgumentException("not the name of a demo key");
        }
        try {
            return Sign.open(key, "demo".toCharArray()).sign(content, false, wallClock.instant());
        } catch (IOException | GeneralSecurityException unreadable) {
            throw new IllegalStateException("The demo key " + key + " cannot be read", unreadable);
        }
    }
}
