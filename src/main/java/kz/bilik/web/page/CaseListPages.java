package kz.bilik.web.page;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import kz.bilik.calendar.LegalClock;
import kz.bilik.casefile.CaseAccess;
import kz.bilik.casefile.CaseReads;
import kz.bilik.casefile.CaseStage;
import kz.bilik.language.Language;
import kz.bilik.officer.CurrentOfficer;
import kz.bilik.officer.Officer;
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

    /** How many stand at a stage, and where these are listed. */
    record Count(String stage, long cases, String address) {}

    private final Pages pages;
    private final CurrentOfficer currentOfficer;
    private final FoundCases cases;
    private final CaseRows rows;
    private final CaseSheet sheet;
    private final CaseReads reads;
    private final CaseStage stages;
    private final CaseChoices choices;
    private final LegalClock clock;

    CaseListPages(
            Pages pages,
            CurrentOfficer currentOfficer,
            FoundCases cases,
            CaseRows rows,
            CaseSheet sheet,
            CaseReads reads,
            CaseStage stages,
            CaseChoices choices,
            LegalClock clock) {
        this.pages = pages;
        this.currentOfficer = currentOfficer;
        this.cases = cases;
        this.rows = rows;
        this.sheet = sheet;
        this.reads = reads;
        this.stages = stages;
        this.choices = choices;
        this.clock = clock;
    }

    @GetMapping
    String list(@RequestParam(defaultValue = "0") int page, HttpServletRequest request, Model model) {
        FromAddress.page(page, LAST_PAGE);
        var language = pages.frame(request, model);
        var officer = officer();
        var query = CaseQuery.of(request::getParameter);
        var accounts = cases.officers(officer);
        var filter = query.filter(officer, accounts);
        var found = cases.find(officer, filter, page * SHOWN, SHOWN + 1);
        FromAddress.notBeyond(page, found.isEmpty());
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
        choices.offer(officer, accounts, query, language, model);
        return "cases";
    }

    private static String page(CaseQuery query, int page) {
        var address = query.address("/cases");
        return address + (address.contains("?") ? "&" : "?") + "page=" + page;
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
