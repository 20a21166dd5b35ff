package kz.bilik.database;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Stands before the database while the product starts. A PostgreSQL that does not answer yet is waited for. Then one node
 * after the other starts: tables, diagrams, groups, rights and the data of the demo are looked for and made when they are
 * missing, and two nodes that look at the same moment would both make them. A lock of the database, which it takes back
 * itself from a node that dies, keeps the second one waiting until the first is ready.
 */
@Component
class StartGate
        implements BeanPostProcessor,
                ApplicationListener<AvailabilityChangeEvent<ReadinessState>>,
                DisposableBean,
                Ordered {

    private static final Logger log = LoggerFactory.getLogger(StartGate.class);

    /** "Bilik" in ASCII; the advisory locks of a database are shared by all who use it. */
    static final long LOCK = 0x42_69_6c_69_6bL;

    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);

    /** A database that takes the connection and says nothing does not answer either. */
    private static final int LONGEST_LOGIN_SECONDS = 5;

    private final Duration wait;
    private @Nullable Connection held;

    StartGate(Environment environment) {
        wait = Binder.get(environment)
                .bind("bilik.database.wait", Duration.class)
                .orElse(Duration.ofMinutes(2));
    }

    /** After the pool has all of its settings, {@link DurableH2} among them. */
    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }

    @Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
        if (bean instanceof HikariDataSource pool) {
            FolderOfH2.of(pool.getJdbcUrl()).ifPresent(FolderOfH2::check);
            if (held == null && isPostgres(pool)) {
                var connection = connect(pool);
                held = connection;
                lock(connection);
            }
        }
        return bean;
    }

    private static boolean isPostgres(HikariDataSource pool) {
        return pool.getJdbcUrl() != null
                && pool.getJdbcUrl().toLowerCase(Locale.ROOT).startsWith("jdbc:postgresql:");
    }

    private Connection connect(HikariDataSource pool) {
        var properties = new Properties();
        properties.putAll(pool.getDataSourceProperties());
        properties.setProperty("user", String.valueOf(pool.getUsername()));
        properties.setProperty("password", String.valueOf(pool.getPassword()));
        properties.setProperty("loginTimeout", String.valueOf(LONGEST_LOGIN_SECONDS));
        properties.setProperty("connectTimeout", String.valueOf(LONGEST_LOGIN_SECONDS));
        properties.setProperty("tcpKeepAlive", "true");
        var lines = new Lines();
        var began = System.nanoTime();
        while (true) {
            try {
                return DriverManager.getConnection(pool.getJdbcUrl(), properties);
            } catch (SQLException failed) {
                var left = wait.minusNanos(System.nanoTime() - began);
                if (!DatabaseTrouble.isAway(failed) || left.isNegative()) {
                    throw DatabaseTrouble.refusal(failed);
                }
                lines.say(
                        "The database does not answer ({}): waiting for it, at most {} s more (bilik.database.wait)",
                        failed.getSQLState(),
                        left.toSeconds());
                pause();
            }
        }
    }

    private void lock(Connection connection) {
        var lines = new Lines();
        try (var ask = connection.prepareStatement("select pg_try_advisory_lock(?)")) {
            ask.setLong(1, LOCK);
            while (true) {
                try (var answer = ask.executeQuery()) {
                    answer.next();
                    if (answer.getBoolean(1)) {
                        return;
                    }
                }
                lines.say("Another node is starting on this database: waiting until it is ready");
                pause();
            }
        } catch (SQLException failed) {
            throw DatabaseTrouble.refusal(failed);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Stopped while waiting for the database", stopped);
        }
    }

    // The very last that is told of a start: everything that a start makes is there.
    @Override
    public void onApplicationEvent(AvailabilityChangeEvent<ReadinessState> event) {
        if (event.getState() == ReadinessState.ACCEPTING_TRAFFIC) {
            destroy();
        }
    }

    /** Lets the next node start; also when this one could not. */
    @Override
    public void destroy() {
        var connection = held;
        held = null;
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException gone) {
                log.debug("The connection of the start was gone already", gone);
            }
        }
    }

    /** One line at once, then one every few seconds. */
    private static final class Lines {

        private long last;
        private boolean said;

        void say(String line, Object... arguments) {
            if (!said || System.nanoTime() - last >= BETWEEN_LINES.toNanos()) {
                said = true;
                last = System.nanoTime();
                log.info(line, arguments);
            }
        }
    }
}
