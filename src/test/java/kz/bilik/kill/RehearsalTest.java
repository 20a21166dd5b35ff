package kz.bilik.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import kz.bilik.identity.Iin;
import kz.bilik.support.LabourMarketAis;
import kz.bilik.support.MadeUpPersons;
import kz.bilik.support.ProcedureTest;
import kz.bilik.support.Stage;
import kz.bilik.support.TestBank;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The kill test takes half an hour and does not run every day; its people go through the product as it is today. Without
 * this a call that the door closes is found when somebody kills again, or never: who may not look for tasks sees none.
 */
@ProcedureTest
class RehearsalTest {

    /** With this one the six go different ways, and at least two are examined. */
    private static final long SEED = 11;

    @Autowired
    private Stage stage;

    @Autowired
    private JdbcClient database;

    @LocalServerPort
    private int port;

    @TempDir
    private Path folder;

    @Test
    void thePeopleOfTheKillTestKnowTheirWay() throws Exception {
        stage.clear();
        LabourMarketAis.beginAnew();
        TestBank.beginAnew();
        var persons = new MadeUpPersons();
        for (var person = 0; person < 20; person++) {
            LabourMarketAis.registers(Iin.of(persons.nextIin()), LocalDate.of(2026, 1, 5));
        }
        try (var ledger = new Ledger(folder);
                var errands = new Errands()) {
            var work = new Work(new Nodes(List.of(Node.running(port))), errands, ledger, new Random(SEED));
            for (var person = 0; person < 6; person++) {
                work.apply();
            }
            var paid = new HashSet<String>();
            await().atMost(Duration.ofMinutes(2)).until(() -> {
                stage.settle();
                for (var order : sent()) {
                    if (paid.add(order)) {
                        work.paidByBank(order);
                    }
                }
                return errands.open() == 0;
            });
            assertThat(errands.failed()).isEmpty();
            assertThat(ledger.deeds())
                    .containsKeys(
                            "FORWARDED",
                            "ANSWERED_YES",
                            "ADMITTED",
                            "EXAMINED",
                            "SENT",
                            "ACCEPTED",
                            "RELEASED",
                            "CONFIRMED");
            assertThat(work.paidActs()).isPositive();
        }
    }

    private Set<String> sent() {
        return database.sql("select number from payment_order where state = 'SENT'")
                .query(String.class)
                .set();
    }
}
