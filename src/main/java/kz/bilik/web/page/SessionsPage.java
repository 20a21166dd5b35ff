package kz.bilik.web.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import kz.bilik.calendar.LegalClock;
import kz.bilik.language.Day;
import kz.bilik.language.Language;
import kz.bilik.officer.Officer;
import kz.bilik.officer.OfficerNames;
import kz.bilik.officer.Role;
import kz.bilik.officer.SecuritySettings;
import kz.bilik.officer.keeping.AdministratorDeeds;
import kz.bilik.officer.keeping.AdministratorDeeds.Deed;
import kz.bilik.problem.Problem;
import kz.bilik.web.door.OpenSessions;
import kz.bilik.web.door.OpenSessions.Open;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Where an officer is signed in, and the way out of it; the administrator sees and ends the sessions of everybody. */
@Controller
class SessionsPage {

    /** A session as the page shows it. */
    record Line(
            String key,
            String officer,
            String begun,
            String lastUsed,
            String browser,
            String address,
            boolean isThis) {}

    private final OpenSessions sessions;
    private final OfficerNames names;
    private final AdministratorDeeds deeds;
    private final SecuritySettings settings;
    private final Pages pages;
    private final FormAnswers answers;

    SessionsPage(
            OpenSessions sessions,
            OfficerNames names,
            AdministratorDeeds deeds,
            SecuritySettings settings,
            Pages pages,
            FormAnswers answers) {
        this.sessions = sessions;
        this.names = names;
        this.deeds = deeds;
        this.settings = settings;
        this.pages = pages;
        this.answers = answers;
    }

    @GetMapping("/sessions")
    String page(HttpServletRequest request, HttpSession session, Model model) {
        pages.frame(request, model);
        var officer = officer();
        var own = lines(sessions.of(officer.id(), session.getId()));
        model.addAttribute("own", own);
        model.addAttribute("several", own.size() > 1);
        model.addAttribute("hours", settings.session().longest().toHours());
        var administrator = officer.is(Role.ADMINISTRATOR);
        model.addAttribute("administrator", administrator);
        var others = administrator
                ? lines(sessions.all(session.getId()).stream()
                        .filter(each -> !each.officer().equals(officer.id()))
                        .toList())
                : List.<Line>of();
        model.addAttribute("others", others);
        model.addAttribute(
                "names", names.names(others.stream().map(Line::officer).collect(Collectors.toSet())));
        return "sessions";
    }

    /**
     * Ends one session, and leads whoever ended his own to the login.
     *
     * @param of whose it is; the officer's own when empty
     */
    @PostMapping("/sessions/end")
    String end(
            @RequestParam String key,
            @RequestParam(defaultValue = "") String of,
            HttpSession session,
            Language language,
            RedirectAttributes afterwards) {
        var whose = whose(of);
        if (whose.equals(officer().id())
                && sessions.of(whose, session.getId()).stream()
                        .anyMatch(own -> own.isThis() && own.key().equals(key))) {
            session.invalidate();
            return "redirect:/login?out";
        }
        var ended = sessions.end(whose, key);
        if (ended) {
            record(whose, 1);
        }
        answers.done(afterwards, language, ended ? "web.sessions.ended" : "web.sessions.ended-before");
        return "redirect:/sessions";
    }

    /**
     * Ends all sessions of an officer but the one that asks.
     *
     * @param of whose they are; the officer's own when empty
     */
    @PostMapping("/sessions/end-all")
    String endAll(
            @RequestParam(defaultValue = "") String of,
            HttpSession session,
            Language language,
            RedirectAttributes afterwards) {
        var whose = whose(of);
        deeds.together(() -> {
            var ended = sessions.endAll(whose, session.getId());
            record(whose, ended);
            answers.done(afterwards, language, "web.sessions.ended-all", String.valueOf(ended));
        });
        return "redirect:/sessions";
    }

    /** Only of somebody else's: what everybody does with his own is no deed of an administrator. */
    private void record(String whose, int ended) {
        if (!whose.equals(officer().id())) {
            deeds.record(officer().id(), Deed.SESSIONS_ENDED, whose, String.valueOf(ended));
        }
    }

    private String whose(String of) {
        var officer = officer();
        if (of.isEmpty() || of.equals(officer.id())) {
            return officer.id();
        }
        if (!officer.is(Role.ADMINISTRATOR)) {
            throw Problem.of(Problem.Kind.FORBIDDEN, "web.forbidden");
        }
        return of;
    }

    private Officer officer() {
        var officer = pages.officer();
        if (officer == null) {
            throw Problem.of(Problem.Kind.UNAUTHENTICATED, "web.unauthenticated");
        }
        return officer;
    }

    private static List<Line> lines(List<Open> open) {
        return open.stream()
                .map(each -> new Line(
                        each.key(),
                        each.officer(),
                        time(each.begun()),
                        time(each.lastUsed()),
                        each.browser(),
                        each.address(),
                        each.isThis()))
                .toList();
    }

    private static String time(Instant instant) {
        return Day.andTime(instant.atZone(LegalClock.ZONE).toOffsetDateTime());
    }
}
