package kz.bilik.support;

import static org.assertj.core.api.Assertions.assertThat;

import kz.bilik.support.TestDatabases.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("database")
class TestDatabasesTest {

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void eachDatabaseIsMigratedAndEmptyOfWhatOthersDid(TestDatabase database) {
        database.jdbc().sql("create table only_here (a int)").update();
        var rolledBack = database.transactions().execute(status -> {
            database.jdbc().sql("insert into only_here values (1)").update();
            status.setRollbackOnly();
            return true;
        });

        assertThat(rolledBack).isTrue();
        assertThat(database.jdbc()
                        .sql("select count(*) from only_here")
                        .query(Long.class)
                        .single())
                .isZero();
    }
}
