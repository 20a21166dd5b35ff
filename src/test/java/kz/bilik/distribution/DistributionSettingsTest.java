package kz.bilik.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is set, a period is opened early enough to be published in time (cl. 18). */
class DistributionSettingsTest {

    private static DistributionSettings publishedAhead(int days) {
        return new DistributionSettings(10, days, "12-01", 100);
    }

    @Property
    void aPeriodIsOpenedEarlyEnoughToBePublishedInTime(
            @ForAll @IntRange(min = 1, max = 1095) int days, @ForAll @IntRange(min = 2026, max = 2060) int year) {
        var settings = publishedAhead(days);
        var from = LocalDate.of(year, 1, 1);

        var opened = settings.openedFrom(from);

        assertThat(opened.getDayOfMonth()).isEqualTo(1);
        assertThat(opened).isBeforeOrEqualTo(from.minusMonths(6));
        assertThat(opened.plusMonths(3)).isBeforeOrEqualTo(settings.publishedBy(from));
        assertThat(settings.publishedBy(from, opened)).isEqualTo(from.minusDays(days));
    }

    @Property
    void whoeverOpensItHasADayBeforeItsFirstOneByWhichToPublishIt(
            @ForAll @IntRange(min = 1, max = 1095) int days, @ForAll @IntRange(min = 1, max = 1500) int daysBefore) {
        var from = LocalDate.of(2029, 1, 1);
        var opened = from.minusDays(daysBefore);

        var due = publishedAhead(days).publishedBy(from, opened);

        assertThat(due).isBetween(opened, from.minusDays(1));
        assertThat(due)
                .isBeforeOrEqualTo(
                        opened.plusMonths(3).isAfter(from.minusDays(days))
                                ? opened.plusMonths(3)
                                : from.minusDays(days));
    }

    @ParameterizedTest
    @CsvSource({
        "30, 2028-07-01",
        "92, 2028-07-01",
        "93, 2028-06-01",
        "184, 2028-04-01",
        "365, 2027-10-01",
        "1095, 2025-10-01"
    })
    void theFirstOfJulyIsTheRuleAndEarlierWhereTheSettingAsks(int days, LocalDate opened) {
        assertThat(publishedAhead(days).openedFrom(LocalDate.of(2029, 1, 1))).isEqualTo(opened);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 1096, Integer.MAX_VALUE})
    void aNumberOfDaysThatCannotWorkIsRefusedInWords(int days) {
        assertThatThrownBy(() -> publishedAhead(days))
                .hasMessage("bilik.distribution.publish-days-ahead is a number of days from 1 to 1095");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1 December", "13-01", "12-32", "1201"})
    void aDayOfTheYearThatIsNoneIsRefusedInWords(String day) {
        assertThatThrownBy(() -> new DistributionSettings(10, 30, day, 100))
                .hasMessage("bilik.distribution.remind-of-year-from is a month and a day such as 12-01");
    }
}
