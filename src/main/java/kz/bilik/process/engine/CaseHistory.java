package kz.bilik.process.engine;

import kz.bilik.process.task.CaseVariables;
import org.camunda.bpm.engine.impl.history.HistoryLevel;
import org.camunda.bpm.engine.impl.history.event.HistoryEventType;
import org.camunda.bpm.engine.impl.history.event.HistoryEventTypes;
import org.camunda.bpm.engine.runtime.VariableInstance;
import org.camunda.bpm.engine.task.IdentityLink;
import org.jspecify.annotations.Nullable;

/**
 * Full history without what an officer types: only references and the named facts of the gateways are kept. Free text
 * and personal data belong to the modules, and a variable that is removed again has already left its trace in full
 * history.
 */
final class CaseHistory implements HistoryLevel {

    static final String NAME = "case";

    @Override
    public int getId() {
        return 5;
    }

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public boolean isHistoryEventProduced(HistoryEventType type, @Nullable Object entity) {
        if (type.equals(HistoryEventTypes.VARIABLE_INSTANCE_UPDATE_DETAIL)
                || type.equals(HistoryEventTypes.FORM_PROPERTY_UPDATE)
                // What a job did stands in the history of its activity; only its failures are worth a row of their own.
                || type.equals(HistoryEventTypes.JOB_CREATE)
                || type.equals(HistoryEventTypes.JOB_SUCCESS)
                || type.equals(HistoryEventTypes.JOB_DELETE)) {
            return false;
        }
        if (entity instanceof IdentityLink link && link.getUserId() == null) {
            // Which group a task was offered to follows from the diagram and the case; who took it is kept.
            return false;
        }
        if (entity instanceof VariableInstance variable) {
            return CaseVariables.ALL.contains(variable.getName());
        }
        return true;
    }
}
