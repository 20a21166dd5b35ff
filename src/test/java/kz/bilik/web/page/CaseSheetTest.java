package kz.bilik.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CaseSheetTest {

    /** A name of a centre or of an officer comes from outside: it must not become a formula in somebody's spreadsheet. */
    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+7 701", "-2", "@SUM(A1)", "\t=1", "\r=1", "=HYPERLINK(\"http://evil.example\")"})
    void whatASpreadsheetWouldReckonIsATextForIt(String text) {
        assertThat(CaseSheet.guarded(text)).isEqualTo("'" + text);
    }

    @Test
    void everythingElseStandsAsItIs() {
        assertThat(CaseSheet.guarded("A-2026-75-000001")).isEqualTo("A-2026-75-000001");
        assertThat(CaseSheet.guarded(null)).isEmpty();
        assertThat(CaseSheet.guarded(LocalDateTime.of(2026, 9, 15, 23, 59))).isEqualTo("15.09.2026 23:59");
    }
}
