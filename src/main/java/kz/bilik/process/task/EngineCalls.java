package kz.bilik.process.task;

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
            for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
                if (cause instanceof Problem problem) {
                    throw problem;
                }
            }
            throw thrown;
        }
    }
}
