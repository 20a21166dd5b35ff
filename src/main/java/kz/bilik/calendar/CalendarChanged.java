package kz.bilik.calendar;

import java.time.LocalDate;
import java.util.Set;

/**
 * The working calendar has changed on these days. Published inside the transaction of the change; due dates and timers
 * follow through {@link RunningDeadlines} after its commit.
 */
public record CalendarChanged(Set<LocalDate> days) {}
