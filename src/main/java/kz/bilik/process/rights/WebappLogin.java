package kz.bilik.process.rights;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngines;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.rest.security.auth.AuthenticationResult;
import org.camunda.bpm.engine.rest.security.auth.ProcessEngineAuthenticationFilter;
import org.camunda.bpm.engine.rest.security.auth.impl.ContainerBasedAuthenticationProvider;
import org.camunda.bpm.webapp.impl.security.auth.AuthenticationUtil;
import org.camunda.bpm.webapp.impl.security.auth.Authentications;
import org.camunda.bpm.webapp.impl.security.auth.ContainerBasedAuthenticationFilter;
import org.camunda.bpm.webapp.impl.security.auth.UserAuthentication;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;

/** One login: who has signed in at our door is signed in in the webapps and in the engine's REST API. */
@Configuration(proxyBeanMethods = false)
class WebappLogin {

    @Bean
    FilterRegistrationBean<ContainerBasedAuthenticationFilter> webappAuthentication() {
        var registration = new FilterRegistrationBean<ContainerBasedAuthenticationFilter>(new AnewWithEachRequest());
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

    /** Takes the officer from Spring Security, and his groups: our door has asked for them with this very request. */
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
            result.setGroups(authentication.getAuthorities().stream()
                    .map(GrantedAuthority::getAuthority)
                    .toList());
            // There are none; the engine would look for them each time.
            result.setTenants(List.of());
            return result;
        }
    }

    /**
     * The webapps keep in the session who somebody is, with his groups and the webapps that he may open, and look at it
     * anew after minutes. Here nothing of it is older than the request.
     */
    private static final class AnewWithEachRequest extends ContainerBasedAuthenticationFilter {

        /** Also for the calls that name no engine, such as the one that asks who is signed in. */
        @Override
        protected String extractEngineName(HttpServletRequest request) {
            var named = super.extractEngineName(request);
            return named == null ? ProcessEngines.NAME_DEFAULT : named;
        }

        @Override
        protected boolean existisAuthentication(Authentications known, String engine, String user) {
            return false;
        }

        @Override
        protected UserAuthentication createAuthentication(
                ProcessEngine engine, String user, List<String> groups, List<String> tenants) {
            return new Present(engine, user, groups, tenants);
        }
    }

    /** Somebody in the webapps; which of them he may open is asked once, and only where somebody wants to know. */
    private static final class Present extends UserAuthentication {

        private static final long serialVersionUID = 1L;

        private final transient ProcessEngine engine;
        private @Nullable Set<String> apps;

        private Present(ProcessEngine engine, String user, List<String> groups, List<String> tenants) {
            super(user, engine.getName());
            this.engine = engine;
            setGroupIds(groups);
            setTenantIds(tenants);
        }

        @Override
        public boolean isAuthorizedForApp(String app) {
            return getAuthorizedApps().contains(app);
        }

        @Override
        public Set<String> getAuthorizedApps() {
            if (apps == null) {
                apps = Stream.concat(
                                Stream.of(AuthenticationUtil.APP_WELCOME),
                                Arrays.stream(AuthenticationUtil.APPS).filter(mayOpen()))
                        .collect(Collectors.toSet());
            }
            return apps;
        }

        /** As the engine judges, which would ask twice for each webapp; who is revoked something is left to it. */
        private Predicate<String> mayOpen() {
            var all = rights();
            if (all.stream().anyMatch(right -> right.getAuthorizationType() == Authorization.AUTH_TYPE_REVOKE)) {
                return app -> engine.getAuthorizationService()
                        .isUserAuthorized(
                                getIdentityId(), getGroupIds(), Permissions.ACCESS, Resources.APPLICATION, app);
            }
            return app -> all.stream()
                    .filter(right ->
                            Authorization.ANY.equals(right.getResourceId()) || app.equals(right.getResourceId()))
                    .filter(right -> right.isPermissionGranted(Permissions.ACCESS))
                    .anyMatch(right -> right.getAuthorizationType() == Authorization.AUTH_TYPE_GLOBAL
                            || getIdentityId().equals(right.getUserId())
                            || getGroupIds().contains(right.getGroupId()));
        }

        /** All rights to webapps: a handful. Asked past the rights of the officer himself, who may not read them. */
        private List<Authorization> rights() {
            var identity = engine.getIdentityService();
            var acting = identity.getCurrentAuthentication();
            identity.clearAuthentication();
            try {
                return engine.getAuthorizationService()
                        .createAuthorizationQuery()
                        .resourceType(Resources.APPLICATION)
                        .list();
            } finally {
                if (acting != null) {
                    identity.setAuthentication(acting.getUserId(), acting.getGroupIds(), acting.getTenantIds());
                }
            }
        }
    }
}
