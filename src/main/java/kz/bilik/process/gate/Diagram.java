package kz.bilik.process.gate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import kz.bilik.process.gate.Finding.Spot;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** A diagram as an analyst has drawn it: its processes, the nodes of each scope and the flows between them. */
final class Diagram {

    private static final Set<String> NODES = Set.of(
            "startEvent",
            "endEvent",
            "intermediateCatchEvent",
            "intermediateThrowEvent",
            "boundaryEvent",
            "task",
            "userTask",
            "serviceTask",
            "sendTask",
            "receiveTask",
            "scriptTask",
            "manualTask",
            "businessRuleTask",
            "callActivity",
            "subProcess",
            "transaction",
            "adHocSubProcess",
            "exclusiveGateway",
            "parallelGateway",
            "inclusiveGateway",
            "eventBasedGateway",
            "complexGateway");

    static final Set<String> SCOPES = Set.of("process", "subProcess", "transaction", "adHocSubProcess");

    private static final String ID = "id";

    private final ModelFile file;
    private final Document document;

    private Diagram(ModelFile file, Document document) {
        this.file = file;
        this.document = document;
    }

    /** @throws SAXException when it cannot be read as XML */
    /** Empty for one that cannot be read. */
    static Optional<Diagram> readable(ModelFile file) {
        try {
            return Optional.of(of(file));
        } catch (SAXException unreadable) {
            return Optional.empty();
        }
    }

    static Diagram of(ModelFile file) throws SAXException {
        return new Diagram(file, Markup.read(file.content()));
    }

    /** A step, an event or a gateway. */
    record Node(String id, String kind, Element element) {

        boolean is(String... kinds) {
            return List.of(kinds).contains(kind);
        }

        boolean isEventSubProcess() {
            return kind.equals("subProcess") && "true".equals(element.getAttribute("triggeredByEvent"));
        }

        /** The kind of what an event waits for or throws: {@code timer}, {@code error}; empty for none. */
        String event() {
            return Markup.children(element).stream()
                    .map(Element::getLocalName)
                    .filter(name -> name.endsWith("EventDefinition"))
                    .map(name -> name.substring(0, name.length() - "EventDefinition".length()))
                    .findFirst()
                    .orElse("");
        }

        Stream<Element> definitions() {
            return Markup.children(element).stream()
                    .filter(child -> child.getLocalName().endsWith("EventDefinition"));
        }

        String attachedTo() {
            return element.getAttribute("attachedToRef");
        }

        /** Whether the event ends the step that it is attached to. */
        boolean interrupts() {
            return !"false".equals(element.getAttribute("cancelActivity"));
        }
    }

    record Flow(String id, String from, String to, Element element) {}

    /** A process or a sub-process, with what stands in it and not deeper. */
    record Scope(Element element, Map<String, Node> nodes, List<Flow> flows) {}

    ModelFile file() {
        return file;
    }

    Document document() {
        return document;
    }

    List<Element> elements() {
        return Markup.elements(document);
    }

    List<Element> processes() {
        return elements().stream()
                .filter(element -> Markup.is(element, Markup.BPMN, "process"))
                .toList();
    }

    /** The ids of its processes. */
    List<String> keys() {
        return processes().stream().map(process -> process.getAttribute(ID)).toList();
    }

    List<Scope> scopes() {
        return elements().stream()
                .filter(element -> SCOPES.contains(element.getLocalName()))
                .map(Diagram::scope)
                .toList();
    }

    static Scope scope(Element element) {
        var nodes = new LinkedHashMap<String, Node>();
        var flows = new ArrayList<Flow>();
        for (var child : Markup.children(element)) {
            if (NODES.contains(child.getLocalName())) {
                nodes.put(child.getAttribute(ID), new Node(child.getAttribute(ID), child.getLocalName(), child));
            } else if ("sequenceFlow".equals(child.getLocalName())) {
                flows.add(new Flow(
                        child.getAttribute(ID),
                        child.getAttribute("sourceRef"),
                        child.getAttribute("targetRef"),
                        child));
            }
        }
        return new Scope(element, nodes, flows);
    }

    List<Node> nodes() {
        return scopes().stream()
                .flatMap(scope -> scope.nodes().values().stream())
                .toList();
    }

    List<Node> userTasks() {
        return nodes().stream().filter(node -> node.is("userTask")).toList();
    }

    /** The forms that are taken out of the diagram's own deployment. */
    Set<String> formsOfDeployment() {
        return Set.copyOf(elements().stream()
                .filter(element -> "deployment".equals(Markup.camunda(element, "formRefBinding")))
                .map(element -> Markup.camunda(element, "formRef"))
                .filter(form -> !form.isEmpty())
                .toList());
    }

    /** The decisions that are taken out of the diagram's own deployment. */
    Set<String> decisionsOfDeployment() {
        return Set.copyOf(elements().stream()
                .filter(element -> "deployment".equals(Markup.camunda(element, "decisionRefBinding")))
                .map(element -> Markup.camunda(element, "decisionRef"))
                .filter(decision -> !decision.isEmpty())
                .toList());
    }

    /** Among the elements beside the processes: messages, errors. */
    @Nullable
    Element referred(String kind, String id) {
        return elements().stream()
                .filter(element -> kind.equals(element.getLocalName())
                        && element.getAttribute(ID).equals(id))
                .findFirst()
                .orElse(null);
    }

    /** The step, event, flow or process to which a part of the diagram belongs. */
    Spot spot(Element part) {
        for (org.w3c.dom.Node at = part; at instanceof Element element; at = at.getParentNode()) {
            var name = element.getLocalName();
            if (NODES.contains(name)
                    || SCOPES.contains(name)
                    || Set.of("sequenceFlow", "message", "error", "signal", "escalation")
                            .contains(name)) {
                return new Spot(file.name(), element.getAttribute(ID), element.getAttribute("name"));
            }
        }
        return new Spot(file.name(), part.getAttribute(ID), "");
    }
}
