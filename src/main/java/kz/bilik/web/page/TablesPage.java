package kz.bilik.web.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kz.bilik.calendar.DeadlineText;
import kz.bilik.edition.TableDrafts;
import kz.bilik.edition.TableDrafts.Draft;
import kz.bilik.edition.TableDrafts.Example;
import kz.bilik.edition.TableDrafts.Question;
import kz.bilik.edition.TableDrafts.Row;
import kz.bilik.edition.TableDrafts.Sheet;
import kz.bilik.language.Day;
import kz.bilik.language.Language;
import kz.bilik.officer.CurrentOfficer;
import kz.bilik.officer.Officer;
import kz.bilik.officer.Role;
import kz.bilik.problem.Problem;
import kz.bilik.problem.Problem.Kind;
import kz.bilik.web.answer.Download;
import kz.bilik.web.answer.ProblemAnswers;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The tables of the law: an analyst changes a number and sees at once which examples change and what the gate would say, before
 * it comes into force. Others who may read it read it as it is in force; the door keeps them from the draft.
 */
@Controller
class TablesPage {

    private static final String NOTHING = "–";
    private static final Pattern KEY = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,99}");
    private static final Pattern ROW = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,99}");
    private static final Pattern PLACE = Pattern.compile("\\d{1,3}");

    /** A table of the list. */
    record Listed(String key, String name, String clauses, String version, TableDrafts.Summary of) {}

    /** A row as the page shows it; {@code asked} in words, {@code typed} as it is typed where it is new. */
    record ShownRow(Row of, boolean isNew, String name, String days, List<String> asked, List<String> answered) {}

    /** An example as the page shows it. */
    record ShownExample(int at, Example of, List<Cell> given, String clause, List<Cell> answers) {

        /** Of a new one it is shown at once what it gives. */
        public @Nullable String open() {
            return of.isNew() ? "open" : null;
        }

        public String border() {
            return of.fails() ? "border-danger" : of.changes() || of.isNew() ? "border-primary" : "";
        }
    }

    /** What stands in a column: as it is in force, as it comes out now, and as it is to be. */
    record Cell(String label, String before, String now, String expected) {

        public boolean changes() {
            return !before.equals(now);
        }

        public boolean fails() {
            return !expected.equals(now);
        }
    }

    private final TableDrafts tables;
    private final TableValues values;
    private final CurrentOfficer currentOfficer;
    private final DeadlineText deadlineText;
    private final FormAnswers answers;
    private final ProblemAnswers problems;
    private final Pages pages;

    TablesPage(
            TableDrafts tables,
            TableValues values,
            CurrentOfficer currentOfficer,
            DeadlineText deadlineText,
            FormAnswers answers,
            ProblemAnswers problems,
            Pages pages) {
        this.tables = tables;
        this.values = values;
        this.currentOfficer = currentOfficer;
        this.deadlineText = deadlineText;
        this.answers = answers;
        this.problems = problems;
        this.pages = pages;
    }

    @GetMapping("/tables")
    String list(HttpServletRequest request, Model model) {
        var language = pages.frame(request, model);
        model.addAttribute(
                "tables",
                tables.tables(language).stream()
                        .map(table -> new Listed(
                                table.key(),
                                table.name(),
                                String.join(
                                        "; ",
                                        table.clauses().stream()
                                                .map(clause -> deadlineText.clause(language, clause))
                                                .toList()),
                                Day.andTime(table.since()),
                                table))
                        .toList());
        return "tables";
    }

    @GetMapping("/tables/{table}")
    String table(@PathVariable String table, HttpServletRequest request, Model model) {
        var language = pages.frame(request, model);
        var sheet = tables.inForce(known(table), language).orElseThrow(TablesPage::notFound);
        show(model, sheet, language, false);
        return "table";
    }

    /** What changes and what the gate would say; nothing is kept. */
    @PostMapping("/tables/{table}/draft")
    String tried(@PathVariable String table, HttpServletRequest request, HttpServletResponse response, Model model) {
        return draft(table, request, response, model, () -> drafted(request));
    }

    /** One row more, above the one that was pressed. */
    @PostMapping("/tables/{table}/draft/row")
    String row(@PathVariable String table, HttpServletRequest request, HttpServletResponse response, Model model) {
        return draft(
                table,
                request,
                response,
                model,
                () -> tables.withRow(known(table), drafted(request), one(request, "above", ROW)));
    }

    private String draft(
            String table,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            Supplier<Draft> draft) {
        var language = pages.frame(request, model);
        model.addAttribute("path", "/tables/" + known(table));
        try {
            show(model, tables.tried(table, draft.get(), language), language, true);
        } catch (Problem problem) {
            if (problem.kind() == Kind.NOT_FOUND) {
                throw problem;
            }
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            model.addAttribute("problem", problems.text(language, problem.code(), problem.arguments()));
            show(model, tables.inForce(table, language).orElseThrow(TablesPage::notFound), language, false);
        }
        return "table";
    }

    /** The changed table, to be opened in Camunda Modeler. */
    @PostMapping("/tables/{table}/draft/file")
    ResponseEntity<byte[]> file(@PathVariable String table, HttpServletRequest request) {
        var name = sheet(table).file();
        return Download.kept(MediaType.APPLICATION_OCTET_STREAM, name).body(tables.table(table, drafted(request)));
    }

    /** Its examples. */
    @PostMapping("/tables/{table}/draft/examples")
    ResponseEntity<byte[]> examples(@PathVariable String table, HttpServletRequest request) {
        var name = sheet(table).file();
        return Download.kept(MediaType.APPLICATION_OCTET_STREAM, name.substring(0, name.indexOf('.')) + ".examples.csv")
                .body(tables.examples(table, drafted(request)));
    }

    private Sheet sheet(String table) {
        return tables.inForce(known(table), Language.EN).orElseThrow(TablesPage::notFound);
    }

    /** Through the gate, as whoever presses. */
    @PostMapping("/tables/{table}/draft/deploy")
    String deploy(
            @PathVariable String table,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes afterwards,
            Model model) {
        var language = pages.frame(request, model);
        try {
            var officer = currentOfficer.get().map(Officer::id).orElseThrow();
            if (tables.deploy(known(table), drafted(request), officer).isEmpty()) {
                answers.done(afterwards, language, "web.tables.deployed");
                return "redirect:/tables/" + table;
            }
        } catch (Problem problem) {
            if (problem.kind() == Kind.NOT_FOUND) {
                throw problem;
            }
        }
        // What was refused is said where it was typed.
        return draft(table, request, response, model, () -> drafted(request));
    }

    // what is shown

    private void show(Model model, Sheet sheet, Language language, boolean isTried) {
        var writes =
                currentOfficer.get().filter(officer -> officer.is(Role.ANALYST)).isPresent();
        model.addAttribute("sheet", sheet);
        model.addAttribute("since", Day.andTime(sheet.since()));
        model.addAttribute("writes", writes);
        model.addAttribute("tried", isTried);
        model.addAttribute(
                "answered",
                IntStream.range(0, sheet.answered().size())
                        .filter(at -> sheet.answered().get(at).shown())
                        .boxed()
                        .toList());
        model.addAttribute(
                "rows",
                sheet.rows().stream()
                        .map(row -> new ShownRow(
                                row,
                                !row.copyOf().isEmpty(),
                                row.said().isEmpty() ? row.about() : row.said(),
                                days(row, language),
                                said(row.asked(), language),
                                said(row.answered(), language)))
                        .toList());
        // What is to be looked at stands first, in the order of the file.
        var examples = IntStream.range(0, sheet.examples().size())
                .mapToObj(at -> shown(at, sheet, language))
                .sorted(Comparator.comparing(each -> !toLookAt(each.of())))
                .toList();
        model.addAttribute("examples", examples);
        model.addAttribute(
                "changes", examples.stream().filter(each -> toLookAt(each.of())).count());
    }

    private static boolean toLookAt(Example example) {
        return example.changes() || example.isNew() || example.fails();
    }

    private String days(Row row, Language language) {
        return row.dated() ? values.days(row.from(), row.to(), language) : "";
    }

    private ShownExample shown(int at, Sheet sheet, Language language) {
        var example = sheet.examples().get(at);
        var labels = sheet.answered().stream()
                .filter(TableDrafts.Column::shown)
                .map(TableDrafts.Column::label)
                .toList();
        return new ShownExample(
                at,
                example,
                IntStream.range(0, example.given().size())
                        .mapToObj(each -> {
                            var said = said(example.given().get(each), language);
                            return new Cell(sheet.given().get(each).label(), said, said, said);
                        })
                        .toList(),
                example.clause().isEmpty() ? "" : deadlineText.clause(language, example.clause()),
                IntStream.range(0, labels.size())
                        .mapToObj(each -> new Cell(
                                labels.get(each),
                                said(example.before().get(each), language),
                                said(example.now().get(each), language),
                                said(example.expected().get(each), language)))
                        .toList());
    }

    /** Of an answer: what is empty says nothing. */
    private String said(String cell, Language language) {
        return cell.isEmpty() ? NOTHING : values.said(tables.said(cell, language), language);
    }

    private List<String> said(List<String> cells, Language language) {
        return cells.stream()
                .map(cell -> values.said(tables.said(cell, language), language))
                .toList();
    }

    // what was typed

    private static Draft drafted(HttpServletRequest request) {
        var ids = Optional.ofNullable(request.getParameterValues("row")).stream()
                .flatMap(Arrays::stream)
                .toList();
        var lines = Optional.ofNullable(request.getParameterValues("line")).stream()
                .flatMap(Arrays::stream)
                .toList();
        if (ids.size() > TableDrafts.MOST_ROWS
                || lines.size() > TableDrafts.MOST_ROWS
                || Set.copyOf(ids).size() != ids.size()) {
            throw unreadable();
        }
        var right = new LinkedHashSet<Integer>();
        Optional.ofNullable(request.getParameterValues("right")).stream()
                .flatMap(Arrays::stream)
                .map(place -> Integer.valueOf(matching(place, PLACE)))
                .forEach(right::add);
        return new Draft(
                Integer.parseInt(one(request, "version", Pattern.compile("\\d{1,6}"))),
                ids.stream().map(id -> row(request, matching(id, ROW))).toList(),
                lines.stream()
                        .map(line -> new Question(
                                cells(request, "given-" + matching(line, PLACE)), cell(request, "clause-" + line)))
                        .toList(),
                right);
    }

    private static Row row(HttpServletRequest request, String id) {
        var copyOf = Optional.ofNullable(request.getParameter("copy-" + id))
                .map(above -> matching(above, ROW))
                .orElse("");
        return new Row(
                id,
                copyOf,
                cell(request, "about-" + id),
                "",
                request.getParameter("from-" + id) != null,
                cell(request, "from-" + id),
                cell(request, "to-" + id),
                cells(request, "asked-" + id),
                cells(request, "answer-" + id));
    }

    private static List<String> cells(HttpServletRequest request, String name) {
        return Stream.ofNullable(request.getParameterValues(name))
                .flatMap(Arrays::stream)
                .map(TablesPage::bounded)
                .toList();
    }

    private static String cell(HttpServletRequest request, String name) {
        return Optional.ofNullable(request.getParameter(name))
                .map(TablesPage::bounded)
                .orElse("");
    }

    /** One line, of what XML can hold. */
    private static String bounded(String typed) {
        if (typed.length() > TableDrafts.LONGEST_CELL
                || typed.chars().anyMatch(sign -> Character.isISOControl(sign) || sign >= 0xFFFE)
                || typed.codePoints().anyMatch(sign -> Character.getType(sign) == Character.SURROGATE)) {
            throw unreadable();
        }
        return typed;
    }

    private static String one(HttpServletRequest request, String name, Pattern pattern) {
        return matching(Optional.ofNullable(request.getParameter(name)).orElse(""), pattern);
    }

    private static String matching(String typed, Pattern pattern) {
        if (!pattern.matcher(typed).matches()) {
            throw unreadable();
        }
        return typed;
    }

    private static Problem unreadable() {
        return Problem.of(Kind.UNPROCESSABLE, "table.unreadable", String.valueOf(TableDrafts.LONGEST_CELL));
    }

    private static String known(String table) {
        if (!KEY.matcher(table).matches()) {
            throw notFound();
        }
        return table;
    }

    private static Problem notFound() {
        return Problem.of(Kind.NOT_FOUND, "web.not-found");
    }
}
