package kz.bilik.signature;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import kz.bilik.problem.Problem;
import kz.bilik.problem.RefusedToStart;
import org.springframework.stereotype.Component;

/**
 * The mobility centre's organisation seal on an electronic document (cl. 10.1): a detached CMS. The keystore is the
 * register of the seals: what a certificate in it has sealed is genuine, also when the certificate has expired since.
 */
@Component
public class Seal {

    private final Map<String, CmsSigning> keys = new HashMap<>();
    private final Map<String, List<X509Certificate>> certificates = new HashMap<>();
    private final long maxSize;
    private final Clock clock;

    Seal(SignatureSettings settings, Clock clock) {
        this.clock = clock;
        this.maxSize = settings.maxSize().toBytes();
        var seal = settings.seal();
        if (!seal.keystore().isBlank()) {
            open(seal.keystore(), seal.password().toCharArray());
        }
    }

    private void open(String location, char[] password) {
        try (var in = CertificateFiles.files(location).get(0).getInputStream()) {
            var store = KeyStore.getInstance("PKCS12");
            store.load(in, password);
            for (String alias : Collections.list(store.aliases())) {
                // a PKCS12 keystore may fold the case of its aliases
                String region = alias.toUpperCase(Locale.ROOT);
                int former = region.indexOf('.');
                certificates
                        .computeIfAbsent(former < 0 ? region : region.substring(0, former), any -> new ArrayList<>())
                        .add((X509Certificate) store.getCertificate(alias));
                if (former < 0 && store.getKey(alias, password) instanceof PrivateKey key) {
                    var chain = Arrays.stream(store.getCertificateChain(alias))
                            .map(X509Certificate.class::cast)
                            .toList();
                    keys.put(region, new CmsSigning(key, chain));
                }
            }
        } catch (IOException | GeneralSecurityException unreadable) {
            throw new RefusedToStart(
                    "bilik.signature.seal.keystore cannot be opened: " + location + ".",
                    "Name a PKCS #12 file that Bilik may read, and its password in bilik.signature.seal.password.");
        }
    }

    /** The regions that can seal. */
    Set<String> regions() {
        return Set.copyOf(keys.keySet());
    }

    /** Every certificate of the keystore, issuers included. */
    List<X509Certificate> certificates() {
        var all = new ArrayList<X509Certificate>();
        certificates.values().forEach(all::addAll);
        keys.values().forEach(key -> all.addAll(key.chain()));
        return all;
    }

    /**
     * Seals the bytes with the key of the mobility centre of that region; answers the detached CMS as DER.
     *
     * @throws Problem {@code signature.no-seal} when the keystore has no key for that region
     */
    public byte[] seal(String region, byte[] content) {
        var key = keys.get(region);
        if (key == null) {
            throw Problem.of(Problem.Kind.UNAVAILABLE, "signature.no-seal", region);
        }
        return key.sign(content, false, clock.instant());
    }

    /** Whether the keystore has a key under that name. */
    public boolean isOf(String region) {
        return keys.containsKey(region);
    }

    /** The certificates that stand under that name, as DER: today's, and former ones. */
    public List<byte[]> certificatesOf(String region) {
        return certificates.getOrDefault(region, List.of()).stream()
                .map(certificate -> {
                    try {
                        return certificate.getEncoded();
                    } catch (CertificateEncodingException impossible) {
                        throw new IllegalStateException(impossible);
                    }
                })
                .toList();
    }

    /** Whether the seal is of the mobility centre of that region and over exactly these bytes. */
    public boolean verify(String region, byte[] content, byte[] seal) {
        return certificates.getOrDefault(region, List.of()).stream()
                .anyMatch(certificate -> Verification.isSignedBy(certificate, content, seal, maxSize));
    }
}
