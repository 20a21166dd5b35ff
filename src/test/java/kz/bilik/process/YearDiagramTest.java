package kz.bilik.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import kz.bilik.calendar.CalendarChanges;
import kz.bilik.distribution.ComingYear;
import kz.bilik.distribution.ComingYear.Missing;
import kz.bilik.distribution.ComingYear.Number;
import kz.bilik.language.Language;
import kz.bilik.notice.Notices.Notice;
import kz.bilik.officer.Place;
import kz.bilik.officer.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Each path of {@code processes/year.bpmn} (cl. 14, 18). Every scene begins on Monday 14 September 2026. */
@EachPathOf("year")
class YearDiagramTest extends Scene {

    private static final Place ANALYST = new Place(Role.ANALYST, "", false);

    @Autowired
    ComingYear comingYear;

    @Autowired
    CalendarChanges calendarChanges;

    @BeforeEach
    void theNextWeekIsThatOfTheStage() {
        weeksBeginAnew();
    }

    @Test
    void fromTheFirstOfDecemberWhoEntersTheNumbersIsRemindedEachWeekUntilTheyAreThere() {
        stepTo("2026-11-30T23:59");
        assertThat(comingYear.missing()).isEmpty();
        assertThat(toldOfYear(ANALYST)).isEmpty();

        stepTo("2026-12-01T09:00");

        assertThat(comingYear.missing())
                .containsExactly(
                        new Missing(2027, Number.MONTHLY_CALCULATION_INDEX), new Missing(2027, Number.DAYS_OFF));
        for (var place : List.of(ANALYST, Place.authorisedBody())) {
            assertThat(toldOfYear(place))
                    .containsExactlyInAnyOrder("distribution.year-without-index", "distribution.year-without-days-off");
        }
        comingYear.remind();
        assertThat(toldOfYear(ANALYST)).as("once a day").hasSize(2);
        for (var language : Language.values()) {
            assertThat(notices.to(ANALYST, language))
                    .extracting(Notice::text)
                    .allSatisfy(text -> assertThat(text).contains("2027").doesNotContain("{", "notice."));
        }
        assertThat(history.createHistoricActivityInstanceQuery()
                        .activityId("missingNumbersTold")
                        .count())
                .isPositive();

        // The year's order of swapped days is entered: from then on the index alone is missing.
        calendarChanges.change("administrator", "Order of the Ministry", List.of(), Set.of(2027));
        try {
            stepTo("2027-01-04T09:00");
            assertThat(comingYear.missing()).containsExactly(new Missing(2027, Number.MONTHLY_CALCULATION_INDEX));
            // 1 December, then 8, 15, 22, 29 December and 1 January.
            assertThat(toldOfYear(ANALYST)).hasSize(2 + 5);
        } finally {
            database.sql("update calendar_year set settled = false where calendar_year = 2027")
                    .update();
            database.sql("update calendar_version set version = version + 1").update();
        }
    }

    @Test
    void aYearWithoutADistributionIsToldToo() {
        stepTo("2028-12-01T09:00");

        assertThat(comingYear.missing()).contains(new Missing(2029, Number.DISTRIBUTION));
        assertThat(toldOfYear(Place.authorisedBody())).contains("distribution.year-without-distribution");
    }

    private List<String> toldOfYear(Place place) {
        return notices.to(place, Language.EN).stream()
                .map(Notice::code)
                .filter(code -> code.startsWith("distribution.year-without"))
                .toList();
    }
}
