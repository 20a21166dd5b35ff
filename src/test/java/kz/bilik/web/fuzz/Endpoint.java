package kz.bilik.web.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that can be called.
 *
 * @param path with its variables in braces
 * @param parameters of the query or of a form, by name
 * @param consumes the type of its body; null when it has none
 * @param body a valid one, as far as the schema says; null when it is not JSON
 * @param kind which part of the product answers it
 */
record Endpoint(
        String method,
        String path,
        List<String> parameters,
        @Nullable String consumes,
        @Nullable JsonNode body,
        Kind kind) {

    enum Kind {
        API,
        PAGE,
        WEBAPPS,
        SCRIPTS
    }

    boolean writes() {
        return !method.equals("GET") && !method.equals("HEAD") && !method.equals("OPTIONS");
    }
}
