package kz.bilik.web.page;

import jakarta.servlet.http.HttpServletRequest;
import kz.bilik.language.Texts;
import kz.bilik.web.answer.RequestLanguage;
import org.springframework.core.env.Environment;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Marks a test installation in the webapps, whose pages are not ours: by a style sheet that they all begin with. */
@Controller
class InstallationMark {

    private static final MediaType CSS = MediaType.parseMediaType("text/css;charset=UTF-8");

    private final boolean test;
    private final RequestLanguage requestLanguage;
    private final Texts texts;

    InstallationMark(Environment environment, RequestLanguage requestLanguage, Texts texts) {
        this.test = isTest(environment);
        this.requestLanguage = requestLanguage;
        this.texts = texts;
    }

    /** Whether keys sign here that everybody has. */
    static boolean isTest(Environment environment) {
        return environment.getProperty("bilik.test-installation", Boolean.class, false);
    }

    @GetMapping("/style/installation.css")
    ResponseEntity<String> css(HttpServletRequest request) {
        return ResponseEntity.ok().contentType(CSS).body(test ? mark(request) : "");
    }

    private String mark(HttpServletRequest request) {
        var language = requestLanguage.of(request);
        var words = texts.in(language, "web.page.test") + " " + texts.in(language, "web.page.test.text");
        return """
                :root { --bilik-mark: 34px; }
                @media (max-width: 1000px) { :root { --bilik-mark: 74px; } }
                body::after { content: "%s"; position: fixed; z-index: 3000; bottom: 0; left: 0; right: 0; box-sizing: border-box;
                  min-height: var(--bilik-mark); padding: 6px 12px; background: #a3123a; color: #fff; font-weight: bold; text-align: center; }
                /* Under the mark nothing is read or pressed. */
                [cam-widget-footer] { bottom: var(--bilik-mark) !important; }
                .page-wrap.three-cols-layout, .ctn-main { bottom: calc(var(--bilik-mark) + 24px) !important; height: auto !important; }
                body { padding-bottom: calc(var(--bilik-mark) + 24px) !important; }
                """
                .formatted(words.replace("\\", "").replace("\"", ""));
    }
}
