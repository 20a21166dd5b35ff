package kz.bilik.signature;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;
import kz.bilik.problem.RefusedToStart;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Whom the settings trust and whom they ask. */
@Configuration(proxyBeanMethods = false)
class SignatureConfiguration {

    @Bean
    CertificationPaths certificationPaths(SignatureSettings settings, TestAuthoritySettings test) {
        var testAnchors = CertificateFiles.certificates(test.trustAnchors());
        return new CertificationPaths(
                both(CertificateFiles.certificates(settings.trustAnchors()), testAnchors),
                both(
                        CertificateFiles.certificates(settings.intermediates()),
                        CertificateFiles.certificates(test.intermediates())),
                testAnchors,
                test.standsFor());
    }

    private static List<X509Certificate> both(List<X509Certificate> first, List<X509Certificate> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    @Bean
    RevocationCheck revocationCheck(SignatureSettings settings) {
        var lists = new CertificateRevocationLists(
                settings.crlLocations(), settings.crlRefresh(), settings.networkTimeout());
        return switch (settings.revocation()) {
            case NONE -> RevocationCheck.NONE;
            case CRL -> {
                require(!settings.crlLocations().isEmpty(), "bilik.signature.crl-locations is empty");
                yield lists;
            }
            case OCSP -> {
                require(settings.ocspUrl() != null, "bilik.signature.ocsp-url is not set");
                yield new OnlineCertificateStatus(
                        settings.ocspUrl(),
                        settings.networkTimeout(),
                        settings.crlLocations().isEmpty() ? RevocationCheck.NONE : lists);
            }
        };
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new RefusedToStart(
                    otherwise + ", but bilik.signature.revocation needs it.",
                    "Set it, or bilik.signature.revocation=none.");
        }
    }
}
