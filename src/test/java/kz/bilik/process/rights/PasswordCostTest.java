package kz.bilik.process.rights;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.Map;
import kz.bilik.officer.signin.PasswordSettings;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** What a check of a password costs in earnest: processor time, so that a busy machine does not count. */
class PasswordCostTest {

    private static final int CHECKS = 5;

    @Test
    void aCheckCostsEnoughForWhoGuessesAndNotTooMuchForUs() {
        var settings = new Binder(new MapConfigurationPropertySource(Map.of()))
                .bindOrCreate("bilik.security.passwords", PasswordSettings.class);
        var hash = new PasswordHash(settings);
        var kept = hash.encrypt("тау мен теңіз арасы");
        var threads = ManagementFactory.getThreadMXBean();
        var begin = threads.getCurrentThreadCpuTime();
        for (int i = 0; i < CHECKS; i++) {
            assertThat(hash.check("guess", kept)).isFalse();
        }
        var milliseconds = (threads.getCurrentThreadCpuTime() - begin) / 1e6 / CHECKS;
        System.out.printf("A check of a password costs %.0f ms of a processor.%n", milliseconds);
        assertThat(milliseconds).isBetween(15.0, 1500.0);
        assertThat(hash.isOfToday("{argon2id}" + kept)).isTrue();
        assertThat(hash.isOfToday("{SHA-512}abc")).isFalse();
    }
}
