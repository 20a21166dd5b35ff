package kz.bilik.web.door;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import kz.bilik.language.Language;
import kz.bilik.language.Texts;
import kz.bilik.officer.keeping.OfficerKeeping;
import kz.bilik.officer.signin.SignInRecords.Way;
import kz.bilik.problem.Problem;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.server.PathContainer;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.LocaleResolver;

/**
 * Whoever signs in with a password that somebody else has set chooses one of his own, and until then nothing else opens to
 * him: a page leads to where he chooses it, a call is refused and says why. Where officers sign in over a provider of OpenID
 * Connect only, there is no such page, and nobody is held up.
 */
@Component
public final class FirstPasswords {

    /** Where one chooses his own. */
    public static final String PAGE = "/first-password";

    private static final String CODE = "officer.first-password";

    private final SignInGuard guard;
    private final SignedInSessions sessions;

    /** Resolved late, because the engine starts after the door does. */
    private final ObjectProvider<OfficerKeeping> officers;

    private final OfficerLoginSettings logins;
    private final Texts texts;
    private final ObjectProvider<LocaleResolver> languages;
    private final ObjectMapper json;
    private final RememberedPages pages = new RememberedPages();

    FirstPasswords(
            SignInGuard guard,
            SignedInSessions sessions,
            ObjectProvider<OfficerKeeping> officers,
            OfficerLoginSettings logins,
            Texts texts,
            ObjectProvider<LocaleResolver> languages,
            ObjectMapper json) {
        this.guard = guard;
        this.sessions = sessions;
        this.officers = officers;
        this.logins = logins;
        this.texts = texts;
        this.languages = languages;
        this.json = json;
    }

    /** Whether the officer of this request has to choose his password now. */
    public boolean isDue(HttpServletRequest request) {
        return logins.passwords() && SignedInSessions.hasFirstPassword(request);
    }

    /**
     * Takes the officer's own password in place of the first one. His session goes on, every other one of his is over.
     *
     * @param present the first one, which he says once more: somebody may sit at his open session
     * @param chosen his own
     * @param again the same
     * @return where he wanted to go before he was led here: an address of ours
     * @throws Problem {@code officer.form} that names each wrong field ({@code present}, {@code password}, {@code again}),
     *     {@code officer.password-wait} after too many wrong passwords
     */
    public String choose(
            HttpServletRequest request, HttpServletResponse response, String present, String chosen, String again) {
        var context = SecurityContextHolder.getContext();
        var officer = context.getAuthentication().getName();
        var address = CallerAddress.of(request);
        var wrong = Problem.of(Problem.Kind.UNPROCESSABLE, "officer.password-form");
        try {
            if (!guard.isHis(officer, present, address)) {
                throw wrong.with("present", "officer.password-wrong");
            }
        } catch (SignInDelayed delayed) {
            throw Problem.of(Problem.Kind.UNPROCESSABLE, "officer.password-wait", String.valueOf(delayed.seconds()));
        }
        if (chosen.equals(present)) {
            throw wrong.with("password", "officer.password-same");
        }
        if (!chosen.equals(again)) {
            throw wrong.with("again", "officer.password-differs");
        }
        officers.getObject().choosePassword(officer, chosen);
        guard.changed(officer, officer, address, Way.SESSION);
        request.changeSessionId();
        sessions.saveContext(context, request, response);
        var wanted = pages.getRequest(request, response);
        return wanted == null ? "/" : wanted.getRedirectUrl();
    }

    /** Stands behind the rule that lets a request in: who may not come in at all is told so first. */
    OncePerRequestFilter filter() {
        return new Filter();
    }

    /** A session was asked with the rule that let it in; a script says name and password with each call. */
    private boolean isHeldUp(HttpServletRequest request, String path) {
        return logins.passwords()
                && (SignedInSessions.hasFirstPassword(request)
                        || isCall(path)
                                && request.getHeader(HttpHeaders.AUTHORIZATION) != null
                                && officer().filter(guard::hasFirstPassword).isPresent());
    }

    private static Optional<String> officer() {
        return Optional.ofNullable(SecurityContextHolder.getContext().getAuthentication())
                .filter(caller -> caller instanceof UsernamePasswordAuthenticationToken && caller.isAuthenticated())
                .map(Authentication::getName);
    }

    private static boolean isOpen(String path) {
        return path.equals(PAGE)
                || path.startsWith("/actuator/health")
                || PageRules.of(PathContainer.parsePath(path))
                        .filter(rule -> rule.who() == PageRules.Who.ANYBODY)
                        .isPresent();
    }

    private final class Filter extends OncePerRequestFilter {

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            var path =
                    request.getRequestURI().substring(request.getContextPath().length());
            if (isOpen(path) || !isHeldUp(request, path)) {
                chain.doFilter(request, response);
            } else if (isCall(path)) {
                refuse(request, response);
            } else {
                pages.saveRequest(request, response);
                response.sendRedirect(request.getContextPath() + PAGE);
            }
        }
    }

    private static boolean isCall(String path) {
        return path.startsWith("/camunda/api/") || path.startsWith("/engine-rest") || path.startsWith("/actuator");
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var language = Language.of(languages.getObject().resolveLocale(request));
        response.setStatus(HttpServletResponse.SC_FORBIDDEN);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.getOutputStream()
                .write(json.writeValueAsString(Map.of(
                                "type", "RefusedCall", "code", CODE, "message", texts.in(language, "problem." + CODE)))
                        .getBytes(StandardCharsets.UTF_8));
    }
}
