package kz.bilik.regulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The elements of the diagrams, and the decision tables, as their files say. */
final class Diagrams {

    private static final Pattern CALL = Pattern.compile("\\$\\{(\\w+)\\.(\\w+)\\(");

    private static final Pattern FACT = Pattern.compile("\\$\\{(\\w+)\\b(?!\\()");

    private static final Pattern BEAN = Pattern.compile("\\$\\{(\\w+)}");

    private Diagrams() {}

    static List<Path> files() {
        return ProjectFiles.in(ProjectFiles.PROCESSES, ".bpmn");
    }

    static List<FlowNode> elements() {
        return files().stream().flatMap(file -> elements(file).stream()).toList();
    }

    /** The decisions of the tables, by key. */
    static Map<String, Path> decisions() {
        var decisions = new HashMap<String, Path>();
        for (var file : ProjectFiles.in(ProjectFiles.PROCESSES, ".dmn")) {
            for (var decision : list(root(file).getElementsByTagNameNS("*", "decision"))) {
                decisions.put(decision.getAttribute("id"), file);
            }
        }
        return decisions;
    }

    private static List<FlowNode> elements(Path file) {
        var root = root(file);
        var messages = new HashMap<String, String>();
        for (var message : list(root.getElementsByTagNameNS("*", "message"))) {
            messages.put(message.getAttribute("id"), message.getAttribute("name"));
        }
        var asked = new HashMap<String, TreeSet<String>>();
        for (var condition : list(root.getElementsByTagNameNS("*", "conditionExpression"))) {
            asked.computeIfAbsent(
                            ((Element) condition.getParentNode()).getAttribute("sourceRef"), source -> new TreeSet<>())
                    .addAll(FACT.matcher(condition.getTextContent())
                            .results()
                            .map(fact -> fact.group(1))
                            .toList());
        }
        var elements = new ArrayList<FlowNode>();
        for (var node : list(root.getElementsByTagNameNS("*", "*"))) {
            if (isElement(node)) {
                elements.add(new FlowNode(
                        file,
                        process(node),
                        node.getAttribute("id"),
                        node.getLocalName(),
                        children(node, "documentation").stream()
                                .map(Node::getTextContent)
                                .findFirst()
                                .orElse(""),
                        node.getLocalName().equals("startEvent")
                                && node.getParentNode().getLocalName().equals("process")
                                && list(node.getElementsByTagNameNS("*", "*")).stream()
                                        .noneMatch(child -> child.getLocalName().endsWith("EventDefinition")),
                        calls(node),
                        // A task that throws or awaits names its message itself, an event in its definition.
                        message(node, messages),
                        camunda(node, "decisionRef"),
                        asked.getOrDefault(node.getAttribute("id"), new TreeSet<>())));
            }
        }
        return elements;
    }

    /** Tasks, events, gateways and sub-processes, whatever the editor calls them; not what stands inside one. */
    private static boolean isElement(Element node) {
        return node.getNamespaceURI().endsWith("/BPMN/20100524/MODEL")
                && node.getLocalName()
                        .matches(
                                "task|\\w+Task|\\w+Event|\\w+Gateway|subProcess|transaction|adHocSubProcess|callActivity");
    }

    private static String process(Element node) {
        for (var parent = node.getParentNode(); ; parent = parent.getParentNode()) {
            if (parent.getLocalName().equals("process")) {
                return ((Element) parent).getAttribute("id");
            }
        }
    }

    private static String message(Element node, Map<String, String> messages) {
        var definition = children(node, "messageEventDefinition").stream().findFirst();
        return messages.getOrDefault(definition.orElse(node).getAttribute("messageRef"), "");
    }

    private static String camunda(Element node, String attribute) {
        return node.getAttributeNS("http://camunda.org/schema/1.0/bpmn", attribute);
    }

    /** What the element and the parts of it, but not the elements inside a sub-process, say to be called. */
    private static List<FlowNode.Expression> calls(Element node) {
        var calls = new ArrayList<FlowNode.Expression>();
        var attributes = node.getAttributes();
        for (var i = 0; i < attributes.getLength(); i++) {
            var attribute = attributes.item(i);
            var place = attribute.getLocalName();
            var value = attribute.getNodeValue();
            if (place.equals("delegateExpression") || place.equals("expression")) {
                var where = node.getLocalName().endsWith("Listener")
                        ? node.getLocalName() + " " + node.getAttribute("event")
                        : place;
                find(BEAN, value, where, calls);
                find(CALL, value, where, calls);
            } else {
                find(CALL, value, place, calls);
            }
        }
        for (var child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element part
                    && !isElement(part)
                    && !part.getLocalName().equals("sequenceFlow")) {
                calls.addAll(calls(part));
            } else if (child.getNodeType() == Node.TEXT_NODE || child.getNodeType() == Node.CDATA_SECTION_NODE) {
                find(CALL, child.getNodeValue(), node.getLocalName(), calls);
            }
        }
        return calls;
    }

    private static void find(Pattern pattern, String value, String place, List<FlowNode.Expression> calls) {
        pattern.matcher(value)
                .results()
                .map(call -> new FlowNode.Expression(place, call.group(1), call.groupCount() == 2 ? call.group(2) : ""))
                .forEach(calls::add);
    }

    private static List<Element> children(Element node, String name) {
        return list(node.getChildNodes()).stream()
                .filter(child -> child.getLocalName().equals(name))
                .toList();
    }

    private static List<Element> list(NodeList nodes) {
        var list = new ArrayList<Element>();
        for (var i = 0; i < nodes.getLength(); i++) {
            if (nodes.item(i) instanceof Element element) {
                list.add(element);
            }
        }
        return list;
    }

    private static Element root(Path file) {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            return factory.newDocumentBuilder().parse(file.toFile()).getDocumentElement();
        } catch (ParserConfigurationException | SAXException unreadable) {
            throw new IllegalStateException(file + " cannot be read", unreadable);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
