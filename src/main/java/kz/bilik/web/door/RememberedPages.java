package kz.bilik.web.door;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;

/**
 * After the login an officer lands where he wanted to go, but never on a script or a picture; and for these no session is
 * read at all.
 */
final class RememberedPages extends HttpSessionRequestCache {

    RememberedPages() {
        setMatchingRequestParameterName(null);
        setRequestMatcher(RememberedPages::isPage);
    }

    @Override
    public @Nullable HttpServletRequest getMatchingRequest(HttpServletRequest request, HttpServletResponse response) {
        // An error is shown also when sessions cannot be read.
        return isPage(request) && request.getDispatcherType() == DispatcherType.REQUEST
                ? super.getMatchingRequest(request, response)
                : null;
    }

    private static boolean isPage(HttpServletRequest request) {
        return HttpMethod.GET.matches(request.getMethod())
                && String.valueOf(request.getHeader(HttpHeaders.ACCEPT)).contains("text/html");
    }
}
