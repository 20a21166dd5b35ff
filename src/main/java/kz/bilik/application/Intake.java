package kz.bilik.application;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import kz.bilik.application.Appendix1.DocumentType;
import kz.bilik.application.ApplicationSettings.EmploymentDocuments;
import kz.bilik.application.Receipt.Warning;
import kz.bilik.calendar.LegalClock;
import kz.bilik.calendar.WorkingCalendar;
import kz.bilik.catalogue.Catalogue;
import kz.bilik.document.Documents;
import kz.bilik.document.Enclosure;
import kz.bilik.document.Sha256;
import kz.bilik.identity.Iin;
import kz.bilik.law.Law;
import kz.bilik.notice.Notices;
import kz.bilik.problem.Problem;
import kz.bilik.problem.Problem.Kind;
import kz.bilik.signature.Signatures;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Receives applications (cl. 3.2). The signature is verified first, without a database connection; then everything
 * that makes the case is written in one transaction. What is refused here is no valid submission; whether the
 * applicant may have a voucher is decided afterwards, by the case.
 */
@Component
public class Intake {

    /** The most bytes of the signed form: ten times what a full one holds. */
    private static final int MAX_FORM = 64 * 1024;

    private static final Set<DocumentType> EMPLOYMENT =
            EnumSet.of(DocumentType.WORK_BOOK, DocumentType.EMPLOYMENT_CONTRACT, DocumentType.EMPLOYER_ACTS);

    /** Bank codes in use; another one only gives a warning, since new banks appear. */
    private static final Set<String> BANKS = Set.of("601", "722", "856", "965", "948", "972", "886", "998", "070");

    private final Signatures signatures;
    private final Catalogue catalogue;
    private final Documents documents;
    private final Applications applications;
    private final Timeline timeline;
    private final Notices notices;
    private final ApplicationProcess process;
    private final Law law;
    private final WorkingCalendar calendar;
    private final LegalClock clock;
    private final ApplicationSettings settings;
    private final TransactionTemplate transaction;

    Intake(
            Signatures signatures,
            Catalogue catalogue,
            Documents documents,
            Applications applications,
            Timeline timeline,
            Notices notices,
            ApplicationProcess process,
            Law law,
            WorkingCalendar calendar,
            LegalClock clock,
            ApplicationSettings settings,
            PlatformTransactionManager transactions) {
        this.signatures = signatures;
        this.catalogue = catalogue;
        this.documents = documents;
        this.applications = applications;
        this.timeline = timeline;
        this.notices = notices;
        this.process = process;
        this.law = law;
        this.calendar = calendar;
        this.clock = clock;
        this.settings = settings;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Receives an application of whoever signed it; see {@link #receive(byte[], byte[], List, Iin)}. */
    public Receipt receive(byte[] form, byte[] signature, List<Enclosure> files) {
        return receive(form, signature, files, null);
    }

    /**
     * Receives an application. When it returns, the application is kept and its checks are about to begin; when it
     * throws, nothing was kept.
     *
     * @param form the exact bytes of the signed JSON
     * @param signature CMS as DER, PEM or base64, attached or detached
     * @param files the enclosed files, under the names that the form lists
     * @param sender the person on whose behalf the call is made; null when the signature alone says who applies
     * @throws Problem {@code signature.…}; {@code application.malformed}, {@code application.invalid} with every wrong
     *     field, {@code application.too-large}, {@code application.too-many-files}, {@code application.file-too-large},
     *     {@code application.wrong-signer}, {@code application.somebody-elses}, {@code application.late}, {@code
     *     application.submission-differs}, {@code application.already-open}
     */
    public Receipt receive(byte[] form, byte[] signature, List<Enclosure> files, @Nullable Iin sender) {
        var receivedAt = clock.now();
        checkBounds(form, files);
        var evidence = signatures.verify(form, signature);
        var application = Appendix1Reader.read(form);
        if (!evidence.iin().equals(application.iin())) {
            throw Problem.of(Kind.UNPROCESSABLE, "application.wrong-signer");
        }
        if (sender != null && !sender.equals(application.iin())) {
            throw Problem.of(Kind.FORBIDDEN, "application.somebody-elses");
        }
        var sha256 = Sha256.of(form);
        var earlier = earlier(application, sha256);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        checkClosingDay(receivedAt.toLocalDate());
        var enclosed = check(application, files);
        var warnings = warnings(application);
        return once(application, sha256, () -> {
            var number = applications.received(application, form, sha256, receivedAt, warnings);
            for (var file : enclosed) {
                store(number, file);
            }
            signatures.keep(number, evidence);
            timeline.add(number, "application.received", "cl. 3");
            notices.tellApplicant(number, "application.received", "", number);
            process.start(number);
            return number;
        });
    }

    /** A file of the form and what came under its name. */
    private record Enclosed(Appendix1.Document listed, Enclosure file, String contentType) {}

    private void checkBounds(byte[] form, List<Enclosure> files) {
        if (form.length > MAX_FORM) {
            throw Problem.of(Kind.TOO_LARGE, "application.too-large", Integer.toString(MAX_FORM));
        }
        if (files.size() > settings.maxFiles()) {
            throw Problem.of(Kind.UNPROCESSABLE, "application.too-many-files", Integer.toString(settings.maxFiles()));
        }
        if (files.stream().anyMatch(file -> file.isLargerThan(settings.maxFileSize()))) {
            throw Problem.of(
                    Kind.TOO_LARGE,
                    "application.file-too-large",
                    Long.toString(settings.maxFileSize().toMegabytes()));
        }
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

    /** Until 15 October of the current year (cl. 3). */
    private void checkClosingDay(LocalDate day) {
        var closing = law.termsOn(day).closingDay(day.getYear());
        while (settings.closingDayMoves() && !calendar.isWorkingDay(closing)) {
            closing = closing.plusDays(1);
        }
        var last = settings.closingDayCounts() ? closing : closing.minusDays(1);
        if (day.isAfter(last)) {
            throw Problem.of(Kind.UNPROCESSABLE, "application.late", last.toString());
        }
    }

    private List<Enclosed> check(Appendix1 application, List<Enclosure> files) {
        var wrong = new Wrong();
        if (!application.consents().personalData().given()) {
            wrong.field("consents.personalData.given", "application.consent-required");
        }
        if (!application.liabilityAcknowledged()) {
            wrong.field("liabilityAcknowledged", "application.liability-not-acknowledged");
        }
        checkPlaces(application, wrong);
        checkChoice(application, wrong);
        var enclosed = checkFiles(application, files, wrong);
        if (!wrong.fields.isEmpty()) {
            throw Appendix1Reader.invalid(wrong.fields);
        }
        return enclosed;
    }

    private void checkPlaces(Appendix1 application, Wrong wrong) {
        checkRegion("region", application.region(), wrong);
        checkRegion("residence.region", application.residence().region(), wrong);
        checkRegion("registration.region", application.registration().region(), wrong);
        var district = catalogue.careerCentre(application.residence().district());
        if (district.isEmpty()) {
            wrong.field(
                    "residence.district",
                    "application.unknown-career-centre",
                    application.residence().district());
        } else if (!district.get().region().equals(application.region())) {
            wrong.field(
                    "residence.district",
                    "application.district-elsewhere",
                    application.residence().district(),
                    application.region());
        }
        if (settings.filedWhereRegistered()
                && !application.region().equals(application.registration().region())) {
            wrong.field("region", "application.filed-elsewhere");
        }
    }

    private void checkRegion(String path, String region, Wrong wrong) {
        if (catalogue.region(region).isEmpty()) {
            wrong.field(path, "application.unknown-region", region);
        }
    }

    private void checkChoice(Appendix1 application, Wrong wrong) {
        var profession = catalogue.profession(application.profession());
        if (profession.isEmpty()) {
            wrong.field("profession", "application.unknown-profession", application.profession());
        } else if (!profession.get().levels().contains(application.qualificationLevel())) {
            wrong.field(
                    "qualificationLevel",
                    "application.unknown-level",
                    application.qualificationLevel(),
                    String.join(", ", profession.get().levels()));
        }
        var centre = catalogue.recognitionCentre(application.recognitionCentre());
        if (centre.isEmpty()) {
            wrong.field("recognitionCentre", "application.unknown-recognition-centre", application.recognitionCentre());
        } else if (!centre.get().accredited()) {
            wrong.field("recognitionCentre", "application.centre-not-accredited", application.recognitionCentre());
        } else if (profession.isPresent()
                && catalogue
                        .offer(application.recognitionCentre(), application.profession())
                        .isEmpty()) {
            wrong.field(
                    "recognitionCentre",
                    "application.centre-does-not-examine",
                    application.recognitionCentre(),
                    application.profession());
        }
    }

    private List<Enclosed> checkFiles(Appendix1 application, List<Enclosure> files, Wrong wrong) {
        Map<String, Enclosure> came = new LinkedHashMap<>();
        for (int i = 0; i < files.size(); i++) {
            if (came.put(comparable(files.get(i).fileName()), files.get(i)) != null) {
                wrong.field("files[" + i + "]", "application.file-named-twice");
            }
        }
        if (application.documents().size() > settings.maxFiles()) {
            wrong.field("documents", "application.too-many-files", Integer.toString(settings.maxFiles()));
        }
        var enclosed = new ArrayList<Enclosed>();
        var names = new HashSet<String>();
        for (int i = 0; i < application.documents().size(); i++) {
            var listed = application.documents().get(i);
            var path = "documents[" + i + "]";
            var name = comparable(listed.fileName());
            if (!names.add(name)) {
                wrong.field(path + ".fileName", "application.file-named-twice");
                continue;
            }
            var file = came.get(name);
            if (file == null) {
                wrong.field(path, "application.file-not-enclosed");
                continue;
            }
            var contentType = file.read(documents::detect);
            if (!Enclosure.isOfType(name, contentType)) {
                wrong.field(path, "application.file-type");
            }
            if (!file.sha256().equals(listed.sha256())) {
                wrong.field(path + ".sha256", "application.file-altered");
            }
            enclosed.add(new Enclosed(listed, file, contentType));
        }
        for (int i = 0; i < files.size(); i++) {
            if (!names.contains(comparable(files.get(i).fileName()))) {
                wrong.field("files[" + i + "]", "application.file-not-named");
            }
        }
        return enclosed;
    }

    /** What the career centre will have to judge (cl. 8): received all the same. */
    private List<Warning> warnings(Appendix1 application) {
        var warnings = new ArrayList<Warning>();
        var types = EnumSet.noneOf(DocumentType.class);
        application.documents().forEach(document -> types.add(document.type()));
        if (!types.contains(DocumentType.EDUCATION)) {
            warnings.add(new Warning("application.no-education-document", ""));
        }
        if (!(settings.electronicContract() && application.employment().electronicContract())) {
            var missing = EnumSet.copyOf(EMPLOYMENT);
            missing.removeAll(types);
            if (settings.employmentDocuments() == EmploymentDocuments.ALL) {
                missing.forEach(type -> warnings.add(new Warning(
                        "application.no-" + type.name().toLowerCase(Locale.ROOT).replace('_', '-'), "")));
            } else if (missing.equals(EMPLOYMENT)) {
                warnings.add(new Warning("application.no-employment-document", ""));
            }
        }
        if (types.contains(DocumentType.OTHER)) {
            warnings.add(new Warning("application.other-document", ""));
        }
        var bank = application.account().value().substring(4, 7);
        if (!BANKS.contains(bank)) {
            warnings.add(new Warning("application.unknown-bank", bank));
        }
        return warnings;
    }

    private void store(String number, Enclosed enclosed) {
        enclosed.file()
                .read(content -> documents.store(
                        number,
                        enclosed.listed().type().name(),
                        enclosed.listed().fileName(),
                        enclosed.contentType(),
                        content));
    }

    /** Reads what came under a name; a macOS sender decomposes й and ё in file names, another one does not. */
    private static String comparable(String fileName) {
        return Normalizer.normalize(fileName, Normalizer.Form.NFC).strip();
    }

    /** The fields that are wrong, as they are found. */
    private static final class Wrong {

        private final List<Problem.Field> fields = new ArrayList<>();

        void field(String path, String code, Object... arguments) {
            fields.add(new Problem.Field(path, code, List.of(arguments)));
        }
    }
}
