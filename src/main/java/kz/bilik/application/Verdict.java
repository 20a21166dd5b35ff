package kz.bilik.application;

/** What a check answers: never a bare yes or no, always with the clause. */
sealed interface Verdict {

    /** The clause that demands the check, such as {@code cl. 3.3}. */
    String clause();

    /** Nothing stands against it. */
    record Accepted(String clause) implements Verdict {}

    /**
     * It stands against the application.
     *
     * @param reason the text's key without {@code reason.}
     */
    record Rejected(String reason, String clause) implements Verdict {}
}
