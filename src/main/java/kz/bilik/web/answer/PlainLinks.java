package kz.bilik.web.answer;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.resource.ResourceUrlEncodingFilter;

/**
 * Links are written as they stand in a template. Left alone, Spring looks for a file of each link of each page in the whole
 * class path, to put the version of a library into its address: every fourth millisecond of a page went there. Files are known
 * by their content instead ({@link Revalidated}), and found by their address without a version.
 */
@Configuration(proxyBeanMethods = false)
class PlainLinks {

    @Bean
    FilterRegistrationBean<ResourceUrlEncodingFilter> resourceUrlEncodingFilter() {
        var none = new FilterRegistrationBean<>(new ResourceUrlEncodingFilter());
        none.setEnabled(false);
        return none;
    }
}
