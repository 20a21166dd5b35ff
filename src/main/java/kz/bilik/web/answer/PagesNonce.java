package kz.bilik.web.answer;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * A page of the webapps names in its policy the nonce that its own scripts bear. The engine's webapps keep the nonce of the last
 * call for all of them: between the policy and the page of one officer another one's call came in, and his browser refused every
 * script of a page that stayed empty.
 */
final class PagesNonce extends OncePerRequestFilter {

    private static final String POLICY = "Content-Security-Policy";
    private static final Pattern OF_THE_POLICY = Pattern.compile("'nonce-[^']*'");
    private static final Pattern OF_THE_PAGE = Pattern.compile("nonce=\"([A-Za-z0-9_-]+)\"");

    /** Pages have no ending; scripts, styles and texts need no nonce. */
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        var path = request.getRequestURI();
        return path.substring(path.lastIndexOf('/') + 1).contains(".");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var page = new ContentCachingResponseWrapper(response);
        chain.doFilter(request, page);
        var policy = page.getHeader(POLICY);
        if (policy != null) {
            var nonce = OF_THE_PAGE.matcher(new String(page.getContentAsByteArray(), StandardCharsets.UTF_8));
            if (nonce.find()) {
                page.setHeader(
                        POLICY,
                        OF_THE_POLICY
                                .matcher(policy)
                                .replaceAll(Matcher.quoteReplacement("'nonce-" + nonce.group(1) + "'")));
            }
        }
        page.copyBodyToResponse();
    }

    @Configuration(proxyBeanMethods = false)
    static class OnPages {

        @Bean
        FilterRegistrationBean<PagesNonce> pagesNonce() {
            var registration = new FilterRegistrationBean<>(new PagesNonce());
            registration.addUrlPatterns("/camunda/app/*");
            // Around the filter that sets the policy.
            registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
            return registration;
        }
    }
}
