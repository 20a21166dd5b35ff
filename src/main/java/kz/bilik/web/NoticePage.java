package kz.bilik.web;

import jakarta.servlet.http.HttpServletRequest;
import kz.bilik.notice.Notices;
import kz.bilik.officer.CurrentOfficer;
import kz.bilik.problem.Problem;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * What an officer's groups were told: acts and answers that came in, overdue tasks (a head), quotas that run low, published
 * distributions. Each notice leads to its case, which has its own rules.
 */
@Controller
class NoticePage {

    private static final int SHOWN = 50;

    private final Notices notices;
    private final CurrentOfficer currentOfficer;
    private final Pages pages;

    NoticePage(Notices notices, CurrentOfficer currentOfficer, Pages pages) {
        this.notices = notices;
        this.currentOfficer = currentOfficer;
        this.pages = pages;
    }

    @GetMapping("/notices")
    String page(@RequestParam(defaultValue = "0") int page, HttpServletRequest request, Model model) {
        var officer = currentOfficer.get().orElseThrow(() -> Problem.of(Problem.Kind.NOT_FOUND, "web.not-found"));
        var language = pages.frame(request, model);
        int number = Math.max(0, Math.min(page, 10_000));
        var found = notices.toGroups(officer.groups(), language, number * SHOWN, SHOWN + 1);
        model.addAttribute("notices", found.stream().limit(SHOWN).toList());
        model.addAttribute("earlier", found.size() > SHOWN ? number + 1 : null);
        model.addAttribute("later", number > 0 ? number - 1 : null);
        return "notices";
    }
}
