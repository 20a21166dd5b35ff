package kz.bilik.web.door;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** What a browser says of where a request comes from. No other site can make it say that a page of ours has sent it. */
final class OwnPages {

    private static final String SENT_FROM = "Sec-Fetch-Site";

    private OwnPages() {}

    /** Whether a page of this product has sent it. Over plain HTTP a browser names the page's host only. */
    static boolean sent(HttpServletRequest request) {
        var from = request.getHeader(SENT_FROM);
        return from == null
                ? ours(request.getHeader(HttpHeaders.ORIGIN), request).isPresent()
                : from.equals("same-origin");
    }

    /** The path, with its query, of our page that has sent it; empty when no page of ours has, or the browser does not say. */
    static Optional<String> from(HttpServletRequest request) {
        return ours(request.getHeader(HttpHeaders.REFERER), request)
                .map(page -> page.getRawPath() + (page.getRawQuery() == null ? "" : "?" + page.getRawQuery()))
                .filter(path -> path.startsWith(request.getContextPath() + "/"))
                .map(path -> path.substring(request.getContextPath().length()))
                // Two slashes would lead to another host.
                .filter(path -> !path.startsWith("//"));
    }

    private static Optional<URI> ours(@Nullable String address, HttpServletRequest request) {
        return Optional.ofNullable(address)
                .flatMap(OwnPages::address)
                .filter(page -> page.getRawAuthority() != null
                        && page.getRawAuthority().equals(request.getHeader(HttpHeaders.HOST)));
    }

    private static Optional<URI> address(String text) {
        try {
            return Optional.of(URI.create(text));
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }
}
