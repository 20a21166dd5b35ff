package kz.bilik.signature;

import java.io.IOException;
import java.math.BigInteger;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampToken;
import org.bouncycastle.util.Selector;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Asks an authority for time (RFC 3161) to say that bytes were there at a moment, and verifies what it said. */
@Component
public class TimeStamping {

    private static final Logger log = LoggerFactory.getLogger(TimeStamping.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final TimeStampSettings settings;
    private final List<X509Certificate> anchors;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final SecureRandom random = new SecureRandom();

    TimeStamping(TimeStampSettings settings) {
        this.settings = settings;
        this.anchors = CertificateFiles.certificates(settings.trustAnchors());
    }

    /** Whether there is an authority to ask. */
    public boolean isConfigured() {
        return settings.url() != null;
    }

    /** The stamp over these bytes as DER, already verified; empty when there is no authority, or no answer that holds. */
    public Optional<byte[]> stamp(byte[] content) {
        if (settings.url() == null) {
            return Optional.empty();
        }
        try {
            var generator = new TimeStampRequestGenerator();
            generator.setCertReq(true);
            var asked = generator.generate(TSPAlgorithms.SHA256, sha256(content), new BigInteger(64, random));
            var answer = http.send(
                    HttpRequest.newBuilder(settings.url())
                            .timeout(PATIENCE)
                            .header("Content-Type", "application/timestamp-query")
                            .POST(HttpRequest.BodyPublishers.ofByteArray(asked.getEncoded()))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            var response = new TimeStampResponse(answer.body());
            response.validate(asked);
            if (response.getTimeStampToken() == null) {
                log.warn("The authority for time gave no stamp: {}", response.getStatusString());
                return Optional.empty();
            }
            var token = response.getTimeStampToken().getEncoded();
            if (verify(content, token).isEmpty()) {
                log.warn("The authority for time is none of bilik.time-stamp.trust-anchors");
                return Optional.empty();
            }
            return Optional.of(token);
        } catch (IOException | TSPException | GeneralSecurityException failed) {
            log.warn("No time stamp: {}", failed.toString());
            return Optional.empty();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** When the bytes were stamped; empty when this is no stamp over them by an authority that is trusted. */
    public Optional<Instant> verify(byte[] content, byte[] stamp) {
        try {
            var token = new TimeStampToken(new CMSSignedData(stamp));
            if (!Arrays.equals(token.getTimeStampInfo().getMessageImprintDigest(), sha256(content))
                    || !TSPAlgorithms.SHA256.equals(token.getTimeStampInfo().getMessageImprintAlgOID())) {
                return Optional.empty();
            }
            for (X509CertificateHolder signer : certificates(token, token.getSID())) {
                // Also that the certificate is for stamps and nothing else, and was valid then.
                token.validate(new JcaSimpleSignerInfoVerifierBuilder().build(signer));
                if (isTrusted(signer, token)) {
                    return Optional.of(token.getTimeStampInfo().getGenTime().toInstant());
                }
            }
            return Optional.empty();
        } catch (CMSException
                | TSPException
                | IOException
                | OperatorCreationException
                | GeneralSecurityException
                | RuntimeException notOne) {
            return Optional.empty();
        }
    }

    private boolean isTrusted(X509CertificateHolder signer, TimeStampToken token) throws GeneralSecurityException {
        var certificates = new ArrayList<X509Certificate>();
        for (X509CertificateHolder enclosed : certificates(token, null)) {
            certificates.add(certificate(enclosed));
        }
        var selector = new X509CertSelector();
        selector.setCertificate(certificate(signer));
        var path = new PKIXBuilderParameters(
                anchors.stream().map(anchor -> new TrustAnchor(anchor, null)).collect(Collectors.toSet()), selector);
        path.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(certificates)));
        path.setRevocationEnabled(false);
        path.setDate(token.getTimeStampInfo().getGenTime());
        try {
            CertPathBuilder.getInstance("PKIX").build(path);
            return true;
        } catch (GeneralSecurityException untrusted) {
            return false;
        }
    }

    /** Those of the token's certificates that the selector matches; all of them without one. */
    @SuppressWarnings("unchecked")
    private static Collection<X509CertificateHolder> certificates(TimeStampToken token, @Nullable Object selector) {
        return token.getCertificates().getMatches((Selector<X509CertificateHolder>) selector);
    }

    private static X509Certificate certificate(X509CertificateHolder holder) throws GeneralSecurityException {
        return new JcaX509CertificateConverter().getCertificate(holder);
    }

    private static byte[] sha256(byte[] content) throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-256").digest(content);
    }
}
