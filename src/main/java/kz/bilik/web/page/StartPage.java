package kz.bilik.web.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import kz.bilik.calendar.LegalClock;
import kz.bilik.casefile.CaseAccess;
import kz.bilik.distribution.ComingYear;
import kz.bilik.edition.ProductFiles;
import kz.bilik.language.Language;
import kz.bilik.language.Texts;
import kz.bilik.notice.NoticeReads;
import kz.bilik.officer.Officer;
import kz.bilik.officer.OfficerTasks;
import kz.bilik.officer.Place;
import kz.bilik.officer.Role;
import kz.bilik.officer.SecuritySettings;
import kz.bilik.report.ReportScope;
import kz.bilik.web.door.OfficerLogin;
import kz.bilik.web.door.OfficerLoginSettings;
import kz.bilik.web.door.OpenSessions;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The login of officers and the page where each finds the way to his work. */
@Controller
class StartPage {

    private static final List<String> REFUSALS = List.of("wrong", "again", "wait", "locked", "no-account", "provider");

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(LegalClock.ZONE);

    private final Pages pages;
    private final OfficerTasks tasks;
    private final NoticeReads notices;
    private final OpenedCases openedCases;
    private final SecuritySettings settings;
    private final OfficerLoginSettings logins;
    private final ComingYear comingYear;
    private final ProductFiles productFiles;
    private final LegalClock clock;
    private final Clock wallClock;
    private final Texts texts;

    StartPage(
            Pages pages,
            OfficerTasks tasks,
            NoticeReads notices,
            OpenedCases openedCases,
            SecuritySettings settings,
            OfficerLoginSettings logins,
            ComingYear comingYear,
            ProductFiles productFiles,
            LegalClock clock,
            Clock wallClock,
            Texts texts) {
        this.pages = pages;
        this.tasks = tasks;
        this.notices = notices;
        this.openedCases = openedCases;
        this.settings = settings;
        this.logins = logins;
        this.comingYear = comingYear;
        this.productFiles = productFiles;
        this.clock = clock;
        this.wallClock = wallClock;
        this.texts = texts;
    }

    @GetMapping("/login")
    String login(HttpServletRequest request, HttpServletResponse response, Model model) {
        if (pages.officer() != null) {
            return "redirect:/";
        }
        var ended = OpenSessions.over(request);
        var language = pages.frame(request, model);
        refused(request, response, model, language);
        // A webapp whose calls are refused leads here by itself, and only the cookie tells what has happened.
        var over = Optional.ofNullable(request.getParameter("over"))
                .or(() -> ended)
                .orElse("");
        if (OpenSessions.isReason(over)) {
            model.addAttribute("problem", texts.in(language, "web.login.over." + over));
        }
        if (request.getParameter("out") != null) {
            model.addAttribute("done", texts.in(language, "web.login.out"));
        }
        model.addAttribute("passwords", logins.passwords());
        model.addAttribute("provider", logins.oidc().isGiven() ? logins.oidc().name() : null);
        model.addAttribute("demoOfficers", settings.demo().officers());
        return "login";
    }

    /** Why the last attempt did not succeed, with the name that was entered. */
    private void refused(HttpServletRequest request, HttpServletResponse response, Model model, Language language) {
        var why = REFUSALS.stream()
                .filter(each -> request.getParameter(each) != null)
                .findFirst();
        if (why.isEmpty()) {
            return;
        }
        var session = request.getSession(false);
        if (session != null) {
            model.addAttribute("tried", session.getAttribute(OfficerLogin.TRIED));
            session.removeAttribute(OfficerLogin.TRIED);
        }
        if (!why.get().equals("wait")) {
            model.addAttribute("problem", texts.in(language, "web.login." + why.get()));
        } else if (session != null && session.getAttribute(OfficerLogin.OPEN_AGAIN) instanceof OffsetDateTime again) {
            session.removeAttribute(OfficerLogin.OPEN_AGAIN);
            var wait = Math.max(
                    1, Duration.between(wallClock.instant(), again.toInstant()).toSeconds() + 1);
            response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
            response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(wait));
            model.addAttribute(
                    "problem", texts.in(language, "web.login.wait", TIME.format(again), String.valueOf(wait)));
        }
    }

    @GetMapping("/")
    String start(HttpServletRequest request, Model model) {
        var language = pages.frame(request, model);
        var officer = pages.officer();
        model.addAttribute(
                "waiting", officer == null ? null : tasks.waiting(officer).orElse(null));
        model.addAttribute("newNotices", officer == null ? 0 : notices.countNew(officer));
        model.addAttribute("heads", officer != null && officer.places().anyMatch(Place::ofHeads));
        model.addAttribute("opened", officer == null ? List.of() : openedCases.of(officer, language));
        var administrator = officer != null && officer.is(Role.ADMINISTRATOR);
        model.addAttribute("administrator", administrator);
        model.addAttribute(
                "seesCases", officer != null && !CaseAccess.scope(officer).isEmpty());
        model.addAttribute(
                "readsReports", officer != null && !ReportScope.of(officer).isEmpty());
        model.addAttribute("readsSignIns", administrator || officer != null && officer.is(Role.AUDITOR));
        model.addAttribute(
                "readsLaw",
                administrator
                        || officer != null
                                && (officer.is(Role.AUDITOR)
                                        || officer.is(Role.ANALYST)
                                        || officer.is(Role.AUTHORISED_BODY)
                                        || officer.places().findAny().isPresent()));
        model.addAttribute(
                "readsTables",
                administrator
                        || officer != null
                                && (officer.is(Role.AUDITOR)
                                        || officer.is(Role.ANALYST)
                                        || officer.is(Role.AUTHORISED_BODY)));
        model.addAttribute(
                "seesProcesses",
                administrator || officer != null && (officer.is(Role.AUDITOR) || officer.is(Role.ANALYST)));
        model.addAttribute(
                "distributes", officer != null && (officer.is(Role.AUTHORISED_BODY) || officer.is(Role.AUDITOR)));
        model.addAttribute(
                "pays", officer != null && officer.places().anyMatch(place -> place.role() == Role.ACCOUNTANT));
        model.addAttribute("quotaRegion", officer == null ? null : quotaRegion(officer));
        model.addAttribute("clockSteps", DemoClockPage.To.values());
        model.addAttribute("year", clock.today().getYear());
        model.addAttribute("missing", officer == null ? List.of() : missing(officer, language));
        model.addAttribute(
                "newerFiles",
                administrator || officer != null && officer.is(Role.ANALYST) ? productFiles.waiting() : 0);
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
