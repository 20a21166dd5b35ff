package kz.bilik.process.gate;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.repository.ResourceDefinition;

/** What the engine has deployed last, read within the command that deploys. */
final class EngineInForce implements InForce {

    private static CommandContext command() {
        return Context.getCommandContext();
    }

    private static RepositoryService repository() {
        return Context.getProcessEngineConfiguration().getRepositoryService();
    }

    private static List<ProcessDefinition> processes() {
        return repository()
                .createProcessDefinitionQuery()
                .latestVersion()
                .orderByProcessDefinitionKey()
                .asc()
                .list();
    }

    private static List<DecisionDefinition> decisions() {
        return repository()
                .createDecisionDefinitionQuery()
                .latestVersion()
                .orderByDecisionDefinitionKey()
                .asc()
                .list();
    }

    private static Optional<ModelFile> file(String deployment, String name) {
        return Optional.ofNullable(
                        command().getResourceManager().findResourceByDeploymentIdAndResourceName(deployment, name))
                .map(resource -> new ModelFile(resource.getName(), resource.getBytes()));
    }

    private static Optional<ModelFile> file(ResourceDefinition definition) {
        return file(definition.getDeploymentId(), definition.getResourceName());
    }

    @Override
    public Optional<ModelFile> diagram(String process) {
        return processes().stream()
                .filter(each -> each.getKey().equals(process))
                .findFirst()
                .flatMap(EngineInForce::file);
    }

    @Override
    public List<ModelFile> diagrams() {
        return processes().stream()
                .map(EngineInForce::file)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }

    /** All that is in force: diagrams, the forms that they show, tables. */
    List<ModelFile> all() {
        var files = new ArrayList<>(diagrams());
        for (var definition : processes()) {
            file(definition).flatMap(Diagram::readable).ifPresent(diagram -> new LinkedHashSet<>(
                            diagram.formsOfDeployment())
                    .forEach(form -> form(definition.getKey(), form).ifPresent(files::add)));
        }
        decisions().forEach(definition -> file(definition).ifPresent(files::add));
        return files;
    }

    @Override
    public Optional<ModelFile> form(String process, String form) {
        var forms = command().getCamundaFormDefinitionManager();
        return processes().stream()
                .filter(each -> each.getKey().equals(process))
                .findFirst()
                .flatMap(each ->
                        Optional.ofNullable(forms.findDefinitionByDeploymentAndKey(each.getDeploymentId(), form)))
                .or(() -> Optional.ofNullable(forms.findLatestDefinitionByKey(form)))
                .flatMap(EngineInForce::file);
    }

    @Override
    public Optional<ModelFile> table(String decision) {
        return latest(decision).flatMap(EngineInForce::file);
    }

    private static Optional<DecisionDefinition> latest(String decision) {
        return decisions().stream()
                .filter(each -> each.getKey().equals(decision))
                .findFirst();
    }

    @Override
    public Optional<ModelFile> examples(String decision) {
        return latest(decision).flatMap(each -> {
            var name = new ModelFile(each.getResourceName(), new byte[0]).stem() + ModelFile.EXAMPLES;
            return repository().getDeploymentResourceNames(each.getDeploymentId()).stream()
                    .filter(resource ->
                            new ModelFile(resource, new byte[0]).base().equals(name))
                    .findFirst()
                    .flatMap(resource -> file(each.getDeploymentId(), resource));
        });
    }

    @Override
    public Optional<Deployed> named(String base) {
        var definitions = new ArrayList<ResourceDefinition>(processes());
        definitions.addAll(decisions());
        var asked = new ModelFile(base, new byte[0]);
        if (asked.isForm()) {
            var form = command().getCamundaFormDefinitionManager().findLatestDefinitionByKey(asked.stem());
            if (form != null) {
                definitions.add(form);
            }
        }
        var found = definitions.stream()
                .filter(each -> new ModelFile(each.getResourceName(), new byte[0])
                        .base()
                        .equals(base))
                .findFirst();
        if (found.isPresent()) {
            return found.flatMap(each -> file(each).map(file -> new Deployed(file, each.getDeploymentId())));
        }
        return asked.isExamples()
                ? decisions().stream()
                        .filter(each -> new ModelFile(each.getResourceName(), new byte[0])
                                .stem()
                                .equals(asked.stem()))
                        .findFirst()
                        .flatMap(
                                each -> examples(each.getKey()).map(file -> new Deployed(file, each.getDeploymentId())))
                : Optional.empty();
    }
}
