package kz.bilik.web.page;

import kz.bilik.history.Deployments;
import kz.bilik.language.Language;
import kz.bilik.officer.CurrentOfficer;
import kz.bilik.officer.Role;
import kz.bilik.problem.Problem;
import kz.bilik.problem.Problem.Kind;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** What Cockpit shows of the deployments: which diagrams and tables of the law came when, and what is another in each. */
@Controller
class DeploymentHistoryPage {

    /** How many are shown: one a month for eight years. */
    private static final int SHOWN = 100;

    private final CurrentOfficer currentOfficer;
    private final Deployments deployments;

    DeploymentHistoryPage(CurrentOfficer currentOfficer, Deployments deployments) {
        this.currentOfficer = currentOfficer;
        this.deployments = deployments;
    }

    @GetMapping("/history/deployments")
    String page(Language language, Model model) {
        currentOfficer
                .get()
                .filter(officer -> officer.is(Role.AUDITOR)
                        || officer.is(Role.ANALYST)
                        || officer.is(Role.AUTHORISED_BODY)
                        || officer.is(Role.ADMINISTRATOR))
                .orElseThrow(() -> Problem.of(Kind.NOT_FOUND, "web.not-found"));
        model.addAttribute("language", language.tag());
        model.addAttribute("deployments", deployments.latest(SHOWN, language));
        return "deployment-history :: history";
    }
}
