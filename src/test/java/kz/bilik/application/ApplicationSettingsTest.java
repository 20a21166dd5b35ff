package kz.bilik.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Each setting has its default, and a value that cannot work is refused in words. */
class ApplicationSettingsTest {

    @Test
    void withoutSettingsTheReadingsOfTheDocumentationHold() {
        var settings = bound(Map.of());

        assertThat(settings.closingDayCounts()).isTrue();
        assertThat(settings.closingDayMoves()).isFalse();
        assertThat(settings.secondVoucherWhileValid()).isEqualTo(ApplicationSettings.SecondVoucher.ALLOWED);
        assertThat(settings.submissionMoment()).isEqualTo(ApplicationSettings.SubmissionMoment.ARRIVAL);
        assertThat(settings.signedDaysBefore()).isEqualTo(30);
        assertThat(settings.answerReminderDays()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({
        "answer-reminder-days, 0",
        "answer-reminder-days, 251",
        "signed-days-before, 0",
        "max-files, 0",
        "max-file-size, 0B",
        "second-voucher-while-valid, perhaps",
        "submission-moment, yesterday",
        "closing-day-counts, often"
    })
    void aValueThatCannotWorkIsRefused(String setting, String value) {
        assertThatThrownBy(() -> bound(Map.of("bilik.application." + setting, value)))
                .isInstanceOf(BindException.class)
                .hasMessageContaining("bilik.application");
    }

    private static ApplicationSettings bound(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("bilik.application", ApplicationSettings.class);
    }
}
