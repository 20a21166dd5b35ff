package kz.bilik.audit;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import kz.bilik.record.Recorded.Kind;

/**
 * What an export holds, for its summary.
 *
 * @param from first day of wall time
 * @param to last day
 * @param first position of the first entry
 * @param last position of the last one; smaller than the first when there is none
 * @param kinds how many entries of each kind
 */
record TakenAway(LocalDate from, LocalDate to, long first, long last, Map<Kind, Long> kinds, List<DaySeal> seals) {}
