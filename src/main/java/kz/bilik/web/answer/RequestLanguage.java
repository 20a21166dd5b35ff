package kz.bilik.web.answer;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import kz.bilik.language.Language;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.util.WebUtils;

/**
 * The language of a request: of {@code /api} by {@code Accept-Language} with its quality values; of pages by the choice
 * kept in a cookie ({@code ?lang=kk|ru|en} sets it, the Tasklist's scripts read it), else the same header. Kazakh when
 * nothing of ours is asked for.
 */
@Component("localeResolver")
public class RequestLanguage implements LocaleResolver {

    public static final String COOKIE = "bilik-language";

    private static final List<Locale> OURS =
            Arrays.stream(Language.values()).map(Language::locale).toList();

    public Language of(HttpServletRequest request) {
        var chosen = isApi(request) ? null : chosen(request);
        return chosen != null ? chosen : accepted(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
    }

    static boolean isApi(HttpServletRequest request) {
        return isApi(request.getRequestURI().substring(request.getContextPath().length()));
    }

    static boolean isApi(String path) {
        return path.equals("/api") || path.startsWith("/api/");
    }

    static Language accepted(@Nullable String header) {
        if (header == null || header.isBlank()) {
            return Language.KK;
        }
        try {
            var best = Locale.lookup(Locale.LanguageRange.parse(header), OURS);
            return best == null ? Language.KK : Language.of(best);
        } catch (IllegalArgumentException unreadable) {
            return Language.KK;
        }
    }

    private static @Nullable Language chosen(HttpServletRequest request) {
        // A parameter is looked for in the query only: reading it may not parse a form's or a file's body.
        var parameter =
                request.getQueryString() != null && request.getQueryString().contains("lang=")
                        ? byTag(request.getParameter("lang"))
                        : null;
        if (parameter != null) {
            return parameter;
        }
        var cookie = WebUtils.getCookie(request, COOKIE);
        return cookie == null ? null : byTag(cookie.getValue());
    }

    static @Nullable Language byTag(@Nullable String tag) {
        return Arrays.stream(Language.values())
                .filter(language -> language.tag().equals(tag))
                .findFirst()
                .orElse(null);
    }

    @Override
    public Locale resolveLocale(HttpServletRequest request) {
        return of(request).locale();
    }

    @Override
    public void setLocale(HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
        if (response != null && locale != null) {
            var cookie = ResponseCookie.from(COOKIE, Language.of(locale).tag())
                    .path("/")
                    .maxAge(Duration.ofDays(365))
                    .sameSite("Lax")
                    .secure(request.isSecure())
                    .build();
            response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
        }
    }
}
