package kz.bilik.signature;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * The authority of the demonstration. Its keys and those of everybody it certified are public, so whoever trusts it
 * trusts everybody.
 */
final class DemoAuthority {

    static final List<String> CERTIFICATES =
            List.of("classpath:demo/pki/demo-root.cer", "classpath:demo/pki/demo-issuing.cer");

    /** SHA-256 of the certificates, so that they are known even where the demonstration's files were left out. */
    static final Set<String> FINGERPRINTS = Set.of(
            "a95c467a6a34124dae19ef7ff590a8d18e354445ecee187d176e0b0c67998162",
            "14df0a84ee5d4f408f03f286d27d0a156bf544d3bbe7a8aba67a88f951915259");

    private final List<X509Certificate> own;

    DemoAuthority(List<X509Certificate> own) {
        this.own = own;
    }

    /** Whether that certificate is the demo authority's own, or for the same key, or issued by it. */
    boolean standsBehind(X509Certificate certificate) {
        return FINGERPRINTS.contains(fingerprint(certificate))
                || own.stream()
                        .anyMatch(demo ->
                                demo.getPublicKey().equals(certificate.getPublicKey()) || issued(demo, certificate));
    }

    boolean standsBehindAny(Collection<X509Certificate> certificates) {
        return certificates.stream().anyMatch(this::standsBehind);
    }

    private static boolean issued(X509Certificate issuer, X509Certificate certificate) {
        try {
            certificate.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException otherIssuer) {
            return false;
        }
    }

    static String fingerprint(X509Certificate certificate) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
