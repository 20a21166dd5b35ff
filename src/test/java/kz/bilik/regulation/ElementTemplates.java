package kz.bilik.regulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.CatchEvent;
import org.camunda.bpm.model.bpmn.instance.EventDefinition;
import org.camunda.bpm.model.bpmn.instance.ExtensionElements;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.MessageEventDefinition;
import org.camunda.bpm.model.bpmn.instance.MultiInstanceLoopCharacteristics;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.ThrowEvent;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaExecutionListener;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaInputOutput;

/**
 * Writes the element templates from which an analyst chooses in Camunda Modeler: one for each element of the diagrams
 * behind which there is code or a table. Its words are those of the element; what it needs and sets is read in the sources
 * of the page, what its form submits in the form, what may be chosen in all diagrams.
 */
final class ElementTemplates {

    static final Path FOLDER = Path.of(".camunda/element-templates");

    static final String REFRESH = "mvn test -Dtest=ElementTemplatesTest -Dtemplates.write=true";

    /** Raised when what a template sets changes: Modeler then marks each element to which an older one was applied. */
    static final int VERSION = 1;

    private static final String SCHEMA =
            "https://unpkg.com/@camunda/element-templates-json-schema@0.22.1/resources/schema.json";

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(?:\\w+\\.\\w+\\()?(\\w+)\\)?}");

    /** A limit or reminder of the law, and the number of the record that it concerns. */
    private static final Pattern DATE = Pattern.compile("\\$\\{(endOf|dueBy|reminders)\\.(\\w+)\\((\\w+)\\)}");

    private final ObjectMapper json = new ObjectMapper();
    private final Sources sources = new Sources(ProjectFiles.MAIN);
    private final BlockVariables variables = new BlockVariables(sources);
    private final Map<String, BpmnModelInstance> diagrams = new TreeMap<>();
    private final SortedSet<String> groups = new TreeSet<>();

    ElementTemplates() {
        for (var file : Diagrams.files()) {
            diagrams.put(ProjectFiles.name(file), Bpmn.readModelFromFile(file.toFile()));
        }
        diagrams.values().stream()
                .flatMap(diagram -> diagram.getModelElementsByType(UserTask.class).stream())
                .map(UserTask::getCamundaCandidateGroups)
                .forEach(groups::add);
    }

    /** The text of each file, by its path: a file for each diagram. */
    Map<Path, String> files() {
        var files = new TreeMap<Path, String>();
        diagrams.forEach((name, diagram) -> files.put(FOLDER.resolve(name + ".json"), text(templates(name))));
        return files;
    }

    /** The elements of that diagram that have a template, in its order. */
    static List<FlowNode> elements(BpmnModelInstance diagram) {
        return diagram.getModelElementsByType(FlowNode.class).stream()
                .filter(element -> element instanceof ServiceTask
                        || element instanceof UserTask
                        || element instanceof BusinessRuleTask
                        || definition(element).isPresent())
                .toList();
    }

    /** The id of the template of that element. */
    static String id(String diagram, FlowNode element) {
        return "kz.bilik." + diagram + "." + element.getId();
    }

    Map<String, BpmnModelInstance> diagrams() {
        return diagrams;
    }

    private ArrayNode templates(String name) {
        var diagram = diagrams.get(name);
        var templates = json.createArrayNode();
        elements(diagram).forEach(element -> templates.add(template(name, diagram, element)));
        return templates;
    }

    private ObjectNode template(String name, BpmnModelInstance diagram, FlowNode element) {
        var block = block(diagram, element);
        var template = json.createObjectNode();
        template.put("$schema", SCHEMA);
        template.put("name", block.name());
        template.put("id", id(name, element));
        template.put("version", VERSION);
        template.put("description", block.description());
        var metadata = template.putObject("metadata");
        metadata.put("element", element.getId());
        bean(element).ifPresent(bean -> metadata.put("bean", bean));
        texts(metadata.putArray("clauses"), Citations.in(documentation(element)));
        texts(metadata.putArray("needs"), block.used().needs());
        texts(metadata.putArray("sets"), block.used().sets());
        texts(
                template.putArray("keywords"),
                Stream.concat(Stream.of(element.getId()), block.keywords().stream())
                        .toList());
        template.putObject("category")
                .put("id", name)
                .put("name", process(diagram).getName());
        template.putObject("engines").put("camunda", ">=7.24");
        var type = "bpmn:" + capital(element.getElementType().getTypeName());
        var appliesTo = template.putArray("appliesTo");
        if (type.endsWith("Task")) {
            appliesTo.add("bpmn:Task").add(type);
            template.putObject("elementType").put("value", type);
        } else {
            // With a type to become, Modeler would draw the event anew, without its timer or message.
            appliesTo.add(type);
        }
        if (!(element instanceof ServiceTask || element instanceof UserTask)) {
            template.put("entriesVisible", true);
        }
        if (element instanceof UserTask) {
            template.putArray("groups").addObject().put("id", "work").put("label", "Who does it, and by when");
        }
        template.set("properties", block.properties());
        return template;
    }

    /** What a template says of its element beside its place. */
    private record Block(
            String name, String description, List<String> keywords, BlockVariables.Used used, ArrayNode properties) {}

    private Block block(BpmnModelInstance diagram, FlowNode element) {
        if (element instanceof ServiceTask task) {
            return service(task);
        }
        if (element instanceof UserTask task) {
            return user(diagram, task);
        }
        if (element instanceof BusinessRuleTask task) {
            return table(task);
        }
        var definition = definition(element).orElseThrow();
        return definition instanceof TimerEventDefinition timer
                ? timer(element, timer)
                : message(element, (MessageEventDefinition) definition);
    }

    private Block service(ServiceTask task) {
        var bean = bean(task.getCamundaDelegateExpression());
        var used = variables.of(bean);
        var properties = json.createArrayNode();
        hidden(properties, "camunda:delegateExpression", task.getCamundaDelegateExpression());
        var savepoint = property(properties, "camunda:asyncBefore");
        savepoint.put("label", "Begins with a savepoint");
        savepoint.put(
                "description", "Needed where something outside the database may fail: the step is then tried again.");
        savepoint.put("type", "Boolean");
        savepoint.put("value", task.isCamundaAsyncBefore());
        return new Block(
                task.getName(),
                sentences(documentation(task), needs(used), sets(used), identity(task)),
                List.of("service task"),
                used,
                properties);
    }

    private Block user(BpmnModelInstance diagram, UserTask task) {
        var used = variables.of(task.getId());
        used.needs().addAll(variablesIn(task.getCamundaCandidateGroups()));
        used.needs().addAll(variablesIn(task.getCamundaDueDate()));
        var properties = json.createArrayNode();
        hidden(properties, "camunda:formRef", task.getCamundaFormRef());
        hidden(properties, "camunda:formRefBinding", task.getCamundaFormRefBinding());
        chosen(
                properties,
                "camunda:candidateGroups",
                "Group",
                "Whose task it is.",
                task.getCamundaCandidateGroups(),
                groups.stream().collect(Collectors.toMap(group -> group, ElementTemplates::group)));
        chosen(
                properties,
                "camunda:dueDate",
                "Due date",
                "The last second of the last day of a limit that the cases of this diagram have.",
                task.getCamundaDueDate(),
                dueDates(diagram));
        return new Block(
                task.getName(),
                sentences(documentation(task), form(task), needs(used), sets(used), identity(task)),
                List.of("user task", "form"),
                used,
                properties);
    }

    private Block table(BusinessRuleTask task) {
        var used = new BlockVariables.Used(new TreeSet<>(), new TreeSet<>());
        var properties = json.createArrayNode();
        hidden(properties, "camunda:decisionRef", task.getCamundaDecisionRef());
        hidden(properties, "camunda:resultVariable", task.getCamundaResultVariable());
        hidden(properties, "camunda:mapDecisionResult", task.getCamundaMapDecisionResult());
        extensions(task, CamundaInputOutput.class)
                .flatMap(mapping -> mapping.getCamundaInputParameters().stream())
                .forEach(input -> {
                    var value = input.getTextContent().strip();
                    hidden(properties, input.getCamundaName(), value)
                            .withObject("binding")
                            .put("type", "camunda:inputParameter");
                    used.needs().addAll(variablesIn(value));
                    Pattern.compile("\\((\\w+)\\)").matcher(value).results().forEach(asked -> used.needs()
                            .add(asked.group(1)));
                });
        extensions(task, CamundaExecutionListener.class).forEach(listener -> {
            var binding = property(properties, "camunda:executionListener").put("type", "Hidden");
            binding.put("value", listener.getCamundaDelegateExpression());
            binding.putObject("binding")
                    .put("type", "camunda:executionListener")
                    .put("event", listener.getCamundaEvent())
                    .put("implementationType", "delegateExpression");
            used.needs()
                    .addAll(variables
                            .of(bean(listener.getCamundaDelegateExpression()))
                            .needs());
        });
        // What the table answers is handed to the listener and goes no further.
        used.needs().remove(task.getCamundaResultVariable());
        var each = Optional.ofNullable((MultiInstanceLoopCharacteristics) task.getLoopCharacteristics())
                .map(loop -> {
                    used.needs().remove(loop.getCamundaElementVariable());
                    Pattern.compile("\\((\\w+)\\)")
                            .matcher(loop.getCamundaCollection())
                            .results()
                            .forEach(asked -> used.needs().add(asked.group(1)));
                    return "One after the other for each " + loop.getCamundaElementVariable() + " of the collection "
                            + loop.getCamundaCollection() + ", which is to be entered under multi-instance.";
                })
                .orElse("");
        return new Block(
                task.getName(),
                sentences(
                        documentation(task),
                        "Asks the decision table " + task.getCamundaDecisionRef() + ".",
                        each,
                        needs(used),
                        sets(used)),
                List.of("decision table", task.getCamundaDecisionRef()),
                used,
                properties);
    }

    private Block timer(FlowNode element, TimerEventDefinition timer) {
        var used = new BlockVariables.Used(new TreeSet<>(), new TreeSet<>());
        var date = timer.getTimeDate() != null ? timer.getTimeDate() : timer.getTimeCycle();
        var expression = date.getTextContent();
        used.needs().addAll(variablesIn(expression));
        return new Block(
                "Timer: " + element.getName(),
                sentences(
                        documentation(element),
                        "To be entered under Timer: type " + (timer.getTimeDate() != null ? "date" : "cycle")
                                + ", value " + expression + ".",
                        interrupts(element),
                        needs(used)),
                List.of("timer", "limit"),
                used,
                json.createArrayNode());
    }

    private Block message(FlowNode element, MessageEventDefinition message) {
        if (message.getMessage() == null) {
            var used = variables.of(bean(message.getCamundaDelegateExpression()));
            return new Block(
                    "Message: " + element.getName(),
                    sentences(
                            documentation(element),
                            "To be entered under Implementation: type delegate expression, value "
                                    + message.getCamundaDelegateExpression() + ".",
                            needs(used),
                            sets(used)),
                    List.of("message"),
                    used,
                    json.createArrayNode());
        }
        var used = new BlockVariables.Used(
                new TreeSet<>(), variables.broughtBy(message.getMessage().getName()));
        return new Block(
                "Message: " + element.getName(),
                sentences(
                        documentation(element),
                        "To be entered under Message: a global message with the name "
                                + message.getMessage().getName() + ", by which the program sends it.",
                        interrupts(element),
                        used.sets().isEmpty() ? "" : "Brings: " + String.join(", ", used.sets()) + "."),
                List.of("message", message.getMessage().getName()),
                used,
                json.createArrayNode());
    }

    // words

    private static String sentences(String... parts) {
        return Stream.of(parts).filter(part -> !part.isEmpty()).collect(Collectors.joining(" "));
    }

    private static String needs(BlockVariables.Used used) {
        return used.needs().isEmpty()
                ? "Needs no variable of the case."
                : "Needs: " + String.join(", ", used.needs()) + ".";
    }

    private static String sets(BlockVariables.Used used) {
        return used.sets().isEmpty() ? "Sets no variable." : "Sets: " + String.join(", ", used.sets()) + ".";
    }

    private static String identity(FlowNode task) {
        return "The id of the element has to be " + task.getId() + ".";
    }

    private static String interrupts(FlowNode element) {
        if (!(element instanceof BoundaryEvent boundary)) {
            return "";
        }
        return boundary.cancelActivity()
                ? "It ends the step at which it stands."
                : "The step at which it stands goes on.";
    }

    /** What the fields of the form are called, and what can be chosen in them. */
    private String form(UserTask task) {
        var fields = new ArrayList<String>();
        try {
            fields(
                    json.readTree(ProjectFiles.text(ProjectFiles.FORMS.resolve(task.getCamundaFormRef() + ".form"))),
                    fields);
        } catch (JsonProcessingException unreadable) {
            throw new AssertionError(task.getCamundaFormRef(), unreadable);
        }
        return fields.isEmpty() ? "Its form submits nothing." : "Its form submits " + String.join(", ", fields) + ".";
    }

    private static void fields(JsonNode form, List<String> fields) {
        for (var component : form.path("components")) {
            if (component.hasNonNull("key") && !component.path("disabled").asBoolean()) {
                var values = new ArrayList<String>();
                component
                        .path("values")
                        .forEach(value -> values.add(value.path("value").asText()));
                fields.add(component.path("key").asText()
                        + (values.isEmpty() ? "" : " (" + String.join(", ", values) + ")"));
            }
            fields(component, fields);
        }
    }

    /** {@code Mobility centre of the case, by region} of {@code mobility-centre.${region}}. */
    private static String group(String group) {
        var parts = group.split("\\.\\$\\{|}");
        return capital(parts[0].replace('-', ' ')) + (parts.length > 1 ? " of the case, by " + parts[1] : "");
    }

    private Map<String, String> dueDates(BpmnModelInstance diagram) {
        var text = Bpmn.convertToString(diagram);
        return DATE.matcher(text)
                .results()
                .filter(date -> !date.group(1).equals("reminders"))
                .map(date -> "${dueBy." + date.group(2) + "(" + date.group(3) + ")}")
                .distinct()
                .collect(Collectors.toMap(date -> date, date -> meaning(date)));
    }

    /** What the code says of that limit. */
    private String meaning(String expression) {
        var date = DATE.matcher(expression);
        assertThat(date.matches()).as(expression).isTrue();
        return sources.bean(date.group(1)).stream()
                .flatMap(bean -> sources.find(bean.answers(), bean.in()).stream())
                .flatMap(type -> type.methods(date.group(2)).stream())
                .map(method -> capital(
                                date.group(2).replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT)) + ", "
                        + uncapital(sources.documentation(method).strip().replaceAll("\\.$", "")))
                .findFirst()
                .orElseThrow(() -> new AssertionError(expression));
    }

    // properties

    private static ObjectNode property(ArrayNode properties, String attribute) {
        var property = properties.addObject();
        property.putObject("binding").put("type", "property").put("name", attribute);
        return property;
    }

    private static ObjectNode hidden(ArrayNode properties, String attribute, String value) {
        return property(properties, attribute).put("type", "Hidden").put("value", value);
    }

    private static void chosen(
            ArrayNode properties,
            String attribute,
            String label,
            String description,
            String value,
            Map<String, String> choices) {
        var property = property(properties, attribute);
        property.put("label", label);
        property.put("description", description);
        property.put("group", "work");
        property.put("type", "Dropdown");
        property.put("value", value);
        var list = property.putArray("choices");
        new TreeMap<>(choices)
                .forEach((choice, name) -> list.addObject().put("name", name).put("value", choice));
        property.putObject("constraints").put("notEmpty", true);
    }

    // reading

    private static Optional<EventDefinition> definition(FlowNode element) {
        var definitions = element instanceof CatchEvent caught
                ? caught.getEventDefinitions()
                : element instanceof ThrowEvent thrown ? thrown.getEventDefinitions() : List.<EventDefinition>of();
        return definitions.stream()
                .filter(each -> each instanceof TimerEventDefinition || each instanceof MessageEventDefinition)
                .findFirst();
    }

    private static <T extends org.camunda.bpm.model.xml.instance.ModelElementInstance> Stream<T> extensions(
            FlowNode element, Class<T> type) {
        return Stream.ofNullable(element.getExtensionElements())
                .map(ExtensionElements::getElementsQuery)
                .flatMap(query -> query.filterByType(type).list().stream());
    }

    private static String documentation(FlowNode element) {
        return element.getDocumentations().stream()
                .map(documentation -> documentation.getTextContent().strip())
                .collect(Collectors.joining(" "));
    }

    private static Process process(BpmnModelInstance diagram) {
        return diagram.getModelElementsByType(Process.class).iterator().next();
    }

    /** What the program has behind that element. */
    private static Optional<String> bean(FlowNode element) {
        if (element instanceof UserTask) {
            return Optional.of(element.getId());
        }
        var named = element instanceof ServiceTask task
                ? task.getCamundaDelegateExpression()
                : definition(element)
                        .filter(MessageEventDefinition.class::isInstance)
                        .map(message -> ((MessageEventDefinition) message).getCamundaDelegateExpression())
                        .orElse(null);
        return Optional.ofNullable(named).map(expression -> bean(expression));
    }

    private static String bean(String expression) {
        return expression.substring(2, expression.length() - 1);
    }

    private static List<String> variablesIn(String expression) {
        return VARIABLE.matcher(expression)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static String capital(String words) {
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    private static String uncapital(String words) {
        return words.substring(0, 1).toLowerCase(Locale.ROOT) + words.substring(1);
    }

    private static void texts(ArrayNode array, Collection<String> texts) {
        texts.forEach(array::add);
    }

    private String text(ArrayNode templates) {
        var lines = new DefaultIndenter("  ", "\n");
        var printer = new DefaultPrettyPrinter(Separators.createDefaultInstance()
                        .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                        .withObjectEmptySeparator("")
                        .withArrayEmptySeparator(""))
                .withObjectIndenter(lines)
                .withArrayIndenter(lines);
        try {
            return json.writer(printer).writeValueAsString(templates) + "\n";
        } catch (JsonProcessingException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
