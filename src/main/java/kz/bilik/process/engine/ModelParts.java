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
import java.util.TreeMap;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.Description;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.camunda.bpm.model.xml.ModelParseException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;

/** The parts of a diagram, a table or a form, by what stands in them and not by how they are drawn. */
final class ModelParts {

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
        var says = ModelDetails.ofDiagram(
                (Document) model.getDocument().getDomSource().getNode());
        var parts = new LinkedHashMap<String, Part>();
        Stream.of(FlowNode.class, SequenceFlow.class)
                .flatMap(kind -> model.getModelElementsByType(kind).stream())
                .forEach(element ->
                        parts.put(element.getId(), new Part(element.getName(), run(says.get(element.getId())))));
        return parts;
    }

    /** Which template of the Modeler an element bears changes nothing of what is run. */
    private static String run(ModelDetails.Part part) {
        var says = new TreeMap<>(part.says());
        says.remove("template");
        return says.toString();
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
