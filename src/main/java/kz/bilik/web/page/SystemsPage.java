package kz.bilik.web.page;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import kz.bilik.integration.OutsideSystem;
import kz.bilik.integration.WaitingSteps;
import kz.bilik.integration.WaitingSteps.LastAnswer;
import kz.bilik.language.Day;
import kz.bilik.language.Language;
import kz.bilik.language.Texts;
import kz.bilik.officer.CurrentOfficer;
import kz.bilik.officer.Officer;
import kz.bilik.officer.keeping.AdministratorDeeds;
import kz.bilik.officer.keeping.AdministratorDeeds.Deed;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * How many steps wait for which outside system, and one press that starts all of them again. The door lets administrators
 * in and nobody else.
 */
@Controller
class SystemsPage {

    /** A system as the page shows it. */
    record Line(OutsideSystem system, int steps, int gaveUp, String since, String answer) {}

    private final WaitingSteps waiting;
    private final AdministratorDeeds deeds;
    private final CurrentOfficer currentOfficer;
    private final Pages pages;
    private final FormAnswers answers;
    private final Texts texts;

    SystemsPage(
            WaitingSteps waiting,
            AdministratorDeeds deeds,
            CurrentOfficer currentOfficer,
            Pages pages,
            FormAnswers answers,
            Texts texts) {
        this.waiting = waiting;
        this.deeds = deeds;
        this.currentOfficer = currentOfficer;
        this.pages = pages;
        this.answers = answers;
        this.texts = texts;
    }

    @GetMapping("/systems")
    String page(HttpServletRequest request, Model model) {
        var language = pages.frame(request, model);
        model.addAttribute("systems", lines(language));
        model.addAttribute(
                "every",
                texts.in(
                        language,
                        "web.systems.every",
                        String.valueOf(waiting.triedEvery().toMinutes())));
        return "systems";
    }

    @PostMapping("/systems/{system}/restart")
    String restart(@PathVariable OutsideSystem system, Language language, RedirectAttributes afterwards) {
        var restarted = waiting.restart(system);
        deeds.record(
                currentOfficer.get().map(Officer::id).orElseThrow(),
                Deed.SYSTEM_RESTARTED,
                system.name(),
                String.valueOf(restarted));
        answers.done(afterwards, language, "web.systems.restarted", String.valueOf(restarted));
        return "redirect:/systems";
    }

    private List<Line> lines(Language language) {
        return waiting.all().stream()
                .map(system -> new Line(
                        system.system(),
                        system.steps(),
                        system.gaveUp(),
                        system.since() == null ? "" : Day.andTime(system.since()),
                        answer(system, language)))
                .toList();
    }

    private String answer(WaitingSteps.Waiting system, Language language) {
        var answer = system.lastAnswer();
        if (answer == null) {
            return "";
        }
        return answer == LastAnswer.STATUS
                ? texts.in(language, "web.systems.answer.status", String.valueOf(system.status()))
                : texts.in(
                        language, answer == LastAnswer.NONE ? "web.systems.answer.none" : "web.systems.answer.other");
    }
}
