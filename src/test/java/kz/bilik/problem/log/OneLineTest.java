package kz.bilik.problem.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.sql.SQLException;
import kz.bilik.problem.Incident;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What remains of an event in the log. */
class OneLineTest {

    private final OneLine oneLine = new OneLine();

    @Test
    void whatAnEngineSaysOfAFailedStatementIsOneLineWithoutItsValues() {
        var failure = new IllegalStateException(
                "### Error querying database.\n### SQL: select * from ACT_ID_USER where ID_ = 'secret'",
                new SQLException("invalid byte sequence: secret", "22021"));
        var line = line(Level.WARN, "org.camunda.bpm.engine.context", "ENGINE-16004 " + failure.getMessage(), failure);
        assertThat(line)
                .startsWith(
                        "ENGINE-16004 … | java.lang.IllegalStateException < java.sql.SQLException SQLSTATE 22021 at ")
                .contains("OneLineTest")
                .doesNotContain("secret")
                .doesNotContain("\n");
    }

    @Test
    void aNumberOfTwelveDigitsIsSomebodysWhereverItStands() {
        assertThat(line(Level.INFO, "org.example", "Character decoding failed. Parameter [iin] 920315390109", null))
                .isEqualTo("Character decoding failed. Parameter [iin] ************");
        assertThat(line(Level.DEBUG, "org.example", "920315390109", null)).isEqualTo("************");
    }

    @Test
    void whatSomebodyWritesIntoAHeaderBeginsNoLineOfItsOwn() {
        assertThat(line(Level.INFO, "org.example", "Host a\r\n2026-01-01 ERROR forged\u202e", null))
                .isEqualTo("Host a …");
        assertThat(line(Level.INFO, "org.example", "a\u001b[2Kb\u202ec", null)).isEqualTo("a?[2Kb?c");
    }

    @Test
    void whatAFailingStartSaysAndWhatAnOperatorAskedForRemainsWhole() {
        assertThat(line(Level.ERROR, "org.springframework.boot.diagnostics.X", "Description:\n\nport in use", null))
                .contains("\n\nport in use");
        assertThat(line(Level.DEBUG, Incident.TRACES, "Incident 1\n\tat kz.bilik", null))
                .contains("\n\tat kz.bilik");
    }

    @Test
    void anIncidentIsOneLineWithItsClassesAndThePlaceAndNeverWhatTheySay() {
        var line = Incident.line(new IllegalStateException("920315390109", new IllegalArgumentException("Нұрлан")));
        assertThat(line)
                .startsWith("java.lang.IllegalStateException < java.lang.IllegalArgumentException at ")
                .contains("OneLineTest.java:")
                .doesNotContain("920315390109")
                .doesNotContain("Нұрлан");
    }

    private String line(Level level, String logger, String message, @Nullable Throwable failure) {
        var context = new LoggerContext();
        return oneLine.convert(
                new LoggingEvent("fqcn", context.getLogger(logger), level, message, failure, new Object[0]));
    }
}
