package kz.bilik.process.task;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import kz.bilik.problem.Problem;
import kz.bilik.process.words.ProblemWords;
import org.camunda.bpm.engine.impl.util.JsonUtil;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Lets the sentence of a refused completion reach the officer as it is. The engine wraps it ("Cannot submit task form …
 * There was an exception while invoking the TaskListener …") and answers 500, as if the product had failed. Who completes
 * a task that somebody else has just completed is told so too.
 */
final class RefusalInWords extends OncePerRequestFilter {

    private static final String REFUSED = RefusalInWords.class.getName();

    private static final Pattern COMPLETION =
            Pattern.compile(".*/task/[^/]+/(submit-form|complete|resolve|claim|unclaim|assignee|delegate)");

    /** What the engine says when the task is gone, or was changed in the very same moment (optimistic locking). */
    private static final Pattern CAME_SECOND = Pattern.compile("Cannot find task with id|ENGINE-03005");

    /** What it says when somebody else was quicker to take it. */
    private static final Pattern CLAIMED = Pattern.compile("is already claimed by someone else");

    private final ObjectProvider<ProblemWords> problemWords;

    RefusalInWords(ObjectProvider<ProblemWords> problemWords) {
        this.problemWords = problemWords;
    }

    /** What the answer will be. */
    private record Refused(int status, String code, String words) {}

    /** Keeps the sentence for the answer to the request that is being served, if any. */
    static void remember(Problem problem, String words) {
        var request = RequestContextHolder.getRequestAttributes();
        if (request != null) {
            request.setAttribute(
                    REFUSED,
                    new Refused(status(problem.kind()), problem.code(), words),
                    RequestAttributes.SCOPE_REQUEST);
        }
    }

    private static int status(Problem.Kind kind) {
        return switch (kind) {
            case FORBIDDEN -> HttpServletResponse.SC_FORBIDDEN;
            case CONFLICT -> HttpServletResponse.SC_CONFLICT;
            case NOT_FOUND -> HttpServletResponse.SC_NOT_FOUND;
            default -> HttpServletResponse.SC_BAD_REQUEST;
        };
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !HttpMethod.POST.matches(request.getMethod())
                || !COMPLETION.matcher(request.getRequestURI()).matches();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var answer = new ContentCachingResponseWrapper(response);
        chain.doFilter(request, answer);
        if (answer.getStatus() >= HttpServletResponse.SC_BAD_REQUEST) {
            if (request.getAttribute(REFUSED) instanceof Refused refused) {
                say(answer, refused);
            } else {
                var said = new String(answer.getContentAsByteArray(), StandardCharsets.UTF_8);
                if (CAME_SECOND.matcher(said).find()) {
                    conflict(answer, "task.done-meanwhile");
                } else if (CLAIMED.matcher(said).find()) {
                    conflict(answer, "task.taken-meanwhile");
                }
            }
        }
        answer.copyBodyToResponse();
    }

    private void conflict(HttpServletResponse answer, String code) throws IOException {
        var words = problemWords.getObject().of(Problem.of(Problem.Kind.CONFLICT, code));
        say(answer, new Refused(HttpServletResponse.SC_CONFLICT, code, words));
    }

    private static void say(HttpServletResponse answer, Refused refused) throws IOException {
        answer.resetBuffer();
        answer.setStatus(refused.status());
        answer.setContentType(MediaType.APPLICATION_JSON_VALUE);
        var body = JsonUtil.createObject();
        JsonUtil.addField(body, "type", RefusedCompletion.class.getSimpleName());
        JsonUtil.addField(body, "code", refused.code());
        JsonUtil.addField(body, "message", refused.words());
        answer.getOutputStream().write(body.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** On the webapps' and the scripts' way to the engine. */
    @Configuration(proxyBeanMethods = false)
    static class OnTheWayToTheEngine {

        @Bean
        FilterRegistrationBean<RefusalInWords> refusalInWords(ObjectProvider<ProblemWords> problemWords) {
            var registration = new FilterRegistrationBean<>(new RefusalInWords(problemWords));
            registration.setOrder(204); // after the logins and within the officer's language
            registration.addUrlPatterns("/camunda/api/engine/*", "/engine-rest/*");
            return registration;
        }
    }
}
