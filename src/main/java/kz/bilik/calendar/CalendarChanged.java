package kz.bilik.calendar;

import java.time.LocalDate;
import java.util.Set;

/** The working calendar has changed on these days: due dates and timers that rest on it are recalculated. */
public record CalendarChanged(Set<LocalDate> days) {}
