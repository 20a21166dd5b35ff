package kz.bilik.web.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kz.bilik.language.Language;
import kz.bilik.language.Texts;
import kz.bilik.officer.signin.PasswordRule;
import kz.bilik.problem.Problem;
import kz.bilik.web.door.FirstPasswords;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Where an officer whose password somebody else has set chooses one of his own; to everybody else it leads back. */
@Controller
@RequestMapping(FirstPasswords.PAGE)
class FirstPasswordPage {

    private final FirstPasswords passwords;
    private final Pages pages;
    private final FormAnswers answers;
    private final Texts texts;

    FirstPasswordPage(FirstPasswords passwords, Pages pages, FormAnswers answers, Texts texts) {
        this.passwords = passwords;
        this.pages = pages;
        this.answers = answers;
        this.texts = texts;
    }

    @GetMapping
    String page(HttpServletRequest request, Model model) {
        if (!passwords.isDue(request)) {
            return "redirect:/";
        }
        pages.frame(request, model);
        model.addAttribute("shortest", String.valueOf(PasswordRule.SHORTEST));
        model.addAttribute("longest", String.valueOf(PasswordRule.LONGEST));
        return "first-password";
    }

    @PostMapping
    String choose(
            @RequestParam(defaultValue = "") String present,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "") String again,
            HttpServletRequest request,
            HttpServletResponse response,
            Language language,
            RedirectAttributes afterwards) {
        if (!passwords.isDue(request)) {
            return "redirect:/";
        }
        try {
            var wanted = passwords.choose(request, response, present, password, again);
            answers.done(afterwards, language, "web.first-password.done");
            return "redirect:" + wanted;
        } catch (Problem problem) {
            answers.refused(afterwards, language, problem, Map.of(), fields(language));
            return "redirect:" + FirstPasswords.PAGE;
        }
    }

    private Map<String, FormAnswers.Field> fields(Language language) {
        var fields = new HashMap<String, FormAnswers.Field>();
        for (var field : List.of("present", "password", "again")) {
            fields.put(field, new FormAnswers.Field(field, texts.in(language, "web.first-password." + field)));
        }
        return fields;
    }
}
