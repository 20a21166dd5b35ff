package kz.bilik.web.input;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Map;
import kz.bilik.problem.DirectionMarks;
import kz.bilik.problem.Problem;
import kz.bilik.problem.Problem.Kind;
import org.jspecify.annotations.Nullable;

/** A request whose parameters and JSON are looked at when they are first read, by whomever: a body is never read for it. */
final class ReadableRequest extends HttpServletRequestWrapper {

    private final boolean json;
    private boolean looked;
    private @Nullable ServletInputStream body;

    ReadableRequest(HttpServletRequest request) {
        super(request);
        var type = request.getContentType();
        json = type != null && type.toLowerCase(Locale.ROOT).contains("json");
    }

    // Tomcat has read what proxies say, where it believes them; what is left of it is whatever somebody wrote there.
    @Override
    public @Nullable String getHeader(String name) {
        return isForwarding(name) ? null : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return isForwarding(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        return Collections.enumeration(Collections.list(super.getHeaderNames()).stream()
                .filter(name -> !isForwarding(name))
                .toList());
    }

    private static boolean isForwarding(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        return lower.equals("forwarded") || lower.startsWith("x-forwarded-");
    }

    @Override
    public @Nullable String getParameter(String name) {
        look();
        return super.getParameter(name);
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
        look();
        return super.getParameterValues(name);
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        look();
        return super.getParameterMap();
    }

    @Override
    public Enumeration<String> getParameterNames() {
        look();
        return super.getParameterNames();
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        if (!json) {
            return super.getInputStream();
        }
        if (body == null) {
            body = new JsonWithoutNul(super.getInputStream());
        }
        return body;
    }

    @Override
    public BufferedReader getReader() throws IOException {
        return json
                ? new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8))
                : super.getReader();
    }

    private void look() {
        if (looked) {
            return;
        }
        looked = true;
        super.getParameterMap().forEach((name, values) -> {
            requireText(name);
            for (var value : values) {
                requireText(value);
            }
        });
    }

    private static void requireText(String text) {
        if (text.indexOf('\0') >= 0) {
            throw Problem.of(Kind.MALFORMED, "web.characters");
        }
        if (DirectionMarks.isIn(text)) {
            throw Problem.of(Kind.MALFORMED, "web.direction-marks");
        }
    }
}
