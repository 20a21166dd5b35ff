package kz.bilik.web.page;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import kz.bilik.language.Texts;
import kz.bilik.problem.Problem;
import kz.bilik.problem.Problem.Kind;
import kz.bilik.web.answer.ProblemAnswers;
import kz.bilik.web.answer.ProblemDetails;
import kz.bilik.web.answer.RequestLanguage;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.servlet.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * Where the container sends what failed outside a controller (or on a page): problem details for the API, a page in the
 * reader's language for people. Also the page that the {@code type} of a problem names.
 */
@Controller
class ErrorPages implements ErrorController {

    private static final Pattern ENGINE = Pattern.compile("/(engine-rest|camunda/api)(/.*)?");

    private final Pages pages;
    private final ProblemAnswers answers;
    private final Texts texts;
    private final RequestLanguage requestLanguage;
    private final ObjectMapper json;

    ErrorPages(Pages pages, ProblemAnswers answers, Texts texts, RequestLanguage requestLanguage, ObjectMapper json) {
        this.pages = pages;
        this.answers = answers;
        this.texts = texts;
        this.requestLanguage = requestLanguage;
        this.json = json;
    }

    @RequestMapping("/error")
    @Nullable
    String error(HttpServletRequest request, HttpServletResponse response, Model model) throws IOException {
        var status = status(request);
        var problem = problem(request, response, status);
        var path = String.valueOf(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI));
        if (path.startsWith(request.getContextPath() + "/api/")) {
            answers.write(request, response, status, problem);
            return null;
        }
        if (ENGINE.matcher(path.substring(request.getContextPath().length())).matches()) {
            engineError(request, response, status, problem);
            return null;
        }
        // Whoever fetched a file or data has no use for a page.
        var accepts = String.valueOf(request.getHeader("Accept"));
        if (!accepts.contains(MediaType.TEXT_HTML_VALUE)) {
            answers.write(request, response, status, problem);
            return null;
        }
        var language = pages.frame(request, model);
        response.setStatus(status.value());
        model.addAttribute("path", "/");
        model.addAttribute("title", answers.title(language, status.value()));
        model.addAttribute("detail", answers.text(language, problem.code(), problem.arguments()));
        return "problem";
    }

    /** As the engine answers: its clients, Camunda Modeler among them, show the message. */
    private void engineError(
            HttpServletRequest request, HttpServletResponse response, HttpStatus status, Problem problem)
            throws IOException {
        var words = answers.text(requestLanguage.of(request), problem.code(), problem.arguments());
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        json.writeValue(
                response.getOutputStream(), Map.of("type", "Refused", "code", problem.code(), "message", words));
    }

    @GetMapping("/problems/{code}")
    String explained(@PathVariable String code, HttpServletRequest request, HttpServletResponse response, Model model) {
        var language = pages.frame(request, model);
        var text = texts.inOr(language, "", "problem." + code);
        if (text.isEmpty()) {
            throw Problem.of(Kind.NOT_FOUND, "web.not-found");
        }
        model.addAttribute("title", texts.in(language, "web.page.problem"));
        model.addAttribute("code", code);
        model.addAttribute("detail", text.replaceAll("\\{[0-9]+}\\.?$|\\{[0-9]+}", "…"));
        return "problem";
    }

    private static HttpStatus status(HttpServletRequest request) {
        var status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
                ? HttpStatus.resolve(code)
                : HttpStatus.NOT_FOUND;
        return status == null ? HttpStatus.INTERNAL_SERVER_ERROR : status;
    }

    private static Problem problem(HttpServletRequest request, HttpServletResponse response, HttpStatus status) {
        if (request.getAttribute(ProblemDetails.PROBLEM) instanceof Problem known) {
            return known;
        }
        if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable failure) {
            var known = ProblemDetails.problem(failure);
            if (known != null) {
                return known;
            }
        }
        return switch (status) {
            case UNAUTHORIZED -> Problem.of(Kind.UNAUTHENTICATED, "web.unauthenticated");
            case FORBIDDEN -> Problem.of(Kind.FORBIDDEN, "web.forbidden");
            case NOT_FOUND -> Problem.of(Kind.NOT_FOUND, "web.not-found");
            case PAYLOAD_TOO_LARGE -> Problem.of(Kind.TOO_LARGE, "web.too-large");
            case TOO_MANY_REQUESTS ->
                Problem.of(
                        Kind.TOO_MANY,
                        "web.too-many-calls",
                        Optional.ofNullable(response.getHeader(HttpHeaders.RETRY_AFTER))
                                .orElse("60"));
            case INTERNAL_SERVER_ERROR -> Problem.of(Kind.UNAVAILABLE, "web.internal", incident(request));
            case METHOD_NOT_ALLOWED -> Problem.of(Kind.MALFORMED, "web.method", request.getMethod());
            case NOT_ACCEPTABLE -> Problem.of(Kind.MALFORMED, "web.not-acceptable");
            case UNSUPPORTED_MEDIA_TYPE -> Problem.of(Kind.UNSUPPORTED, "web.media-type");
            default -> Problem.of(Kind.MALFORMED, "web.malformed");
        };
    }

    private static Object incident(HttpServletRequest request) {
        var incident = request.getAttribute(ProblemDetails.INCIDENT);
        return incident == null ? "-" : incident;
    }
}
