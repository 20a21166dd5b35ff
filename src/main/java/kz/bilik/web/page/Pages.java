package kz.bilik.web.page;

import jakarta.servlet.http.HttpServletRequest;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import kz.bilik.calendar.DeadlineText;
import kz.bilik.calendar.LegalClock;
import kz.bilik.language.Language;
import kz.bilik.language.Texts;
import kz.bilik.officer.CurrentOfficer;
import kz.bilik.officer.Officer;
import kz.bilik.officer.OfficerNames;
import kz.bilik.web.answer.RequestLanguage;
import kz.bilik.web.door.WayToTheLogin;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** What the frame of every page of ours shows: language, officer, in the demo the legal date, and a test installation's mark. */
@Component
class Pages {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

    private final LegalClock clock;
    private final CurrentOfficer currentOfficer;
    private final OfficerNames names;
    private final RequestLanguage requestLanguage;
    private final DeadlineText deadlineText;
    private final Texts texts;
    private final boolean demo;
    private final boolean test;

    Pages(
            LegalClock clock,
            CurrentOfficer currentOfficer,
            OfficerNames names,
            RequestLanguage requestLanguage,
            DeadlineText deadlineText,
            Texts texts,
            Environment environment) {
        this.clock = clock;
        this.deadlineText = deadlineText;
        this.texts = texts;
        this.currentOfficer = currentOfficer;
        this.names = names;
        this.requestLanguage = requestLanguage;
        this.demo = environment.acceptsProfiles(Profiles.of("demo"));
        this.test = InstallationMark.isTest(environment);
    }

    @Nullable
    Officer officer() {
        return currentOfficer.get().orElse(null);
    }

    /** Fills the frame and returns the language of the page. */
    Language frame(HttpServletRequest request, Model model) {
        var language = requestLanguage.of(request);
        model.addAttribute("language", language.tag());
        model.addAttribute(
                "languages",
                List.of(Language.values()).stream().map(Language::tag).toList());
        // What a refused form gives back; else every field is empty, and nothing is wrong.
        for (var ofForm : List.of("typed", "wrongAt")) {
            if (!model.containsAttribute(ofForm)) {
                model.addAttribute(ofForm, Map.of());
            }
        }
        tellOfAnOlderPage(request, model, language);
        model.addAttribute("path", request.getRequestURI());
        var officer = currentOfficer.get();
        model.addAttribute("officer", officer.orElse(null));
        model.addAttribute(
                "officerName", officer.flatMap(one -> names.name(one.id())).orElse(null));
        model.addAttribute("origin", origin(request));
        model.addAttribute("demo", demo);
        model.addAttribute("test", test);
        model.addAttribute(
                "legalTime",
                deadlineText.date(language, clock.today()) + ", " + clock.now().format(TIME));
        return language;
    }

    /** A form was sent from a page of an earlier sign-in: nothing was done, and what was typed stands in it again. */
    private void tellOfAnOlderPage(HttpServletRequest request, Model model, Language language) {
        var session = request.getSession(false);
        if (session != null && session.getAttribute(WayToTheLogin.OLDER_PAGE) != null) {
            session.removeAttribute(WayToTheLogin.OLDER_PAGE);
            model.addAttribute("problem", texts.in(language, "web.page.older"));
            model.addAttribute("olderPage", true);
        }
    }

    /** Where this product is reached, for the commands that a page shows. */
    private static String origin(HttpServletRequest request) {
        return request.getServerName() + ":" + request.getServerPort();
    }
}
