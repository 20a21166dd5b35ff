package kz.bilik.web.page;

import static java.util.Comparator.comparing;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import kz.bilik.calendar.LegalClock;
import kz.bilik.casefile.DistributionAccess;
import kz.bilik.distribution.Distribution;
import kz.bilik.distribution.DistributionProcess;
import kz.bilik.distribution.DistributionProcess.Step;
import kz.bilik.distribution.Distributions;
import kz.bilik.distribution.Preparation;
import kz.bilik.distribution.Quotas;
import kz.bilik.language.Language;
import kz.bilik.language.Texts;
import kz.bilik.officer.CurrentOfficer;
import kz.bilik.officer.Officer;
import kz.bilik.problem.Problem;
import org.jspecify.annotations.Nullable;
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
 * The pages on which the authorised body distributes vouchers between the regions (cl. 18): numbers side by side, changes
 * with their reasons, statistics from a file, what a distribution would have done. Auditors read them; to other officers
 * there are no such pages. The steps themselves are tasks of the Tasklist.
 */
@Controller
@RequestMapping("/distributions")
class DistributionPages {

    private final Distributions distributions;
    private final Preparation preparation;
    private final DistributionProcess process;
    private final DistributionSheet page;
    private final Quotas quotas;
    private final CurrentOfficer currentOfficer;
    private final FormAnswers answers;
    private final Pages pages;
    private final Texts texts;
    private final LegalClock clock;

    DistributionPages(
            Distributions distributions,
            Preparation preparation,
            DistributionProcess process,
            DistributionSheet page,
            Quotas quotas,
            CurrentOfficer currentOfficer,
            FormAnswers answers,
            Pages pages,
            Texts texts,
            LegalClock clock) {
        this.distributions = distributions;
        this.preparation = preparation;
        this.process = process;
        this.page = page;
        this.quotas = quotas;
        this.currentOfficer = currentOfficer;
        this.answers = answers;
        this.pages = pages;
        this.texts = texts;
        this.clock = clock;
    }

    @GetMapping
    String all(HttpServletRequest request, Model model) {
        var reader = reader();
        var language = pages.frame(request, model);
        int year = clock.today().getYear();
        model.addAttribute("distributions", distributions.all());
        model.addAttribute("year", year);
        var regions = page.regions(language);
        model.addAttribute("regions", regions);
        model.addAttribute(
                "quotas",
                quotas.quotas(year).stream()
                        .sorted(comparing(quota -> regions.get(quota.region()), language.order()))
                        .toList());
        model.addAttribute("orders", DistributionAccess.changes(reader));
        return "distributions";
    }

    /** Orders an early review. */
    @PostMapping
    String order(
            @RequestParam String from, @RequestParam String reason, Language language, RedirectAttributes afterwards) {
        authorisedBody();
        try {
            var number = preparation.orderReview(
                    FormAnswers.day(from), FormAnswers.lines(reason).strip());
            return "redirect:/distributions/" + number;
        } catch (Problem problem) {
            answers.refused(afterwards, language, problem, Map.of("from", from, "reason", reason));
            return "redirect:/distributions";
        }
    }

    @GetMapping("/{number}")
    String one(
            @PathVariable String number,
            @RequestParam(required = false) @Nullable Integer year,
            HttpServletRequest request,
            Model model) {
        var reader = reader();
        var distribution = distributions.get(number);
        var shown = year == null ? distribution.firstYear() : year;
        if (!distribution.years().contains(shown)) {
            throw Problem.of(Problem.Kind.NOT_FOUND, "web.no-such-year");
        }
        var language = pages.frame(request, model);
        var rows = page.rows(distribution, shown, language);
        var stands = process.stands(number).orElse(null);
        model.addAttribute("distribution", distribution);
        model.addAttribute("from", page.date(language, distribution.from()));
        model.addAttribute("year", shown);
        model.addAttribute("rows", rows);
        model.addAttribute("shortfalls", page.shortfalls(distribution, language));
        model.addAttribute("sums", page.sums(distribution, shown, rows, typed(model)));
        model.addAttribute("seen", distributions.seen(number));
        model.addAttribute("tooSmall", page.tooSmall(distribution, language));
        // They may arrive while the page is being put together: then they are shown the next time, with their source.
        model.addAttribute(
                "statistics",
                distribution.statisticsSource() == null ? List.of() : page.statistics(distribution, language));
        model.addAttribute("past", rows.isEmpty() ? null : page.past(distribution, language));
        model.addAttribute("events", page.events(distribution, language));
        model.addAttribute("stage", stage(distribution, stands));
        model.addAttribute("adjusts", DistributionAccess.changes(reader) && stands == Step.ADJUST_SHARES);
        model.addAttribute("uploads", DistributionAccess.changes(reader) && preparation.takesStatistics(number));
        return "distribution";
    }

    /** Takes the statistics from a file; an error of the file names line and column, and changes nothing. */
    @PostMapping("/{number}/statistics")
    String statistics(
            @PathVariable String number,
            @RequestParam MultipartFile file,
            Language language,
            RedirectAttributes afterwards)
            throws IOException {
        authorisedBody();
        var content = file.getBytes();
        answers.answer(
                afterwards,
                language,
                "web.distribution.statistics-taken",
                Map.of(),
                () -> preparation.uploadStatistics(number, content));
        return "redirect:/distributions/{number}";
    }

    /**
     * Saves the numbers of a year, all at once; or, with {@code do=spread}, fills in what is left of the total and saves
     * nothing. What was typed comes back when it is refused, and where a colleague was faster only that: his numbers are shown
     * beside it.
     */
    @PostMapping("/{number}/shares")
    String shares(
            @PathVariable String number,
            @RequestParam int year,
            @RequestParam long seen,
            @RequestParam(name = "do", defaultValue = "save") String what,
            @RequestParam Map<String, String> form,
            Language language,
            RedirectAttributes afterwards) {
        authorisedBody();
        afterwards.addAttribute("year", year);
        var sent = new SharesForm(form, page.shares(number, year));
        var fields = sent.fields(page.regions(language), texts, language);
        try {
            if (what.equals("spread")) {
                var spread = preparation.spread(number, year, sent.kept());
                answers.done(afterwards, language, "web.distribution.spread-done");
                afterwards.addFlashAttribute("typed", sent.typed(spread));
            } else {
                var saved = preparation.adjust(
                        number,
                        year,
                        seen,
                        sent.wanted(),
                        sent.forAll(),
                        sent.kept().keySet());
                answers.done(
                        afterwards,
                        language,
                        saved == 0 ? "web.distribution.nothing-saved" : "web.distribution.shares-saved",
                        saved);
            }
        } catch (Problem problem) {
            answers.refused(afterwards, language, problem, sent.typed(), fields);
        }
        return "redirect:/distributions/{number}";
    }

    /** What a refused form, or one that was filled in, gives back by the id of its field. */
    private static Map<?, ?> typed(Model model) {
        return model.getAttribute("typed") instanceof Map<?, ?> typed ? typed : Map.of();
    }

    private String stage(Distribution distribution, @Nullable Step stands) {
        if (distribution.inEffectAt() != null) {
            return "IN_EFFECT";
        }
        if (distribution.published()) {
            return "PUBLISHED";
        }
        if (stands != null) {
            return stands.name();
        }
        return process.runs(distribution.number()) ? "COLLECTING" : "ENDED";
    }

    private Officer reader() {
        return currentOfficer
                .get()
                .filter(DistributionAccess::mayRead)
                .orElseThrow(() -> Problem.of(Problem.Kind.NOT_FOUND, "web.not-found"));
    }

    private void authorisedBody() {
        if (!DistributionAccess.changes(reader())) {
            throw Problem.of(Problem.Kind.FORBIDDEN, "distribution.not-authorised");
        }
    }
}
