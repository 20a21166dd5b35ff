package kz.bilik.settlement;

import java.time.LocalDate;
import java.util.List;

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

    /** One holder of a protocol, by voucher. */
    public record Holder(String voucher, Result result) {}
}
