package kz.bilik.voucher;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.bilik.language.Day;
import kz.bilik.language.Language;
import kz.bilik.language.Texts;
import org.springframework.stereotype.Component;

/**
 * What is unusual about a certificate, for the officer who decides on it (cl. 13). None of it refuses the certificate: the
 * order knows no such ground (cl. 12).
 */
@Component
class CertificateWarnings {

    private final CertificateTable certificates;
    private final VoucherTable vouchers;
    private final VoucherSettings settings;
    private final Texts texts;

    CertificateWarnings(CertificateTable certificates, VoucherTable vouchers, VoucherSettings settings, Texts texts) {
        this.certificates = certificates;
        this.vouchers = vouchers;
        this.settings = settings;
        this.texts = texts;
    }

    /** The warnings in that language, each a sentence; reckoned from the day of receipt. */
    List<String> of(CertificateTable.Row row, Language language) {
        var warnings = new ArrayList<String>();
        if (row.patient() == null) {
            warnings.add(text(language, "patient-unknown"));
        } else if (!row.patient().equals(vouchers.get(row.voucher()).issued().iin())) {
            warnings.add(text(language, "another-person"));
        }
        var missing = missing(row, language);
        if (!missing.isEmpty()) {
            warnings.add(text(language, "incomplete", missing));
        }
        if (!settings.acceptedCertificates().contains(row.kind())) {
            warnings.add(text(language, "kind-not-accepted"));
        }
        for (var period : certificates.periods(row.id())) {
            warnings.addAll(of(period, row, language));
        }
        return warnings;
    }

    private List<String> of(IncapacityPeriod period, CertificateTable.Row row, Language language) {
        var receivedOn = row.receivedAt().toLocalDate();
        var warnings = new ArrayList<String>();
        if (period.from().isAfter(receivedOn)) {
            warnings.add(text(language, "begins-in-future", Day.of(period.from())));
        }
        var ahead = ChronoUnit.DAYS.between(receivedOn, period.to());
        if (ahead > settings.certificateDaysAhead()) {
            warnings.add(text(language, "far-ahead", Day.of(period.to()), Long.toString(ahead)));
        }
        var days = ChronoUnit.DAYS.between(period.from(), period.to()) + 1;
        if (days > settings.certificateDaysLong()) {
            warnings.add(text(language, "long", Day.of(period.from()), Day.of(period.to()), Long.toString(days)));
        }
        return warnings;
    }

    private String missing(CertificateTable.Row row, Language language) {
        return Stream.of(
                        row.number().isEmpty() ? "number" : "",
                        row.patientName().isEmpty() ? "patient-name" : "",
                        row.organisation().isEmpty() ? "organisation" : "",
                        row.doctor().isEmpty() ? "doctor" : "")
                .filter(field -> !field.isEmpty())
                .map(field -> text(language, "missing." + field))
                .collect(Collectors.joining(", "));
    }

    private String text(Language language, String code, Object... arguments) {
        return texts.in(language, "voucher.certificate.warning." + code, arguments);
    }
}
