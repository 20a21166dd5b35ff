package kz.bilik.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import kz.bilik.language.Language;
import kz.bilik.support.TestDatabases;
import kz.bilik.support.TestTexts;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("database")
class DeadlineTextTest {

    private final WorkingCalendar calendar =
            new WorkingCalendar(TestDatabases.h2().jdbc());
    private final DeadlineText text = new DeadlineText(TestTexts.get(), calendar);

    @Test
    void aDeadlineIsExplainedInEnglish() {
        assertThat(text.in(Language.EN, calendar.workingDaysAfter(LocalDate.of(2026, 10, 23), 1, "cl. 8")))
                .isEqualTo("Counted from the day after 23 October 2026; working days: 1; skipped: 24 October 2026"
                        + " (weekend), 25 October 2026 (Republic Day), 26 October 2026 (moved day off: Republic Day);"
                        + " due by the end of 27 October 2026 (24:00, Astana time); cl. 8.");
    }

    @Test
    void aDeadlineIsExplainedInKazakh() {
        assertThat(text.in(Language.KK, calendar.workingDaysAfter(LocalDate.of(2026, 9, 18), 1, "cl. 8")))
                .isEqualTo("Мерзім 2026 жылғы 18 қыркүйек күнінен кейінгі күннен есептеледі; жұмыс күндері: 1;"
                        + " есепке алынбады: 2026 жылғы 19 қыркүйек – 2026 жылғы 20 қыркүйек (демалыс күні);"
                        + " соңғы күні 2026 жылғы 21 қыркүйек (Астана уақытымен 24:00-ге дейін); 8-тармақ.");
    }

    @Test
    void aDeadlineIsExplainedInRussian() {
        assertThat(text.in(Language.RU, calendar.calendarDaysAfter(LocalDate.of(2026, 9, 18), 60, "cl. 10")))
                .isEqualTo("Срок считается со дня, следующего за 18 сентября 2026 года; календарных дней: 60;"
                        + " истекает в конце дня 17 ноября 2026 года (24:00 по времени Астаны); п. 10.");
    }

    @Test
    void aDeadlineSaysWhenTheCalendarOfItsYearsIsNotSettled() {
        assertThat(text.in(Language.EN, calendar.workingDaysAfter(LocalDate.of(2026, 12, 30), 3, "cl. 16")))
                .contains("the calendar of 2027 may still change")
                .doesNotContain("2026 may");
        assertThat(text.in(Language.EN, calendar.calendarDaysAfter(LocalDate.of(2026, 12, 30), 60, "cl. 10")))
                .doesNotContain("may still change");
    }

    @ParameterizedTest
    @EnumSource
    void everyNameOfADayHasItsText(Language language) {
        for (var name : CalendarDay.NAMES) {
            assertThat(TestTexts.get().in(language, "holiday." + name)).isNotBlank();
        }
    }
}
