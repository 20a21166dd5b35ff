package kz.bilik.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.lowagie.text.pdf.PdfReader;
import com.lowagie.text.pdf.parser.PdfTextExtractor;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Media;
import java.io.IOException;
import java.nio.file.Files;
import java.text.Normalizer;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kz.bilik.support.ProcedureTest;
import kz.bilik.support.Story;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finding, overlooking and printing cases as officers do it. */
@ProcedureTest
class CasesInTheBrowserTest extends InTheBrowser {

    @Autowired
    JdbcClient database;

    @Test
    void aNumberTypedOnARussianKeyboardIsFoundAndAPersonByIin() {
        var number = story.applies("person-01");
        var page = officer("mobility-KZ-75");
        var sequence = Integer.parseInt(number.substring(number.lastIndexOf('-') + 1));
        page.getByLabel("Number of an application").fill("а–2026–75–" + sequence);
        page.getByRole(AriaRole.BUTTON, named("Find").setExact(true)).click();
        assertThat(page).hasURL(url("/cases/" + number));

        page.navigate(url("/"));
        page.getByText("Whoever has no number").click();
        page.getByLabel("IIN of the applicant").fill(Story.person("person-01").get("iin"));
        page.getByRole(AriaRole.BUTTON, named("Find the person")).click();
        assertThat(page).hasURL(url("/cases/" + number));
    }

    @Test
    void theListIsFilteredAndTakenAway() throws IOException {
        var checked = story.applies("person-01");
        var voucher = story.receivesVoucher("person-02");
        var issued = database.sql("select application from voucher where number = ?")
                .param(voucher)
                .query(String.class)
                .single();
        var page = officer("mobility-KZ-75");
        page.getByRole(AriaRole.LINK, named("Cases").setExact(true)).click();
        assertThat(page.locator("tbody tr")).hasCount(2);
        page.getByLabel("Where it stands").selectOption("VOUCHER_ISSUED");
        page.getByText("Place, profession, ground of refusal, order").click();
        page.getByLabel("Career centre").selectOption("KZ-75-03");
        page.getByRole(AriaRole.BUTTON, named("Find").setExact(true)).click();
        assertThat(page.locator("tbody tr")).hasCount(1);
        assertThat(page.locator("tbody")).containsText(issued);
        // What was asked stands in the form again, also in another language.
        page.getByRole(AriaRole.LINK, named("Русский").setExact(true)).click();
        assertThat(page.locator("tbody tr")).hasCount(1);
        assertThat(page.getByLabel("На каком шаге")).hasValue("VOUCHER_ISSUED");

        var csv = page.waitForDownload(() -> page.getByText("Выгрузить в CSV").click());
        assertThat(Files.readString(csv.path()))
                .contains(issued, "Ваучер выдан")
                .doesNotContain(checked);
        var xlsx = page.waitForDownload(() -> page.getByText("Выгрузить в XLSX").click());
        assertThat(Files.size(xlsx.path())).isPositive();
        page.getByRole(AriaRole.LINK, named("English").setExact(true)).click();
        page.getByRole(AriaRole.LINK, named(issued)).click();
        assertThat(page.locator(".bilik-now")).containsText("The holder, at the recognition centre");
    }

    @Test
    void theCaseFilePrintsAsADocumentOfItsOwn() throws IOException {
        var number = story.applies("person-01");
        story.completes(
                "career-KZ-75-03",
                Set.of("career-centre.KZ-75-03", "officer"),
                number,
                "checkApplication",
                Map.of("decision", "forward"));
        var page = officer("mobility-KZ-75");
        page.navigate(url("/cases/" + number));
        assertThat(page.getByRole(AriaRole.BUTTON, named("Print"))).isVisible();
        var text = letters(printed(page));
        assertThat(text)
                .contains(letters("Case " + number + ". Printed on 14.09.2026"))
                .contains(letters("Labour Mobility Centre"))
                .contains(letters("The career centre forwarded the application"))
                .contains(letters("Әбдіқадыров"))
                .doesNotContain(
                        letters("Sign out"), letters("SHA-256"), letters("Ask this centre"), letters("Download"));
        // Nothing is cut: each line of the page's own lists stands on the paper.
        var lines = page.locator("ol.list-group li, dl.bilik-facts dd").allInnerTexts();
        assertThat(lines).hasSizeGreaterThan(30);
        for (var line : lines) {
            assertThat(text).contains(letters(line));
        }
    }

    /** A printed text without its breaks and ligatures. */
    private static String letters(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).replaceAll("\\s+", "");
    }

    private static String printed(Page page) throws IOException {
        var text = new StringBuilder();
        try (var pdf = new PdfReader(page.pdf(new Page.PdfOptions().setFormat("A4")))) {
            var extractor = new PdfTextExtractor(pdf);
            for (int number = 1; number <= pdf.getNumberOfPages(); number++) {
                text.append(extractor.getTextFromPage(number)).append('\n');
            }
        }
        return text.toString();
    }

    @Test
    void theCardsOfTheTasklistSayForWhom() {
        var one = story.applies("person-01");
        var other = story.applies("person-02");
        assertThat(one).isNotEqualTo(other);
        var page = officer("career-KZ-75-03");
        page.navigate(url("/camunda/app/tasklist/default/"));
        page.getByText("My group's tasks").click();
        assertThat(page.locator("li.task")).hasCount(2);
        assertThat(page.locator("li.task .bilik-whom").first()).containsText("ұ");
        assertThat(page.locator("li.task .bilik-whom").filter(holding("Әбдіқадыров")))
                .hasCount(1);
        assertThat(page.locator("li.task .bilik-whom").filter(holding("Жүнісова")))
                .hasCount(1);
        picture(page, "cards");
    }

    private static Locator.FilterOptions holding(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }

    @Test
    void pictures() {
        for (var person : List.of("person-01", "person-03", "person-05", "person-07")) {
            story.applies(person);
        }
        var refused = story.applies("person-04");
        story.careerCentreRefuses(refused, "INCOMPLETE_DOCUMENTS", "Диплом жоқ");
        var voucher = story.receivesVoucher("person-02");
        story.centreAdmits(voucher);
        var application = story.applies("person-06");
        story.careerCentreForwards(application);
        stage.stepTo(LocalDateTime.of(2026, 9, 16, 9, 0));
        var page = officer("mobility-KZ-75");
        for (var language : List.of("kk", "ru", "en")) {
            for (var width : List.of(1400, 380)) {
                page.setViewportSize(width, 1200);
                page.navigate(url("/cases?state=ALL&lang=" + language));
                picture(page, "cases-" + language + "-" + width);
                page.navigate(url("/cases/" + application + "?lang=" + language));
                picture(page, "case-" + language + "-" + width);
            }
        }
        page.setViewportSize(800, 1100);
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        page.navigate(url("/cases/" + application + "?lang=ru"));
        picture(page, "case-print-ru");
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(null));
        page.setViewportSize(1400, 1000);
        page.navigate(url("/?lang=kk"));
        page.locator("summary").first().click();
        picture(page, "start-kk");
    }
}
