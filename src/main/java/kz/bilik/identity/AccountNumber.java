package kz.bilik.identity;

/** A valid 20-character account number (IBAN of Kazakhstan), spaces removed, upper case, check digits right. Its text form is masked, so that logs stay free of it. */
public record AccountNumber(String value) {

    /**
     * Reads one.
     *
     * @throws kz.bilik.problem.Problem {@code identity.account} when it is none
     */
    public static AccountNumber of(String text) {
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
