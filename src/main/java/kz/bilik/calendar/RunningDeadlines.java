package kz.bilik.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/**
 * What follows in running cases when the calendar changes: first the records that hold a last day of their own, then the
 * due dates and timers, which are reckoned from them beside the engine, where they live ({@code @Order}).
 */
public interface RunningDeadlines {

    /**
     * Reckons anew what may rest on these days, in batches of its own transactions. Called after the change is
     * committed, outside a transaction; called again for the same days after a crash, so what has already moved stays.
     */
    Report recalculate(Set<LocalDate> days);

    /**
     * A due date or a timer that moved.
     *
     * @param number the number of the application, voucher or act
     * @param step the id of the task or timer in its diagram
     */
    record Moved(String number, String step, Instant from, Instant to) {}

    /** What moved: the due dates of open tasks, and the timers that were waiting. */
    record Report(List<Moved> tasks, List<Moved> timers) {

        public static final Report NOTHING = new Report(List.of(), List.of());

        Report and(Report other) {
            return new Report(concat(tasks, other.tasks), concat(timers, other.timers));
        }

        private static List<Moved> concat(List<Moved> first, List<Moved> second) {
            return java.util.stream.Stream.concat(first.stream(), second.stream())
                    .toList();
        }
    }
}
