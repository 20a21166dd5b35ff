package kz.bilik.signature;

import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Set;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** Which algorithms a signature may use: RSA and ECDSA with SHA-2. GOST is known to the NCA's own provider only. */
final class Algorithms {

    private static final Set<String> DIGESTS = Set.of(
            NISTObjectIdentifiers.id_sha256.getId(),
            NISTObjectIdentifiers.id_sha384.getId(),
            NISTObjectIdentifiers.id_sha512.getId());

    private static final Set<String> WEAK_DIGESTS = Set.of(
            OIWObjectIdentifiers.idSHA1.getId(),
            PKCSObjectIdentifiers.md2.getId(),
            PKCSObjectIdentifiers.md4.getId(),
            PKCSObjectIdentifiers.md5.getId(),
            NISTObjectIdentifiers.id_sha224.getId());

    private static final Set<String> SIGNATURES = Set.of(
            PKCSObjectIdentifiers.rsaEncryption.getId(),
            PKCSObjectIdentifiers.sha256WithRSAEncryption.getId(),
            PKCSObjectIdentifiers.sha384WithRSAEncryption.getId(),
            PKCSObjectIdentifiers.sha512WithRSAEncryption.getId(),
            X9ObjectIdentifiers.ecdsa_with_SHA256.getId(),
            X9ObjectIdentifiers.ecdsa_with_SHA384.getId(),
            X9ObjectIdentifiers.ecdsa_with_SHA512.getId());

    private static final Set<String> WEAK_SIGNATURES = Set.of(
            PKCSObjectIdentifiers.sha1WithRSAEncryption.getId(),
            PKCSObjectIdentifiers.md2WithRSAEncryption.getId(),
            PKCSObjectIdentifiers.md5WithRSAEncryption.getId(),
            PKCSObjectIdentifiers.sha224WithRSAEncryption.getId(),
            OIWObjectIdentifiers.sha1WithRSA.getId(),
            X9ObjectIdentifiers.ecdsa_with_SHA1.getId(),
            X9ObjectIdentifiers.ecdsa_with_SHA224.getId());

    private Algorithms() {}

    static void requireDigest(AlgorithmIdentifier digest) {
        String oid = digest.getAlgorithm().getId();
        if (WEAK_DIGESTS.contains(oid)) {
            throw Fault.ALGORITHM_WEAK.problem();
        }
        if (!DIGESTS.contains(oid)) {
            throw Fault.ALGORITHM_UNSUPPORTED.problem();
        }
    }

    static void requireSignature(AlgorithmIdentifier signature) {
        String oid = signature.getAlgorithm().getId();
        if (PKCSObjectIdentifiers.id_RSASSA_PSS.getId().equals(oid)) {
            requireDigest(RSASSAPSSparams.getInstance(signature.getParameters()).getHashAlgorithm());
        } else if (WEAK_SIGNATURES.contains(oid)) {
            throw Fault.ALGORITHM_WEAK.problem();
        } else if (!SIGNATURES.contains(oid)) {
            throw Fault.ALGORITHM_UNSUPPORTED.problem();
        }
    }

    /** The key of a signer: RSA from 2048 to 8192 bits, or an elliptic curve from 256 bits. */
    static void requireKey(X509Certificate certificate) {
        var key = certificate.getPublicKey();
        int bits;
        int least;
        if (key instanceof RSAPublicKey rsa) {
            bits = rsa.getModulus().bitLength();
            least = 2048;
        } else if (key instanceof ECPublicKey elliptic) {
            bits = elliptic.getParams().getCurve().getField().getFieldSize();
            least = 256;
        } else {
            throw Fault.ALGORITHM_UNSUPPORTED.problem();
        }
        if (bits < least) {
            throw Fault.ALGORITHM_WEAK.problem();
        }
        if (bits > 8192) {
            throw Fault.ALGORITHM_UNSUPPORTED.problem();
        }
    }
}
