package kz.bilik.web.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kz.bilik.application.Application;
import kz.bilik.application.Applications;
import kz.bilik.calendar.LegalClock;
import kz.bilik.casefile.CaseAccess.Part;
import kz.bilik.casefile.CaseReaders;
import kz.bilik.casefile.CaseReads;
import kz.bilik.casefile.OfficerWords;
import kz.bilik.history.CaseCourses;
import kz.bilik.history.CaseStory;
import kz.bilik.history.Course;
import kz.bilik.history.StorySheet;
import kz.bilik.language.Day;
import kz.bilik.language.Language;
import kz.bilik.language.Texts;
import kz.bilik.officer.CurrentOfficer;
import kz.bilik.officer.Officer;
import kz.bilik.officer.Place;
import kz.bilik.officer.Role;
import kz.bilik.problem.Problem;
import kz.bilik.problem.Problem.Kind;
import kz.bilik.record.RecordNumber;
import kz.bilik.settlement.Acts;
import kz.bilik.voucher.Vouchers;
import kz.bilik.web.answer.Download;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseBody;

/**
 * The story of a case: as a page, as a PDF, and for Cockpit, which draws the path taken on its diagrams. For whoever reads
 * the case at all, and of it only what he reads in the case file too; that he did is recorded.
 */
@Controller
class HistoryPages {

    /** Who reads, what, and which parts of it. */
    private record Reading(Officer officer, Application application, Set<Part> parts) {}

    /**
     * A diagram to be drawn.
     *
     * @param running whether it is not at its end
     * @param elements by id, what to write at each element and how it looks, as JSON
     * @param flows by id, how often each was taken, as JSON
     */
    record Drawn(String instance, String definition, String title, boolean running, String elements, String flows) {}

    private final Pages pages;
    private final CurrentOfficer currentOfficer;
    private final CaseCourses courses;
    private final CaseStory stories;
    private final StorySheet sheet;
    private final Applications applications;
    private final Vouchers vouchers;
    private final Acts acts;
    private final CaseReaders readers;
    private final CaseReads reads;
    private final OfficerWords officerWords;
    private final LegalClock clock;
    private final ObjectMapper json;
    private final ErasedWords erased;
    private final Texts texts;

    HistoryPages(
            Pages pages,
            CurrentOfficer currentOfficer,
            CaseCourses courses,
            CaseStory stories,
            StorySheet sheet,
            Applications applications,
            Vouchers vouchers,
            Acts acts,
            CaseReaders readers,
            CaseReads reads,
            OfficerWords officerWords,
            LegalClock clock,
            ObjectMapper json,
            ErasedWords erased,
            Texts texts) {
        this.pages = pages;
        this.currentOfficer = currentOfficer;
        this.courses = courses;
        this.stories = stories;
        this.sheet = sheet;
        this.applications = applications;
        this.vouchers = vouchers;
        this.acts = acts;
        this.readers = readers;
        this.reads = reads;
        this.officerWords = officerWords;
        this.clock = clock;
        this.json = json;
        this.erased = erased;
        this.texts = texts;
    }

    /** The story as a page of ours, to be read and printed. */
    @GetMapping("/cases/{number}/story")
    String page(@PathVariable String number, HttpServletRequest request, Model model) {
        var reading = reading(number);
        var language = pages.frame(request, model);
        var story = fill(reading, language, model);
        model.addAttribute(
                "pictures",
                story.courses().stream()
                        .map(course -> sheet.picture(course, language))
                        .toList());
        model.addAttribute("printedBy", officerWords.of(reading.officer(), language));
        model.addAttribute("printedAt", Day.andTime(clock.now()));
        return "story";
    }

    /** The story on paper, for an inspection. */
    @GetMapping("/cases/{number}/story.pdf")
    ResponseEntity<byte[]> pdf(@PathVariable String number, Language language) {
        var reading = reading(number);
        var printed = texts.in(
                language,
                "web.case.printed",
                number,
                Day.andTime(clock.now()),
                officerWords.of(reading.officer(), language));
        var left = erased.words(number, language);
        return Download.shown(MediaType.APPLICATION_PDF, number + "-story.pdf")
                .body(sheet.render(story(reading, language), left == null ? printed : printed + " " + left, language));
    }

    /** What Cockpit shows of a process instance: the story of its case; of an act, the stories of its holders' cases. */
    @GetMapping("/history/instances/{instance}")
    String instance(@PathVariable String instance, Language language, Model model) {
        var officer = currentOfficer.get().orElseThrow(HistoryPages::unknown);
        var number = courses.number(instance).orElseThrow(HistoryPages::unknown);
        model.addAttribute("language", language.tag());
        if (RecordNumber.isOf(RecordNumber.Kind.APPLICATION, number)) {
            fill(reading(number), language, model);
            return "story :: story";
        }
        if (!RecordNumber.isOf(RecordNumber.Kind.ACT, number)) {
            model.addAttribute("cases", List.of());
            return "story :: cases";
        }
        var cases = acts.get(number).vouchers().stream()
                .map(voucher -> applications.get(vouchers.get(voucher).application()))
                .filter(application -> readers.mayRead(officer, application))
                .map(Application::number)
                .toList();
        if (cases.isEmpty()) {
            throw unknown();
        }
        if (cases.size() == 1) {
            fill(reading(cases.get(0)), language, model);
            return "story :: story";
        }
        model.addAttribute("act", number);
        model.addAttribute("cases", cases);
        return "story :: cases";
    }

    /**
     * Who reads in Cockpit.
     *
     * @param onlyReads whether he changes nothing there: what he could only be refused is not offered to him
     * @param audits whether he reads what was done outside of cases, and the proof of the records
     * @param reports whether there are reports for him
     */
    record Reader(boolean onlyReads, boolean audits, boolean reports) {}

    @GetMapping("/history/reader")
    @ResponseBody
    Reader reader() {
        var administers = is(Role.ADMINISTRATOR);
        return new Reader(
                !administers,
                administers || is(Role.AUDITOR),
                is(Role.AUDITOR)
                        || is(Role.AUTHORISED_BODY)
                        || currentOfficer
                                .get()
                                .filter(officer -> officer.places().anyMatch(Place::ofHeads))
                                .isPresent());
    }

    private boolean is(Role role) {
        return currentOfficer.get().filter(officer -> officer.is(role)).isPresent();
    }

    /** The story of one case, as Cockpit shows it when another case of the same act was chosen. */
    @GetMapping("/history/cases/{number}")
    String ofCase(@PathVariable String number, Language language, Model model) {
        model.addAttribute("language", language.tag());
        fill(reading(number), language, model);
        return "story :: story";
    }

    private CaseStory.Story fill(Reading reading, Language language, Model model) {
        var story = story(reading, language);
        model.addAttribute("story", story);
        model.addAttribute("erased", erased.words(story.number(), language));
        model.addAttribute("readsReadings", readsReadings(reading.officer()));
        model.addAttribute(
                "drawn",
                story.courses().stream().map(course -> drawn(course, language)).toList());
        return story;
    }

    private CaseStory.Story story(Reading reading, Language language) {
        reads.record(reading.officer().id(), reading.application().number(), CaseReads.STORY);
        return stories.of(reading.application(), reading.parts(), readsReadings(reading.officer()), language);
    }

    private static boolean readsReadings(Officer officer) {
        return officer.is(Role.AUDITOR);
    }

    private Drawn drawn(Course course, Language language) {
        return new Drawn(
                course.instance(),
                course.definition(),
                sheet.title(course, language),
                course.ended() == null,
                written(sheet.marks(course, language)),
                written(course.taken()));
    }

    private String written(Map<String, ?> values) {
        try {
            return json.writeValueAsString(values);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Reading reading(String number) {
        var officer = currentOfficer.get().orElseThrow(HistoryPages::unknown);
        var application = applications.find(number).orElseThrow(HistoryPages::unknown);
        var parts = readers.parts(officer, application).orElseThrow(HistoryPages::unknown);
        return new Reading(officer, application, parts);
    }

    private static Problem unknown() {
        return Problem.of(Kind.NOT_FOUND, "web.not-found");
    }
}
