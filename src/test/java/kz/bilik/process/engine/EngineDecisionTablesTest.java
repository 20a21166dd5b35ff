package kz.bilik.process.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import kz.bilik.law.Law;
import kz.bilik.law.Profile;
import kz.bilik.support.IndexOf2027;
import kz.bilik.support.ProcedureTest;
import kz.bilik.support.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Which version of a table answers, and for how long an answer is good. */
@ProcedureTest
class EngineDecisionTablesTest {

    private static final LocalDate DAY = LocalDate.of(2027, 6, 1);

    @Autowired
    Stage stage;

    @Autowired
    IndexOf2027 index;

    @Autowired
    Law law;

    @BeforeEach
    void begin() {
        stage.clear();
    }

    /** The engine counts a number a second time when the deployment that had it was deleted. */
    @Test
    void aTableIsNotAnsweredForByADeletedOneOfTheSameNumber() {
        index.isEntered();
        try {
            assertThat(index2027()).isEqualTo(IndexOf2027.TENGE);
        } finally {
            index.isTakenOut();
        }
        index.isEntered(4_800);
        try {
            assertThat(index2027()).isEqualTo(4_800);
        } finally {
            index.isTakenOut();
        }
    }

    private long index2027() {
        return law.reimbursement(50_000, Profile.TECHNICAL, false, DAY).monthlyCalculationIndex();
    }
}
