package kz.bilik.process.rights;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.rest.security.auth.AuthenticationResult;
import org.camunda.bpm.engine.rest.security.auth.ProcessEngineAuthenticationFilter;
import org.camunda.bpm.engine.rest.security.auth.impl.ContainerBasedAuthenticationProvider;
import org.camunda.bpm.webapp.impl.security.auth.ContainerBasedAuthenticationFilter;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

/** One login: who has signed in at our door is signed in in the webapps and in the engine's REST API. */
@Configuration(proxyBeanMethods = false)
class WebappLogin {

    @Bean
    FilterRegistrationBean<ContainerBasedAuthenticationFilter> webappAuthentication() {
        var registration = new FilterRegistrationBean<>(new ContainerBasedAuthenticationFilter());
        registration.setInitParameters(Map.of("authentication-provider", SignedIn.class.getName()));
        registration.setOrder(201); // after Spring Security
        registration.addUrlPatterns("/camunda/app/*", "/camunda/api/*", "/camunda/lib/*");
        return registration;
    }

    @Bean
    FilterRegistrationBean<ProcessEngineAuthenticationFilter> restAuthentication() {
        var registration = new FilterRegistrationBean<>(new ProcessEngineAuthenticationFilter());
        registration.setInitParameters(
                Map.of("authentication-provider", SignedIn.class.getName(), "rest-url-pattern-prefix", ""));
        registration.setOrder(202);
        registration.addUrlPatterns("/engine-rest/*");
        return registration;
    }

    /** Takes the officer from Spring Security; his groups are the engine's, read anew at each login. */
    public static final class SignedIn extends ContainerBasedAuthenticationProvider {

        @Override
        public AuthenticationResult extractAuthenticatedUser(HttpServletRequest request, ProcessEngine engine) {
            var authentication = SecurityContextHolder.getContext().getAuthentication();
            if (authentication == null
                    || authentication instanceof AnonymousAuthenticationToken
                    || !authentication.isAuthenticated()) {
                return AuthenticationResult.unsuccessful();
            }
            var result = AuthenticationResult.successful(authentication.getName());
            result.setGroups(groups(engine, authentication.getName()));
            return result;
        }

        private static List<String> groups(ProcessEngine engine, String user) {
            return engine.getIdentityService().createGroupQuery().groupMember(user).list().stream()
                    .map(org.camunda.bpm.engine.identity.Group::getId)
                    .toList();
        }
    }
}
