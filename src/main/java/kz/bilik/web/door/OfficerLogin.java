package kz.bilik.web.door;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import kz.bilik.officer.Officer;
import kz.bilik.officer.signin.SignInRecords.Way;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/** Signs an officer in against the engine's identity service: principal = his id, authorities = his groups. */
public final class OfficerLogin implements AuthenticationProvider {

    /** Where a session keeps the name with which somebody tried to sign in, until the login is shown again. */
    public static final String TRIED = OfficerLogin.class.getName() + ".tried";

    /** Where a session keeps when that name may try again, an {@link java.time.OffsetDateTime} of the wall clock. */
    public static final String OPEN_AGAIN = OfficerLogin.class.getName() + ".open-again";

    private final SignInGuard guard;
    private final Way way;

    OfficerLogin(SignInGuard guard, Way way) {
        this.guard = guard;
        this.way = way;
    }

    @Override
    public Authentication authenticate(Authentication attempt) {
        var password = Optional.ofNullable(attempt.getCredentials())
                .map(Object::toString)
                .orElse("");
        var name = attempt.getName();
        if (name.isBlank() || password.isEmpty()) {
            throw new BadCredentialsException("officer");
        }
        var address = attempt.getDetails() instanceof WebAuthenticationDetails details
                ? CallerAddress.of(details.getRemoteAddress())
                : "";
        return signedIn(guard.signIn(name, password, address, way), attempt.getDetails());
    }

    /** What a session holds of an officer, by whichever way he came. */
    static Authentication signedIn(Officer officer, Object details) {
        var signedIn = UsernamePasswordAuthenticationToken.authenticated(
                officer.id(),
                null,
                officer.groups().stream().map(SimpleGrantedAuthority::new).toList());
        signedIn.setDetails(details);
        return signedIn;
    }

    @Override
    public boolean supports(Class<?> attempt) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(attempt);
    }

    /** Back to the login, which still knows the name that was entered: not by the address, where it would be kept. */
    static void again(HttpServletRequest request, HttpServletResponse response, AuthenticationException refused)
            throws IOException {
        request.getSession().setAttribute(TRIED, request.getParameter("username"));
        var why = "wrong";
        if (refused instanceof SignInDelayed delayed) {
            request.getSession().setAttribute(OPEN_AGAIN, delayed.until());
            response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(delayed.seconds()));
            why = "wait";
        } else if (refused instanceof LockedException) {
            why = "locked";
        }
        response.sendRedirect(request.getContextPath() + "/login?" + why);
    }

    /** The same when the login page was older than its session and nothing says that the page is ours. */
    static void onceMore(HttpServletRequest request, HttpServletResponse response) throws IOException {
        request.getSession().setAttribute(TRIED, request.getParameter("username"));
        response.sendRedirect(request.getContextPath() + "/login?again");
    }

    static void wait(HttpServletResponse response, SignInDelayed delayed) throws IOException {
        response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(delayed.seconds()));
        response.sendError(HttpStatus.TOO_MANY_REQUESTS.value());
    }

    /** Says to a program that it has to wait, and otherwise what that entry point says. */
    static AuthenticationEntryPoint orWait(AuthenticationEntryPoint otherwise) {
        return (request, response, refused) -> {
            if (refused instanceof SignInDelayed delayed) {
                wait(response, delayed);
            } else {
                otherwise.commence(request, response, refused);
            }
        };
    }
}
