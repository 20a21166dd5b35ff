package kz.bilik.identity;

/** A valid business identification number (BIN). Its text form is masked, so that logs stay free of it. */
public record Bin(String value) {

    /**
     * Reads one.
     *
     * @throws kz.bilik.problem.Problem {@code identity. 12 digits, month of registration, kind, check digit:bin} when it is none
     */
    public static Bin of(String text) {
        throw new UnsupportedOperationException();
    }

    /** For people who need not see it whole. */
    public String masked() {
        throw new UnsupportedOperationException();
    }

    @Override
    public String toString() {
        return masked();
    }
}
