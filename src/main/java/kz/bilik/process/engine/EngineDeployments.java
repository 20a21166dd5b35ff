package kz.bilik.process.engine;

import static java.util.Comparator.comparing;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import kz.bilik.calendar.LegalClock;
import kz.bilik.history.Deployments;
import kz.bilik.language.Language;
import kz.bilik.process.engine.ModelParts.Part;
import kz.bilik.process.words.ModelTexts;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The engine's deployments, each compared with the version before: by what stands in a diagram or table, not how it is drawn. */
@Component
class EngineDeployments implements Deployments {

    private final RepositoryService repository;
    private final ModelTexts words;

    EngineDeployments(RepositoryService repository, ModelTexts words) {
        this.repository = repository;
        this.words = words;
    }

    @Override
    public List<Deployed> latest(int count, Language language) {
        return repository.createDeploymentQuery().orderByDeploymentTime().desc().listPage(0, count).stream()
                .map(deployment -> deployed(deployment, language))
                .toList();
    }

    private Deployed deployed(Deployment deployment, Language language) {
        var models = new ArrayList<Model>();
        repository.createProcessDefinitionQuery().deploymentId(deployment.getId()).list().stream()
                .sorted(comparing(ProcessDefinition::getKey))
                .map(definition -> diagram(definition, language))
                .forEach(models::add);
        repository.createDecisionDefinitionQuery().deploymentId(deployment.getId()).list().stream()
                .sorted(comparing(DecisionDefinition::getKey))
                .map(definition -> table(definition, language))
                .forEach(models::add);
        return new Deployed(
                deployment.getId(),
                Objects.requireNonNullElse(deployment.getName(), ""),
                OffsetDateTime.ofInstant(deployment.getDeploymentTime().toInstant(), LegalClock.ZONE),
                models,
                repository.getDeploymentResourceNames(deployment.getId()).stream()
                        .filter(name -> name.endsWith(".form"))
                        .sorted()
                        .toList());
    }

    private Model diagram(ProcessDefinition definition, Language language) {
        var before = definition.getVersion() == 1
                ? null
                : repository
                        .createProcessDefinitionQuery()
                        .processDefinitionKey(definition.getKey())
                        .processDefinitionVersion(definition.getVersion() - 1)
                        .singleResult();
        return new Model(
                said(definition.getName(), definition.getKey(), language),
                definition.getVersion(),
                before == null ? List.of() : changes(nodes(before.getId()), nodes(definition.getId()), language));
    }

    private Model table(DecisionDefinition definition, Language language) {
        var before = definition.getVersion() == 1
                ? null
                : repository
                        .createDecisionDefinitionQuery()
                        .decisionDefinitionKey(definition.getKey())
                        .decisionDefinitionVersion(definition.getVersion() - 1)
                        .singleResult();
        return new Model(
                said(definition.getName(), definition.getKey(), language),
                definition.getVersion(),
                before == null ? List.of() : changes(rows(before.getId()), rows(definition.getId()), language));
    }

    private Map<String, Part> nodes(String definition) {
        return ModelParts.of(repository.getBpmnModelInstance(definition));
    }

    private Map<String, Part> rows(String definition) {
        return ModelParts.of(repository.getDmnModelInstance(definition));
    }

    private List<Change> changes(Map<String, Part> before, Map<String, Part> after, Language language) {
        return ModelParts.changes(before, after).stream()
                .map(change -> {
                    var part = change.after() == null ? Objects.requireNonNull(change.before()) : change.after();
                    var kind =
                            change.before() == null ? Kind.ADDED : change.after() == null ? Kind.REMOVED : Kind.CHANGED;
                    return new Change(kind, said(part.name(), change.id(), language));
                })
                .toList();
    }

    private String said(@Nullable String name, String id, Language language) {
        return name == null || name.isBlank() ? id : words.in(language, name.strip());
    }
}
