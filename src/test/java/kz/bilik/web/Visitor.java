package kz.bilik.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** One browser of somebody: keeps cookies, follows no redirects, so that each answer is seen as it comes. */
final class Visitor {

    private final CookieManager cookies = new CookieManager();
    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(cookies).build();
    private final int port;
    private final String agent;

    Visitor(int port, String agent) {
        this.port = port;
        this.agent = agent;
    }

    /** Another node on which the same cookies are sent, as behind a load balancer. */
    Visitor at(int other) {
        var there = new Visitor(other, agent);
        cookies.getCookieStore().getCookies().forEach(cookie -> there.cookies
                .getCookieStore()
                .add(URI.create("http://localhost:" + other + "/"), cookie));
        return there;
    }

    Visitor signsIn(String officer, String password) {
        var token = OfficersOverHttp.token(get("/login").body());
        var answer = send(form("/login", Map.of("username", officer, "password", password, "_csrf", token)));
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location").orElse("")).doesNotContain("wrong");
        return this;
    }

    /** Takes a password of his own in place of the one that somebody else has set. */
    Visitor choosesPassword(String first, String own) {
        var token = OfficersOverHttp.token(get("/first-password").body());
        var answer = send("/first-password", Map.of("present", first, "password", own, "again", own, "_csrf", token));
        assertThat(leadsTo(answer)).isEqualTo("/");
        return this;
    }

    HttpResponse<String> get(String path) {
        return send(request(path).header("Accept", "text/html").GET());
    }

    /** A call as the webapps make it, for data. */
    HttpResponse<String> data(String path) {
        return send(request(path).header("Accept", "application/json").GET());
    }

    /** A call of the webapps that changes something, with their token. */
    HttpResponse<String> change(String path, String json) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .header("X-XSRF-TOKEN", cookie("XSRF-TOKEN"))
                .POST(BodyPublishers.ofString(json)));
    }

    /** Sends what stands in a form, as it is. */
    HttpResponse<String> post(String path, String form) {
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    /** With that cookie, whatever it holds. */
    Visitor with(String name, String value) {
        var cookie = new HttpCookie(name, value);
        cookie.setPath("/");
        cookie.setVersion(0);
        cookies.getCookieStore().add(URI.create("http://localhost:" + port + "/"), cookie);
        return this;
    }

    /** Sends a form of ours, with the token that stands on our pages. */
    HttpResponse<String> post(String path, Map<String, String> fields) {
        var all = new HashMap<>(fields);
        all.put("_csrf", OfficersOverHttp.token(get("/").body()));
        return send(form(path, all));
    }

    /** Sends these fields and no others. */
    HttpResponse<String> send(String path, Map<String, String> fields) {
        return send(form(path, fields));
    }

    String cookie(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElse("");
    }

    /** Where that answer leads; empty when it leads nowhere. */
    static String leadsTo(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("").replaceFirst("http://localhost:[0-9]+", "");
    }

    private HttpRequest.Builder form(String path, Map<String, String> fields) {
        return request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(fields.entrySet().stream()
                        .map(field ->
                                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"))));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Accept-Language", "en")
                .header("User-Agent", agent);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return browser.send(request.build(), BodyHandlers.ofString());
        } catch (Exception unreachable) {
            throw new IllegalStateException(unreachable);
        }
    }
}
