package kz.bilik.voucher;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import kz.bilik.calendar.LegalClock;
import kz.bilik.language.Day;
import kz.bilik.language.Language;
import kz.bilik.language.Texts;
import org.jspecify.annotations.Nullable;
import org.springframework.modulith.NamedInterface;
import org.springframework.stereotype.Component;

/** What an officer reads in a form before deciding; holds no name and no personal number. */
@NamedInterface("cabinet")
@Component
public class VoucherWords {

    private final VoucherTable vouchers;
    private final CertificateTable certificates;
    private final SickLeave sickLeave;
    private final VoucherParts parts;
    private final CertificateWarnings warnings;
    private final UseWarnings useWarnings;
    private final Texts texts;
    private final LegalClock clock;

    VoucherWords(
            VoucherTable vouchers,
            CertificateTable certificates,
            SickLeave sickLeave,
            VoucherParts parts,
            CertificateWarnings warnings,
            UseWarnings useWarnings,
            Texts texts,
            LegalClock clock) {
        this.vouchers = vouchers;
        this.certificates = certificates;
        this.sickLeave = sickLeave;
        this.parts = parts;
        this.warnings = warnings;
        this.useWarnings = useWarnings;
        this.texts = texts;
        this.clock = clock;
    }

    /**
     * Of a certificate: its kind, number and days, and what an acceptance would do to the last day (cl. 12, 13).
     *
     * @throws kz.bilik.problem.Problem {@code sick-leave.unknown}
     */
    public String certificateText(String certificate, Language language) {
        var row = certificates.get(certificate);
        var voucher = vouchers.get(row.voucher());
        var periods = certificates.periods(row.id());
        var days = periods.stream()
                .map(period -> Day.of(period.from()) + " – " + Day.of(period.to()))
                .collect(Collectors.joining(", "));
        var kind = texts.in(language, "voucher.certificate." + row.kind().name().toLowerCase(Locale.ROOT));
        var effect = sickLeave.touchesValidDay(voucher, periods)
                ? texts.in(
                        language,
                        "voucher.certificate.effect",
                        Day.of(voucher.lastDay()),
                        Day.of(sickLeave.lastDayWith(voucher, row.id())))
                : texts.in(language, "voucher.certificate.no-valid-day", Day.of(voucher.lastDay()));
        return texts.in(
                        language,
                        "voucher.certificate.text",
                        kind,
                        (row.series() + " " + row.number()).strip(),
                        row.organisation(),
                        days)
                + " "
                + effect;
    }

    /**
     * What is unusual about a certificate, each a sentence (cl. 12, 13); health data.
     *
     * @throws kz.bilik.problem.Problem {@code sick-leave.unknown}
     */
    public List<String> certificateWarnings(String certificate, Language language) {
        return warnings.of(certificates.get(certificate), language);
    }

    /**
     * What the centre looks at before or after it admits the holder (cl. 11, 12), each a sentence.
     *
     * @throws kz.bilik.problem.Problem {@code voucher.unknown}
     */
    public List<String> useWarnings(String voucher, Language language) {
        var usedOn = vouchers.get(voucher).standing().usedOn();
        var day = usedOn == null ? clock.today() : usedOn;
        return useWarnings.isIll(voucher, day)
                ? List.of(texts.in(language, "voucher.use.warning.ill", Day.of(day)))
                : List.of();
    }

    /**
     * Of a voucher: from when to when it is valid, and what of it is over (cl. 10, 11).
     *
     * @throws kz.bilik.problem.Problem {@code voucher.unknown}
     */
    public String validityText(String voucher, Language language) {
        var row = vouchers.get(voucher);
        var extended = row.lastDay().isAfter(row.issued().firstLastDay());
        var state = row.state() == Voucher.State.ISSUED && !row.isValidOn(clock.today())
                ? (sickLeave.anyUndecided(voucher) ? "held" : "ended")
                : row.state().name().toLowerCase(Locale.ROOT);
        return texts.in(
                        language,
                        extended ? "voucher.validity.extended" : "voucher.validity.text",
                        Day.of(row.issued().issuedOn()),
                        Day.of(row.lastDay()),
                        Day.of(row.issued().firstLastDay()))
                + " "
                + texts.in(language, "voucher.state." + state);
    }

    /**
     * Of a voucher that was issued before the monthly calculation index of its day was known: that the parts of cl. 14.1 and
     * 15 follow it, and whether it is known by now. Null where the voucher states the parts.
     *
     * @throws kz.bilik.problem.Problem {@code voucher.unknown}
     */
    public @Nullable String partsText(String voucher, Language language) {
        return parts.text(vouchers.get(voucher).issued(), language);
    }
}
