package kz.bilik.web.page;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kz.bilik.calendar.LegalClock;
import kz.bilik.identity.Iin;
import kz.bilik.language.Day;
import kz.bilik.language.Language;
import kz.bilik.language.Texts;
import kz.bilik.officer.CurrentOfficer;
import kz.bilik.officer.Officer;
import kz.bilik.officer.Place;
import kz.bilik.officer.Role;
import kz.bilik.officer.keeping.AdministratorDeeds;
import kz.bilik.officer.keeping.AdministratorDeeds.Deed;
import kz.bilik.officer.keeping.OfficerKeeping;
import kz.bilik.officer.keeping.OfficerKeeping.Kept;
import kz.bilik.officer.keeping.OfficerKeeping.Newcomer;
import kz.bilik.officer.keeping.OfficerKeeping.Post;
import kz.bilik.officer.keeping.OfficerPersons;
import kz.bilik.officer.signin.OfficerLocks;
import kz.bilik.officer.signin.PasswordRule;
import kz.bilik.problem.Problem;
import kz.bilik.web.door.OfficerLoginSettings;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A new officer, another post, a dismissal: each in one form. The door lets administrators in and nobody else. */
@Controller
class OfficerPages {

    private static final Place NOWHERE = new Place(Role.OFFICER, "", false);

    /** An officer as a choice: his account, and his name with where he works. */
    record Colleague(String id, String name) {}

    private final OfficerKeeping officers;
    private final OfficerLocks locks;
    private final OfficerPersons persons;
    private final AdministratorDeeds deeds;
    private final OfficerLoginSettings logins;
    private final PlaceChoices places;
    private final CurrentOfficer currentOfficer;
    private final Pages pages;
    private final FormAnswers answers;
    private final Texts texts;

    OfficerPages(
            OfficerKeeping officers,
            OfficerLocks locks,
            OfficerPersons persons,
            AdministratorDeeds deeds,
            OfficerLoginSettings logins,
            PlaceChoices places,
            CurrentOfficer currentOfficer,
            Pages pages,
            FormAnswers answers,
            Texts texts) {
        this.officers = officers;
        this.locks = locks;
        this.persons = persons;
        this.deeds = deeds;
        this.logins = logins;
        this.places = places;
        this.currentOfficer = currentOfficer;
        this.pages = pages;
        this.answers = answers;
        this.texts = texts;
    }

    @GetMapping("/accounts/new")
    String newcomer(HttpServletRequest request, Model model) {
        var language = pages.frame(request, model);
        form(model, language);
        return "officer-new";
    }

    @PostMapping("/accounts/new")
    String appoint(
            @RequestParam(defaultValue = "") String id,
            @RequestParam(defaultValue = "") String firstName,
            @RequestParam(defaultValue = "") String lastName,
            @RequestParam(defaultValue = "") String mail,
            @RequestParam(defaultValue = "") String post,
            @RequestParam(defaultValue = "false") boolean head,
            @RequestParam(defaultValue = "") String password,
            Language language,
            RedirectAttributes afterwards) {
        var typed = new HashMap<>(
                Map.of("id", id, "firstName", firstName, "lastName", lastName, "mail", mail, "post", post));
        if (head) {
            typed.put("head", "1");
        }
        var account = id.strip();
        try {
            officers.appoint(
                    new Newcomer(account, firstName, lastName, mail, post(post, head), first(password)),
                    administrator());
        } catch (Problem problem) {
            answers.refused(afterwards, language, problem, typed, fields(language));
            return "redirect:/accounts/new";
        }
        answers.done(
                afterwards,
                language,
                logins.passwords() && !password.isEmpty() ? "web.officer.appointed" : "web.officer.appointed-provider",
                account,
                logins.oidc().isGiven() ? logins.oidc().name() : "");
        afterwards.addAttribute("account", account);
        return "redirect:/accounts/of/{account}";
    }

    @GetMapping("/accounts/of/{account}")
    String officer(@PathVariable String account, HttpServletRequest request, Model model) {
        var kept = officers.officer(account).orElseThrow(() -> Problem.of(Problem.Kind.NOT_FOUND, "web.not-found"));
        var language = pages.frame(request, model);
        form(model, language);
        model.addAttribute("kept", kept);
        model.addAttribute("posts", places.posts(language, kept.posts()));
        model.addAttribute("colleagues", colleagues(kept, language));
        model.addAttribute("self", kept.id().equals(administrator()));
        model.addAttribute("personKnown", persons.isKnown(kept.id()));
        model.addAttribute("otherAccounts", String.join(", ", persons.othersOf(kept.id())));
        model.addAttribute(
                "lock",
                locks.all().stream()
                        .filter(lock -> lock.officer().equals(kept.id()))
                        .findFirst()
                        .map(lock -> new AccountPages.LockLine(
                                lock.officer(),
                                Day.andTime(lock.at()
                                        .atZoneSameInstant(LegalClock.ZONE)
                                        .toOffsetDateTime()),
                                lock.by(),
                                lock.reason()))
                        .orElse(null));
        return "officer";
    }

    /** Gives another post; what he had taken elsewhere goes to a colleague or back. */
    @PostMapping("/accounts/of/{account}/post")
    String move(
            @PathVariable String account,
            @RequestParam(defaultValue = "") String post,
            @RequestParam(defaultValue = "false") boolean head,
            @RequestParam(defaultValue = "false") boolean besides,
            @RequestParam(defaultValue = "") String successor,
            Language language,
            RedirectAttributes afterwards) {
        try {
            var tasks = officers.post(account, post(post, head), !besides, chosen(successor), administrator());
            answers.done(
                    afterwards,
                    language,
                    "web.officer.moved",
                    String.valueOf(tasks.handedOver()),
                    String.valueOf(tasks.givenBack()));
        } catch (Problem problem) {
            answers.refused(afterwards, language, problem, Map.of("post", post), fields(language));
        }
        return "redirect:/accounts/of/{account}";
    }

    /** Ends all posts, hands the tasks over, locks the account. */
    @PostMapping("/accounts/of/{account}/dismissal")
    String dismiss(
            @PathVariable String account,
            @RequestParam(defaultValue = "") String successor,
            @RequestParam(defaultValue = "") String reason,
            Language language,
            RedirectAttributes afterwards) {
        try {
            var tasks = officers.dismiss(account, chosen(successor), FormAnswers.lines(reason), administrator());
            answers.done(
                    afterwards,
                    language,
                    "web.officer.dismissed",
                    String.valueOf(tasks.handedOver()),
                    String.valueOf(tasks.givenBack()));
        } catch (Problem problem) {
            answers.refused(
                    afterwards, language, problem, Map.of("reason", reason, "successor", successor), fields(language));
        }
        return "redirect:/accounts/of/{account}";
    }

    @PostMapping("/accounts/of/{account}/password")
    String password(
            @PathVariable String account,
            @RequestParam(defaultValue = "") String password,
            Language language,
            RedirectAttributes afterwards) {
        try {
            officers.setPassword(account, password, administrator());
            answers.done(afterwards, language, "web.officer.password-set");
        } catch (Problem problem) {
            answers.refused(afterwards, language, problem, Map.of(), fields(language));
        }
        return "redirect:/accounts/of/{account}";
    }

    /** Says which person is behind the account, so that two accounts of one person are not taken for two. */
    @PostMapping("/accounts/of/{account}/person")
    String person(
            @PathVariable String account,
            @RequestParam(defaultValue = "") String iin,
            Language language,
            RedirectAttributes afterwards) {
        try {
            if (officers.officer(account).isEmpty()) {
                throw Problem.of(Problem.Kind.UNPROCESSABLE, "officer.no-account");
            }
            deeds.together(() -> {
                persons.name(account, person(iin));
                deeds.record(administrator(), Deed.PERSON_NAMED, account, "");
            });
            answers.done(afterwards, language, "web.officer.person-named");
        } catch (Problem problem) {
            answers.refused(afterwards, language, problem, Map.of(), fields(language));
        }
        return "redirect:/accounts/of/{account}";
    }

    private static Iin person(String iin) {
        try {
            return Iin.of(iin);
        } catch (Problem none) {
            throw Problem.of(Problem.Kind.UNPROCESSABLE, "identity.iin").with("iin", "identity.iin");
        }
    }

    private void form(Model model, Language language) {
        model.addAttribute("choices", places.choices(officers.places(), language));
        model.addAttribute("passwords", logins.passwords());
        model.addAttribute("provider", logins.oidc().isGiven() ? logins.oidc().name() : null);
        model.addAttribute("shortest", String.valueOf(PasswordRule.SHORTEST));
        model.addAttribute("longest", String.valueOf(PasswordRule.LONGEST));
    }

    private List<Colleague> colleagues(Kept kept, Language language) {
        return officers.colleagues(kept.id()).stream()
                .filter(colleague -> !locks.isLocked(colleague.id()))
                .map(colleague -> new Colleague(
                        colleague.id(),
                        colleague.name() + " – "
                                + String.join(
                                        ", ",
                                        colleague.posts().stream()
                                                .filter(place -> !place.ofHeads())
                                                .map(place -> places.in(language, place))
                                                .toList())))
                .toList();
    }

    private Map<String, FormAnswers.Field> fields(Language language) {
        var fields = new HashMap<String, FormAnswers.Field>();
        for (var field : List.of("id", "firstName", "lastName", "mail", "post", "password", "iin")) {
            fields.put(field, new FormAnswers.Field(field, texts.in(language, "web.officer." + field)));
        }
        return fields;
    }

    /** The post that was chosen; one that nobody can be given when none or another one came. */
    private static Post post(String group, boolean head) {
        return new Post(Place.of(group).filter(place -> !place.ofHeads()).orElse(NOWHERE), head);
    }

    /** Where there is a provider, an empty field is a choice; where there is none, it is forgotten. */
    private @Nullable String first(String password) {
        return password.isEmpty() && logins.oidc().isGiven() || !logins.passwords() ? null : password;
    }

    private static @Nullable String chosen(String successor) {
        return Optional.of(successor).filter(id -> !id.isBlank()).orElse(null);
    }

    private String administrator() {
        return currentOfficer.get().map(Officer::id).orElseThrow();
    }
}
