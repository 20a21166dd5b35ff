package kz.bilik.process.gate;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kz.bilik.process.gate.Finding.Spot;
import org.xml.sax.SAXException;

/** Looks at a deployment that is complete, by all rules. */
final class Judge {

    private static final Set<String> KEPT = Set.of("process", "decision");
    private static final Pattern DAYS = Pattern.compile("P?(\\d{1,6})D?");
    private static final int DAYS_KEPT = 3653;

    private final House house;
    private final Examples examples;
    private final Predicate<String> translated;

    /** @param translated whether a text of the analyst's has its Kazakh and Russian words */
    Judge(House house, Examples examples, Predicate<String> translated) {
        this.house = house;
        this.examples = examples;
        this.translated = translated;
    }

    Examples examples() {
        return examples;
    }

    House house() {
        return house;
    }

    /** What breaks a rule, refused or not; empty for a deployment that is as it should be. */
    List<Finding> judge(List<ModelFile> files, InForce inForce, LocalDate today) {
        var findings = new Findings();
        var diagrams = new ArrayList<Diagram>();
        var forms = new HashMap<String, FormRules>();
        var decisions = new HashSet<String>();
        var tables = new HashMap<ModelFile, List<Table>>();
        for (var file : files) {
            try {
                if (file.isDiagram()) {
                    diagrams.add(Diagram.of(file));
                    kept(file, findings);
                } else if (file.isForm()) {
                    FormRules.of(file, findings).ifPresent(form -> forms.put(form.id(), form));
                } else if (file.isTable()) {
                    tables.put(file, Table.of(file));
                    tables.get(file).forEach(table -> decisions.add(table.key()));
                    kept(file, findings);
                } else if (!file.isExamples()) {
                    findings.add(Rule.FILE_NAME, Spot.of(file.name()));
                }
            } catch (SAXException unreadable) {
                findings.add(Rule.FILE_UNREADABLE, Spot.of(file.name()), String.valueOf(unreadable.getMessage()));
            }
        }
        var processes = new HashSet<String>();
        diagrams.forEach(diagram -> processes.addAll(diagram.keys()));
        for (var diagram : diagrams) {
            renamed(diagram.file(), Set.copyOf(diagram.keys()), Rule.PROCESS_RENAMED, findings);
            diagram(diagram, processes, decisions, forms, inForce, findings);
        }
        forms.values().forEach(FormRules::check);
        read(diagrams, forms, findings);
        for (var entry : tables.entrySet()) {
            var keys = new HashSet<String>();
            entry.getValue().forEach(table -> keys.add(table.key()));
            renamed(entry.getKey(), keys, Rule.TABLE_RENAMED, findings);
            table(entry.getKey(), entry.getValue(), files, inForce, today, findings);
        }
        files.stream()
                .filter(file -> file.isExamples()
                        && tables.keySet().stream()
                                .noneMatch(table -> table.stem().equals(file.stem())))
                .forEach(file -> findings.add(Rule.EXAMPLE_STRAY, Spot.of(file.name())));
        files.forEach(file ->
                SaidTexts.numbers(file).forEach(said -> findings.add(Rule.WORDS_NUMBER, said.at(), said.text())));
        files.forEach(file -> SaidTexts.of(file).stream()
                .filter(said -> !translated.test(said.text()))
                .forEach(said -> findings.add(Rule.WORDS_MISSING, said.at(), said.text())));
        return findings.all();
    }

    /** What was decided is told for ten years; a model alone does not make that shorter. */
    private static void kept(ModelFile file, Findings findings) throws SAXException {
        for (var element : Markup.elements(Markup.read(file.content()))) {
            if (!KEPT.contains(element.getLocalName())) {
                continue;
            }
            var days = Markup.attributes(element).stream()
                    .filter(attribute -> "historyTimeToLive".equals(attribute.getLocalName()))
                    .map(attribute -> DAYS.matcher(attribute.getValue().strip()))
                    .filter(Matcher::matches)
                    .mapToInt(found -> Integer.parseInt(found.group(1)))
                    .max()
                    .orElse(0);
            if (days < DAYS_KEPT) {
                findings.add(
                        Rule.TIME_TO_LIVE,
                        new Spot(file.name(), element.getAttribute("id"), element.getAttribute("name")),
                        "P" + DAYS_KEPT + "D");
            }
        }
    }

    private static void renamed(ModelFile file, Set<String> keys, Rule rule, Findings findings) {
        KnownByName.inFile(file).stream()
                .filter(key -> !keys.contains(key))
                .forEach(key -> findings.add(rule, Spot.of(file.name()), key));
    }

    private void diagram(
            Diagram diagram,
            Set<String> processes,
            Set<String> decisions,
            Map<String, FormRules> forms,
            InForce inForce,
            Findings findings) {
        var knownProcesses = new HashSet<>(processes);
        var knownDecisions = new HashSet<>(decisions);
        var knownForms = new HashSet<>(forms.keySet());
        for (var element : diagram.elements()) {
            var called = element.getAttribute("calledElement");
            if (!called.isEmpty() && inForce.diagram(called).isPresent()) {
                knownProcesses.add(called);
            }
            var decision = Markup.camunda(element, "decisionRef");
            if (!decision.isEmpty() && inForce.table(decision).isPresent()) {
                knownDecisions.add(decision);
            }
            var form = Markup.camunda(element, "formRef");
            if (!form.isEmpty() && inForce.form("", form).isPresent()) {
                knownForms.add(form);
            }
        }
        new DiagramRules(diagram, house, findings).check(knownProcesses, knownDecisions, forms.keySet(), knownForms);
        new GraphRules(diagram, findings).check();
    }

    /** Each form against the tasks that show it. */
    private void read(List<Diagram> diagrams, Map<String, FormRules> forms, Findings findings) {
        var shown = new HashSet<String>();
        for (var diagram : diagrams) {
            for (var task : diagram.userTasks()) {
                var form = forms.get(Markup.camunda(task.element(), "formRef"));
                var read = house.tasks().get(task.id());
                if (form != null) {
                    shown.add(form.id());
                    if (read != null) {
                        form.check(task.id(), read);
                    }
                }
            }
        }
        forms.values().stream().filter(form -> !shown.contains(form.id())).forEach(form -> {
            var read = house.tasks().get(form.id());
            if (read != null) {
                form.check(form.id(), read);
            }
            findings.add(Rule.FORM_UNUSED, Spot.of(form.file()));
        });
    }

    private void table(
            ModelFile file,
            List<Table> tables,
            List<ModelFile> files,
            InForce inForce,
            LocalDate today,
            Findings findings) {
        try {
            new TableRules(file, house, findings).check(inForce, today);
            if (TableRules.reachesTooFar(file, house)) {
                return;
            }
        } catch (SAXException unreadable) {
            findings.add(Rule.FILE_UNREADABLE, Spot.of(file.name()), String.valueOf(unreadable.getMessage()));
            return;
        }
        var beside = files.stream()
                .filter(each -> each.isExamples() && each.stem().equals(file.stem()))
                .findFirst();
        Optional<Examples.Lines> lines = Optional.empty();
        if (beside.isPresent()) {
            try {
                lines = Optional.of(Examples.Lines.of(beside.get()));
            } catch (IOException unreadable) {
                findings.add(
                        Rule.EXAMPLE_UNREADABLE, Spot.of(beside.get().name()), String.valueOf(unreadable.getMessage()));
            }
        }
        for (var table : tables) {
            examples.check(
                    file, table, lines, beside.map(ModelFile::name).orElse(file.stem() + ModelFile.EXAMPLES), findings);
        }
    }
}
