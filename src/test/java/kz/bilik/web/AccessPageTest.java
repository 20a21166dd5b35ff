package kz.bilik.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.stream.Stream;
import kz.bilik.support.ProcedureTest;
import kz.bilik.web.door.ApiRules;
import kz.bilik.web.door.EngineCallRules;
import kz.bilik.web.door.EngineRoutes.Route;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** {@code docs/access.md} is written from the routes and the rules, and each route has its rule, each rule its route. */
@ProcedureTest
class AccessPageTest {

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mappings;

    private AccessPage page;

    @BeforeEach
    void read() {
        page = new AccessPage(mappings);
    }

    @Test
    void thePageSaysWhatTheRulesSay() throws IOException {
        var text = page.text();
        if (Boolean.getBoolean("access.write")) {
            Files.writeString(AccessPage.FILE, text);
        }
        assertThat(AccessPage.FILE).exists();
        assertThat(Files.readString(AccessPage.FILE))
                .as("docs/access.md is stale; refresh it: " + AccessPage.REFRESH)
                .isEqualTo(text);
    }

    @Test
    void eachEndpointOfTheApiHasARuleAndEachRuleAnEndpoint() {
        assertThat(page.endpoints()).hasSizeGreaterThan(25).allSatisfy(endpoint -> assertThat(AccessPage.rule(endpoint))
                .as(endpoint.toString())
                .isPresent());
        assertThat(ApiRules.ALL).allSatisfy(rule -> assertThat(page.endpoints())
                .as(rule.toString())
                .anyMatch(endpoint ->
                        AccessPage.rule(endpoint).filter(rule::equals).isPresent()));
    }

    @Test
    void eachPageHasARule() {
        // Spring's own answer to a failure is reached by no address.
        assertThat(page.pages())
                .filteredOn(each -> !each.path().equals("/error"))
                .hasSizeGreaterThan(30)
                .allSatisfy(each ->
                        assertThat(AccessPage.page(each)).as(each.toString()).isPresent());
    }

    @Test
    void eachCallOfTheEngineHasARuleAndEachRuleACall() {
        var calls =
                Stream.concat(page.calls().stream(), page.scripts().stream()).toList();
        assertThat(calls).hasSizeGreaterThan(900).allSatisfy(call -> assertThat(AccessPage.rule(call))
                .as(call.toString())
                .isPresent());
        var used =
                calls.stream().flatMap(call -> AccessPage.rule(call).stream()).toList();
        assertThat(EngineCallRules.ALL).allSatisfy(rule -> assertThat(used).contains(rule));
    }

    @Test
    void aCallThatNoRuleKnowsIsFoundOut() {
        assertThat(AccessPage.rule(new Route("POST", "/camunda/api/engine/engine/{name}/task/{id}/forward")))
                .isEmpty();
        assertThat(AccessPage.rule(new Route("GET", "/engine-rest/new-service")))
                .isEmpty();
    }

    @Test
    void eachLineOfThePageFitsAScreen() {
        assertThat(page.text().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(180));
    }
}
