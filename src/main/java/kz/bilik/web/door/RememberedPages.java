package kz.bilik.web.door;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.savedrequest.SimpleSavedRequest;

/**
 * After the login an officer lands where he wanted to go, but never on a script or a picture; and for these no session is
 * read at all. Whoever sent a form lands on the page on which it stands.
 */
final class RememberedPages extends HttpSessionRequestCache {

    /** The library's name for it, so that its own way after a login finds it. */
    private static final String REMEMBERED = "SPRING_SECURITY_SAVED_REQUEST";

    RememberedPages() {
        setSessionAttrName(REMEMBERED);
        setMatchingRequestParameterName(null);
        setRequestMatcher(RememberedPages::isPage);
    }

    /**
     * Remembers a page although it was not asked for.
     *
     * @param page path and query, without the path of the product
     */
    void remember(String page, HttpServletRequest request) {
        request.getSession().setAttribute(REMEMBERED, new SimpleSavedRequest(page));
    }

    @Override
    public @Nullable HttpServletRequest getMatchingRequest(HttpServletRequest request, HttpServletResponse response) {
        // An error is shown also when sessions cannot be read.
        if (!isPage(request) || request.getDispatcherType() != DispatcherType.REQUEST) {
            return null;
        }
        if (getRequest(request, response) instanceof SimpleSavedRequest page) {
            if ((request.getContextPath() + page.getRedirectUrl()).equals(asked(request))) {
                removeRequest(request, response);
            }
            return null;
        }
        return super.getMatchingRequest(request, response);
    }

    private static String asked(HttpServletRequest request) {
        return request.getRequestURI()
                + Optional.ofNullable(request.getQueryString())
                        .map(query -> "?" + query)
                        .orElse("");
    }

    private static boolean isPage(HttpServletRequest request) {
        return HttpMethod.GET.matches(request.getMethod())
                && String.valueOf(request.getHeader(HttpHeaders.ACCEPT)).contains("text/html");
    }
}
