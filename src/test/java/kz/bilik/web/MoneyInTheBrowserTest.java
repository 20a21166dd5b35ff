package kz.bilik.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Media;
import java.nio.file.Path;
import java.util.Map;
import kz.bilik.payment.PaymentOrder;
import kz.bilik.support.ProcedureTest;
import org.junit.jupiter.api.Test;

/** An accountant holds a payment, pays it after all, collects several acts into one file; and what is printed is to be read. */
@ProcedureTest
class MoneyInTheBrowserTest extends InTheBrowser {

    private String acceptedAct(String protocol, String... persons) {
        var vouchers = java.util.Arrays.stream(persons)
                .map(person -> {
                    var voucher = story.receivesVoucher(person);
                    story.centreAdmits(voucher);
                    return voucher;
                })
                .toArray(String[]::new);
        var act = story.examHeld(protocol, "KZ-75", vouchers).get(0);
        story.centreSigns(act);
        story.mobilityCentreAcceptsAct(act);
        return act;
    }

    @Test
    void anAccountantHoldsAPaymentSeesWhyAndPaysItAfterAll() {
        var act = acceptedAct("17", "person-01", "person-02");
        var order = story.ordersOf(act).get(0);
        var accountant = officer("accountant-KZ-75");
        accountant.navigate(url("/acts/" + act + "/payments"));
        var row = accountant.locator("#" + order.number());
        assertThat(row).containsText(order.payee().account());
        assertThat(row).containsText("Halyk Bank");

        row.getByText("Hold or return").click();
        row.getByLabel("Reason").fill("The contract is looked for");
        row.getByRole(
                        AriaRole.BUTTON,
                        new com.microsoft.playwright.Locator.GetByRoleOptions()
                                .setName("Hold")
                                .setExact(true))
                .click();
        assertThat(accountant.locator(".alert-success")).containsText("The order is held");
        assertThat(row).containsText("held: The contract is looked for");
        for (var language : new String[] {"kk", "ru", "en"}) {
            accountant.navigate(url("/acts/" + act + "/payments?lang=" + language));
            picture(accountant, "payments-held-" + language);
        }
        accountant.setViewportSize(420, 900);
        picture(accountant, "payments-held-narrow");
        accountant.setViewportSize(1400, 1200);

        story.accountantReleases(act);
        accountant.navigate(url("/payments?lang=en"));
        assertThat(accountant.locator("main")).containsText("held: The contract is looked for");
        picture(accountant, "payments-of-region-held");
        accountant.getByText(act).first().click();
        row.getByText("Pay after all").click();
        assertThat(accountant.locator(".alert-success")).isVisible();
        stage.settle();
        assertThat(story.ordersOf(act).get(0).state()).isEqualTo(PaymentOrder.State.SENT);
    }

    @Test
    void severalActsAreCollectedIntoOneFile() {
        for (var act : new String[] {acceptedAct("17", "person-01"), acceptedAct("18", "person-02")}) {
            story.complete(act, "releasePayments", Map.of("released", true, "together", true));
        }
        var accountant = officer("accountant-KZ-75");
        for (var language : new String[] {"kk", "ru", "en"}) {
            accountant.navigate(url("/payments?lang=" + language));
            picture(accountant, "payments-of-region-" + language);
        }
        accountant.getByRole(AriaRole.BUTTON, named("Form one payment file")).click();
        assertThat(accountant.locator(".alert-success")).containsText("orders 2");
        picture(accountant, "payments-of-region-collected");
    }

    @Test
    void whatIsPrintedIsToBeReadAndTheCopyOfAnActIsADocumentOfItsOwn() {
        var act = acceptedAct("17", "person-01");
        var customer = officer("mobility-KZ-75");
        customer.navigate(url("/acts/" + act + "/accept"));
        assertThat(customer.getByText("Copy for printing with the sheet of signatures"))
                .isVisible();
        var copy = customer.request().get(url("/acts/" + act + "/copy"));
        assertThat(copy.headers()).containsEntry("content-type", "application/pdf");
        assertThat(new String(copy.body(), 0, 5, java.nio.charset.StandardCharsets.US_ASCII))
                .isEqualTo("%PDF-");
        prints(customer, "print-act");
        var accountant = officer("accountant-KZ-75");
        accountant.navigate(url("/acts/" + act + "/payments"));
        prints(accountant, "print-payments");
    }

    /** On paper there is nothing to press and nothing to choose. */
    private static void prints(Page page, String name) {
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        try {
            for (var pressed : page.locator("button, input:not([type=hidden]), textarea, summary, iframe, header nav")
                    .all()) {
                assertThat(pressed).isHidden();
            }
            assertThat(page.locator("h1")).isVisible();
            page.pdf(new Page.PdfOptions()
                    .setPath(Path.of("target/screenshots", name + ".pdf"))
                    .setFormat("A4"));
        } finally {
            page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
        }
    }
}
