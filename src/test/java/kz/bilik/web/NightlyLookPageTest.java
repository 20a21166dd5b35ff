package kz.bilik.web;

import static org.assertj.core.api.Assertions.assertThat;

import kz.bilik.language.Language;
import kz.bilik.support.ProcedureTest;
import kz.bilik.support.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the page of the records says of the look of the night, and what it keeps of who took them away. */
@ProcedureTest
class NightlyLookPageTest {

    @LocalServerPort
    int port;

    @Autowired
    Stage stage;

    @Autowired
    JdbcClient database;

    private OfficersOverHttp officers;

    @BeforeEach
    void begin() {
        stage.clear();
        officers = new OfficersOverHttp(port);
        database.sql("delete from audit_look").update();
    }

    @Test
    void itSaysHowTheLookOfTheNightEnded() {
        assertThat(officers.get("auditor", "/audit", Language.EN).body()).contains("the first one is made tonight");
        database.sql("insert into audit_look (looked_on, ended_at, entries, seals, found)"
                        + " values (date '2026-11-28', timestamp with time zone '2026-11-28 02:41:07+05:00', 17, 1, 0)")
                .update();
        assertThat(officers.get("auditor", "/audit", Language.EN).body())
                .contains("28.11.2026 02:41", "as they were written");
        database.sql("update audit_look set found = 3").update();
        assertThat(officers.get("admin", "/audit", Language.RU).body()).contains("не так, как было записано: 3");
        database.sql("update audit_look set ended_at = null").update();
        assertThat(officers.get("admin", "/audit", Language.KK).body()).contains("аяқталмаған");
    }

    @Test
    void whoTakesTheChainAwayHasReadWhatItNames() {
        var answer = officers.get("auditor", "/audit/export?from=2026-11-01&to=2026-11-30", Language.EN);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/zip");
        assertThat(database.sql(
                                "select officer || ' ' || number || ' ' || what from case_read order by id desc limit 1")
                        .query(String.class)
                        .single())
                .isEqualTo("auditor 2026-11-01/2026-11-30 RECORDS");
        assertThat(officers.get("auditor", "/audit/export?from=2026-11-30&to=2026-11-01", Language.EN)
                        .statusCode())
                .isEqualTo(422);
        assertThat(officers.get("head-career-KZ-75-03", "/audit/export?from=2026-11-01&to=2026-11-30", Language.EN)
                        .statusCode())
                .isEqualTo(403);
    }
}
