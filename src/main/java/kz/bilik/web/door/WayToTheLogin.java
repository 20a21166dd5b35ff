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
import org.apache.catalina.Globals;
import org.apache.tomcat.util.http.Parameters.FailReason;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.AccessDeniedHandlerImpl;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.csrf.CsrfException;

/**
 * The way to the login: in the language that a link asks for, and with the reason when somebody was signed in a moment ago.
 * Also for whoever sends a form from a page whose session is over: it is not forbidden to him, he has to sign in, and comes
 * back to that page. Who has signed in anew meanwhile, in another window, sends it once more.
 */
public final class WayToTheLogin extends LoginUrlAuthenticationEntryPoint implements AccessDeniedHandler {

    /** Under which name a session says, until the next page is shown, that a form came from an older one. */
    public static final String OLDER_PAGE = WayToTheLogin.class.getName() + ".older-page";

    /** By this header a refused call says why its session is over: it may have been the first to find that out. */
    static final String SESSION_OVER = "Session-Over";

    /**
     * By this parameter a webapp says that it has lost its session, and what that header said; of a session that was signed
     * out in another window the server knows nothing.
     */
    private static final String LOST = "lost";

    private static final String LOGIN = "/login";

    private final AccessDeniedHandler forbidden = new AccessDeniedHandlerImpl();
    private final RememberedPages pages;

    WayToTheLogin(RememberedPages pages) {
        super(LOGIN);
        this.pages = pages;
        // The host of a request is whatever its sender wrote there.
        setFavorRelativeUris(true);
    }

    /** Whether somebody signs in with it. */
    static boolean isLogin(HttpServletRequest request) {
        return request.getRequestURI().equals(request.getContextPath() + LOGIN);
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException refused)
            throws IOException, ServletException {
        var page = OwnPages.from(request);
        var isSignedIn = SignedInSessions.signIn(request.getSession(false)) != null;
        if (!(refused instanceof CsrfException) && !isOurs(request)) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        } else if (!(refused instanceof CsrfException)) {
            forbidden.handle(request, response, refused);
        } else if (unread(request) != null) {
            // The token is there, in a form that the server did not read to its end: a file is too large.
            response.sendError(
                    unread(request) == FailReason.POST_TOO_LARGE
                            ? HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE
                            : HttpServletResponse.SC_BAD_REQUEST);
        } else if (isLogin(request)) {
            OfficerLogin.onceMore(request, response);
        } else if (!isSignedIn && (page.isPresent() || SignedInSessions.over(request) != null)) {
            page.ifPresent(sender -> pages.remember(sender, request));
            response.sendRedirect(request.getContextPath() + address(request, "gone"));
        } else if (page.isPresent()) {
            request.getSession().setAttribute(OLDER_PAGE, true);
            response.sendRedirect(request.getContextPath() + page.get());
        } else {
            forbidden.handle(request, response, refused);
        }
    }

    private static @Nullable Object unread(HttpServletRequest request) {
        return request.getAttribute(Globals.PARAMETER_PARSE_FAILED_REASON_ATTR);
    }

    /** Whether there is a line for that address; what is in none is no page of ours, and forbidden to nobody. */
    private static boolean isOurs(HttpServletRequest request) {
        var path = PathContainer.parsePath(
                request.getRequestURI().substring(request.getContextPath().length()));
        return PageRules.of(path).isPresent();
    }

    @Override
    protected String determineUrlToUseForThisRequest(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException refused) {
        return address(request, lost(request));
    }

    private static @Nullable String lost(HttpServletRequest request) {
        var said = request.getParameter(LOST);
        return said == null || OpenSessions.isReason(said) ? said : "gone";
    }

    /** @param why when nothing else is known of it */
    private String address(HttpServletRequest request, @Nullable String why) {
        var parameters = Stream.of(over(request, why), language(request))
                .filter(Objects::nonNull)
                .collect(Collectors.joining("&"));
        return getLoginFormUrl() + (parameters.isEmpty() ? "" : "?" + parameters);
    }

    private static @Nullable String over(HttpServletRequest request, @Nullable String why) {
        var over = OpenSessions.over(request).orElse(why);
        return over == null ? null : "over=" + over;
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
