package kz.bilik.web.page;

import java.util.List;
import java.util.Map;
import kz.bilik.application.Application;
import kz.bilik.application.Applications;
import kz.bilik.casefile.CaseReaders;
import kz.bilik.casefile.CaseReads;
import kz.bilik.identity.Iin;
import kz.bilik.language.Language;
import kz.bilik.language.Texts;
import kz.bilik.officer.CurrentOfficer;
import kz.bilik.problem.Problem;
import kz.bilik.problem.Problem.Kind;
import kz.bilik.record.RecordNumber;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * From the number of an application, a voucher, an act, a payment order or a distribution to its page, however it is typed.
 * Whether there is none or it does not concern the officer is answered alike. Who cannot give a number is found by IIN: it
 * comes as the body of a form and goes nowhere else, since an address is kept in too many places, and that somebody was
 * looked for so is recorded.
 */
@Controller
class FindPage {

    private final CurrentOfficer currentOfficer;
    private final Matters matters;
    private final Applications applications;
    private final CaseReaders readers;
    private final CaseReads reads;
    private final FormAnswers answers;
    private final Texts texts;

    FindPage(
            CurrentOfficer currentOfficer,
            Matters matters,
            Applications applications,
            CaseReaders readers,
            CaseReads reads,
            FormAnswers answers,
            Texts texts) {
        this.currentOfficer = currentOfficer;
        this.matters = matters;
        this.applications = applications;
        this.readers = readers;
        this.reads = reads;
        this.answers = answers;
        this.texts = texts;
    }

    @GetMapping("/find")
    String find(@RequestParam(defaultValue = "") String number, Language language, RedirectAttributes afterwards) {
        var page = currentOfficer.get().flatMap(officer -> RecordNumber.typed(number)
                .flatMap(known -> matters.page(officer, known.toString())));
        if (page.isEmpty()) {
            afterwards.addFlashAttribute("problem", texts.in(language, "web.find.nothing"));
            afterwards.addFlashAttribute("typed", Map.of("number", number));
        }
        return "redirect:" + page.orElse("/");
    }

    /** The cases of a person, as far as they concern this officer; the IIN is not given back. */
    @PostMapping("/find")
    String findPerson(@RequestParam(defaultValue = "") String iin, Language language, RedirectAttributes afterwards) {
        var officer = currentOfficer.get().orElseThrow(() -> Problem.of(Kind.NOT_FOUND, "web.not-found"));
        List<String> found;
        try {
            found = applications.of(Iin.of(iin.replaceAll("[\\s\\u00a0-]", ""))).stream()
                    .filter(application -> readers.mayRead(officer, application))
                    .map(Application::number)
                    .toList();
        } catch (Problem noIin) {
            answers.refused(afterwards, language, noIin, Map.of());
            return "redirect:/";
        }
        reads.recordAll(officer.id(), found.isEmpty() ? List.of(CaseReads.NOTHING_FOUND) : found, CaseReads.BY_IIN);
        if (found.size() == 1) {
            return "redirect:/cases/" + found.get(0);
        }
        if (found.isEmpty()) {
            afterwards.addFlashAttribute("problem", texts.in(language, "web.find.nobody"));
        } else {
            answers.done(afterwards, language, "web.find.several", found.size());
            afterwards.addFlashAttribute("found", found);
        }
        return "redirect:/";
    }
}
