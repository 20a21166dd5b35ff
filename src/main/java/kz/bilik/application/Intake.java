package kz.bilik.application;

import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import kz.bilik.application.ApplicationSettings.SubmissionMoment;
import kz.bilik.calendar.LegalClock;
import kz.bilik.document.Documents;
import kz.bilik.document.Enclosure;
import kz.bilik.document.Sha256;
import kz.bilik.identity.Iin;
import kz.bilik.language.Day;
import kz.bilik.notice.Notices;
import kz.bilik.problem.Problem;
import kz.bilik.problem.Problem.Kind;
import kz.bilik.signature.Signatures;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.modulith.NamedInterface;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Receives applications (cl. 3.2). The signature is verified first, without a database connection; then everything
 * that makes the case is written in one transaction. What is refused here is no valid submission ({@link
 * SubmissionCheck}); whether the applicant may have a voucher is decided afterwards, by the case.
 */
@NamedInterface("cabinet")
@Component
public class Intake {

    private final Signatures signatures;
    private final SubmissionCheck check;
    private final SubmissionWarnings submissionWarnings;
    private final ApplicationSettings settings;
    private final Documents documents;
    private final Applications applications;
    private final Timeline timeline;
    private final Notices notices;
    private final ApplicationProcess process;
    private final LegalClock clock;
    private final TransactionTemplate transaction;

    Intake(
            Signatures signatures,
            SubmissionCheck check,
            SubmissionWarnings submissionWarnings,
            ApplicationSettings settings,
            Documents documents,
            Applications applications,
            Timeline timeline,
            Notices notices,
            ApplicationProcess process,
            LegalClock clock,
            PlatformTransactionManager transactions) {
        this.signatures = signatures;
        this.check = check;
        this.submissionWarnings = submissionWarnings;
        this.settings = settings;
        this.documents = documents;
        this.applications = applications;
        this.timeline = timeline;
        this.notices = notices;
        this.process = process;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Receives an application of whoever signed it; see {@link #receive(byte[], byte[], List, Iin, OffsetDateTime)}. */
    public Receipt receive(byte[] form, byte[] signature, List<Enclosure> files) {
        return receive(form, signature, files, null, null);
    }

    /**
     * Receives an application. When it returns, the application is kept and its checks are about to begin; when it
     * throws, nothing was kept.
     *
     * @param form the exact bytes of the signed JSON
     * @param signature CMS as DER, PEM or base64, attached or detached
     * @param files the enclosed files, under the names that the form lists
     * @param sender the person on whose behalf the call is made; null when the signature alone says who applies
     * @param attestedAt when the NQS platform attests that it was submitted there; null when nobody does. Where {@code
     *     bilik.application.submission-moment} is {@code arrival}, the arrival here counts all the same
     * @throws Problem {@code application.submitted-in-future} for an attested moment after now; {@code signature.…};
     *     {@code application.malformed}, {@code application.invalid} with every wrong field, {@code
     *     application.too-large}, {@code application.too-many-files}, {@code application.file-too-large}, {@code
     *     application.wrong-signer}, {@code application.somebody-elses}, {@code application.late}, {@code
     *     application.submission-differs}, {@code application.already-open}
     */
    public Receipt receive(
            byte[] form,
            byte[] signature,
            List<Enclosure> files,
            @Nullable Iin sender,
            @Nullable OffsetDateTime attestedAt) {
        var receivedAt = submittedAt(attestedAt);
        check.bounds(form, files);
        var evidence = signatures.verify(form, signature);
        var application = Appendix1Reader.read(form);
        if (!evidence.iin().equals(application.iin())) {
            throw signatures.refused(
                    Sha256.of(form), evidence, Problem.of(Kind.UNPROCESSABLE, "application.wrong-signer"));
        }
        if (sender != null && !sender.equals(application.iin())) {
            throw Problem.of(Kind.FORBIDDEN, "application.somebody-elses");
        }
        var sha256 = Sha256.of(form);
        var earlier = earlier(application, sha256);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        check.closingDay(receivedAt.toLocalDate());
        var enclosed = check.content(application, files);
        var warnings = submissionWarnings.of(application, evidence.signerName(), receivedAt.toLocalDate());
        return once(application, sha256, () -> {
            var number = applications.received(application, form, sha256, receivedAt, warnings);
            for (var file : enclosed) {
                store(number, file);
            }
            signatures.keep(number, evidence);
            timeline.add(number, "application.received", "cl. 3");
            if (counts(attestedAt)) {
                timeline.add(number, "application.submission-attested", "cl. 3", Day.andTime(receivedAt));
            }
            notices.tellApplicant(number, "application.received", "", number);
            process.start(number);
            return number;
        });
    }

    private OffsetDateTime submittedAt(@Nullable OffsetDateTime attestedAt) {
        var now = clock.now();
        if (attestedAt == null || !counts(attestedAt)) {
            return now;
        }
        if (attestedAt.isAfter(now)) {
            throw Problem.of(Kind.UNPROCESSABLE, "application.submitted-in-future", attestedAt.toString());
        }
        return attestedAt.atZoneSameInstant(LegalClock.ZONE).toOffsetDateTime().truncatedTo(ChronoUnit.MICROS);
    }

    private boolean counts(@Nullable OffsetDateTime attestedAt) {
        return attestedAt != null && settings.submissionMoment() == SubmissionMoment.ATTESTED;
    }

    /** The answer that this submission had before; empty when it is new. */
    private Optional<Receipt> earlier(Appendix1 application, String sha256) {
        return applications
                .submission(application.iin(), application.submissionId())
                .map(earlier -> {
                    if (!earlier.sha256().equals(sha256)) {
                        throw Problem.of(Kind.CONFLICT, "application.submission-differs", earlier.number());
                    }
                    return new Receipt(earlier.number(), true, applications.warnings(earlier.number()));
                });
    }

    private Receipt once(Appendix1 application, String sha256, Supplier<String> recorded) {
        try {
            var number = transaction.execute(status -> recorded.get());
            return new Receipt(number, false, applications.warnings(number));
        } catch (DuplicateKeyException rival) {
            // Outside the transaction: on PostgreSQL the violation has broken it. Either this very submission was
            // received meanwhile, or another open application of the person exists.
            var earlier = earlier(application, sha256);
            if (earlier.isPresent()) {
                return earlier.get();
            }
            var open = applications.open(application.iin());
            if (open.isPresent()) {
                throw Problem.of(Kind.CONFLICT, "application.already-open", open.get());
            }
            // The rival was closed between the two looks: the sender may ask again.
            throw Problem.of(Kind.UNAVAILABLE, "application.try-again");
        }
    }

    private void store(String number, SubmissionCheck.Enclosed enclosed) {
        enclosed.file()
                .read(content -> documents.store(
                        number,
                        enclosed.listed().type().name(),
                        enclosed.listed().fileName(),
                        enclosed.contentType(),
                        content));
    }
}
