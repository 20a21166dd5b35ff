package kz.bilik.web.input;

import java.io.IOException;
import kz.bilik.problem.Problem;
import kz.bilik.problem.Problem.Kind;
import kz.bilik.web.answer.ProblemAnswers;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;

/**
 * What the server refuses before anything of ours sees it, such as an address that is none, in our words: a problem for a
 * program, a line for a person. A transfer coding that the server does not know (501) is the caller's fault like the rest.
 */
final class ServerErrors extends ErrorReportValve {

    private final ProblemAnswers answers;

    private ServerErrors(ProblemAnswers answers) {
        this.answers = answers;
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        if (response.getStatus() < HttpStatus.BAD_REQUEST.value()
                || response.getContentWritten() > 0
                || !response.setErrorReported()) {
            return;
        }
        var status = status(response.getStatus());
        response.setStatus(status.value());
        try {
            answers.write(request, response.getResponse(), status, problem(status));
            response.finishResponse();
        } catch (IOException gone) {
            // Nobody listens any more.
        }
    }

    private static HttpStatus status(int code) {
        if (code == HttpStatus.NOT_IMPLEMENTED.value() || code == HttpStatus.HTTP_VERSION_NOT_SUPPORTED.value()) {
            return HttpStatus.BAD_REQUEST;
        }
        var status = HttpStatus.resolve(code);
        return status == null ? HttpStatus.BAD_REQUEST : status;
    }

    private static Problem problem(HttpStatus status) {
        return switch (status) {
            case NOT_FOUND -> Problem.of(Kind.NOT_FOUND, "web.not-found");
            case PAYLOAD_TOO_LARGE, URI_TOO_LONG, REQUEST_HEADER_FIELDS_TOO_LARGE ->
                Problem.of(Kind.TOO_LARGE, "web.too-large");
            case METHOD_NOT_ALLOWED -> Problem.of(Kind.MALFORMED, "web.malformed");
            default ->
                status.is5xxServerError()
                        ? Problem.of(Kind.UNAVAILABLE, "web.internal", "-")
                        : Problem.of(Kind.MALFORMED, "web.malformed");
        };
    }

    /** Behind Boot's own, and so before it when something has gone wrong. */
    @Configuration(proxyBeanMethods = false)
    static class OfTheServer {

        @Bean
        WebServerFactoryCustomizer<TomcatServletWebServerFactory> serverErrors(ProblemAnswers answers) {
            return new InOurWords(answers);
        }
    }

    private record InOurWords(ProblemAnswers answers)
            implements WebServerFactoryCustomizer<TomcatServletWebServerFactory>, Ordered {

        @Override
        public void customize(TomcatServletWebServerFactory server) {
            server.addContextCustomizers(
                    context -> context.getParent().getPipeline().addValve(new ServerErrors(answers)));
        }

        @Override
        public int getOrder() {
            return Ordered.LOWEST_PRECEDENCE;
        }
    }
}
