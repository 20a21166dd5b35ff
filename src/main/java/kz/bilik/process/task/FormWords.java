package kz.bilik.process.task;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import kz.bilik.language.Language;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.form.TaskFormData;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParse;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.form.FormFieldImpl;
import org.camunda.bpm.engine.impl.form.handler.TaskFormHandler;
import org.camunda.bpm.engine.impl.form.type.StringFormType;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.springframework.context.i18n.LocaleContextHolder;

/**
 * Gives a form what it shows at the moment it is opened, as if these were variables of its task: read from the records
 * in the officer's language, never stored, so that nothing personal stays in the engine and nothing shown is out of date.
 */
final class FormWords implements TaskFormHandler {

    private final TaskFormHandler form;
    private final Function<VariableScope, UserTask> userTask;
    private final BiConsumer<TaskEntity, VariableMap> check;

    FormWords(
            TaskFormHandler form,
            Function<VariableScope, UserTask> userTask,
            BiConsumer<TaskEntity, VariableMap> check) {
        this.form = form;
        this.userTask = userTask;
        this.check = check;
    }

    @Override
    public TaskFormData createTaskForm(TaskEntity task) {
        var data = form.createTaskForm(task);
        var language = Language.of(LocaleContextHolder.getLocale());
        // The officer may read his task, or he would not be here; the law's tables, for one, are not his to read.
        var shown = Context.getCommandContext().runWithoutAuthorization(() -> facts(task, language));
        shown.forEach((name, text) -> {
            var field = new FormFieldImpl();
            field.setId(name);
            field.setType(new StringFormType());
            field.setValue(Variables.stringValue(text));
            data.getFormFields().add(field);
        });
        return data;
    }

    private Map<String, String> facts(TaskEntity task, Language language) {
        var facts = new LinkedHashMap<>(userTask.apply(task).listed().apply(task, language));
        facts.putAll(userTask.apply(task).shown().apply(task, language));
        return facts;
    }

    @Override
    public void parseConfiguration(
            Element element, DeploymentEntity deployment, ProcessDefinitionEntity process, BpmnParse parse) {
        form.parseConfiguration(element, deployment, process, parse);
    }

    @Override
    public void submitFormVariables(VariableMap submitted, VariableScope scope) {
        check.accept((TaskEntity) scope, submitted);
        form.submitFormVariables(submitted, scope);
    }
}
