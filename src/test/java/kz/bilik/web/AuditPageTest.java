package kz.bilik.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import kz.bilik.language.Language;
import kz.bilik.support.ProcedureTest;
import org.junit.jupiter.api.Test;

/** The page on which auditors see whether the records are as they were written. */
@ProcedureTest
class AuditPageTest extends InTheBrowser {

    @Test
    void anAuditorChecksTheChainAndTakesItAway() {
        var auditor = officer("auditor");
        auditor.navigate(url("/?lang=en"));
        auditor.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Proof of the records"))
                .click();
        assertThat(auditor.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Proof of the records")))
                .isVisible();
        for (var language : List.of(Language.KK, Language.RU, Language.EN)) {
            for (var path : List.of("/audit", "/audit/check")) {
                auditor.navigate(url(path + "?lang=" + language.tag()));
                picture(auditor, "audit" + (path.endsWith("check") ? "-check-" : "-") + language.tag());
                auditor.setViewportSize(360, 900);
                assertThat((int) auditor.evaluate("() => document.documentElement.scrollWidth"))
                        .isLessThanOrEqualTo(360);
                if (language == Language.KK) {
                    picture(auditor, "audit-narrow-" + path.length());
                }
                auditor.setViewportSize(1400, 1200);
            }
        }
        assertThat(auditor.locator("#outcome")).containsText("entries");
        auditor.navigate(url("/audit"));
        var taken = auditor.waitForDownload(
                () -> auditor.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Take away"))
                        .click());
        assertThat(taken.suggestedFilename()).startsWith("records-").endsWith(".zip");
        assertThat(taken.path()).isNotEmptyFile();
        auditor.navigate(url("/audit/export?from=2026-11-02&to=2026-11-01"));
        assertThat(auditor.getByRole(AriaRole.ALERT)).containsText("Say two days");
    }

    @Test
    void nobodyElseHasIt() {
        var officers = new OfficersOverHttp(port);
        for (var page : List.of("/audit", "/audit/check", "/audit/export")) {
            assertThat(officers.get("career-KZ-75-03", page, Language.EN).statusCode())
                    .isEqualTo(403);
            assertThat(officers.get("head-mobility-KZ-75", page, Language.EN).statusCode())
                    .isEqualTo(403);
        }
        assertThat(officers.get("admin", "/audit", Language.EN).statusCode()).isEqualTo(200);
        assertThat(officers.get("admin", "/audit/export", Language.EN).statusCode())
                .isEqualTo(422);
    }
}
