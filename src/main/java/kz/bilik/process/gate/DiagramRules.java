package kz.bilik.process.gate;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import kz.bilik.officer.Role;
import kz.bilik.process.gate.Diagram.Node;
import kz.bilik.process.gate.Finding.Spot;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;

/** What a diagram says of its elements, each by itself and against what there is. */
final class DiagramRules {

    private static final Pattern CLAUSE = Pattern.compile("\\bcl\\. \\d");

    /** The engine reads these of both, and of nothing else. */
    private static final Set<String> OF_THE_ENGINE = Set.of(Markup.CAMUNDA, "http://activiti.org/bpmn");

    private static final Set<String> ATTRIBUTES = Set.of(
            "asyncAfter",
            "asyncBefore",
            "candidateGroups",
            "collection",
            "decisionRef",
            "decisionRefBinding",
            "delegateExpression",
            "diagramRelationId",
            "dueDate",
            "elementVariable",
            "exclusive",
            "expression",
            "followUpDate",
            "formRef",
            "formRefBinding",
            "historyTimeToLive",
            "isStartableInTasklist",
            "jobPriority",
            "mapDecisionResult",
            "modelerTemplate",
            "modelerTemplateIcon",
            "modelerTemplateVersion",
            "priority",
            "resultVariable",
            "versionTag");

    /** Those that lead to code, or out of the house. */
    private static final Set<String> CODE = Set.of(
            "class",
            "type",
            "topic",
            "resource",
            "scriptFormat",
            "formHandlerClass",
            "variableMappingClass",
            "variableMappingDelegateExpression",
            "caseRef",
            "connector",
            "connectorId",
            "script",
            "scriptTask",
            "field",
            "taskListener",
            "validation",
            "constraint",
            "formData",
            "errorEventDefinition",
            "implementation",
            "operationRef");

    private static final Set<String> ELEMENTS = Set.of(
            "entry",
            "executionListener",
            "failedJobRetryTimeCycle",
            "inputOutput",
            "inputParameter",
            "list",
            "map",
            "outputParameter",
            "properties",
            "property",
            "value");

    /** Of BPMN itself: what runs a script, names persons or moves data by expressions of its own. */
    private static final Set<String> NOT_OURS = Set.of(
            "scriptTask",
            "script",
            "potentialOwner",
            "humanPerformer",
            "performer",
            "resourceRole",
            "ioSpecification",
            "dataInputAssociation",
            "dataOutputAssociation",
            "loopDataInputRef",
            "adHocSubProcess",
            "complexGateway");

    private static final Set<String> NUMBERS = Set.of("jobPriority", "priority");

    /** Where the engine takes whatever stands there for an expression, and a text means something else than it says. */
    private static final Set<String> MEANT = Set.of("delegateExpression", "expression", "collection");

    private static final Pattern CLASS_NAME = Pattern.compile("[\\w$]+(\\.[\\w$]+)+");

    private final Diagram diagram;
    private final House house;
    private final Findings findings;
    private final Expressions expressions;

    DiagramRules(Diagram diagram, House house, Findings findings) {
        this.diagram = diagram;
        this.house = house;
        this.findings = findings;
        this.expressions = new Expressions(house, findings);
    }

    /**
     * Looks at the whole diagram.
     *
     * @param processes that are in force or come with it
     * @param decisions likewise
     * @param forms that its deployment will hold
     * @param anyForms that are in force or come with it
     */
    void check(Set<String> processes, Set<String> decisions, Set<String> forms, Set<String> anyForms) {
        diagram.elements().forEach(this::written);
        diagram.processes().forEach(this::process);
        for (var node : diagram.nodes()) {
            var at = diagram.spot(node.element());
            clause(node.element(), at);
            switch (node.kind()) {
                case "userTask" -> userTask(node, at, forms, anyForms);
                case "serviceTask", "sendTask" -> step(node.element(), at);
                case "businessRuleTask" -> decision(node.element(), at, decisions);
                case "callActivity" -> called(node.element(), at, processes);
                case "receiveTask" -> message(node.element(), at);
                default -> {
                    // Its events are looked at below, its flows as a graph.
                }
            }
            node.definitions().forEach(event -> event(node, event, at));
        }
        diagram.scopes().forEach(this::conditions);
        diagram.scopes().forEach(this::errors);
        known();
    }

    // what is written, anywhere

    private void written(Element element) {
        var at = diagram.spot(element);
        var ofBpmn = Markup.BPMN.equals(element.getNamespaceURI());
        if (OF_THE_ENGINE.contains(String.valueOf(element.getNamespaceURI()))) {
            extension(element, at);
        } else if (!ofBpmn && inExtensions(element)) {
            findings.add(Rule.ATTRIBUTE_UNKNOWN, at, element.getNodeName());
        } else if (ofBpmn && NOT_OURS.contains(element.getLocalName())) {
            findings.add(Rule.CODE_FORBIDDEN, at, element.getLocalName());
        }
        for (var attribute : Markup.attributes(element)) {
            if (OF_THE_ENGINE.contains(String.valueOf(attribute.getNamespaceURI()))) {
                attribute(element, attribute, at);
            } else if (ofBpmn
                    && Set.of("language", "scriptFormat", "operationRef").contains(attribute.getName())) {
                findings.add(Rule.CODE_FORBIDDEN, at, attribute.getName());
            } else if (ofBpmn && attribute.getName().equals("implementation")) {
                findings.add(Rule.CODE_FORBIDDEN, at, attribute.getName());
            }
            // Which building block it names is looked at where it is named.
            if (!"delegateExpression".equals(attribute.getLocalName())) {
                expressions.check(attribute.getValue(), at);
            }
        }
        expressions.check(Markup.ownText(element), at);
        if (ofBpmn) {
            timer(element, at);
        }
    }

    private static boolean inExtensions(Element element) {
        for (var at = element.getParentNode(); at instanceof Element parent; at = at.getParentNode()) {
            if (Markup.is(parent, Markup.BPMN, "extensionElements")) {
                return true;
            }
        }
        return false;
    }

    private void extension(Element element, Spot at) {
        var name = element.getLocalName();
        if (CODE.contains(name)) {
            findings.add(Rule.CODE_FORBIDDEN, at, name);
        } else if (!ELEMENTS.contains(name) || !Markup.CAMUNDA.equals(element.getNamespaceURI())) {
            findings.add(Rule.ATTRIBUTE_UNKNOWN, at, name);
        } else if (name.equals("failedJobRetryTimeCycle")) {
            Times.retries(Markup.ownText(element).strip(), at, findings);
        } else if (name.equals("executionListener")) {
            listener(element, at);
        } else if (Set.of("inputParameter", "outputParameter").contains(name)) {
            variable(element.getAttribute("name"), at);
        }
        // Elements of the engine have their attributes without a prefix.
        for (var attribute : Markup.attributes(element)) {
            if (CODE.contains(attribute.getName())) {
                findings.add(Rule.CODE_FORBIDDEN, at, attribute.getName());
            }
        }
    }

    private void listener(Element listener, Spot at) {
        var bean = listener.getAttribute("delegateExpression");
        if (!bean.isEmpty()) {
            bean(bean, house.listeners(), at);
        } else if (!listener.hasAttribute("expression")) {
            findings.add(Rule.STEP_EMPTY, at);
        } else if (!Expressions.isOne(listener.getAttribute("expression"))) {
            findings.add(Rule.EXPRESSION_MEANT, at, listener.getAttribute("expression"));
        }
        if (!Set.of("start", "end").contains(listener.getAttribute("event"))) {
            findings.add(Rule.ATTRIBUTE_UNKNOWN, at, "event=" + listener.getAttribute("event"));
        }
    }

    private void attribute(Element element, Attr attribute, Spot at) {
        var name = attribute.getLocalName();
        var value = attribute.getValue().strip();
        if (CODE.contains(name)) {
            findings.add(Rule.CODE_FORBIDDEN, at, name);
        } else if (!ATTRIBUTES.contains(name) || !Markup.CAMUNDA.equals(attribute.getNamespaceURI())) {
            findings.add(Rule.ATTRIBUTE_UNKNOWN, at, name);
        } else if (NUMBERS.contains(name)) {
            if (!Expressions.isOne(value) && !value.matches("-?\\d{1,9}")) {
                findings.add(Rule.NUMBER_WRONG, at, value);
            }
        } else if (Set.of("dueDate", "followUpDate").contains(name)) {
            Times.date(value, at, findings);
        } else if (Set.of("resultVariable", "elementVariable").contains(name)) {
            variable(value, at);
        } else if (MEANT.contains(name) && !Expressions.isOne(value)) {
            if (!name.equals("collection") || !house.variables().contains(value)) {
                findings.add(Rule.EXPRESSION_MEANT, at, value);
            }
        } else if (name.equals("candidateGroups") && !Markup.is(element, Markup.BPMN, "userTask")) {
            findings.add(Rule.ATTRIBUTE_UNKNOWN, at, name);
        } else if (name.equals("delegateExpression")) {
            bean(value, house.steps(), at);
        }
    }

    private void variable(String name, Spot at) {
        if (!house.variables().contains(name)) {
            findings.add(Rule.VARIABLE_UNKNOWN, at, name);
        }
    }

    private void bean(String expression, Set<String> known, Spot at) {
        if (!Expressions.isOne(expression)) {
            findings.add(Rule.EXPRESSION_MEANT, at, expression);
            return;
        }
        var name = expressions.name(expression, at);
        if (name.isEmpty()) {
            findings.add(Rule.EXPRESSION_REACH, at, expression);
        } else if (!known.contains(name.get())) {
            findings.add(Rule.BEAN_UNKNOWN, at, name.get());
        }
    }

    private void timer(Element element, Spot at) {
        var text = Markup.ownText(element).strip();
        switch (element.getLocalName()) {
            case "timeDate" -> Times.date(text, at, findings);
            case "timeDuration" -> Times.duration(text, at, findings);
            case "timeCycle" -> Times.cycle(text, at, findings);
            default -> {
                // No timer.
            }
        }
    }

    // elements

    private void process(Element process) {
        var at = diagram.spot(process);
        clause(process, at);
        if (!"true".equals(process.getAttribute("isExecutable"))) {
            findings.add(Rule.PROCESS_NOT_RUN, at);
        }
        if (!KnownByName.process(process.getAttribute("id"))) {
            findings.add(Rule.PROCESS_NEW, at);
        }
    }

    private void clause(Element element, Spot at) {
        if (Markup.children(element, "documentation")
                .noneMatch(text -> CLAUSE.matcher(text.getTextContent()).find())) {
            findings.add(Rule.CLAUSE_MISSING, at);
        }
    }

    private void userTask(Node task, Spot at, Set<String> forms, Set<String> anyForms) {
        if (!house.tasks().containsKey(task.id())) {
            findings.add(Rule.TASK_UNKNOWN, at, task.id());
        }
        var form = Markup.camunda(task.element(), "formRef");
        var binding = Markup.camunda(task.element(), "formRefBinding");
        if (form.isEmpty()) {
            findings.add(Rule.TASK_FORM, at);
        } else if (!(binding.equals("deployment") ? forms : anyForms).contains(form)) {
            findings.add(Rule.FORM_UNKNOWN, at, form);
        } else if (!Set.of("deployment", "latest").contains(binding)) {
            findings.add(Rule.ATTRIBUTE_UNKNOWN, at, "formRefBinding=" + binding);
        }
        var groups = Markup.camunda(task.element(), "candidateGroups");
        if (groups.isBlank()) {
            findings.add(Rule.TASK_GROUP, at);
        } else {
            for (var group : groups.split(",")) {
                if (!isGroup(group.strip())) {
                    findings.add(Rule.GROUP_UNKNOWN, at, group.strip());
                }
            }
        }
        if (Markup.camunda(task.element(), "dueDate").isBlank()) {
            findings.add(Rule.TASK_DUE, at);
        }
    }

    /** The group of a role that has no places, or of one that has, at the place of the case. */
    private static boolean isGroup(String group) {
        for (var role : Role.values()) {
            if (role.hasPlaces()) {
                var here = role.group() + House.placeOf(role).orElseThrow();
                if (group.equals(here) || group.equals(here + ".head")) {
                    return true;
                }
            } else if (group.equals(role.group())) {
                return true;
            }
        }
        return false;
    }

    private void step(Element element, Spot at) {
        if (Markup.camunda(element, "delegateExpression").isEmpty()
                && Markup.camunda(element, "expression").isEmpty()) {
            findings.add(Rule.STEP_EMPTY, at);
        }
    }

    private void decision(Element element, Spot at, Set<String> decisions) {
        var decision = Markup.camunda(element, "decisionRef");
        if (decision.isEmpty()) {
            step(element, at);
        } else if (!decisions.contains(decision)) {
            findings.add(Rule.DECISION_UNKNOWN, at, decision);
        }
        var binding = Markup.camunda(element, "decisionRefBinding");
        if (!binding.isEmpty() && !Set.of("deployment", "latest").contains(binding)) {
            findings.add(Rule.ATTRIBUTE_UNKNOWN, at, "decisionRefBinding=" + binding);
        }
    }

    private void called(Element element, Spot at, Set<String> processes) {
        var called = element.getAttribute("calledElement");
        if (!processes.contains(called)) {
            findings.add(Rule.PROCESS_UNKNOWN, at, called);
        }
    }

    // events

    private void event(Node node, Element event, Spot at) {
        switch (event.getLocalName()) {
            case "messageEventDefinition" -> {
                if (node.is("endEvent", "intermediateThrowEvent")) {
                    if (Markup.camunda(event, "delegateExpression").isEmpty()) {
                        findings.add(Rule.MESSAGE_UNSENT, at);
                    }
                } else {
                    message(event, at);
                }
            }
            case "errorEventDefinition" -> error(event, at);
            default -> {
                // Timers are looked at where they are written, the others name nothing.
            }
        }
    }

    private void message(Element event, Spot at) {
        var message = diagram.referred("message", event.getAttribute("messageRef"));
        var name = message == null ? event.getAttribute("messageRef") : message.getAttribute("name");
        if (processOf(event).stream()
                .noneMatch(process -> KnownByName.messages(process).contains(name))) {
            findings.add(Rule.MESSAGE_UNKNOWN, at, name);
        }
    }

    private static List<String> processOf(Element element) {
        for (var at = element.getParentNode(); at instanceof Element parent; at = at.getParentNode()) {
            if ("process".equals(parent.getLocalName())) {
                return List.of(parent.getAttribute("id"));
            }
        }
        return List.of();
    }

    private void error(Element event, Spot at) {
        var code = code(event);
        if (CLASS_NAME.matcher(code).matches()) {
            findings.add(Rule.ERROR_CLASS, at, code);
        }
    }

    /** Empty where the event names no error: it then catches every one. What is declared nowhere the engine takes for a code. */
    private String code(Element event) {
        var error = diagram.referred("error", event.getAttribute("errorRef"));
        return error == null ? event.getAttribute("errorRef") : error.getAttribute("errorCode");
    }

    private List<Element> errorEvents(Node node) {
        return node.definitions()
                .filter(event -> "errorEventDefinition".equals(event.getLocalName()))
                .toList();
    }

    /** Each error that is thrown within a scope is caught at it or around it, and each that is caught is thrown. */
    private void errors(Diagram.Scope scope) {
        for (var node : scope.nodes().values()) {
            for (var event : errorEvents(node)) {
                var at = diagram.spot(node.element());
                if (node.is("endEvent") && !isCaught(scope.element(), code(event))) {
                    findings.add(Rule.ERROR_UNCAUGHT, at, code(event));
                }
                if (node.is("boundaryEvent") && scope.nodes().containsKey(node.attachedTo())) {
                    var host = scope.nodes().get(node.attachedTo()).element();
                    if (!isThrown(host, code(event))) {
                        findings.add(Rule.ERROR_UNKNOWN, at, code(event));
                    }
                }
            }
        }
        twice(scope);
    }

    private boolean isThrown(Element within, String code) {
        return Markup.within(within).stream()
                .filter(element -> "endEvent".equals(element.getLocalName()))
                .flatMap(end -> Markup.children(end, "errorEventDefinition"))
                .anyMatch(event -> code.isEmpty() || code(event).equals(code));
    }

    private boolean isCaught(Element scope, String code) {
        for (org.w3c.dom.Node at = scope; at instanceof Element around; at = at.getParentNode()) {
            if (!Diagram.SCOPES.contains(around.getLocalName())) {
                continue;
            }
            var catching = Markup.children(around).stream()
                    .filter(each -> "true".equals(each.getAttribute("triggeredByEvent")))
                    .flatMap(each -> Markup.children(each, "startEvent"));
            var beside = around.getParentNode() instanceof Element parent
                    ? Markup.children(parent, "boundaryEvent")
                            .filter(each -> each.getAttribute("attachedToRef").equals(around.getAttribute("id")))
                    : java.util.stream.Stream.<Element>empty();
            if (java.util.stream.Stream.concat(catching, beside)
                    .flatMap(each -> Markup.children(each, "errorEventDefinition"))
                    .map(this::code)
                    .anyMatch(caught -> caught.isEmpty() || caught.equals(code))) {
                return true;
            }
        }
        return false;
    }

    /** Of two events for one error the first in the file wins, and nobody sees which that is. */
    private void twice(Diagram.Scope scope) {
        var taken = new HashSet<String>();
        for (var node : scope.nodes().values()) {
            var where = node.is("boundaryEvent") ? node.attachedTo() : "";
            var events = node.isEventSubProcess()
                    ? Markup.children(node.element(), "startEvent")
                            .flatMap(start -> Markup.children(start, "errorEventDefinition"))
                            .toList()
                    : node.is("boundaryEvent") ? errorEvents(node) : List.<Element>of();
            for (var event : events) {
                if (!taken.add(where + " " + code(event))) {
                    findings.add(Rule.ERROR_TWICE, diagram.spot(node.element()), code(event));
                }
            }
        }
    }

    // gateways

    private void conditions(Diagram.Scope scope) {
        var leaving = scope.flows().stream().collect(Collectors.groupingBy(Diagram.Flow::from));
        for (var flow : scope.flows()) {
            var at = diagram.spot(flow.element());
            var text = Markup.children(flow.element(), "conditionExpression")
                    .map(Element::getTextContent)
                    .map(String::strip)
                    .findFirst();
            if (text.isPresent() && !text.get().isEmpty() && !Expressions.isOne(text.get())) {
                findings.add(Rule.EXPRESSION_MEANT, at, text.get());
            }
            var from = scope.nodes().get(flow.from());
            if (from != null
                    && from.is("exclusiveGateway", "inclusiveGateway")
                    && leaving.get(flow.from()).size() > 1) {
                clause(flow.element(), at);
                if (text.orElse("").isEmpty()
                        && !from.element().getAttribute("default").equals(flow.id())) {
                    findings.add(Rule.CONDITION_MISSING, at);
                }
            } else if (text.isPresent() && text.get().isEmpty()) {
                findings.add(Rule.CONDITION_MISSING, at);
            }
        }
    }

    // what code knows by its name

    private void known() {
        for (var process : diagram.processes()) {
            var key = process.getAttribute("id");
            var at = diagram.spot(process);
            var ids = Markup.within(process).stream()
                    .map(element -> element.getAttribute("id"))
                    .collect(Collectors.toSet());
            KnownByName.elements(key).stream()
                    .filter(id -> !ids.contains(id))
                    .sorted()
                    .forEach(id -> findings.add(Rule.STEP_MISSING, at, id));
            var messages = Markup.within(process).stream()
                    .filter(element ->
                            Set.of("messageEventDefinition", "receiveTask").contains(element.getLocalName()))
                    .map(element -> diagram.referred("message", element.getAttribute("messageRef")))
                    .filter(message -> message != null)
                    .map(message -> message.getAttribute("name"))
                    .collect(Collectors.toSet());
            KnownByName.messages(key).stream()
                    .filter(message -> !messages.contains(message))
                    .sorted()
                    .forEach(message -> findings.add(Rule.MESSAGE_MISSING, at, message));
        }
    }
}
