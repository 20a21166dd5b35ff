package kz.bilik.application;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kz.bilik.calendar.WorkingCalendar;
import kz.bilik.catalogue.Catalogue;
import kz.bilik.document.Documents;
import kz.bilik.document.Enclosure;
import kz.bilik.law.Law;
import kz.bilik.problem.Problem;
import kz.bilik.problem.Problem.Kind;
import org.springframework.stereotype.Component;

/**
 * Whether what came is a valid submission of Appendix 1 (cl. 3). Opens no transaction: the catalogue is asked, files are
 * read, nothing is written. Whether the applicant may have a voucher is not asked here, nor whether the form is filled in
 * well: that is the career centre's to judge, whom {@link SubmissionWarnings} tells. Beside what the clause names, a
 * submission is refused only where no case can be made of it: nobody would have to check it (an unknown region, career
 * centre or one of another region), nobody could answer it (an unknown recognition centre), no amount could ever be reckoned
 * (an unknown profession or region of registration) or paid (an account that fails its check digits), nobody could be told by
 * mail (an address with other letters than Latin ones before the {@code @}), or nothing of it may be kept (no consent to
 * personal data).
 */
@Component
class SubmissionCheck {

    /** A file of the form and what came under its name. */
    record Enclosed(Appendix1.Document listed, Enclosure file, String contentType) {}

    /** The most bytes of the signed form: ten times what a full one holds. */
    private static final int MOST_BYTES = 64 * 1024;

    private final Catalogue catalogue;
    private final Documents documents;
    private final Law law;
    private final WorkingCalendar calendar;
    private final ApplicationSettings settings;

    SubmissionCheck(
            Catalogue catalogue, Documents documents, Law law, WorkingCalendar calendar, ApplicationSettings settings) {
        this.catalogue = catalogue;
        this.documents = documents;
        this.law = law;
        this.calendar = calendar;
        this.settings = settings;
    }

    /**
     * What is seen before anything is read: how large it is, and in how many files.
     *
     * @throws Problem {@code application.too-large}, {@code application.too-many-files}, {@code
     *     application.file-too-large}
     */
    void bounds(byte[] form, List<Enclosure> files) {
        if (form.length > MOST_BYTES) {
            throw Problem.of(Kind.TOO_LARGE, "application.too-large", Integer.toString(MOST_BYTES));
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

    /**
     * Until 15 October of the current year (cl. 3).
     *
     * @param day of receipt, Asia/Almaty
     * @throws Problem {@code application.late}
     */
    void closingDay(LocalDate day) {
        var last = lastDayToApply(day);
        if (day.isAfter(last)) {
            throw Problem.of(Kind.UNPROCESSABLE, "application.late", last.toString());
        }
    }

    /** The last day of that day's year on which an application is in time (cl. 3), as the law stands on that day. */
    LocalDate lastDayToApply(LocalDate day) {
        var closing = law.termsOn(day).closingDay(day.getYear());
        while (settings.closingDayMoves() && !calendar.isWorkingDay(closing)) {
            closing = closing.plusDays(1);
        }
        return settings.closingDayCounts() ? closing : closing.minusDays(1);
    }

    /**
     * Whether the form names whom the case concerns and holds the consent, and whether the files are those that it lists.
     *
     * @return the files, each under what the form says of it
     * @throws Problem {@code application.invalid} with every wrong field
     */
    List<Enclosed> content(Appendix1 application, List<Enclosure> files) {
        var wrong = new Wrong();
        if (!application.consents().personalData().given()) {
            wrong.field("consents.personalData.given", "application.consent-required");
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
        checkRegion("registration.region", application.registration().region(), wrong);
        var careerCentre = catalogue.careerCentre(application.careerCentre());
        if (careerCentre.isEmpty()) {
            wrong.field("careerCentre", "application.unknown-career-centre", application.careerCentre());
        } else if (!careerCentre.get().region().equals(application.region())) {
            wrong.field(
                    "careerCentre", "application.district-elsewhere", application.careerCentre(), application.region());
        }
    }

    private void checkRegion(String path, String region, Wrong wrong) {
        if (catalogue.region(region).isEmpty()) {
            wrong.field(path, "application.unknown-region", region);
        }
    }

    private void checkChoice(Appendix1 application, Wrong wrong) {
        if (catalogue.profession(application.profession()).isEmpty()) {
            wrong.field("profession", "application.unknown-profession", application.profession());
        }
        if (catalogue.recognitionCentre(application.recognitionCentre()).isEmpty()) {
            wrong.field("recognitionCentre", "application.unknown-recognition-centre", application.recognitionCentre());
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
            } else if (!documents.isOpenable(file, contentType)) {
                wrong.field(path, "application.file-broken");
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
