package kz.bilik.web.door;

import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/**
 * From where a call comes, as delays, limits and records know it: the peer, or what our own proxies say of theirs
 * ({@code server.tomcat.remoteip.internal-proxies}). Of an IPv6 address the first 64 bits, since a household or an office has
 * all addresses that begin with them.
 */
public final class CallerAddress {

    private CallerAddress() {}

    /** The address from which that request comes. */
    public static String of(HttpServletRequest request) {
        return of(request.getRemoteAddr());
    }

    static String of(@Nullable String remote) {
        if (remote == null || remote.indexOf(':') < 0) {
            return remote == null ? "" : remote;
        }
        try {
            // A literal: nobody is asked for a name.
            var address = InetAddress.getByName(remote.split("%")[0]);
            if (!(address instanceof Inet6Address six)) {
                return address.getHostAddress();
            }
            return six.isLoopbackAddress() ? "127.0.0.1" : network(six.getAddress());
        } catch (UnknownHostException noAddress) {
            return remote;
        }
    }

    private static String network(byte[] address) {
        var text = new StringBuilder();
        for (int i = 0; i < 8; i += 2) {
            text.append(Integer.toHexString((address[i] & 0xff) << 8 | address[i + 1] & 0xff))
                    .append(':');
        }
        return text.append(":/64").toString();
    }
}
