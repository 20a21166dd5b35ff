package kz.bilik.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import kz.bilik.language.Language;
import kz.bilik.support.ProcedureTest;
import kz.bilik.support.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.HtmlUtils;

/**
 * Days, months, years and pages that stand in an address may be changed by hand: whatever cannot be, each page of the product
 * refuses in words. The pages are those of the running product, by their parameters, so that one that comes later is tried too.
 */
@ProcedureTest
class AddressesTest {

    /** Who opens what, together, is everything. */
    private static final List<String> READERS = List.of("auditor", "admin", "head-career-KZ-75-03");

    private static final Set<String> PARAMETERS = Set.of("page", "year", "day", "from", "to", "until");

    /** Read from the request as a whole, with other things that may be asked. */
    private static final Map<String, Set<String>> ASKED_TOGETHER =
            Map.of("/cases", Set.of("from", "to"), "/reports", Set.of("from", "to"));

    private static final Map<String, List<String>> WRONG = Map.of(
            "page", List.of("-1", "70000", "2147483647", "99999999999", "x"),
            "year", List.of("1999", "2100", "-2026", "999999999", "99999999999", "x"),
            "a day", List.of("+999999999-12-31", "-0001-01-01", "1999-12-31", "2100-01-01", "2026-13-40", "x"));

    /** What such a page says beside its frame, as a pattern. */
    private static final Map<Language, String> NO_SUCH_PAGE = Map.of(
            Language.KK, "Бұл тізімде мұндай бет жоқ.",
            Language.RU, "В этом списке нет такой страницы.",
            Language.EN, "This list has no such page.");

    @LocalServerPort
    int port;

    @Autowired
    Stage stage;

    @Autowired
    JdbcClient database;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mappings;

    private OfficersOverHttp officers;

    @BeforeEach
    void begin() {
        stage.clear();
        officers = new OfficersOverHttp(port);
    }

    @Test
    void whatNoPageCanShowIsRefusedInWords() {
        var parameters = parameters();
        assertThat(parameters)
                .containsKeys(
                        "/accounts",
                        "/audit/export",
                        "/board",
                        "/calendar",
                        "/cases",
                        "/catalogue?kind=PROFESSIONS",
                        "/law",
                        "/reports");
        assertSoftly(softly -> parameters.forEach((path, names) -> names.forEach(name -> {
            for (var wrong : WRONG.getOrDefault(name, WRONG.get("a day"))) {
                var address = path + (path.contains("?") ? "&" : "?") + name + "="
                        + URLEncoder.encode(wrong, StandardCharsets.UTF_8);
                var answer = opened(path, address);
                softly.assertThat(answer.statusCode()).as(address).isIn(400, 404, 422);
                softly.assertThat(answer.body()).as(address).containsAnyOf("role=\"alert\"", "\"detail\":\"");
            }
        })));
    }

    @Test
    void aPageThatAListDoesNotHaveIsNoEmptyPage() {
        for (var path : List.of("/notices", "/deeds", "/cases", "/sign-ins", "/accounts")) {
            NO_SUCH_PAGE.forEach((language, words) -> {
                var reader = reader(path);
                var answer = officers.get(reader, path + "?page=70077", language);
                assertThat(answer.statusCode()).as(path).isEqualTo(404);
                assertThat(HtmlUtils.htmlUnescape(answer.body())).as(path).contains(words);
            });
        }
    }

    @Test
    void aDistributionIsNotShownInAYearThatIsNotIts() {
        var number = database.sql("select min(number) from distribution")
                .query(String.class)
                .single();
        for (var year : WRONG.get("year")) {
            assertThat(officers.get("auditor", "/distributions/" + number + "?year=" + year, Language.EN)
                            .statusCode())
                    .as(year)
                    .isIn(400, 404);
        }
        assertThat(officers.page("auditor", "/distributions/" + number + "?year=2026"))
                .contains(number);
    }

    /** By the address of each page that has any of these parameters. */
    private Map<String, Set<String>> parameters() {
        var found = new TreeMap<String, Set<String>>();
        mappings.getHandlerMethods().forEach((info, method) -> {
            var verbs = info.getMethodsCondition().getMethods();
            if (!method.getBeanType().getPackageName().equals("kz.bilik.web.page")
                    || !verbs.isEmpty() && !verbs.contains(RequestMethod.GET)) {
                return;
            }
            for (var path : info.getPatternValues()) {
                var names = new TreeSet<>(ASKED_TOGETHER.getOrDefault(path, Set.of()));
                Arrays.stream(method.getMethodParameters())
                        .filter(parameter -> parameter.hasParameterAnnotation(RequestParam.class))
                        .map(parameter -> parameter.getParameter().getName())
                        .filter(PARAMETERS::contains)
                        .forEach(names::add);
                if (!path.contains("{") && !names.isEmpty()) {
                    found.put(path.equals("/catalogue") ? "/catalogue?kind=PROFESSIONS" : path, names);
                }
            }
        });
        return found;
    }

    private HttpResponse<String> opened(String path, String address) {
        return officers.get(reader(path), address, Language.EN);
    }

    /** Who has that page; what he asks is wrong in any case. */
    private String reader(String path) {
        return READERS.stream()
                .filter(each -> officers.get(each, path, Language.EN).statusCode() != 403)
                .filter(each -> officers.get(each, path, Language.EN).statusCode() != 404)
                .findFirst()
                .orElseThrow(() -> new AssertionError("nobody reads " + path));
    }
}
