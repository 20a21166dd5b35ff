package kz.bilik.web.door;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.Locale;
import java.util.function.Supplier;
import kz.bilik.officer.OfficerAccounts;
import kz.bilik.officer.SecuritySettings;
import kz.bilik.officer.signin.SignInRecords;
import kz.bilik.officer.signin.SignInRecords.Way;
import kz.bilik.officer.signin.SignInRecords.What;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.DeferredSecurityContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Component;

/**
 * Who stands behind a session. A session keeps who has signed in and when; what he may do is asked of his account with each
 * request that needs to know, so that a change of his groups holds with the next one, on every node. With an account that is
 * gone, another password, or its longest life behind it, a session is over.
 */
@Component
final class SignedInSessions implements SecurityContextRepository {

    /** Why a session is over, as an attribute of the request in which it ended. */
    enum Over {
        /** It has lasted as long as a session may. */
        LONGEST,
        /** The account is gone, or its password has changed. */
        ACCOUNT,
        /** There is no such session (any more): it lay idle, or was ended from elsewhere. */
        GONE
    }

    private static final String OVER = SignedInSessions.class.getName() + ".over";
    private static final String FIRST_PASSWORD = SignedInSessions.class.getName() + ".first-password";
    private static final String CONTEXT = SignedInSessions.class.getName() + ".context";

    /** By this name the library that keeps the sessions knows whose one is. */
    private static final String PRINCIPAL =
            "org.springframework.session.FindByIndexNameSessionRepository" + ".PRINCIPAL_NAME_INDEX_NAME";

    /** The library's name for the token against forged forms, which it changes itself at each login. */
    private static final String TOKEN =
            "org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository.CSRF_TOKEN";

    /** Resolved late, because the engine starts after the door does. */
    private final ObjectProvider<OfficerAccounts> accounts;

    private final SignInRecords records;
    private final Duration longest;
    private final Clock clock;

    SignedInSessions(
            ObjectProvider<OfficerAccounts> accounts, SignInRecords records, SecuritySettings settings, Clock clock) {
        this.accounts = accounts;
        this.records = records;
        this.longest = settings.session().longest();
        this.clock = clock;
    }

    /** Why the session that this request names is over; null for a stranger, and for somebody who is signed in. */
    static @Nullable Over over(HttpServletRequest request) {
        if (request.getAttribute(OVER) instanceof Over known) {
            return known;
        }
        return request.getRequestedSessionId() != null && !request.isRequestedSessionIdValid() ? Over.GONE : null;
    }

    /** Whether the session of this request was asked who is there, and its officer has not chosen his own password yet. */
    static boolean hasFirstPassword(HttpServletRequest request) {
        return request.getAttribute(FIRST_PASSWORD) != null;
    }

    /** What that session knows of its sign-in; null for one in which nobody has signed in. */
    static @Nullable SignIn signIn(@Nullable HttpSession session) {
        return session != null && session.getAttribute(SignIn.ATTRIBUTE) instanceof SignIn known ? known : null;
    }

    @Override
    public DeferredSecurityContext loadDeferredContext(HttpServletRequest request) {
        return new Deferred(() -> {
            // An error is answered in the same request; the account is asked once.
            if (request.getAttribute(CONTEXT) instanceof SecurityContext known) {
                return known;
            }
            var context = answering(request);
            request.setAttribute(CONTEXT, context);
            return context;
        });
    }

    /** The page that tells of an error is shown to nobody in particular when it is the database that fails. */
    private SecurityContext answering(HttpServletRequest request) {
        try {
            return load(request);
        } catch (DataAccessException failed) {
            if (request.getDispatcherType() == DispatcherType.ERROR) {
                return SecurityContextHolder.createEmptyContext();
            }
            throw failed;
        }
    }

    @Override
    @Deprecated
    public SecurityContext loadContext(HttpRequestResponseHolder call) {
        return loadDeferredContext(call.getRequest()).get();
    }

    @Override
    public void saveContext(SecurityContext context, HttpServletRequest request, HttpServletResponse response) {
        request.setAttribute(CONTEXT, context);
        request.removeAttribute(FIRST_PASSWORD);
        var officer = context.getAuthentication();
        if (officer == null || officer instanceof AnonymousAuthenticationToken || !officer.isAuthenticated()) {
            var session = request.getSession(false);
            if (session != null) {
                session.removeAttribute(SignIn.ATTRIBUTE);
                session.removeAttribute(PRINCIPAL);
            }
            return;
        }
        var credentials = accounts.getObject()
                .present(officer.getName())
                .map(OfficerAccounts.Present::credentials)
                .orElse("");
        var session = request.getSession();
        emptyForAnother(officer.getName(), session);
        session.setAttribute(
                SignIn.ATTRIBUTE,
                new SignIn(
                        officer.getName(),
                        clock.instant(),
                        credentials,
                        request.getRemoteAddr(),
                        BrowserName.of(request.getHeader(HttpHeaders.USER_AGENT))));
        session.setAttribute(PRINCIPAL, officer.getName());
    }

    /** What a session holds for one officer, such as what he typed into a form that was refused, is not the next one's. */
    private static void emptyForAnother(String officer, HttpSession session) {
        var before = signIn(session);
        if (before != null && !before.officer().equals(officer)) {
            Collections.list(session.getAttributeNames()).stream()
                    .filter(name -> !name.equals(TOKEN))
                    .forEach(session::removeAttribute);
        }
    }

    @Override
    public boolean containsContext(HttpServletRequest request) {
        return signIn(request.getSession(false)) != null;
    }

    private SecurityContext load(HttpServletRequest request) {
        var context = SecurityContextHolder.createEmptyContext();
        var session = request.getSession(false);
        var signIn = signIn(session);
        if (session == null || signIn == null) {
            return context;
        }
        if (!clock.instant().isBefore(signIn.at().plus(longest))) {
            return ended(session, signIn, request, Over.LONGEST, context);
        }
        var account = accounts.getObject().present(signIn.officer());
        if (account.filter(present -> present.credentials().equals(signIn.credentials()))
                .isEmpty()) {
            return ended(session, signIn, request, Over.ACCOUNT, context);
        }
        // Who has come over a provider has said no password here, and need not know the one of his account.
        if (account.get().firstPassword() && session.getAttribute(OpenIdConnect.ID_TOKEN) == null) {
            request.setAttribute(FIRST_PASSWORD, true);
        }
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                signIn.officer(),
                null,
                account.get().groups().stream().map(SimpleGrantedAuthority::new).toList()));
        return context;
    }

    private SecurityContext ended(
            HttpSession session, SignIn signIn, HttpServletRequest request, Over why, SecurityContext nobody) {
        records.record(
                signIn.officer(),
                CallerAddress.of(request),
                What.SESSION_ENDED,
                Way.SESSION,
                why.name().toLowerCase(Locale.ROOT));
        session.invalidate();
        request.setAttribute(OVER, why);
        return nobody;
    }

    /** Nothing is asked for a request that needs nobody, such as one for a style sheet. */
    private static final class Deferred implements DeferredSecurityContext {

        private final Supplier<SecurityContext> load;
        private @Nullable SecurityContext context;

        private Deferred(Supplier<SecurityContext> load) {
            this.load = load;
        }

        @Override
        public SecurityContext get() {
            if (context == null) {
                context = load.get();
            }
            return context;
        }

        @Override
        public boolean isGenerated() {
            return get().getAuthentication() == null;
        }
    }
}
