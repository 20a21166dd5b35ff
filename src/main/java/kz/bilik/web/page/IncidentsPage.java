package kz.bilik.web.page;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.regex.Pattern;
import kz.bilik.casefile.CaseAccess;
import kz.bilik.catalogue.Catalogue;
import kz.bilik.language.Day;
import kz.bilik.language.Language;
import kz.bilik.language.Texts;
import kz.bilik.officer.CurrentOfficer;
import kz.bilik.officer.Officer;
import kz.bilik.officer.OfficerTasks.Subject;
import kz.bilik.officer.keeping.StoppedSteps;
import kz.bilik.officer.keeping.StoppedSteps.Cause;
import kz.bilik.officer.keeping.StoppedSteps.Stopped;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Each step that failed, in words: of which case, why, since when, how often it was tried, what to do; and the press that
 * starts it again. The door lets administrators in and nobody else.
 */
@Controller
class IncidentsPage {

    private static final int SHOWN = 100;

    /** A placeholder of a text for which the failure has told nothing. */
    private static final Pattern UNFILLED = Pattern.compile("\\{\\d+}");

    /**
     * A step as the page shows it.
     *
     * @param subject what it belongs to; empty for a step of no case
     * @param address of the case file or act; null for who reads none, as administrators
     * @param next when it is tried by itself; empty when it gave up
     */
    record Line(
            String key,
            String subject,
            @Nullable String address,
            String step,
            String why,
            String what,
            String since,
            String attempts,
            String next) {}

    private final StoppedSteps steps;
    private final Catalogue catalogue;
    private final CurrentOfficer currentOfficer;
    private final Pages pages;
    private final FormAnswers answers;
    private final Texts texts;

    IncidentsPage(
            StoppedSteps steps,
            Catalogue catalogue,
            CurrentOfficer currentOfficer,
            Pages pages,
            FormAnswers answers,
            Texts texts) {
        this.steps = steps;
        this.catalogue = catalogue;
        this.currentOfficer = currentOfficer;
        this.pages = pages;
        this.answers = answers;
        this.texts = texts;
    }

    @GetMapping("/incidents")
    String page(HttpServletRequest request, Model model) {
        var language = pages.frame(request, model);
        var all = steps.all(language.tag(), SHOWN);
        model.addAttribute(
                "steps", all.stream().map(step -> line(step, language)).toList());
        model.addAttribute("more", all.size() == SHOWN);
        return "incidents";
    }

    @PostMapping("/incidents/restart")
    String restart(@RequestParam String key, Language language, RedirectAttributes afterwards) {
        answers.answer(
                afterwards,
                language,
                "web.incidents.restarted",
                Map.of(),
                () -> steps.restart(key, currentOfficer.get().map(Officer::id).orElseThrow()));
        return "redirect:/incidents";
    }

    private Line line(Stopped step, Language language) {
        var subject = step.subject();
        return new Line(
                step.key(),
                subject == null ? "" : subject.number(),
                subject == null || !readsCases() ? null : address(subject),
                step.stepWords(),
                why(step, language),
                what(step, language),
                Day.andTime(step.since()),
                String.valueOf(step.attempts()),
                step.next() == null ? "" : Day.andTime(step.next()));
    }

    private boolean readsCases() {
        return currentOfficer
                .get()
                .filter(officer -> !CaseAccess.scope(officer).isEmpty())
                .isPresent();
    }

    private static String address(Subject subject) {
        return switch (subject.kind()) {
            case CASE -> "/cases/" + subject.number();
            case ACT -> "/acts/" + subject.number() + "/payments";
            case DISTRIBUTION -> "/distributions/" + subject.number();
        };
    }

    private String why(Stopped step, Language language) {
        if (step.cause() != Cause.PROBLEM) {
            return texts.in(language, "web.incidents.why." + step.cause(), String.valueOf(step.status()));
        }
        var arguments = step.arguments().stream()
                .map(argument -> catalogue.regionName(argument, language))
                .toArray();
        var said = texts.inOr(
                language, texts.in(language, "web.incidents.why.FAULT"), "problem." + step.code(), arguments);
        return UNFILLED.matcher(said).replaceAll("…");
    }

    /** What to do about it: of a problem that has words for that its own, else those of its kind. */
    private String what(Stopped step, Language language) {
        var ofKind = texts.in(language, "web.incidents.do." + step.cause());
        return step.code() == null ? ofKind : texts.inOr(language, ofKind, "web.incidents.do." + step.code());
    }
}
