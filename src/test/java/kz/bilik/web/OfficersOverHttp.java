package kz.bilik.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import kz.bilik.language.Language;

/** Officers who read our pages and send their forms without a browser; each signs in when he is first asked for. */
final class OfficersOverHttp {

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final int port;
    private final Map<String, HttpClient> signedIn = new HashMap<>();

    OfficersOverHttp(int port) {
        this.port = port;
    }

    /** The page as he reads it in English. */
    String page(String officer, String path) {
        return page(officer, path, Language.EN);
    }

    /** The page in that language; without tags' line breaks it is easier to look into. */
    String page(String officer, String path, Language language) {
        var answer = get(officer, path, language);
        assertThat(answer.statusCode()).as(path + " for " + officer).isEqualTo(200);
        return answer.body();
    }

    HttpResponse<String> get(String officer, String path, Language language) {
        return send(browser(officer), request(path, language));
    }

    /** What the address answers him in English, be it a page or a file. */
    HttpResponse<byte[]> bytes(String officer, String path) {
        try {
            return browser(officer).send(request(path, Language.EN).build(), BodyHandlers.ofByteArray());
        } catch (Exception unreachable) {
            throw new IllegalStateException(unreachable);
        }
    }

    /** Sends a form in English, with the token of his session; answers the page to which he is led. */
    HttpResponse<String> post(String officer, String path, Map<String, String> fields) {
        var browser = browser(officer);
        var all = new HashMap<>(fields);
        all.put("_csrf", token(send(browser, request("/", Language.EN)).body()));
        return send(browser, form(path, all));
    }

    /** As {@link #post}, with a file in the field {@code copy}. */
    HttpResponse<String> post(String officer, String path, Map<String, String> fields, byte[] copy) {
        var browser = browser(officer);
        var all = new HashMap<>(fields);
        all.put("_csrf", token(send(browser, request("/", Language.EN)).body()));
        var body = new ByteArrayOutputStream();
        all.forEach((name, value) -> part(body, "name=\"" + name + "\"", value.getBytes(StandardCharsets.UTF_8)));
        part(body, "name=\"copy\"; filename=\"copy.pdf\"\r\nContent-Type: application/pdf", copy);
        body.writeBytes("--part-of-it--\r\n".getBytes(StandardCharsets.UTF_8));
        return send(
                browser,
                request(path, Language.EN)
                        .header("Content-Type", "multipart/form-data; boundary=part-of-it")
                        .POST(BodyPublishers.ofByteArray(body.toByteArray())));
    }

    /** A file in a field of a form. */
    record Part(String field, String fileName, byte[] content) {}

    /** As {@link #post}, with these files, as a browser sends them: nothing that was chosen is a file without a name. */
    HttpResponse<String> post(String officer, String path, Map<String, String> fields, List<Part> files) {
        var browser = browser(officer);
        var all = new HashMap<>(fields);
        all.put("_csrf", token(send(browser, request("/", Language.EN)).body()));
        var body = new ByteArrayOutputStream();
        all.forEach((name, value) -> part(body, "name=\"" + name + "\"", value.getBytes(StandardCharsets.UTF_8)));
        files.forEach(file -> part(
                body,
                "name=\"" + file.field() + "\"; filename=\"" + file.fileName().replace("\"", "%22")
                        + "\"\r\nContent-Type: application/octet-stream",
                file.content()));
        body.writeBytes("--part-of-it--\r\n".getBytes(StandardCharsets.UTF_8));
        return send(
                browser,
                request(path, Language.EN)
                        .header("Accept", "text/html")
                        .header("Content-Type", "multipart/form-data; boundary=part-of-it")
                        .POST(BodyPublishers.ofByteArray(body.toByteArray())));
    }

    private static void part(ByteArrayOutputStream body, String disposition, byte[] content) {
        body.writeBytes(("--part-of-it\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(content);
        body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
    }

    private HttpClient browser(String officer) {
        return signedIn.computeIfAbsent(officer, this::signIn);
    }

    private HttpClient signIn(String officer) {
        var browser = HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        var token = token(send(browser, request("/login", Language.EN)).body());
        send(browser, form("/login", Map.of("username", officer, "password", "demo", "_csrf", token)));
        return browser;
    }

    /** The token against forged forms that stands on that page. */
    static String token(String page) {
        var token = TOKEN.matcher(page);
        assertThat(token.find()).isTrue();
        return token.group(1);
    }

    private HttpRequest.Builder form(String path, Map<String, String> fields) {
        return request(path, Language.EN)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(fields.entrySet().stream()
                        .map(field ->
                                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"))));
    }

    private HttpRequest.Builder request(String path, Language language) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Accept-Language", language.tag());
    }

    private static HttpResponse<String> send(HttpClient browser, HttpRequest.Builder request) {
        try {
            return browser.send(request.build(), BodyHandlers.ofString());
        } catch (Exception unreachable) {
            throw new IllegalStateException(unreachable);
        }
    }
}
