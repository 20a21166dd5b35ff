package kz.bilik.signature;

import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import kz.bilik.identity.Iin;
import kz.bilik.problem.Problem;

/**
 * A person beside the twenty of the demo, with a certificate of the demo's authority: for tests that need many. All
 * share one key, which nobody who verifies them can hold against them.
 */
public record NewPerson(Iin iin, SigningKey key) {

    private static final KeyPair SHARED = TestAuthority.keys("EC", 256);
    private static final TestAuthority ISSUING = issuing();

    /** What the person signs with. */
    public interface SigningKey {
        /** The detached CMS over these bytes. */
        byte[] sign(byte[] content);
    }

    /** The person of that ordinal, from 0 to 9999; the same one each time. */
    public static NewPerson of(int ordinal) {
        var iin = iin(ordinal);
        var signing = ISSUING.issue(TestAuthority.Profile.person(iin.value()), SHARED);
        return new NewPerson(iin, content -> signing.sign(content, false, Instant.now()));
    }

    public byte[] sign(byte[] content) {
        return key.sign(content);
    }

    /** Born on 29 February 1984, when no demo person was; a number without a valid check digit is nobody's. */
    private static Iin iin(int ordinal) {
        for (var serial = ordinal; ; serial += 10_000) {
            var digits = "840229%d%04d".formatted(3 + serial / 10_000 % 2, ordinal);
            for (var check = 0; check < 10; check++) {
                try {
                    return Iin.of(digits + check);
                } catch (Problem wrongCheckDigit) {
                    // The next one may be right.
                }
            }
            if (serial > 10_000) {
                throw new IllegalArgumentException("Nobody has the ordinal " + ordinal);
            }
        }
    }

    private static TestAuthority issuing() {
        try (var file = Files.newInputStream(DemoPki.AUTHORITY.resolve("demo-issuing.p12"))) {
            var store = KeyStore.getInstance("PKCS12");
            store.load(file, DemoPki.PASSWORD);
            return new TestAuthority(
                    (PrivateKey) store.getKey("demo-issuing", DemoPki.PASSWORD),
                    List.copyOf(Arrays.stream(store.getCertificateChain("demo-issuing"))
                            .map(X509Certificate.class::cast)
                            .toList()));
        } catch (IOException | GeneralSecurityException unreadable) {
            throw new IllegalStateException("The demo's authority cannot be read", unreadable);
        }
    }
}
