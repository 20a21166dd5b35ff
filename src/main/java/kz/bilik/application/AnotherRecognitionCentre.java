package kz.bilik.application;

import java.time.OffsetDateTime;
import java.util.List;
import kz.bilik.application.ApplicationStatus.Stage;
import kz.bilik.calendar.LegalClock;
import kz.bilik.calendar.LegalMoment;
import kz.bilik.catalogue.Catalogue;
import kz.bilik.catalogue.Catalogue.Offer;
import kz.bilik.document.Enclosure;
import kz.bilik.language.Later;
import kz.bilik.language.Tenge;
import kz.bilik.notice.Notices;
import kz.bilik.officer.CurrentOfficer;
import kz.bilik.officer.Officer;
import kz.bilik.officer.Place;
import kz.bilik.problem.Problem;
import kz.bilik.problem.Problem.Kind;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The recognition centre that the applicant chose does not answer (cl. 9 sets it no term): at his request the head of the
 * mobility centre asks another one of his choice. His voucher stays reserved, and no day of its validity has begun.
 */
@Component
public class AnotherRecognitionCentre {

    /** Under this kind the copy of the applicant's request is kept among the documents of the application. */
    static final String DOCUMENT = "CENTRE_REQUEST";

    private static final String CLAUSE = "cl. 9";
    private static final int LONGEST_REASON = 1000;

    private final Applications applications;
    private final ApplicationStatus status;
    private final Catalogue catalogue;
    private final EnclosedCopy copies;
    private final CurrentOfficer currentOfficer;
    private final ApplicationProcess process;
    private final Timeline timeline;
    private final Notices notices;
    private final JdbcClient jdbc;
    private final LegalClock clock;

    AnotherRecognitionCentre(
            Applications applications,
            ApplicationStatus status,
            Catalogue catalogue,
            EnclosedCopy copies,
            CurrentOfficer currentOfficer,
            ApplicationProcess process,
            Timeline timeline,
            Notices notices,
            JdbcClient jdbc,
            LegalClock clock) {
        this.applications = applications;
        this.status = status;
        this.catalogue = catalogue;
        this.copies = copies;
        this.currentOfficer = currentOfficer;
        this.process = process;
        this.timeline = timeline;
        this.notices = notices;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Another centre was asked.
     *
     * @param reason in the officer's words
     * @param officer the id of the officer who did it
     * @param at legal time
     */
    public record Change(String from, String to, String reason, String officer, OffsetDateTime at) {}

    /** Whether that officer asks other recognition centres for applications of the region: he heads its mobility centre. */
    public static boolean asks(Officer officer, String region) {
        return officer.is(Place.mobilityCentre(region).heads());
    }

    /** What the accredited centres offer that could be asked instead, while the present one's answer is awaited. */
    public List<Offer> others(Application application) {
        return status.stage(application.number()) == Stage.RECOGNITION_CENTRE
                ? catalogue.offers(application.profession(), null).stream()
                        .filter(offer -> !offer.recognitionCentre().equals(application.recognitionCentre()))
                        .toList()
                : List.of();
    }

    /** The changes of the centre, oldest first. */
    public List<Change> of(String number) {
        return jdbc.sql(
                        """
                        select from_centre, to_centre, reason, officer, changed_at from recognition_centre_change
                        where application = ? order by id""")
                .param(number)
                .query((row, index) -> new Change(
                        row.getString("from_centre"),
                        row.getString("to_centre"),
                        row.getString("reason"),
                        row.getString("officer"),
                        LegalMoment.of(row, "changed_at")))
                .list();
    }

    /**
     * The head of the mobility centre of the region of filing asks another recognition centre. The one that had the
     * application has no part in it any more; the term of cl. 9 begins anew, and the new centre's price counts.
     *
     * @param recognitionCentre code of an accredited centre that offers the profession
     * @param reason why, for the file
     * @param request the applicant's request as PDF, JPEG or PNG
     * @throws Problem {@code application.unknown}, {@code application.not-head-of-mobility-centre}, {@code
     *     application.not-awaiting-answer}, {@code application.another-centre-incomplete} with every field that is wrong
     */
    @Transactional
    public void ask(
            String number, @Nullable String recognitionCentre, @Nullable String reason, @Nullable Enclosure request) {
        var application = applications.locked(number);
        var officer = currentOfficer
                .get()
                .filter(acting -> asks(acting, application.region()))
                .orElseThrow(() -> Problem.of(Kind.FORBIDDEN, "application.not-head-of-mobility-centre"));
        if (status.stage(number) != Stage.RECOGNITION_CENTRE) {
            throw Problem.of(Kind.CONFLICT, "application.not-awaiting-answer", number);
        }
        var to = recognitionCentre == null ? "" : recognitionCentre.strip();
        var words = reason == null ? "" : reason.strip();
        check(application, to, words, request);
        record(number, new Change(application.recognitionCentre(), to, words, officer.id(), clock.now()), request);
        applications.anotherCentre(number, to);
        process.askAnotherCentre(number, to);
        timeline.add(
                number,
                "application.another-centre",
                CLAUSE,
                Later.recognitionCentre(application.recognitionCentre()),
                Later.recognitionCentre(to));
        tell(application, to);
    }

    private void check(Application application, String to, String reason, @Nullable Enclosure request) {
        var problem = Problem.of(Kind.UNPROCESSABLE, "application.another-centre-incomplete");
        var centre = catalogue.recognitionCentre(to);
        if (centre.isEmpty()) {
            problem = problem.with("recognitionCentre", "application.unknown-recognition-centre", to);
        } else if (to.equals(application.recognitionCentre())) {
            problem = problem.with("recognitionCentre", "application.centre-asked-already", to);
        } else if (!centre.get().accredited()) {
            problem = problem.with("recognitionCentre", "application.centre-without-accreditation", to);
        } else if (catalogue.offer(to, application.profession()).isEmpty()) {
            problem = problem.with(
                    "recognitionCentre", "application.centre-does-not-examine", to, application.profession());
        }
        if (reason.isEmpty()) {
            problem = problem.with("reason", "application.another-centre-reason");
        } else if (reason.length() > LONGEST_REASON) {
            problem = problem.with("reason", "application.field-too-long", Integer.toString(LONGEST_REASON));
        }
        problem = copies.check(problem, request, "application.request-copy");
        if (!problem.fields().isEmpty()) {
            throw problem;
        }
    }

    private void record(String number, Change change, Enclosure request) {
        jdbc.sql(
                        """
                        insert into recognition_centre_change
                            (application, from_centre, to_centre, document, reason, officer, changed_at)
                        values (?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        number,
                        change.from(),
                        change.to(),
                        copies.keep(number, DOCUMENT, request).id(),
                        change.reason(),
                        change.officer(),
                        change.at())
                .update();
    }

    /** The new centre is told when the application reaches its cabinet. */
    private void tell(Application application, String to) {
        var number = application.number();
        // A centre may lose the same application more than once.
        var time = Integer.toString(of(number).size());
        notices.tell(
                Place.recognitionCentre(application.recognitionCentre()),
                number,
                "application.another-centre-asked",
                time,
                number);
        notices.tellApplicant(
                number,
                "application.another-centre",
                time,
                number,
                Later.recognitionCentre(to),
                catalogue
                        .offer(to, application.profession())
                        .map(offer -> Tenge.grouped(offer.price()))
                        .orElseThrow());
    }
}
