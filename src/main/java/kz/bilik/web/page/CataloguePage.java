package kz.bilik.web.page;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import kz.bilik.catalogue.Catalogue;
import kz.bilik.catalogue.CatalogueChanged;
import kz.bilik.catalogue.CatalogueImports;
import kz.bilik.catalogue.CatalogueImports.Change;
import kz.bilik.catalogue.CatalogueImports.Draft;
import kz.bilik.catalogue.CatalogueKind;
import kz.bilik.language.Day;
import kz.bilik.language.Language;
import kz.bilik.language.Tenge;
import kz.bilik.language.Texts;
import kz.bilik.officer.CurrentOfficer;
import kz.bilik.officer.Officer;
import kz.bilik.officer.OfficerNames;
import kz.bilik.officer.keeping.AdministratorDeeds;
import kz.bilik.officer.keeping.AdministratorDeeds.Deed;
import kz.bilik.problem.Problem;
import kz.bilik.web.answer.Download;
import kz.bilik.web.answer.ProblemAnswers;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * What stands in the catalogue, and files that change it: looked at first, taken over afterwards (cl. 3.1). The door lets
 * administrators in and nobody else.
 */
@Controller
@RequestMapping("/catalogue")
class CataloguePage {

    private static final int SHOWN = 200;
    private static final int MOST_PAGES = 1000;
    private static final int SHOWN_IMPORTS = 20;

    private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);

    private static final Pattern PLACE = Pattern.compile("line (\\d+)(?:, column (.+))?");

    /** A kind as the page shows it, and how many lines there are of it. */
    record KindLine(CatalogueKind kind, String name, int lines, String columns) {}

    /** A value before and after, in words. */
    record ValueLine(String column, @Nullable String before, String after) {}

    /** A line of a file that changes something. */
    record ChangeLine(int line, String subject, boolean isNew, List<ValueLine> values, @Nullable String warning) {}

    /** A file that was taken over. */
    record ImportLine(long id, String at, String by, String kind, String fileName, String values) {}

    private final CatalogueImports imports;
    private final Catalogue catalogue;
    private final AdministratorDeeds deeds;
    private final OfficerNames names;
    private final CurrentOfficer currentOfficer;
    private final Pages pages;
    private final FormAnswers answers;
    private final ProblemAnswers problems;
    private final Texts texts;

    CataloguePage(
            CatalogueImports imports,
            Catalogue catalogue,
            AdministratorDeeds deeds,
            OfficerNames names,
            CurrentOfficer currentOfficer,
            Pages pages,
            FormAnswers answers,
            ProblemAnswers problems,
            Texts texts) {
        this.imports = imports;
        this.catalogue = catalogue;
        this.deeds = deeds;
        this.names = names;
        this.currentOfficer = currentOfficer;
        this.pages = pages;
        this.answers = answers;
        this.problems = problems;
        this.texts = texts;
    }

    @GetMapping
    String page(
            @RequestParam(required = false) @Nullable CatalogueKind kind,
            @RequestParam(defaultValue = "0") int page,
            HttpServletRequest request,
            Model model) {
        var language = pages.frame(request, model);
        model.addAttribute(
                "kinds",
                Arrays.stream(CatalogueKind.values())
                        .map(each -> new KindLine(
                                each,
                                name(each, language),
                                imports.lines(each).size(),
                                String.join(";", each.columns())))
                        .toList());
        var taken = imports.taken(SHOWN_IMPORTS);
        var persons = names.names(taken.stream().map(CatalogueImports.Taken::by).collect(Collectors.toSet()));
        model.addAttribute(
                "imports",
                taken.stream()
                        .map(each -> new ImportLine(
                                each.id(),
                                Day.andTime(each.at()),
                                persons.getOrDefault(each.by(), each.by()),
                                name(each.kind(), language),
                                each.fileName(),
                                String.valueOf(each.values())))
                        .toList());
        if (kind != null) {
            table(kind, FromAddress.page(page, MOST_PAGES), model, language);
        }
        return "catalogue";
    }

    private void table(CatalogueKind kind, int page, Model model, Language language) {
        var lines = imports.lines(kind);
        FromAddress.notBeyond(page, lines.size() <= page * SHOWN);
        model.addAttribute("kind", kind);
        model.addAttribute("kindName", name(kind, language));
        model.addAttribute(
                "columns",
                kind.columns().stream().map(column -> column(column, language)).toList());
        model.addAttribute(
                "lines",
                lines.stream()
                        .skip((long) page * SHOWN)
                        .limit(SHOWN)
                        .map(line -> words(kind, line, language))
                        .toList());
        model.addAttribute("earlier", lines.size() > (page + 1) * SHOWN ? page + 1 : null);
        model.addAttribute("later", page > 0 ? page - 1 : null);
    }

    /** What stands there as a file, to be changed and imported again. */
    @GetMapping("/files/{kind}")
    ResponseEntity<byte[]> file(@PathVariable CatalogueKind kind) {
        return Download.kept(CSV, kind.fileName()).body(imports.file(kind));
    }

    /** Looks at a file; changes nothing. */
    @PostMapping("/look")
    String look(@RequestParam MultipartFile file, Language language, RedirectAttributes afterwards) throws IOException {
        var fileName = Optional.ofNullable(file.getOriginalFilename()).orElse("");
        try {
            var id = imports.look(fileName, file.getBytes(), administrator());
            return "redirect:/catalogue/imports/" + id;
        } catch (Problem problem) {
            refused(afterwards, language, problem, fileName);
            return "redirect:/catalogue";
        }
    }

    @GetMapping("/imports/{id}")
    String draft(@PathVariable long id, HttpServletRequest request, Model model, RedirectAttributes afterwards) {
        var language = pages.frame(request, model);
        Draft draft;
        try {
            draft = imports.draft(id).orElseThrow(() -> Problem.of(Problem.Kind.NOT_FOUND, "web.not-found"));
        } catch (Problem problem) {
            if (problem.kind() == Problem.Kind.NOT_FOUND) {
                throw problem;
            }
            refused(afterwards, language, problem, "");
            return "redirect:/catalogue";
        }
        model.addAttribute("draft", draft);
        model.addAttribute("kindName", name(draft.kind(), language));
        model.addAttribute("takenAt", draft.takenAt() == null ? "" : Day.andTime(draft.takenAt()));
        model.addAttribute(
                "added",
                String.valueOf(draft.changes().stream().filter(Change::isNew).count()));
        model.addAttribute(
                "changed",
                String.valueOf(draft.changes().stream()
                        .filter(change -> !change.isNew())
                        .count()));
        model.addAttribute(
                "same", String.valueOf(draft.lines() - draft.changes().size()));
        model.addAttribute("notInFile", String.valueOf(draft.notInFile()));
        model.addAttribute(
                "changes",
                draft.changes().stream()
                        .limit(SHOWN)
                        .map(change -> line(draft.kind(), change, language))
                        .toList());
        model.addAttribute("more", Math.max(0, draft.changes().size() - SHOWN));
        return "catalogue-import";
    }

    @PostMapping("/imports/{id}/take")
    String take(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String seal,
            Language language,
            RedirectAttributes afterwards) {
        try {
            var taken = imports.take(id, seal, administrator());
            answers.done(
                    afterwards,
                    language,
                    "web.catalogue.taken",
                    String.valueOf(taken.changes().size()));
        } catch (Problem problem) {
            refused(afterwards, language, problem, "");
        }
        return "redirect:/catalogue/imports/{id}";
    }

    /** In the transaction that takes the file over. */
    @EventListener
    void record(CatalogueChanged changed) {
        deeds.record(
                changed.by(),
                Deed.CATALOGUE_IMPORTED,
                changed.fileName(),
                changed.kind().name());
    }

    private void refused(RedirectAttributes afterwards, Language language, Problem problem, String fileName) {
        answers.refused(afterwards, language, problem, Map.of());
        // Each in a row of its own, with line, column and code; so not once more in the alert.
        afterwards.addFlashAttribute("wrong", List.of());
        afterwards.addFlashAttribute("fileName", fileName);
        afterwards.addFlashAttribute(
                "faults",
                new ArrayList<>(problem.fields().stream()
                        .map(field -> fault(field, language))
                        .toList()));
    }

    private Map<String, String> fault(Problem.Field field, Language language) {
        var place = PLACE.matcher(field.path());
        var found = place.matches();
        var fault = new LinkedHashMap<String, String>();
        fault.put("line", found ? place.group(1) : "");
        fault.put("column", found && place.group(2) != null ? place.group(2) : "");
        fault.put("code", field.code());
        fault.put("words", problems.text(language, field.code(), field.arguments()));
        return fault;
    }

    private ChangeLine line(CatalogueKind kind, Change change, Language language) {
        return new ChangeLine(
                change.line(),
                subject(kind, change, language),
                change.isNew(),
                change.values().stream()
                        .map(value -> new ValueLine(
                                column(value.column(), language),
                                value.before() == null ? null : words(value.column(), value.before(), language),
                                words(value.column(), value.after(), language)))
                        .toList(),
                change.warning() == null ? null : texts.in(language, "web.catalogue.warning." + change.warning()));
    }

    /** What a line is about: its codes, and the name of what they stand for. */
    private String subject(CatalogueKind kind, Change change, Language language) {
        var key = change.key();
        return switch (kind) {
            case PROFESSIONS -> key.get(0) + profession(key.get(0), language);
            case MOBILITY_CENTRES -> catalogue.regionName(key.get(0), language);
            case CAREER_CENTRES -> named(key.get(0), catalogue.careerCentreName(key.get(0), language));
            case RECOGNITION_CENTRES, ACCREDITATIONS ->
                named(key.get(0), catalogue.recognitionCentreName(key.get(0), language));
            case PRICES ->
                named(key.get(0), catalogue.recognitionCentreName(key.get(0), language)) + " · " + key.get(1)
                        + profession(key.get(1), language);
        };
    }

    private String profession(String code, Language language) {
        return catalogue
                .profession(code)
                .map(profession -> " " + profession.name().in(language))
                .orElse("");
    }

    private static String named(String code, String name) {
        return name.equals(code) ? code : code + " " + name;
    }

    private List<String> words(CatalogueKind kind, List<String> line, Language language) {
        var words = new ArrayList<String>();
        for (var index = 0; index < line.size(); index++) {
            words.add(words(kind.columns().get(index), line.get(index), language));
        }
        return words;
    }

    /** A cell as people read it. */
    private String words(String column, String value, Language language) {
        return switch (column) {
            case "profile" -> texts.in(language, "web.catalogue.profile." + value);
            case "accredited" -> texts.in(language, "web.catalogue." + value);
            case "region" -> catalogue.regionName(value, language);
            case "recognitionCentre" -> named(value, catalogue.recognitionCentreName(value, language));
            case "profession" -> value + profession(value, language);
            case "price" ->
                value.equals("-")
                        ? texts.in(language, "web.catalogue.not-examined")
                        : Tenge.grouped(Long.parseLong(value));
            case "from", "until" -> value.isEmpty() ? "–" : Day.of(LocalDate.parse(value));
            default -> value;
        };
    }

    private String column(String column, Language language) {
        return texts.in(language, "web.catalogue.column." + column);
    }

    private String name(CatalogueKind kind, Language language) {
        return texts.in(language, "web.catalogue.kind." + kind);
    }

    private String administrator() {
        return currentOfficer.get().map(Officer::id).orElseThrow();
    }
}
