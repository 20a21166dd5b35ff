package kz.bilik.signature;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import kz.bilik.problem.Problem;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.CertException;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.SingleResp;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Revocation by asking a responder (RFC 6960) about the signer's certificate, each time anew. */
final class OnlineCertificateStatus implements RevocationCheck {

    private static final Logger LOG = LoggerFactory.getLogger(OnlineCertificateStatus.class);
    private static final int MOST_BYTES = 256 * 1024;

    /** How far the responder's clock may differ from ours. */
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

    /** How old an answer may be that does not say until when it holds. */
    private static final Duration FRESH = Duration.ofHours(1);

    private final URI responder;
    private final Duration timeout;
    private final RevocationCheck ofAuthorities;
    private final HttpClient http;
    private final SecureRandom random = new SecureRandom();

    /** A responder, and what is asked about the authorities between signer and anchor. */
    OnlineCertificateStatus(URI responder, Duration timeout, RevocationCheck ofAuthorities) {
        this.responder = responder;
        this.timeout = timeout;
        this.ofAuthorities = ofAuthorities;
        this.http = HttpClient.newBuilder().connectTimeout(timeout).build();
    }

    @Override
    public String answer(List<X509Certificate> path, Instant at) {
        if (path.size() < 2) {
            throw Fault.REVOCATION_UNKNOWN.problem();
        }
        String ofSigner = answer(path.get(0), path.get(1), at);
        return ofSigner + "; " + ofAuthorities.answer(path.subList(1, path.size()), at);
    }

    private String answer(X509Certificate certificate, X509Certificate issuer, Instant at) {
        try {
            var issuerHolder = new JcaX509CertificateHolder(issuer);
            // SHA-1 names the issuer here, it protects nothing; responders know no other.
            var asked = new CertificateID(
                    new JcaDigestCalculatorProviderBuilder().build().get(CertificateID.HASH_SHA1),
                    issuerHolder,
                    certificate.getSerialNumber());
            byte[] nonce = new byte[16];
            random.nextBytes(nonce);
            byte[] bytes = ask(asked, nonce);
            if (!(new OCSPResp(bytes).getResponseObject() instanceof BasicOCSPResp response)) {
                throw new OCSPException("no answer in the response");
            }
            requireNonce(response, nonce);
            requireSignature(response, issuerHolder, at);
            SingleResp single = find(response, asked, at);
            if (single.getCertStatus() instanceof RevokedStatus) {
                throw Fault.REVOKED.problem();
            }
            if (single.getCertStatus() != CertificateStatus.GOOD) {
                throw Fault.REVOCATION_UNKNOWN.problem();
            }
            return "OCSP GOOD of " + single.getThisUpdate().toInstant() + " response "
                    + Base64.getEncoder().encodeToString(bytes);
        } catch (Problem refused) {
            throw refused;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw Fault.REVOCATION_UNKNOWN.problem();
        } catch (IOException
                | OCSPException
                | OperatorCreationException
                | GeneralSecurityException
                | RuntimeException failed) {
            LOG.warn("No OCSP answer from {}: {}", responder, failed.toString());
            throw Fault.REVOCATION_UNKNOWN.problem();
        }
    }

    private byte[] ask(CertificateID asked, byte[] nonce) throws IOException, InterruptedException, OCSPException {
        var question = new OCSPReqBuilder()
                .addRequest(asked)
                .setRequestExtensions(new Extensions(new Extension(
                        OCSPObjectIdentifiers.id_pkix_ocsp_nonce,
                        false,
                        new DEROctetString(new DEROctetString(nonce).getEncoded()))))
                .build();
        var request = HttpRequest.newBuilder(responder)
                .timeout(timeout)
                .header("Content-Type", "application/ocsp-request")
                .header("Accept", "application/ocsp-response")
                .POST(HttpRequest.BodyPublishers.ofByteArray(question.getEncoded()))
                .build();
        var response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        try (var body = response.body()) {
            if (response.statusCode() != 200) {
                throw new IOException("status " + response.statusCode());
            }
            return body.readNBytes(MOST_BYTES);
        }
    }

    /** A responder that prepares its answers sends no nonce; one that sends it must send ours. */
    private static void requireNonce(BasicOCSPResp response, byte[] nonce) throws OCSPException, IOException {
        var extension = response.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce);
        if (extension != null
                && !MessageDigest.isEqual(
                        extension.getExtnValue().getOctets(), new DEROctetString(nonce).getEncoded())) {
            throw new OCSPException("the answer is to another question");
        }
    }

    private static void requireSignature(BasicOCSPResp response, X509CertificateHolder issuer, Instant at)
            throws OCSPException, OperatorCreationException, GeneralSecurityException {
        Algorithms.requireSignature(response.getSignatureAlgorithmID());
        var verifiers = new JcaContentVerifierProviderBuilder();
        if (response.isSignatureValid(verifiers.build(issuer))) {
            return;
        }
        for (var delegate : response.getCerts()) {
            if (isDelegate(delegate, issuer, verifiers, at) && response.isSignatureValid(verifiers.build(delegate))) {
                return;
            }
        }
        throw new OCSPException("signed by nobody whom the issuer has charged with it");
    }

    private static boolean isDelegate(
            X509CertificateHolder delegate,
            X509CertificateHolder issuer,
            JcaContentVerifierProviderBuilder verifiers,
            Instant at)
            throws OperatorCreationException, GeneralSecurityException {
        var purposes = ExtendedKeyUsage.fromExtensions(delegate.getExtensions());
        try {
            return delegate.getIssuer().equals(issuer.getSubject())
                    && purposes != null
                    && purposes.hasKeyPurposeId(KeyPurposeId.id_kp_OCSPSigning)
                    && delegate.isValidOn(Date.from(at))
                    && delegate.isSignatureValid(verifiers.build(issuer));
        } catch (CertException notTheirs) {
            return false;
        }
    }

    private static SingleResp find(BasicOCSPResp response, CertificateID asked, Instant at) throws OCSPException {
        for (var single : response.getResponses()) {
            Date until = single.getNextUpdate();
            Instant from = single.getThisUpdate().toInstant();
            boolean current = !from.isAfter(at.plus(CLOCK_SKEW))
                    && (until == null
                            ? from.isAfter(at.minus(FRESH))
                            : until.toInstant().isAfter(at.minus(CLOCK_SKEW)));
            if (single.getCertID().equals(asked) && current) {
                return single;
            }
        }
        throw new OCSPException("no current answer about this certificate");
    }
}
