package kz.bilik.kill;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import kz.bilik.kill.Nodes.Answer;
import kz.bilik.kill.Nodes.NoAnswer;

/**
 * An officer in front of his browser. He signs in by the form at whichever node he meets, keeps its cookies, and signs in
 * again when that node does not know him any more. He does one thing after the other.
 */
final class Officer {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");
    private static final String ENGINE = "/camunda/api/engine/engine/default";

    private final Nodes nodes;
    private final String id;
    private final Map<Node, Browser> browsers = new HashMap<>();

    /** His session at one node. */
    private static final class Browser {

        private final Node node;
        private final CookieManager cookies = new CookieManager();
        private final HttpClient client = HttpClient.newBuilder()
                .cookieHandler(cookies)
                .connectTimeout(Duration.ofSeconds(2))
                .build();
        private boolean signedIn;

        Browser(Node node) {
            this.node = node;
        }

        String cookie(String name) {
            return cookies.getCookieStore().getCookies().stream()
                    .filter(cookie -> cookie.getName().equals(name))
                    .map(HttpCookie::getValue)
                    .findFirst()
                    .orElse("");
        }
    }

    Officer(Nodes nodes, String id) {
        this.nodes = nodes;
        this.id = id;
    }

    /** The id of the open task of that kind of that case; empty when he sees none. */
    synchronized Optional<String> task(String number, String kind) throws NoAnswer {
        var answer = get(ENGINE + "/task?processInstanceBusinessKey=" + number + "&taskDefinitionKey=" + kind);
        if (!answer.isYes()) {
            // To see no task is an answer; not to be allowed to look means that the door has changed and this test has
            // not.
            throw new IllegalStateException(id + " may not look for tasks: " + answer.status() + " " + answer.text());
        }
        try {
            var tasks = JSON.readTree(answer.body());
            return tasks.isEmpty()
                    ? Optional.empty()
                    : Optional.of(tasks.get(0).get("id").textValue());
        } catch (java.io.IOException unreadable) {
            throw new NoAnswer(unreadable.toString());
        }
    }

    /** Takes the task and completes it with these fields, as the Tasklist does. */
    synchronized Answer complete(String task, Map<String, Object> fields) throws NoAnswer {
        var browser = browser();
        engine(browser, "/task/" + task + "/claim", "{\"userId\":\"" + id + "\"}");
        var variables = JSON.createObjectNode();
        fields.forEach((name, value) -> {
            var variable = variables.putObject(name);
            if (value instanceof java.util.List<?> list) {
                variable.put("type", "Json").put("value", JSON.valueToTree(list).toString());
            } else {
                variable.set("value", JSON.valueToTree(value));
            }
        });
        var submission = JSON.createObjectNode();
        submission.set("variables", variables);
        return engine(browser, "/task/" + task + "/submit-form", submission.toString());
    }

    /** Sends a form of one of our pages. */
    synchronized Answer post(String path, Map<String, String> fields) throws NoAnswer {
        var browser = browser();
        var all = new HashMap<>(fields);
        all.put("_csrf", token(page(browser, "/").text()));
        return again(browser, form(browser, path, all));
    }

    /** What an address answers him. */
    synchronized Answer get(String path) throws NoAnswer {
        var browser = browser();
        return again(browser, HttpRequest.newBuilder(URI.create(browser.node.url() + path)));
    }

    private Answer engine(Browser browser, String path, String body) throws NoAnswer {
        return again(
                browser,
                HttpRequest.newBuilder(URI.create(browser.node.url() + ENGINE + path))
                        .header("Content-Type", "application/json")
                        .header("X-XSRF-TOKEN", browser.cookie("XSRF-TOKEN"))
                        .POST(BodyPublishers.ofString(body)));
    }

    /** A session that is over is an answer of its own: he signs in at the next call. */
    private Answer again(Browser browser, HttpRequest.Builder request) throws NoAnswer {
        var answer = nodes.send(browser.client, request);
        var led = answer.whole().headers().firstValue("Location").orElse("");
        if (answer.status() == 401 || led.contains("/login")) {
            browsers.remove(browser.node);
            throw new NoAnswer("signed out");
        }
        return answer;
    }

    private Browser browser() throws NoAnswer {
        var browser = browsers.computeIfAbsent(nodes.some(), Browser::new);
        if (!browser.signedIn) {
            browsers.remove(browser.node);
            var login = page(browser, "/login").text();
            var answer = nodes.send(
                    browser.client,
                    form(browser, "/login", Map.of("username", id, "password", "demo", "_csrf", token(login))));
            if (answer.whole().headers().firstValue("Location").orElse("").contains("wrong")) {
                throw new IllegalStateException(id + " could not sign in");
            }
            page(browser, "/camunda/app/tasklist/default/");
            browser.signedIn = true;
            browsers.put(browser.node, browser);
        }
        return browser;
    }

    private static HttpRequest.Builder form(Browser browser, String path, Map<String, String> fields) {
        return HttpRequest.newBuilder(URI.create(browser.node.url() + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(fields.entrySet().stream()
                        .map(field ->
                                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"))));
    }

    private Answer page(Browser browser, String path) throws NoAnswer {
        var request =
                HttpRequest.newBuilder(URI.create(browser.node.url() + path)).header("Accept", "text/html");
        return path.equals("/login") ? nodes.send(browser.client, request) : again(browser, request);
    }

    private static String token(String page) throws NoAnswer {
        var token = TOKEN.matcher(page);
        if (!token.find()) {
            throw new NoAnswer("a page without a token");
        }
        return token.group(1);
    }
}
