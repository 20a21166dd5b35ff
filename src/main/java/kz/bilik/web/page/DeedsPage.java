package kz.bilik.web.page;

import jakarta.servlet.http.HttpServletRequest;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.bilik.language.Language;
import kz.bilik.language.Texts;
import kz.bilik.migration.MovingCases;
import kz.bilik.officer.OfficerNames;
import kz.bilik.officer.Place;
import kz.bilik.officer.keeping.AdministratorDeeds;
import kz.bilik.officer.keeping.AdministratorDeeds.Deed;
import kz.bilik.officer.keeping.StoppedSteps;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What administrators did, for administrators and auditors. */
@Controller
class DeedsPage {

    private static final int SHOWN = 50;
    private static final int MOST_PAGES = 10_000;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd.MM.uuuu HH:mm:ss");

    /** Groups stand between these in what was recorded of a post. */
    private static final Pattern GROUPS = Pattern.compile("[a-z-]+(?:\\.[A-Za-z0-9._-]+)?");

    /** A diagram and two of its versions. */
    private static final Pattern VERSIONS = Pattern.compile("(\\w+) (\\d{1,6}) > (\\d{1,6})");

    /**
     * A deed as the page shows it.
     *
     * @param account whether the subject is the account of an officer
     */
    record Line(String at, String officer, Deed deed, String subject, boolean account, String details) {}

    private static final Set<Deed> OF_ACCOUNTS = EnumSet.of(
            Deed.APPOINTED,
            Deed.POST_CHANGED,
            Deed.DISMISSED,
            Deed.PASSWORD_SET,
            Deed.PERSON_NAMED,
            Deed.LOCKED,
            Deed.UNLOCKED,
            Deed.LET_IN,
            Deed.SESSIONS_ENDED);

    private final AdministratorDeeds deeds;
    private final StoppedSteps steps;
    private final MovingCases cases;
    private final PlaceChoices places;
    private final OfficerNames officers;
    private final Pages pages;
    private final Texts texts;

    DeedsPage(
            AdministratorDeeds deeds,
            StoppedSteps steps,
            MovingCases cases,
            PlaceChoices places,
            OfficerNames officers,
            Pages pages,
            Texts texts) {
        this.deeds = deeds;
        this.steps = steps;
        this.cases = cases;
        this.places = places;
        this.officers = officers;
        this.pages = pages;
        this.texts = texts;
    }

    @GetMapping("/deeds")
    String page(@RequestParam(defaultValue = "0") int page, HttpServletRequest request, Model model) {
        var language = pages.frame(request, model);
        var number = FromAddress.page(page, MOST_PAGES);
        var found = deeds.latest(number * SHOWN, SHOWN + 1);
        FromAddress.notBeyond(number, found.isEmpty());
        model.addAttribute(
                "names",
                officers.names(found.stream()
                        .flatMap(line -> Stream.of(line.officer(), line.subject()))
                        .collect(Collectors.toSet())));
        model.addAttribute(
                "lines",
                found.stream().limit(SHOWN).map(line -> line(line, language)).toList());
        model.addAttribute("earlier", found.size() > SHOWN ? number + 1 : null);
        model.addAttribute("later", number > 0 ? number - 1 : null);
        return "deeds";
    }

    private Line line(AdministratorDeeds.Line line, Language language) {
        return new Line(
                TIME.format(line.at()),
                line.officer(),
                line.deed(),
                line.deed() == Deed.SYSTEM_RESTARTED || line.deed() == Deed.REPORTS_TRIED
                        ? texts.inOr(language, line.subject(), "web.systems.system." + line.subject())
                        : moved(line.subject(), language),
                OF_ACCOUNTS.contains(line.deed()),
                details(line, language));
    }

    /** Of a diagram between whose versions cases are moved, its name; of anything else what was recorded. */
    private String moved(String subject, Language language) {
        var versions = VERSIONS.matcher(subject);
        return versions.matches()
                ? cases.pair(
                                versions.group(1),
                                Integer.parseInt(versions.group(2)),
                                Integer.parseInt(versions.group(3)),
                                language)
                        .map(pair -> texts.in(
                                language, "edition.compared", pair.name(), versions.group(2), versions.group(3)))
                        .orElse(subject)
                : subject;
    }

    private String details(AdministratorDeeds.Line line, Language language) {
        return switch (line.deed()) {
            case APPOINTED, POST_CHANGED, DISMISSED -> named(line.details(), language);
            case STEP_RESTARTED -> steps.words(line.details(), language.tag());
            case CATALOGUE_IMPORTED -> texts.inOr(language, line.details(), "web.catalogue.kind." + line.details());
            case SYSTEM_RESTARTED -> texts.in(language, "web.systems.restarted", line.details());
            case PASSWORD_SET,
                    PERSON_NAMED,
                    LOCKED,
                    UNLOCKED,
                    LET_IN,
                    SESSIONS_ENDED,
                    CALENDAR_CHANGED,
                    REPORTS_TRIED,
                    CASE_HELD,
                    CASE_HELD_NO_LONGER,
                    FILE_KEPT,
                    FILE_TAKEN,
                    WORDS_ENTERED,
                    MIGRATION_PROPOSED,
                    MIGRATION_CARRIED_OUT,
                    MIGRATION_STOPPED,
                    MIGRATION_RESUMED,
                    MIGRATION_DONE -> line.details();
        };
    }

    /** With the names of places for their groups: nobody reads {@code career-centre.KZ-75-03}. */
    private String named(String details, Language language) {
        return Arrays.stream(details.split("(?<=, | → |^)|(?=, | → |\\. |$)"))
                .map(part -> GROUPS.matcher(part).matches()
                        ? Place.of(part)
                                .map(place -> places.in(language, place))
                                .orElse(part)
                        : part)
                .collect(Collectors.joining());
    }
}
