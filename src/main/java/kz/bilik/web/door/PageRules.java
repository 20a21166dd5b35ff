package kz.bilik.web.door;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Who comes to which page. What stands in no line is denied to everybody; which case, act or distribution somebody reads
 * there, each page judges itself. The first line that matches counts.
 */
public final class PageRules {

    /** Whom a line lets in. */
    public enum Who {
        /** Also whoever has not signed in. */
        ANYBODY,
        /** Whoever has signed in as an officer. */
        SIGNED_IN,
        /** Whoever heads a place: a centre, or the mobility centre of a region. */
        HEADS,
        /** Whoever heads a place, auditors and the authorised body. */
        REPORT_READERS,
        ADMINISTRATOR,
        ADMINISTRATOR_AND_AUDITOR,
        ADMINISTRATOR_AND_ANALYST,
        /** Who keeps the tables of the law: nobody changes them on his behalf. */
        ANALYST,
        /** Analysts, administrators, auditors and the authorised body. */
        TABLE_READERS,
        /** Whoever keeps the diagrams or the engine, and who reads everything. */
        VERSION_READERS,
        NOBODY
    }

    /**
     * One line.
     *
     * @param path a pattern as in {@code @RequestMapping}
     */
    public record Rule(String path, Who who) {}

    public static final List<Rule> ALL = Stream.of(
                    Stream.of(new Rule("/h2-console/**", Who.NOBODY)),
                    lines(
                            Who.ANYBODY,
                            "/login",
                            "/signed-in",
                            "/webjars/**",
                            "/style/**",
                            "/favicon.ico",
                            "/problems/**",
                            "/.well-known/camunda-automation-platform/webapps",
                            "/verify/**",
                            "/v3/api-docs/**",
                            "/v3/api-docs.yaml/**",
                            "/swagger-ui/**",
                            "/swagger-ui.html"),
                    lines(
                            Who.SIGNED_IN,
                            "/",
                            "/find",
                            "/cases/**",
                            "/history/**",
                            "/tasks/**",
                            "/acts/**",
                            "/advice",
                            "/law",
                            "/payments/**",
                            "/distributions/**",
                            "/notices/**",
                            "/labour-market/**",
                            "/sessions/**",
                            "/first-password",
                            // In the demo only: elsewhere there is no such page.
                            "/demo/clock",
                            "/legal-time"),
                    lines(Who.HEADS, "/board/**"),
                    lines(Who.REPORT_READERS, "/reports/**"),
                    lines(
                            Who.ADMINISTRATOR,
                            "/systems/**",
                            "/incidents/**",
                            "/accounts/**",
                            "/catalogue/**",
                            "/calendar/**",
                            "/erasures/holds/**"),
                    lines(Who.ADMINISTRATOR_AND_ANALYST, "/product-files/**"),
                    lines(Who.ANALYST, "/tables/*/draft/**", "/words/enter"),
                    lines(Who.TABLE_READERS, "/tables/**", "/words"),
                    lines(Who.ADMINISTRATOR_AND_ANALYST, "/versions/migrations/proposal"),
                    lines(
                            Who.ADMINISTRATOR,
                            "/versions/migrations/*/carrying-out",
                            "/versions/migrations/*/stop",
                            "/versions/migrations/*/going-on"),
                    lines(Who.VERSION_READERS, "/versions/**"),
                    lines(
                            Who.ADMINISTRATOR_AND_AUDITOR,
                            "/sign-ins",
                            "/deeds",
                            "/operations",
                            "/audit/**",
                            "/erasures/**"))
            .flatMap(lines -> lines)
            .toList();

    private static final Map<Rule, PathPattern> PATTERNS = ALL.stream()
            .collect(Collectors.toUnmodifiableMap(
                    Function.identity(), rule -> PathPatternParser.defaultInstance.parse(rule.path())));

    private PageRules() {}

    /** The line that counts for that path; empty when there is none. */
    static Optional<Rule> of(PathContainer path) {
        return ALL.stream().filter(rule -> PATTERNS.get(rule).matches(path)).findFirst();
    }

    private static Stream<Rule> lines(Who who, String... paths) {
        return Stream.of(paths).map(path -> new Rule(path, who));
    }
}
