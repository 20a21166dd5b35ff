package kz.bilik.settlement;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import kz.bilik.calendar.LegalMoment;
import kz.bilik.catalogue.Catalogue;
import kz.bilik.language.Day;
import kz.bilik.language.Language;
import kz.bilik.language.Texts;
import kz.bilik.voucher.Voucher;
import kz.bilik.voucher.Vouchers;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is unusual about an exam without being forbidden (cl. 11, 14.2, 16): who records, signs or accepts looks at it. */
@Component
class ExamWarnings {

    /** After so many days the signing of a protocol is worth a look; the order sets no term. */
    private static final int DAYS_TO_SIGN = 30;

    private final JdbcClient jdbc;
    private final Catalogue catalogue;
    private final Vouchers vouchers;
    private final Texts texts;

    ExamWarnings(JdbcClient jdbc, Catalogue catalogue, Vouchers vouchers, Texts texts) {
        this.jdbc = jdbc;
        this.catalogue = catalogue;
        this.vouchers = vouchers;
        this.texts = texts;
    }

    /** Of a protocol and those of its vouchers. */
    List<ExamProtocol.Warning> of(ExamProtocol protocol, Collection<String> named, Language language) {
        var warnings = new ArrayList<ExamProtocol.Warning>();
        catalogue
                .recognitionCentre(protocol.recognitionCentre())
                .map(Catalogue.RecognitionCentre::region)
                .filter(own -> !own.equals(protocol.region()))
                .ifPresent(own -> warnings.add(warning(
                        language,
                        "settlement.warning-region",
                        catalogue.regionName(protocol.region(), language),
                        catalogue.regionName(own, language))));
        for (var voucher : named) {
            var usedOn = vouchers.get(voucher).usedOn();
            if (usedOn != null && protocol.examHeldOn().isBefore(usedOn)) {
                warnings.add(warning(
                        language,
                        "settlement.warning-before-admission",
                        voucher,
                        Day.of(protocol.examHeldOn()),
                        Day.of(usedOn)));
            }
            vouchers.proofOfLateUse(voucher)
                    .filter(proof -> !isOf(proof, protocol))
                    .ifPresent(proof -> warnings.add(warning(
                            language,
                            "settlement.warning-other-protocol",
                            voucher,
                            Day.of(proof.usedOn()),
                            proof.protocol(),
                            Day.of(proof.signedOn()))));
            lateness(protocol, voucher)
                    .ifPresent(late -> warnings.add(
                            warning(language, "settlement.warning-after-last-day", late.said(protocol, voucher))));
        }
        takenOutBefore(named, language).forEach(warnings::add);
        var untilSigned = ChronoUnit.DAYS.between(protocol.examHeldOn(), protocol.signedOn());
        if (untilSigned > DAYS_TO_SIGN) {
            warnings.add(warning(
                    language,
                    "settlement.warning-signed-late",
                    Day.of(protocol.signedOn()),
                    untilSigned,
                    Day.of(protocol.examHeldOn())));
        }
        return warnings;
    }

    /** What was recorded afterwards was proved by the protocol of this very exam. */
    private static boolean isOf(Voucher.Proof proof, ExamProtocol protocol) {
        return proof.protocol().equals(protocol.number())
                && proof.signedOn().equals(protocol.signedOn())
                && proof.usedOn().equals(protocol.examHeldOn());
    }

    /** Who was taken out of a protocol and is recorded again, be it that the centre has sent an old protocol anew. */
    private List<ExamProtocol.Warning> takenOutBefore(Collection<String> named, Language language) {
        return named.isEmpty()
                ? List.of()
                : jdbc.sql(
                                "select t.voucher, p.number, t.taken_out_at, t.reason from exam_taken_out t"
                                        + " join exam_protocol p on p.id = t.protocol where t.voucher in (:named) order by t.id")
                        .param("named", named)
                        .query((row, index) -> warning(
                                language,
                                "settlement.warning-taken-out",
                                row.getString("voucher"),
                                row.getString("number"),
                                Day.of(LegalMoment.of(row, "taken_out_at")),
                                row.getString("reason")))
                        .list();
    }

    private ExamProtocol.Warning warning(Language language, String code, Object... arguments) {
        return new ExamProtocol.Warning(code, texts.in(language, code, arguments));
    }

    /** How late the exam of a voucher was that had been used in time; empty when it was held up to its last valid day. */
    Optional<Lateness> lateness(ExamProtocol protocol, String voucher) {
        var used = vouchers.get(voucher);
        var days = ChronoUnit.DAYS.between(used.lastDay(), protocol.examHeldOn());
        return days > 0 && used.usedOn() != null
                ? Optional.of(new Lateness(days, used.lastDay(), used.usedOn()))
                : Optional.empty();
    }

    /**
     * An exam after the last valid day.
     *
     * @param days calendar days between them
     */
    record Lateness(long days, LocalDate lastDay, LocalDate usedOn) {

        /** Voucher, day of the exam, days, last day, day of admission. */
        Object[] said(ExamProtocol protocol, String voucher) {
            return new Object[] {
                voucher, Day.of(protocol.examHeldOn()), String.valueOf(days), Day.of(lastDay), Day.of(usedOn)
            };
        }
    }
}
