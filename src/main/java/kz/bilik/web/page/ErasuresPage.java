package kz.bilik.web.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import kz.bilik.application.Applications;
import kz.bilik.calendar.LegalClock;
import kz.bilik.casefile.OfficerWords;
import kz.bilik.language.Day;
import kz.bilik.language.Language;
import kz.bilik.language.Texts;
import kz.bilik.officer.CurrentOfficer;
import kz.bilik.officer.Officer;
import kz.bilik.officer.Role;
import kz.bilik.officer.keeping.AdministratorDeeds;
import kz.bilik.officer.keeping.AdministratorDeeds.Deed;
import kz.bilik.problem.Problem;
import kz.bilik.problem.Problem.Kind;
import kz.bilik.record.RecordNumber;
import kz.bilik.retention.Erasures;
import kz.bilik.retention.Erasures.Erasure;
import kz.bilik.retention.Holds;
import kz.bilik.retention.Retention;
import kz.bilik.web.answer.Download;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Which personal data was erased after its term and what would be erased until a day, for auditors and administrators; an
 * administrator keeps a case because of an open complaint. Nothing on it is personal.
 */
@Controller
class ErasuresPage {

    private static final int SHOWN = 50;
    private static final int SHOWN_DUE = 200;
    private static final int MOST_PAGES = 10_000;
    private static final int AT_ONCE = 1000;
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);
    private static final List<String> COLUMNS =
            List.of("at", "case", "part", "end", "ended", "years", "due", "rows", "what");

    /** What the rows of a table are for a reader; every other one holds the case itself, or is the engine's. */
    private static final Map<String, String> WHAT = Map.ofEntries(
            Map.entry("document_file", "files"),
            Map.entry("signature_evidence", "signatures"),
            Map.entry("notice", "notices"),
            Map.entry("labour_market_report", "reports"),
            Map.entry("labour_market_told", "reports"),
            Map.entry("payment_order", "payments"),
            Map.entry("payment_halt", "payments"),
            Map.entry("payee_account", "payments"),
            Map.entry("sick_leave_certificate", "health"),
            Map.entry("sick_leave_period", "health"),
            Map.entry("voucher_hold", "health"),
            Map.entry("certificate_annulment", "health"),
            Map.entry("act_edition", "act"),
            Map.entry("exam_person", "act"),
            Map.entry("exam_taken_out", "act"));

    /** A line of the protocol as the page shows it. */
    record Line(
            String at,
            String application,
            String part,
            String end,
            String ended,
            String years,
            String due,
            String rows,
            String what) {}

    /** A case that is due as the page shows it. */
    record DueLine(String application, String part, String end, String ended, String due, String kept, boolean goes) {}

    /** A case that is kept as the page shows it. */
    record HoldLine(String application, String paper, String officer, String at) {}

    /** A term as the page shows it. */
    record TermLine(String from, String years, String healthYears, String source) {}

    private final Retention retention;
    private final Erasures erasures;
    private final Holds holds;
    private final Applications applications;
    private final AdministratorDeeds deeds;
    private final CurrentOfficer currentOfficer;
    private final OfficerWords officers;
    private final FormAnswers answers;
    private final Pages pages;
    private final LegalClock clock;
    private final Texts texts;

    ErasuresPage(
            Retention retention,
            Erasures erasures,
            Holds holds,
            Applications applications,
            AdministratorDeeds deeds,
            CurrentOfficer currentOfficer,
            OfficerWords officers,
            FormAnswers answers,
            Pages pages,
            LegalClock clock,
            Texts texts) {
        this.retention = retention;
        this.erasures = erasures;
        this.holds = holds;
        this.applications = applications;
        this.deeds = deeds;
        this.currentOfficer = currentOfficer;
        this.officers = officers;
        this.answers = answers;
        this.pages = pages;
        this.clock = clock;
        this.texts = texts;
    }

    /**
     * The page.
     *
     * @param until the day until which it tells what would be erased; today without one that can be read
     */
    @GetMapping("/erasures")
    String page(
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "") String until,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var language = pages.frame(request, model);
        var number = FromAddress.page(page, MOST_PAGES);
        var found = erasures.latest(number * SHOWN, SHOWN + 1);
        FromAddress.notBeyond(number, found.isEmpty());
        var asked = until.isEmpty() ? Optional.of(clock.today()) : day(until);
        if (asked.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
        }
        model.addAttribute("dayWrong", asked.isEmpty());
        model.addAttribute("firstDay", Day.of(clock.today()));
        model.addAttribute("lastDay", FromAddress.LAST_DAY);
        var day = asked.orElse(clock.today());
        var due = retention.due(day, SHOWN_DUE + 1);
        model.addAttribute(
                "terms",
                retention.terms().stream().map(term -> term(term, language)).toList());
        model.addAttribute("until", day);
        model.addAttribute("untilWords", Day.of(day));
        model.addAttribute(
                "due",
                due.stream().limit(SHOWN_DUE).map(each -> due(each, language)).toList());
        model.addAttribute("dueMore", due.size() > SHOWN_DUE ? String.valueOf(retention.countDue(day)) : null);
        model.addAttribute(
                "holds",
                holds.all().stream()
                        .map(hold -> new HoldLine(
                                hold.application(),
                                hold.paper(),
                                officers.name(hold.officer(), language),
                                Day.andTime(hold.at())))
                        .toList());
        model.addAttribute(
                "lines",
                found.stream().limit(SHOWN).map(each -> line(each, language)).toList());
        model.addAttribute("total", String.valueOf(erasures.count()));
        model.addAttribute("earlier", found.size() > SHOWN ? number + 1 : null);
        model.addAttribute("later", number > 0 ? number - 1 : null);
        model.addAttribute(
                "keeps",
                currentOfficer
                        .get()
                        .filter(officer -> officer.is(Role.ADMINISTRATOR))
                        .isPresent());
        return "erasures";
    }

    /** The whole protocol, as Excel in Kazakhstan opens it by a double click. */
    @GetMapping("/erasures/protocol.csv")
    ResponseEntity<StreamingResponseBody> csv(Language language) {
        return Download.kept(CSV, "erasures-" + clock.today() + ".csv").body(out -> {
            var writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            writer.write(BYTE_ORDER_MARK);
            try (var printer = new CSVPrinter(
                    writer, CSVFormat.EXCEL.builder().setDelimiter(';').get())) {
                printer.printRecord(COLUMNS.stream()
                        .map(column -> texts.in(language, "web.erasures.column." + column))
                        .toList());
                for (var from = 0; ; from += AT_ONCE) {
                    var some = erasures.latest(from, AT_ONCE);
                    print(some, language, printer);
                    if (some.size() < AT_ONCE) {
                        break;
                    }
                }
            }
        });
    }

    private void print(List<Erasure> some, Language language, CSVPrinter printer) throws IOException {
        for (var erasure : some) {
            var line = line(erasure, language);
            printer.printRecord(
                    line.at(),
                    line.application(),
                    line.part(),
                    line.end(),
                    line.ended(),
                    line.years(),
                    line.due(),
                    line.rows(),
                    line.what());
        }
    }

    /** Keeps a case although its term will be over: a complaint or a court case is open. */
    @PostMapping("/erasures/holds")
    String hold(
            @RequestParam(defaultValue = "") String number,
            @RequestParam(defaultValue = "") String paper,
            Language language,
            RedirectAttributes afterwards) {
        answers.answer(
                afterwards,
                language,
                "web.erasures.held",
                Map.of("holdNumber", number, "holdPaper", paper),
                () -> hold(number, paper.strip()));
        return "redirect:/erasures";
    }

    private void hold(String number, String paper) {
        var application = typed(number)
                .flatMap(applications::find)
                .orElseThrow(() -> Problem.of(Kind.UNPROCESSABLE, "application.unknown", number));
        deeds.together(() -> {
            if (holds.hold(application.number(), paper, officer())) {
                deeds.record(officer(), Deed.CASE_HELD, application.number(), paper);
            }
        });
    }

    /** The complaint or the court case is over. */
    @PostMapping("/erasures/holds/end")
    String end(
            @RequestParam(defaultValue = "") String number,
            @RequestParam(defaultValue = "") String paper,
            Language language,
            RedirectAttributes afterwards) {
        answers.answer(
                afterwards,
                language,
                "web.erasures.hold-ended",
                Map.of(),
                () -> deeds.together(() -> {
                    var application = typed(number).orElse(number);
                    if (!holds.end(application, paper.strip())) {
                        throw Problem.of(Kind.CONFLICT, "retention.not-held");
                    }
                    deeds.record(officer(), Deed.CASE_HELD_NO_LONGER, application, paper.strip());
                }));
        return "redirect:/erasures";
    }

    /** The number of an application that somebody meant. */
    private static Optional<String> typed(String number) {
        return RecordNumber.typed(number)
                .filter(typed -> typed.kind() == RecordNumber.Kind.APPLICATION)
                .map(RecordNumber::toString);
    }

    private String officer() {
        return currentOfficer.get().map(Officer::id).orElseThrow();
    }

    /** From today on: what is past has been erased. */
    private Optional<LocalDate> day(String until) {
        return FromAddress.day(until).filter(day -> !day.isBefore(clock.today()));
    }

    private TermLine term(Retention.Told term, Language language) {
        return new TermLine(
                Day.of(term.from()),
                String.valueOf(term.years()),
                term.healthYears() == null
                        ? texts.in(language, "web.erasures.with-the-rest")
                        : term.healthYears().toString(),
                term.source().equals("default") ? texts.in(language, "web.erasures.source-default") : term.source());
    }

    private DueLine due(Retention.Due due, Language language) {
        var kept = !due.heldBy().isEmpty()
                ? texts.in(language, "web.erasures.kept-by", String.join("; ", due.heldBy()))
                : texts.in(language, due.unfinished() ? "web.erasures.unfinished" : "web.erasures.goes");
        return new DueLine(
                due.application(),
                texts.in(language, "web.erasures.part." + due.part()),
                texts.in(language, "web.erasures.end." + due.endedBy()),
                Day.of(due.endedOn()),
                Day.of(due.dueOn()),
                kept,
                due.goes());
    }

    private Line line(Erasure erasure, Language language) {
        return new Line(
                Day.andTime(erasure.erasedAt()),
                erasure.application(),
                texts.in(language, "web.erasures.part." + erasure.part()),
                texts.in(language, "web.erasures.end." + erasure.endedBy()),
                Day.of(erasure.endedOn()),
                String.valueOf(erasure.termYears()),
                Day.of(erasure.dueOn()),
                String.valueOf(erasure.rows()),
                what(erasure, language));
    }

    /** Rows by what they are in words; tables of one kind together. */
    private String what(Erasure erasure, Language language) {
        return erasure.what().entrySet().stream()
                .collect(Collectors.groupingBy(
                        rows -> WHAT.getOrDefault(rows.getKey(), rows.getKey().startsWith("ACT_") ? "engine" : "case"),
                        TreeMap::new,
                        Collectors.summingInt(Map.Entry::getValue)))
                .entrySet()
                .stream()
                .map(rows -> texts.in(language, "web.erasures.what." + rows.getKey(), String.valueOf(rows.getValue())))
                .collect(Collectors.joining("; "));
    }
}
