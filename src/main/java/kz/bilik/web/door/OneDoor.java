package kz.bilik.web.door;

import static org.springframework.security.config.http.SessionCreationPolicy.STATELESS;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import kz.bilik.catalogue.Catalogue;
import kz.bilik.officer.Role;
import kz.bilik.officer.SecuritySettings;
import kz.bilik.officer.signin.SignInRecords.Way;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.authentication.www.BasicAuthenticationEntryPoint;
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.security.web.header.writers.CacheControlHeadersWriter;
import org.springframework.security.web.header.writers.ContentSecurityPolicyHeaderWriter;
import org.springframework.security.web.header.writers.DelegatingRequestMatcherHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * One door for everything: the API without sessions, the engine's REST API, the webapps, and our own pages. What no line
 * lets through is denied. Each chain names its own authentication manager, so that an officer's login opens no API and a
 * demo login of the API opens no page.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class OneDoor {

    private static final String POLICY = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'self';"
            + " form-action 'self'; frame-ancestors 'self'";

    /** Nothing of ours is embedded elsewhere; Swagger UI alone writes styles into its page. */
    private static final String SWAGGER_POLICY = POLICY + "; style-src 'self' 'unsafe-inline'";

    private static final Set<String> SAFE =
            Set.of(HttpMethod.GET.name(), HttpMethod.HEAD.name(), HttpMethod.OPTIONS.name());

    private static final String TASKS = "/camunda/api/engine/engine/{engine}/task/{task}";

    private static final RequestMatcher TASK = path(TASKS);

    private static final RequestMatcher OF_A_TASK = path(TASKS + "/{what}/**");

    /** What an officer does with a task: take it, give it back or on, speak of it, complete it. */
    private static final RequestMatcher STEPS = anyOf(
            TASKS + "/claim",
            TASKS + "/unclaim",
            TASKS + "/assignee",
            TASKS + "/comment/create",
            TASKS + "/submit-form",
            TASKS + "/complete");

    @Bean
    @Order(1)
    SecurityFilterChain apiDoor(
            HttpSecurity http,
            SecuritySettings settings,
            Catalogue catalogue,
            AuthenticationEntryPoint unauthenticated,
            AccessDeniedHandler forbidden,
            ObjectProvider<DemoLogins> demoLogins)
            throws Exception {
        http.securityMatcher(path("/api/**"))
                .sessionManagement(session -> session.sessionCreationPolicy(STATELESS))
                // No cookie signs anybody in here, so nothing can be forged across sites.
                .csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .headers(headers -> common(headers).cacheControl(cache -> {}))
                .exceptionHandling(refused ->
                        refused.authenticationEntryPoint(unauthenticated).accessDeniedHandler(forbidden))
                .authorizeHttpRequests(requests -> {
                    for (var rule : ApiRules.ALL) {
                        var line = requests.requestMatchers(
                                PathPatternRequestMatcher.withDefaults().matcher(rule.method(), rule.path()));
                        if (rule.isPublic()) {
                            line.permitAll();
                        } else {
                            line.hasAnyAuthority(rule.roles().toArray(String[]::new));
                        }
                    }
                    requests.anyRequest().denyAll();
                });
        // A manager that knows nobody, so that no chain falls back to a global one.
        http.authenticationManager(nobody());
        if (settings.api().acceptsTokens()) {
            var tokens = new JwtAuthenticationProvider(ApiTokens.decoder(settings.api()));
            tokens.setJwtAuthenticationConverter(new ApiTokens(catalogue));
            var manager = new ProviderManager(tokens);
            http.oauth2ResourceServer(server -> server.authenticationManagerResolver(request -> manager)
                    .authenticationEntryPoint(unauthenticated)
                    .accessDeniedHandler(forbidden));
        }
        var demo = demoLogins.getIfAvailable();
        if (demo != null && settings.api().enabled()) {
            http.authenticationManager(demo);
            http.httpBasic(basic -> basic.authenticationEntryPoint(unauthenticated)
                    .authenticationDetailsSource(request -> actingFor(request)));
        }
        return http.build();
    }

    private static @Nullable String actingFor(HttpServletRequest request) {
        return request.getHeader(ApiCaller.ACTING_FOR);
    }

    @Bean
    @Order(2)
    SecurityFilterChain engineRestDoor(HttpSecurity http, SignInGuard guard, SignedInSessions sessions)
            throws Exception {
        return http.securityMatcher(path("/engine-rest/**"))
                .authenticationManager(officers(guard, Way.BASIC))
                .securityContext(context -> context.securityContextRepository(sessions))
                // A script signs in with each call. A browser's session may read; to write it needs our token, because
                // a form of another site can post a deployment.
                .csrf(csrf -> csrf.requireCsrfProtectionMatcher(request ->
                        !SAFE.contains(request.getMethod()) && request.getHeader(HttpHeaders.AUTHORIZATION) == null))
                .httpBasic(basic -> basic.authenticationEntryPoint(OfficerLogin.orWait(realm())))
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .headers(headers -> common(headers).cacheControl(cache -> {}))
                .exceptionHandling(refused -> refused.authenticationEntryPoint(OneDoor::unauthenticated))
                .authorizeHttpRequests(requests -> requests.anyRequest().hasAuthority(Role.ADMINISTRATOR.group()))
                .build();
    }

    @Bean
    @Order(3)
    SecurityFilterChain actuatorDoor(HttpSecurity http, SignInGuard guard, SignedInSessions sessions) throws Exception {
        return http.securityMatcher(path("/actuator/**"))
                .authenticationManager(officers(guard, Way.BASIC))
                .securityContext(context -> context.securityContextRepository(sessions))
                .csrf(csrf -> {})
                .httpBasic(basic -> basic.authenticationEntryPoint(OfficerLogin.orWait(realm())))
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .headers(headers -> common(headers).cacheControl(cache -> {}))
                .exceptionHandling(refused -> refused.authenticationEntryPoint(OneDoor::unauthenticated))
                .authorizeHttpRequests(requests -> requests.requestMatchers(
                                PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.GET, "/actuator/health/**"))
                        .permitAll()
                        .anyRequest()
                        .hasAuthority(Role.ADMINISTRATOR.group()))
                .build();
    }

    @Bean
    @Order(4)
    SecurityFilterChain webappDoor(HttpSecurity http, SignInGuard guard, SignedInSessions sessions) throws Exception {
        var paths = PathPatternRequestMatcher.withDefaults();
        var calls = paths.matcher("/camunda/api/**");
        // The webapps' own way out ends our session too; otherwise the next click would sign the officer in again.
        var wayOut = paths.matcher(HttpMethod.POST, "/camunda/api/admin/auth/user/{engine}/logout");
        return http.securityMatcher(path("/camunda/**"))
                .authenticationManager(officers(guard, Way.PAGE))
                .securityContext(context -> context.securityContextRepository(sessions))
                // The webapps have a token of their own and a content policy with a nonce.
                .csrf(AbstractHttpConfigurer::disable)
                .headers(headers -> headers.frameOptions(HeadersConfigurer.FrameOptionsConfig::sameOrigin)
                        .cacheControl(HeadersConfigurer.CacheControlConfig::disable)
                        .addHeaderWriter(
                                new DelegatingRequestMatcherHeaderWriter(calls, new CacheControlHeadersWriter())))
                .requestCache(cache -> cache.requestCache(new RememberedPages()))
                .logout(logout -> logout.logoutRequestMatcher(wayOut)
                        .logoutSuccessHandler((request, response, officer) -> response.setStatus(204)))
                .exceptionHandling(refused -> refused.defaultAuthenticationEntryPointFor(
                                OneDoor::unauthenticated, calls)
                        .defaultAuthenticationEntryPointFor(new WayToTheLogin(), new NegatedRequestMatcher(calls)))
                .authorizeHttpRequests(requests -> requests
                        // Whoever takes a task may give it on, and to the engine this includes moving its due date and
                        // letting others see it. The due date is the law's and the place the case's: on a task an
                        // officer does his step, and no more.
                        .requestMatchers(OneDoor::changesATask)
                        .hasAuthority(Role.ADMINISTRATOR.group())
                        .anyRequest()
                        .authenticated())
                .build();
    }

    @Bean
    @Order(5)
    SecurityFilterChain pagesDoor(HttpSecurity http, SignInGuard guard, SignedInSessions sessions) throws Exception {
        var swagger = PathPatternRequestMatcher.withDefaults().matcher("/swagger-ui/**");
        var files = anyOf("/webjars/**", "/style/**", "/swagger-ui/**");
        return http.authenticationManager(officers(guard, Way.PAGE))
                .securityContext(context -> context.securityContextRepository(sessions))
                .headers(headers -> common(headers, swagger)
                        .cacheControl(HeadersConfigurer.CacheControlConfig::disable)
                        .addHeaderWriter(except(files, new CacheControlHeadersWriter())))
                .requestCache(cache -> cache.requestCache(new RememberedPages()))
                .formLogin(
                        form -> form.loginPage("/login").defaultSuccessUrl("/").failureHandler(OfficerLogin::again))
                .exceptionHandling(refused ->
                        refused.authenticationEntryPoint(new WayToTheLogin()).accessDeniedHandler(new WayToTheLogin()))
                .logout(logout -> logout.logoutUrl("/logout").logoutSuccessUrl("/login?out"))
                .authorizeHttpRequests(
                        requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD)
                                .permitAll()
                                .requestMatchers(path("/h2-console/**"))
                                .denyAll()
                                .requestMatchers(anyOf(
                                        "/login",
                                        "/webjars/**",
                                        "/style/**",
                                        "/favicon.ico",
                                        "/problems/**",
                                        "/verify/**",
                                        "/v3/api-docs/**",
                                        "/v3/api-docs.yaml",
                                        "/swagger-ui/**",
                                        "/swagger-ui.html"))
                                .permitAll()
                                .requestMatchers(anyOf(
                                        "/",
                                        "/find",
                                        "/cases/**",
                                        "/tasks/**",
                                        "/acts/**",
                                        "/distributions/**",
                                        "/notices",
                                        "/labour-market/**",
                                        "/sessions/**",
                                        "/legal-time"))
                                .authenticated()
                                .requestMatchers(path("/systems/**"))
                                .hasAuthority(Role.ADMINISTRATOR.group())
                                .anyRequest()
                                .denyAll())
                .build();
    }

    /** 401 with a body, which the error page words as the caller's program reads it. */
    private static void unauthenticated(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException refused)
            throws IOException {
        response.sendError(HttpStatus.UNAUTHORIZED.value());
    }

    private static boolean changesATask(HttpServletRequest request) {
        return !SAFE.contains(request.getMethod())
                && (TASK.matches(request) && !HttpMethod.POST.matches(request.getMethod())
                        || OF_A_TASK.matches(request) && !STEPS.matches(request));
    }

    private static AuthenticationManager officers(SignInGuard guard, Way way) {
        return new ProviderManager(new OfficerLogin(guard, way));
    }

    private static AuthenticationEntryPoint realm() {
        var basic = new BasicAuthenticationEntryPoint();
        basic.setRealmName("Bilik");
        return basic;
    }

    private static AuthenticationManager nobody() {
        return attempt -> {
            throw new BadCredentialsException("nobody");
        };
    }

    private static HeadersConfigurer<HttpSecurity> common(HeadersConfigurer<HttpSecurity> headers) {
        return headers.frameOptions(HeadersConfigurer.FrameOptionsConfig::sameOrigin)
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                .contentSecurityPolicy(policy -> policy.policyDirectives(POLICY));
    }

    private static HeadersConfigurer<HttpSecurity> common(
            HeadersConfigurer<HttpSecurity> headers, RequestMatcher swagger) {
        return headers.frameOptions(HeadersConfigurer.FrameOptionsConfig::sameOrigin)
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                .addHeaderWriter(except(swagger, new ContentSecurityPolicyHeaderWriter(POLICY)))
                .addHeaderWriter(new DelegatingRequestMatcherHeaderWriter(
                        swagger, new ContentSecurityPolicyHeaderWriter(SWAGGER_POLICY)));
    }

    private static HeaderWriter except(RequestMatcher paths, HeaderWriter writer) {
        return new DelegatingRequestMatcherHeaderWriter(new NegatedRequestMatcher(paths), writer);
    }

    // Always of our own making: with the engine's servlets beside Spring's, a bare text would be ambiguous.
    private static RequestMatcher path(String pattern) {
        return PathPatternRequestMatcher.withDefaults().matcher(pattern);
    }

    private static RequestMatcher anyOf(String... patterns) {
        return new OrRequestMatcher(Arrays.stream(patterns).map(OneDoor::path).toList());
    }
}
