package kz.bilik.voucher;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import kz.bilik.calendar.WorkingCalendar;
import org.springframework.stereotype.Component;

/** The last day as the product's settings read it: {@link Validity}, and whether it moves when it is a day off. */
@Component
class LastDay {

    private final VoucherSettings settings;
    private final WorkingCalendar calendar;

    LastDay(VoucherSettings settings, WorkingCalendar calendar) {
        this.settings = settings;
        this.calendar = calendar;
    }

    LocalDate after(LocalDate issuedOn, int days, Collection<IncapacityPeriod> illness) {
        return after(issuedOn, days, illness, List.of());
    }

    LocalDate after(LocalDate issuedOn, int days, Collection<IncapacityPeriod> illness, Collection<Hold> holds) {
        return Validity.lastDay(
                issuedOn,
                days,
                illness,
                counted(holds),
                day -> !settings.lastDayMovesWhenDayOff() || calendar.isWorkingDay(day));
    }

    /** The held days as the setting counts them: those that do not run. */
    Collection<Hold> counted(Collection<Hold> holds) {
        return settings.daysHeld() == VoucherSettings.DaysHeld.DO_NOT_RUN ? holds : List.of();
    }
}
