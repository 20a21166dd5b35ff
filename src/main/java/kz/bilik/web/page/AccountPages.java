package kz.bilik.web.page;

import jakarta.servlet.http.HttpServletRequest;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.bilik.calendar.LegalClock;
import kz.bilik.language.Day;
import kz.bilik.language.Language;
import kz.bilik.language.Texts;
import kz.bilik.officer.CurrentOfficer;
import kz.bilik.officer.Officer;
import kz.bilik.officer.OfficerAccounts;
import kz.bilik.officer.OfficerNames;
import kz.bilik.officer.keeping.AdministratorDeeds;
import kz.bilik.officer.keeping.AdministratorDeeds.Deed;
import kz.bilik.officer.keeping.OfficerKeeping;
import kz.bilik.officer.signin.OfficerLocks;
import kz.bilik.officer.signin.SignInDelays;
import kz.bilik.officer.signin.SignInRecords;
import kz.bilik.officer.signin.SignInRecords.Way;
import kz.bilik.officer.signin.SignInRecords.What;
import kz.bilik.problem.Problem;
import kz.bilik.web.door.CallerAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The officers with their posts; who has to wait after wrong passwords and is let in, which accounts are locked by hand, and what came of each attempt to sign
 * in. The door lets administrators in; auditors read what happened, and change nothing.
 */
@Controller
class AccountPages {

    private static final int SHOWN = 50;

    private static final int MOST_PAGES = 10_000;

    private static final int LONGEST_NAME = 64;

    private static final Pattern ADDRESS = Pattern.compile("[0-9a-f.:/]{2,45}");

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("dd.MM.uuuu HH:mm:ss").withZone(LegalClock.ZONE);

    /** Somebody who has to wait, as the page shows him. */
    record WaitingLine(String account, String address, int wrong, String until) {}

    /** A locked account, as the page shows it. */
    record LockLine(String officer, String at, String by, String reason) {}

    /** An officer in the list, as the page shows him. */
    record OfficerLine(String id, String name, String mail, List<String> posts, int tasks, boolean locked) {}

    /** What happened, as the page shows it. */
    record Line(String when, String account, String address, What what, Way way, String place, int times) {}

    private final SignInDelays delays;
    private final OfficerLocks locks;
    private final SignInRecords records;
    private final OfficerAccounts accounts;
    private final OfficerNames names;
    private final OfficerKeeping officers;
    private final AdministratorDeeds deeds;
    private final PlaceChoices places;
    private final CurrentOfficer currentOfficer;
    private final Pages pages;
    private final FormAnswers answers;
    private final Texts texts;

    AccountPages(
            SignInDelays delays,
            OfficerLocks locks,
            SignInRecords records,
            OfficerAccounts accounts,
            OfficerNames names,
            OfficerKeeping officers,
            AdministratorDeeds deeds,
            PlaceChoices places,
            CurrentOfficer currentOfficer,
            Pages pages,
            FormAnswers answers,
            Texts texts) {
        this.delays = delays;
        this.locks = locks;
        this.records = records;
        this.accounts = accounts;
        this.names = names;
        this.officers = officers;
        this.deeds = deeds;
        this.places = places;
        this.currentOfficer = currentOfficer;
        this.pages = pages;
        this.answers = answers;
        this.texts = texts;
    }

    @GetMapping("/accounts")
    String accounts(
            @RequestParam(defaultValue = "") String find,
            @RequestParam(defaultValue = "") String post,
            @RequestParam(defaultValue = "0") int page,
            HttpServletRequest request,
            Model model) {
        var language = pages.frame(request, model);
        officers(find, post, page, model, language);
        var waiting = delays.waiting();
        var locked = locks.all();
        model.addAttribute(
                "names",
                names.names(Stream.concat(
                                waiting.stream().map(SignInDelays.Waiting::account),
                                locked.stream().flatMap(lock -> Stream.of(lock.officer(), lock.by())))
                        .collect(Collectors.toSet())));
        model.addAttribute(
                "waiting",
                waiting.stream()
                        .map(each -> new WaitingLine(
                                each.account(), each.address(), each.wrong(), TIME.format(each.until())))
                        .toList());
        model.addAttribute(
                "locked",
                locked.stream()
                        .map(lock -> new LockLine(lock.officer(), moment(lock.at()), lock.by(), lock.reason()))
                        .toList());
        return "accounts";
    }

    private void officers(String find, String post, int page, Model model, Language language) {
        var number = FromAddress.page(page, MOST_PAGES);
        var part = find.strip();
        var found = part.length() > LONGEST_NAME || part.indexOf('\0') >= 0
                ? List.<OfficerKeeping.Kept>of()
                : officers.find(part, post.isEmpty() ? null : post, number * SHOWN, SHOWN + 1);
        FromAddress.notBeyond(number, found.isEmpty());
        var lockedOnes = locks.all().stream().map(OfficerLocks.Lock::officer).collect(Collectors.toSet());
        model.addAttribute(
                "officers",
                found.stream()
                        .limit(SHOWN)
                        .map(each -> new OfficerLine(
                                each.id(),
                                each.name(),
                                each.mail(),
                                places.posts(language, each.posts()),
                                each.tasks(),
                                lockedOnes.contains(each.id())))
                        .toList());
        model.addAttribute("find", part);
        model.addAttribute("post", post);
        model.addAttribute("choices", places.choices(officers.places(), language));
        model.addAttribute("earlier", found.size() > SHOWN ? number + 1 : null);
        model.addAttribute("later", number > 0 ? number - 1 : null);
    }

    /** Lets the officer of an account try again at once, from anywhere; without one, everybody at an address. */
    @PostMapping("/accounts/let-in")
    String letIn(
            @RequestParam String account,
            @RequestParam String address,
            HttpServletRequest request,
            Language language,
            RedirectAttributes afterwards) {
        deeds.together(() -> {
            if (account.isEmpty()) {
                if (!ADDRESS.matcher(address).matches()) {
                    throw Problem.of(Problem.Kind.MALFORMED, "web.malformed");
                }
                delays.letInFrom(address);
            } else {
                delays.letIn(known(account));
            }
            done(request, account, What.LET_IN);
            deeds.record(administrator(), Deed.LET_IN, account.isEmpty() ? address : account, "");
        });
        answers.done(afterwards, language, "web.accounts.let-in-done");
        return "redirect:/accounts";
    }

    @PostMapping("/accounts/lock")
    String lock(
            @RequestParam String account,
            @RequestParam String reason,
            HttpServletRequest request,
            Language language,
            RedirectAttributes afterwards) {
        answers.answer(
                afterwards,
                language,
                "web.accounts.locked-done",
                Map.of("account", account, "reason", reason),
                () -> deeds.together(() -> {
                    locks.lock(known(account.strip()), administrator(), FormAnswers.lines(reason));
                    done(request, account.strip(), What.ACCOUNT_LOCKED);
                    deeds.record(
                            administrator(),
                            Deed.LOCKED,
                            account.strip(),
                            FormAnswers.lines(reason).strip());
                }));
        return "redirect:/accounts";
    }

    @PostMapping("/accounts/unlock")
    String unlock(
            @RequestParam String account,
            HttpServletRequest request,
            Language language,
            RedirectAttributes afterwards) {
        if (locks.all().stream().anyMatch(lock -> lock.officer().equals(account))) {
            deeds.together(() -> {
                locks.unlock(account);
                done(request, account, What.ACCOUNT_UNLOCKED);
                deeds.record(administrator(), Deed.UNLOCKED, account, "");
            });
        }
        answers.done(afterwards, language, "web.accounts.unlocked-done");
        return "redirect:/accounts";
    }

    @GetMapping("/sign-ins")
    String signIns(
            @RequestParam(defaultValue = "") String account,
            @RequestParam(required = false) @Nullable What what,
            @RequestParam(defaultValue = "0") int page,
            HttpServletRequest request,
            Model model) {
        var language = pages.frame(request, model);
        var number = FromAddress.page(page, MOST_PAGES);
        var name = account.strip();
        var found = name.length() > LONGEST_NAME || name.indexOf('\0') >= 0
                ? List.<SignInRecords.Line>of()
                : records.find(name.isEmpty() ? null : name, what, number * SHOWN, SHOWN + 1);
        FromAddress.notBeyond(number, found.isEmpty());
        model.addAttribute("account", name);
        model.addAttribute("what", what);
        model.addAttribute("whats", What.values());
        model.addAttribute(
                "names",
                names.names(found.stream().map(SignInRecords.Line::account).collect(Collectors.toSet())));
        model.addAttribute(
                "lines", found.stream().limit(SHOWN).map(AccountPages::line).toList());
        model.addAttribute("earlier", found.size() > SHOWN ? number + 1 : null);
        model.addAttribute("later", number > 0 ? number - 1 : null);
        model.addAttribute("nobody", texts.in(language, "web.sign-ins.no-account"));
        return "sign-ins";
    }

    private static Line line(SignInRecords.Line line) {
        var when = line.times() == 1
                ? TIME.format(line.last())
                : TIME.format(line.first()) + " – " + TIME.format(line.last()).substring(11);
        return new Line(when, line.account(), line.address(), line.what(), line.way(), line.place(), line.times());
    }

    private static String moment(OffsetDateTime at) {
        return Day.andTime(at.atZoneSameInstant(LegalClock.ZONE).toOffsetDateTime());
    }

    /** Records what the administrator did with an account. */
    private void done(HttpServletRequest request, String account, What what) {
        records.record(account, CallerAddress.of(request), what, Way.SESSION, administrator());
    }

    private String known(String account) {
        if (!accounts.exists(account)) {
            throw Problem.of(Problem.Kind.UNPROCESSABLE, "officer.no-account");
        }
        return account;
    }

    private String administrator() {
        return currentOfficer.get().map(Officer::id).orElseThrow();
    }
}
