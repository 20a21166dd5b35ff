package kz.bilik.web.page;

import java.util.Locale;
import java.util.Map;
import kz.bilik.language.Language;
import kz.bilik.language.Texts;
import kz.bilik.officer.CurrentOfficer;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * From the number of an application, a voucher, an act or a distribution to its page. Whether there is none or it does not
 * concern the officer is answered alike. Nobody is searched by name or IIN: an address is kept in too many places.
 */
@Controller
class FindPage {

    private final CurrentOfficer currentOfficer;
    private final Matters matters;
    private final Texts texts;

    FindPage(CurrentOfficer currentOfficer, Matters matters, Texts texts) {
        this.currentOfficer = currentOfficer;
        this.matters = matters;
        this.texts = texts;
    }

    @GetMapping("/find")
    String find(@RequestParam(defaultValue = "") String number, Language language, RedirectAttributes afterwards) {
        var page = currentOfficer
                .get()
                .flatMap(officer -> matters.page(officer, number.strip().toUpperCase(Locale.ROOT)));
        if (page.isEmpty()) {
            afterwards.addFlashAttribute("problem", texts.in(language, "web.find.nothing"));
            afterwards.addFlashAttribute("typed", Map.of("number", number));
        }
        return "redirect:" + page.orElse("/");
    }
}
