package kz.bilik.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import kz.bilik.support.PaperPdf;
import kz.bilik.support.ProcedureTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an English browser says of itself beside a form, the page says in its reader's language. */
@ProcedureTest
class BrowsersWordsTest extends InTheBrowser {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kk | Файл таңдау | файл таңдалмаған | Осы өрісті толтырыңыз. | Файлды таңдаңыз. | Күнді толық көрсетіңіз.",
                "ru | Выбрать файл | файл не выбран | Заполните это поле. | Выберите файл. | Укажите дату полностью.",
                "en | Choose a file | no file chosen | Fill this in. | Choose the file. | Give the whole date."
            })
    void standInThePagesLanguage(
            String language, String choose, String none, String missing, String missingFile, String badDay) {
        var application = story.applies("person-01");
        story.careerCentreRefuses(application, "INCOMPLETE_DOCUMENTS", "№ 7");
        var head = officer("head-mobility-KZ-75");
        head.navigate(url("/cases/" + application + "?lang=" + language));
        var file = head.locator(".bilik-file").first();
        assertThat(file).containsText(choose);
        assertThat(file).containsText(none);
        picture(head, "browsers-words-" + language);

        head.locator("form[action$='/appeal'] button[type=submit]").click();
        assertThat(said(head, "#decision")).isEqualTo(missing);
        head.fill("#decision", "17-K");
        head.locator("#decidedOn").pressSequentially("17");
        head.fill("#appealReason", "№ 8");
        head.locator("form[action$='/appeal'] button[type=submit]").click();
        assertThat(said(head, "#decidedOn")).isEqualTo(badDay);
        assertThat(said(head, "#copy")).isEqualTo(missingFile);

        head.setInputFiles("#copy", new FilePayload("17-K.pdf", "application/pdf", PaperPdf.saying("17-K")));
        assertThat(file).containsText("17-K.pdf");
        assertThat(file).not().containsText(none);
        head.fill("#decidedOn", "2026-09-14");
        // Nothing that was said before stands in the way of what is right now.
        head.locator("form[action$='/appeal'] button[type=submit]").click();
        assertThat(head.locator(".alert-success")).isVisible();
    }

    private static String said(Page page, String field) {
        return (String) page.locator(field).evaluate("field => field.validationMessage");
    }
}
