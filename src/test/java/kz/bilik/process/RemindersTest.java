package kz.bilik.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import kz.bilik.calendar.LegalTime;
import kz.bilik.support.ProcedureTest;
import kz.bilik.support.Stage;
import kz.bilik.support.Story;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** When the running procedure reminds (the rules of the dates themselves: kz.bilik.voucher). */
@ProcedureTest
class RemindersTest {

    @Autowired
    Stage stage;

    @Autowired
    Story story;

    @Test
    void theHolderIsRemindedOnceOnEachOfTheThreeDaysAndNotTheEveningBefore() {
        stage.clear();
        story.receivesVoucher("person-01"); // on 14 September: valid until 13 November

        var fired = stage.morningOf(LocalDate.of(2026, 11, 13)).fired();

        assertThat(fired)
                .filteredOn(job -> job.element().equals("reminderDue"))
                .extracting(LegalTime.Fired::at)
                .extracting(at -> at.toLocalDateTime().toLocalDate())
                .containsExactly(LocalDate.of(2026, 10, 14), LocalDate.of(2026, 11, 3), LocalDate.of(2026, 11, 10));
    }
}
