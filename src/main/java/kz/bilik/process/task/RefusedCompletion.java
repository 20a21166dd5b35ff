package kz.bilik.process.task;

import kz.bilik.problem.Problem;
import org.camunda.bpm.engine.ProcessEngineException;

/** A task that cannot be completed as asked; its message is the sentence that the Tasklist shows. */
final class RefusedCompletion extends ProcessEngineException {

    RefusedCompletion(String words, Problem problem) {
        super(words, problem);
    }
}
