package kz.bilik.settlement;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A protocol as recorded, its holders in the order of their vouchers. */
public record ExamProtocol(
        String recognitionCentre,
        String number,
        LocalDate signedOn,
        LocalDate examHeldOn,
        String region,
        List<Holder> holders) {

    /** What the commission decided; the state pays whatever the result. */
    public enum Result {
        RECOGNISED,
        NOT_RECOGNISED
    }

    /**
     * What is unusual about an exam without being forbidden, for whoever records, signs or accepts it to look at.
     *
     * @param code stable
     * @param text in the reader's language
     */
    public record Warning(String code, String text) {}

    /** One holder of a protocol, by voucher. */
    public record Holder(String voucher, Result result) {}

    /**
     * A protocol as its centre sends it.
     *
     * @param number the centre's own number
     * @param signedOn the day on which the commission signed it: day 0 of cl. 16
     * @param examHeldOn the day of the exam, which is the day of the service
     * @param region where the exam was held (ISO code), which decides the aid of cl. 14.2
     */
    public record Sent(
            @Nullable String number,
            @Nullable LocalDate signedOn,
            @Nullable LocalDate examHeldOn,
            @Nullable String region,
            @Nullable List<Holder> holders) {}
}
