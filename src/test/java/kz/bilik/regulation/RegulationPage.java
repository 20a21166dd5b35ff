package kz.bilik.regulation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.bilik.regulation.Carriers.Stop;
import kz.bilik.regulation.Carriers.Way;

/** Writes {@code docs/regulation.md}: for each clause its words, what carries it out, what proves it, who cites it. */
final class RegulationPage {

    static final Path FILE = Path.of("docs/regulation.md");

    static final String REFRESH = "mvn test -Dtest=RegulationPageTest -Dregulation.write=true";

    private final List<FlowNode> nodes = Diagrams.elements();
    private final Carriers carriers = new Carriers(new Sources(ProjectFiles.MAIN), nodes);
    private final OrderText order = new OrderText();
    private final Map<Path, Collection<String>> code = said(ProjectFiles.in(ProjectFiles.MAIN, ".java"), Citations::in);
    private final Map<Path, Collection<String>> tests = said(scenes(), Citations::in);
    private final Map<Path, Collection<String>> played = said(scenes(), RegulationPage::quoted);
    private final Map<Path, Collection<String>> tables =
            said(ProjectFiles.in(ProjectFiles.PROCESSES, ".dmn"), Citations::in);
    private final Map<Path, Collection<String>> forms =
            said(ProjectFiles.in(ProjectFiles.FORMS, ".form"), Citations::in);

    List<FlowNode> nodes() {
        return nodes;
    }

    Carriers carriers() {
        return carriers;
    }

    String text() {
        var page = new Markdown();
        head(page);
        for (var clause : Clause.IN_FORCE) {
            page.heading(clause.depth(), heading(clause));
            words(page, clause);
            var linked = carriedOutBy(page, clause);
            proofs(page, clause);
            alsoCitedIn(page, clause, linked);
        }
        return page.page();
    }

    private void head(Markdown page) {
        page.lines("# From a clause to its code\n");
        page.paragraph(
                "Written by `RegulationPageTest` from the diagrams, the decision tables, the forms and the sources."
                        + " To refresh it:");
        page.lines("```\n" + REFRESH + "\n```\n");
        page.paragraph(
                "Under each clause stand its own words, quoted from [order-380.kk.md](order-380.kk.md), and our"
                        + " translation; the Kazakh text rules. How we read what it leaves open: [open-norms.md](open-norms.md).");
        page.paragraph(
                "**Carried out by** leads from an element of a diagram over the bean on the diagram's page to the"
                        + " method of a module that does the work. A service task is carried out by the bean of its own id, a user"
                        + " task by the `UserTask` bean of its own id when its form of the same id is submitted; a bean of another"
                        + " name is named. The way goes on inside the modules as long as a method's own description cites the clause."
                        + " A test stands with a clause when it cites it or plays one of its elements. The diagrams and their pages:");
        carriers.pages()
                .forEach((diagram, beans) -> page.item(
                        0,
                        List.of(
                                page.link(diagram) + " →",
                                beans.stream()
                                        .map(bean -> page.link(bean.file()))
                                        .collect(Collectors.joining(", ")),
                                "([picture](pictures/" + ProjectFiles.name(diagram) + ".png))")));
        page.lines("");
        page.paragraph(
                "A *bean* is a part of the program that a diagram calls by its name; a *gateway* is a fork of a diagram,"
                        + " which asks a fact that a step before it has named.");
        page.lines("The clauses:\n");
        for (var clause : Clause.IN_FORCE) {
            page.item(
                    Math.max(0, clause.depth() - 2),
                    List.of("[cl. " + clause.number() + "](#" + anchor(heading(clause)) + ")", clause.title()));
        }
    }

    private static String heading(Clause clause) {
        return "cl. " + clause.number() + " · " + clause.title();
    }

    /** As GitHub names a heading: letters, digits and hyphens in small letters, a hyphen for each blank. */
    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} -]", "")
                .replace(' ', '-');
    }

    private void words(Markdown page, Clause clause) {
        var quote = order.of(clause);
        if (!quote.isEmpty()) {
            page.quote(quote);
            page.paragraph(clause.english());
        }
    }

    /** Answers the files to which the clause leads. */
    private Set<Path> carriedOutBy(Markdown page, Clause clause) {
        var linked = new TreeSet<Path>();
        var parts = clause.parts().map(Clause::number).collect(Collectors.joining(", "));
        if (!parts.isEmpty()) {
            page.paragraph("**Carried out** in its parts: " + parts + ".");
        }
        var elements = carrying(clause);
        if (elements.isEmpty() && parts.isEmpty()) {
            page.lines("**Carried out by** the API, before there is a case:\n");
            carriers.addresses(clause.number())
                    .forEach(way -> page.item(0, pieces(page, linked, "`" + way.how() + "`" + " → ", way.stops())));
            page.lines("");
        }
        if (!elements.isEmpty()) {
            page.lines(parts.isEmpty() ? "**Carried out by**\n" : "**Carried out** as a whole by\n");
            var idle = new LinkedHashSet<FlowNode>();
            for (var element : elements) {
                var ways = carriers.ways(element, clause.number());
                var reached = carriers.reached(element);
                if (ways.isEmpty() && reached.isEmpty()) {
                    idle.add(element);
                } else {
                    element(page, linked, element, ways, reached);
                }
            }
            page.items(
                    "- in the diagram alone:",
                    idle.stream().map(node -> "`" + node.id() + "`").toList());
            page.lines("");
        }
        return linked;
    }

    private List<FlowNode> carrying(Clause clause) {
        return nodes.stream()
                .filter(node -> node.clauses().contains(clause.number()))
                .toList();
    }

    private static void element(Markdown page, Set<Path> linked, FlowNode element, List<Way> ways, List<Way> reached) {
        var name = page.link(element.id(), element.diagram()) + ", " + element.kind();
        var own = ways.stream().filter(way -> way.how().isEmpty()).findFirst();
        page.item(
                0,
                own.map(way -> pieces(page, linked, name + " → ", way.stops())).orElse(List.of(name)));
        Stream.concat(ways.stream().filter(way -> !way.how().isEmpty()), reached.stream())
                .forEach(way -> page.item(1, pieces(page, linked, way.how() + " ", way.stops())));
    }

    /** The way as what stays together on a line: each stop with the arrow to the next. */
    private static List<String> pieces(Markdown page, Set<Path> linked, String begin, List<Set<Stop>> stops) {
        var pieces = new ArrayList<String>();
        for (var i = 0; i < stops.size(); i++) {
            var here = List.copyOf(stops.get(i));
            for (var j = 0; j < here.size(); j++) {
                var stop = here.get(j);
                stop.file().ifPresent(linked::add);
                pieces.add((pieces.isEmpty() ? begin : "")
                        + text(page, stop)
                        + (j < here.size() - 1 ? "," : i < stops.size() - 1 ? " →" : ""));
            }
        }
        return pieces;
    }

    private static String text(Markdown page, Stop stop) {
        return stop.file()
                .map(file -> stop.text().isEmpty() ? page.link(file) : page.link(stop.text(), file))
                .orElse(stop.text());
    }

    private void proofs(Markdown page, Clause clause) {
        var elements = carrying(clause);
        var formFiles = new TreeSet<>(where(forms, clause.number()));
        elements.stream()
                .filter(FlowNode::isUserTask)
                .forEach(node -> formFiles.add(ProjectFiles.FORMS.resolve(node.id() + ".form")));
        page.items("**Forms:**", links(page, formFiles));
        for (var table : where(tables, clause.number())) {
            var asking = carriers.asking(table, nodes).stream()
                    .map(stop -> text(page, stop))
                    .toList();
            page.items("**Decision table** " + page.link(table) + ", asked by", asking);
        }
        var proofs = new TreeSet<>(where(tests, clause.number()));
        elements.forEach(node -> proofs.addAll(where(played, node.id())));
        page.items("**Tests:**", links(page, proofs));
    }

    private void alsoCitedIn(Markdown page, Clause clause, Set<Path> linked) {
        var others = where(code, clause.number()).stream()
                .filter(file -> !linked.contains(file))
                .toList();
        if (!others.isEmpty()) {
            page.lines("<details>\n<summary>Also cited in</summary>\n");
            page.items("", links(page, others));
            page.lines("</details>");
        }
    }

    private static List<String> links(Markdown page, Collection<Path> files) {
        return files.stream()
                .map(page::link)
                .sorted(String.CASE_INSENSITIVE_ORDER)
                .toList();
    }

    /** The tests, without what only sets the stage. */
    private static List<Path> scenes() {
        return ProjectFiles.in(ProjectFiles.TEST, ".java").stream()
                .filter(test -> !test.startsWith(ProjectFiles.TEST.resolve("kz/bilik/support"))
                        && !test.startsWith(ProjectFiles.TEST.resolve("kz/bilik/benchmark")))
                .toList();
    }

    private static Map<Path, Collection<String>> said(
            List<Path> files, Function<String, Collection<String>> whatTheySay) {
        var said = new LinkedHashMap<Path, Collection<String>>();
        files.forEach(file -> said.put(file, whatTheySay.apply(ProjectFiles.text(file))));
        return said;
    }

    private static List<Path> where(Map<Path, Collection<String>> said, String word) {
        return said.entrySet().stream()
                .filter(entry -> entry.getValue().contains(word))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The names in quotation marks: a test that plays an element names it. */
    private static Collection<String> quoted(String source) {
        return Pattern.compile("\"([a-z][A-Za-z0-9]*)\"")
                .matcher(source)
                .results()
                .map(name -> name.group(1))
                .collect(Collectors.toSet());
    }
}
