package kz.bilik.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import kz.bilik.language.Language;
import kz.bilik.law.DecisionTables;
import kz.bilik.support.ProcedureTest;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.Deployment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** An analyst changes a number of a table on its page, sees which examples change, and puts it into force. */
@ProcedureTest
class TablesPageTest extends InTheBrowser {

    private static final String TABLE = "/tables/reimbursement";

    private static final String CAP = "Cap of the service (MCI)";

    @Autowired
    RepositoryService repository;

    @Autowired
    DecisionTables tables;

    private Set<String> deployments;

    @BeforeEach
    void whatIsInForce() {
        deployments = deployments();
    }

    @AfterEach
    void asItWas() {
        repository.createDeploymentQuery().list().stream()
                .map(Deployment::getId)
                .filter(deployment -> !deployments.contains(deployment))
                .forEach(repository::deleteDeployment);
    }

    private Set<String> deployments() {
        return repository.createDeploymentQuery().list().stream()
                .map(Deployment::getId)
                .collect(Collectors.toSet());
    }

    private Page analystAt(String path) {
        var analyst = officer("analyst");
        analyst.navigate(url(path));
        return analyst;
    }

    private static void press(Page page, String button) {
        sends(
                page,
                page.locator("button", new Page.LocatorOptions().setHasText(button))
                        .first());
    }

    @Test
    void aChangedNumberOfTodayShowsWhichExampleChangesAndWhatTheGateWouldSay() {
        var analyst = analystAt(TABLE);
        analyst.locator("#answer-technical-2024-0").fill("8");
        press(analyst, "Try");
        assertThat(analyst.locator("#tried")).containsText(CAP + ": 8 instead of 7");
        assertThat(analyst.locator("#tried")).containsText("To look at: 1 of 5.");
        assertThat(analyst.locator("#tried .alert-danger").first())
                .containsText("reimbursement.dmn, technical-2024 (Technical profession: service)");
        assertThat(analyst.locator("#tried")).containsText("[row-past]");
        assertThat(analyst.locator("#tried")).containsText("[example-fails]");
        assertThat(analyst.locator("#tried")).containsText("what was right then stays");
        assertThat(analyst.locator("#answer-technical-2024-0")).hasValue("8");
        picture(analyst, "table-tried");
        press(analyst, "Put into force");
        assertThat(analyst.locator("#tried")).containsText("[row-past]");
        assertThat(deployments()).isEqualTo(deployments);
        press(analyst, "Try");
        analyst.locator("#from-technical-2024").fill("2024-10-01");
        press(analyst, "Try");
        assertThat(analyst.locator("#tried")).containsText("[row-past]");
    }

    @Test
    void whatIsTypedIsTriedWithoutAPress() {
        var analyst = analystAt("/tables/legalTerms");
        analyst.locator("#answer-edition-2024-08-23-6").fill("45");
        assertThat(analyst.locator("#tried")).containsText("cl. 10: validity (calendar days): 45 instead of 60");
        assertThat(analyst.locator("#answer-edition-2024-08-23-6")).isFocused();
    }

    @Test
    void aRowForAComingDayIsTriedFoundRightAndComesIntoForce() throws Exception {
        var analyst = analystAt(TABLE);
        sends(analyst, analyst.locator("button[name=above][value=technical-2024]"));
        var tomorrow = LocalDate.of(2026, 9, 15);
        assertThat(analyst.locator("#from-new-1")).hasValue(tomorrow.toString());
        analyst.locator("#answer-new-1-0").fill("8");
        analyst.locator("#about-new-1").fill("More to the recognition centre");
        press(analyst, "Try");
        assertThat(analyst.locator("#tried")).containsText("[example-fails]");
        assertThat(analyst.locator("#tried")).containsText(CAP + ": 8");
        analyst.locator("#right-5").check();
        press(analyst, "Try");
        assertThat(analyst.locator("#tried .alert-danger")).hasCount(0);
        var file = download(analyst, "Take as a file");
        var shipped = Files.readString(Path.of("processes/reimbursement.dmn"));
        assertThat(added(shipped, file))
                .hasSize(24)
                .anyMatch(line -> line.contains("<text>8</text>"))
                .anyMatch(line -> line.contains("<text>\"technical-2026-09-15\"</text>"));
        assertThat(added(file, shipped)).isEmpty();
        assertThat(download(analyst, "Take its examples"))
                .contains("2026-09-15,TECHNICAL,false,8,0,cl. 14.1,technical-2026-09-15,cl. 14.1");
        press(analyst, "Put into force");
        assertThat(analyst.locator(".alert-success")).hasText("The table is in force.");
        // Each node looks for a new version every few seconds only.
        await().untilAsserted(() -> assertThat(cap(tomorrow)).isEqualTo(8));
        assertThat(cap(tomorrow.minusDays(1))).isEqualTo(7);
        assertThat(new OfficersOverHttp(port).page("auditor", "/operations")).contains("analyst", "reimbursement");
        assertThat(analyst.locator("fieldset", new Page.LocatorOptions().setHasText("More to the recognition centre")))
                .hasCount(1);
    }

    private Object cap(LocalDate day) {
        return tables.evaluate(
                        "reimbursement",
                        tables.version("reimbursement"),
                        Map.of("day", day, "profile", "TECHNICAL", "outsideRegion", false))
                .get(0)
                .get("capInMci");
    }

    private static String download(Page page, String button) throws Exception {
        var download = page.waitForDownload(() -> page.locator("button", new Page.LocatorOptions().setHasText(button))
                .click());
        return Files.readString(download.path(), StandardCharsets.UTF_8);
    }

    private static List<String> added(String before, String after) {
        var lines = new java.util.ArrayList<>(after.lines().toList());
        before.lines().forEach(lines::remove);
        return lines;
    }

    /** What a table may not do is not even tried, and nobody but an analyst tries anything. */
    @Test
    void whatATableMayNotDoIsNotCarriedOut() {
        var analyst = analystAt("/tables/requirements");
        for (var cell : List.of("for x in 1..1000000000 return x", "now()", "matches(\"a\", \"(a+)+\")", "1 +")) {
            analyst.locator("#answer-electrician-1").fill(cell);
            press(analyst, "Try");
            assertThat(analyst.locator("#tried")).containsText("the examples were not tried");
            assertThat(analyst.locator("#tried .alert-danger").first()).containsText("[cell-");
        }
        assertThat(analyst.locator("#tried")).containsText("To look at: 0 of 11.");
        analyst.locator("#answer-electrician-1").fill("12");
        analyst.locator("#answer-electrician-0").fill("<b>\"&");
        press(analyst, "Try");
        assertThat(analyst.locator("#tried")).containsText("<b>\"& instead of");
        assertThat(analyst.locator("#tried b")).hasCount(0);
    }

    @Test
    void othersReadAndDoNotChange() {
        var officers = new OfficersOverHttp(port);
        for (var officer : List.of("admin", "auditor", "authorised")) {
            for (var language : Language.values()) {
                assertThat(officers.page(officer, TABLE, language))
                        .contains("<fieldset")
                        .doesNotContain("/draft/deploy");
                assertThat(officers.page(officer, "/", language)).contains("/tables");
            }
            for (var what : List.of("", "/row", "/file", "/examples", "/deploy")) {
                assertThat(officers.post(officer, TABLE + "/draft" + what, Map.of("version", "1"))
                                .statusCode())
                        .as(officer + what)
                        .isEqualTo(403);
            }
        }
        assertThat(officers.bytes("career-KZ-75-03", TABLE).statusCode()).isEqualTo(403);
        assertThat(officers.bytes("analyst", "/tables/none").statusCode()).isEqualTo(404);
        for (var wrong : List.of(
                Map.of("version", "x"),
                Map.of("version", "999"),
                Map.of("version", "1", "row", "../x"),
                Map.of("version", "1", "row", "technical-2024", "about-technical-2024", "x".repeat(201)),
                Map.of("version", "1", "row", "technical-2024", "about-technical-2024", "a\nb"))) {
            assertThat(officers.post("analyst", TABLE + "/draft", wrong).statusCode())
                    .as(wrong.toString())
                    .isEqualTo(422);
        }
        assertThat(deployments()).isEqualTo(deployments);
    }

    @Test
    void theyAreReadInEachLanguageAndOnANarrowScreen() {
        var analyst = officer("analyst");
        for (var language : Language.values()) {
            for (var width : new int[] {1400, 390}) {
                for (var path : List.of("/tables", TABLE, "/tables/legalTerms", "/tables/requirements")) {
                    analyst.setViewportSize(width, 1200);
                    analyst.navigate(url(path + "?lang=" + language.tag()));
                    assertThat((int) analyst.evaluate("() => document.documentElement.scrollWidth"))
                            .as(path + language + width)
                            .isLessThanOrEqualTo(width);
                    picture(analyst, path.substring(1).replace('/', '-') + "-" + width + "-" + language.tag());
                }
                sends(analyst, analyst.locator("button[name=above]").first());
                picture(analyst, "table-row-" + width + "-" + language.tag());
            }
        }
    }
}
