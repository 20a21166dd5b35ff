package kz.bilik.process.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import kz.bilik.process.engine.PlainCells;
import kz.bilik.process.task.CaseVariables;
import kz.bilik.process.task.UserTask;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.context.annotation.Bean;
import org.xml.sax.SAXException;

/** The product's own files as what is in force, and its pages as the house, without the product. */
final class OwnFiles implements InForce {

    static final LocalDate TODAY = LocalDate.of(2026, 9, 14);

    private static final List<String> PAGES = List.of(
            "ApplicationDiagram", "VoucherDiagram", "SettlementDiagram", "DistributionDiagram", "YearDiagram", "Terms");

    private static final List<ModelFile> FILES = files();
    private static final House HOUSE = house();
    private static final Judge JUDGE =
            new Judge(HOUSE, new Examples(PlainCells.configuration()), text -> !text.startsWith("Untranslated"));

    static final OwnFiles IN_FORCE = new OwnFiles();

    static List<ModelFile> all() {
        return FILES;
    }

    static House theHouse() {
        return HOUSE;
    }

    static ModelFile file(String base) {
        return FILES.stream()
                .filter(file -> file.base().equals(base))
                .findFirst()
                .orElseThrow();
    }

    static String text(String base) {
        return new String(file(base).content(), StandardCharsets.UTF_8);
    }

    static ModelFile named(String name, String text) {
        return new ModelFile(name, text.getBytes(StandardCharsets.UTF_8));
    }

    /** As if these were deployed on top of the product's own. */
    static List<Finding> judge(ModelFile... given) {
        return JUDGE.judge(Completion.of(List.of(given), IN_FORCE, TODAY), IN_FORCE, TODAY);
    }

    /** As if that file was deployed with one text in it replaced wherever it stands. */
    static List<Finding> judge(String base, String from, String to) {
        assertThat(text(base)).as(base).contains(from);
        return judge(named(base, text(base).replace(from, to)));
    }

    private static List<ModelFile> files() {
        return Stream.of("processes", "forms")
                .flatMap(folder -> {
                    try (var files = Files.list(Path.of(folder))) {
                        return files.sorted().toList().stream();
                    } catch (IOException unreadable) {
                        throw new UncheckedIOException(unreadable);
                    }
                })
                .map(path -> {
                    try {
                        return new ModelFile(path.toString().replace('\\', '/'), Files.readAllBytes(path));
                    } catch (IOException unreadable) {
                        throw new UncheckedIOException(unreadable);
                    }
                })
                .toList();
    }

    private static House house() {
        var steps = new HashSet<String>();
        var listeners = new HashSet<String>();
        var tasks = new HashMap<String, Set<String>>();
        var asked = new HashMap<String, Map<String, Set<Integer>>>();
        for (var page : PAGES) {
            try {
                Arrays.stream(Class.forName("kz.bilik.process." + page).getDeclaredMethods())
                        .filter(method -> method.isAnnotationPresent(Bean.class))
                        .forEach(method -> {
                            if (method.getReturnType() == JavaDelegate.class) {
                                steps.add(method.getName());
                            } else if (method.getReturnType() == ExecutionListener.class) {
                                listeners.add(method.getName());
                            } else if (method.getReturnType() == UserTask.class) {
                                tasks.put(method.getName(), keys(method.getName()));
                            } else if (method.isAnnotationPresent(ForDiagrams.class)) {
                                asked.put(method.getName(), GatePlugin.methods(method.getReturnType()));
                            }
                        });
            } catch (ClassNotFoundException gone) {
                throw new AssertionError(gone);
            }
        }
        return new House(steps, listeners, tasks, asked, CaseVariables.ALL);
    }

    /** What the form of that task asks; that the task reads just that is shown by another test. */
    private static Set<String> keys(String task) {
        try {
            var keys = new HashSet<String>();
            collect(new ObjectMapper().readTree(file(task + ".form").content()).path("components"), keys);
            return keys;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void collect(JsonNode components, Set<String> keys) {
        for (var component : components) {
            if (component.has("key") && !component.path("disabled").asBoolean()) {
                keys.add(component.get("key").textValue());
            }
            collect(component.path("components"), keys);
        }
    }

    @Override
    public Optional<ModelFile> diagram(String process) {
        return FILES.stream()
                .filter(file -> file.isDiagram() && file.stem().equals(process))
                .findFirst();
    }

    @Override
    public List<ModelFile> diagrams() {
        return FILES.stream().filter(ModelFile::isDiagram).toList();
    }

    @Override
    public Optional<ModelFile> form(String process, String form) {
        return FILES.stream()
                .filter(file -> file.isForm() && file.stem().equals(form))
                .findFirst();
    }

    @Override
    public Optional<ModelFile> table(String decision) {
        return FILES.stream()
                .filter(ModelFile::isTable)
                .filter(file -> {
                    try {
                        return Table.of(file).stream()
                                .anyMatch(table -> table.key().equals(decision));
                    } catch (SAXException unreadable) {
                        throw new AssertionError(unreadable);
                    }
                })
                .findFirst();
    }

    @Override
    public Optional<ModelFile> examples(String decision) {
        return table(decision).map(table -> file(table.stem() + ModelFile.EXAMPLES));
    }

    @Override
    public Optional<Deployed> named(String base) {
        return FILES.stream()
                .filter(file -> file.base().equals(base))
                .findFirst()
                .map(file -> new Deployed(file, "own"));
    }
}
