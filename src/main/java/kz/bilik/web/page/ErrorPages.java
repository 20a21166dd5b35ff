package kz.bilik.web.page;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import kz.bilik.language.Texts;
import kz.bilik.problem.Problem;
import kz.bilik.problem.Problem.Kind;
import kz.bilik.web.answer.ProblemAnswers;
import kz.bilik.web.answer.ProblemDetails;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.servlet.error.ErrorController;
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

    private final Pages pages;
    private final ProblemAnswers answers;
    private final Texts texts;

    ErrorPages(Pages pages, ProblemAnswers answers, Texts texts) {
        this.pages = pages;
        this.answers = answers;
        this.texts = texts;
    }

    @RequestMapping("/error")
    @Nullable
    String error(HttpServletRequest request, HttpServletResponse response, Model model) throws IOException {
        var status = status(request);
        var problem = problem(request, status);
        var path = String.valueOf(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI));
        if (path.startsWith(request.getContextPath() + "/api/")) {
            answers.write(request, response, status, problem);
            return null;
        }
        // Whoever fetched a file or data has no use for a page.
        var accepts = String.valueOf(request.getHeader("Accept"));
        if (!accepts.contains(MediaType.TEXT_HTML_VALUE)) {
            response.setStatus(status.value());
            return null;
        }
        var language = pages.frame(request, model);
        response.setStatus(status.value());
        model.addAttribute("path", "/");
        model.addAttribute("title", texts.in(language, "web.title." + status.value()));
        model.addAttribute("detail", answers.text(language, problem.code(), problem.arguments()));
        return "problem";
    }

    @GetMapping("/problems/{code}")
    String explained(@PathVariable String code, HttpServletRequest request, HttpServletResponse response, Model model) {
        var language = pages.frame(request, model);
        var text = texts.inOr(language, "", "problem." + code);
        if (text.isEmpty()) {
            throw Problem.of(Kind.NOT_FOUND, "web.not-found");
        }
        model.addAttribute("title", code);
        model.addAttribute("detail", text.replaceAll("\\{[0-9]+}", "…"));
        return "problem";
    }

    private static HttpStatus status(HttpServletRequest request) {
        var status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
                ? HttpStatus.resolve(code)
                : HttpStatus.NOT_FOUND;
        if (status == null || !HAS_TITLE.contains(status.value())) {
            return status != null && status.is4xxClientError()
                    ? HttpStatus.BAD_REQUEST
                    : HttpStatus.INTERNAL_SERVER_ERROR;
        }
        return status;
    }

    private static final java.util.Set<Integer> HAS_TITLE =
            java.util.Set.of(400, 401, 403, 404, 405, 406, 409, 413, 415, 422, 500, 503);

    private static Problem problem(HttpServletRequest request, HttpStatus status) {
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
            case INTERNAL_SERVER_ERROR -> Problem.of(Kind.UNAVAILABLE, "web.internal", "-");
            default -> Problem.of(Kind.MALFORMED, "web.malformed");
        };
    }
}
