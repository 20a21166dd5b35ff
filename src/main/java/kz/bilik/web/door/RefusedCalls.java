package kz.bilik.web.door;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import kz.bilik.language.Language;
import kz.bilik.language.Texts;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.web.servlet.LocaleResolver;

/** Says to whoever made a call of the engine that is not his why it was refused, in the form that the webapps show. */
final class RefusedCalls implements AccessDeniedHandler {

    private final Texts texts;
    private final LocaleResolver languages;
    private final ObjectMapper json;

    RefusedCalls(Texts texts, LocaleResolver languages, ObjectMapper json) {
        this.texts = texts;
        this.languages = languages;
        this.json = json;
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException refused)
            throws IOException {
        var language = Language.of(languages.resolveLocale(request));
        response.setStatus(HttpServletResponse.SC_FORBIDDEN);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.getOutputStream()
                .write(json.writeValueAsString(Map.of(
                                "type", "RefusedCall", "message", texts.in(language, "problem.engine.not-allowed")))
                        .getBytes(StandardCharsets.UTF_8));
    }
}
