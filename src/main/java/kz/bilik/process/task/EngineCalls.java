package kz.bilik.process.task;

import java.util.Optional;
import java.util.function.Supplier;
import kz.bilik.problem.Problem;

/** Calls the engine for a module and gives it back its own problem, without the engine's wrapping. */
public final class EngineCalls {

    private EngineCalls() {}

    public static void unwrapped(Runnable call) {
        unwrapped(() -> {
            call.run();
            return null;
        });
    }

    public static <T> T unwrapped(Supplier<T> call) {
        try {
            return call.get();
        } catch (RuntimeException thrown) {
            throw problem(thrown).map(RuntimeException.class::cast).orElse(thrown);
        }
    }

    /** The problem of ours for which the engine failed, however deep it wrapped it; empty when it failed for itself. */
    public static Optional<Problem> problem(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Problem problem) {
                return Optional.of(problem);
            }
            if (cause instanceof RefusedCompletion refused) {
                return Optional.of(refused.problem());
            }
        }
        return Optional.empty();
    }
}
