package kz.bilik.database;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Whether the database answers and has room, said within two seconds whatever happens: whoever asks has a timeout of his own,
 * and must learn from us what is wrong. Under this name it stands in the place of Spring Boot's own, which waits as long as
 * anybody does for a connection. Says nothing of where the database is.
 */
@Component("dbHealthIndicator")
class DatabaseHealth implements HealthIndicator {

    private static final Logger log = LoggerFactory.getLogger(DatabaseHealth.class);

    static final Duration LONGEST = Duration.ofMillis(1500);

    /** What a database can be like; all but the first are DOWN. */
    private enum State {
        WELL,
        FULL,
        AWAY,
        SILENT
    }

    // A thread of its own for each question that is not answered, of which there is never more than one.
    private static final Executor ASKING = question -> {
        var thread = new Thread(question, "database-health");
        thread.setDaemon(true);
        thread.start();
    };

    private final DataSource database;
    private final Room room;
    private @Nullable CompletableFuture<State> question;
    private State told = State.WELL;

    DatabaseHealth(DataSource database, Room room) {
        this.database = database;
        this.room = room;
    }

    @Override
    public Health health() {
        var state = state();
        tell(state);
        return (state == State.WELL ? Health.up() : Health.down())
                .withDetail("state", state)
                .build();
    }

    private State state() {
        var asked = asked();
        try {
            return asked.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException silent) {
            return State.SILENT;
        } catch (ExecutionException failed) {
            return State.AWAY;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return State.SILENT;
        }
    }

    /** The question that nobody has answered yet, or a new one. */
    private synchronized CompletableFuture<State> asked() {
        if (question == null || question.isDone()) {
            question = CompletableFuture.supplyAsync(this::ask, ASKING);
        }
        return question;
    }

    private State ask() {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                // Really asked: H2 takes a connection to a database that it has closed for a valid one.
                var answer = statement.executeQuery("select 1")) {
            answer.next();
        } catch (SQLException failed) {
            return DatabaseTrouble.isFull(failed) ? State.FULL : State.AWAY;
        }
        return room.isFull() ? State.FULL : State.WELL;
    }

    private synchronized void tell(State state) {
        if (state == told) {
            return;
        }
        told = state;
        if (state == State.WELL) {
            log.info("The database is well again");
        } else {
            log.warn("The health of the database: {}, {}", state, connections());
        }
    }

    private String connections() {
        return database instanceof HikariDataSource pool && pool.getHikariPoolMXBean() != null
                ? "connections in use: " + pool.getHikariPoolMXBean().getActiveConnections() + " of "
                        + pool.getMaximumPoolSize() + ", waiting for one: "
                        + pool.getHikariPoolMXBean().getThreadsAwaitingConnection()
                : "no pool";
    }
}
