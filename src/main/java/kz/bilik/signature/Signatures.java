package kz.bilik.signature;

import java.time.OffsetDateTime;
import kz.bilik.identity.Bin;
import kz.bilik.identity.Iin;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Electronic digital signatures in CMS: verified once, at the moment of receipt, with the evidence kept. */
@Component
public class Signatures {

    /**
     * Who signed what, and everything an auditor needs to verify it again.
     *
     * @param iin the signer's number from the certificate (subject serialNumber)
     * @param bin the organisation's number (OU), null on a natural person's certificate
     * @param signerName the subject's common name
     * @param content the signed bytes, exactly
     * @param cms the signature as DER
     * @param certificate the signer's certificate as DER
     * @param revocation what the CRL or OCSP answered, or {@code NOT_CONFIGURED}
     * @param verifiedAt wall time of the verdict
     * @param legalTime legal time of the receipt
     */
    public record Evidence(
            Iin iin,
            @Nullable Bin bin,
            String signerName,
            byte[] content,
            byte[] cms,
            byte[] certificate,
            String revocation,
            OffsetDateTime verifiedAt,
            OffsetDateTime legalTime) {}

    /**
     * Verifies a signature over exactly these bytes; opens no database connection.
     *
     * @param content what was sent; an attached signature must hold the same bytes
     * @param signature CMS as DER, PEM or base64, attached or detached
     * @throws kz.bilik.problem.Problem {@code signature.…}: missing, unreadable, no-signer, no-certificate, tampered,
     *     content-differs, untrusted, expired, not-yet-valid, authentication-only, revoked, revocation-unknown,
     *     no-iin
     */
    public Evidence verify(byte[] content, byte[] signature) {
        throw new UnsupportedOperationException();
    }

    /** Keeps the evidence under the number of the record that was signed, in the current transaction. */
    public void keep(String owner, Evidence evidence) {
        throw new UnsupportedOperationException();
    }

    /** The evidence kept for that record, newest first. */
    public java.util.List<Evidence> of(String owner) {
        throw new UnsupportedOperationException();
    }
}
