package kz.bilik.web.page;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import kz.bilik.calendar.LegalClock;
import kz.bilik.edition.ModelWords;
import kz.bilik.edition.ModelWords.Text;
import kz.bilik.edition.ModelWords.Which;
import kz.bilik.edition.ModelWords.Words;
import kz.bilik.language.Day;
import kz.bilik.language.Language;
import kz.bilik.officer.CurrentOfficer;
import kz.bilik.officer.Officer;
import kz.bilik.officer.Role;
import kz.bilik.officer.keeping.AdministratorDeeds;
import kz.bilik.officer.keeping.AdministratorDeeds.Deed;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The Kazakh and Russian words of what officers read in deployed diagrams, forms and tables: which are missing, and where an
 * analyst enters them. Others who may read it read it; the door keeps them from entering.
 */
@Controller
class ModelWordsPage {

    /** More than anybody translates in one sitting; the rest is found by a word of it. */
    private static final int MOST = 50;

    /** A text as the page shows it. */
    record Shown(String english, String files, List<In> languages) {}

    /** Its words in one language. */
    record In(String language, Words words, @Nullable String at) {}

    private final ModelWords words;
    private final AdministratorDeeds deeds;
    private final CurrentOfficer currentOfficer;
    private final FormAnswers answers;
    private final Pages pages;

    ModelWordsPage(
            ModelWords words,
            AdministratorDeeds deeds,
            CurrentOfficer currentOfficer,
            FormAnswers answers,
            Pages pages) {
        this.words = words;
        this.deeds = deeds;
        this.currentOfficer = currentOfficer;
        this.answers = answers;
        this.pages = pages;
    }

    @GetMapping("/words")
    String page(
            @RequestParam(defaultValue = "MISSING") Which which,
            @RequestParam(defaultValue = "") String part,
            HttpServletRequest request,
            Model model) {
        pages.frame(request, model);
        var found = words.texts(which, part);
        model.addAttribute("which", which);
        model.addAttribute("choices", Which.values());
        model.addAttribute("part", part);
        model.addAttribute("found", found.size());
        model.addAttribute("most", MOST);
        model.addAttribute(
                "writes",
                currentOfficer.get().filter(officer -> officer.is(Role.ANALYST)).isPresent());
        model.addAttribute(
                "texts", found.stream().limit(MOST).map(ModelWordsPage::shown).toList());
        return "words";
    }

    private static Shown shown(Text text) {
        return new Shown(
                text.english(),
                String.join(", ", text.files()),
                text.words().entrySet().stream()
                        .map(each -> new In(
                                each.getKey().tag(),
                                each.getValue(),
                                each.getValue().at() == null
                                        ? null
                                        : Day.andTime(each.getValue()
                                                .at()
                                                .atZoneSameInstant(LegalClock.ZONE)
                                                .toOffsetDateTime())))
                        .toList());
    }

    @PostMapping("/words/enter")
    String enter(
            @RequestParam String english,
            @RequestParam(defaultValue = "") String kk,
            @RequestParam(defaultValue = "") String ru,
            @RequestParam(defaultValue = "MISSING") Which which,
            @RequestParam(defaultValue = "") String part,
            Language language,
            RedirectAttributes afterwards) {
        answers.answer(
                afterwards,
                language,
                "web.words.entered",
                Map.of(),
                () -> deeds.together(() -> {
                    enter(english, Language.KK, kk);
                    enter(english, Language.RU, ru);
                }));
        afterwards.addAttribute("which", which);
        afterwards.addAttribute("part", part);
        return "redirect:/words";
    }

    private void enter(String english, Language language, String typed) {
        var officer = currentOfficer.get().map(Officer::id).orElseThrow();
        if (words.enter(english, language, typed, officer)) {
            deeds.record(officer, Deed.WORDS_ENTERED, english, language.tag() + ": " + typed.strip());
        }
    }
}
