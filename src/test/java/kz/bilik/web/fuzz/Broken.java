package kz.bilik.web.fuzz;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kz.bilik.support.PaperPdf;

/**
 * A call as the description has it, with one place broken: it comes further than noise. What is put there bears {@link
 * #MARK} or a personal number wherever it can, so that the log can be searched for it.
 */
final class Broken {

    /** Stands in no text of the product. */
    static final String MARK = "Zq7Xw";

    static final String NUMBER = "920315390109";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Pattern VARIABLE = Pattern.compile("\\{[^}]+}");

    /** As they go over the wire in an address. */
    private static final List<String> IN_ADDRESSES = List.of(
            "%00",
            MARK + "%00",
            "%ff%fe",
            "%zz",
            "%",
            "%u0041",
            "%ed%a0%80",
            "%c0%80",
            MARK + "%0d%0aX:%20y",
            "..%2f..",
            "%e2%80%ae" + MARK,
            MARK + "%27--",
            "-1",
            "2147483648",
            "99999999999999999999",
            "1e400",
            "NaN",
            "null",
            "%5b%5d",
            "%7b%7d",
            "true",
            NUMBER,
            "A-2026-75-" + NUMBER,
            "2026-02-30",
            "%2B999999999-12-31",
            "-999999999-01-01",
            "9999-12-31T23:59:59.999%2B0000",
            "$%7b1%2B1%7d" + MARK,
            "%23%7b1%7d",
            MARK.repeat(600),
            "%20",
            "",
            "*",
            "%25",
            MARK + ";x=y",
            "asc",
            "desc",
            "id");

    private static final List<String> IN_TEXTS = List.of(
            MARK + "\0",
            "\0",
            MARK + "\ud800",
            "\udc00" + MARK,
            "\u202e" + MARK,
            MARK + "\r\nX: y",
            "'" + MARK + "'--",
            "",
            " ",
            NUMBER,
            MARK.repeat(9000),
            "${1+1}" + MARK,
            "#{" + MARK + "}",
            "2026-02-30",
            "+999999999-12-31",
            "-1",
            "99999999999999999999",
            "../../" + MARK,
            "<" + MARK + "/>",
            "\ufeff" + MARK,
            "\u0007" + MARK);

    private static final List<Map.Entry<String, String>> HEADERS = List.of(
            Map.entry("Content-Type", "*/*"),
            Map.entry("Content-Type", "application/*"),
            Map.entry("Content-Type", MARK),
            Map.entry("Content-Type", ""),
            Map.entry("Content-Type", "application/json;charset=" + MARK),
            Map.entry("Content-Type", "application/json;charset=UTF-16"),
            Map.entry("Content-Type", "application/xml"),
            Map.entry("Content-Type", "multipart/form-data"),
            Map.entry("Content-Type", "multipart/form-data; boundary=" + MARK),
            Map.entry("Content-Type", "application/x-www-form-urlencoded"),
            Map.entry("Content-Type", "application/json, text/plain"),
            Map.entry("Content-Encoding", "gzip"),
            Map.entry("Accept", "///"),
            Map.entry("Accept", "*/" + MARK),
            Map.entry("Accept", "image/png"),
            Map.entry("Accept", "application/xml"),
            Map.entry("Accept-Language", MARK + ";q=9"),
            Map.entry("Accept-Language", "*;q=0, kk;q=-1"),
            Map.entry("Accept-Language", "x".repeat(4000)),
            Map.entry("Accept-Charset", MARK),
            Map.entry("Accept-Encoding", MARK),
            Map.entry("Range", "bytes=99999999999999999999-"),
            Map.entry("Range", MARK),
            Map.entry("If-None-Match", "\"" + MARK),
            Map.entry("If-Modified-Since", MARK),
            Map.entry("If-Match", MARK),
            Map.entry("Cookie", "bilik-language=" + MARK + "; bilik-session=%00"),
            Map.entry("Authorization", "Basic " + MARK),
            Map.entry("Authorization", "Basic AAAAOgAA"),
            Map.entry("Authorization", "Bearer " + MARK),
            Map.entry("Authorization", MARK),
            Map.entry("Transfer-Encoding", "identity"),
            Map.entry("Transfer-Encoding", MARK),
            Map.entry("Expect", MARK),
            Map.entry("Host", MARK + ".example"),
            Map.entry("Host", "a b"),
            Map.entry("Origin", "null"),
            Map.entry("X-Forwarded-Host", MARK),
            Map.entry("X-Forwarded-For", MARK),
            Map.entry("X-HTTP-Method-Override", MARK),
            Map.entry("Bilik-Acting-For", NUMBER),
            Map.entry("Bilik-Acting-For", MARK),
            Map.entry("Bilik-Submitted-At", "+999999999-12-31T23:59:59+18:00"),
            Map.entry(MARK, "y".repeat(20_000)));

    private final Random random;
    private final List<String> known;

    /** @param known identifiers of records that exist */
    Broken(Random random, List<String> known) {
        this.random = random;
        this.known = known;
    }

    Wire.Request of(Endpoint endpoint) {
        var place = random.nextInt(6);
        var path = address(endpoint, place == 0);
        var query = query(endpoint, place == 1);
        var headers = new LinkedHashMap<String, String>();
        headers.put("Accept", endpoint.kind() == Endpoint.Kind.PAGE ? "text/html" : "application/json");
        var body = body(endpoint, place, headers);
        var request = new Wire.Request(endpoint.method(), path + query, headers, body);
        if (place == 5) {
            var header = pick(HEADERS);
            request = request.with(header.getKey(), header.getValue());
        }
        return request;
    }

    private String address(Endpoint endpoint, boolean broken) {
        var variables = VARIABLE.matcher(endpoint.path());
        var path = new StringBuilder();
        while (variables.find()) {
            variables.appendReplacement(path, Matcher.quoteReplacement(broken ? pick(IN_ADDRESSES) : pick(known)));
        }
        variables.appendTail(path);
        return path.toString();
    }

    private String query(Endpoint endpoint, boolean broken) {
        var parameters = endpoint.parameters();
        if (parameters.isEmpty()) {
            return broken ? "?" + pick(IN_ADDRESSES) + "=" + pick(IN_ADDRESSES) : "";
        }
        var some = new ArrayList<String>();
        var wrong = broken ? pick(parameters) : "";
        for (var name : parameters) {
            if (name.equals(wrong) || random.nextInt(parameters.size()) < 2) {
                some.add(name + "=" + (name.equals(wrong) ? pick(IN_ADDRESSES) : pick(known)));
            }
        }
        return some.isEmpty() ? "" : "?" + String.join("&", some);
    }

    private byte[] body(Endpoint endpoint, int place, Map<String, String> headers) {
        if (!endpoint.writes()) {
            return new byte[0];
        }
        var type = endpoint.consumes() == null ? "application/json" : endpoint.consumes();
        if (type.contains("form-data")) {
            headers.put("Content-Type", "multipart/form-data; boundary=edge");
            return multipart(endpoint, place == 2 || place == 3);
        }
        if (type.contains("urlencoded")) {
            headers.put("Content-Type", type);
            return form(endpoint, place == 2 || place == 3);
        }
        headers.put("Content-Type", type.contains("*") ? "application/json" : type);
        if (endpoint.body() == null) {
            return place == 2 ? bytes(pick(List.of("{}", "[]", "null", "\"" + MARK + "\"", "\0"))) : new byte[0];
        }
        if (place == 3) {
            return bytes(pick(List.of(
                    "",
                    "null",
                    "[]",
                    "[null]",
                    "{}",
                    "1",
                    "\"" + MARK + "\"",
                    "{\"" + MARK + "\":1}",
                    "{",
                    "[[[[[[",
                    "{\"a\":\"\\u0000\"}",
                    "[".repeat(3000),
                    "<" + MARK + "/>",
                    "{\"iin\":\"" + NUMBER + "\",}")));
        }
        var said = endpoint.body().deepCopy();
        if (place == 2) {
            breakOne(said);
        }
        return bytes(said);
    }

    private void breakOne(JsonNode node) {
        if (node instanceof ObjectNode object && !object.isEmpty()) {
            var names = new ArrayList<String>();
            object.fieldNames().forEachRemaining(names::add);
            var name = pick(names);
            if (object.get(name).isContainerNode() && random.nextBoolean()) {
                breakOne(object.get(name));
            } else if (random.nextInt(8) == 0) {
                object.remove(name);
            } else {
                object.set(name, wrong());
            }
        } else if (node instanceof ArrayNode list && !list.isEmpty()) {
            if (list.get(0).isContainerNode() && random.nextBoolean()) {
                breakOne(list.get(0));
            } else {
                list.set(0, wrong());
            }
        }
    }

    private JsonNode wrong() {
        return switch (random.nextInt(8)) {
            case 0 -> NODES.nullNode();
            case 1 -> NODES.numberNode(Long.MAX_VALUE);
            case 2 -> NODES.numberNode(-1);
            case 3 -> NODES.objectNode().put(MARK, MARK);
            case 4 -> NODES.arrayNode().add(NODES.nullNode());
            default -> NODES.textNode(pick(IN_TEXTS));
        };
    }

    private byte[] form(Endpoint endpoint, boolean broken) {
        var fields = new ArrayList<String>();
        for (var name : endpoint.parameters()) {
            fields.add(name + "="
                    + (broken && random.nextInt(2) == 0
                            ? pick(IN_ADDRESSES)
                            : URLEncoder.encode(pick(known), StandardCharsets.UTF_8)));
        }
        if (broken) {
            fields.add(pick(IN_ADDRESSES) + "=" + pick(IN_ADDRESSES));
        }
        return bytes(String.join("&", fields));
    }

    private byte[] multipart(Endpoint endpoint, boolean broken) {
        var names = new ArrayList<String>();
        if (endpoint.body() != null) {
            endpoint.body().fieldNames().forEachRemaining(names::add);
        }
        names.addAll(endpoint.parameters());
        names.add("file");
        var body = new StringBuilder();
        for (var name : names) {
            var fileName = broken ? pick(IN_TEXTS).replaceAll("[\r\n\"]", "") : "copy.pdf";
            fileName = fileName.length() > 3000 ? fileName.substring(0, 3000) : fileName;
            body.append("--edge\r\nContent-Disposition: form-data; name=\"")
                    .append(broken && random.nextInt(6) == 0 ? MARK + "\0" : name)
                    .append("\"; filename=\"")
                    .append(fileName)
                    .append("\"\r\n")
                    .append(broken && random.nextInt(6) == 0 ? "Content-Type: */*\r\n" : "")
                    .append("\r\n")
                    .append(broken ? pick(IN_TEXTS) : new String(PaperPdf.saying(MARK), StandardCharsets.UTF_8))
                    .append("\r\n");
        }
        return bytes(body.append(broken && random.nextInt(4) == 0 ? "--ed" : "--edge--\r\n")
                .toString());
    }

    private <T> T pick(List<T> choice) {
        return choice.get(random.nextInt(choice.size()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] bytes(JsonNode node) {
        try {
            // Half of a pair is written as an escape, as a careless program writes it.
            return JSON.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII).writeValueAsBytes(node);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
