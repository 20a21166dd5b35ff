package kz.bilik.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import kz.bilik.language.Language;
import kz.bilik.support.ProcedureTest;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.Deployment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An analyst decides between what is in force and what a newer product brings. */
@ProcedureTest
class ProductFilesPageTest extends InTheBrowser {

    private static final String FILE = "processes/legal-terms.dmn";

    @Autowired
    JdbcClient jdbc;

    @Autowired
    RepositoryService repository;

    private OfficersOverHttp officers;
    private String newer;
    private Set<String> deployments;

    @BeforeEach
    void aNewerProductStarted() throws Exception {
        officers = new OfficersOverHttp(port);
        newer = Files.readString(Path.of(FILE)).replaceFirst("(<description>)([^<]+)", "$1$2 (newer)");
        deployments = deployments();
        jdbc.sql("insert into product_conflict (name, content, since) values (?, ?, ?)")
                .params(FILE, newer.getBytes(StandardCharsets.UTF_8), OffsetDateTime.parse("2026-09-14T09:00:00+05:00"))
                .update();
    }

    @AfterEach
    void asItWas() throws Exception {
        jdbc.sql("delete from product_conflict").update();
        jdbc.sql("update product_file set content = ? where name = ?")
                .params(Files.readAllBytes(Path.of(FILE)), FILE)
                .update();
        repository.createDeploymentQuery().list().stream()
                .map(Deployment::getId)
                .filter(deployment -> !deployments.contains(deployment))
                .forEach(repository::deleteDeployment);
    }

    @Test
    void theThreeSidesAreShownAndTheOneInForceStays() {
        for (var language : Language.values()) {
            assertThat(officers.page("analyst", "/product-files", language))
                    .contains(FILE, "(newer)", "14.09.2026 09:00");
            assertThat(officers.page("analyst", "/", language)).contains("/product-files");
        }
        assertThat(new String(
                        officers.bytes("analyst", "/product-files/file?name=" + FILE + "&side=BROUGHT_NOW")
                                .body(),
                        StandardCharsets.UTF_8))
                .isEqualTo(newer);
        assertThat(officers.post("analyst", "/product-files/keep", Map.of("name", FILE))
                        .body())
                .contains("What is in force stays.", "Nothing has to be decided.");
        assertThat(deployments()).isEqualTo(deployments);
        assertThat(officers.post("analyst", "/product-files/keep", Map.of("name", FILE))
                        .body())
                .contains("Somebody has decided about this file meanwhile.");
        assertThat(officers.page("admin", "/deeds")).contains("Newer file of the product not taken", FILE);
        assertThat(officers.page("analyst", "/")).doesNotContain("/product-files");
    }

    @Test
    void theProductsFileComesIntoForceWithThePress() {
        assertThat(officers.post("analyst", "/product-files/take", Map.of("name", FILE))
                        .body())
                .contains("The product’s file is in force.", "Nothing has to be decided.");
        var latest = repository
                .createDecisionDefinitionQuery()
                .decisionDefinitionKey("legalTerms")
                .latestVersion()
                .singleResult();
        assertThat(repository.getDecisionModel(latest.getId()))
                .hasBinaryContent(newer.getBytes(StandardCharsets.UTF_8));
        assertThat(officers.page("admin", "/deeds")).contains("Newer file of the product taken", "analyst");
    }

    @Test
    void nobodyElseDecides() {
        for (var officer : new String[] {"auditor", "career-KZ-75-03", "authorised"}) {
            assertThat(officers.bytes(officer, "/product-files").statusCode())
                    .as(officer)
                    .isEqualTo(403);
        }
        assertThat(officers.bytes("analyst", "/product-files/file?name=../../etc/passwd&side=IN_FORCE")
                        .statusCode())
                .isEqualTo(404);
        assertThat(officers.bytes("analyst", "/product-files/file?name=" + FILE + "&side=NONE")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void itIsReadInEachLanguageAndOnANarrowScreen() {
        var analyst = officer("analyst");
        for (var language : Language.values()) {
            for (var width : new int[] {1400, 360}) {
                analyst.setViewportSize(width, 1200);
                analyst.navigate(url("/product-files?lang=" + language.tag()));
                analyst.evaluate("() => document.querySelectorAll('details').forEach(each => { each.open = true; })");
                assertThat((int) analyst.evaluate("() => document.documentElement.scrollWidth"))
                        .isLessThanOrEqualTo(width);
                picture(analyst, "product-files-" + width + "-" + language.tag());
            }
        }
        analyst.setViewportSize(1400, 1200);
    }

    private Set<String> deployments() {
        return repository.createDeploymentQuery().list().stream()
                .map(Deployment::getId)
                .collect(Collectors.toSet());
    }
}
