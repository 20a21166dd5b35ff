package kz.bilik.web.page;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Browsers and the webapps ask for {@code favicon.ico}: a document in a tab of its own has no page to name our logo, and
 * the webapps' pages name the engine's. Both are led to the one logo.
 */
@Configuration(proxyBeanMethods = false)
class Favicon implements WebMvcConfigurer {

    @Override
    public void addViewControllers(ViewControllerRegistry views) {
        views.addRedirectViewController("/favicon.ico", "/style/bilik.svg");
        views.addRedirectViewController("/camunda/favicon.ico", "/style/bilik.svg");
    }
}
