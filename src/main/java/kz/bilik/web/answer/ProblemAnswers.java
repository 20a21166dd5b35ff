package kz.bilik.web.answer;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import kz.bilik.language.Language;
import kz.bilik.language.Texts;
import kz.bilik.problem.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Words a {@link Problem} as an answer in the reader's language. */
@Component
public class ProblemAnswers {

    private final Texts texts;
    private final RequestLanguage requestLanguage;
    private final ObjectMapper json;

    ProblemAnswers(Texts texts, RequestLanguage requestLanguage, ObjectMapper json) {
        this.texts = texts;
        this.requestLanguage = requestLanguage;
        this.json = json;
    }

    /** The status that says what kind of problem it is. */
    public static HttpStatus status(Problem.Kind kind) {
        return switch (kind) {
            case MALFORMED -> HttpStatus.BAD_REQUEST;
            case UNAUTHENTICATED -> HttpStatus.UNAUTHORIZED;
            case FORBIDDEN -> HttpStatus.FORBIDDEN;
            case NOT_FOUND -> HttpStatus.NOT_FOUND;
            case CONFLICT -> HttpStatus.CONFLICT;
            case TOO_LARGE -> HttpStatus.PAYLOAD_TOO_LARGE;
            case UNSUPPORTED -> HttpStatus.UNSUPPORTED_MEDIA_TYPE;
            case UNPROCESSABLE -> HttpStatus.UNPROCESSABLE_ENTITY;
            case TOO_MANY -> HttpStatus.TOO_MANY_REQUESTS;
            case UNAVAILABLE -> HttpStatus.SERVICE_UNAVAILABLE;
        };
    }

    ProblemAnswer answer(
            HttpServletRequest request, HttpStatusCode status, Problem problem, @Nullable String incident) {
        var language = requestLanguage.of(request);
        var fields = problem.fields().stream()
                .map(field -> new ProblemAnswer.Field(
                        field.path(), field.code(), text(language, field.code(), field.arguments())))
                .toList();
        return new ProblemAnswer(
                "/problems/" + problem.code(),
                title(language, status.value()),
                status.value(),
                text(language, problem.code(), problem.arguments()),
                request.getRequestURI(),
                problem.code(),
                fields,
                incident);
    }

    ResponseEntity<ProblemAnswer> entity(
            HttpServletRequest request,
            HttpStatusCode status,
            Problem problem,
            HttpHeaders headers,
            @Nullable String incident) {
        return ResponseEntity.status(status)
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .header(
                        HttpHeaders.CONTENT_LANGUAGE,
                        requestLanguage.of(request).tag())
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
                .body(answer(request, status, problem, incident));
    }

    /** The same for filters, where no controller answers. */
    void write(HttpServletRequest request, HttpServletResponse response, Problem problem) throws IOException {
        write(request, response, status(problem.kind()), problem);
    }

    public void write(HttpServletRequest request, HttpServletResponse response, HttpStatus status, Problem problem)
            throws IOException {
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.setHeader(
                HttpHeaders.CONTENT_LANGUAGE, requestLanguage.of(request).tag());
        response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
        json.writeValue(response.getOutputStream(), answer(request, status, problem, null));
    }

    /** What that status says, in two or three words; of one that has no words of its own, what its class says. */
    public String title(Language language, int status) {
        return texts.inOr(
                language,
                texts.in(
                        language,
                        status < HttpStatus.INTERNAL_SERVER_ERROR.value() ? "web.title.400" : "web.title.500"),
                "web.title." + status);
    }

    /** The sentence of that code, its placeholders filled; the code itself when it has none. */
    public String text(Language language, String code, List<Object> arguments) {
        return texts.inOr(language, code, "problem." + code, arguments.toArray());
    }
}
