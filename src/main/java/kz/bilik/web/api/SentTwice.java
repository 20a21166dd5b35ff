package kz.bilik.web.api;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import kz.bilik.problem.Problem.Kind;
import kz.bilik.web.answer.ProblemDetails;

/**
 * A call that a client sends twice at once, because the network made it wait. Which of the two comes second finds the case
 * moved on, or is overtaken in the middle of its work; what it asked for has been done, and so it gets the first one's
 * answer. Neither call may run within a transaction, since the second has to see what the first has left.
 */
final class SentTwice {

    private SentTwice() {}

    /** A step that may be taken once: overtaken, it is as good as taken when that is what has been recorded. */
    static void orDone(Runnable step, BooleanSupplier done) {
        try {
            step.run();
        } catch (RuntimeException overtaken) {
            if (!isOvertaken(overtaken) || !done.getAsBoolean()) {
                throw overtaken;
            }
        }
    }

    /** A call that answers the same again: overtaken, it is asked once more. */
    static <T> T orAgain(Supplier<T> call) {
        try {
            return call.get();
        } catch (RuntimeException overtaken) {
            if (!isOvertaken(overtaken)) {
                throw overtaken;
            }
            return call.get();
        }
    }

    private static boolean isOvertaken(RuntimeException failure) {
        var problem = ProblemDetails.problem(failure);
        return problem != null
                && (problem.kind() == Kind.CONFLICT || problem.code().equals("web.try-again"));
    }
}
