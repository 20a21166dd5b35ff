package kz.bilik.web.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import kz.bilik.problem.RefusedToStart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class StartupSafetyTest {

    private static final Map<String, Object> IN_EARNEST = Map.of(
            "spring.datasource.password", "b8d1-4f0c-real",
            "bilik.security.api.issuer", "https://issuer.example",
            "bilik.security.api.audience", "bilik",
            "bilik.security.first-administrator.user", "zhanar",
            "bilik.security.first-administrator.password", "long-and-her-own");

    @Test
    void startsInEarnestWithSettingsOfItsOwn() {
        assertThatCode(() -> start("postgres", Map.of())).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "bilik.security.demo.password, demo",
        "bilik.security.demo.password, something",
        "bilik.signature.trust-anchors[0], classpath:demo/ca.pem",
        "bilik.signature.seal.key-store, file:/opt/bilik/demo/seal.p12",
        "bilik.signature.seal.password, Demo",
        "bilik.anything.password, demo",
        "spring.datasource.password, demo",
        "spring.datasource.password, bilik",
        "spring.datasource.password, ''",
        "spring.mail.password, demo",
        "camunda.bpm.admin-user.password, demo",
        "bilik.security.api.issuer, ''",
        "bilik.security.api.audience, ''",
        "bilik.security.api.audience, ' '",
        "bilik.security.first-administrator.user, ''",
        "bilik.security.first-administrator.password, ''",
        "bilik.security.first-administrator.password, demo",
        "bilik.security.first-administrator.password, elevenchars",
        "bilik.security.first-administrator.password, zhanar-zhanar",
        "bilik.security.first-administrator.password, kazakhstan2026",
        "bilik.security.first-administrator.user, zhanar/*",
        "bilik.security.first-administrator.user, @gov.kz",
        "bilik.security.first-administrator.user, 920315390109",
        "bilik.security.first-administrator.user, жанар@gov.kz",
        "bilik.security.passwords.memory, 19455KB",
        "bilik.security.officers.oidc.issuer, http://idp.example",
        "bilik.security.officers.oidc.issuer, https://idp.example",
        "bilik.security.officers.passwords, false",
        "bilik.security.passwords.iterations, 1"
    })
    void refusesToStartWithAnythingOfTheDemoOrAnythingWeak(String name, String value) {
        assertThatThrownBy(() -> start("postgres", Map.of(name, value)))
                .isInstanceOf(RefusedToStart.class)
                .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain("zhanar-zhanar", "920315390109"));
    }

    @Test
    void theDemoMayUseItsOwn() {
        assertThatCode(() -> start(
                        "demo",
                        Map.of(
                                "bilik.security.demo.password", "demo",
                                "spring.datasource.password", "bilik",
                                "bilik.security.api.issuer", "")))
                .doesNotThrowAnyException();
    }

    /** A setting that the server undoes would only work in part. */
    @ParameterizedTest
    @CsvSource({
        "10MB, 10, 10MB, 105MB, true",
        "11MB, 2, 10MB, 105MB, false",
        "11MB, 2, 20MB, 105MB, true",
        "10MB, 11, 10MB, 105MB, false",
        "10MB, 11, 10MB, 120MB, true",
        "1KB, 100, 10MB, 105MB, true"
    })
    void filesOfAnApplicationFitIntoWhatTheServerTakes(
            String file, int files, String largest, String request, boolean fits) {
        var settings = Map.<String, Object>of(
                "bilik.application.max-file-size", file,
                "bilik.application.max-files", files,
                "spring.servlet.multipart.max-file-size", largest,
                "spring.servlet.multipart.max-request-size", request);
        for (var profile : new String[] {"demo", "postgres"}) {
            if (fits) {
                assertThatCode(() -> start(profile, settings)).doesNotThrowAnyException();
            } else {
                assertThatThrownBy(() -> start(profile, settings)).isInstanceOf(RefusedToStart.class);
            }
        }
    }

    @Test
    void anApiThatIsClosedNeedsNoIssuer() {
        assertThatCode(() -> start(
                        "postgres", Map.of("bilik.security.api.issuer", "", "bilik.security.api.enabled", "false")))
                .doesNotThrowAnyException();
    }

    @Test
    void theZoneOfTheLawIsAccepted() {
        assertThatCode(() -> StartupSafety.zone(ZoneId.of("Asia/Almaty"))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Asia/Qyzylorda", "+05:00", "Europe/Berlin"})
    void refusesToStartInAnotherZone(String zone) {
        assertThatThrownBy(() -> StartupSafety.zone(ZoneId.of(zone))).isInstanceOf(RefusedToStart.class);
    }

    @Test
    void saysInOneLineWhatIsWrongAndWhatToDo() {
        var analysis =
                new RefusedToStart.Analysis().analyze(new IllegalStateException(new RefusedToStart("why.", "do")));
        assertThat(analysis.getDescription()).isEqualTo("Bilik refuses to start: why.");
        assertThat(analysis.getAction()).isEqualTo("do");
    }

    private static void start(String profile, Map<String, Object> settings) {
        var all = new HashMap<>(IN_EARNEST);
        all.putAll(settings);
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", all));
        environment.setActiveProfiles(profile);
        StartupSafety.settings(environment);
    }
}
