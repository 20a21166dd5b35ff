package kz.bilik.process.gate;

import org.camunda.bpm.engine.BadUserRequestException;

/** A deployment that breaks a rule; its message is what Modeler prints: a line for each finding. */
final class RefusedDeployment extends BadUserRequestException {

    RefusedDeployment(String words) {
        super(words);
    }
}
