package kz.bilik.signature;

import kz.bilik.problem.Problem;
import kz.bilik.problem.Problem.Kind;

/** Why a signature is not accepted, each with its own code and text. */
enum Fault {
    MISSING("missing", Kind.MALFORMED),
    TOO_LARGE("too-large", Kind.TOO_LARGE),
    UNREADABLE("unreadable", Kind.MALFORMED),
    NO_SIGNER("no-signer", Kind.UNPROCESSABLE),
    SEVERAL_SIGNERS("several-signers", Kind.UNPROCESSABLE),
    NO_CERTIFICATE("no-certificate", Kind.UNPROCESSABLE),
    ALGORITHM_UNSUPPORTED("algorithm-unsupported", Kind.UNPROCESSABLE),
    ALGORITHM_WEAK("algorithm-weak", Kind.UNPROCESSABLE),
    EXPIRED("expired", Kind.UNPROCESSABLE),
    NOT_YET_VALID("not-yet-valid", Kind.UNPROCESSABLE),
    UNTRUSTED("untrusted", Kind.UNPROCESSABLE),
    AUTHENTICATION_ONLY("authentication-only", Kind.UNPROCESSABLE),
    NOT_FOR_SIGNING("not-for-signing", Kind.UNPROCESSABLE),
    CONTENT_DIFFERS("content-differs", Kind.UNPROCESSABLE),
    TAMPERED("tampered", Kind.UNPROCESSABLE),
    NO_IIN("no-iin", Kind.UNPROCESSABLE),
    BIN_INVALID("bin-invalid", Kind.UNPROCESSABLE),
    REVOKED("revoked", Kind.UNPROCESSABLE),
    REVOCATION_UNKNOWN("revocation-unknown", Kind.UNAVAILABLE);

    private final String name;
    private final Kind kind;

    Fault(String name, Kind kind) {
        this.name = name;
        this.kind = kind;
    }

    String code() {
        return "signature." + name;
    }

    Problem problem(Object... arguments) {
        return Problem.of(kind, code(), arguments);
    }
}
