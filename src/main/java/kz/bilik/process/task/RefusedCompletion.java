package kz.bilik.process.task;

import kz.bilik.problem.Problem;
import org.camunda.bpm.engine.ProcessEngineException;

/**
 * A task that cannot be completed as asked; its message is the sentence that the Tasklist shows. The problem is not its
 * cause: for an exception with a cause the engine first looks for an error event along the case's executions, and where
 * somebody else has completed the task meanwhile it stumbles over those that are gone, and its own failure hides ours.
 */
public final class RefusedCompletion extends ProcessEngineException {

    private final transient Problem problem;

    RefusedCompletion(String words, Problem problem) {
        super(words);
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
