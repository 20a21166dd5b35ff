package kz.bilik.process.engine;

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
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Says in words and by 422 that a password does not meet the rule. The engine answers 500, as if the product had failed.
 * Camunda Admin asks beforehand; a script does not.
 */
final class WeakPasswords extends OncePerRequestFilter {

    private static final Pattern SETS_ONE = Pattern.compile(".*/user/(create|[^/]+/credentials)");

    private static final String REFUSED = "Password does not match policy";

    private static final int UNPROCESSABLE = 422;

    private final ObjectProvider<ProblemWords> problemWords;

    WeakPasswords(ObjectProvider<ProblemWords> problemWords) {
        this.problemWords = problemWords;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !SETS_ONE.matcher(request.getRequestURI()).matches();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var answer = new ContentCachingResponseWrapper(response);
        chain.doFilter(request, answer);
        if (answer.getStatus() >= HttpServletResponse.SC_BAD_REQUEST
                && new String(answer.getContentAsByteArray(), StandardCharsets.UTF_8).contains(REFUSED)) {
            answer.resetBuffer();
            answer.setStatus(UNPROCESSABLE);
            answer.setContentType(MediaType.APPLICATION_JSON_VALUE);
            var body = JsonUtil.createObject();
            JsonUtil.addField(body, "type", WeakPasswords.class.getSimpleName());
            var problem = Problem.of(Problem.Kind.UNPROCESSABLE, "officer.password-weak");
            JsonUtil.addField(body, "code", problem.code());
            JsonUtil.addField(body, "message", problemWords.getObject().of(problem));
            answer.getOutputStream().write(body.toString().getBytes(StandardCharsets.UTF_8));
        }
        answer.copyBodyToResponse();
    }

    /** On the webapps' and the scripts' way to the engine. */
    @Configuration(proxyBeanMethods = false)
    static class OnTheWayToTheEngine {

        @Bean
        FilterRegistrationBean<WeakPasswords> weakPasswords(ObjectProvider<ProblemWords> problemWords) {
            var registration = new FilterRegistrationBean<>(new WeakPasswords(problemWords));
            registration.setOrder(204); // after the logins and within the officer's language
            registration.addUrlPatterns("/camunda/api/engine/*", "/engine-rest/*");
            return registration;
        }
    }
}
