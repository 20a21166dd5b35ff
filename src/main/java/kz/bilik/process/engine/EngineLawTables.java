package kz.bilik.process.engine;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import kz.bilik.calendar.LegalClock;
import kz.bilik.language.Language;
import kz.bilik.law.LawTables;
import kz.bilik.process.words.ModelTexts;
import org.camunda.bpm.dmn.feel.impl.FeelEngine;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.Input;
import org.camunda.bpm.model.dmn.instance.LiteralExpression;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.camunda.bpm.model.dmn.instance.Text;
import org.camunda.bpm.model.dmn.instance.UnaryTests;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The decision tables as the engine has them deployed, row by row: a row holds when its cell for the day does. */
@Component
class EngineLawTables implements LawTables {

    private static final String CELL_INPUT = "cellInput";
    private static final String DAY = "date";

    /** What tells one row from another in an answer, and is said by its description. */
    private static final String ROW_ID = "rowId";

    private final RepositoryService repository;
    private final FeelEngine feel;
    private final ModelTexts words;

    EngineLawTables(ProcessEngine engine, RepositoryService repository, ModelTexts words) {
        this.repository = repository;
        this.feel = ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration())
                .getDmnEngineConfiguration()
                .getFeelEngine();
        this.words = words;
    }

    private record Deployed(DecisionDefinition table, Version version) {}

    @Override
    public List<Table> on(LocalDate day, OffsetDateTime known, Language language) {
        return repository.createDecisionDefinitionQuery().latestVersion().list().stream()
                .map(table -> table(deployed(table.getKey()), day, known, language))
                .sorted(Comparator.comparing(Table::name))
                .toList();
    }

    /** All versions of a table, the latest first. */
    private List<Deployed> deployed(String key) {
        return repository
                .createDecisionDefinitionQuery()
                .decisionDefinitionKey(key)
                .orderByDecisionDefinitionVersion()
                .desc()
                .list()
                .stream()
                .map(table -> new Deployed(table, new Version(table.getVersion(), deployedAt(table))))
                .toList();
    }

    private OffsetDateTime deployedAt(DecisionDefinition table) {
        return OffsetDateTime.ofInstant(
                repository
                        .createDeploymentQuery()
                        .deploymentId(table.getDeploymentId())
                        .singleResult()
                        .getDeploymentTime()
                        .toInstant(),
                LegalClock.ZONE);
    }

    private Table table(List<Deployed> versions, LocalDate day, OffsetDateTime known, Language language) {
        var inForce = versions.stream()
                .filter(each -> !each.version().deployedAt().isAfter(known))
                .findFirst()
                .orElse(versions.get(versions.size() - 1));
        return new Table(
                words.in(language, Objects.requireNonNullElse(inForce.table().getName(), "")),
                inForce.version(),
                versions.stream().map(Deployed::version).toList(),
                rows(inForce.table(), day, language));
    }

    private List<Row> rows(DecisionDefinition definition, LocalDate day, Language language) {
        var rows = new ArrayList<Row>();
        for (var table :
                repository.getDmnModelInstance(definition.getId()).getModelElementsByType(DecisionTable.class)) {
            var inputs = List.copyOf(table.getInputs());
            var taken = new HashSet<List<String>>();
            for (var rule : table.getRules()) {
                var cells = List.copyOf(rule.getInputEntries());
                var holds = IntStream.range(0, cells.size())
                        .filter(at -> isDay(inputs.get(at)))
                        .allMatch(at -> holds(text(cells.get(at)), day));
                var others = IntStream.range(0, cells.size())
                        .filter(at -> !isDay(inputs.get(at)))
                        .mapToObj(at -> text(cells.get(at)))
                        .toList();
                // Of the rows for the same the first one counts.
                if (holds && taken.add(others)) {
                    rows.add(row(table, rule, language));
                }
            }
        }
        return rows;
    }

    private Row row(DecisionTable table, Rule rule, Language language) {
        var inputs = List.copyOf(table.getInputs());
        var cells = List.copyOf(rule.getInputEntries());
        var outputs = List.copyOf(table.getOutputs());
        var values = List.copyOf(rule.getOutputEntries());
        var description = rule.getDescription();
        return new Row(
                description == null ? "" : words.in(language, description.getTextContent()),
                IntStream.range(0, cells.size())
                        .filter(at -> !isDay(inputs.get(at)))
                        .mapToObj(at -> new Cell(
                                words.in(
                                        language,
                                        Objects.requireNonNullElse(
                                                inputs.get(at).getLabel(), "")),
                                words.in(language, plain(text(cells.get(at))))))
                        .toList(),
                IntStream.range(0, values.size())
                        .filter(at -> !ROW_ID.equals(outputs.get(at).getName()))
                        .mapToObj(at -> new Cell(
                                words.in(
                                        language,
                                        Objects.requireNonNullElse(
                                                outputs.get(at).getLabel(), "")),
                                words.in(language, plain(text(values.get(at))))))
                        .toList());
    }

    private static boolean isDay(Input input) {
        return input.getInputExpression() != null
                && DAY.equals(input.getInputExpression().getTypeRef());
    }

    /** An empty cell asks nothing. */
    private boolean holds(String cell, LocalDate day) {
        return cell.isBlank()
                || cell.strip().equals("-")
                || feel.evaluateSimpleUnaryTests(
                        cell,
                        CELL_INPUT,
                        Variables.createVariables()
                                .putValue(CELL_INPUT, day.atStartOfDay())
                                .asVariableContext());
    }

    private static String text(@Nullable UnaryTests cell) {
        return cell == null ? "" : said(cell.getText());
    }

    private static String text(@Nullable LiteralExpression cell) {
        return cell == null ? "" : said(cell.getText());
    }

    private static String said(@Nullable Text text) {
        return text == null ? "" : text.getTextContent().strip();
    }

    private static String plain(String cell) {
        return cell.equals("-") ? "" : cell.replace("\"", "");
    }
}
