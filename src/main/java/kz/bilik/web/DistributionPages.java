package kz.bilik.web;

import static java.util.Comparator.comparing;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import kz.bilik.calendar.LegalClock;
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

    private static final Pattern PLACE = Pattern.compile("line (\\d+)(?:, column (.+))?");

    private final Distributions distributions;
    private final Preparation preparation;
    private final DistributionProcess process;
    private final DistributionPage page;
    private final Quotas quotas;
    private final CurrentOfficer currentOfficer;
    private final ProblemAnswers problems;
    private final Pages pages;
    private final Texts texts;
    private final LegalClock clock;

    DistributionPages(
            Distributions distributions,
            Preparation preparation,
            DistributionProcess process,
            DistributionPage page,
            Quotas quotas,
            CurrentOfficer currentOfficer,
            ProblemAnswers problems,
            Pages pages,
            Texts texts,
            LegalClock clock) {
        this.distributions = distributions;
        this.preparation = preparation;
        this.process = process;
        this.page = page;
        this.quotas = quotas;
        this.currentOfficer = currentOfficer;
        this.problems = problems;
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
        model.addAttribute("orders", isAuthorisedBody(reader));
        return "distributions";
    }

    /** Orders an early review. */
    @PostMapping
    String order(
            @RequestParam String from, @RequestParam String reason, Language language, RedirectAttributes afterwards) {
        authorisedBody();
        try {
            var number = preparation.orderReview(day(from), reason.strip());
            return "redirect:/distributions/" + number;
        } catch (Problem problem) {
            refuse(problem, language, afterwards);
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
        var shown = year != null && distribution.years().contains(year) ? year : distribution.firstYear();
        var language = pages.frame(request, model);
        var rows = page.rows(distribution, shown, language);
        var stands = process.stands(number).orElse(null);
        model.addAttribute("distribution", distribution);
        model.addAttribute("from", page.date(language, distribution.from()));
        model.addAttribute("year", shown);
        model.addAttribute("rows", rows);
        model.addAttribute("sums", page.sums(distribution, shown, rows));
        model.addAttribute("statistics", page.statistics(distribution, language));
        model.addAttribute("past", rows.isEmpty() ? null : page.past(distribution, language));
        model.addAttribute("events", page.events(distribution, language));
        model.addAttribute("stage", stage(distribution, stands));
        model.addAttribute("adjusts", isAuthorisedBody(reader) && stands == Step.ADJUST_SHARES);
        model.addAttribute("uploads", isAuthorisedBody(reader) && preparation.takesStatistics(number));
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
        try {
            preparation.uploadStatistics(number, file.getBytes());
            afterwards.addFlashAttribute("done", "web.distribution.statistics-taken");
        } catch (Problem problem) {
            refuse(problem, language, afterwards);
        }
        return "redirect:/distributions/{number}";
    }

    /** Changes the number of a region and year. */
    @PostMapping("/{number}/shares")
    String adjust(
            @PathVariable String number,
            @RequestParam String region,
            @RequestParam int year,
            @RequestParam int vouchers,
            @RequestParam(defaultValue = "") String reason,
            Language language,
            RedirectAttributes afterwards) {
        authorisedBody();
        try {
            preparation.adjust(number, region, year, vouchers, reason.strip());
            afterwards.addFlashAttribute("done", "web.distribution.share-changed");
        } catch (Problem problem) {
            refuse(problem, language, afterwards);
        }
        afterwards.addAttribute("year", year);
        return "redirect:/distributions/{number}";
    }

    private void refuse(Problem problem, Language language, RedirectAttributes afterwards) {
        afterwards.addFlashAttribute("problem", problems.text(language, problem.code(), problem.arguments()));
        afterwards.addFlashAttribute(
                "wrong",
                problem.fields().stream()
                        .map(field -> Stream.of(
                                        place(field.path(), language),
                                        problems.text(language, field.code(), field.arguments()))
                                .filter(text -> !text.isEmpty())
                                .toList())
                        .map(words -> String.join(": ", words))
                        .toList());
    }

    /** Where an error stands in the file, in words; nothing for a field that the page itself shows. */
    private String place(String path, Language language) {
        var place = PLACE.matcher(path);
        if (!place.matches()) {
            return "";
        }
        return place.group(2) == null
                ? texts.in(language, "web.distribution.line", place.group(1))
                : texts.in(language, "web.distribution.line-column", place.group(1), place.group(2));
    }

    private String stage(Distributions.Distribution distribution, @Nullable Step stands) {
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

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException unreadable) {
            throw Problem.of(Problem.Kind.UNPROCESSABLE, "distribution.from-past");
        }
    }

    private Officer reader() {
        return currentOfficer
                .get()
                .filter(DistributionPages::mayRead)
                .orElseThrow(() -> Problem.of(Problem.Kind.NOT_FOUND, "web.not-found"));
    }

    /** Whether that officer reads distributions at all. */
    static boolean mayRead(Officer officer) {
        return isAuthorisedBody(officer) || officer.is("auditor");
    }

    private void authorisedBody() {
        if (!isAuthorisedBody(reader())) {
            throw Problem.of(Problem.Kind.FORBIDDEN, "distribution.not-authorised");
        }
    }

    private static boolean isAuthorisedBody(Officer officer) {
        return officer.is("authorised-body");
    }
}
