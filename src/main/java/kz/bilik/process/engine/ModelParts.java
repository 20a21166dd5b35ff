package kz.bilik.process.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.impl.BpmnModelConstants;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.Description;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.camunda.bpm.model.xml.ModelParseException;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.jspecify.annotations.Nullable;

/** The parts of a diagram, a table or a form, by what stands in them and not by how they are drawn. */
final class ModelParts {

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

    private static final ObjectMapper JSON = new ObjectMapper();

    private ModelParts() {}

    /** A part, by what it is called and by all that it says. */
    record Part(@Nullable String name, String content) {}

    /** What has become of a part: it was not there, or is not there now, or says something else. */
    record Change(@Nullable Part before, @Nullable Part after, String id) {}

    /** Of a file by its ending; none of one that cannot be read. */
    static Map<String, Part> of(String file, byte[] content) {
        try {
            return switch (ProductFile.kind(file)) {
                case DIAGRAM -> of(Bpmn.readModelFromStream(new ByteArrayInputStream(content)));
                case TABLE -> of(Dmn.readModelFromStream(new ByteArrayInputStream(content)));
                case FORM -> ofForm(content);
                case EXAMPLES -> ofLines(content);
            };
        } catch (ModelParseException | IOException unreadable) {
            return Map.of();
        }
    }

    static Map<String, Part> of(BpmnModelInstance model) {
        // A child is known as an element of the model only once somebody has asked for it, and models are kept.
        model.getModelElementsByType(FlowElement.class);
        var parts = new LinkedHashMap<String, Part>();
        model.getModelElementsByType(FlowNode.class)
                .forEach(node -> parts.put(node.getId(), new Part(node.getName(), own(node))));
        model.getModelElementsByType(SequenceFlow.class)
                .forEach(flow -> parts.put(flow.getId(), new Part(flow.getName(), own(flow))));
        return parts;
    }

    static Map<String, Part> of(DmnModelInstance model) {
        var parts = new LinkedHashMap<String, Part>();
        model.getModelElementsByType(Rule.class)
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

    /** A line says all that it is. */
    private static Map<String, Part> ofLines(byte[] content) {
        var parts = new LinkedHashMap<String, Part>();
        new String(content, StandardCharsets.UTF_8).lines().forEach(line -> parts.put(line, new Part(line, line)));
        return parts;
    }

    private static Map<String, Part> ofForm(byte[] content) throws IOException {
        var parts = new LinkedHashMap<String, Part>();
        collect(JSON.readTree(content).path("components"), parts);
        return parts;
    }

    /** Groups hold fields of their own, which are told by themselves. */
    private static void collect(JsonNode components, Map<String, Part> parts) {
        for (var component : components) {
            var own = new TreeMap<String, String>();
            component.properties().forEach(property -> {
                if (!property.getKey().equals("components")
                        && !property.getKey().equals("layout")) {
                    own.put(property.getKey(), property.getValue().toString());
                }
            });
            var id = component.path("key").asText(component.path("id").asText());
            parts.put(id, new Part(component.path("label").asText(null), own.toString()));
            collect(component.path("components"), parts);
        }
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

    /** What is new or says something else, as it stands in the file, then what is gone, by id. */
    static List<Change> changes(Map<String, Part> before, Map<String, Part> after) {
        var changes = new ArrayList<Change>();
        var gone = new HashMap<>(before);
        after.forEach((id, part) -> {
            var earlier = gone.remove(id);
            if (!part.equals(earlier)) {
                changes.add(new Change(earlier, part, id));
            }
        });
        gone.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(each -> changes.add(new Change(each.getValue(), null, each.getKey())));
        return List.copyOf(changes);
    }
}
