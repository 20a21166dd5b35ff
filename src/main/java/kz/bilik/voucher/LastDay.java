package kz.bilik.voucher;

import java.time.LocalDate;
import java.util.Collection;
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
        var day = Validity.lastDay(issuedOn, days, illness);
        if (settings.lastDayMovesWhenDayOff()) {
            while (!calendar.isWorkingDay(day)) {
                day = day.plusDays(1);
            }
        }
        return day;
    }
}
