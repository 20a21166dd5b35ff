package kz.bilik.process.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.difflib.DiffUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import kz.bilik.edition.Versions.Kind;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * All that a diagram, a table or a form says, part by part and property by property, so that two versions can be compared in
 * words. Read from the file itself and not from the engine's model: an attribute that nobody has thought of is a difference,
 * too. What an event refers to (a message, an error, a signal) is said where it is referred to.
 */
final class ModelDetails {

    /** Under this everything goes that has no word of its own. */
    static final String OTHER = "other";

    /** What is said in words that are translated, and not for a program. */
    static final Set<String> WORDS = Set.of("name", "documentation", "description", "label", "text");

    private static final String DIAGRAM = "http://www.omg.org/spec/BPMN/20100524/DI";

    /** By the name of an attribute or element, the word under which it is told. */
    private static final Map<String, String> TOLD = new HashMap<>();

    static {
        told("name", "name");
        told("documentation", "documentation");
        told("scope", "scope");
        told("from", "sourceRef");
        told("to", "targetRef");
        told("default", "default");
        told("attached", "attachedToRef");
        told("interrupts", "cancelActivity", "isInterrupting", "triggeredByEvent");
        told("timer", "timeDate", "timeDuration", "timeCycle");
        told("condition", "conditionExpression", "condition", "conditional", "variableName", "variableEvents");
        told("message", "messageRef");
        told("signal", "signalRef", "escalationRef");
        told("error", "errorRef", "errorCodeVariable", "errorMessageVariable", "escalationCodeVariable");
        told("carried-out", "delegateExpression", "expression", "class", "topic", "implementation", "resultVariable");
        told("decision", "decisionRef", "decisionRefBinding", "decisionRefVersion", "mapDecisionResult");
        told("form", "formRef", "formRefBinding", "formRefVersion", "formKey");
        told("group", "candidateGroups", "candidateUsers", "assignee");
        told("due", "dueDate", "followUpDate");
        told("priority", "priority", "jobPriority", "taskPriority");
        told("savepoint", "asyncBefore", "asyncAfter", "exclusive");
        told("retries", "failedJobRetryTimeCycle");
        told("listener", "taskListener", "executionListener");
        told("passed", "inputParameter", "outputParameter");
        told("loop", "multiInstanceLoopCharacteristics", "standardLoopCharacteristics");
        told("template", "modelerTemplate", "modelerTemplateVersion");
        told("kept", "historyTimeToLive");
        // Of forms.
        told("label", "label");
        told("text", "text", "content");
        told("description", "description");
        told("check", "validate");
        told("choices", "values", "valuesKey", "valuesExpression");
        told("locked", "readonly", "disabled");
        told("preset", "defaultValue");
        told("key", "key");
    }

    /** Of these the value alone says what is meant. */
    private static final Set<String> ALONE = Set.of(
            "name",
            "documentation",
            "attachedToRef",
            "sourceRef",
            "targetRef",
            "default",
            "conditionExpression",
            "condition",
            "dueDate",
            "messageRef",
            "signalRef",
            "errorRef",
            "escalationRef",
            "candidateGroups",
            "delegateExpression",
            "failedJobRetryTimeCycle",
            "historyTimeToLive",
            "label",
            "text",
            "content",
            "description",
            "defaultValue",
            "key",
            "scope");

    private static final Set<String> REFERENCES = Set.of("messageRef", "errorRef", "signalRef", "escalationRef");

    /** Which flows an element has is told of the flows. */
    private static final Set<String> TOLD_ELSEWHERE = Set.of("incoming", "outgoing");

    private static final Set<String> SCOPES = Set.of("process", "subProcess", "transaction", "adHocSubProcess");

    /** What stands in a scope and is no part by itself. */
    private static final Set<String> OF_THE_SCOPE = Set.of(
            "extensionElements",
            "documentation",
            "incoming",
            "outgoing",
            "multiInstanceLoopCharacteristics",
            "standardLoopCharacteristics",
            "ioSpecification",
            "laneSet",
            "property");

    private static final ObjectMapper JSON = new ObjectMapper();

    private ModelDetails() {}

    private static void told(String word, String... names) {
        Stream.of(names).forEach(name -> TOLD.put(name, word));
    }

    /**
     * A part of a file.
     *
     * @param name as it stands in the file, in English; empty where it has none
     * @param says by the word of the property, line by line
     * @param drawn where and how it is drawn, of a field in which group; empty where it is not
     */
    record Part(String name, Map<String, List<String>> says, String drawn) {}

    /** What one property said and says. */
    record Property(String word, List<String> before, List<String> after) {}

    /** A part that is another. */
    record Difference(Kind kind, String id, String name, List<Property> properties) {}

    /**
     * What has changed: in the order of the newer file, then what is gone in the order of the older one.
     *
     * @param inOrder whether the order in the file matters, as of the rows of a table and the fields of a form
     */
    static List<Difference> differences(Map<String, Part> before, Map<String, Part> after, boolean inOrder) {
        var differences = new ArrayList<Difference>();
        var moved = inOrder ? inAnotherOrder(before, after) : Set.<String>of();
        after.forEach((id, now) -> {
            var then = before.get(id);
            if (then == null) {
                differences.add(new Difference(Kind.ADDED, id, now.name(), properties(Map.of(), now.says())));
            } else if (!then.says().equals(now.says())) {
                differences.add(new Difference(Kind.CHANGED, id, now.name(), properties(then.says(), now.says())));
            } else if (moved.contains(id) || !then.drawn().equals(now.drawn())) {
                differences.add(new Difference(Kind.MOVED, id, now.name(), List.of()));
            }
        });
        before.forEach((id, then) -> {
            if (!after.containsKey(id)) {
                differences.add(new Difference(Kind.REMOVED, id, then.name(), properties(then.says(), Map.of())));
            }
        });
        return List.copyOf(differences);
    }

    private static List<Property> properties(Map<String, List<String>> before, Map<String, List<String>> after) {
        var words = new ArrayList<>(after.keySet());
        before.keySet().stream().filter(word -> !after.containsKey(word)).forEach(words::add);
        return words.stream()
                .filter(word -> !Objects.equals(before.get(word), after.get(word)))
                .map(word ->
                        new Property(word, before.getOrDefault(word, List.of()), after.getOrDefault(word, List.of())))
                .toList();
    }

    /** The elements of a diagram by their ids, and the diagram itself by that of its process. */
    static Map<String, Part> ofDiagram(byte[] content) {
        return ofDiagram(xml(content));
    }

    static Map<String, Part> ofDiagram(Document model) {
        var referred = new HashMap<String, Element>();
        for (var each : children(model.getDocumentElement())) {
            referred.put(each.getAttribute("id"), each);
        }
        var drawn = drawn(model);
        var parts = new LinkedHashMap<String, Part>();
        for (var process : children(model.getDocumentElement())) {
            if (process.getLocalName().equals("process")) {
                collect(process, null, referred, drawn, parts);
            }
        }
        return parts;
    }

    private static void collect(
            Element element,
            @Nullable String scope,
            Map<String, Element> referred,
            Map<String, String> drawn,
            Map<String, Part> parts) {
        var says = new TreeMap<String, List<String>>();
        under(says, "kind", element.getLocalName());
        if (scope != null && !element.getParentNode().getLocalName().equals("process")) {
            under(says, "scope", scope);
        }
        says(element, referred, says);
        var id = element.getAttribute("id");
        parts.put(id, new Part(oneLine(element.getAttribute("name")), says, drawn.getOrDefault(id, "")));
        if (SCOPES.contains(element.getLocalName())) {
            children(element).stream()
                    .filter(child -> !OF_THE_SCOPE.contains(child.getLocalName()) && child.hasAttribute("id"))
                    .forEach(child -> collect(child, id, referred, drawn, parts));
        }
    }

    private static void says(Element element, Map<String, Element> referred, Map<String, List<String>> says) {
        for (var attribute : attributes(element)) {
            var name = attribute.getLocalName();
            if (REFERENCES.contains(name)) {
                var to = referred.get(attribute.getValue());
                under(says, TOLD.get(name), to == null ? attribute.getValue() : flat(to));
            } else {
                add(says, name, attribute.getValue());
            }
        }
        for (var child : children(element)) {
            var name = child.getLocalName();
            if (TOLD_ELSEWHERE.contains(name)
                    || SCOPES.contains(element.getLocalName())
                            && !OF_THE_SCOPE.contains(name)
                            && child.hasAttribute("id")) {
                continue;
            }
            if (name.endsWith("EventDefinition")) {
                under(says, "kind", name);
                says(child, referred, says);
            } else if (Set.of("extensionElements", "inputOutput").contains(name)) {
                says(child, referred, says);
            } else if (children(child).isEmpty() && attributes(child).isEmpty()) {
                add(says, name, child.getTextContent().strip());
            } else {
                under(says, TOLD.getOrDefault(name, OTHER), flat(child));
            }
        }
    }

    /** Under the word for that name; with the name where the word stands for several. */
    private static void add(Map<String, List<String>> says, String name, String value) {
        under(says, TOLD.getOrDefault(name, OTHER), ALONE.contains(name) ? value : name + " = " + value);
    }

    private static void under(Map<String, List<String>> says, String word, String line) {
        says.computeIfAbsent(word, any -> new ArrayList<>()).add(line);
    }

    /** All that an element says, in one line: attributes by name, then what stands in it. */
    private static String flat(Element element) {
        var said = new ArrayList<String>();
        said.add(element.getLocalName());
        attributes(element).stream()
                .sorted(Comparator.comparing(Attr::getLocalName))
                .forEach(attribute -> said.add(attribute.getLocalName() + " = " + attribute.getValue()));
        var children = children(element);
        if (children.isEmpty() && !element.getTextContent().isBlank()) {
            said.add(element.getTextContent().strip());
        }
        children.forEach(child -> said.add(flat(child)));
        return said.size() == 1 ? said.get(0) : said.get(0) + ": " + String.join(", ", said.subList(1, said.size()));
    }

    /** By the element's id, its place and form in the drawing. */
    private static Map<String, String> drawn(Document model) {
        var drawn = new HashMap<String, String>();
        for (var kind : List.of("BPMNShape", "BPMNEdge")) {
            var shapes = model.getElementsByTagNameNS(DIAGRAM, kind);
            IntStream.range(0, shapes.getLength())
                    .mapToObj(at -> (Element) shapes.item(at))
                    .forEach(shape -> drawn.put(shape.getAttribute("bpmnElement"), flat(shape)));
        }
        return drawn;
    }

    /** The rows of a table by their ids, its columns by theirs, and the decision itself; each cell under the name of its column. */
    static Map<String, Part> ofTable(byte[] content) {
        var parts = new LinkedHashMap<String, Part>();
        for (var decision : children(xml(content).getDocumentElement())) {
            if (decision.getLocalName().equals("decision")) {
                parts.put(decision.getAttribute("id"), decision(decision));
                children(decision).stream()
                        .filter(child -> child.getLocalName().equals("decisionTable"))
                        .forEach(table -> rows(table, parts));
            }
        }
        return parts;
    }

    private static Part decision(Element decision) {
        var says = new LinkedHashMap<String, List<String>>();
        for (var attribute : attributes(decision)) {
            add(says, attribute.getLocalName(), attribute.getValue());
        }
        for (var child : children(decision)) {
            if (child.getLocalName().equals("decisionTable")) {
                attributes(child).stream()
                        .forEach(attribute -> add(says, attribute.getLocalName(), attribute.getValue()));
            } else if (child.getLocalName().equals("description")) {
                add(says, "description", child.getTextContent().strip());
            } else {
                under(says, OTHER, flat(child));
            }
        }
        return new Part(oneLine(decision.getAttribute("name")), says, "");
    }

    private static void rows(Element table, Map<String, Part> parts) {
        var columns = new ArrayList<String>();
        for (var child : children(table)) {
            if (Set.of("input", "output").contains(child.getLocalName())) {
                var label = child.hasAttribute("label") ? child.getAttribute("label") : child.getAttribute("name");
                columns.add(label.isEmpty() ? child.getAttribute("id") : oneLine(label));
                var says = new LinkedHashMap<String, List<String>>();
                under(says, OTHER, flat(child));
                parts.put(child.getAttribute("id"), new Part(oneLine(label), says, ""));
            }
        }
        for (var rule : children(table)) {
            if (!rule.getLocalName().equals("rule")) {
                continue;
            }
            var says = new LinkedHashMap<String, List<String>>();
            var at = 0;
            var description = "";
            for (var child : children(rule)) {
                if (child.getLocalName().equals("description")) {
                    description = child.getTextContent().strip();
                    says.put("description", List.of(description));
                } else if (child.getLocalName().endsWith("Entry")) {
                    under(says, CELL + columns.get(at++), child.getTextContent().strip());
                } else {
                    under(says, OTHER, flat(child));
                }
            }
            parts.put(rule.getAttribute("id"), new Part(oneLine(description), says, ""));
        }
    }

    /** Before the name of a column, so that it is not taken for a word of ours. */
    static final String CELL = "cell:";

    /**
     * What stands in another order than before. In a table of which the first row that fits counts, that is a change by itself;
     * what was put in between changes nothing in the order of the others.
     */
    private static Set<String> inAnotherOrder(Map<String, Part> before, Map<String, Part> after) {
        var then = before.keySet().stream().filter(after::containsKey).toList();
        var now = after.keySet().stream().filter(before::containsKey).toList();
        var moved = new HashSet<String>();
        DiffUtils.diff(then, now)
                .getDeltas()
                .forEach(delta -> moved.addAll(delta.getTarget().getLines()));
        return moved;
    }

    /** The fields and texts of a form by their keys, and where they have none by their ids; the form itself by its own. */
    static Map<String, Part> ofForm(byte[] content) {
        try {
            var form = JSON.readTree(content);
            var parts = new LinkedHashMap<String, Part>();
            parts.put("", new Part("", properties(form), ""));
            fields(form.path("components"), "", parts);
            return parts;
        } catch (IOException unreadable) {
            return Map.of();
        }
    }

    private static void fields(JsonNode components, String group, Map<String, Part> parts) {
        for (var component : components) {
            var id = component.path("key").asText(component.path("id").asText());
            var name = component.path("label").asText(component.path("text").asText(""));
            parts.put(id, new Part(oneLine(name), properties(component), group));
            fields(component.path("components"), id, parts);
        }
    }

    private static Map<String, List<String>> properties(JsonNode component) {
        var says = new TreeMap<String, List<String>>();
        component.properties().forEach(property -> {
            switch (property.getKey()) {
                case "components", "id" -> {}
                case "type" -> under(says, "kind", property.getValue().asText());
                case "values" ->
                    property.getValue()
                            .forEach(choice -> under(
                                    says,
                                    "choices",
                                    choice.path("value").asText() + ": "
                                            + choice.path("label").asText()));
                default ->
                    leaves(property.getKey(), property.getValue())
                            .forEach(leaf -> under(
                                    says,
                                    TOLD.getOrDefault(property.getKey(), OTHER),
                                    ALONE.contains(property.getKey())
                                                    && property.getValue().isValueNode()
                                            ? property.getValue().asText()
                                            : leaf));
            }
        });
        return says;
    }

    private static Stream<String> leaves(String path, JsonNode value) {
        return value.isObject()
                ? value.properties().stream().flatMap(each -> leaves(path + "." + each.getKey(), each.getValue()))
                : Stream.of(path + " = " + (value.isTextual() ? value.asText() : value.toString()));
    }

    private static Document xml(byte[] content) {
        try {
            var factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder().parse(new ByteArrayInputStream(content));
        } catch (ParserConfigurationException | SAXException | IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private static List<Element> children(Element element) {
        var children = new ArrayList<Element>();
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element found) {
                children.add(found);
            }
        }
        return children;
    }

    /** But its id, and what is said for programs that read XML. */
    private static List<Attr> attributes(Element element) {
        var attributes = element.getAttributes();
        return IntStream.range(0, attributes.getLength())
                .mapToObj(at -> (Attr) attributes.item(at))
                .filter(attribute -> !Objects.equals(attribute.getNamespaceURI(), XMLConstants.XMLNS_ATTRIBUTE_NS_URI)
                        && !Objects.equals(attribute.getNamespaceURI(), XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI)
                        && !attribute.getLocalName().equals("id")
                        // How wide a column is drawn.
                        && !attribute.getLocalName().equals("width"))
                .toList();
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
