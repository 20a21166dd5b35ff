package kz.bilik.signature;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import kz.bilik.problem.Problem;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.util.Store;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Judges a CMS signature over given bytes at a given moment; knows neither database nor clock. */
final class Verification {

    private static final Logger LOG = LoggerFactory.getLogger(Verification.class);

    /** Used without registering it: registered, it would change how the whole JVM reads keys and certificates. */
    private static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();

    /** More enclosed certificates than any path needs are only work for us. */
    private static final int MOST_CERTIFICATES = 10;

    /** The DER tag of the SET as which signed attributes are signed. */
    private static final byte SET = 0x31;

    private final CertificationPaths paths;
    private final RevocationCheck revocation;
    private final SignatureSettings settings;

    Verification(CertificationPaths paths, RevocationCheck revocation, SignatureSettings settings) {
        this.paths = paths;
        this.revocation = revocation;
        this.settings = settings;
    }

    /**
     * A signature found good.
     *
     * @param content the bytes that were signed
     * @param cms the signature without its wrapping
     * @param revocation what the revocation check answered
     */
    record Verified(
            SignerCertificate signer, byte[] content, byte[] cms, X509Certificate certificate, String revocation) {}

    private record Judged(
            SignerCertificate signer, byte[] content, X509Certificate certificate, List<X509Certificate> path) {}

    /**
     * Verifies.
     *
     * @throws Problem one of {@link Fault}, never anything else
     */
    Verified verify(byte[] content, byte[] signature, Instant at) {
        byte[] cms = Envelope.open(signature, settings.maxSize().toBytes());
        Judged judged;
        try {
            judged = judge(content, cms, at);
        } catch (Problem refused) {
            throw refused;
        } catch (CMSException
                | GeneralSecurityException
                | OperatorCreationException
                | IOException
                | RuntimeException
                | StackOverflowError hostile) {
            // Parsers meet hostile bytes with exceptions of every sort; whatever cannot be judged is unreadable.
            LOG.debug("A signature could not be read", hostile);
            throw Fault.UNREADABLE.problem();
        }
        return new Verified(judged.signer, judged.content, cms, judged.certificate, revocation.answer(judged.path, at));
    }

    /** Whether this is a detached signature over exactly these bytes by the key of that very certificate. */
    static boolean isSignedBy(X509Certificate certificate, byte[] content, byte[] signature, long maxSize) {
        try {
            byte[] cms = Envelope.open(signature, maxSize);
            var signed = new CMSSignedData(new CMSProcessableByteArray(content), cms);
            SignerInformation signer = onlySignerOf(signed);
            Algorithms.requireDigest(signer.getDigestAlgorithmID());
            return new CMSSignedData(cms).isDetachedSignature()
                    && signer.getSID().match(new X509CertificateHolder(certificate.getEncoded()))
                    && isSigned(signer, content, certificate);
        } catch (CMSException
                | GeneralSecurityException
                | OperatorCreationException
                | IOException
                | RuntimeException
                | StackOverflowError hostile) {
            return false;
        }
    }

    private Judged judge(byte[] content, byte[] cms, Instant at)
            throws CMSException, GeneralSecurityException, OperatorCreationException, IOException {
        var signed = new CMSSignedData(cms);
        SignerInformation signer = onlySignerOf(signed);
        Algorithms.requireDigest(signer.getDigestAlgorithmID());
        Algorithms.requireSignature(signer.toASN1Structure().getDigestEncryptionAlgorithm());
        X509CertificateHolder holder = certificateOf(signer, signed.getCertificates());
        Algorithms.requireSignature(holder.getSignatureAlgorithm());
        X509Certificate certificate = converter().getCertificate(holder);
        Algorithms.requireKey(certificate);
        requireValidity(certificate, at);
        // The path comes before the signature: only a key that an authority vouched for is calculated with.
        List<X509Certificate> path = paths.path(certificate, enclosed(signed.getCertificates()), at);
        for (var issuer : path.subList(1, path.size() - 1)) {
            Algorithms.requireSignature(new X509CertificateHolder(issuer.getEncoded()).getSignatureAlgorithm());
        }
        SignerCertificate.requireSigningPurpose(certificate, settings.requireSigningPurpose());
        byte[] exact = signedContent(content, cms, signed, certificate);
        SignerCertificate identity = SignerCertificate.of(certificate, paths.standsFor(path));
        return new Judged(identity, exact, certificate, path);
    }

    private static SignerInformation onlySignerOf(CMSSignedData signed) {
        // Bouncy Castle reads signed data under any label
        if (!CMSObjectIdentifiers.signedData.equals(signed.toASN1Structure().getContentType())) {
            throw Fault.UNREADABLE.problem();
        }
        Collection<SignerInformation> signers = signed.getSignerInfos().getSigners();
        if (signers.isEmpty()) {
            throw Fault.NO_SIGNER.problem();
        }
        if (signers.size() > 1) {
            throw Fault.SEVERAL_SIGNERS.problem();
        }
        // Anything but plain data (a time stamp, an archive) has a meaning that is not "I apply".
        if (!PKCSObjectIdentifiers.data.getId().equals(signed.getSignedContentTypeOID())) {
            throw Fault.UNREADABLE.problem();
        }
        return signers.iterator().next();
    }

    private static X509CertificateHolder certificateOf(
            SignerInformation signer, Store<X509CertificateHolder> certificates) {
        @SuppressWarnings("unchecked")
        var own = new LinkedHashSet<X509CertificateHolder>(certificates.getMatches(signer.getSID()));
        if (own.isEmpty()) {
            throw Fault.NO_CERTIFICATE.problem();
        }
        if (own.size() > 1 || certificates.getMatches(null).size() > MOST_CERTIFICATES) {
            throw Fault.UNREADABLE.problem();
        }
        return own.iterator().next();
    }

    private static List<X509Certificate> enclosed(Store<X509CertificateHolder> certificates)
            throws GeneralSecurityException {
        var usable = new ArrayList<X509Certificate>();
        for (var holder : certificates.getMatches(null)) {
            try {
                X509Certificate certificate = converter().getCertificate(holder);
                Algorithms.requireKey(certificate);
                usable.add(certificate);
            } catch (Problem ofNoUse) {
                LOG.debug("An enclosed certificate is left aside: {}", ofNoUse.code());
            }
        }
        return usable;
    }

    private static JcaX509CertificateConverter converter() {
        return new JcaX509CertificateConverter();
    }

    private static void requireValidity(X509Certificate certificate, Instant at) {
        var date = Date.from(at);
        if (date.after(certificate.getNotAfter())) {
            throw Fault.EXPIRED.problem();
        }
        if (date.before(certificate.getNotBefore())) {
            throw Fault.NOT_YET_VALID.problem();
        }
    }

    /** The bytes that were signed: what was sent, or, where the settings allow, the same text with CRLF line ends. */
    private byte[] signedContent(byte[] sent, byte[] cms, CMSSignedData signed, X509Certificate certificate)
            throws CMSException, OperatorCreationException, GeneralSecurityException, IOException {
        var attached = signed.getSignedContent();
        if (attached != null) {
            byte[] held = (byte[]) attached.getContent();
            if (!Arrays.equals(held, sent)
                    && !(settings.lineEndingsMayDiffer() && Arrays.equals(held, withCrlf(sent)))) {
                throw Fault.CONTENT_DIFFERS.problem();
            }
            if (!isSigned(onlySignerOf(signed), held, certificate)) {
                throw Fault.TAMPERED.problem();
            }
            return held;
        }
        if (isSigned(detached(sent, cms), sent, certificate)) {
            return sent;
        }
        if (settings.lineEndingsMayDiffer()) {
            byte[] canonical = withCrlf(sent);
            if (!Arrays.equals(canonical, sent) && isSigned(detached(canonical, cms), canonical, certificate)) {
                return canonical;
            }
        }
        throw Fault.TAMPERED.problem();
    }

    private static SignerInformation detached(byte[] content, byte[] cms) throws CMSException {
        return onlySignerOf(new CMSSignedData(new CMSProcessableByteArray(content), cms));
    }

    private static boolean isSigned(SignerInformation signer, byte[] content, X509Certificate certificate)
            throws OperatorCreationException, GeneralSecurityException, IOException {
        // Without signed attributes the signature is over the content itself. Content that looks like attributes may be
        // those of another signature by the same person, presented as if he had signed them.
        if (signer.getSignedAttributes() == null && content.length > 0 && content[0] == SET) {
            return false;
        }
        if (!namesItsCertificate(signer, certificate)) {
            return false;
        }
        try {
            // By the key, not by the certificate: that would hold the signer's own claim of the time against him, while
            // validity is judged at the moment of receipt.
            var verifier = new JcaSimpleSignerInfoVerifierBuilder()
                    .setProvider(BOUNCY_CASTLE)
                    .build(certificate.getPublicKey());
            return signer.verify(verifier);
        } catch (CMSException notTheirs) {
            return false;
        }
    }

    /** A CAdES signature names its certificate inside what is signed: another one with the same key is refused. */
    private static boolean namesItsCertificate(SignerInformation signer, X509Certificate certificate)
            throws GeneralSecurityException {
        var attributes = signer.getSignedAttributes();
        var attribute = attributes == null ? null : attributes.get(PKCSObjectIdentifiers.id_aa_signingCertificateV2);
        if (attribute == null) {
            return true;
        }
        ESSCertIDv2[] named = SigningCertificateV2.getInstance(attribute.getAttributeValues()[0])
                .getCerts();
        var digest = named[0].getHashAlgorithm();
        Algorithms.requireDigest(digest);
        byte[] hash = MessageDigest.getInstance(digest.getAlgorithm().getId(), BOUNCY_CASTLE)
                .digest(certificate.getEncoded());
        return MessageDigest.isEqual(hash, named[0].getCertHash());
    }

    /** Text as S/MIME signs it: every line ends with CRLF. What has no line end is left alone. */
    private static byte[] withCrlf(byte[] text) {
        var canonical = new ByteArrayOutputStream(text.length + 64);
        for (int i = 0; i < text.length; i++) {
            if (text[i] == '\r') {
                int next = i;
                while (next < text.length && text[next] == '\r') {
                    next++;
                }
                if (next < text.length && text[next] == '\n') {
                    i = next;
                } else {
                    canonical.write('\r');
                    continue;
                }
            }
            if (text[i] == '\n') {
                canonical.write('\r');
            }
            canonical.write(text[i]);
        }
        return canonical.toByteArray();
    }
}
