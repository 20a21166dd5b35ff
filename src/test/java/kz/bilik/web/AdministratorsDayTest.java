package kz.bilik.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import kz.bilik.language.Language;
import kz.bilik.support.LabourMarketAis;
import kz.bilik.support.ProcedureTest;
import org.camunda.bpm.engine.IdentityService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An administrator's day: officers, files, the calendar, a step that stopped, the demo's clock. */
@ProcedureTest
class AdministratorsDayTest extends InTheBrowser {

    private static final String ID = "a.serikova";
    private static final List<String> OURS = List.of(
            "/accounts", "/accounts/new", "/accounts/of/auditor", "/catalogue", "/calendar", "/incidents", "/deeds");

    @Autowired
    JdbcClient jdbc;

    @Autowired
    IdentityService identity;

    @AfterEach
    void asItWas() {
        LabourMarketAis.beginAnew();
        identity.deleteUser(ID);
        jdbc.sql("delete from offer_price where from_day > ?")
                .param(LocalDate.of(2026, 1, 1))
                .update();
        List.of("officer_lock", "sign_in_record", "administrator_deed", "catalogue_import_change", "catalogue_import")
                .forEach(table -> jdbc.sql("delete from " + table).update());
    }

    @Test
    void aNewOfficerComesByOneFormAndLeavesByAnother() {
        var admin = officer("admin");
        admin.navigate(url("/accounts"));
        admin.getByRole(AriaRole.LINK, named("New officer")).click();
        fill(admin, "demo");
        admin.getByLabel("Mail address (may be empty)").fill("nowhere");
        admin.getByRole(AriaRole.BUTTON, named("Make the account")).click();
        assertThat(admin.getByRole(AriaRole.ALERT)).containsText("First password: It has fewer than 12 characters.");
        assertThat(admin.locator("#mail-wrong")).hasText("This is no mail address.");
        assertThat(admin.getByLabel("Last name")).hasValue("Серікова");
        assertThat(admin.locator("#post")).hasValue("career-centre.KZ-75-03");
        assertThat(admin.locator("#password")).hasValue("");
        pictures(admin, "/accounts/new", "officer-new");

        fill(admin, "six brown horses 41");
        admin.getByLabel("Mail address (may be empty)").fill("");
        admin.getByRole(AriaRole.BUTTON, named("Make the account")).click();
        assertThat(admin.locator(".alert-success")).containsText("Account a.serikova is made.");
        assertThat(admin.locator("h1")).hasText("Айгүл Серікова");

        var newcomer = visitor();
        newcomer.navigate(url("/login?lang=en"));
        newcomer.locator("#username").fill(ID);
        newcomer.locator("#password").fill("six brown horses 41");
        newcomer.locator("form[action$='/login'] button[type=submit]").click();
        assertThat(newcomer.locator("header")).containsText(ID);
        pictures(newcomer, "/first-password", "first-password");
        newcomer.navigate(url("/cases?lang=en"));
        assertThat(newcomer.locator("h1")).hasText("Choose your own password");
        newcomer.locator("#present").fill("six brown horses 41");
        newcomer.locator("#password").fill("жаңбыр терезе қалам 7");
        newcomer.locator("#again").fill("another one");
        newcomer.getByRole(AriaRole.BUTTON, named("Use it from now on")).click();
        assertThat(newcomer.locator("#again-wrong")).hasText("This is not the same as above.");
        pictures(newcomer, "/first-password", "first-password-wrong");
        newcomer.navigate(url("/cases?lang=en"));
        newcomer.locator("#present").fill("six brown horses 41");
        newcomer.locator("#password").fill("жаңбыр терезе қалам 7");
        newcomer.locator("#again").fill("жаңбыр терезе қалам 7");
        newcomer.getByRole(AriaRole.BUTTON, named("Use it from now on")).click();
        assertThat(newcomer).hasURL(java.util.regex.Pattern.compile(".*/cases.*"));
        var application = story.applies("person-01");
        assertThat(newcomer.request().get(url("/cases/" + application)).status())
                .as("she reads the cases of her place")
                .isEqualTo(200);

        pictures(admin, "/accounts/of/" + ID, "officer");
        pictures(admin, "/accounts?find=" + ID, "officers");
        admin.navigate(url("/accounts/of/" + ID));
        admin.locator("#successor").selectOption("career-KZ-75-03");
        admin.locator("#reason").fill("Left for Astana");
        admin.getByRole(AriaRole.BUTTON, named("End his posts and lock the account"))
                .click();
        assertThat(admin.locator(".alert-success")).containsText("The officer has left");
        pictures(admin, "/accounts/of/" + ID, "officer-left");
        newcomer.navigate(url("/cases/" + application));
        assertThat(newcomer.url()).as("her session is over at once").contains("/login");

        pictures(admin, "/deeds", "deeds");
        admin.navigate(url("/deeds"));
        assertThat(admin.locator("tbody tr").first()).containsText("Officer dismissed");
        assertThat(admin.locator("tbody tr").first()).containsText("Career Centre of Medeu District of Almaty City");
        assertThat(admin.locator("main")).not().containsText("career-centre.");
    }

    private void fill(Page admin, String password) {
        admin.getByLabel("Last name").fill("Серікова");
        admin.getByLabel("First name").fill("Айгүл");
        admin.locator("#post").selectOption("career-centre.KZ-75-03");
        admin.locator("#id").fill(ID);
        admin.locator("#password").fill(password);
    }

    @Test
    void aWrongFileIsToldLineByLineAndARightOneIsShownBeforeItIsTaken() {
        var admin = officer("admin");
        admin.navigate(url("/catalogue"));
        upload(admin, "recognitionCentre;profession;price;from\nC-014;7212;viel;2027-01-01\nC-099;7212;5;2027-01-01");
        assertThat(admin.getByRole(AriaRole.ALERT)).containsText("nothing is changed");
        var faults = admin.locator("table").first().locator("tbody tr");
        assertThat(faults).hasCount(2);
        assertThat(faults.first()).containsText("2");
        assertThat(faults.first()).containsText("price");
        assertThat(faults.first()).containsText("viel is no price");
        assertThat(faults.first()).containsText("catalogue.price");
        picture(admin, "catalogue-wrong-en");
        for (var language : List.of(Language.KK, Language.RU)) {
            admin.navigate(url("/catalogue?lang=" + language.tag()));
            upload(
                    admin,
                    "recognitionCentre;profession;price;from\nC-014;7212;viel;2027-01-01\nC-099;7212;5;2027-01-01");
            picture(admin, "catalogue-wrong-" + language.tag());
        }
        admin.navigate(url("/catalogue?lang=en"));
        upload(admin, "\uFEFFrecognitionCentre;profession;price;from\r\nC-014;7212;41000;01.01.2027\r\n");
        assertThat(admin.locator("main")).containsText("this file would add 1 lines and change 0");
        pictures(admin, admin.url().replace(url(""), "").replaceAll("[?].*", ""), "catalogue-import");
        assertThat(jdbc.sql("select count(*) from offer_price where price = 41000")
                        .query(Integer.class)
                        .single())
                .isZero();
        admin.getByRole(AriaRole.BUTTON, named("Take over")).click();
        assertThat(admin.locator(".alert-success")).containsText("lines changed: 1");
        admin.navigate(url("/catalogue"));
        upload(admin, "recognitionCentre,profession,price,from\nC-014,7212,41000,2027-01-01");
        assertThat(admin.locator("main")).containsText("This file changes nothing");
        admin.navigate(url("/catalogue"));
        var name = admin.locator("header .small span").first().textContent();
        assertThat(name).isNotEqualTo("admin");
        assertThat(admin.getByRole(AriaRole.REGION, named("Files that were taken over")))
                .containsText(name);
        pictures(admin, "/catalogue?kind=PRICES", "catalogue-prices");
        assertThat(admin.locator("main"))
                .containsText(Pattern.compile("C-014 Almaty Sheber Recognition Centre\\s*7212 Welder"));
        admin.navigate(url("/catalogue?kind=ACCREDITATIONS"));
        assertThat(admin.locator("main")).containsText("C-014 Almaty Sheber Recognition Centre");
        pictures(admin, "/catalogue?kind=RECOGNITION_CENTRES", "catalogue-centres");
    }

    private static void upload(Page admin, String content) {
        admin.setInputFiles(
                "#file", new FilePayload("prices.csv", "text/csv", content.getBytes(StandardCharsets.UTF_8)));
        admin.locator("form[action$='/catalogue/look'] button").click();
    }

    @Test
    void theCalendarShowsWhatAChangeWouldDoAndDoesNothingYet() {
        var application = story.applies("person-01");
        var before = story.openTask(application, "checkApplication").getDueDate();
        var admin = officer("admin");
        admin.navigate(url("/calendar"));
        admin.getByRole(AriaRole.BUTTON, named("Show what it would do")).click();
        assertThat(admin.getByRole(AriaRole.ALERT)).containsText("Name at least one day or one settled year.");
        admin.locator("#day0").fill("2026-09-15");
        admin.locator("#day1").fill("2026-09-19");
        admin.locator("#kind1").selectOption("WORKING");
        admin.getByRole(AriaRole.BUTTON, named("Show what it would do")).click();

        assertThat(admin.locator(".alert-info")).containsText("Days that would be different: 15.09.2026, 19.09.2026.");
        assertThat(admin.locator(".alert-info")).containsText(application + ": due");
        assertThat(admin.locator("#day0")).hasValue("2026-09-15");
        assertThat(story.openTask(application, "checkApplication").getDueDate()).isEqualTo(before);
        assertThat(jdbc.sql("select count(*) from calendar_change")
                        .query(Integer.class)
                        .single())
                .isZero();
        picture(admin, "calendar-preview-en");
        admin.getByRole(AriaRole.BUTTON, named("Change the calendar")).click();
        assertThat(admin.getByRole(AriaRole.ALERT)).containsText("Say why");
        assertThat(jdbc.sql("select count(*) from calendar_change")
                        .query(Integer.class)
                        .single())
                .isZero();
        pictures(admin, "/calendar", "calendar");
    }

    @Test
    void aStepThatStoppedIsToldInWordsAndStartsAgain() {
        LabourMarketAis.breaksDown();
        var application = story.applies("person-01");
        stage.morningOf(LocalDate.of(2026, 9, 17));
        var admin = officer("admin");
        admin.navigate(url("/incidents"));
        var step = admin.locator("section.card").first();
        assertThat(step).containsText(application);
        assertThat(step).containsText("HTTP 503");
        // No link to a case file that is closed to him.
        assertThat(step.locator("a")).hasCount(0);
        assertThat(step).containsText("Not tried by itself any more");
        assertThat(admin.locator("main").textContent()).doesNotContain("Exception", "kz.bilik", "org.", "?");
        pictures(admin, "/incidents", "incidents");
        admin.navigate(url("/incidents"));
        LabourMarketAis.worksAgain();
        admin.getByRole(AriaRole.BUTTON, named("Restart")).click();
        assertThat(admin.locator(".alert-success")).isVisible();
        stage.settle();
        assertThat(story.openTasks(application)).containsExactly("checkApplication");
        admin.navigate(url("/incidents"));
        assertThat(admin.locator("main")).containsText("No step has stopped.");
        assertThat(jdbc.sql("select deed from administrator_deed")
                        .query(String.class)
                        .list())
                .containsExactly("STEP_RESTARTED");
    }

    @Test
    void theDemosClockGoesOnByAPress() {
        story.applies("person-01");
        var officer = officer("career-KZ-75-03");
        officer.navigate(url("/"));
        officer.getByRole(AriaRole.BUTTON, named("Next working day, 09:00")).click();
        assertThat(officer.locator(".alert-success")).containsText("It is 15.09.2026 09:00 now.");
        officer.getByRole(AriaRole.BUTTON, named("To the next deadline")).click();
        assertThat(officer.locator(".alert-success")).containsText("Timers and steps that ran on the way: ");
        assertThat(officer.locator(".alert-success")).not().containsText("on the way: 0");
        pictures(officer, "/", "start-career");
        pictures(officer("admin"), "/", "start-admin");
    }

    @Test
    void adviceIsReadAtTheCounter() {
        var officer = officer("career-KZ-75-03");
        officer.navigate(url("/advice"));
        assertThat(officer.locator(".bilik-counter-left")).containsText("Almaty: vouchers left this year");
        officer.locator("#profession").selectOption("7212");
        officer.locator("#region").selectOption("KZ-75");
        officer.getByRole(AriaRole.BUTTON, named("Show")).first().click();
        assertThat(officer.locator(".bilik-counter")).hasCount(1);
        assertThat(officer.locator(".bilik-counter")).containsText("38 000");
        assertThat(officer.locator(".bilik-counter")).containsText("30 275");
        assertThat(officer.locator(".bilik-counter")).containsText("7 725");
        officer.locator("#home").selectOption("KZ-61");
        officer.getByRole(AriaRole.BUTTON, named("Show")).first().click();
        assertThat(officer.locator(".bilik-counter")).containsText("25 950");
        officer.locator("#upTo").fill("37 999");
        officer.getByRole(AriaRole.BUTTON, named("Show")).first().click();
        assertThat(officer.locator("main")).containsText("No accredited centre offers that.");
        officer.navigate(url("/advice?profession=0000&upTo=cheap&home=KZ-99&region=KZ-98&centre=C-099"));
        assertThat(officer.getByRole(AriaRole.ALERT).locator("li")).hasCount(5);
        pictures(officer, "/advice?profession=7212", "advice");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"head-mobility-KZ-75", "career-KZ-75-03", "centre-C-014", "authorised", "analyst", "auditor"})
    void nobodyElseHasThesePages(String stranger) {
        var officers = new OfficersOverHttp(port);
        for (var page : OURS) {
            assertThat(officers.get(stranger, page, Language.EN).statusCode())
                    .as(page)
                    .isEqualTo(stranger.equals("auditor") && page.equals("/deeds") ? 200 : 403);
        }
        for (var form : List.of(
                "/accounts/new",
                "/accounts/of/admin/dismissal",
                "/accounts/of/admin/post",
                "/accounts/of/admin/password",
                "/accounts/of/admin/person",
                "/catalogue/look",
                "/catalogue/imports/1/take",
                "/calendar",
                "/calendar/preview",
                "/incidents/restart")) {
            assertThat(officers.post(stranger, form, Map.of()).statusCode())
                    .as(form)
                    .isEqualTo(403);
        }
        assertThat(officers.get(stranger, "/advice", Language.EN).statusCode()).isEqualTo(200);
    }

    private void pictures(Page page, String path, String name) {
        for (var language : List.of(Language.KK, Language.RU, Language.EN)) {
            page.navigate(url(path + (path.contains("?") ? "&" : "?") + "lang=" + language.tag()));
            picture(page, name + "-" + language.tag());
            page.setViewportSize(360, 900);
            if (language == Language.KK) {
                picture(page, name + "-narrow-" + language.tag());
            }
            assertThat((int) page.evaluate("() => document.documentElement.scrollWidth"))
                    .as("the width of %s", page.url())
                    .isLessThanOrEqualTo(360);
            page.setViewportSize(1400, 1200);
        }
    }
}
