package kz.bilik.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import kz.bilik.calendar.LegalClock;
import kz.bilik.language.Language;
import kz.bilik.officer.CurrentOfficer;
import kz.bilik.officer.Officer;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** What the frame of every page of ours shows: language, officer, and in the demo the legal date. */
@Component
class Pages {

    private final LegalClock clock;
    private final CurrentOfficer currentOfficer;
    private final RequestLanguage requestLanguage;
    private final boolean demo;

    Pages(LegalClock clock, CurrentOfficer currentOfficer, RequestLanguage requestLanguage, Environment environment) {
        this.clock = clock;
        this.currentOfficer = currentOfficer;
        this.requestLanguage = requestLanguage;
        this.demo = environment.acceptsProfiles(Profiles.of("demo"));
    }

    boolean isDemo() {
        return demo;
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
        model.addAttribute("path", request.getRequestURI());
        model.addAttribute("officer", officer());
        model.addAttribute("demo", demo);
        model.addAttribute(
                "legalTime",
                clock.now()
                        .format(DateTimeFormatter.ofPattern(
                                "d MMMM uuuu, HH:mm", Locale.forLanguageTag(language.tag()))));
        return language;
    }
}
