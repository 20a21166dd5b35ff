package kz.bilik.process.task;

import java.util.Map;
import org.camunda.bpm.engine.delegate.VariableScope;

/**
 * The variables of a process that only refer to a record, as the record has them: a submission that says otherwise is
 * refused.
 */
public interface References {

    /** The id of the process. */
    String process();

    /** The references of the case in that scope, by variable name. */
    Map<String, Object> of(String businessKey, VariableScope scope);
}
