package kz.bilik.web.door;

import static org.springframework.security.config.http.SessionCreationPolicy.STATELESS;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Supplier;
import kz.bilik.catalogue.Catalogue;
import kz.bilik.language.Texts;
import kz.bilik.officer.Place;
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
import org.springframework.security.authentication.ProviderNotFoundException;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.authentication.builders.AuthenticationManagerBuilder;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.authentication.www.BasicAuthenticationEntryPoint;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.security.web.header.writers.CacheControlHeadersWriter;
import org.springframework.security.web.header.writers.ContentSecurityPolicyHeaderWriter;
import org.springframework.security.web.header.writers.DelegatingRequestMatcherHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.servlet.LocaleResolver;

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

    /** There is one engine, and beside it the folders of the webapps' files; of another engine their own filters break. */
    private static final RequestMatcher OTHER_ENGINE =
            path("/camunda/app/{app}/{engine:(?!(?:default|locales|scripts|styles)$)[^.]+}/**");

    private static final Set<String> SAFE =
            Set.of(HttpMethod.GET.name(), HttpMethod.HEAD.name(), HttpMethod.OPTIONS.name());

    private final SignInGuard guard;
    private final CallLimits limits;
    private final RefusalRecords refusals;
    private final OfficerLoginSettings logins;
    private final OpenIdConnect openIdConnect;
    private final FirstPasswords firstPasswords;

    OneDoor(
            SignInGuard guard,
            CallLimits limits,
            RefusalRecords refusals,
            OfficerLoginSettings logins,
            OpenIdConnect openIdConnect,
            FirstPasswords firstPasswords) {
        this.guard = guard;
        this.limits = limits;
        this.refusals = refusals;
        this.logins = logins;
        this.openIdConnect = openIdConnect;
        this.firstPasswords = firstPasswords;
    }

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
        var refusal = limits.counting(unauthenticated);
        watched(http)
                .securityMatcher(path("/api/**"))
                .sessionManagement(session -> session.sessionCreationPolicy(STATELESS))
                // No cookie signs anybody in here, so nothing can be forged across sites.
                .csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .headers(headers -> common(headers).cacheControl(cache -> {}))
                .exceptionHandling(
                        refused -> refused.authenticationEntryPoint(refusal).accessDeniedHandler(forbidden))
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
                    .authenticationEntryPoint(refusal)
                    .accessDeniedHandler(forbidden));
        }
        var demo = demoLogins.getIfAvailable();
        if (demo != null && settings.api().enabled()) {
            http.authenticationManager(demo);
            http.httpBasic(basic ->
                    basic.authenticationEntryPoint(refusal).authenticationDetailsSource(request -> actingFor(request)));
        }
        return http.build();
    }

    private static @Nullable String actingFor(HttpServletRequest request) {
        return request.getHeader(ApiCaller.ACTING_FOR);
    }

    @Bean
    @Order(2)
    SecurityFilterChain engineRestDoor(
            HttpSecurity http, SignedInSessions sessions, Texts texts, LocaleResolver languages, ObjectMapper json)
            throws Exception {
        watched(http)
                .addFilterAfter(new PasswordChanges(guard), AuthorizationFilter.class)
                .securityMatcher(path("/engine-rest/**"))
                .authenticationManager(officers(Way.BASIC))
                .securityContext(context -> context.securityContextRepository(sessions))
                // A script signs in with each call. A browser's session may read; to write it needs our token, because
                // a form of another site can post a deployment.
                .csrf(csrf -> csrf.requireCsrfProtectionMatcher(request ->
                        !SAFE.contains(request.getMethod()) && request.getHeader(HttpHeaders.AUTHORIZATION) == null))
                .httpBasic(basic -> basic.authenticationEntryPoint(OfficerLogin.orWait(realm())))
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .headers(headers -> common(headers).cacheControl(cache -> {}))
                .exceptionHandling(refused -> refused.authenticationEntryPoint(OneDoor::unauthenticated)
                        .accessDeniedHandler(new RefusedCalls(texts, languages, json)))
                .authorizeHttpRequests(requests -> requests.anyRequest()
                        .access((caller, asked) -> new AuthorizationDecision(
                                EngineCallRules.allowsProgram(caller.get(), asked.getRequest()))));
        openIdConnect.programs(http, limits.counting(OneDoor::unauthenticated));
        return http.build();
    }

    @Bean
    @Order(3)
    SecurityFilterChain actuatorDoor(HttpSecurity http, SignedInSessions sessions) throws Exception {
        return watched(http)
                .securityMatcher(path("/actuator/**"))
                .authenticationManager(officers(Way.BASIC))
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
    SecurityFilterChain webappDoor(
            HttpSecurity http, SignedInSessions sessions, Texts texts, LocaleResolver languages, ObjectMapper json)
            throws Exception {
        var paths = PathPatternRequestMatcher.withDefaults();
        var calls = paths.matcher("/camunda/api/**");
        // The webapps' own way out ends our session too; otherwise the next click would sign the officer in again.
        var wayOut = paths.matcher(HttpMethod.POST, "/camunda/api/admin/auth/user/{engine}/logout");
        var pages = new RememberedPages();
        return watched(http)
                .addFilterAfter(new PasswordChanges(guard), AuthorizationFilter.class)
                .securityMatcher(path("/camunda/**"))
                .authenticationManager(officers(Way.PAGE))
                .securityContext(context -> context.securityContextRepository(sessions))
                // The webapps have a token of their own and a content policy with a nonce.
                .csrf(AbstractHttpConfigurer::disable)
                .headers(headers -> headers.frameOptions(HeadersConfigurer.FrameOptionsConfig::sameOrigin)
                        .cacheControl(HeadersConfigurer.CacheControlConfig::disable)
                        .addHeaderWriter(
                                new DelegatingRequestMatcherHeaderWriter(calls, new CacheControlHeadersWriter())))
                .requestCache(cache -> cache.requestCache(pages))
                .logout(logout -> logout.logoutRequestMatcher(wayOut)
                        .logoutSuccessHandler((request, response, officer) -> response.setStatus(204)))
                .exceptionHandling(refused -> refused.defaultAuthenticationEntryPointFor(
                                OneDoor::unauthenticated, calls)
                        .defaultAccessDeniedHandlerFor(new RefusedCalls(texts, languages, json), calls)
                        .defaultAuthenticationEntryPointFor(new WayToTheLogin(pages), new NegatedRequestMatcher(calls)))
                .authorizeHttpRequests(requests -> requests.requestMatchers(calls)
                        .access(OneDoor::engineCall)
                        .requestMatchers(OTHER_ENGINE)
                        .denyAll()
                        .anyRequest()
                        .authenticated())
                .build();
    }

    @Bean
    @Order(5)
    SecurityFilterChain pagesDoor(HttpSecurity http, SignedInSessions sessions) throws Exception {
        var swagger = PathPatternRequestMatcher.withDefaults().matcher("/swagger-ui/**");
        var inAndOut = anyOf("/login", "/logout");
        var files = anyOf("/webjars/**", "/style/**", "/swagger-ui/**");
        // The library's way over a provider adds to whoever signs in here; nobody else is asked.
        http.getSharedObject(AuthenticationManagerBuilder.class).parentAuthenticationManager(attempt -> {
            throw new ProviderNotFoundException("nobody");
        });
        if (logins.passwords()) {
            http.authenticationProvider(new OfficerLogin(guard, Way.PAGE))
                    .formLogin(form ->
                            form.loginPage("/login").defaultSuccessUrl("/").failureHandler(OfficerLogin::again));
        }
        http.logout(logout -> logout.logoutUrl("/logout").logoutSuccessUrl("/login?out"));
        http.securityContext(context -> context.securityContextRepository(sessions));
        openIdConnect.into(http, sessions);
        var pages = new RememberedPages();
        var login = new WayToTheLogin(pages);
        return watched(http)
                .addFilterBefore(limits.filter(), CsrfFilter.class)
                // The way in and the way out are open also from a page that is older than its session: that the page is
                // ours, the browser says.
                .csrf(csrf ->
                        csrf.requireCsrfProtectionMatcher(request -> CsrfFilter.DEFAULT_CSRF_MATCHER.matches(request)
                                && !(OwnPages.sent(request) && inAndOut.matches(request))))
                .headers(headers -> common(headers, swagger)
                        .cacheControl(HeadersConfigurer.CacheControlConfig::disable)
                        .addHeaderWriter(except(files, new CacheControlHeadersWriter())))
                .requestCache(cache -> cache.requestCache(pages))
                .exceptionHandling(
                        refused -> refused.authenticationEntryPoint(login).accessDeniedHandler(login))
                .authorizeHttpRequests(requests -> {
                    requests.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD)
                            .permitAll();
                    for (var rule : PageRules.ALL) {
                        var line = requests.requestMatchers(path(rule.path()));
                        switch (rule.who()) {
                            case ANYBODY -> line.permitAll();
                            case SIGNED_IN -> line.authenticated();
                            case HEADS -> line.access((caller, asked) -> headOfAPlace(caller.get()));
                            case REPORT_READERS -> line.access((caller, asked) -> readerOfReports(caller.get()));
                            case ADMINISTRATOR -> line.hasAuthority(Role.ADMINISTRATOR.group());
                            case ADMINISTRATOR_AND_AUDITOR ->
                                line.hasAnyAuthority(Role.ADMINISTRATOR.group(), Role.AUDITOR.group());
                            case ADMINISTRATOR_AND_ANALYST ->
                                line.hasAnyAuthority(Role.ADMINISTRATOR.group(), Role.ANALYST.group());
                            case ANALYST -> line.hasAuthority(Role.ANALYST.group());
                            case TABLE_READERS ->
                                line.hasAnyAuthority(
                                        Role.ADMINISTRATOR.group(),
                                        Role.ANALYST.group(),
                                        Role.AUDITOR.group(),
                                        Role.AUTHORISED_BODY.group());
                            case VERSION_READERS ->
                                line.hasAnyAuthority(
                                        Role.ADMINISTRATOR.group(), Role.ANALYST.group(), Role.AUDITOR.group());
                            case NOBODY -> line.denyAll();
                        }
                    }
                    requests.anyRequest().denyAll();
                })
                .build();
    }

    /** 401 with a body, which the error page words as the caller's program reads it. */
    private static void unauthenticated(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException refused)
            throws IOException {
        OpenSessions.over(request).ifPresent(why -> response.setHeader(WayToTheLogin.SESSION_OVER, why));
        response.sendError(HttpStatus.UNAUTHORIZED.value());
    }

    private static AuthorizationDecision engineCall(
            Supplier<Authentication> caller, RequestAuthorizationContext asked) {
        return new AuthorizationDecision(EngineCallRules.allows(caller.get(), asked.getRequest()));
    }

    private static AuthorizationDecision headOfAPlace(Authentication caller) {
        return new AuthorizationDecision(caller.getAuthorities().stream()
                .flatMap(group -> Place.of(group.getAuthority()).stream())
                .anyMatch(Place::ofHeads));
    }

    private static AuthorizationDecision readerOfReports(Authentication caller) {
        var readers = Set.of(Role.AUDITOR.group(), Role.AUTHORISED_BODY.group());
        return new AuthorizationDecision(headOfAPlace(caller).isGranted()
                || caller.getAuthorities().stream().anyMatch(group -> readers.contains(group.getAuthority())));
    }

    /** Who is not signed in is counted, who may not is recorded, and who has a first password chooses his own. */
    private HttpSecurity watched(HttpSecurity http) {
        return http.addFilterBefore(refusals.filter(), CsrfFilter.class)
                .addFilterBefore(limits.filter(), AnonymousAuthenticationFilter.class)
                .addFilterAfter(firstPasswords.filter(), AuthorizationFilter.class);
    }

    private AuthenticationManager officers(Way way) {
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

    private HeadersConfigurer<HttpSecurity> common(HeadersConfigurer<HttpSecurity> headers, RequestMatcher swagger) {
        // Whoever signs out goes on to the provider, and a browser takes that for a target of the form.
        var targets = openIdConnect.formTargets();
        return headers.frameOptions(HeadersConfigurer.FrameOptionsConfig::sameOrigin)
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                .addHeaderWriter(except(swagger, new ContentSecurityPolicyHeaderWriter(with(POLICY, targets))))
                .addHeaderWriter(new DelegatingRequestMatcherHeaderWriter(
                        swagger, new ContentSecurityPolicyHeaderWriter(with(SWAGGER_POLICY, targets))));
    }

    private static String with(String policy, String formTargets) {
        return policy.replace("form-action 'self'", "form-action 'self'" + formTargets);
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
