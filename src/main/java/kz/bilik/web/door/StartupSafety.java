package kz.bilik.web.door;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kz.bilik.calendar.LegalClock;
import kz.bilik.identity.Iin;
import kz.bilik.officer.OfficerAccounts;
import kz.bilik.officer.signin.PasswordRule;
import kz.bilik.officer.signin.PasswordSettings;
import kz.bilik.problem.RefusedToStart;
import org.joda.time.DateTimeZone;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.util.unit.DataSize;

/**
 * Looks at the settings before anything else happens: the JVM must live in the zone of the law, and outside the profile
 * {@code demo} nothing of the demo (password, key, certificate authority, default password of the database) may be
 * configured.
 */
final class StartupSafety implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    // As application.yaml and the module application have it.
    private static final DataSize LARGEST_FILE = DataSize.ofMegabytes(10);
    private static final DataSize LARGEST_REQUEST = DataSize.ofMegabytes(105);
    private static final int MOST_FILES = 10;

    /** The password of the database that comes with the product and that everybody knows. */
    private static final String KNOWN_DATABASE_PASSWORD = "bilik";

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        zone(ZoneId.systemDefault());
        settings(context.getEnvironment());
    }

    /** Terms end at 24:00 of the one time zone, UTC+5 since 1 March 2024: zone data older than that is an hour off. */
    static void zone(ZoneId zone) {
        if (!zone.equals(LegalClock.ZONE)) {
            throw new RefusedToStart(
                    "the time zone of the JVM is " + zone + ", not Asia/Almaty.",
                    "Start it with -Duser.timezone=Asia/Almaty.");
        }
        var demoDay = LocalDate.of(2026, 9, 14).atTime(9, 0);
        upToDate(
                zone.getRules().getOffset(demoDay),
                "the JVM's zone data",
                "Update the JDK (or its tzdata to 2024a or newer).");
        // The engine reads the dates and cycles that an analyst typed with the zone data of Joda-Time.
        var moment = demoDay.toInstant(ZoneOffset.ofHours(5)).toEpochMilli();
        upToDate(
                ZoneOffset.ofTotalSeconds(DateTimeZone.forID(zone.getId()).getOffset(moment) / 1000),
                "the zone data of Joda-Time",
                "Put joda-time 2.12.7 or newer on the class path, and set no org.joda.time.DateTimeZone.* of your own.");
    }

    private static void upToDate(ZoneOffset offset, String whose, String action) {
        if (!offset.equals(ZoneOffset.ofHours(5))) {
            throw new RefusedToStart(
                    whose + " is too old: Asia/Almaty is UTC+05:00 since 1 March 2024, it says " + offset + ".",
                    action);
        }
    }

    static void settings(Environment environment) {
        firstAdministrator(environment);
        uploads(environment);
        if (environment.acceptsProfiles(Profiles.of("demo"))) {
            return;
        }
        nothingOfTheDemo(environment);
        database(environment);
        api(environment);
        PlainConnections.refuse(environment);
        passwords(environment);
        provider(environment);
    }

    /** By which way officers come in; that nobody else answers for a provider, {@link PlainConnections} sees to. */
    private static void provider(Environment environment) {
        var issuer = text(environment, "bilik.security.officers.oidc.issuer");
        if (!issuer.isBlank()
                && text(environment, "bilik.security.officers.oidc.client-id").isBlank()) {
            throw new RefusedToStart(
                    "the provider of OpenID Connect does not know us.",
                    "Set bilik.security.officers.oidc.client-id and client-secret.");
        }
        if (issuer.isBlank()
                && text(environment, "bilik.security.officers.passwords").equalsIgnoreCase("false")) {
            throw new RefusedToStart(
                    "officers sign in neither by password nor at a provider.",
                    "Set bilik.security.officers.oidc.issuer, or bilik.security.officers.passwords=true.");
        }
    }

    /** What is cheap to check is cheap to guess, for whoever gets hold of the table. */
    private static void passwords(Environment environment) {
        var least = DataSize.parse(PasswordSettings.LEAST_MEMORY);
        int iterations = Integer.parseInt(PasswordSettings.LEAST_ITERATIONS);
        if (size(environment, "bilik.security.passwords.memory", least).compareTo(least) < 0
                || Binder.get(environment)
                                .bind("bilik.security.passwords.iterations", Integer.class)
                                .orElse(iterations)
                        < iterations) {
            throw new RefusedToStart(
                    "bilik.security.passwords makes passwords cheaper to check than they may be outside the demo.",
                    "Remove the setting, or give it at least " + PasswordSettings.LEAST_MEMORY + " and " + iterations
                            + " iterations.");
        }
    }

    /** A larger file than the server takes would never reach the rule that lets it in. */
    private static void uploads(Environment environment) {
        var file = size(environment, "bilik.application.max-file-size", LARGEST_FILE);
        int files = Binder.get(environment)
                .bind("bilik.application.max-files", Integer.class)
                .orElse(MOST_FILES);
        var largest = size(environment, "spring.servlet.multipart.max-file-size", LARGEST_FILE);
        var request = size(environment, "spring.servlet.multipart.max-request-size", LARGEST_REQUEST);
        if (file.compareTo(largest) > 0) {
            throw new RefusedToStart(
                    "bilik.application.max-file-size is " + file + ", and the server takes files of " + largest + ".",
                    "Raise spring.servlet.multipart.max-file-size as well.");
        }
        if (file.toBytes() * files > request.toBytes()) {
            throw new RefusedToStart(
                    files + " files of " + file + " are more than the server takes at once, which is " + request + ".",
                    "Raise spring.servlet.multipart.max-request-size, or lower bilik.application.max-files.");
        }
    }

    private static DataSize size(Environment environment, String name, DataSize otherwise) {
        return Binder.get(environment).bind(name, DataSize.class).orElse(otherwise);
    }

    private static void firstAdministrator(Environment environment) {
        var user = text(environment, "bilik.security.first-administrator.user");
        var password = text(environment, "bilik.security.first-administrator.password");
        if (user.isBlank() && password.isBlank()) {
            return;
        }
        var action = "Set BILIK_ADMIN_USER and BILIK_ADMIN_PASSWORD; the password has at least " + PasswordRule.SHORTEST
                + " characters, does not hold the user's name and is not easily guessed.";
        if (user.isBlank() || password.isBlank()) {
            throw new RefusedToStart("only one of BILIK_ADMIN_USER and BILIK_ADMIN_PASSWORD is set.", action);
        }
        if (user.length() > OfficerAccounts.LONGEST_ID || !user.matches("[A-Za-z0-9]" + OfficerAccounts.LETTER + "*")) {
            throw new RefusedToStart("BILIK_ADMIN_USER may hold Latin letters, digits, . _ @ and - only.", action);
        }
        if (Iin.isWithin(user)) {
            throw new RefusedToStart(
                    "BILIK_ADMIN_USER holds an IIN, and accounts stand in addresses and logs.",
                    "Set BILIK_ADMIN_USER to another name.");
        }
        var faults = PasswordRule.faults(password, List.of(user));
        if (!faults.isEmpty()) {
            throw new RefusedToStart("BILIK_ADMIN_PASSWORD is too weak: " + faults + ".", action);
        }
    }

    /** Any of our settings that holds the demo's password or points into the demo's files. */
    private static void nothingOfTheDemo(Environment environment) {
        all(environment, "bilik").forEach((name, value) -> {
            if (isOfTheDemo(name, value)) {
                throw new RefusedToStart(
                        "bilik." + name + " belongs to the demo, but the profile demo is not active.",
                        "Give it a value of your own, or start with the profile demo.");
            }
        });
        for (var name :
                new String[] {"spring.datasource.password", "spring.mail.password", "camunda.bpm.admin-user.password"
                }) {
            if (text(environment, name).equalsIgnoreCase("demo")) {
                throw new RefusedToStart(
                        name + " is a demo password, but the profile demo is not active.",
                        "Give it a value of your own, or start with the profile demo.");
            }
        }
    }

    private static boolean isOfTheDemo(String name, String value) {
        var text = value.strip().toLowerCase();
        return text.equals("demo")
                || text.contains("classpath:demo/")
                || text.contains("classpath:/demo/")
                || text.contains("/demo/") && (text.startsWith("file:") || text.startsWith("/") || text.startsWith("."))
                || name.startsWith("security.demo.") && !text.isEmpty();
    }

    private static void database(Environment environment) {
        var password = text(environment, "spring.datasource.password");
        if (password.isEmpty() || password.equals(KNOWN_DATABASE_PASSWORD)) {
            throw new RefusedToStart(
                    "the database still has the password that everybody knows.",
                    "Set DB_PASSWORD (profile postgres) or spring.datasource.password.");
        }
    }

    private static void api(Environment environment) {
        var enabled = !text(environment, "bilik.security.api.enabled").equalsIgnoreCase("false");
        var keys = text(environment, "bilik.security.api.issuer")
                + text(environment, "bilik.security.api.jwk-set-uri")
                + text(environment, "bilik.security.api.public-key");
        if (enabled && keys.isBlank()) {
            throw new RefusedToStart(
                    "the API has no issuer whose tokens it could verify.",
                    "Set bilik.security.api.issuer (or jwk-set-uri, or public-key), or"
                            + " bilik.security.api.enabled=false.");
        }
        if (enabled && text(environment, "bilik.security.api.audience").isBlank()) {
            throw new RefusedToStart(
                    "the API would take tokens that its issuer made for others.",
                    "Set bilik.security.api.audience (BILIK_API_AUDIENCE) to what the issuer puts into aud for Bilik.");
        }
    }

    private static String text(Environment environment, String name) {
        // The binder knows the same name as a property, as an environment variable and in any case.
        @Nullable
        String value = Binder.get(environment).bind(name, String.class).orElse("");
        return value == null ? "" : value;
    }

    private static Map<String, String> all(Environment environment, String prefix) {
        var flat = new TreeMap<String, String>();
        Binder.get(environment)
                .bind(prefix, Bindable.mapOf(String.class, Object.class))
                .ifBound(tree -> flatten("", tree, flat));
        return flat;
    }

    private static void flatten(String path, Object node, Map<String, String> flat) {
        if (node instanceof Map<?, ?> map) {
            map.forEach((key, value) -> flatten(path.isEmpty() ? key.toString() : path + "." + key, value, flat));
        } else if (node instanceof Iterable<?> list) {
            list.forEach(value -> flatten(path, value, flat));
        } else {
            flat.put(path, String.valueOf(node));
        }
    }
}
