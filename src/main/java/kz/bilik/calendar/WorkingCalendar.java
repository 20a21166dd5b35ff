package kz.bilik.calendar;

import java.time.LocalDate;
import org.springframework.stereotype.Component;

/** The working calendar of Kazakhstan as data: five-day week, holidays, moved days. */
@Component
public class WorkingCalendar {

    public boolean isWorkingDay(LocalDate day) {
        throw new UnsupportedOperationException();
    }

    /** The term of so many working days that starts on the day after {@code event}. */
    public Deadline workingDaysAfter(LocalDate event, int days, String clause) {
        throw new UnsupportedOperationException();
    }

    /** The term of so many calendar days that starts on the day after {@code event}; it may end on a day off. */
    public Deadline calendarDaysAfter(LocalDate event, int days, String clause) {
        throw new UnsupportedOperationException();
    }
}
