package kz.bilik.web.answer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProblemDetailsTest {

    @Test
    void theTraceOfAFaultNamesTheFaultAndNotWhatItSays() {
        assertThat(ProblemDetails.trace(new IllegalStateException("920315390109")))
                .contains("IllegalStateException")
                .doesNotContain("920315390109");
    }
}
