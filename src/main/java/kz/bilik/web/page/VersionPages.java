package kz.bilik.web.page;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.bilik.edition.Versions;
import kz.bilik.edition.Versions.Comparison;
import kz.bilik.edition.Versions.Kind;
import kz.bilik.edition.Versions.Model;
import kz.bilik.edition.Versions.Version;
import kz.bilik.history.Drawing;
import kz.bilik.history.StorySheet;
import kz.bilik.language.Day;
import kz.bilik.language.Language;
import kz.bilik.language.Texts;
import kz.bilik.officer.OfficerNames;
import kz.bilik.problem.Problem;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The versions of the diagrams and tables: which is in force, which were, who brought them, where running cases stand, and two
 * of them side by side. For analysts, administrators and auditors; nothing is changed here.
 */
@Controller
class VersionPages {

    /**
     * A version as the page shows it.
     *
     * @param name of the officer who deployed it; empty where the product did by itself
     * @param before the number of the version before it; null for the first one that there is
     */
    record Line(Version version, String at, String name, boolean inForce, Integer before) {}

    /** A diagram or a table with its versions. */
    record Shown(Model model, List<Line> lines) {}

    private final Versions versions;
    private final StorySheet sheet;
    private final OfficerNames officers;
    private final Pages pages;
    private final Texts texts;

    VersionPages(Versions versions, StorySheet sheet, OfficerNames officers, Pages pages, Texts texts) {
        this.versions = versions;
        this.sheet = sheet;
        this.officers = officers;
        this.pages = pages;
        this.texts = texts;
    }

    @GetMapping("/versions")
    String page(HttpServletRequest request, org.springframework.ui.Model model) {
        var language = pages.frame(request, model);
        var diagrams = versions.diagrams(language);
        var tables = versions.tables(language);
        var names = officers.names(Stream.concat(diagrams.stream(), tables.stream())
                .flatMap(each -> each.versions().stream())
                .map(Version::officer)
                .filter(officer -> !officer.isEmpty())
                .collect(Collectors.toSet()));
        model.addAttribute(
                "diagrams", diagrams.stream().map(each -> shown(each, names)).toList());
        model.addAttribute(
                "tables", tables.stream().map(each -> shown(each, names)).toList());
        return "versions";
    }

    private static Shown shown(Model model, Map<String, String> names) {
        var all = model.versions();
        return new Shown(
                model,
                Stream.iterate(0, at -> at + 1)
                        .limit(all.size())
                        .map(at -> new Line(
                                all.get(at),
                                Day.andTime(all.get(at).at()),
                                names.getOrDefault(
                                        all.get(at).officer(), all.get(at).officer()),
                                at == 0,
                                at + 1 < all.size() ? all.get(at + 1).number() : null))
                        .toList());
    }

    /** Two versions of a diagram, both drawn, with the forms and tables that came with them. */
    @GetMapping("/versions/diagrams/{key}")
    String diagrams(
            @PathVariable String key,
            @RequestParam int before,
            @RequestParam int after,
            HttpServletRequest request,
            org.springframework.ui.Model model) {
        var language = pages.frame(request, model);
        var compared = versions.diagrams(key, before, after, language).orElseThrow(VersionPages::unknown);
        model.addAttribute("older", picture(compared, compared.before(), compared.inOlder(), language));
        model.addAttribute("newer", picture(compared, compared.after(), compared.inNewer(), language));
        return compared(compared, "diagrams", versions.diagrams(language), model);
    }

    /** Two versions of a table of the law, row by row. */
    @GetMapping("/versions/tables/{key}")
    String tables(
            @PathVariable String key,
            @RequestParam int before,
            @RequestParam int after,
            HttpServletRequest request,
            org.springframework.ui.Model model) {
        var language = pages.frame(request, model);
        var compared = versions.tables(key, before, after, language).orElseThrow(VersionPages::unknown);
        return compared(compared, "tables", versions.tables(language), model);
    }

    private static String compared(
            Comparison compared, String kind, List<Model> models, org.springframework.ui.Model model) {
        model.addAttribute("compared", compared);
        model.addAttribute("kind", kind);
        model.addAttribute(
                "numbers",
                models.stream()
                        .filter(each -> each.key().equals(compared.key()))
                        .flatMap(each -> each.versions().stream())
                        .map(Version::number)
                        .toList());
        return "versions-compared";
    }

    private String picture(Comparison compared, Version version, Map<String, Kind> kinds, Language language) {
        var marks = new HashMap<String, Drawing.Mark>();
        kinds.forEach((element, kind) -> marks.put(
                element,
                new Drawing.Mark(
                        texts.in(language, "edition.kind." + kind), kind.name().toLowerCase(Locale.ROOT))));
        return sheet.picture(
                version.id(),
                texts.in(language, "history.definition", compared.name(), String.valueOf(version.number())),
                marks,
                language);
    }

    private static Problem unknown() {
        return Problem.of(Problem.Kind.NOT_FOUND, "web.not-found");
    }
}
