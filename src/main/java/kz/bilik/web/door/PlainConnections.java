package kz.bilik.web.door;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import kz.bilik.problem.RefusedToStart;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * Outside the demo nothing of a case travels unencrypted, and nobody is spoken to who has not shown who he is: database,
 * Labour Market AIS, bank, mail, the keys by which tokens are verified, and who says who an officer is. Connections within the machine are free, and those
 * that {@code bilik.security.plain-connections} names.
 */
final class PlainConnections {

    private static final String SETTING = "bilik.security.plain-connections";

    private static final Set<String> NAMES = Set.of("database", "labour-market", "bank", "mail", "tokens", "sign-in");

    private static final Pattern POSTGRES = Pattern.compile("(?i)jdbc:postgresql:(?://([^/]*)/)?[^?]*(?:\\?(.*))?");
    private static final Pattern H2_SERVER = Pattern.compile("(?i)jdbc:h2:tcp://([^/:]+).*");

    private final Environment environment;
    private final List<String> allowed;

    private PlainConnections(Environment environment) {
        this.environment = environment;
        this.allowed = Binder.get(environment)
                .bind(SETTING, Bindable.listOf(String.class))
                .orElse(List.of());
    }

    /**
     * Looks at the settings of all connections.
     *
     * @throws RefusedToStart at the first one that is not protected, and for a name that is none of ours
     */
    static void refuse(Environment environment) {
        var connections = new PlainConnections(environment);
        connections.names();
        connections.database();
        connections.https("labour-market", "bilik.labour-market.url", "the Labour Market AIS");
        connections.https("bank", "bilik.bank.url", "the bank");
        connections.https("tokens", "bilik.security.api.issuer", "the issuer of tokens");
        connections.https("tokens", "bilik.security.api.jwk-set-uri", "the keys of the issuer of tokens");
        connections.https("sign-in", "bilik.security.officers.oidc.issuer", "the sign-in service of officers");
        connections.mail();
    }

    private void names() {
        for (var name : allowed) {
            if (!NAMES.contains(name)) {
                throw new RefusedToStart(
                        SETTING + " names " + name + ", which is no connection.",
                        "Known are " + String.join(", ", NAMES.stream().sorted().toList()) + ".");
            }
        }
    }

    private void database() {
        var url = text("spring.datasource.url");
        var h2 = H2_SERVER.matcher(url);
        if (h2.matches() && !isWithinTheMachine(h2.group(1))) {
            refuse("database", "the database", "Use jdbc:h2:ssl: or PostgreSQL");
        }
        var postgres = POSTGRES.matcher(url);
        if (!postgres.matches() || isWithinTheMachine(postgres.group(1))) {
            return;
        }
        var parameters = postgres.group(2) == null ? "" : postgres.group(2);
        var mode = Arrays.stream(parameters.split("&"))
                .filter(parameter -> parameter.startsWith("sslmode="))
                .map(parameter -> parameter.substring("sslmode=".length()))
                .findFirst()
                .orElseGet(() -> text("spring.datasource.hikari.data-source-properties.sslmode"));
        // The weaker modes encrypt for whoever answers, also for one who only stands in between.
        if (!mode.equals("verify-full")) {
            refuse(
                    "database",
                    "the database",
                    "Set DB_SSLMODE=verify-full and name the authority of the server"
                            + " (SPRING_DATASOURCE_HIKARI_DATASOURCEPROPERTIES_SSLROOTCERT)");
        }
    }

    /** The driver takes several hosts, and without any it means this machine. */
    private static boolean isWithinTheMachine(String hosts) {
        return hosts == null
                || Arrays.stream(hosts.split(","))
                        .map(host -> host.replaceFirst(":[0-9]+$", ""))
                        .allMatch(PlainConnections::isLoopback);
    }

    private static boolean isLoopback(String host) {
        var name = host.toLowerCase(Locale.ROOT);
        return name.isEmpty()
                || name.equals("localhost")
                || name.matches("127(\\.[0-9]{1,3}){3}")
                || name.equals("::1")
                || name.equals("[::1]");
    }

    private void https(String name, String setting, String whom) {
        var address = text(setting).strip();
        if (address.isEmpty()) {
            return;
        }
        try {
            var uri = URI.create(address);
            if ("https".equalsIgnoreCase(uri.getScheme())
                    || uri.getHost() != null && !uri.getHost().isEmpty() && isLoopback(uri.getHost())) {
                return;
            }
        } catch (IllegalArgumentException unreadable) {
            // Then it is not https either.
        }
        refuse(name, whom, "Begin " + setting + " with https");
    }

    private void mail() {
        var host = text("spring.mail.host").strip();
        if (host.isEmpty() || isLoopback(host)) {
            return;
        }
        var isEncrypted = text("spring.mail.protocol").equalsIgnoreCase("smtps")
                || is("spring.mail.ssl.enabled")
                || is("spring.mail.properties.mail.smtp.ssl.enable")
                || is("spring.mail.properties.mail.smtp.starttls.required");
        if (!isEncrypted) {
            refuse(
                    "mail",
                    "the mail server",
                    "Set SPRING_MAIL_PROPERTIES_MAIL_SMTP_STARTTLS_REQUIRED=true, or SPRING_MAIL_PROTOCOL=smtps");
        }
    }

    private void refuse(String name, String whom, String action) {
        if (!allowed.contains(name)) {
            throw new RefusedToStart(
                    "what goes to " + whom + " would not be encrypted for it alone.",
                    action + ", or, where something else protects that way, add " + name + " to " + SETTING + ".");
        }
    }

    private boolean is(String setting) {
        return text(setting).equalsIgnoreCase("true");
    }

    private String text(String setting) {
        return Binder.get(environment).bind(setting, String.class).orElse("");
    }
}
