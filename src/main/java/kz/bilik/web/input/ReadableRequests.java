package kz.bilik.web.input;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import kz.bilik.problem.Incident;
import kz.bilik.problem.Problem;
import kz.bilik.problem.Problem.Kind;
import kz.bilik.web.answer.ProblemAnswers;
import kz.bilik.web.answer.ProblemDetails;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The outermost filter, around the door, the pages, the API and the engine. It refuses what no program behind it can read:
 * a content type that is none, a wrong percent-encoding, a NUL in a parameter, a login or JSON, which PostgreSQL cannot hold
 * and which the engine would print with the whole statement. And it answers whatever the programs behind it throw, so that
 * the server itself never has to: with the words that belong to it, or with the number of an {@link Incident}.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
class ReadableRequests extends OncePerRequestFilter {

    private static final Pattern WRONG_PERCENT = Pattern.compile("%(?![0-9A-Fa-f]{2})");
    private static final Pattern NUL = Pattern.compile("%00");
    private static final String BASIC = "basic ";

    /** What the server says when somebody has sent half a request, or has gone. */
    private static final Pattern SERVERS = Pattern.compile("org\\.apache\\.(catalina|coyote|tomcat)\\..*");

    private final Set<String> hosts;

    ReadableRequests(HostSettings settings) {
        this.hosts = Set.copyOf(settings.hosts());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            requireOurHost(request);
            requireReadable(request);
            chain.doFilter(new ReadableRequest(request), new RelativeRedirects(request, response));
        } catch (Exception failure) {
            answer(request, response, failure);
        }
    }

    private void requireOurHost(HttpServletRequest request) {
        // Whoever looks after a node asks it by its address.
        if (!hosts.isEmpty()
                && !hosts.contains(request.getServerName().toLowerCase(Locale.ROOT))
                && !request.getRequestURI().startsWith(request.getContextPath() + "/actuator/health")) {
            throw Problem.of(Kind.MALFORMED, "web.host");
        }
    }

    private static void requireReadable(HttpServletRequest request) {
        var query = request.getQueryString();
        if (query != null) {
            if (WRONG_PERCENT.matcher(query).find()) {
                throw Problem.of(Kind.MALFORMED, "web.malformed");
            }
            if (NUL.matcher(query).find()) {
                throw Problem.of(Kind.MALFORMED, "web.characters");
            }
        }
        requireContentType(request.getHeader(HttpHeaders.CONTENT_TYPE));
        requireLogin(request.getHeader(HttpHeaders.AUTHORIZATION));
    }

    /** What a body is must be said in full; a range of types, or a script that nobody can write, is no answer. */
    private static void requireContentType(@Nullable String header) {
        if (header == null) {
            return;
        }
        try {
            var type = MediaType.parseMediaType(header);
            var charset = type.getCharset();
            if (type.isConcrete() && (charset == null || charset.canEncode() && canWrite(charset.newEncoder()))) {
                return;
            }
        } catch (InvalidMediaTypeException | IllegalCharsetNameException | UnsupportedCharsetException unreadable) {
            // Answered below.
        }
        throw Problem.of(Kind.UNSUPPORTED, "web.media-type");
    }

    private static boolean canWrite(CharsetEncoder encoder) {
        return encoder.canEncode('{');
    }

    private static void requireLogin(@Nullable String header) {
        if (header == null || !header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return;
        }
        try {
            var login =
                    Base64.getDecoder().decode(header.substring(BASIC.length()).strip());
            if (new String(login, StandardCharsets.UTF_8).indexOf('\0') >= 0) {
                throw Problem.of(Kind.MALFORMED, "web.characters");
            }
        } catch (IllegalArgumentException noBase64) {
            // The door says what it says to every wrong login.
        }
    }

    private static void answer(HttpServletRequest request, HttpServletResponse response, Exception failure)
            throws IOException {
        if (response.isCommitted()) {
            if (!isOfTheServer(failure)) {
                Incident.report(ProblemDetails.place(request), failure);
            }
            return;
        }
        response.reset();
        var problem =
                isOfTheServer(failure) ? Problem.of(Kind.MALFORMED, "web.malformed") : ProblemDetails.problem(failure);
        if (problem == null) {
            request.setAttribute(ProblemDetails.INCIDENT, Incident.report(ProblemDetails.place(request), failure));
            response.sendError(HttpStatus.INTERNAL_SERVER_ERROR.value());
            return;
        }
        if (problem.kind() == Kind.UNAVAILABLE) {
            response.setHeader(HttpHeaders.RETRY_AFTER, "1");
        }
        request.setAttribute(ProblemDetails.PROBLEM, problem);
        response.sendError(ProblemAnswers.status(problem.kind()).value());
    }

    private static boolean isOfTheServer(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException
                    && SERVERS.matcher(cause.getClass().getName()).matches()) {
                return true;
            }
        }
        return false;
    }
}
