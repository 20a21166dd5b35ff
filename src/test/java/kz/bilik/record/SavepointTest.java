package kz.bilik.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import kz.bilik.support.TestDatabases.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.DuplicateKeyException;

@Tag("database")
class SavepointTest {

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void whatARivalDidFirstLeavesTheTransactionUsable(TestDatabase database) {
        var savepoint = new Savepoint(database.transactionManager());

        database.transactions().executeWithoutResult(status -> {
            insert(database, "one");
            assertThatThrownBy(() -> savepoint.attempt(() -> {
                        insert(database, "two");
                        insert(database, "one");
                    }))
                    .isInstanceOf(DuplicateKeyException.class);
            insert(database, "three");
        });

        assertThat(inserted(database)).containsExactly("one", "three");
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void workThatAnswersNoIsUndoneAlone(TestDatabase database) {
        var savepoint = new Savepoint(database.transactionManager());

        database.transactions().executeWithoutResult(status -> {
            insert(database, "one");
            assertThat(savepoint.keepIf(() -> insert(database, "two") == 0)).isFalse();
            assertThat(savepoint.keepIf(() -> insert(database, "three") == 1)).isTrue();
        });

        assertThat(inserted(database)).containsExactly("one", "three");
    }

    private static int insert(TestDatabase database, String key) {
        return database.jdbc()
                .sql("insert into notice (recipient_kind, recipient, number, code, notice_key, arguments, created_at,"
                        + " mail_state) values ('GROUP', 'x', 'x', 'x', ?, '[]', current_timestamp, 'NONE')")
                .param(key)
                .update();
    }

    private static List<String> inserted(TestDatabase database) {
        return database.jdbc()
                .sql("select notice_key from notice order by id")
                .query(String.class)
                .list();
    }
}
