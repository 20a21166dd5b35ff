package kz.bilik.application;

import java.time.OffsetDateTime;
import java.util.List;
import kz.bilik.calendar.LegalClock;
import kz.bilik.calendar.LegalMoment;
import kz.bilik.catalogue.Catalogue;
import kz.bilik.catalogue.Catalogue.CareerCentre;
import kz.bilik.language.Later;
import kz.bilik.notice.Notices;
import kz.bilik.officer.CurrentOfficer;
import kz.bilik.officer.Officer;
import kz.bilik.officer.Place;
import kz.bilik.problem.Problem;
import kz.bilik.problem.Problem.Kind;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.NamedInterface;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Which career centre checks an application (cl. 8.1): that of the applicant's district, until the mobility centre hands
 * it to another one of its region.
 */
@NamedInterface("cabinet")
@Component
public class CareerCentreHandover {

    private static final String CLAUSE = "cl. 8";
    private static final int LONGEST_REASON = 1000;

    private final Applications applications;
    private final Catalogue catalogue;
    private final CurrentOfficer currentOfficer;
    private final ApplicationProcess process;
    private final Timeline timeline;
    private final Notices notices;
    private final JdbcClient jdbc;
    private final LegalClock clock;

    CareerCentreHandover(
            Applications applications,
            Catalogue catalogue,
            CurrentOfficer currentOfficer,
            ApplicationProcess process,
            Timeline timeline,
            Notices notices,
            JdbcClient jdbc,
            LegalClock clock) {
        this.applications = applications;
        this.catalogue = catalogue;
        this.currentOfficer = currentOfficer;
        this.process = process;
        this.timeline = timeline;
        this.notices = notices;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * The mobility centre handed an application over.
     *
     * @param reason in the officer's words
     * @param officer the id of the officer who did it
     * @param at legal time
     */
    public record Handover(String from, String to, String reason, String officer, OffsetDateTime at) {}

    /** Whether that officer hands applications of the region over: he is of its mobility centre. */
    public static boolean handsOver(Officer officer, String region) {
        return officer.is(Place.mobilityCentre(region));
    }

    /** The career centres of the region that do not have the application. */
    public List<CareerCentre> others(Application application) {
        return catalogue.careerCentres(application.region()).stream()
                .filter(centre -> !centre.code().equals(application.careerCentre()))
                .toList();
    }

    /** The hand-overs of an application, oldest first. */
    public List<Handover> of(String number) {
        return jdbc.sql(
                        """
                        select from_centre, to_centre, reason, officer, handed_over_at from career_centre_handover
                        where application = ? order by id""")
                .param(number)
                .query((row, index) -> new Handover(
                        row.getString("from_centre"),
                        row.getString("to_centre"),
                        row.getString("reason"),
                        row.getString("officer"),
                        LegalMoment.of(row, "handed_over_at")))
                .list();
    }

    /**
     * The mobility centre of the region of filing hands an application that is being checked to another career centre of
     * the region. From then on that one has it, with a term of its own.
     *
     * @param careerCentre code of the centre that is to check it
     * @param reason why, for both centres and the file
     * @throws Problem {@code application.unknown}, {@code application.not-mobility-centre}, {@code
     *     application.handover-incomplete} with every field that is wrong, {@code application.not-being-checked}
     */
    @Transactional
    public void handOver(String number, @Nullable String careerCentre, @Nullable String reason) {
        var application = applications.locked(number);
        var officer = currentOfficer
                .get()
                .filter(acting -> handsOver(acting, application.region()))
                .orElseThrow(() -> Problem.of(Kind.FORBIDDEN, "application.not-mobility-centre"));
        var to = careerCentre == null ? "" : careerCentre.strip();
        var words = reason == null ? "" : reason.strip();
        check(application, to, words);
        var from = application.careerCentre();
        record(number, new Handover(from, to, words, officer.id(), clock.now()));
        applications.handedOver(number, to);
        process.handToCareerCentre(number, to);
        timeline.add(number, "application.handed-over", CLAUSE, Later.careerCentre(from), Later.careerCentre(to));
        // A centre may get or lose the same application more than once.
        var time = Integer.toString(of(number).size());
        notices.tell(
                Place.careerCentre(from),
                number,
                "application.handed-away",
                time,
                number,
                Later.careerCentre(to),
                words);
        notices.tell(
                Place.careerCentre(to),
                number,
                "application.handed-over",
                time,
                number,
                Later.careerCentre(from),
                words);
    }

    private void check(Application application, String to, String reason) {
        var problem = Problem.of(Kind.UNPROCESSABLE, "application.handover-incomplete");
        var centre = catalogue.careerCentre(to);
        if (centre.isEmpty()) {
            problem = problem.with("careerCentre", "application.unknown-career-centre", to);
        } else if (!centre.get().region().equals(application.region())) {
            problem = problem.with("careerCentre", "application.district-elsewhere", to, application.region());
        } else if (to.equals(application.careerCentre())) {
            problem = problem.with("careerCentre", "application.has-it-already", to);
        }
        if (reason.isEmpty()) {
            problem = problem.with("reason", "application.handover-reason");
        } else if (reason.length() > LONGEST_REASON) {
            problem = problem.with("reason", "application.field-too-long", Integer.toString(LONGEST_REASON));
        }
        if (!problem.fields().isEmpty()) {
            throw problem;
        }
    }

    private void record(String number, Handover handover) {
        jdbc.sql(
                        """
                        insert into career_centre_handover
                            (application, from_centre, to_centre, reason, officer, handed_over_at)
                        values (?, ?, ?, ?, ?, ?)""")
                .params(number, handover.from(), handover.to(), handover.reason(), handover.officer(), handover.at())
                .update();
    }
}
