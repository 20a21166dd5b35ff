package kz.bilik.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;
import kz.bilik.support.ProcedureTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.util.ReflectionTestUtils;

/** Where keys sign that everybody has, every page says so, ours and the webapps'. */
@ProcedureTest
class TestInstallationTest extends InTheBrowser {

    private static final String MARK = "() => getComputedStyle(document.body, '::after').content";

    @Autowired
    ApplicationContext product;

    @BeforeEach
    void marked() {
        mark(true);
    }

    @AfterEach
    void asItWas() {
        mark(false);
    }

    /** As the setting {@code bilik.test-installation} would; a product of its own would take half a minute to start. */
    private void mark(boolean test) {
        for (var bean : List.of("pages", "installationMark")) {
            ReflectionTestUtils.setField(product.getBean(bean), "test", test);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "kk, СЫНАҚ ОРНАТУЫ., ешкімге міндет",
        "ru, ТЕСТОВАЯ УСТАНОВКА., никого не обязывает",
        "en, TEST INSTALLATION., nobody is bound"
    })
    void everyPageSaysSoInItsReadersLanguage(String language, String mark, String words) {
        var application = story.applies("person-01");
        var visitor = visitor();
        visitor.navigate(url("/login?lang=" + language));
        says(visitor, mark, words);
        var page = officer("career-KZ-75-03");
        for (var path : List.of("/", "/cases/" + application, "/notices", "/cases/none")) {
            page.navigate(url(path + "?lang=" + language));
            says(page, mark, words);
        }
        picture(page, "test-installation-" + language);
        page.setViewportSize(390, 844);
        page.navigate(url("/"));
        says(page, mark, words);
        picture(page, "test-installation-narrow-" + language);
        page.setViewportSize(1400, 900);

        page.navigate(url("/camunda/app/tasklist/default/"));
        page.locator("li.task h4 a").first().click();
        assertThat(page.locator(".fjs-container")).isVisible();
        assertThat((String) page.evaluate(MARK)).contains(mark, words);
        nothingLiesUnderTheMark(page);
        picture(page, "test-installation-tasklist-" + language);
        page.setViewportSize(390, 844);
        nothingLiesUnderTheMark(page);
        picture(page, "test-installation-tasklist-narrow-" + language);
        page.setViewportSize(1400, 900);
    }

    /** Whatever is pressed at the lowest edge of *Complete* is the button, not the mark. */
    private static void nothingLiesUnderTheMark(Page page) {
        page.locator(".form-actions .btn-primary").scrollIntoViewIfNeeded();
        assertThat(
                        (Boolean)
                                page.evaluate(
                                        """
                        () => {
                          const { left, bottom, width } = document.querySelector('.form-actions .btn-primary').getBoundingClientRect();
                          return !!document.elementFromPoint(left + width / 2, bottom - 2)?.closest('.form-actions');
                        }"""))
                .isTrue();
    }

    @Test
    void theOtherWebappsSaySoToo() {
        var admin = officer("admin");
        for (var webapp : List.of("cockpit", "admin", "welcome")) {
            admin.navigate(url("/camunda/app/" + webapp + "/default/"));
            assertThat(admin.locator("[cam-widget-header]")).isVisible();
            assertThat((String) admin.evaluate(MARK)).contains("TEST INSTALLATION.");
        }
        picture(admin, "test-installation-welcome");
        mark(false);
        admin.navigate(url("/"));
        assertThat(admin.locator(".bilik-test")).hasCount(0);
        admin.navigate(url("/camunda/app/welcome/default/"));
        assertThat(admin.locator("[cam-widget-header]")).isVisible();
        assertThat((String) admin.evaluate(MARK)).isEqualTo("none");
    }

    private static void says(Page page, String mark, String words) {
        assertThat(page.locator(".bilik-test")).isVisible();
        assertThat(page.locator(".bilik-test")).containsText(mark);
        assertThat(page.locator(".bilik-test")).containsText(words);
    }
}
