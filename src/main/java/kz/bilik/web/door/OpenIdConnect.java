package kz.bilik.web.door;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import kz.bilik.identity.Iin;
import kz.bilik.officer.SecuritySettings;
import kz.bilik.officer.signin.SignInRecords;
import kz.bilik.officer.signin.SignInRecords.Way;
import kz.bilik.officer.signin.SignInRecords.What;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.client.web.OAuth2LoginAuthenticationFilter;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.authentication.logout.LogoutSuccessHandler;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.util.UrlUtils;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Officers who sign in at a provider of OpenID Connect (decision 29). It says who somebody is; what he may do is his account's,
 * which has to exist here already. The session that arises is the one of the form: his id and his groups, nothing of the
 * provider's but the token by which he signs out there.
 */
@Component
final class OpenIdConnect {

    private static final Logger log = LoggerFactory.getLogger(OpenIdConnect.class);

    /** In the addresses by which a browser goes to the provider and comes back. */
    static final String REGISTRATION = "officers";

    /** What a session keeps whose officer has come over the provider. */
    static final String ID_TOKEN = OpenIdConnect.class.getName() + ".id-token";

    private final OfficerLoginSettings settings;
    private final SignInGuard guard;
    private final SignInRecords records;
    private final Provider provider;

    OpenIdConnect(OfficerLoginSettings settings, SignInGuard guard, SignInRecords records) {
        this.settings = settings;
        this.guard = guard;
        this.records = records;
        this.provider = new Provider(settings.oidc());
    }

    /** Adds the way over the provider to a chain, when there is one. */
    void into(HttpSecurity http, SecurityContextRepository kept) throws Exception {
        if (!settings.oidc().isGiven()) {
            return;
        }
        var requests = new DefaultOAuth2AuthorizationRequestResolver(provider, "/oauth2/authorization");
        requests.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
        var sessions = new OfficersSessions(kept);
        http.oauth2Login(login -> login.clientRegistrationRepository(provider)
                .authorizedClientRepository(new NothingKept())
                .loginPage("/login")
                .authorizationEndpoint(endpoint -> endpoint.authorizationRequestResolver(requests))
                .userInfoEndpoint(endpoint -> endpoint.oidcUserService(this::officer))
                // The chain's own would be taken otherwise, which asks nobody whether the account is locked.
                .withObjectPostProcessor(new ObjectPostProcessor<OAuth2LoginAuthenticationFilter>() {

                    @Override
                    public <O extends OAuth2LoginAuthenticationFilter> O postProcess(O filter) {
                        filter.setSecurityContextRepository(sessions);
                        return filter;
                    }
                })
                .successHandler(new KeepingTheIdToken())
                .failureHandler(this::failed));
        http.logout(logout -> logout.addLogoutHandler((request, response, officer) -> {
                    var session = request.getSession(false);
                    if (session != null) {
                        request.setAttribute(ID_TOKEN, session.getAttribute(ID_TOKEN));
                    }
                })
                .logoutSuccessHandler(leaving()));
    }

    /**
     * Lets programs of officers in by an access token of the provider, when there is one: Camunda Modeler takes one beside a
     * name and a password. It has to be made for us and to end, and says who it is by the same claim as at the login.
     */
    void programs(HttpSecurity http, AuthenticationEntryPoint otherwise) throws Exception {
        if (!settings.oidc().isGiven()) {
            return;
        }
        var tokens = new JwtAuthenticationProvider(ApiTokens.decoder(new SecuritySettings.Api(
                true, settings.oidc().issuer(), null, null, settings.oidc().audience())));
        tokens.setJwtAuthenticationConverter(token -> {
            var account = token.getClaimAsString(settings.oidc().claim());
            if (account == null || !guard.knows(account)) {
                throw new InvalidBearerTokenException("no account");
            }
            return new UsernamePasswordAuthenticationToken(account, null, List.of());
        });
        http.oauth2ResourceServer(server -> server.authenticationManagerResolver(request -> attempt -> {
                    var officer =
                            guard.vouchedForProgram(tokens.authenticate(attempt).getName(), CallerAddress.of(request));
                    return OfficerLogin.signedIn(officer, attempt.getDetails());
                })
                .authenticationEntryPoint(otherwise));
    }

    /** What a form of ours may lead to beside ourselves: the provider, where somebody signs out as well. */
    String formTargets() {
        return settings.oidc().isGiven() ? " " + settings.oidc().origin() : "";
    }

    /** The person whom the provider names, when there is an account of his. */
    private OidcUser officer(OidcUserRequest request) {
        var user = new OidcUserService().loadUser(request);
        var claim = settings.oidc().claim();
        var account = user.getClaimAsString(claim);
        if (account == null || !guard.knows(account)) {
            if (account != null && Iin.isWithin(account)) {
                log.warn(
                        "OpenID Connect: the claim {} holds an IIN, and no account can be called by one; name another claim",
                        claim);
            }
            throw new NoAccount();
        }
        return new DefaultOidcUser(List.of(), user.getIdToken(), user.getUserInfo(), claim);
    }

    private void failed(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        var why = "provider";
        if (failure instanceof NoAccount) {
            records.record("", CallerAddress.of(request), What.NO_ACCOUNT, Way.OPENID_CONNECT, "");
            why = "no-account";
        } else if (failure instanceof LockedException) {
            why = "locked";
        } else {
            // The message may quote what the provider said of a person.
            log.warn("OpenID Connect: {}", failure.getClass().getSimpleName());
        }
        response.sendRedirect(request.getContextPath() + "/login?" + why);
    }

    /** To our login page, by way of the provider where it offers to end its own session too. */
    private LogoutSuccessHandler leaving() {
        return (request, response, officer) -> {
            var back = UrlUtils.buildFullRequestUrl(
                            request.getScheme(),
                            request.getServerName(),
                            request.getServerPort(),
                            request.getContextPath(),
                            null)
                    + "/login";
            var end = request.getAttribute(ID_TOKEN) instanceof String ? provider.endOfSession() : null;
            response.sendRedirect(
                    end == null
                            ? back + "?out"
                            : UriComponentsBuilder.fromUriString(end)
                                    .queryParam("id_token_hint", request.getAttribute(ID_TOKEN))
                                    .queryParam("client_id", settings.oidc().clientId())
                                    .queryParam("post_logout_redirect_uri", back)
                                    .build()
                                    .toUriString());
        };
    }

    /** The provider knows somebody for whom there is no account. */
    private static final class NoAccount extends AuthenticationException {

        private NoAccount() {
            super("no account");
        }
    }

    /** Asked for its metadata when somebody signs in: the product starts also while it is away. */
    private static final class Provider implements ClientRegistrationRepository {

        private final OfficerLoginSettings.Oidc settings;
        private volatile @Nullable ClientRegistration known;

        private Provider(OfficerLoginSettings.Oidc settings) {
            this.settings = settings;
        }

        @Override
        public @Nullable ClientRegistration findByRegistrationId(String id) {
            if (!id.equals(REGISTRATION)) {
                return null;
            }
            var asked = known;
            if (asked == null) {
                asked = ClientRegistrations.fromIssuerLocation(settings.issuer())
                        .registrationId(REGISTRATION)
                        .clientId(settings.clientId())
                        .clientSecret(settings.clientSecret())
                        .scope(settings.scopes())
                        .build();
                known = asked;
            }
            return asked;
        }

        @Nullable
        String endOfSession() {
            var registration = findByRegistrationId(REGISTRATION);
            return registration == null
                    ? null
                    : (String) registration
                            .getProviderDetails()
                            .getConfigurationMetadata()
                            .get("end_session_endpoint");
        }
    }

    /** Nobody calls the provider in an officer's name afterwards: its access tokens are not kept. */
    private static final class NothingKept implements OAuth2AuthorizedClientRepository {

        @Override
        public <T extends OAuth2AuthorizedClient> @Nullable T loadAuthorizedClient(
                String registration, Authentication officer, HttpServletRequest request) {
            return null;
        }

        @Override
        public void saveAuthorizedClient(
                OAuth2AuthorizedClient client,
                Authentication officer,
                HttpServletRequest request,
                HttpServletResponse response) {}

        @Override
        public void removeAuthorizedClient(
                String registration,
                Authentication officer,
                HttpServletRequest request,
                HttpServletResponse response) {}
    }

    /** Lets the session be that of an officer, as after the form. */
    private final class OfficersSessions implements SecurityContextRepository {

        private final SecurityContextRepository sessions;

        private OfficersSessions(SecurityContextRepository sessions) {
            this.sessions = sessions;
        }

        @Override
        public void saveContext(SecurityContext context, HttpServletRequest request, HttpServletResponse response) {
            var came = context.getAuthentication();
            var officer = new SecurityContextImpl(OfficerLogin.signedIn(
                    guard.vouchedFor(came.getName(), CallerAddress.of(request)), came.getDetails()));
            SecurityContextHolder.setContext(officer);
            sessions.saveContext(officer, request, response);
        }

        @Override
        @Deprecated
        public SecurityContext loadContext(HttpRequestResponseHolder call) {
            return sessions.loadContext(call);
        }

        @Override
        public boolean containsContext(HttpServletRequest request) {
            return sessions.containsContext(request);
        }
    }

    /** On to where he wanted to go; the session remembers by what he signs out at the provider. */
    private static final class KeepingTheIdToken extends SavedRequestAwareAuthenticationSuccessHandler {

        @Override
        public void onAuthenticationSuccess(
                HttpServletRequest request, HttpServletResponse response, Authentication officer)
                throws jakarta.servlet.ServletException, IOException {
            if (officer instanceof OAuth2AuthenticationToken token && token.getPrincipal() instanceof OidcUser user) {
                request.getSession().setAttribute(ID_TOKEN, user.getIdToken().getTokenValue());
            }
            super.onAuthenticationSuccess(request, response, officer);
        }
    }
}
