package kz.bilik.web.door;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.bilik.language.Language;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.AccessDeniedHandlerImpl;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * The way to the login: in the language that a link asks for, and with the reason when somebody was signed in a moment ago.
 * Also for whoever sends a form from a page whose session is over: it is not forbidden to him, he has to sign in.
 */
final class WayToTheLogin extends LoginUrlAuthenticationEntryPoint implements AccessDeniedHandler {

    private final AccessDeniedHandler forbidden = new AccessDeniedHandlerImpl();

    WayToTheLogin() {
        super("/login");
        // The host of a request is whatever its sender wrote there.
        setFavorRelativeUris(true);
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException refused)
            throws IOException, ServletException {
        if (refused instanceof CsrfException && SignedInSessions.over(request) != null) {
            response.sendRedirect(request.getContextPath() + address(request));
        } else if (!(refused instanceof CsrfException) && !isOurs(request)) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        } else {
            forbidden.handle(request, response, refused);
        }
    }

    /** Whether there is a line for that address; what is in none is no page of ours, and forbidden to nobody. */
    private static boolean isOurs(HttpServletRequest request) {
        var path = PathContainer.parsePath(
                request.getRequestURI().substring(request.getContextPath().length()));
        return PageRules.ALL.stream()
                .anyMatch(rule ->
                        PathPatternParser.defaultInstance.parse(rule.path()).matches(path));
    }

    @Override
    protected String determineUrlToUseForThisRequest(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException refused) {
        return address(request);
    }

    private String address(HttpServletRequest request) {
        var parameters = Stream.of(over(request), language(request))
                .filter(Objects::nonNull)
                .collect(Collectors.joining("&"));
        return getLoginFormUrl() + (parameters.isEmpty() ? "" : "?" + parameters);
    }

    private static @Nullable String over(HttpServletRequest request) {
        return OpenSessions.over(request).map(over -> "over=" + over).orElse(null);
    }

    private static @Nullable String language(HttpServletRequest request) {
        return Arrays.stream(Language.values())
                .map(Language::tag)
                .filter(tag -> tag.equals(request.getParameter("lang")))
                .findFirst()
                .map(tag -> "lang=" + tag)
                .orElse(null);
    }
}
