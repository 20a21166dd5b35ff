package kz.bilik.web.door;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import kz.bilik.officer.signin.SignInRecords.Way;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.UriUtils;

/**
 * Whoever changes a password in Camunda Admin says his own again. Who sits down at an open session may not try it there as
 * often as he likes: a wrong one counts as at the login. What was changed is recorded.
 */
final class PasswordChanges extends OncePerRequestFilter {

    private static final RequestMatcher CHANGE = PathPatternRequestMatcher.withDefaults()
            .matcher(HttpMethod.PUT, "/camunda/api/engine/engine/{engine}/user/{id}/credentials");

    private static final RequestMatcher BY_A_SCRIPT =
            PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.PUT, "/engine-rest/**");

    private static final String END = "/credentials";

    private final SignInGuard guard;

    PasswordChanges(SignInGuard guard) {
        this.guard = guard;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !CHANGE.matches(request)
                && !(BY_A_SCRIPT.matches(request) && request.getRequestURI().endsWith(END));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var caller = SecurityContextHolder.getContext().getAuthentication();
        if (caller == null || !(caller.getPrincipal() instanceof String officer)) {
            chain.doFilter(request, response);
            return;
        }
        var address = CallerAddress.of(request);
        var way = request.getHeader(HttpHeaders.AUTHORIZATION) == null ? Way.SESSION : Way.BASIC;
        try {
            guard.refuseDelayed(officer, address, way);
        } catch (SignInDelayed delayed) {
            OfficerLogin.wait(response, delayed);
            return;
        }
        chain.doFilter(request, response);
        if (response.getStatus() == HttpStatus.BAD_REQUEST.value()) {
            guard.wrong(officer, address, way);
        } else if (HttpStatus.valueOf(response.getStatus()).is2xxSuccessful()) {
            guard.changed(whose(request), officer, address, way);
        }
    }

    /** The last part but one of the path, in which a browser writes the {@code @} of a name as {@code %40}. */
    private static String whose(HttpServletRequest request) {
        var parts = request.getRequestURI().split("/");
        return UriUtils.decode(parts[parts.length - 2], StandardCharsets.UTF_8);
    }
}
