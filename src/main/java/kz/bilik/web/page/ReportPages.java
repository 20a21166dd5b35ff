package kz.bilik.web.page;

import static java.util.Comparator.comparing;

import jakarta.servlet.http.HttpServletRequest;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import kz.bilik.application.ApplicationDeadlines;
import kz.bilik.calendar.LegalClock;
import kz.bilik.catalogue.Catalogue;
import kz.bilik.language.Day;
import kz.bilik.language.Language;
import kz.bilik.language.Texts;
import kz.bilik.officer.CurrentOfficer;
import kz.bilik.officer.Officer;
import kz.bilik.problem.Problem;
import kz.bilik.problem.Problem.Kind;
import kz.bilik.report.CaseReport;
import kz.bilik.report.Limit;
import kz.bilik.report.LimitReport;
import kz.bilik.report.LimitReport.Reading;
import kz.bilik.report.MoneyReport;
import kz.bilik.report.ReportPieces;
import kz.bilik.report.ReportScope;
import kz.bilik.report.TimeInSteps;
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
 * The reports: each legal limit kept and missed, how far cases came, refusals, vouchers, money, time (cl. 8, 9.1, 9.2, 10, 13,
 * 14, 16-18). The door lets auditors, heads and the authorised body in; each reads of what is his, numbers alone.
 */
@Controller
@RequestMapping("/reports")
class ReportPages {

    private static final int SHOWN = 25;
    private static final int LAST_PAGE = 400;

    /** How many late terms a file holds at most. */
    private static final int MOST = 2_000;

    private static final MediaType XLSX =
            MediaType.parseMediaType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    private static final MediaType CSV = MediaType.parseMediaType("text/csv;charset=UTF-8");

    /** A report that this reader has, and where. */
    record Tab(String name, String address, boolean shown) {}

    private final Pages pages;
    private final CurrentOfficer currentOfficer;
    private final ReportPieces pieces;
    private final LimitReport limits;
    private final CaseReport cases;
    private final MoneyReport money;
    private final TimeInSteps times;
    private final ReportTables tables;
    private final ApplicationDeadlines deadlines;
    private final Catalogue catalogue;
    private final Texts texts;
    private final LegalClock clock;

    ReportPages(
            Pages pages,
            CurrentOfficer currentOfficer,
            ReportPieces pieces,
            LimitReport limits,
            CaseReport cases,
            MoneyReport money,
            TimeInSteps times,
            ReportTables tables,
            ApplicationDeadlines deadlines,
            Catalogue catalogue,
            Texts texts,
            LegalClock clock) {
        this.pages = pages;
        this.currentOfficer = currentOfficer;
        this.pieces = pieces;
        this.limits = limits;
        this.cases = cases;
        this.money = money;
        this.times = times;
        this.tables = tables;
        this.deadlines = deadlines;
        this.catalogue = catalogue;
        this.texts = texts;
        this.clock = clock;
    }

    /** The legal limits, and the terms that were missed, page by page. */
    @GetMapping
    String limits(@RequestParam(defaultValue = "0") int page, HttpServletRequest request, Model model) {
        FromAddress.page(page, LAST_PAGE);
        var officer = officer();
        var scope = ReportScope.of(officer);
        var query = ReportQuery.of(request::getParameter);
        var period = query.period(thisMonth());
        var language = begin("limits", query, scope, request, model);
        var reading = query.reading(usual());
        var counts = limits.counts(scope, period, reading);
        var chosen = query.limit();
        var late = limits.late(scope, period, reading, chosen, page * SHOWN, SHOWN);
        FromAddress.notBeyond(page, late.isEmpty());
        var total = limits.countLate(scope, period, reading, chosen);
        var byCentre = !scope.all() || period.region() != null;
        model.addAttribute("charts", List.of(tables.limitChart(counts, language)));
        model.addAttribute(
                "tables",
                List.of(
                        tables.byLimit(counts, language),
                        tables.byPlace(counts, byCentre, language),
                        tables.byMonth(counts, language)));
        model.addAttribute("empty", counts.isEmpty());
        model.addAttribute("reading", reading.name());
        model.addAttribute("readings", Reading.values());
        model.addAttribute("late", tables.late(late, officer, language));
        model.addAttribute("lateTotal", total);
        model.addAttribute("first", page * SHOWN + 1);
        model.addAttribute("last", page * SHOWN + late.size());
        model.addAttribute("chosen", chosen == null ? "" : chosen.name());
        model.addAttribute(
                "limits",
                Arrays.stream(Limit.values())
                        .map(limit -> new CaseChoices.Choice(limit.name(), tables.limit(limit, language)))
                        .toList());
        model.addAttribute(
                "next",
                (page + 1L) * SHOWN < total && page < LAST_PAGE
                        ? query.address("/reports", "page", String.valueOf(page + 1))
                        : null);
        model.addAttribute("previous", page > 0 ? query.address("/reports", "page", String.valueOf(page - 1)) : null);
        model.addAttribute("lateXlsx", query.address("/reports/list.xlsx", "report", "late"));
        model.addAttribute("lateCsv", query.address("/reports/list.csv", "report", "late"));
        return "reports";
    }

    /** From application to payment. */
    @GetMapping("/flow")
    String flow(HttpServletRequest request, Model model) {
        var query = ReportQuery.of(request::getParameter);
        var scope = ofApplications();
        var language = begin("flow", query, scope, request, model);
        var flow = cases.flow(scope, query.period(thisMonth()));
        return show(model, flow.isEmpty(), List.of(tables.funnel(flow, language)), tables.flowTables(flow, language));
    }

    /** Refusals by ground. */
    @GetMapping("/refusals")
    String refusals(HttpServletRequest request, Model model) {
        var query = ReportQuery.of(request::getParameter);
        var scope = ofApplications();
        var language = begin("refusals", query, scope, request, model);
        var grounds = cases.refusals(scope, query.period(thisMonth()));
        return show(
                model,
                grounds.isEmpty(),
                List.of(tables.refusals(grounds, language)),
                List.of(tables.refusalTable(grounds, language)));
    }

    /** Vouchers used, lapsed, extended, brought back. */
    @GetMapping("/vouchers")
    String vouchers(HttpServletRequest request, Model model) {
        var query = ReportQuery.of(request::getParameter);
        var scope = ofApplications();
        var language = begin("vouchers", query, scope, request, model);
        var flow = cases.flow(scope, query.period(thisMonth()));
        return show(
                model, flow.isEmpty(), List.of(tables.vouchers(flow, language)), tables.voucherTables(flow, language));
    }

    /** Money by region and budget year, against the quota. */
    @GetMapping("/money")
    String money(HttpServletRequest request, Model model) {
        var query = ReportQuery.of(request::getParameter);
        var scope = ofMoney();
        var language = begin("money", query, scope, request, model);
        var years = money.years(scope, query.period(thisMonth()));
        return show(
                model,
                years.isEmpty(),
                List.of(tables.paid(years, language), tables.quota(years, language)),
                List.of(tables.moneyTable(years, language)));
    }

    /** Time in each step. */
    @GetMapping("/times")
    String times(HttpServletRequest request, Model model) {
        var query = ReportQuery.of(request::getParameter);
        var scope = ofApplications();
        var language = begin("times", query, scope, request, model);
        var steps = times.of(scope, query.period(thisMonth()));
        return show(
                model,
                steps.isEmpty(),
                List.of(tables.times(steps, language)),
                List.of(tables.timeTable(steps, language)));
    }

    private static String show(Model model, boolean empty, List<ReportChart> charts, List<ReportTable> tables) {
        model.addAttribute("charts", charts);
        model.addAttribute("tables", tables);
        model.addAttribute("empty", empty);
        return "reports";
    }

    /** What every report shows around its numbers. */
    private Language begin(
            String report, ReportQuery query, ReportScope scope, HttpServletRequest request, Model model) {
        pieces.refreshForReader();
        var language = pages.frame(request, model);
        var now = thisMonth();
        var period = query.period(now);
        model.addAttribute("report", report);
        model.addAttribute("tabs", tabs(report, query, scope, language));
        model.addAttribute("asked", query.asked());
        model.addAttribute("from", period.from().toString());
        model.addAttribute("to", period.to().toString());
        var first =
                pieces.first().filter(month -> month.isBefore(period.from())).orElse(period.from());
        model.addAttribute("months", ReportTables.months(first, now.isAfter(period.to()) ? now : period.to()));
        model.addAttribute(
                "regions",
                catalogue.regions().stream()
                        .filter(region -> scope.all() || scope.regions().contains(region.code()))
                        .map(region -> new CaseChoices.Choice(
                                region.code(), region.name().in(language)))
                        .sorted(comparing(CaseChoices.Choice::name, language.order()))
                        .toList());
        model.addAttribute("counted", pieces.countedAt().map(Day::andTime).orElse(null));
        model.addAttribute("action", path(report));
        model.addAttribute("xlsx", query.address("/reports/list.xlsx", "report", report));
        model.addAttribute("csv", query.address("/reports/list.csv", "report", report));
        model.addAttribute("path", query.address(path(report)));
        return language;
    }

    private static String path(String report) {
        return report.equals("limits") ? "/reports" : "/reports/" + report;
    }

    private List<Tab> tabs(String shown, ReportQuery query, ReportScope scope, Language language) {
        return List.of("limits", "flow", "refusals", "vouchers", "money", "times").stream()
                .filter(report ->
                        report.equals("limits") || (report.equals("money") ? scope.ofMoney() : scope.ofApplications()))
                .map(report -> new Tab(
                        texts.in(language, "report." + report), query.address(path(report)), report.equals(shown)))
                .toList();
    }

    /** The numbers of a report as a workbook. */
    @GetMapping("/list.xlsx")
    ResponseEntity<StreamingResponseBody> xlsx(
            @RequestParam(defaultValue = "limits") String report, HttpServletRequest request, Language language) {
        var table = table(report, request, language);
        return Download.kept(XLSX, fileName(report, "xlsx")).body(out -> ReportSheet.xlsx(table, out));
    }

    /** The same as separated values. */
    @GetMapping("/list.csv")
    ResponseEntity<StreamingResponseBody> csv(
            @RequestParam(defaultValue = "limits") String report, HttpServletRequest request, Language language) {
        var table = table(report, request, language);
        return Download.kept(CSV, fileName(report, "csv")).body(out -> ReportSheet.csv(table, out));
    }

    private ReportTable table(String report, HttpServletRequest request, Language language) {
        var officer = officer();
        var scope = ReportScope.of(officer);
        var query = ReportQuery.of(request::getParameter);
        var period = query.period(thisMonth());
        var reading = query.reading(usual());
        pieces.refreshForReader();
        return switch (report) {
            case "limits" -> tables.limits(limits.counts(scope, period, reading), language);
            case "late" -> tables.late(limits.late(scope, period, reading, query.limit(), 0, MOST), officer, language);
            case "flow" -> tables.flow(cases.flow(ofApplications(), period), language);
            case "refusals" -> tables.refusalTable(cases.refusals(ofApplications(), period), language);
            case "vouchers" -> tables.voucherTable(cases.flow(ofApplications(), period), language);
            case "money" -> tables.moneyTable(money.years(ofMoney(), period), language);
            case "times" -> tables.timeTable(times.of(ofApplications(), period), language);
            default -> throw Problem.of(Kind.NOT_FOUND, "web.not-found");
        };
    }

    private String fileName(String report, String ending) {
        return "bilik-" + report + "-" + clock.today() + "." + ending;
    }

    private YearMonth thisMonth() {
        return YearMonth.from(clock.today());
    }

    private Reading usual() {
        return deadlines.beginWithSubmission() ? Reading.SUBMISSION : Reading.ARRIVAL;
    }

    private Officer officer() {
        return currentOfficer
                .get()
                .filter(officer -> !ReportScope.of(officer).isEmpty())
                .orElseThrow(() -> Problem.of(Kind.NOT_FOUND, "web.not-found"));
    }

    private ReportScope ofApplications() {
        var scope = ReportScope.of(officer());
        if (!scope.ofApplications()) {
            throw Problem.of(Kind.NOT_FOUND, "web.not-found");
        }
        return scope;
    }

    /** Who has no page of money has no file of it: one with a header alone would say that nothing was paid. */
    private ReportScope ofMoney() {
        var scope = ReportScope.of(officer());
        if (!scope.ofMoney()) {
            throw Problem.of(Kind.NOT_FOUND, "web.not-found");
        }
        return scope;
    }
}
