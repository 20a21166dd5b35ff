package kz.bilik.signature;

import java.time.Clock;
import java.time.OffsetDateTime;
import kz.bilik.calendar.LegalClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Whether this is a test installation ({@code bilik.test-installation}): what is signed in it binds nobody. Its database
 * remembers it, so that no signature by a key that everybody has is ever taken for one in earnest: such a database does not
 * start as another installation, and one that has taken signatures in earnest does not become a test installation.
 */
@Component
class TestInstallation implements InitializingBean {

    static final String SETTING = "bilik.test-installation";

    private static final Logger log = LoggerFactory.getLogger(TestInstallation.class);

    private final Environment environment;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock wallClock;

    TestInstallation(
            Environment environment, JdbcClient jdbc, PlatformTransactionManager transactions, Clock wallClock) {
        this.environment = environment;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.wallClock = wallClock;
    }

    static boolean isSet(Environment environment) {
        return environment.getProperty(SETTING, Boolean.class, false);
    }

    @Override
    public void afterPropertiesSet() {
        if (isSet(environment)) {
            transaction.executeWithoutResult(status -> mark());
            log.warn("THIS IS A TEST INSTALLATION ({}=true): what is signed in it binds nobody.", SETTING);
        } else if (isMarked() && !environment.acceptsProfiles(Profiles.of("demo"))) {
            throw new IllegalStateException(
                    "the database was filled by a test installation: signatures in it may be made with"
                            + " keys that everybody has. Name a database of its own in DB_NAME, or set " + SETTING
                            + "=true");
        }
    }

    private void mark() {
        if (isMarked()) {
            return;
        }
        if (holds("select count(*) from signature_evidence") && !environment.acceptsProfiles(Profiles.of("demo"))) {
            throw new IllegalStateException(
                    SETTING + "=true, but the database holds signatures in earnest. Name a database of"
                            + " its own in DB_NAME");
        }
        jdbc.sql("insert into signature_test_installation (since) values (?)")
                .param(OffsetDateTime.ofInstant(wallClock.instant(), LegalClock.ZONE))
                .update();
    }

    private boolean isMarked() {
        return holds("select count(*) from signature_test_installation");
    }

    private boolean holds(String counting) {
        return jdbc.sql(counting).query(Long.class).single() > 0;
    }
}
