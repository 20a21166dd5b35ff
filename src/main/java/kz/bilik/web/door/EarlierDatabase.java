package kz.bilik.web.door;

import kz.bilik.problem.RefusedToStart;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.springframework.boot.autoconfigure.flyway.FlywayMigrationStrategy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Brings the tables to what this version expects. A database that was made before the scripts became one per module is not
 * carried over, and the product says so. Whatever else Flyway finds wrong with a database stays Flyway's to say: that one may
 * hold cases in earnest, and nobody is told to begin it anew.
 */
@Component
final class EarlierDatabase implements FlywayMigrationStrategy {

    /** Among the scripts of every database made before, and of none made since. */
    private static final String SCRIPT = "V10__calendar.sql";

    @Override
    public void migrate(Flyway flyway) {
        try {
            flyway.migrate();
        } catch (FlywayValidateException other) {
            if (isEarlier(flyway)) {
                throw new RefusedToStart(
                        "the database was made by a version before the first release, and nothing of those is carried"
                                + " over.",
                        "Begin anew: delete the folder data/ (H2), or name an empty PostgreSQL database in DB_NAME."
                                + " With Docker Compose: docker compose down --volumes.");
            }
            throw other;
        }
    }

    private static boolean isEarlier(Flyway flyway) {
        var configuration = flyway.getConfiguration();
        return JdbcClient.create(configuration.getDataSource())
                        .sql("select count(*) from \"" + configuration.getTable() + "\" where \"script\" = ?")
                        .param(SCRIPT)
                        .query(Integer.class)
                        .single()
                > 0;
    }
}
