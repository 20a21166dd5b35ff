package kz.bilik.web.page;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import kz.bilik.application.Applications;
import kz.bilik.calendar.DeadlineText;
import kz.bilik.casefile.CaseAccess.Part;
import kz.bilik.casefile.CaseReaders;
import kz.bilik.casefile.CaseReads;
import kz.bilik.catalogue.Catalogue;
import kz.bilik.identity.Iin;
import kz.bilik.integration.ReportDelivery;
import kz.bilik.integration.ToldReports;
import kz.bilik.integration.ToldReports.Told;
import kz.bilik.language.Day;
import kz.bilik.language.Language;
import kz.bilik.language.Texts;
import kz.bilik.officer.CurrentOfficer;
import kz.bilik.officer.Officer;
import kz.bilik.officer.Role;
import kz.bilik.officer.keeping.AdministratorDeeds;
import kz.bilik.officer.keeping.AdministratorDeeds.Deed;
import kz.bilik.problem.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The Labour Market AIS as it is told (cl. 8-13). An administrator sees what still waits and lets it be tried at once. In the
 * demo whoever reads a case also sees what its AIS has been told of it: the cases told of last first, each in its order,
 * persons masked as in the case file, nothing of an illness.
 */
@Controller
@RequestMapping(LabourMarketPage.ADDRESS)
class LabourMarketPage {

    static final String ADDRESS = "/labour-market";

    private static final int MOST_CASES = 20;
    private static final int SEARCHED = 500;
    private static final int MOST_REFUSED = 50;

    /** A case as the AIS knows it: the person as far as its reader may know him. */
    record Case(String application, String person, String profession, String centres, List<Line> reports) {}

    /**
     * A report.
     *
     * @param facts voucher, last day, decision: each in words
     * @param grounds in the reader's language, whatever language the AIS was told them in
     */
    record Line(Told told, String what, String clause, List<String> facts, List<String> grounds) {}

    private final ReportDelivery delivery;
    private final ToldReports told;
    private final Applications applications;
    private final CaseReaders readers;
    private final CaseReads reads;
    private final Catalogue catalogue;
    private final CurrentOfficer currentOfficer;
    private final AdministratorDeeds deeds;
    private final Pages pages;
    private final FormAnswers answers;
    private final DeadlineText deadlineText;
    private final Texts texts;
    private final boolean demo;

    LabourMarketPage(
            ReportDelivery delivery,
            ToldReports told,
            Applications applications,
            CaseReaders readers,
            CaseReads reads,
            Catalogue catalogue,
            CurrentOfficer currentOfficer,
            AdministratorDeeds deeds,
            Pages pages,
            FormAnswers answers,
            DeadlineText deadlineText,
            Texts texts,
            Environment environment) {
        this.delivery = delivery;
        this.told = told;
        this.applications = applications;
        this.readers = readers;
        this.reads = reads;
        this.catalogue = catalogue;
        this.currentOfficer = currentOfficer;
        this.deeds = deeds;
        this.pages = pages;
        this.answers = answers;
        this.deadlineText = deadlineText;
        this.texts = texts;
        this.demo = environment.acceptsProfiles(Profiles.of("demo"));
    }

    @GetMapping
    String page(HttpServletRequest request, Model model) {
        var officer = reader();
        var language = pages.frame(request, model);
        var administrator = officer.is(Role.ADMINISTRATOR);
        model.addAttribute("administrator", administrator);
        if (administrator) {
            model.addAttribute("waiting", delivery.waiting());
            model.addAttribute("refused", delivery.refused(MOST_REFUSED));
        }
        model.addAttribute("cases", demo ? cases(officer, language) : List.of());
        return "labour-market";
    }

    /** Every report that waits is tried in the next round. */
    @PostMapping("/try-again")
    String tryAgain(Language language, RedirectAttributes afterwards) {
        if (!reader().is(Role.ADMINISTRATOR)) {
            throw unknown();
        }
        answers.answer(
                afterwards,
                language,
                "web.ais.tried",
                Map.of(),
                () -> deeds.together(() -> {
                    delivery.tryAllNow();
                    deeds.record(reader().id(), Deed.REPORTS_TRIED, "LABOUR_MARKET", "");
                }));
        return "redirect:" + ADDRESS;
    }

    /** In earnest the page is the administrator's alone: what an AIS knows is read there. */
    private Officer reader() {
        return currentOfficer
                .get()
                .filter(officer -> demo || officer.is(Role.ADMINISTRATOR))
                .orElseThrow(LabourMarketPage::unknown);
    }

    private List<Case> cases(Officer officer, Language language) {
        return told.latest(0, SEARCHED).stream()
                .flatMap(each -> read(officer, each, language).stream())
                .limit(MOST_CASES)
                .toList();
    }

    private Optional<Case> read(Officer officer, ToldReports.Case known, Language language) {
        return applications
                .find(known.application())
                .flatMap(application -> readers.parts(officer, application))
                .map(parts -> {
                    reads.record(officer.id(), known.application(), CaseReads.REPORTS);
                    var last = known.reports().get(known.reports().size() - 1);
                    return new Case(
                            known.application(),
                            person(last, parts),
                            profession(last, language),
                            Stream.of(
                                            catalogue.regionName(last.region(), language),
                                            catalogue.careerCentreName(last.careerCentre(), language),
                                            catalogue.recognitionCentreName(last.recognitionCentre(), language))
                                    .reduce((one, other) -> one + " · " + other)
                                    .orElseThrow(),
                            known.reports().stream()
                                    .map(report -> line(report, parts, language))
                                    .toList());
                });
    }

    private String profession(Told report, Language language) {
        var name = catalogue
                .profession(report.profession())
                .map(profession -> profession.name().in(language))
                .orElse(report.profession());
        return texts.in(language, "case.profession", name, report.level());
    }

    private static String person(Told report, Set<Part> parts) {
        var iin = CaseReaders.iin(Iin.of(report.iin()), parts);
        return parts.contains(Part.NAME) ? report.name() + ", " + iin : iin;
    }

    private Line line(Told report, Set<Part> parts, Language language) {
        var lastDay = report.lastDay();
        // Why a certificate was rejected is for whoever decides certificates.
        var ofHealth = report.event().equals("CERTIFICATE_REJECTED");
        return new Line(
                report,
                texts.in(language, "web.ais.event-" + report.event()),
                deadlineText.clause(language, report.clause()),
                Stream.of(
                                Optional.ofNullable(report.voucher()),
                                Optional.ofNullable(lastDay)
                                        .map(day -> texts.in(language, "web.ais.last-day", Day.of(day))),
                                decision(report.decision(), language))
                        .flatMap(Optional::stream)
                        .toList(),
                ofHealth && !parts.contains(Part.HEALTH)
                        ? List.of()
                        : report.grounds().stream()
                                .map(ground -> ground(ground, language))
                                .toList());
    }

    private String ground(ToldReports.Ground ground, Language language) {
        var words = texts.inOr(language, ground.text(), "reason." + ground.code());
        return ground.remark().isEmpty() ? words : words + ": " + ground.remark();
    }

    private Optional<String> decision(@Nullable String decision, Language language) {
        return Optional.ofNullable(decision).map(number -> texts.in(language, "web.ais.decision", number));
    }

    private static Problem unknown() {
        return Problem.of(Problem.Kind.NOT_FOUND, "web.not-found");
    }
}
