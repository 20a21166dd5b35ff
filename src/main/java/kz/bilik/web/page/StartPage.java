package kz.bilik.web.page;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import kz.bilik.calendar.LegalClock;
import kz.bilik.distribution.ComingYear;
import kz.bilik.language.Language;
import kz.bilik.language.Texts;
import kz.bilik.officer.Officer;
import kz.bilik.officer.Place;
import kz.bilik.officer.Role;
import kz.bilik.officer.SecuritySettings;
import kz.bilik.web.door.OfficerLogin;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The login of officers and the page where each finds the way to his work. */
@Controller
class StartPage {

    /** Why a session may be over. */
    private static final Set<String> OVER = Set.of("longest", "account", "gone");

    private final Pages pages;
    private final OpenedCases openedCases;
    private final SecuritySettings settings;
    private final ComingYear comingYear;
    private final LegalClock clock;
    private final Texts texts;

    StartPage(
            Pages pages,
            OpenedCases openedCases,
            SecuritySettings settings,
            ComingYear comingYear,
            LegalClock clock,
            Texts texts) {
        this.pages = pages;
        this.openedCases = openedCases;
        this.settings = settings;
        this.comingYear = comingYear;
        this.clock = clock;
        this.texts = texts;
    }

    @GetMapping("/login")
    String login(HttpServletRequest request, Model model) {
        if (pages.officer() != null) {
            return "redirect:/";
        }
        var language = pages.frame(request, model);
        if (request.getParameter("wrong") != null) {
            model.addAttribute("problem", texts.in(language, "web.login.wrong"));
            var session = request.getSession();
            model.addAttribute("tried", session.getAttribute(OfficerLogin.TRIED));
            session.removeAttribute(OfficerLogin.TRIED);
        }
        var over = request.getParameter("over");
        if (over != null && OVER.contains(over)) {
            model.addAttribute("problem", texts.in(language, "web.login.over." + over));
        }
        if (request.getParameter("out") != null) {
            model.addAttribute("done", texts.in(language, "web.login.out"));
        }
        model.addAttribute("demoOfficers", settings.demo().officers());
        return "login";
    }

    @GetMapping("/")
    String start(HttpServletRequest request, Model model) {
        var language = pages.frame(request, model);
        var officer = pages.officer();
        model.addAttribute("opened", officer == null ? List.of() : openedCases.of(officer, language));
        var administrator = officer != null && officer.is(Role.ADMINISTRATOR);
        model.addAttribute("administrator", administrator);
        model.addAttribute(
                "seesProcesses",
                administrator || officer != null && (officer.is(Role.AUDITOR) || officer.is(Role.ANALYST)));
        model.addAttribute(
                "distributes", officer != null && (officer.is(Role.AUTHORISED_BODY) || officer.is(Role.AUDITOR)));
        model.addAttribute("quotaRegion", officer == null ? null : quotaRegion(officer));
        model.addAttribute("year", clock.today().getYear());
        model.addAttribute("missing", officer == null ? List.of() : missing(officer, language));
        return "start";
    }

    /** The numbers of the year that are missing, for whoever enters or publishes one of them. */
    private List<String> missing(Officer officer, Language language) {
        var enters = officer.is(Role.ANALYST) || officer.is(Role.AUTHORISED_BODY) || officer.is(Role.ADMINISTRATOR);
        return enters
                ? comingYear.missing().stream()
                        .map(number -> texts.in(language, "notice." + number.code(), Integer.toString(number.year())))
                        .toList()
                : List.of();
    }

    /** The region whose vouchers this officer's mobility centre looks after. */
    private static @Nullable String quotaRegion(Officer officer) {
        return officer.places()
                .filter(place -> place.role() == Role.MOBILITY_CENTRE && !place.ofHeads())
                .map(Place::code)
                .findFirst()
                .orElse(null);
    }
}
