package kz.bilik.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import kz.bilik.distribution.Distributions;
import kz.bilik.distribution.Share;
import kz.bilik.language.Language;
import kz.bilik.support.ProcedureTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The numbers of all regions in one table, saved at once, by officers who may be two at the same time (cl. 18). */
@ProcedureTest
class DistributionTableTest extends InTheBrowser {

    private static final int TOTAL = 500;

    @Autowired
    Distributions distributions;

    private String number;

    @BeforeEach
    void aProposal() {
        number = story.ordersReview(LocalDate.of(2026, 10, 1));
        story.setsTotals(number, TOTAL, 400, 300);
    }

    private Page table(String officer) {
        var page = officer(officer);
        page.navigate(url("/distributions/" + number + "?lang=en"));
        return page;
    }

    private static Locator row(Page page, String region) {
        return page.locator("table.bilik-shares tbody tr:has(#v-" + region + ")");
    }

    private static void types(Page page, String region, int vouchers, String reason) {
        row(page, region).locator(".bilik-number").fill(String.valueOf(vouchers));
        row(page, region).locator(".bilik-why").fill(reason);
    }

    private static void presses(Page page, String button) {
        sends(page, page.getByRole(AriaRole.BUTTON, named(button).setExact(true)));
    }

    private Share share(String region) {
        return distributions.shares(number).stream()
                .filter(share -> share.year() == 2026 && share.region().equals(region))
                .findFirst()
                .orElseThrow();
    }

    private int sum() {
        return distributions.shares(number).stream()
                .filter(share -> share.year() == 2026)
                .mapToInt(Share::vouchers)
                .sum();
    }

    @Test
    void allRegionsAreChangedInOneSavingAndTheHistoryNamesWhoWhatAndWhy() {
        var almaty = share("KZ-75").proposed();
        var astana = share("KZ-71").proposed();
        var abai = share("KZ-10").proposed();
        var page = table("authorised");
        assertThat(page.locator("#shares-rest")).hasText("The numbers add up to the total.");

        types(page, "KZ-75", almaty + 7, "Three new recognition centres");
        assertThat(page.locator("#shares-sum")).hasText(String.valueOf(TOTAL + 7));
        assertThat(page.locator("#shares-rest")).hasText("More than the total: 7");
        types(page, "KZ-71", astana - 4, "");
        types(page, "KZ-10", abai - 3, "");
        assertThat(page.locator("#shares-rest")).hasText("The numbers add up to the total.");
        page.locator("#reason").fill("To make room for Almaty");
        presses(page, "Save all");

        assertThat(page.locator(".alert-success")).hasText("3 changes are saved.");
        assertThat(share("KZ-75").vouchers()).isEqualTo(almaty + 7);
        assertThat(share("KZ-71").reason()).isEqualTo("To make room for Almaty");
        var saved = page.locator("li.list-group-item", new Page.LocatorOptions().setHasText("Numbers changed"));
        assertThat(saved).hasCount(1);
        assertThat(saved).containsText(Pattern.compile("\\d\\d:\\d\\d"));
        // By name: the account stands beside it.
        assertThat(saved).containsText(Pattern.compile("\\([^ ]+ [^ ]+, authorised\\)"));
        assertThat(saved)
                .containsText("Almaty, 2026: " + almaty + " → " + (almaty + 7) + ". Three new recognition centres");
        assertThat(saved).containsText("Astana, 2026: " + astana + " → " + (astana - 4) + ". To make room for Almaty");

        types(page, "KZ-75", almaty, "");
        presses(page, "Save all");
        assertThat(page.locator(".alert-success")).hasText("One change is saved.");
        assertThat(saved.last()).containsText("Almaty, 2026: " + (almaty + 7) + " → " + almaty + ", as proposed");
        presses(page, "Save all");
        assertThat(page.locator(".alert-success")).hasText("There was nothing to save: no number was changed.");
        assertThat(officer("auditor").navigate(url("/distributions/" + number)).text())
                .contains("To make room for Almaty");
    }

    @Test
    void nothingIsSavedWhileAnythingIsWrongAndWhatWasTypedStays() {
        var almaty = share("KZ-75").proposed();
        var page = table("authorised");
        types(page, "KZ-75", almaty + 7, "");
        row(page, "KZ-71").locator(".bilik-number").fill("many");
        presses(page, "Save all");
        assertThat(page.locator(".alert-danger")).containsText("Astana: Write a whole number");
        row(page, "KZ-71")
                .locator(".bilik-number")
                .fill(String.valueOf(share("KZ-71").proposed()));
        presses(page, "Save all");

        assertThat(page.locator(".alert-danger")).containsText("Almaty, Reason: A reason is needed");
        assertThat(row(page, "KZ-75").locator(".invalid-feedback")).containsText("A reason is needed");
        assertThat(row(page, "KZ-75").locator(".bilik-number")).hasValue(String.valueOf(almaty + 7));
        assertThat(share("KZ-75").vouchers()).isEqualTo(almaty);
    }

    @Test
    void theRestIsSpreadByTheRuleOfTheProposalAndSavedWhenTheOfficerSaysSo() {
        var almaty = share("KZ-75").proposed();
        var page = table("authorised");
        types(page, "KZ-75", almaty + 40, "Three new recognition centres");
        assertThat(row(page, "KZ-75").locator("[type=checkbox]")).isChecked();
        presses(page, "Spread the rest");

        assertThat(page.locator(".alert-success")).containsText("Nothing is saved yet");
        assertThat(page.locator("#shares-rest")).hasText("The numbers add up to the total.");
        assertThat(row(page, "KZ-75").locator(".bilik-number")).hasValue(String.valueOf(almaty + 40));
        assertThat(row(page, "KZ-75").locator(".bilik-why")).hasValue("Three new recognition centres");
        assertThat(share("KZ-75").vouchers()).isEqualTo(almaty);
        for (var number : page.locator(".bilik-number").all()) {
            assertThat(Integer.parseInt(number.inputValue())).as("the floor").isGreaterThanOrEqualTo(5);
        }
        for (var language : List.of(Language.KK, Language.RU, Language.EN)) {
            page.navigate(url("/distributions/" + number + "?lang=" + language.tag()));
            var field = page.locator("#v-KZ-75");
            field.fill(String.valueOf(almaty + 40));
            page.locator("#why-KZ-75").fill("Three new recognition centres");
            sends(page, page.locator("button[value=spread]"));
            pictures(page, "shares-spread-" + language.tag());
        }
        presses(page, "Save all");
        assertThat(page.locator(".alert-danger")).containsText("A reason is needed");
        page.locator("#reason").fill("The rest, by the rule of the proposal");
        presses(page, "Save all");
        assertThat(page.locator(".alert-success")).containsText("changes are saved");
        assertThat(sum()).isEqualTo(TOTAL);
        assertThat(share("KZ-75").vouchers()).isEqualTo(almaty + 40);
        for (var language : List.of(Language.KK, Language.RU, Language.EN)) {
            page.navigate(url("/distributions/" + number + "?lang=" + language.tag()));
            pictures(page, "shares-saved-" + language.tag());
        }

        types(page, "KZ-75", TOTAL, "All of them");
        for (var box : page.locator("[type=checkbox]").all()) {
            box.uncheck();
        }
        presses(page, "Spread the rest");
        assertThat(page.locator(".alert-danger"))
                .containsText("Left for the other 19 regions: 0. They need at least 95.");
    }

    /** What was spread is nobody's wish: it is spread anew after the next change, and only what somebody wants stays. */
    @Test
    void onlyWhatSomebodyTypedOrTickedIsKeptAfterSaving() {
        var almaty = share("KZ-75").proposed();
        var astana = share("KZ-71").proposed();
        var page = table("authorised");
        types(page, "KZ-75", almaty + 40, "Three new recognition centres");
        row(page, "KZ-10").locator("[type=checkbox]").check();
        presses(page, "Spread the rest");
        page.locator("#reason").fill("The rest, by the rule of the proposal");
        presses(page, "Save all");
        assertThat(page.locator(".alert-success")).containsText("changes are saved");
        assertThat(kept(page)).containsExactlyInAnyOrder("keep-KZ-75", "keep-KZ-10");
        assertThat(share("KZ-75").kept()).isTrue();
        assertThat(share("KZ-61").kept()).isFalse();

        types(page, "KZ-71", astana + 10, "A new career centre");
        presses(page, "Spread the rest");
        assertThat(page.locator(".alert-success")).containsText("Nothing is saved yet");
        // Spread again without saving: what the first spreading filled in is nobody's wish either.
        row(page, "KZ-71").locator(".bilik-number").fill(String.valueOf(astana + 12));
        presses(page, "Spread the rest");
        assertThat(page.locator(".alert-success")).containsText("Nothing is saved yet");
        assertThat(page.locator("#shares-rest")).hasText("The numbers add up to the total.");
        page.locator("#reason").fill("The rest, by the rule of the proposal");
        row(page, "KZ-10").locator("[type=checkbox]").uncheck();
        presses(page, "Save all");
        assertThat(sum()).isEqualTo(TOTAL);
        assertThat(share("KZ-75").vouchers()).isEqualTo(almaty + 40);
        assertThat(share("KZ-71").vouchers()).isEqualTo(astana + 12);
        page.navigate(url("/distributions/" + number + "?lang=en"));
        assertThat(kept(page)).containsExactlyInAnyOrder("keep-KZ-75", "keep-KZ-71");
    }

    private static List<String> kept(Page page) {
        return page.locator("[type=checkbox]:checked").all().stream()
                .map(box -> box.getAttribute("name"))
                .toList();
    }

    /** Wide and as on a telephone, where the page itself does not scroll sideways. */
    private static void pictures(Page page, String name) {
        picture(page, name);
        page.setViewportSize(390, 844);
        picture(page, name + "-narrow");
        assertThat((Boolean) page.evaluate(
                        "() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
                .isTrue();
        page.setViewportSize(1400, 1200);
    }

    @Test
    void whoSavesSecondLosesNothingAndReadsThatSomebodyWasFaster() {
        var almaty = share("KZ-75").proposed();
        var one = table("authorised");
        var other = table("head-authorised");
        types(one, "KZ-75", almaty + 7, "Three new recognition centres");
        presses(one, "Save all");
        types(other, "KZ-75", almaty + 1, "One more");
        types(other, "KZ-71", 6, "Few ask there");
        presses(other, "Save all");

        assertThat(other.locator(".alert-danger")).containsText("Somebody else has changed this distribution");
        assertThat(share("KZ-75").vouchers()).isEqualTo(almaty + 7);
        assertThat(row(other, "KZ-75").locator(".bilik-number")).hasValue(String.valueOf(almaty + 1));
        assertThat(row(other, "KZ-75")).containsText("saved: " + (almaty + 7));
        assertThat(row(other, "KZ-71").locator(".bilik-why")).hasValue("Few ask there");
        picture(other, "shares-second");
        row(other, "KZ-75").locator(".bilik-number").fill(String.valueOf(almaty + 7));
        row(other, "KZ-75").locator(".bilik-why").fill("Three new recognition centres");
        presses(other, "Save all");

        assertThat(other.locator(".alert-success")).hasText("One change is saved.");
        assertThat(share("KZ-71").vouchers()).isEqualTo(6);
        assertThat(share("KZ-75").reason()).isEqualTo("Three new recognition centres");
    }

    /** As a browser without scripts sends the form: nothing of it depends on them. */
    @Test
    void withoutScriptsItIsTheSame() {
        var officers = new OfficersOverHttp(port);
        var address = "/distributions/" + number + "/shares";
        var form = form();
        form.put("v-KZ-75", String.valueOf(share("KZ-75").proposed() + 40));
        form.put("do", "spread");
        var spread = officers.post("authorised", address, form).body();
        assertThat(spread).contains("Nothing is saved yet", "The numbers add up to the total.");

        form.put("do", "save");
        form.put("reason", "Three new recognition centres");
        assertThat(officers.post("authorised", address, form).body())
                .contains("One change is saved.", "More than the total: 40");
        form.put("v-KZ-71", "6");
        assertThat(officers.post("authorised", address, form).body())
                .as("he has not seen what he saved himself")
                .contains("Somebody else has changed this distribution");
        assertThat(officers.post("auditor", address, form).statusCode()).isEqualTo(403);
    }

    private Map<String, String> form() {
        var form = new HashMap<String, String>();
        form.put("year", "2026");
        form.put("seen", String.valueOf(distributions.seen(number)));
        distributions.shares(number).stream()
                .filter(share -> share.year() == 2026)
                .forEach(share -> {
                    form.put("v-" + share.region(), String.valueOf(share.vouchers()));
                    form.put("was-" + share.region(), String.valueOf(share.vouchers()));
                });
        return form;
    }
}
