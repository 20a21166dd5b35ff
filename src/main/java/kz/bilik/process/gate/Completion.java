package kz.bilik.process.gate;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.xml.sax.SAXException;

/**
 * What was deployed alone is completed by what is in force, so that both work together: a diagram finds the forms and tables
 * that it takes out of its own deployment, a form or such a table comes with the diagrams that show it, and a table with its
 * examples. What cannot be read is left to be found later.
 */
final class Completion {

    private final InForce inForce;
    private final LocalDate today;

    private final Map<String, ModelFile> files = new LinkedHashMap<>();
    private final Set<String> processes = new HashSet<>();
    private final Set<String> forms = new HashSet<>();
    private final Set<String> decisions = new HashSet<>();

    private Completion(InForce inForce, LocalDate today) {
        this.inForce = inForce;
        this.today = today;
    }

    /** All files of the deployment as it is to be, those that were given first and by their names. */
    static List<ModelFile> of(List<ModelFile> given, InForce inForce, LocalDate today) {
        var completion = new Completion(inForce, today);
        given.forEach(completion::add);
        completion.tablesOfExamples();
        completion.diagramsOfWhatTheyTake();
        completion.whatDiagramsTake();
        completion.examples();
        return new ArrayList<>(completion.files.values());
    }

    private void add(ModelFile file) {
        if (files.putIfAbsent(file.name(), file) != null) {
            return;
        }
        if (file.isDiagram()) {
            diagram(file).ifPresent(diagram -> processes.addAll(diagram.keys()));
        } else if (file.isForm()) {
            FormRules.of(file, new Findings()).map(FormRules::id).ifPresent(forms::add);
        } else if (file.isTable()) {
            tables(file).forEach(table -> decisions.add(table.key()));
        }
    }

    private static Optional<Diagram> diagram(ModelFile file) {
        try {
            return Optional.of(Diagram.of(file));
        } catch (SAXException unreadable) {
            return Optional.empty();
        }
    }

    private static List<Table> tables(ModelFile file) {
        try {
            return Table.of(file);
        } catch (SAXException unreadable) {
            return List.of();
        }
    }

    private List<ModelFile> given() {
        return List.copyOf(files.values());
    }

    /** Examples alone are tried on the table in force, and are beside it from then on. */
    private void tablesOfExamples() {
        for (var file : given()) {
            if (file.isExamples()
                    && given().stream()
                            .noneMatch(each -> each.isTable() && each.stem().equals(file.stem()))) {
                inForce.named(file.stem() + ".dmn").map(InForce.Deployed::file).ifPresent(this::add);
            }
        }
    }

    private void diagramsOfWhatTheyTake() {
        if (forms.isEmpty() && decisions.isEmpty()) {
            return;
        }
        for (var file : inForce.diagrams()) {
            diagram(file)
                    .filter(diagram -> diagram.keys().stream().noneMatch(processes::contains))
                    .filter(diagram -> diagram.formsOfDeployment().stream().anyMatch(forms::contains)
                            || diagram.decisionsOfDeployment().stream().anyMatch(decisions::contains))
                    .ifPresent(diagram -> add(file));
        }
    }

    private void whatDiagramsTake() {
        for (var file : given()) {
            if (!file.isDiagram()) {
                continue;
            }
            diagram(file).ifPresent(diagram -> {
                var process = diagram.keys().stream().findFirst().orElse("");
                for (var form : new LinkedHashSet<>(diagram.formsOfDeployment())) {
                    if (!forms.contains(form)) {
                        inForce.form(process, form).ifPresent(this::add);
                    }
                }
                for (var decision : diagram.decisionsOfDeployment()) {
                    if (!decisions.contains(decision)) {
                        inForce.table(decision).ifPresent(this::add);
                    }
                }
            });
        }
    }

    private void examples() {
        for (var file : given()) {
            if (!file.isTable()) {
                continue;
            }
            var before = tables(file).stream().findFirst().flatMap(table -> inForce.examples(table.key()));
            var attached = given().stream()
                    .filter(each -> each.isExamples() && each.stem().equals(file.stem()))
                    .findFirst();
            if (before.isPresent() && attached.isPresent()) {
                files.put(attached.get().name(), merged(before.get(), attached.get()));
            } else if (before.isPresent()) {
                var folder = file.name()
                        .substring(0, file.name().length() - file.base().length());
                add(new ModelFile(
                        folder + file.stem() + ModelFile.EXAMPLES, before.get().content()));
            }
        }
    }

    private ModelFile merged(ModelFile before, ModelFile attached) {
        try {
            return new ModelFile(
                    attached.name(),
                    Examples.Lines.of(before)
                            .with(Examples.Lines.of(attached), today)
                            .content());
        } catch (IOException unreadable) {
            return attached;
        }
    }
}
