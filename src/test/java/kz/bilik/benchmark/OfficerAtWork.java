package kz.bilik.benchmark;

import java.io.IOException;
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
import java.util.Arrays;
import java.util.regex.Pattern;

/** An officer in front of the browser: what he waits for, from the request to the last byte of its answer. */
final class OfficerAtWork {

    /** How often everything is asked for. */
    static final int TIMES = Integer.getInteger("times", 11);

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");
    private static final String ENGINE = "/camunda/api/engine/engine/default";

    /** What the Tasklist asks for: open tasks, what is due first on top. */
    private static final String FIRST_PAGE =
            "{\"active\":true,\"sorting\":[{\"sortBy\":\"dueDate\",\"sortOrder\":\"asc\"}]}";

    private final CookieManager cookies = new CookieManager();
    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(cookies).build();
    private final String address;
    private final String token;

    /** Signs in at the product on that port. */
    OfficerAtWork(int port, String officer) {
        address = "http://localhost:" + port;
        var form = TOKEN.matcher(read(get("/login")));
        if (!form.find()) {
            throw new IllegalStateException("The login page has no token");
        }
        var entered = "username=" + officer + "&password=demo&_csrf="
                + URLEncoder.encode(form.group(1), StandardCharsets.UTF_8);
        send(HttpRequest.newBuilder(URI.create(address + "/login"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(entered))
                .build());
        read(get("/"));
        read(get("/camunda/app/tasklist/default/"));
        token = cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("XSRF-TOKEN"))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The Tasklist gave no token"));
    }

    /** The median time until a filter shows its number and its first page, its columns included, in milliseconds. */
    double filter(String id) {
        return median(() -> {
            read(HttpRequest.newBuilder(URI.create(address + ENGINE + "/filter/" + id + "/count"))
                    .build());
            read(HttpRequest.newBuilder(
                            URI.create(address + ENGINE + "/filter/" + id + "/list?firstResult=0&maxResults=15"))
                    .header("Accept", "application/hal+json")
                    .header("Content-Type", "application/json")
                    .header("X-XSRF-TOKEN", token)
                    .POST(BodyPublishers.ofString(FIRST_PAGE))
                    .build());
        });
    }

    /** The median time until a page of ours is there, in milliseconds. */
    double page(String path) {
        return median(() -> read(get(path)));
    }

    /** The time until a page of ours is there that was not asked for before. */
    double firstTime(String path) {
        var began = System.nanoTime();
        read(get(path));
        return (System.nanoTime() - began) / 1e6;
    }

    /** The median time until a search leads on to what it found. */
    double search(String path) {
        return median(() -> ledOn(get(path)));
    }

    /** The same of a search by IIN, whose form is sent. */
    double searchByIin(String iin) {
        var form = TOKEN.matcher(read(get("/")));
        if (!form.find()) {
            throw new IllegalStateException("The start page has no token");
        }
        var sent = "iin=" + iin + "&_csrf=" + URLEncoder.encode(form.group(1), StandardCharsets.UTF_8);
        return median(() -> ledOn(HttpRequest.newBuilder(URI.create(address + "/find"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(sent))
                .build()));
    }

    private void ledOn(HttpRequest request) {
        var answer = send(request);
        if (answer.statusCode() != 302
                || !answer.headers().firstValue("Location").orElse("").contains("/cases/")) {
            throw new IllegalStateException(request.uri() + " found nothing: " + answer.statusCode());
        }
    }

    private static double median(Runnable work) {
        var times = new double[TIMES];
        for (int i = 0; i < TIMES; i++) {
            var began = System.nanoTime();
            work.run();
            times[i] = (System.nanoTime() - began) / 1e6;
        }
        Arrays.sort(times);
        return times[TIMES / 2];
    }

    private HttpRequest get(String path) {
        return HttpRequest.newBuilder(URI.create(address + path))
                .header("Accept", "text/html")
                .build();
    }

    private String read(HttpRequest request) {
        var answer = send(request);
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(request.uri() + " answered " + answer.statusCode());
        }
        return answer.body();
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return browser.send(request, BodyHandlers.ofString());
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
