package kz.bilik.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import kz.bilik.language.Language;
import kz.bilik.law.DecisionTables;
import kz.bilik.problem.Problem;
import kz.bilik.support.ProcedureTest;
import kz.bilik.support.Stage;
import kz.bilik.support.Story;
import kz.bilik.voucher.Voucher;
import kz.bilik.voucher.Vouchers;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.Deployment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * The real edition of 2025, brought in by an analyst with Camunda Modeler alone: applications until 1 November, vouchers that are
 * valid for 45 days. Here it comes into force on 1 October 2026.
 */
@ProcedureTest
class NewEditionTest {

    private static final String TABLE = "legal-terms.dmn";
    private static final LocalDate IN_FORCE = LocalDate.of(2026, 10, 1);

    private static final String ROW =
            """
            <rule id="edition-2026-10-01">
                    <description>Edition that holds from 1 October 2026</description>
                    <inputEntry id="edition-2026-10-01-day">
                      <text>&gt;= date and time("2026-10-01T00:00:00")</text>
                    </inputEntry>
            %s      </rule>
                  """;

    private static final List<String> NUMBERS =
            List.of("\"2026-10-01\"", "\"11-01\"", "1", "1", "1", "1", "45", "1", "3", "5");

    private static final String EXAMPLES =
            """
            day,= edition,= lastDayToApply,= careerCentreCheck,= forwarding,= refusalAfterCentre,= issue,= validity,= extension,= act,= payment,clause
            2026-09-30,2024-08-23,10-15,1,1,1,1,60,1,3,5,"cl. 3.2, 10.2"
            2026-10-01,2026-10-01,11-01,1,1,1,1,45,1,3,5,"cl. 3.2, 10.2"
            """;

    @LocalServerPort
    int port;

    @Autowired
    Stage stage;

    @Autowired
    Story story;

    @Autowired
    Vouchers vouchers;

    @Autowired
    DecisionTables tables;

    @Autowired
    RepositoryService repository;

    @Autowired
    ObjectMapper json;

    private OfficersOverHttp officers;
    private Set<String> deployments;

    @BeforeEach
    void begin() {
        stage.clear();
        officers = new OfficersOverHttp(port);
        deployments = deployments();
    }

    @AfterEach
    void asItWas() {
        stage.clear();
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

    /** The file as Modeler saves it with a row more on top. */
    private static String table(String row) throws Exception {
        return Files.readString(Path.of("processes", TABLE))
                .replaceFirst("<rule ", java.util.regex.Matcher.quoteReplacement(row) + "<rule ");
    }

    private static String row() {
        var cells = new StringBuilder();
        for (var at = 0; at < NUMBERS.size(); at++) {
            cells.append(
                    "        <outputEntry id=\"edition-2026-10-01-%d\">\n          <text>%s</text>\n        </outputEntry>\n"
                            .formatted(at, NUMBERS.get(at)));
        }
        return ROW.formatted(cells);
    }

    private HttpResponse<String> deploys(String table, Map<String, String> attached) throws Exception {
        return ModelerTest.deploy(port, "analyst", TABLE, table, attached);
    }

    private String message(HttpResponse<String> answer) throws Exception {
        return json.readTree(answer.body()).path("message").asText();
    }

    @Test
    void aNewEditionComesIntoForceOnItsDayByTheTableAlone() throws Exception {
        var before = story.receivesVoucher("person-08");
        var forwarded = story.applies("person-04");
        story.careerCentreForwards(forwarded);

        // What an analyst may get wrong first: no example, the old row rewritten.
        assertThat(message(deploys(table(row()), Map.of()))).contains("edition-2026-10-01", "[example-missing]");
        assertThat(message(deploys(
                        Files.readString(Path.of("processes", TABLE)).replace("<text>60</text>", "<text>45</text>"),
                        Map.of())))
                .contains("edition-2024-08-23", "[row-past]", "[example-fails]");
        assertThat(deployments()).isEqualTo(deployments);
        var was = tables.version("legalTerms");
        var taken = deploys(table(row()), Map.of("legal-terms.examples.csv", EXAMPLES));
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(200);
        await().until(() -> !tables.version("legalTerms").equals(was));

        // Until its day nothing has changed.
        stage.morningOf(IN_FORCE.minusDays(1));
        var lastOld = story.receivesVoucher("person-10");
        assertThat(lastDay(lastOld)).isEqualTo(IN_FORCE.minusDays(1).plusDays(60));

        stage.morningOf(IN_FORCE.plusDays(1));
        // Whose step began before keeps its numbers; what is issued now is valid for 45 days.
        assertThat(lastDay(before)).isEqualTo(LocalDate.of(2026, 9, 14).plusDays(60));
        story.centreConfirms(forwarded);
        assertThat(lastDay(story.voucherOf(forwarded))).isEqualTo(IN_FORCE.plusDays(1 + 45));
        var after = story.receivesVoucher("person-11");
        assertThat(lastDay(after)).isEqualTo(IN_FORCE.plusDays(1 + 45));
        noPageSaysAnotherNumber(after);

        // 15 October closes nothing any more, 1 November does.
        stage.morningOf(LocalDate.of(2026, 10, 20));
        assertThat(story.applies("person-12")).isNotBlank();
        stage.morningOf(LocalDate.of(2026, 11, 2));
        assertThatThrownBy(() -> story.applies("person-16")).isInstanceOf(Problem.class);

        stage.morningOf(LocalDate.of(2026, 11, 14));
        assertThat(vouchers.get(before).state()).isEqualTo(Voucher.State.LAPSED);
        assertThat(vouchers.get(after).state()).isEqualTo(Voucher.State.ISSUED);
        stage.morningOf(LocalDate.of(2026, 11, 17));
        assertThat(vouchers.get(after).state()).isEqualTo(Voucher.State.LAPSED);
        assertThat(vouchers.get(lastOld).state()).isEqualTo(Voucher.State.ISSUED);
    }

    private LocalDate lastDay(String voucher) {
        return vouchers.get(voucher).lastDay();
    }

    /** The case, its story, the notices, the advice and the diagram, as an officer of each kind reads them. */
    private void noPageSaysAnotherNumber(String voucher) {
        var application = vouchers.get(voucher).application();
        for (var language : Language.values()) {
            for (var path :
                    List.of("/cases/" + application, "/cases/" + application + "/story", "/advice", "/notices")) {
                var page = officers.get("mobility-KZ-75", path, language);
                if (page.statusCode() != 404) {
                    assertThat(words(page.body()))
                            .as(path + " " + language)
                            .doesNotContainPattern("(?<![\\d.])60 (?:[\\p{L}]+ )?(?:day|күн|дн)")
                            .doesNotContain("15 October", "15 қазан", "15 октября", "15.10.");
                }
            }
            assertThat(officers.page("mobility-KZ-75", "/cases/" + application, language))
                    .containsAnyOf("16.11.2026", "16 November 2026", "2026 жылғы 16 қараша", "16 ноября 2026");
            for (var diagram :
                    repository.createProcessDefinitionQuery().latestVersion().list()) {
                var xml = officers.get(
                                "admin",
                                "/camunda/api/engine/engine/default/process-definition/" + diagram.getId() + "/xml",
                                language)
                        .body();
                assertThat(java.util.regex.Pattern.compile("name=\\\\\"([^\"]*)\\\\\"")
                                .matcher(xml)
                                .results()
                                .map(name -> name.group(1)))
                        .as(diagram.getKey() + " " + language)
                        .isNotEmpty()
                        .noneMatch(name -> name.matches(".*\\d+ (?:[\\p{L}]+ )?(?:day|күн|дн|раб).*"));
            }
            assertThat(officers.page("analyst", "/law?day=2026-10-02", language))
                    .contains("45", "01.11");
        }
    }

    private static String words(String html) {
        return html.replaceAll("<[^>]*>", " ");
    }
}
