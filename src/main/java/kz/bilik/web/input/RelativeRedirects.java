package kz.bilik.web.input;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.net.URI;

/**
 * Leads nobody to the host that a request named: of an address that was made of it, as of the page that was wanted before
 * the login, the path remains. Where somebody signs in elsewhere, he is led there.
 */
final class RelativeRedirects extends HttpServletResponseWrapper {

    private final HttpServletRequest request;

    RelativeRedirects(HttpServletRequest request, HttpServletResponse response) {
        super(response);
        this.request = request;
    }

    @Override
    public void sendRedirect(String location) throws IOException {
        super.sendRedirect(relative(location));
    }

    private String relative(String location) {
        try {
            var address = URI.create(location);
            if (!request.getServerName().equalsIgnoreCase(address.getHost())) {
                return location;
            }
            return (address.getRawPath().isEmpty() ? request.getContextPath() + "/" : address.getRawPath())
                    + (address.getRawQuery() == null ? "" : "?" + address.getRawQuery());
        } catch (IllegalArgumentException none) {
            return location;
        }
    }
}
