package kz.bilik.signature;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings {@code bilik.signature.*}. A location is a file, a directory, or a Spring location such as
 * {@code classpath:demo/pki/demo-root.cer}; a directory stands for all certificates (or CRLs) in it.
 *
 * @param trustAnchors certificates of the authorities whose signatures are accepted, PEM or DER
 * @param intermediates certificates of issuing authorities that signers need not enclose
 * @param requireSigningPurpose whether a certificate must name its purpose (key usage and extended key usage). The NCA
 *     always names it; other authorities often leave both out, which by RFC 5280 means "for anything". A certificate
 *     that names purposes is always held to them
 * @param lineEndingsMayDiffer whether a signature made over the same text with CRLF line ends is accepted: what
 *     OpenSSL signs unless told {@code -binary}
 * @param maxSize largest signature after decoding; an attached signature holds its content
 * @param revocation how a withdrawn certificate is recognised
 * @param crlLocations where the CRLs are: files, directories, or {@code http(s)} addresses
 * @param crlRefresh how often a CRL is fetched anew, at the latest when its successor is due
 * @param ocspUrl address of the OCSP responder; addresses inside certificates are never called
 * @param networkTimeout how long to wait for a CRL or an OCSP answer
 * @param seal the mobility centres' organisation seals (cl. 10.1)
 */
@ConfigurationProperties("bilik.signature")
record SignatureSettings(
        @DefaultValue List<String> trustAnchors,
        @DefaultValue List<String> intermediates,
        @DefaultValue("false") boolean requireSigningPurpose,
        @DefaultValue("true") boolean lineEndingsMayDiffer,
        @DefaultValue("1MB") DataSize maxSize,
        @DefaultValue("NONE") Revocation revocation,
        @DefaultValue List<String> crlLocations,
        @DefaultValue("PT15M") Duration crlRefresh,
        @Nullable URI ocspUrl,
        @DefaultValue("PT5S") Duration networkTimeout,
        @DefaultValue SealSettings seal) {

    /** How a withdrawn certificate is recognised. */
    enum Revocation {
        /** Not at all: the evidence says {@code NOT_CONFIGURED}. */
        NONE,
        /** By the CRLs of {@code crl-locations}, for the whole certification path. */
        CRL,
        /** By the responder at {@code ocsp-url} for the signer, by the CRLs, if any are configured, for the rest. */
        OCSP
    }

    /**
     * The seals' keystore.
     *
     * @param keystore PKCS12 with one key per region under its code ({@code KZ-75}); a former certificate stays as
     *     {@code KZ-75.1}, {@code KZ-75.2} …, so that what it sealed can still be verified
     * @param password of the keystore and its keys
     */
    record SealSettings(@DefaultValue("") String keystore, @DefaultValue("") String password) {}
}
