package kz.bilik.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import kz.bilik.support.ProcedureTest;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Many officers open the webapps at once, and each browser may run the scripts of the page that it got. */
@ProcedureTest
class PagesNonceTest {

    private static final Pattern OF_THE_PAGE = Pattern.compile("nonce=\"([^\"]+)\"");
    private static final Pattern OF_THE_POLICY = Pattern.compile("'nonce-([^']+)'");

    @LocalServerPort
    int port;

    @Test
    void eachPageRunsItsOwnScriptsHoweverManyAreOpenedAtOnce() throws Exception {
        var officer = new Visitor(port, "Firefox/140.0 Linux").signsIn("career-KZ-75-03", "demo");
        var pages = new ArrayList<Callable<HttpResponse<String>>>();
        for (var page = 0; page < 400; page++) {
            pages.add(() -> officer.get("/camunda/app/tasklist/default/"));
        }
        var many = Executors.newFixedThreadPool(8);
        try {
            for (var page : many.invokeAll(pages, 2, TimeUnit.MINUTES)) {
                var answer = page.get();
                assertThat(answer.statusCode()).isEqualTo(200);
                var allowed = OF_THE_POLICY.matcher(
                        answer.headers().firstValue("Content-Security-Policy").orElseThrow());
                assertThat(allowed.find()).isTrue();
                var scripts = OF_THE_PAGE.matcher(answer.body());
                assertThat(scripts.find()).isTrue();
                do {
                    assertThat(scripts.group(1)).isEqualTo(allowed.group(1));
                } while (scripts.find());
            }
        } finally {
            many.shutdownNow();
        }
    }
}
