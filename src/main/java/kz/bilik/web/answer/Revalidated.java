package kz.bilik.web.answer;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.ShallowEtagHeaderFilter;

/**
 * Scripts, styles and texts of pages and webapps: a browser keeps them and asks each time whether they are still the same, so
 * that after an upgrade nobody works with the scripts of yesterday. They are known by their content; the date of a file in a
 * jar is that of the build, or of nothing at all.
 */
final class Revalidated extends ShallowEtagHeaderFilter {

    private static final String ASK_FIRST = CacheControl.noCache().getHeaderValue();

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        response.setHeader(HttpHeaders.CACHE_CONTROL, ASK_FIRST);
        super.doFilterInternal(request, response, chain);
    }

    @Configuration(proxyBeanMethods = false)
    static class OnFiles {

        @Bean
        FilterRegistrationBean<Revalidated> revalidated() {
            var registration = new FilterRegistrationBean<>(new Revalidated());
            registration.addUrlPatterns(
                    "/webjars/*", "/style/*", "/swagger-ui/*", "/favicon.ico", "/camunda/app/*", "/camunda/lib/*");
            return registration;
        }
    }
}
