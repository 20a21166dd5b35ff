package kz.bilik.process.engine;

import static java.util.Comparator.comparing;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import kz.bilik.calendar.LegalClock;
import kz.bilik.history.Deployments;
import kz.bilik.language.Language;
import kz.bilik.process.words.ModelTexts;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.model.bpmn.impl.BpmnModelConstants;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.dmn.instance.Description;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The engine's deployments, each compared with the version before: by what stands in a diagram or table, not how it is drawn. */
@Component
class EngineDeployments implements Deployments {

    private static final List<String> ATTRIBUTES = List.of(
            "name",
            "sourceRef",
            "targetRef",
            "default",
            "attachedToRef",
            "cancelActivity",
            "isInterrupting",
            "triggeredByEvent");

    private static final List<String> OF_THE_ENGINE = List.of(
            "delegateExpression",
            "expression",
            "decisionRef",
            "formRef",
            "assignee",
            "candidateGroups",
            "dueDate",
            "asyncBefore",
            "asyncAfter");

    /** Which flows an element has is told of the flows. */
    private static final Set<String> FLOWS = Set.of("incoming", "outgoing");

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

    /** A part, by what it is called and by all that it says. */
    private record Part(@Nullable String name, String content) {}

    private Map<String, Part> nodes(String definition) {
        var model = repository.getBpmnModelInstance(definition);
        // A child is known as an element of the model only once somebody has asked for it, and models are kept.
        model.getModelElementsByType(FlowElement.class);
        var parts = new LinkedHashMap<String, Part>();
        model.getModelElementsByType(FlowNode.class)
                .forEach(node -> parts.put(node.getId(), new Part(node.getName(), own(node))));
        model.getModelElementsByType(SequenceFlow.class)
                .forEach(flow -> parts.put(flow.getId(), new Part(flow.getName(), own(flow))));
        return parts;
    }

    /** What an element says of itself: of a sub-process not what stands in it, which is compared by itself. */
    private static String own(ModelElementInstance element) {
        var said = new StringBuilder();
        ATTRIBUTES.forEach(name -> said.append(element.getAttributeValue(name)).append('\n'));
        OF_THE_ENGINE.forEach(name -> said.append(element.getAttributeValueNs(BpmnModelConstants.CAMUNDA_NS, name))
                .append('\n'));
        element.getDomElement().getChildElements().stream()
                .filter(child -> !(child.getModelElementInstance() instanceof FlowElement)
                        && !FLOWS.contains(child.getLocalName()))
                .forEach(child -> said.append(child.getLocalName()).append(child.getTextContent()));
        return said.toString();
    }

    private Map<String, Part> rows(String definition) {
        var parts = new LinkedHashMap<String, Part>();
        repository
                .getDmnModelInstance(definition)
                .getModelElementsByType(Rule.class)
                .forEach(rule -> parts.put(
                        rule.getId(),
                        new Part(
                                Optional.ofNullable(rule.getDescription())
                                        .map(Description::getTextContent)
                                        .map(String::strip)
                                        .orElse(null),
                                rule.getTextContent())));
        return parts;
    }

    private List<Change> changes(Map<String, Part> before, Map<String, Part> after, Language language) {
        var changes = new ArrayList<Change>();
        var gone = new HashMap<>(before);
        after.forEach((id, part) -> {
            var earlier = gone.remove(id);
            if (earlier == null) {
                changes.add(new Change(Kind.ADDED, said(part.name(), id, language)));
            } else if (!earlier.equals(part)) {
                changes.add(new Change(Kind.CHANGED, said(part.name(), id, language)));
            }
        });
        gone.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(each -> changes.add(
                        new Change(Kind.REMOVED, said(each.getValue().name(), each.getKey(), language))));
        return List.copyOf(changes);
    }

    private String said(@Nullable String name, String id, Language language) {
        return name == null || name.isBlank() ? id : words.in(language, name.strip());
    }
}
