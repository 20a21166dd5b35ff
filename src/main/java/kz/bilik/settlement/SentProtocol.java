package kz.bilik.settlement;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A protocol as its centre sends it.
 *
 * @param number the centre's own number
 * @param signedOn the day on which the commission signed it: day 0 of cl. 16
 * @param examHeldOn the day of the exam, which is the day of the service
 * @param region where the exam was held (ISO code), which decides the aid of cl. 14.2
 */
public record SentProtocol(
        @Nullable String number,
        @Nullable LocalDate signedOn,
        @Nullable LocalDate examHeldOn,
        @Nullable String region,
        @Nullable List<ExamProtocol.Holder> holders) {}
