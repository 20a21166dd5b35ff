package kz.bilik.signature;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CertificateException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXCertPathBuilderResult;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import kz.bilik.problem.Problem;

/** From a signer's certificate to a configured trust anchor, by PKIX (RFC 5280). */
final class CertificationPaths {

    /** A path is an issuing authority or two long; more would only be work for whoever sends hostile certificates. */
    private static final int MOST_INTERMEDIATES = 4;

    private final List<X509Certificate> anchors;
    private final List<X509Certificate> intermediates;
    private final List<X509Certificate> testAnchors;
    private final Map<String, String> standsFor;

    CertificationPaths(List<X509Certificate> anchors, List<X509Certificate> intermediates) {
        this(anchors, intermediates, List.of(), Map.of());
    }

    /**
     * With test authorities among those that are trusted.
     *
     * @param testAnchors those of the anchors whose keys everybody has
     * @param standsFor by the number in a certificate under one of them the number for which it stands
     */
    CertificationPaths(
            List<X509Certificate> anchors,
            List<X509Certificate> intermediates,
            List<X509Certificate> testAnchors,
            Map<String, String> standsFor) {
        this.anchors = List.copyOf(anchors);
        this.intermediates = List.copyOf(intermediates);
        this.testAnchors = List.copyOf(testAnchors);
        this.standsFor = Map.copyOf(standsFor);
    }

    /** What numbers in a certificate of that path stand for; in earnest for nothing but themselves. */
    Map<String, String> standsFor(List<X509Certificate> path) {
        return testAnchors.contains(path.get(path.size() - 1)) ? standsFor : Map.of();
    }

    List<X509Certificate> anchors() {
        return anchors;
    }

    List<X509Certificate> intermediates() {
        return intermediates;
    }

    /**
     * The path from the signer's certificate to the anchor, both included.
     *
     * @param enclosed certificates that came with the signature
     * @throws Problem {@code signature.untrusted} when there is none that is valid at that moment
     */
    List<X509Certificate> path(X509Certificate signer, Collection<X509Certificate> enclosed, Instant at) {
        var date = Date.from(at);
        Set<TrustAnchor> valid = anchors.stream()
                .filter(anchor -> isValid(anchor, date))
                .map(anchor -> new TrustAnchor(anchor, null))
                .collect(Collectors.toSet());
        if (valid.isEmpty()) {
            throw Fault.UNTRUSTED.problem();
        }
        try {
            var known = new ArrayList<>(intermediates);
            known.addAll(enclosed);
            known.add(signer);
            var target = new X509CertSelector();
            target.setCertificate(signer);
            var parameters = new PKIXBuilderParameters(valid, target);
            parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(known)));
            parameters.setDate(date);
            parameters.setMaxPathLength(MOST_INTERMEDIATES);
            // Revocation has rules of its own (an unknown answer is never valid): RevocationCheck.
            parameters.setRevocationEnabled(false);
            var result = (PKIXCertPathBuilderResult)
                    CertPathBuilder.getInstance("PKIX").build(parameters);
            var path = new ArrayList<X509Certificate>();
            for (var certificate : result.getCertPath().getCertificates()) {
                path.add((X509Certificate) certificate);
            }
            path.add(result.getTrustAnchor().getTrustedCert());
            return path;
        } catch (GeneralSecurityException none) {
            throw Fault.UNTRUSTED.problem();
        }
    }

    private static boolean isValid(X509Certificate certificate, Date at) {
        try {
            certificate.checkValidity(at);
            return true;
        } catch (CertificateException outside) {
            return false;
        }
    }
}
