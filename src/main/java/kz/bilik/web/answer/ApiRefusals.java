package kz.bilik.web.answer;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import kz.bilik.problem.Problem;
import kz.bilik.problem.Problem.Kind;
import kz.bilik.web.door.ApiRules;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.PathContainer;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.stereotype.Component;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * What the API's door says to those it does not let in: 401 and 403 as problem details like everything else. The API is
 * described to everybody, so whoever mistypes an address reads that there is none, and is not sent to sign in first.
 */
@Component
class ApiRefusals implements AuthenticationEntryPoint, AccessDeniedHandler {

    private final ProblemAnswers answers;

    ApiRefusals(ProblemAnswers answers) {
        this.answers = answers;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException refused)
            throws IOException {
        if (refused instanceof InsufficientAuthenticationException) {
            var lines = linesFor(request);
            if (lines.isEmpty()) {
                answers.write(request, response, Problem.of(Kind.NOT_FOUND, "web.not-found"));
                return;
            }
            if (lines.stream().allMatch(ApiRules.Rule::isPublic)) {
                anotherMethod(request, response, lines);
                return;
            }
        }
        response.setHeader(
                HttpHeaders.WWW_AUTHENTICATE,
                refused instanceof InvalidBearerTokenException ? "Bearer error=\"invalid_token\"" : "Bearer");
        answers.write(request, response, Problem.of(Kind.UNAUTHENTICATED, "web.unauthenticated"));
    }

    /** A caller who is known but not let in learns whether the address, the method or the right is missing. */
    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException refused)
            throws IOException {
        var lines = linesFor(request);
        if (lines.isEmpty()) {
            answers.write(request, response, Problem.of(Kind.NOT_FOUND, "web.not-found"));
        } else if (lines.stream().noneMatch(rule -> rule.method().matches(request.getMethod()))) {
            anotherMethod(request, response, lines);
        } else {
            answers.write(request, response, Problem.of(Kind.FORBIDDEN, "web.forbidden"));
        }
    }

    /** The lines of the door for that address, whatever the method. */
    private static List<ApiRules.Rule> linesFor(HttpServletRequest request) {
        var path = PathContainer.parsePath(
                request.getRequestURI().substring(request.getContextPath().length()));
        return ApiRules.ALL.stream()
                .filter(rule ->
                        PathPatternParser.defaultInstance.parse(rule.path()).matches(path))
                .toList();
    }

    private void anotherMethod(HttpServletRequest request, HttpServletResponse response, List<ApiRules.Rule> lines)
            throws IOException {
        response.setHeader(
                HttpHeaders.ALLOW,
                lines.stream().map(rule -> rule.method().name()).distinct().collect(Collectors.joining(", ")));
        answers.write(
                request,
                response,
                HttpStatus.METHOD_NOT_ALLOWED,
                Problem.of(Kind.MALFORMED, "web.method", request.getMethod()));
    }
}
