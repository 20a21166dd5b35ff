package kz.bilik.web.api;

/** With which codes a signature is refused, for {@link Described#refusals}. */
final class SignatureRefusals {

    static final String MALFORMED = "400 signature.missing signature.unreadable";
    static final String TOO_LARGE = "413 signature.too-large";
    static final String UNPROCESSABLE = "422 signature.no-signer signature.several-signers signature.no-certificate"
            + " signature.algorithm-unsupported signature.algorithm-weak signature.expired signature.not-yet-valid"
            + " signature.untrusted signature.authentication-only signature.not-for-signing signature.content-differs"
            + " signature.tampered signature.no-iin signature.bin-invalid signature.revoked";
    static final String UNKNOWN = "503 signature.revocation-unknown";

    private SignatureRefusals() {}
}
