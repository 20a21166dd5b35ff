package kz.bilik.process.engine;

import static java.util.Comparator.comparing;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import kz.bilik.calendar.LegalClock;
import kz.bilik.edition.Versions;
import kz.bilik.language.Language;
import kz.bilik.language.Texts;
import kz.bilik.process.words.ModelTexts;
import org.camunda.bpm.engine.EntityTypes;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.history.UserOperationLogEntry;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.repository.ResourceDefinition;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The versions that the engine has deployed, the cases that run by each, and what is another in one than in another. */
@Component
class EngineVersions implements Versions {

    /** The diagrams that cases and their acts go through. */
    private static final Set<String> OF_CASES = Set.of("application", "voucher", "settlement");

    private static final String FORM = ".form";
    private static final String TABLE = ".dmn";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Where running cases stand. */
    private record Running(String definition, String element, long cases) {}

    private final RepositoryService repository;
    private final HistoryService history;
    private final JdbcClient jdbc;
    private final ModelTexts words;
    private final Texts texts;

    EngineVersions(
            RepositoryService repository, HistoryService history, JdbcClient jdbc, ModelTexts words, Texts texts) {
        this.repository = repository;
        this.history = history;
        this.jdbc = jdbc;
        this.words = words;
        this.texts = texts;
    }

    @Override
    public List<Model> diagrams(Language language) {
        return models(
                repository.createProcessDefinitionQuery().list(), running(), ProcessDefinition::getName, language);
    }

    @Override
    public List<Model> tables(Language language) {
        return models(
                repository.createDecisionDefinitionQuery().list(), List.of(), DecisionDefinition::getName, language);
    }

    /**
     * Of all versions at once. A case stands where its execution has none within: at each of its open tasks, waiting timers and
     * joins. What fired and left something behind to be undone is no place to stand.
     */
    private List<Running> running() {
        return jdbc.sql("select e.PROC_DEF_ID_, e.ACT_ID_, count(*) as CASES_ from ACT_RU_EXECUTION e"
                        + " where e.ACT_ID_ is not null and not e.IS_EVENT_SCOPE_"
                        + " and not exists (select 1 from ACT_RU_EXECUTION c where c.PARENT_ID_ = e.ID_ and not c.IS_EVENT_SCOPE_)"
                        + " group by e.PROC_DEF_ID_, e.ACT_ID_"
                        + " union all select p.PROC_DEF_ID_, '" + WHOLE + "', count(*) from ACT_RU_EXECUTION p"
                        + " where p.PARENT_ID_ is null group by p.PROC_DEF_ID_")
                .query((row, number) ->
                        new Running(row.getString("PROC_DEF_ID_"), row.getString("ACT_ID_"), row.getLong("CASES_")))
                .list();
    }

    /** No element is called so: the cases of a version, wherever they stand. */
    private static final String WHOLE = "*";

    private <D extends ResourceDefinition> List<Model> models(
            Collection<D> definitions, List<Running> running, Function<D, String> name, Language language) {
        var deployments = repository.createDeploymentQuery().list().stream()
                .collect(Collectors.toMap(Deployment::getId, Function.identity()));
        var officers = officers();
        var byDefinition = running.stream().collect(Collectors.groupingBy(Running::definition));
        return definitions.stream().collect(Collectors.groupingBy(ResourceDefinition::getKey)).entrySet().stream()
                .map(each -> {
                    var newest = each.getValue().stream()
                            .sorted(comparing(ResourceDefinition::getVersion).reversed())
                            .toList();
                    var first = newest.get(0);
                    return new Model(
                            each.getKey(),
                            said(name.apply(first), each.getKey(), language),
                            OF_CASES.contains(each.getKey()) && first instanceof ProcessDefinition,
                            newest.stream()
                                    .map(definition -> version(
                                            definition,
                                            deployments.get(definition.getDeploymentId()),
                                            officers,
                                            byDefinition.getOrDefault(definition.getId(), List.of()),
                                            language))
                                    .toList());
                })
                .sorted(comparing(Model::name))
                .toList();
    }

    private Version version(
            ResourceDefinition definition,
            Deployment deployment,
            Map<String, String> officers,
            List<Running> running,
            Language language) {
        return new Version(
                definition.getId(),
                definition.getVersion(),
                OffsetDateTime.ofInstant(deployment.getDeploymentTime().toInstant(), LegalClock.ZONE),
                officers.getOrDefault(deployment.getId(), ""),
                Objects.requireNonNullElse(deployment.getSource(), ""),
                running.stream()
                        .filter(each -> WHOLE.equals(each.element()))
                        .mapToLong(Running::cases)
                        .sum(),
                standing(definition, running, language));
    }

    private List<Standing> standing(ResourceDefinition definition, List<Running> running, Language language) {
        var at = new LinkedHashMap<String, Long>();
        running.stream()
                .filter(each -> !WHOLE.equals(each.element()))
                .forEach(each -> at.merge(each.element().replace("#multiInstanceBody", ""), each.cases(), Long::sum));
        if (at.isEmpty()) {
            return List.of();
        }
        return repository.getBpmnModelInstance(definition.getId()).getModelElementsByType(FlowElement.class).stream()
                .filter(element -> at.containsKey(element.getId()))
                .map(element -> new Standing(
                        element.getId(), said(element.getName(), element.getId(), language), at.get(element.getId())))
                .toList();
    }

    /** Who made each deployment, as far as the engine's log says. */
    private Map<String, String> officers() {
        return history
                .createUserOperationLogQuery()
                .entityType(EntityTypes.DEPLOYMENT)
                .operationType(UserOperationLogEntry.OPERATION_TYPE_CREATE)
                .list()
                .stream()
                .filter(entry -> entry.getDeploymentId() != null && entry.getUserId() != null)
                .collect(Collectors.toMap(
                        UserOperationLogEntry::getDeploymentId, UserOperationLogEntry::getUserId, (one, other) -> one));
    }

    @Override
    public Optional<Comparison> diagrams(String key, int before, int after, Language language) {
        return both(diagrams(language), key, before, after)
                .map(two -> new Comparison(
                        key,
                        two.model().name(),
                        two.before(),
                        two.after(),
                        inWords(
                                ModelDetails.differences(
                                        ModelDetails.ofDiagram(diagram(two.before())),
                                        ModelDetails.ofDiagram(diagram(two.after())),
                                        false),
                                language),
                        files(two, FORM, language),
                        files(two, TABLE, language)));
    }

    @Override
    public Optional<Comparison> tables(String key, int before, int after, Language language) {
        return both(tables(language), key, before, after)
                .map(two -> new Comparison(
                        key,
                        two.model().name(),
                        two.before(),
                        two.after(),
                        inWords(
                                ModelDetails.differences(
                                        ModelDetails.ofTable(table(two.before())),
                                        ModelDetails.ofTable(table(two.after())),
                                        true),
                                language),
                        List.of(),
                        List.of()));
    }

    private record Two(Model model, Version before, Version after) {}

    private static Optional<Two> both(List<Model> models, String key, int before, int after) {
        return models.stream()
                .filter(each -> each.key().equals(key))
                .findFirst()
                .flatMap(model -> numbered(model, before)
                        .flatMap(one -> numbered(model, after).map(other -> new Two(model, one, other))));
    }

    private static Optional<Version> numbered(Model model, int number) {
        return model.versions().stream().filter(each -> each.number() == number).findFirst();
    }

    private byte[] diagram(Version version) {
        return bytes(repository.getProcessModel(version.id()));
    }

    private byte[] table(Version version) {
        return bytes(repository.getDecisionModel(version.id()));
    }

    private static byte[] bytes(InputStream content) {
        try (content) {
            return content.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The forms or tables that two versions of a diagram take out of their own deployments, where these differ. */
    private List<Compared> files(Two two, String ending, Language language) {
        var before = taken(two.before(), ending);
        var after = taken(two.after(), ending);
        var keys = new TreeSet<>(before.keySet());
        keys.addAll(after.keySet());
        var compared = new ArrayList<Compared>();
        for (var key : keys) {
            var differences =
                    ModelDetails.differences(parts(before.get(key), ending), parts(after.get(key), ending), true);
            if (!differences.isEmpty()) {
                var name = Optional.ofNullable(names(two.after()).get(key))
                        .orElseGet(() -> names(two.before()).getOrDefault(key, key));
                compared.add(new Compared(said(name, key, language), inWords(differences, language)));
            }
        }
        return compared;
    }

    private static Map<String, ModelDetails.Part> parts(byte @Nullable [] content, String ending) {
        return content == null
                ? Map.of()
                : ending.equals(FORM) ? ModelDetails.ofForm(content) : ModelDetails.ofTable(content);
    }

    /** What the steps are called that show a form or ask a table, by the key of the form or table. */
    private Map<String, String> names(Version version) {
        var model = repository.getBpmnModelInstance(version.id());
        var names = new HashMap<String, String>();
        model.getModelElementsByType(UserTask.class)
                .forEach(task -> names.put(task.getCamundaFormRef(), task.getName()));
        model.getModelElementsByType(BusinessRuleTask.class)
                .forEach(task -> names.put(task.getCamundaDecisionRef(), task.getName()));
        return names;
    }

    private Map<String, byte[]> taken(Version version, String ending) {
        var definition = repository.getProcessDefinition(version.id());
        var wanted = names(version).keySet();
        var taken = new HashMap<String, byte[]>();
        repository.getDeploymentResources(definition.getDeploymentId()).stream()
                .filter(file -> file.getName().endsWith(ending))
                .forEach(file -> key(file.getBytes(), ending)
                        .filter(wanted::contains)
                        .ifPresent(key -> taken.put(key, file.getBytes())));
        return taken;
    }

    private static Optional<String> key(byte[] content, String ending) {
        if (ending.equals(TABLE)) {
            return ModelDetails.ofTable(content).keySet().stream().findFirst();
        }
        try {
            return Optional.of(JSON.readTree(content).path("id").asText());
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private List<Difference> inWords(List<ModelDetails.Difference> differences, Language language) {
        return differences.stream()
                .map(each -> new Difference(
                        each.kind(),
                        each.id(),
                        each.name().isBlank() ? "" : words.in(language, each.name()),
                        each.properties().stream()
                                .map(property -> detail(property, language))
                                .toList()))
                .toList();
    }

    private Detail detail(ModelDetails.Property property, Language language) {
        var inWords = ModelDetails.WORDS.contains(property.word());
        return new Detail(
                property.word().startsWith(ModelDetails.CELL)
                        ? words.in(language, property.word().substring(ModelDetails.CELL.length()))
                        : texts.in(language, "edition.part." + property.word()),
                inWords,
                said(property.before(), inWords, language),
                said(property.after(), inWords, language));
    }

    private List<String> said(List<String> lines, boolean inWords, Language language) {
        return inWords ? lines.stream().map(line -> words.in(language, line)).toList() : lines;
    }

    private String said(@Nullable String name, String id, Language language) {
        return name == null || name.isBlank()
                ? id
                : words.in(language, name.strip().replaceAll("\\s+", " "));
    }
}
