package kz.bilik.application;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import kz.bilik.application.ApplicationSettings.SecondVoucher;
import kz.bilik.application.Verdict.Accepted;
import kz.bilik.application.Verdict.Rejected;
import kz.bilik.calendar.LegalClock;
import kz.bilik.calendar.LegalMoment;
import kz.bilik.distribution.Quotas;
import kz.bilik.distribution.Quotas.Reservation;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.NamedInterface;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The three checks from the moment of submission (cl. 3.3), in the order in which they are made. Each is made whatever the
 * one before has found, so that every ground is told; only the last one takes something, and only when nothing stands
 * against the application. Each answers once; asked again it answers the same.
 */
@NamedInterface({"cabinet", "steps"})
@Component
public class AutomaticChecks {

    private static final String CLAUSE = "cl. 3.3";

    private static final String FIRST_VOUCHER = "first-voucher-this-year";

    private final Applications applications;
    private final LabourMarket labourMarket;
    private final EarlierVouchers earlierVouchers;
    private final ApplicationSettings settings;
    private final Quotas quotas;
    private final Timeline timeline;
    private final JdbcClient jdbc;
    private final LegalClock clock;

    AutomaticChecks(
            Applications applications,
            LabourMarket labourMarket,
            EarlierVouchers earlierVouchers,
            ApplicationSettings settings,
            Quotas quotas,
            Timeline timeline,
            JdbcClient jdbc,
            LegalClock clock) {
        this.applications = applications;
        this.labourMarket = labourMarket;
        this.earlierVouchers = earlierVouchers;
        this.settings = settings;
        this.quotas = quotas;
        this.timeline = timeline;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * What a check answered.
     *
     * @param code of its words, {@code timeline.<code>}
     * @param at legal time
     */
    public record Answer(String code, boolean accepted, String clause, OffsetDateTime at) {}

    /** The answers of the automatic checks of that application, in the order in which they came. */
    public List<Answer> of(String number) {
        return jdbc.sql("select * from application_check where application = ? order by checked_at, name")
                .param(number)
                .query((row, index) -> new Answer(
                        row.getBoolean("accepted")
                                ? "application.check-" + row.getString("name").replaceFirst("@.*", "")
                                : row.getString("reason"),
                        row.getBoolean("accepted"),
                        row.getString("clause"),
                        LegalMoment.of(row, "checked_at")))
                .list();
    }

    /**
     * Whether the applicant was registered as unemployed on the day of submission (cl. 3.3 (a)). After an appeal it is not
     * asked again, whatever it said.
     */
    @Transactional
    public boolean unemployed(String number) {
        if (applications.moments(number).reopenedAt() != null) {
            return true;
        }
        return check(
                number,
                "unemployed",
                "application.check-unemployed",
                application -> labourMarket.registeredAsUnemployed(application.iin(), application.receivedOn())
                        ? new Accepted(CLAUSE)
                        : new Rejected("application.not-unemployed", CLAUSE));
    }

    /**
     * Whether no voucher was received in the year of submission, here or elsewhere, lapsed ones included (cl. 3.3 (c)); by
     * the setting also whether one of an earlier year is not still valid. After
     * an appeal it is asked again, since a voucher may have been received meanwhile; unless it was this very ground that
     * the decision overturned.
     */
    @Transactional
    public boolean firstVoucherThisYear(String number) {
        var appeals = appeals(number);
        var name = appeals == 0 ? FIRST_VOUCHER : FIRST_VOUCHER + "@" + appeals;
        if (appeals > 0 && earlier(number, name).isEmpty() && secondVoucherFound(number)) {
            return true;
        }
        return check(number, name, "application.check-" + FIRST_VOUCHER, application -> {
            int year = application.receivedOn().getYear();
            if (applications.voucherReceived(application.iin(), year)
                    || labourMarket.voucherReceivedElsewhere(application.iin(), year)) {
                return new Rejected("application.voucher-received-this-year", CLAUSE);
            }
            return settings.secondVoucherWhileValid() == SecondVoucher.REFUSED
                            && !earlierVouchers
                                    .validOn(application.iin(), application.receivedOn())
                                    .isEmpty()
                    ? new Rejected("application.earlier-voucher-valid", CLAUSE)
                    : new Accepted(CLAUSE);
        });
    }

    private int appeals(String number) {
        return jdbc.sql("select count(*) from appeal where application = ?")
                .param(number)
                .query(Integer.class)
                .single();
    }

    /** Whether a check of an earlier round found a voucher. */
    private boolean secondVoucherFound(String number) {
        return jdbc.sql("select count(*) from application_check"
                                + " where application = ? and name like ? and not accepted")
                        .params(number, FIRST_VOUCHER + "%")
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /**
     * The last check: takes a voucher of the region of filing, if one is left (cl. 3.3 (b)) and the other checks have
     * passed; from then on the application is with the career centre. When another check has failed it only looks whether
     * one is left. After an appeal the decision stands in for the check: when none is left, one beyond the quota is taken.
     *
     * @return whether all checks have passed, and a voucher is reserved
     * @throws kz.bilik.problem.Problem {@code distribution.none-published}: an incident, never a refusal
     */
    @Transactional
    public boolean reserveVoucher(String number) {
        var moments = applications.moments(number);
        var passed = moments.checksMadeAt() == null
                ? lastCheck(number, moments.reopenedAt() != null)
                : applications.reasons(number).isEmpty();
        applications.checksMade(number);
        return passed;
    }

    private boolean lastCheck(String number, boolean onAppeal) {
        if (!applications.reasons(number).isEmpty()) {
            if (!onAppeal) {
                look(number);
            }
            return false;
        }
        if (onAppeal) {
            reserveOnAppeal(number);
            return true;
        }
        return reserve(number);
    }

    /** The application is refused whatever is left; the applicant learns of this ground together with the others. */
    private void look(String number) {
        check(
                number,
                "voucher-left-not-taken",
                "application.check-voucher-left-not-taken",
                application -> quotas.left(
                                application.region(), application.receivedOn().getYear())
                        ? new Accepted(CLAUSE)
                        : new Rejected("application.no-voucher-left", CLAUSE));
    }

    private boolean reserve(String number) {
        var reserved = check(
                number,
                "voucher-left",
                "application.check-voucher-left",
                application -> quotas.reserve(
                                        application.region(),
                                        application.receivedOn().getYear(),
                                        number,
                                        CLAUSE)
                                == Reservation.RESERVED
                        ? new Accepted(CLAUSE)
                        : new Rejected("application.no-voucher-left", CLAUSE));
        if (reserved) {
            applications.arrived(number);
        }
        return reserved;
    }

    private void reserveOnAppeal(String number) {
        var application = applications.get(number);
        var reservation = quotas.reserveOnAppeal(
                application.region(), application.receivedOn().getYear(), number);
        timeline.add(
                number,
                reservation == Reservation.OVERRIDDEN
                        ? "application.quota-overridden"
                        : "application.voucher-reserved-on-appeal",
                CLAUSE);
        applications.arrived(number);
    }

    private boolean check(String number, String name, String passed, Function<Application, Verdict> rule) {
        var earlier = earlier(number, name);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        var verdict = rule.apply(applications.get(number));
        var rejected = verdict instanceof Rejected no ? no : null;
        jdbc.sql(
                        """
                        insert into application_check (application, name, accepted, reason, clause, checked_at)
                        values (?, ?, ?, ?, ?, ?)""")
                .params(
                        number,
                        name,
                        rejected == null,
                        rejected == null ? null : rejected.reason(),
                        verdict.clause(),
                        clock.now())
                .update();
        if (rejected == null) {
            timeline.add(number, passed, verdict.clause());
            return true;
        }
        applications.reason(number, new RefusalReason(rejected.reason(), rejected.clause(), ""));
        timeline.add(number, rejected.reason(), verdict.clause());
        return false;
    }

    private Optional<Boolean> earlier(String number, String name) {
        return jdbc.sql("select accepted from application_check where application = ? and name = ?")
                .params(number, name)
                .query(Boolean.class)
                .optional();
    }
}
