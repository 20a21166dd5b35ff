package kz.bilik.web.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import kz.bilik.problem.RefusedToStart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class PlainConnectionsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            database      | spring.datasource.url               | jdbc:postgresql://db.example:5432/bilik
            database      | spring.datasource.url               | jdbc:postgresql://db.example/bilik?sslmode=require
            database      | spring.datasource.url               | jdbc:postgresql://db.example/bilik?a=b&sslmode=verify-ca
            database      | spring.datasource.url               | jdbc:postgresql://localhost,db.example/bilik?sslmode=prefer
            database      | spring.datasource.url               | jdbc:h2:tcp://db.example/bilik
            labour-market | bilik.labour-market.url             | http://ais.example/v2
            labour-market | bilik.labour-market.url             | http://localhost.example
            labour-market | bilik.labour-market.url             | ais.example
            bank          | bilik.bank.url                      | http://10.0.0.7:8080
            tokens        | bilik.security.api.issuer           | http://issuer.example
            tokens        | bilik.security.api.jwk-set-uri      | HTTP://issuer.example/keys
            sign-in       | bilik.security.officers.oidc.issuer | http://idp.example
            mail          | spring.mail.host                    | mail.example
            """)
    void whatWouldTravelInTheOpenIsRefusedUnlessASettingNamesIt(String name, String setting, String value) {
        assertThatThrownBy(() -> start(Map.of(setting, value)))
                .isInstanceOf(RefusedToStart.class)
                .satisfies(refused -> assertThat(
                                new RefusedToStart.Analysis().analyze(refused).getAction())
                        .contains("add " + name + " to bilik.security.plain-connections"));
        assertThatThrownBy(() -> start(Map.of(setting, value, "bilik.security.plain-connections", "other-name-first")))
                .isInstanceOf(RefusedToStart.class)
                .hasMessageContaining("other-name-first");
        assertThatCode(() -> start(Map.of(setting, value, "bilik.security.plain-connections", name)))
                .doesNotThrowAnyException();
        // Another one's leave is not enough.
        assertThatThrownBy(() -> start(Map.of(
                        setting, value, "bilik.security.plain-connections", name.equals("bank") ? "mail" : "bank")))
                .isInstanceOf(RefusedToStart.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            spring.datasource.url          | jdbc:postgresql://db.example/bilik?sslmode=verify-full&tcpKeepAlive=true
            spring.datasource.url          | jdbc:postgresql://localhost:5432/bilik?sslmode=prefer
            spring.datasource.url          | jdbc:postgresql://127.0.0.1,[::1]:5433/bilik
            spring.datasource.url          | jdbc:postgresql:bilik
            spring.datasource.url          | jdbc:h2:file:./data/bilik
            spring.datasource.url          | jdbc:h2:ssl://db.example/bilik
            bilik.labour-market.url        | https://ais.example
            bilik.labour-market.url        | http://localhost:9000
            bilik.bank.url                 | HTTPS://bank.example
            bilik.security.api.jwk-set-uri | http://127.0.0.1:8081/keys
            spring.mail.host               | localhost
            """)
    void whatIsEncryptedOrStaysWithinTheMachineIsFree(String setting, String value) {
        assertThatCode(() -> start(Map.of(setting, value))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "spring.mail.protocol, smtps",
        "spring.mail.ssl.enabled, true",
        "spring.mail.properties.mail.smtp.ssl.enable, true",
        "spring.mail.properties.mail.smtp.starttls.required, true"
    })
    void mailIsEncryptedInEachOfItsWays(String setting, String value) {
        assertThatCode(() -> start(Map.of("spring.mail.host", "mail.example", setting, value)))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> start(Map.of(
                        "spring.mail.host",
                        "mail.example",
                        "spring.mail.properties.mail.smtp.starttls.enable",
                        "true")))
                .isInstanceOf(RefusedToStart.class);
    }

    /** A certificate may also be named beside the URL. */
    @Test
    void theModeOfTheDatabaseMayStandBesideItsUrl() {
        assertThatCode(() -> start(Map.of(
                        "spring.datasource.url",
                        "jdbc:postgresql://db.example/bilik",
                        "spring.datasource.hikari.data-source-properties.sslmode",
                        "verify-full")))
                .doesNotThrowAnyException();
    }

    @Test
    void theDemoMaySpeakInTheOpen() {
        assertThatCode(() -> start("demo", Map.of("spring.mail.host", "mail", "bilik.bank.url", "http://bank")))
                .doesNotThrowAnyException();
    }

    private static void start(Map<String, Object> settings) {
        start("postgres", settings);
    }

    private static void start(String profile, Map<String, Object> settings) {
        var all = new HashMap<String, Object>(Map.of(
                "spring.datasource.password", "b8d1-4f0c-real",
                "bilik.security.api.issuer", "https://issuer.example",
                "bilik.security.api.audience", "bilik",
                "bilik.security.officers.oidc.client-id", "bilik"));
        all.putAll(settings);
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", all));
        environment.setActiveProfiles(profile);
        StartupSafety.settings(environment);
    }
}
