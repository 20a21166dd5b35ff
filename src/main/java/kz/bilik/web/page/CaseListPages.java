package kz.bilik.web.page;

import static java.util.Comparator.comparing;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import kz.bilik.calendar.LegalClock;
import kz.bilik.casefile.CaseAccess;
import kz.bilik.casefile.CaseReads;
import kz.bilik.casefile.CaseStage;
import kz.bilik.catalogue.Catalogue;
import kz.bilik.language.Language;
import kz.bilik.language.Texts;
import kz.bilik.officer.CurrentOfficer;
import kz.bilik.officer.Officer;
import kz.bilik.officer.OfficerNames;
import kz.bilik.overview.CaseLine;
import kz.bilik.overview.FoundCases;
import kz.bilik.problem.Problem;
import kz.bilik.problem.Problem.Kind;
import kz.bilik.web.answer.Download;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/**
 * The list of cases: each officer finds those that concern him, by what he asks, what is due first on top; and takes them
 * away as a file. Whose names and cases he read is recorded.
 */
@Controller
@RequestMapping("/cases")
class CaseListPages {

    private static final int SHOWN = 50;
    private static final int LAST_PAGE = FoundCases.MOST / SHOWN - 1;
    private static final MediaType XLSX =
            MediaType.parseMediaType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    private static final MediaType CSV = MediaType.parseMediaType("text/csv;charset=UTF-8");

    /** The grounds on which an application can be refused (cl. 3.3, 8, 9), by the key of their text. */
    private static final List<String> GROUNDS = List.of(
            "application.not-unemployed",
            "application.voucher-received-this-year",
            "application.earlier-voucher-valid",
            "application.no-voucher-left",
            "application.incomplete-documents",
            "application.filled-in-wrongly",
            "application.requirements-not-met",
            "application.centre-declined");

    /** Something to choose. */
    record Choice(String code, String name) {}

    /** How many stand at a stage, and where these are listed. */
    record Count(String stage, long cases, String address) {}

    private final Pages pages;
    private final CurrentOfficer currentOfficer;
    private final FoundCases cases;
    private final CaseRows rows;
    private final CaseSheet sheet;
    private final CaseReads reads;
    private final CaseStage stages;
    private final Catalogue catalogue;
    private final OfficerNames officerNames;
    private final LegalClock clock;
    private final Texts texts;

    CaseListPages(
            Pages pages,
            CurrentOfficer currentOfficer,
            FoundCases cases,
            CaseRows rows,
            CaseSheet sheet,
            CaseReads reads,
            CaseStage stages,
            Catalogue catalogue,
            OfficerNames officerNames,
            LegalClock clock,
            Texts texts) {
        this.pages = pages;
        this.currentOfficer = currentOfficer;
        this.cases = cases;
        this.rows = rows;
        this.sheet = sheet;
        this.reads = reads;
        this.stages = stages;
        this.catalogue = catalogue;
        this.officerNames = officerNames;
        this.clock = clock;
        this.texts = texts;
    }

    @GetMapping
    String list(@RequestParam(defaultValue = "0") int page, HttpServletRequest request, Model model) {
        if (page < 0 || page > LAST_PAGE) {
            throw Problem.of(Kind.MALFORMED, "web.page", SHOWN);
        }
        var language = pages.frame(request, model);
        var officer = officer();
        var query = CaseQuery.of(request::getParameter);
        var accounts = cases.officers(officer);
        var filter = query.filter(officer, accounts);
        var found = cases.find(officer, filter, page * SHOWN, SHOWN + 1);
        var counts = cases.count(officer, filter);
        var total = counts.values().stream().mapToLong(Long::longValue).sum();
        var shown = found.subList(0, Math.min(SHOWN, found.size()));
        model.addAttribute("rows", rows.named(officer, shown, language));
        model.addAttribute("asked", query.asked());
        model.addAttribute("narrowed", query.isNarrowed());
        model.addAttribute("total", total);
        model.addAttribute("first", page * SHOWN + 1);
        model.addAttribute("last", page * SHOWN + shown.size());
        model.addAttribute("most", FoundCases.MOST);
        model.addAttribute(
                "counts",
                counts.entrySet().stream()
                        .map(each -> new Count(
                                stages.words(each.getKey(), language),
                                each.getValue(),
                                query.with("state", each.getKey().name()).address("/cases")))
                        .toList());
        var more = found.size() > SHOWN && page < LAST_PAGE;
        model.addAttribute("next", more ? page(query, page + 1) : null);
        model.addAttribute("previous", page > 0 ? page(query, page - 1) : null);
        model.addAttribute("xlsx", query.address("/cases/list.xlsx"));
        model.addAttribute("csv", query.address("/cases/list.csv"));
        model.addAttribute("path", query.address("/cases"));
        choices(officer, accounts, query, language, model);
        return "cases";
    }

    private static String page(CaseQuery query, int page) {
        var address = query.address("/cases");
        return address + (address.contains("?") ? "&" : "?") + "page=" + page;
    }

    /** What the fields of the form offer: only what this officer can find something by. */
    private void choices(Officer officer, List<String> accounts, CaseQuery query, Language language, Model model) {
        var scope = CaseAccess.scope(officer);
        var everywhere = scope.all() || !scope.recognitionCentres().isEmpty();
        var regions = catalogue.regions().stream()
                .filter(region -> everywhere || scope.regions().contains(region.code()))
                .map(region -> new Choice(region.code(), region.name().in(language)));
        var chosen = query.asked().get("region");
        var careerCentres = catalogue.careerCentres().stream()
                .filter(centre -> everywhere
                        || scope.regions().contains(centre.region())
                        || scope.careerCentres().contains(centre.code()))
                .filter(centre -> chosen == null || centre.region().equals(chosen))
                .map(centre -> new Choice(centre.code(), centre.name().in(language)));
        var recognitionCentres = catalogue.recognitionCentres(null).stream()
                .map(centre -> new Choice(centre.code(), centre.name().in(language)));
        var professions = catalogue.professions().stream()
                .map(profession ->
                        new Choice(profession.code(), profession.name().in(language)));
        model.addAttribute("regions", sorted(regions, language));
        model.addAttribute("careerCentres", sorted(careerCentres, language));
        model.addAttribute("recognitionCentres", sorted(recognitionCentres, language));
        model.addAttribute("professions", sorted(professions, language));
        model.addAttribute("officers", officers(officer, accounts, language));
        model.addAttribute(
                "grounds",
                GROUNDS.stream()
                        .map(ground -> new Choice(ground, texts.in(language, "reason." + ground)))
                        .toList());
        model.addAttribute("states", states(language));
    }

    private List<Choice> states(Language language) {
        var choices = new ArrayList<Choice>();
        for (var state : List.of(CaseQuery.OPEN, CaseQuery.ENDED, CaseQuery.ALL)) {
            choices.add(new Choice(state, texts.in(language, "web.cases.state." + state)));
        }
        for (var stage : CaseStage.Stage.values()) {
            choices.add(new Choice(stage.name(), stages.words(stage, language)));
        }
        return choices;
    }

    private List<Choice> officers(Officer officer, List<String> accounts, Language language) {
        var names = officerNames.names(accounts);
        var others = accounts.stream()
                .filter(account -> !account.equals(officer.id()))
                .filter(names::containsKey)
                .map(account -> new Choice(CaseQuery.fingerprint(account), names.get(account)));
        return Stream.concat(
                        Stream.of(
                                new Choice(CaseQuery.MINE, texts.in(language, "web.cases.officer.mine")),
                                new Choice(CaseQuery.NOBODYS, texts.in(language, "web.cases.officer.nobody"))),
                        sorted(others, language).stream())
                .toList();
    }

    private static List<Choice> sorted(Stream<Choice> choices, Language language) {
        return choices.sorted(comparing(Choice::name, language.order())).toList();
    }

    /** What was found as a workbook. */
    @GetMapping("/list.xlsx")
    ResponseEntity<StreamingResponseBody> xlsx(HttpServletRequest request, Language language) {
        var found = taken(request, language);
        return Download.kept(XLSX, fileName("xlsx")).body(out -> sheet.xlsx(found, language, out));
    }

    /** What was found as separated values. */
    @GetMapping("/list.csv")
    ResponseEntity<StreamingResponseBody> csv(HttpServletRequest request, Language language) {
        var found = taken(request, language);
        return Download.kept(CSV, fileName("csv")).body(out -> sheet.csv(found, language, out));
    }

    /** What is taken away: at most {@link FoundCases#MOST}, and that it was is recorded before the first byte. */
    private List<CaseRow> taken(HttpServletRequest request, Language language) {
        var officer = officer();
        var filter = CaseQuery.of(request::getParameter).filter(officer, cases.officers(officer));
        var found = cases.find(officer, filter, 0, FoundCases.MOST);
        reads.recordAll(officer.id(), found.stream().map(CaseLine::number).toList(), CaseReads.EXPORT);
        return rows.nameless(found, language);
    }

    private String fileName(String ending) {
        return "bilik-" + clock.today() + "." + ending;
    }

    /** To whom no case at all can be open the list does not exist. */
    private Officer officer() {
        return currentOfficer
                .get()
                .filter(officer -> !CaseAccess.scope(officer).isEmpty())
                .orElseThrow(() -> Problem.of(Kind.NOT_FOUND, "web.not-found"));
    }
}
