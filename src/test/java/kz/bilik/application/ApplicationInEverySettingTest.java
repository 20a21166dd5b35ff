package kz.bilik.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import kz.bilik.calendar.LegalClock;
import kz.bilik.signature.DemoSignature;
import kz.bilik.support.TestDatabases;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import org.jspecify.annotations.Nullable;

/**
 * Each value of each setting of the intake beside each value of the others, and applications around the closing day that
 * arrive directly or through the NQS platform: what is in time is received whatever else may be unusual about it, and what
 * is not is refused for that alone (cl. 3.2, 8.1).
 */
@org.junit.jupiter.api.Tag("database")
@Tag("database")
class ApplicationInEverySettingTest {

    record Settings(
            boolean closingDayCounts,
            boolean closingDayMoves,
            boolean attested,
            boolean filedWhereRegistered,
            boolean allDocuments) {

        String[] given() {
            return new String[] {
                "bilik.application.closing-day-counts=" + closingDayCounts,
                "bilik.application.closing-day-moves=" + closingDayMoves,
                "bilik.application.submission-moment=" + (attested ? "attested" : "arrival"),
                "bilik.application.filed-where-registered=" + filedWhereRegistered,
                "bilik.application.employment-documents=" + (allDocuments ? "all" : "any")
            };
        }
    }

    /** @param relayedAfter hours from the platform's receipt to the arrival here; null when it came directly */
    record Arrival(LocalDateTime at, @Nullable Integer relayedAfter, boolean registeredElsewhere) {}

    @Property(tries = 60, shrinking = ShrinkingMode.BOUNDED)
    void whatIsInTimeIsReceivedAndNothingElseIsAskedAtTheDoor(
            @ForAll("settings") Settings settings, @ForAll("arrivals") Arrival arrival) {
        try (var database = TestDatabases.h2();
                var module = ApplicationWorld.on(database, settings.given())) {
            module.at(arrival.at().toString());
            var submission = Submission.sample();
            if (arrival.registeredElsewhere()) {
                submission = submission.with("/registration/region", "KZ-61");
            }
            var sent = submission;

            if (!isInTime(settings, arrival)) {
                assertThatThrownBy(() -> receive(module, sent, arrival)).hasMessage("application.late");
                return;
            }
            var receipt = receive(module, sent, arrival);
            assertThat(module.applications().get(receipt.number()).receivedAt().toLocalDate())
                    .isEqualTo(submittedAt(settings, arrival).toLocalDate());
            assertThat(receipt.warnings().stream()
                            .map(Receipt.Warning::code)
                            .anyMatch("application.filed-elsewhere"::equals))
                    .isEqualTo(settings.filedWhereRegistered() && arrival.registeredElsewhere());
            assertThat(receive(module, sent, arrival).number()).as("sent again").isEqualTo(receipt.number());
        }
    }

    private static Receipt receive(ApplicationWorld module, Submission submission, Arrival arrival) {
        var bytes = submission.bytes();
        return module.intake()
                .receive(bytes, DemoSignature.of("person-01", bytes), submission.files(), null, attested(arrival));
    }

    private static @Nullable OffsetDateTime attested(Arrival arrival) {
        return arrival.relayedAfter() == null
                ? null
                : arrival.at()
                        .minus(Duration.ofHours(arrival.relayedAfter()))
                        .atZone(LegalClock.ZONE)
                        .toOffsetDateTime();
    }

    private static LocalDateTime submittedAt(Settings settings, Arrival arrival) {
        return settings.attested() && arrival.relayedAfter() != null
                ? arrival.at().minusHours(arrival.relayedAfter())
                : arrival.at();
    }

    private static boolean isInTime(Settings settings, Arrival arrival) {
        var day = submittedAt(settings, arrival).toLocalDate();
        var closing = LocalDate.of(day.getYear(), 10, 15);
        while (settings.closingDayMoves()
                && (closing.getDayOfWeek() == DayOfWeek.SATURDAY || closing.getDayOfWeek() == DayOfWeek.SUNDAY)) {
            closing = closing.plusDays(1);
        }
        return settings.closingDayCounts() ? !day.isAfter(closing) : day.isBefore(closing);
    }

    @Provide
    Arbitrary<Settings> settings() {
        var either = Arbitraries.of(true, false);
        return Combinators.combine(either, either, either, either, either).as(Settings::new);
    }

    /** 15 October 2026 is a Thursday, 15 October 2028 a Sunday. */
    @Provide
    Arbitrary<Arrival> arrivals() {
        return Combinators.combine(
                        Arbitraries.of(2026, 2028, 2028),
                        Arbitraries.integers().between(14, 17),
                        Arbitraries.integers().between(0, 23),
                        Arbitraries.integers().between(1, 72).injectNull(0.4),
                        Arbitraries.of(true, false))
                .as((year, day, hour, relayedAfter, elsewhere) ->
                        new Arrival(LocalDateTime.of(year, 10, day, hour, 30), relayedAfter, elsewhere));
    }
}
