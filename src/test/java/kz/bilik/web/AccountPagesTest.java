package kz.bilik.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.Map;
import kz.bilik.language.Language;
import kz.bilik.officer.OfficerNames;
import kz.bilik.support.ProcedureTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What an officer reads who does not get in, and what the administrator can do for him; what happened is read afterwards. */
@ProcedureTest
class AccountPagesTest extends InTheBrowser {

    private static final String OFFICER = "career-KZ-75-03";

    @Autowired
    JdbcClient jdbc;

    @Autowired
    OfficerNames names;

    /** All tests sign in from one address. */
    @AfterEach
    void forgive() {
        List.of("sign_in_delay", "officer_lock", "sign_in_record")
                .forEach(table -> jdbc.sql("delete from " + table).update());
    }

    @Test
    void whoWaitsIsLetInAndWhoIsLockedIsNot() {
        var visitor = visitor();
        for (int i = 0; i < 5; i++) {
            attempt(visitor, "wrong-" + i);
            assertThat(visitor.getByRole(AriaRole.ALERT)).containsText("The user or the password is wrong.");
        }
        attempt(visitor, "demo");
        assertThat(visitor.getByRole(AriaRole.ALERT)).containsText("Too many wrong passwords. Until");
        assertThat(visitor.getByLabel("User")).hasValue(OFFICER);
        assertThat(visitor.locator("#password")).isFocused();
        for (var language : List.of(Language.KK, Language.RU)) {
            visitor.navigate(url("/login?lang=" + language.tag()));
            attempt(visitor, "demo");
            picture(visitor, "login-wait-" + language.tag());
        }

        var admin = officer("admin");
        for (var language : List.of(Language.KK, Language.RU, Language.EN)) {
            admin.navigate(url("/accounts?lang=" + language.tag()));
            picture(admin, "accounts-waiting-" + language.tag());
        }
        var waiting = admin.getByRole(AriaRole.REGION, named("Who has to wait"));
        assertThat(waiting).containsText(names.name(OFFICER).orElseThrow());
        assertThat(waiting).containsText(OFFICER);
        admin.getByRole(AriaRole.BUTTON, named("Let in")).click();
        assertThat(admin.locator(".alert-success")).isVisible();
        assertThat(admin.locator("main")).containsText("Nobody has to wait.");
        visitor.navigate(url("/login?lang=en"));
        attempt(visitor, "demo");
        assertThat(visitor.locator("header")).containsText(OFFICER);

        admin.getByLabel("User account").fill("analyst");
        admin.getByLabel("Reason").fill("Left the ministry");
        admin.getByRole(AriaRole.BUTTON, named("Lock")).click();
        assertThat(admin.locator(".alert-success")).isVisible();
        for (var language : List.of(Language.KK, Language.RU, Language.EN)) {
            admin.navigate(url("/accounts?lang=" + language.tag()));
            picture(admin, "accounts-locked-" + language.tag());
            admin.navigate(url("/sign-ins?lang=" + language.tag()));
            picture(admin, "sign-ins-" + language.tag());
        }
        var rows = admin.locator("tbody tr");
        assertThat(rows.first()).containsText(names.name("analyst").orElseThrow());
        assertThat(rows.filter(new com.microsoft.playwright.Locator.FilterOptions().setHasText("Wrong password")))
                .containsText(new String[] {OFFICER});
        admin.getByLabel("User account").fill("analyst");
        admin.getByRole(AriaRole.BUTTON, named("Find")).click();
        assertThat(rows).hasCount(1);
        assertThat(rows).containsText(new String[] {"Account locked by hand"});

        admin.navigate(url("/accounts"));
        var locked = admin.getByRole(AriaRole.REGION, named("Accounts locked by hand"));
        assertThat(locked).containsText(names.name("analyst").orElseThrow());
        assertThat(locked).containsText("analyst");
        assertThat(locked).containsText(names.name("admin").orElseThrow());
        admin.getByRole(AriaRole.BUTTON, named("Unlock")).click();
        assertThat(admin.locator("main")).containsText("No account is locked.");
    }

    @Test
    void anAccountThatThereIsNotAndOnesOwnAreNotLocked() {
        var officers = new OfficersOverHttp(port);
        assertThat(officers.post("admin", "/accounts/lock", Map.of("account", "nobody", "reason", "x"))
                        .body())
                .contains("There is no account of that name.");
        assertThat(officers.post("admin", "/accounts/lock", Map.of("account", "admin", "reason", "x"))
                        .body())
                .contains("Nobody locks his own account.");
        assertThat(jdbc.sql("select count(*) from officer_lock")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"head-mobility-KZ-75", "centre-C-014", "authorised", "analyst", "auditor"})
    void nobodyElseHasThesePages(String stranger) {
        var officers = new OfficersOverHttp(port);
        assertThat(officers.get(stranger, "/accounts", Language.EN).statusCode())
                .isEqualTo(403);
        assertThat(officers.post(stranger, "/accounts/lock", Map.of("account", "admin", "reason", "x"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(officers.get(stranger, "/sign-ins", Language.EN).statusCode())
                .as("the auditor reads what happened")
                .isEqualTo(stranger.equals("auditor") ? 200 : 403);
    }

    /** Camunda Admin shows the engine's rules while the administrator types. */
    @ParameterizedTest
    @CsvSource({
        "kk, 12–128 таңба, Көпке белгілі",
        "ru, знаков: 12–128, Это не должен быть широко известный пароль",
        "en, 12–128 characters, It must not be widely known"
    })
    void camundaAdminSaysTheRuleInTheOfficersLanguage(String language, String length, String known) {
        var admin = officer("admin");
        admin.navigate(url("/?lang=" + language));
        // The rules are shown to who enters the field after they have come.
        admin.waitForResponse(
                answer -> answer.url().endsWith("/identity/password-policy"),
                () -> admin.navigate(url("/camunda/app/admin/default/#/user-create")));
        admin.locator("input[type=password]").first().fill("passwordpassword");
        assertThat(admin.locator("body")).containsText(length);
        assertThat(admin.locator("body")).containsText(known);
        picture(admin, "admin-password-" + language);
    }

    private void attempt(Page visitor, String password) {
        if (!visitor.url().contains("/login")) {
            visitor.navigate(url("/login"));
        }
        visitor.locator("#username").fill(OFFICER);
        visitor.locator("#password").fill(password);
        visitor.locator("form[action$='/login'] button[type=submit]").click();
    }
}
