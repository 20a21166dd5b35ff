package kz.bilik.process.engine;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.impl.util.JsonUtil;
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
 * There was an exception while invoking the TaskListener …") and answers 500, as if the product had failed.
 */
final class RefusalInWords extends OncePerRequestFilter {

    private static final String WORDS = RefusalInWords.class.getName();

    private static final Pattern COMPLETION = Pattern.compile(".*/task/[^/]+/(submit-form|complete|resolve)");

    /** Keeps the sentence for the answer to the request that is being served, if any. */
    static void remember(String words) {
        var request = RequestContextHolder.getRequestAttributes();
        if (request != null) {
            request.setAttribute(WORDS, words, RequestAttributes.SCOPE_REQUEST);
        }
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
        if (answer.getStatus() >= HttpServletResponse.SC_BAD_REQUEST
                && request.getAttribute(WORDS) instanceof String words) {
            answer.resetBuffer();
            answer.setStatus(HttpServletResponse.SC_BAD_REQUEST);
            answer.setContentType(MediaType.APPLICATION_JSON_VALUE);
            var body = JsonUtil.createObject();
            JsonUtil.addField(body, "type", RefusedCompletion.class.getSimpleName());
            JsonUtil.addField(body, "message", words);
            answer.getOutputStream().write(body.toString().getBytes(StandardCharsets.UTF_8));
        }
        answer.copyBodyToResponse();
    }

    /** On the webapps' and the scripts' way to the engine. */
    @Configuration(proxyBeanMethods = false)
    static class OnTheWayToTheEngine {

        @Bean
        FilterRegistrationBean<RefusalInWords> refusalInWords() {
            var registration = new FilterRegistrationBean<>(new RefusalInWords());
            registration.setOrder(203); // after the logins
            registration.addUrlPatterns("/camunda/api/engine/*", "/engine-rest/*");
            return registration;
        }
    }
}
