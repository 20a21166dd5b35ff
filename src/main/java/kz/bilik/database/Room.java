package kz.bilik.database;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.SQLExceptionOverride;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/**
 * Whether there is room on the disk of the database. Of H2 it is seen before it ends: the folder is on this machine, and less
 * than {@code bilik.database.room} counts as none, so that what has begun can still be written. The disk of a PostgreSQL is
 * known only by its answer. Either way it is tried again every few seconds, and goes on by itself.
 */
@Component
public class Room {

    private static final Logger log = LoggerFactory.getLogger(Room.class);

    private static final Duration BETWEEN_TRIALS = Duration.ofSeconds(3);

    private final DataSize reserve;
    private final ReentrantLock trial = new ReentrantLock();
    private volatile boolean full;
    private volatile long tried;
    private @Nullable HikariDataSource pool;
    private @Nullable FolderOfH2 folder;

    Room(Environment environment) {
        reserve = Binder.get(environment)
                .bind("bilik.database.room", DataSize.class)
                .orElse(DataSize.ofMegabytes(64));
    }

    /** Learns from what goes wrong on its connections. */
    void watch(HikariDataSource pool) {
        this.pool = pool;
        this.folder = FolderOfH2.of(pool.getJdbcUrl()).orElse(null);
        pool.setExceptionOverride(new SQLExceptionOverride() {
            // The annotation would be taken for the type of that name.
            public SQLExceptionOverride.Override adjudicate(SQLException failure) {
                return went(failure)
                        ? SQLExceptionOverride.Override.MUST_EVICT
                        : SQLExceptionOverride.Override.CONTINUE_EVICT;
            }
        });
    }

    /** Whether the connection is of no use any more. */
    private boolean went(SQLException failure) {
        var noRoom = DatabaseTrouble.isFull(failure);
        if (noRoom) {
            ended();
        }
        // H2 has closed its file and opens it again when no connection to the closed one is left.
        var closed = folder != null && (noRoom || DatabaseTrouble.isClosedH2(failure));
        if (closed && pool != null && pool.getHikariPoolMXBean() != null) {
            pool.getHikariPoolMXBean().softEvictConnections();
        }
        return closed;
    }

    private void ended() {
        tried = System.nanoTime();
        if (!full) {
            full = true;
            log.error("No room is left on the disk of the database: nothing is taken in until there is");
        }
    }

    /** Whether nothing can be kept at the moment; costs a look at the folder, and when it was so a trial now and then. */
    public boolean isFull() {
        var scarce = isScarce();
        if (scarce && !full) {
            ended();
        }
        if (full && !scarce && System.nanoTime() - tried >= BETWEEN_TRIALS.toNanos() && trial.tryLock()) {
            try {
                tryIt();
            } finally {
                trial.unlock();
            }
        }
        return full;
    }

    private boolean isScarce() {
        return folder != null && folder.left() < reserve.toBytes();
    }

    private void tryIt() {
        tried = System.nanoTime();
        try {
            if (folder != null) {
                folder.tryToWrite();
            } else if (pool != null) {
                write(pool);
            }
        } catch (IOException | SQLException failed) {
            // What fails otherwise, for a missing right say, tells nothing of the disk: the next one who writes finds
            // out.
            if (DatabaseTrouble.isFull(failed) || DatabaseTrouble.isAway(failed)) {
                return;
            }
        }
        full = false;
        log.info("There is room on the disk of the database again");
    }

    /** A table of the transaction's own, which never reaches a backup and is gone with it. */
    private static void write(HikariDataSource pool) throws SQLException {
        try (var connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            try (var statement = connection.createStatement()) {
                statement.execute("create temporary table room_trial (content bytea) on commit drop");
                try (var insert = connection.prepareStatement("insert into room_trial values (?)")) {
                    insert.setBytes(1, FolderOfH2.trial());
                    insert.execute();
                }
            } finally {
                connection.rollback();
            }
        }
    }
}
