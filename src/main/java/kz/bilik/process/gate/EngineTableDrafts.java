package kz.bilik.process.gate;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kz.bilik.calendar.LegalClock;
import kz.bilik.edition.TableDrafts;
import kz.bilik.language.Language;
import kz.bilik.problem.Problem;
import kz.bilik.process.words.ModelTexts;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.springframework.stereotype.Component;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** The tables in force, changed on a page: judged and tried by what judges and tries them when they are deployed. */
@Component
class EngineTableDrafts implements TableDrafts {

    /** Where a deployment of this page comes from, as Modeler names itself. */
    private static final String SOURCE = "Bilik";

    private static final String OUTPUT = "= ";
    private static final String CLAUSE = "clause";
    private static final String DAY = "day";

    /** What tells one row from another in an answer. */
    private static final String ROW_ID = "rowId";

    private final RepositoryService repository;
    private final IdentityService identity;
    private final ProcessEngineConfigurationImpl engine;
    private final Supplier<Gate.Judging> gate;
    private final ModelTexts words;
    private final LegalClock clock;

    EngineTableDrafts(
            ProcessEngine engine,
            RepositoryService repository,
            IdentityService identity,
            GatePlugin gate,
            ModelTexts words,
            LegalClock clock) {
        this.engine = (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
        this.repository = repository;
        this.identity = identity;
        this.gate = gate.judgingLater();
        this.words = words;
        this.clock = clock;
    }

    /** A table in force with the examples beside it. */
    private record Standing(
            DecisionDefinition definition,
            ModelFile file,
            Table table,
            Optional<ModelFile> examplesFile,
            Examples.Lines lines,
            OffsetDateTime since) {

        String examplesName() {
            return examplesFile.map(ModelFile::base).orElse(file.stem() + ModelFile.EXAMPLES);
        }

        List<String> given() {
            return lines.head().stream()
                    .filter(head -> !head.startsWith(OUTPUT) && !head.equals(CLAUSE))
                    .toList();
        }
    }

    /** A draft as files: the table, and its examples with those that are new or newly found right. */
    private record Made(
            ModelFile file,
            Table table,
            Examples.Lines lines,
            List<Map<String, String>> before,
            List<Map<String, String>> now,
            boolean canBeTried) {}

    @Override
    public List<Summary> tables(Language language) {
        return repository.createDecisionDefinitionQuery().latestVersion().list().stream()
                .flatMap(definition -> standing(definition.getKey()).stream())
                .map(standing -> summary(standing, language))
                .sorted(Comparator.comparing(Summary::name))
                .toList();
    }

    private Summary summary(Standing standing, Language language) {
        var today = clock.today();
        var rows = standing.table().rows();
        return new Summary(
                standing.table().key(),
                words.in(language, standing.table().name()),
                standing.lines().lines().stream()
                        .map(line -> line.getOrDefault(CLAUSE, ""))
                        .filter(clause -> !clause.isEmpty())
                        .distinct()
                        .toList(),
                standing.definition().getVersion(),
                standing.since(),
                rows.size(),
                (int) rows.stream()
                        .filter(row ->
                                row.days().filter(days -> days.holds(today)).isPresent())
                        .count(),
                (int) rows.stream()
                        .filter(row -> row.days()
                                .filter(days -> days.from().isAfter(today))
                                .isPresent())
                        .count(),
                standing.lines().lines().size());
    }

    private Optional<Standing> standing(String key) {
        return engine.getCommandExecutorTxRequired().execute(command -> {
            var definition = repository
                    .createDecisionDefinitionQuery()
                    .decisionDefinitionKey(key)
                    .latestVersion()
                    .singleResult();
            var inForce = new EngineInForce();
            return definition == null
                    ? Optional.<Standing>empty()
                    : inForce.table(key).flatMap(file -> standing(definition, file, inForce.examples(key)));
        });
    }

    private Optional<Standing> standing(DecisionDefinition definition, ModelFile file, Optional<ModelFile> examples) {
        try {
            var lines = examples.isPresent()
                    ? Examples.Lines.of(examples.get())
                    : new Examples.Lines(List.of(CLAUSE), List.of());
            var since = repository
                    .createDeploymentQuery()
                    .deploymentId(definition.getDeploymentId())
                    .singleResult()
                    .getDeploymentTime()
                    .toInstant();
            return Table.of(file).stream()
                    .filter(table -> table.key().equals(definition.getKey()))
                    .findFirst()
                    .map(table -> new Standing(
                            definition,
                            file,
                            table,
                            examples,
                            lines,
                            OffsetDateTime.ofInstant(since, LegalClock.ZONE)));
        } catch (SAXException | IOException unreadable) {
            return Optional.empty();
        }
    }

    @Override
    public String said(String cell, Language language) {
        return words.in(language, cell);
    }

    @Override
    public Optional<Sheet> inForce(String key, Language language) {
        return standing(key).map(standing -> {
            var answers = answers(standing.file(), standing.table(), standing.lines());
            var made = new Made(standing.file(), standing.table(), standing.lines(), answers, answers, true);
            return sheet(standing, made, rows(standing, language), Set.of(), List.of(), language);
        });
    }

    private static List<Map<String, String>> none(Examples.Lines lines) {
        return lines.lines().stream().map(line -> Map.<String, String>of()).toList();
    }

    private List<Map<String, String>> answers(ModelFile file, Table table, Examples.Lines lines) {
        return gate.get().judge().examples().answers(file, table, lines).orElseGet(() -> none(lines));
    }

    private List<Row> rows(Standing standing, Language language) {
        return standing.table().rows().stream()
                .map(row -> new Row(
                        row.id(),
                        "",
                        row.description(),
                        words.in(language, row.description()),
                        row.days().isPresent() && standing.table().dayColumn() >= 0,
                        row.days().map(TableText::first).orElse(""),
                        row.days().map(TableText::last).orElse(""),
                        row.asked().stream().map(TableText::shown).toList(),
                        row.answered().stream().map(TableText::shown).toList()))
                .toList();
    }

    private Sheet sheet(
            Standing standing,
            Made made,
            List<Row> rows,
            Set<Integer> right,
            List<Finding> findings,
            Language language) {
        var columns = new Columns(standing.file(), standing.table(), words, language);
        var outputs = standing.table().outputs().stream()
                .map(Table.Column::what)
                .filter(name -> !name.equals(ROW_ID))
                .toList();
        var known = standing.lines().lines().size();
        var examples = IntStream.range(0, made.lines().lines().size())
                .mapToObj(at -> {
                    var line = made.lines().lines().get(at);
                    return new Example(
                            standing.given().stream().map(line::get).toList(),
                            line.getOrDefault(CLAUSE, ""),
                            outputs.stream()
                                    .map(name -> line.getOrDefault(OUTPUT + name, ""))
                                    .toList(),
                            outputs.stream()
                                    .map(name -> made.before().get(at).getOrDefault(name, ""))
                                    .toList(),
                            outputs.stream()
                                    .map(name -> made.now().get(at).getOrDefault(name, ""))
                                    .toList(),
                            at >= known,
                            isPast(line),
                            right.contains(at));
                })
                .toList();
        return new Sheet(
                standing.table().key(),
                standing.file().base(),
                words.in(language, standing.table().name()),
                standing.definition().getVersion(),
                standing.since(),
                standing.table().dayColumn() >= 0,
                columns.asked(),
                columns.answered(),
                rows,
                standing.given().stream().map(columns::given).toList(),
                examples,
                findings.stream()
                        .map(finding -> new Said(
                                finding.rule().refuses(), gate.get().words().line(finding, language)))
                        .toList(),
                made.canBeTried());
    }

    private boolean isPast(Map<String, String> line) {
        try {
            return line.containsKey(DAY) && LocalDate.parse(line.get(DAY)).isBefore(clock.today());
        } catch (DateTimeException none) {
            return false;
        }
    }

    /** What stands over the columns, in the reader's language. */
    private record Columns(List<Column> asked, List<Column> answered, Map<String, Column> byVariable) {

        Columns(ModelFile file, Table table, ModelTexts words, Language language) {
            this(new ArrayList<>(), new ArrayList<>(), new LinkedHashMap<>());
            var inputs = 0;
            try {
                for (var element : Markup.elements(Markup.read(file.content()))) {
                    var isIn = element.getParentNode() != null
                            && element.getParentNode().getParentNode() instanceof Element decision
                            && table.key().equals(decision.getAttribute("id"));
                    if (isIn && "input".equals(element.getLocalName())) {
                        add(element, inputs++, table, words, language);
                    } else if (isIn && "output".equals(element.getLocalName())) {
                        var name = element.getAttribute("name");
                        answered.add(new Column(name, label(element, name, words, language), !name.equals(ROW_ID)));
                    }
                }
            } catch (SAXException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        private void add(Element input, int at, Table table, ModelTexts words, Language language) {
            var asks = table.inputs().get(at).what();
            var column = new Column(asks, label(input, asks, words, language), true);
            if (at != table.dayColumn()) {
                asked.add(column);
            }
            byVariable.put(asks, column);
            Feel.parse(asks, Finding.Spot.of(""), new Findings())
                    .map(Feel::variables)
                    .orElse(Set.of())
                    .forEach(variable -> byVariable.putIfAbsent(variable, column));
        }

        private static String label(Element column, String name, ModelTexts words, Language language) {
            var label = column.getAttribute("label");
            return label.isBlank() ? name : words.in(language, label);
        }

        Column given(String variable) {
            var column = byVariable.get(variable);
            return new Column(variable, column == null ? variable : column.label(), true);
        }
    }

    @Override
    public Draft withRow(String key, Draft draft, String above) {
        var standing = drafted(key, draft);
        var row = standing.table().rows().stream()
                .filter(each -> each.id().equals(above))
                .findFirst()
                .orElseThrow(TableText::changedMeanwhile);
        var tomorrow = clock.today().plusDays(1).toString();
        var rows = new ArrayList<>(draft.rows());
        var at = IntStream.range(0, rows.size())
                .filter(place -> rows.get(place).id().equals(above))
                .findFirst()
                .orElseThrow(TableText::changedMeanwhile);
        var copied = rows.get(at);
        rows.add(
                at,
                new Row(
                        free(draft.rows()),
                        above,
                        row.description(),
                        "",
                        copied.dated(),
                        tomorrow,
                        "",
                        copied.asked(),
                        copied.answered()));
        var questions = new ArrayList<>(draft.questions());
        questions.add(asking(standing, row, tomorrow));
        return new Draft(draft.version(), rows, questions, draft.right());
    }

    private static String free(List<Row> rows) {
        var ids = new TreeSet<String>();
        rows.forEach(row -> ids.add(row.id()));
        return IntStream.iterate(1, at -> at + 1)
                .mapToObj(at -> "new-" + at)
                .filter(id -> !ids.contains(id))
                .findFirst()
                .orElseThrow();
    }

    /** As an example of the row above asks, but on that day. */
    private Question asking(Standing standing, Table.Row row, String day) {
        var examples = gate.get().judge().examples();
        var like = standing.lines().lines().stream()
                .filter(line -> examples.reached(standing.file(), standing.table(), standing.lines(), line)
                        .contains(row.id()))
                .findFirst()
                .orElse(Map.of());
        return new Question(
                standing.given().stream()
                        .map(name -> name.equals(DAY) ? day : like.getOrDefault(name, ""))
                        .toList(),
                like.getOrDefault(CLAUSE, ""));
    }

    private Standing drafted(String key, Draft draft) {
        if (draft.rows().size() > MOST_ROWS || draft.questions().size() > MOST_ROWS) {
            throw Problem.of(Problem.Kind.UNPROCESSABLE, "table.only-in-modeler");
        }
        var standing = standing(key).orElseThrow(() -> Problem.of(Problem.Kind.NOT_FOUND, "web.not-found"));
        if (standing.definition().getVersion() != draft.version()) {
            throw TableText.changedMeanwhile();
        }
        return standing;
    }

    @Override
    public Sheet tried(String key, Draft draft, Language language) {
        var standing = drafted(key, draft);
        var made = made(standing, draft);
        var findings = engine.getCommandExecutorTxRequired().execute(command -> {
            var inForce = new EngineInForce();
            var today = clock.today();
            return gate.get().judge().judge(Completion.of(files(standing, made), inForce, today), inForce, today);
        });
        return sheet(standing, made, draft.rows(), draft.right(), findings, language);
    }

    private static List<ModelFile> files(Standing standing, Made made) {
        return List.of(
                new ModelFile(standing.file().base(), made.file().content()),
                new ModelFile(standing.examplesName(), made.lines().content()));
    }

    private Made made(Standing standing, Draft draft) {
        var file = new TableText(standing.file(), standing.table()).with(draft.rows());
        var table = read(file, standing.table().key());
        var lines = new ArrayList<>(standing.lines().lines());
        draft.questions().forEach(question -> lines.add(line(standing, question)));
        var asked = new Examples.Lines(standing.lines().head(), lines);
        var before = answers(standing.file(), standing.table(), asked);
        var tried = TableRules.reachesTooFar(file, gate.get().judge().house())
                ? Optional.<List<Map<String, String>>>empty()
                : gate.get().judge().examples().answers(file, table, asked);
        if (tried.isEmpty()) {
            return new Made(file, table, asked, before, before, false);
        }
        var now = tried.get();
        var right = IntStream.range(0, lines.size())
                .mapToObj(at -> draft.right().contains(at)
                                && !(at < standing.lines().lines().size() && isPast(lines.get(at)))
                        ? expecting(lines.get(at), standing.lines().head(), now.get(at))
                        : lines.get(at))
                .toList();
        return new Made(file, table, new Examples.Lines(standing.lines().head(), right), before, now, true);
    }

    private static Table read(ModelFile file, String key) {
        try {
            return Table.of(file).stream()
                    .filter(table -> table.key().equals(key))
                    .findFirst()
                    .orElseThrow(() -> Problem.of(Problem.Kind.UNPROCESSABLE, "table.only-in-modeler"));
        } catch (SAXException unreadable) {
            throw Problem.of(Problem.Kind.UNPROCESSABLE, "table.only-in-modeler");
        }
    }

    private static Map<String, String> line(Standing standing, Question question) {
        var line = new LinkedHashMap<String, String>();
        standing.lines().head().forEach(head -> line.put(head, ""));
        var given = standing.given();
        if (question.given().size() != given.size()) {
            throw TableText.changedMeanwhile();
        }
        IntStream.range(0, given.size())
                .forEach(at -> line.put(given.get(at), question.given().get(at).strip()));
        line.put(CLAUSE, question.clause().strip());
        return line;
    }

    private static Map<String, String> expecting(
            Map<String, String> line, List<String> head, Map<String, String> answer) {
        var anew = new LinkedHashMap<>(line);
        head.stream()
                .filter(name -> name.startsWith(OUTPUT))
                .forEach(name -> anew.put(name, answer.getOrDefault(name.substring(OUTPUT.length()), "")));
        return anew;
    }

    @Override
    public byte[] table(String key, Draft draft) {
        var standing = drafted(key, draft);
        return new TableText(standing.file(), standing.table())
                .with(draft.rows())
                .content();
    }

    @Override
    public byte[] examples(String key, Draft draft) {
        return made(drafted(key, draft), draft).lines().content();
    }

    @Override
    public List<String> deploy(String key, Draft draft, String officer) {
        var standing = drafted(key, draft);
        var files = files(standing, made(standing, draft));
        var deployment =
                repository.createDeployment().name(standing.file().stem()).source(SOURCE);
        files.forEach(file -> deployment.addInputStream(file.name(), new ByteArrayInputStream(file.content())));
        var before = identity.getCurrentAuthentication();
        identity.setAuthentication(
                officer,
                identity.createGroupQuery().groupMember(officer).list().stream()
                        .map(Group::getId)
                        .toList());
        try {
            deployment.deploy();
            return List.of();
        } catch (BadUserRequestException refused) {
            return Stream.ofNullable(refused.getMessage())
                    .flatMap(String::lines)
                    .skip(1)
                    .toList();
        } finally {
            identity.setAuthentication(before);
        }
    }
}
