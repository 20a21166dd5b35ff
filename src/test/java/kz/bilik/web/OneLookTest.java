package kz.bilik.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import kz.bilik.support.ProcedureTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Our pages and the four webapps are one product to whoever works with it: its title, its logo, its colours. */
@ProcedureTest
class OneLookTest extends InTheBrowser {

    private static final String LOGO = "/style/bilik.svg";

    /** The darker of our two blues, from tokens.css: #083f55. */
    private static final String BRAND = "rgb(8, 63, 85)";

    private static final String PICTURE_IN_FRONT = "brand => getComputedStyle(brand, '::before').backgroundImage";

    private static final String COLOUR = "background-color";

    private static final Pattern NAME_OF_A_TEXT = Pattern.compile("\\b[A-Z]+(_[A-Z]+)+\\b");

    @ParameterizedTest
    @CsvSource({
        "tasklist, en, Bilik Tasklist",
        "tasklist, kk, Білік Тапсырмалар тізімі",
        "tasklist, ru, Білік Список задач",
        "cockpit, en, Bilik Processes (Cockpit)",
        "admin, en, Bilik Users and rights",
        "welcome, en, Bilik Welcome"
    })
    void aWebappBearsOurTitleLogoAndColour(String webapp, String language, String title) {
        var page = officer("admin");
        page.navigate(url("/?lang=" + language));
        page.navigate(url("/camunda/app/" + webapp + "/default/"));
        var head = page.locator("[cam-widget-header]");

        assertThat(head.locator(".brand-name")).hasText(title);
        page.waitForCondition(() -> page.title().startsWith(title));
        assertThat(head).hasCSS(COLOUR, BRAND);
        assertThat(head.locator(".brand-logo svg")).isHidden();
        assertThat(head.locator(".brand-logo").evaluate(PICTURE_IN_FRONT))
                .asString()
                .contains(LOGO);
        assertThat(iconOf(page)).isEqualTo(url(LOGO));
        assertThat(page.locator(".ce-eol-banner")).isHidden();
        assertThat(page.locator("[cam-widget-footer]")).containsText("Camunda");
        picture(page, "look-" + webapp + "-" + language);
    }

    @Test
    void ourPagesBearTheSame() {
        var page = officer("auditor");
        for (var path : List.of(
                "/",
                "/notices",
                "/labour-market",
                "/distributions",
                "/distributions/quotas/KZ-75/2026",
                "/cases/none")) {
            page.navigate(url(path));
            bearsOurLook(page);
            picture(page, "look" + path.replace('/', '-'));
        }
    }

    @Test
    void soDoTheLoginTheCaseFileAndADocumentInATabOfItsOwn() {
        var visitor = visitor();
        visitor.navigate(url("/login"));
        bearsOurLook(visitor);
        picture(visitor, "look-login");

        var page = officer("career-KZ-75-03");
        page.navigate(url("/cases/" + story.applies("person-01")));
        bearsOurLook(page);
        // A document has no page that could name an icon: the browser asks for this one.
        assertThat(page.request().get(url("/favicon.ico")).url()).isEqualTo(url(LOGO));
    }

    private void bearsOurLook(Page page) {
        assertThat(page).hasTitle(Pattern.compile(" · Bilik$"));
        var head = page.locator("header");
        assertThat(head).hasCSS(COLOUR, BRAND);
        assertThat(head.locator("img")).hasAttribute("src", LOGO);
        assertThat(head.getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Bilik")))
                .isVisible();
        assertThat(iconOf(page)).isEqualTo(url(LOGO));
    }

    /** Where the icon of the browser's tab comes from in the end. */
    private String iconOf(Page page) {
        var icon = page.request().get((String) page.evaluate("() => document.querySelector('link[rel=icon]').href"));
        assertThat(icon.headers().get("content-type")).startsWith("image/svg+xml");
        return icon.url();
    }

    @Test
    void theColoursOfAllAreWrittenInOnePlace() throws Exception {
        var style = Path.of("src/main/resources/static/style");
        assertThat(Files.readString(style.resolve("tokens.css"))).contains("--bilik-dark: #083f55");
        for (var users : new String[] {"bilik.css", "webapps.css"}) {
            assertThat(Files.readString(style.resolve(users))).doesNotContain("#083f55", "#0b5a78");
        }
    }

    @Test
    void theMarkOfBpmnIoStaysVisibleOnADiagram() {
        var application = story.applies("person-01");
        var page = officer("career-KZ-75-03");
        page.navigate(url("/camunda/app/tasklist/default/?task="
                + story.openTask(application, "checkApplication").getId()));
        page.locator("li.task h4 a").first().click();
        page.locator(".nav-tabs").getByText("Diagram").click();

        assertThat(page.locator(".djs-visual").first()).isVisible();
        assertThat(page.locator("[cam-widget-bpmn-viewer] .bjs-powered-by")).isVisible();
        picture(page, "diagram-tab");

        var analyst = officer("analyst");
        analyst.navigate(url("/camunda/app/cockpit/default/#/decisions"));
        analyst.getByText("Legal terms").click();
        assertThat(analyst.locator("[cam-widget-dmn-viewer] :is(.bjs-powered-by, .dmn-js-powered-by):visible")
                        .first())
                .isVisible();
        picture(analyst, "decision-table");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kk", "ru", "en"})
    void aFirstVisitShowsWordsAndNotTheNamesOfTexts(String language) {
        story.applies("person-01");
        var page = officerAtANewComputer("career-KZ-75-03");
        page.navigate(url("/?lang=" + language));
        page.navigate(url("/camunda/app/tasklist/default/"));
        page.locator("li.task h4 a").first().click();
        assertThat(page.locator(".fjs-container")).isVisible();

        assertThat(page.locator("body").innerText()).doesNotContainPattern(NAME_OF_A_TEXT);
        assertThat(page.locator(".main-field").getAttribute("placeholder")).doesNotContainPattern(NAME_OF_A_TEXT);
    }
}
