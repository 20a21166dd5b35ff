package kz.bilik.signature;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/**
 * Whoever signs with the demo authority's blessing, for the benchmark: the demo's own keys, opened once, and as many
 * persons as are needed. The persons share one key pair, because making keys would take longer than everything else;
 * each has a certificate of his own, so that nobody's verification can profit from another's.
 */
public final class DemoSigner {

    private static final char[] PASSWORD = "demo".toCharArray();

    private final TestAuthority issuing;
    private final KeyPair keys = TestAuthority.rsa();

    public DemoSigner() {
        try (var in = DemoSigner.class.getResourceAsStream("/demo/pki/demo-issuing.p12")) {
            var store = KeyStore.getInstance("PKCS12");
            store.load(in, PASSWORD);
            var chain = Arrays.stream(store.getCertificateChain("demo-issuing"))
                    .map(X509Certificate.class::cast)
                    .toList();
            issuing = new TestAuthority((PrivateKey) store.getKey("demo-issuing", PASSWORD), chain);
        } catch (IOException | GeneralSecurityException unreadable) {
            throw new IllegalStateException("The demo authority cannot be read", unreadable);
        }
    }

    /** Signs as the person of that number, detached, with a certificate issued for this one occasion. */
    public byte[] signAs(String iin, byte[] content) {
        return issuing.issue(TestAuthority.Profile.person(iin), keys).sign(content, false, Instant.now());
    }

    /** Signs with that key of the demo, such as {@code centre-C-014}, opened once. */
    public static UnaryOperator<byte[]> of(String key) {
        try {
            var signing = Sign.open(key, PASSWORD);
            return content -> signing.sign(content, false, Instant.now());
        } catch (IOException | GeneralSecurityException unreadable) {
            throw new IllegalStateException("No demo key " + key, unreadable);
        }
    }
}
