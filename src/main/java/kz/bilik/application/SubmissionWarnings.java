package kz.bilik.application;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import kz.bilik.application.Appendix1.DocumentType;
import kz.bilik.application.ApplicationSettings.EmploymentDocuments;
import kz.bilik.application.Receipt.Warning;
import kz.bilik.catalogue.Catalogue;
import kz.bilik.language.Day;
import org.springframework.stereotype.Component;

/**
 * What the career centre will have to judge of an application that is received all the same (cl. 8): what is missing, what
 * looks filled in wrongly, what does not fit. No warning holds a name or a personal number, since forms show them.
 */
@Component
class SubmissionWarnings {

    private static final Set<DocumentType> EMPLOYMENT =
            EnumSet.of(DocumentType.WORK_BOOK, DocumentType.EMPLOYMENT_CONTRACT, DocumentType.EMPLOYER_ACTS);

    /** Bank codes in use; another one only gives a warning, since new banks appear. */
    private static final Set<String> BANKS = Set.of("601", "722", "856", "965", "948", "972", "886", "998", "070");

    private static final Pattern MOBILE = Pattern.compile("\\+7\\d{10}");

    /** Three quarters of a century. */
    private static final int MOST_MONTHS = 900;

    private final Catalogue catalogue;
    private final ApplicationSettings settings;

    SubmissionWarnings(Catalogue catalogue, ApplicationSettings settings) {
        this.catalogue = catalogue;
        this.settings = settings;
    }

    /**
     * The warnings, in the order of the form.
     *
     * @param signer the name in the certificate that signed it
     * @param receivedOn the day of submission, Asia/Almaty
     */
    List<Warning> of(Appendix1 application, String signer, LocalDate receivedOn) {
        var warnings = new Noted();
        signature(application, signer, receivedOn, warnings);
        places(application, warnings);
        choice(application, warnings);
        education(application.education(), receivedOn, warnings);
        employment(application.employment(), receivedOn, warnings);
        empty("speciality", application.skills().speciality(), warnings);
        documents(application, warnings);
        contacts(application, warnings);
        return List.copyOf(warnings.list);
    }

    private void signature(Appendix1 application, String signer, LocalDate receivedOn, Noted warnings) {
        if (!isNamed(application, signer)) {
            warnings.add("application.name-differs");
        }
        var signedOn = application.signedOn();
        if (signedOn.isAfter(receivedOn)) {
            warnings.add("application.signed-in-future", Day.of(signedOn));
        } else if (signedOn.isBefore(receivedOn.minusDays(settings.signedDaysBefore()))) {
            warnings.add("application.signed-long-ago", Day.of(signedOn));
        }
        if (!application.liabilityAcknowledged()) {
            warnings.add("application.liability-not-acknowledged");
        }
    }

    /**
     * Whether the certificate's name is that of the application: it holds surname and name, and no word that the application
     * does not have. Capitals and hyphens make no difference; a certificate often leaves the patronymic out.
     */
    private static boolean isNamed(Appendix1 application, String signer) {
        var certified = words(signer);
        return certified.containsAll(words(application.surname() + " " + application.name()))
                && words(application.fullName()).containsAll(certified);
    }

    private static Set<String> words(String name) {
        var plain = Normalizer.normalize(name, Normalizer.Form.NFC)
                .toUpperCase(Locale.ROOT)
                .replace('Ё', 'Е');
        return new TreeSet<>(Arrays.asList(plain.strip().split("[\\s\\p{Pd}]+")));
    }

    private void places(Appendix1 application, Noted warnings) {
        if (settings.filedWhereRegistered()
                && !application.region().equals(application.registration().region())) {
            warnings.add("application.filed-elsewhere");
        }
        if (catalogue.region(application.residence().region()).isEmpty()) {
            warnings.add(
                    "application.unknown-residence", application.residence().region());
        }
        empty("residence", application.residence().address(), warnings);
        empty("registration", application.registration().address(), warnings);
    }

    private void choice(Appendix1 application, Noted warnings) {
        var known = catalogue
                .profession(application.profession())
                .filter(profession -> profession.levels().contains(application.qualificationLevel()));
        if (known.isEmpty()) {
            warnings.add("application.unknown-level", application.qualificationLevel());
        }
        var centre = application.recognitionCentre();
        if (catalogue
                .recognitionCentre(centre)
                .filter(Catalogue.RecognitionCentre::accredited)
                .isEmpty()) {
            warnings.add("application.centre-not-accredited", centre);
        }
        if (catalogue.offer(centre, application.profession()).isEmpty()) {
            warnings.add("application.centre-does-not-examine", centre);
        }
    }

    private static void education(Appendix1.Education education, LocalDate receivedOn, Noted warnings) {
        empty("institution", education.institution(), warnings);
        empty("field", education.field(), warnings);
        if (education.graduatedOn().isAfter(receivedOn)) {
            warnings.add("application.graduated-in-future", Day.of(education.graduatedOn()));
        }
    }

    private static void employment(Appendix1.Employment employment, LocalDate receivedOn, Noted warnings) {
        var months = employment.months();
        if (months < 0 || months > MOST_MONTHS) {
            warnings.add("application.months-implausible", Integer.toString(months));
        }
        for (var period : employment.periods()) {
            empty("employer", period.employer(), warnings);
            empty("position", period.position(), warnings);
            if (period.to() != null && period.to().isBefore(period.from())) {
                warnings.add("application.period-ends-before-it-begins", Day.of(period.to()));
            }
            if (period.from().isAfter(receivedOn)) {
                warnings.add("application.employment-in-future", Day.of(period.from()));
            }
        }
    }

    private void documents(Appendix1 application, Noted warnings) {
        var types = EnumSet.noneOf(DocumentType.class);
        application.documents().forEach(document -> types.add(document.type()));
        if (!types.contains(DocumentType.EDUCATION)) {
            warnings.add("application.no-education-document");
        }
        if (!(settings.electronicContract() && application.employment().electronicContract())) {
            var missing = EnumSet.copyOf(EMPLOYMENT);
            missing.removeAll(types);
            if (settings.employmentDocuments() == EmploymentDocuments.ALL) {
                missing.forEach(type -> warnings.add(
                        "application.no-" + type.name().toLowerCase(Locale.ROOT).replace('_', '-')));
            } else if (missing.equals(EMPLOYMENT)) {
                warnings.add("application.no-employment-document");
            }
        }
        if (types.contains(DocumentType.OTHER)) {
            warnings.add("application.other-document");
        }
    }

    private static void contacts(Appendix1 application, Noted warnings) {
        var bank = application.account().value().substring(4, 7);
        if (!BANKS.contains(bank)) {
            warnings.add("application.unknown-bank", bank);
        }
        if (!MOBILE.matcher(application.phone()).matches()) {
            warnings.add("application.phone-unusual");
        }
        if (application.email() != null && !application.isMailAddress()) {
            warnings.add("application.email-unusual");
        }
    }

    private static void empty(String line, String text, Noted warnings) {
        if (text.isEmpty()) {
            warnings.add("application.empty-" + line);
        }
    }

    /** The warnings as they are found. */
    private static final class Noted {

        private final List<Warning> list = new ArrayList<>();

        void add(String code) {
            add(code, "");
        }

        void add(String code, String argument) {
            list.add(new Warning(code, argument));
        }
    }
}
