package kz.bilik.identity;

/** A valid individual identification number (IIN). Its text form is masked, so that logs stay free of it. */
public record Iin(String value) {

    /**
     * Reads one.
     *
     * @throws kz.bilik.problem.Problem {@code identity. 12 digits, birth date, century and sex, check digit:iin} when it is none
     */
    public static Iin of(String text) {
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
