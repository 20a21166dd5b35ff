package kz.bilik.application;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kz.bilik.application.Receipt.Warning;
import kz.bilik.calendar.LegalClock;
import kz.bilik.calendar.LegalMoment;
import kz.bilik.identity.AccountNumber;
import kz.bilik.identity.Iin;
import kz.bilik.language.Language;
import kz.bilik.problem.Problem;
import kz.bilik.problem.Problem.Kind;
import kz.bilik.record.PersonalRecords;
import kz.bilik.record.RecordNumber;
import kz.bilik.record.Recorded;
import kz.bilik.record.Remembered;
import kz.bilik.record.Savepoint;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The applications that were received, and what the law records of each. */
@Component
public class Applications {

    private final JdbcClient jdbc;
    private final LegalClock clock;
    private final Savepoint savepoint;
    private final ApplicationEventPublisher events;

    /** This class alone writes the table. */
    private final Remembered<Row> rows = new Remembered<>();

    Applications(JdbcClient jdbc, LegalClock clock, Savepoint savepoint, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.savepoint = savepoint;
        this.events = events;
    }

    /**
     * The moments from which terms are counted, in legal time; null before they come. After an appeal they are those of
     * the round that began with it.
     *
     * @param reopenedAt a decision on appeal has overturned its refusal
     * @param checksMadeAt each automatic check has answered (cl. 3.3)
     * @param arrivedAt the automatic checks let it through to the career centre
     * @param handedOverAt the mobility centre handed it to the career centre that has it now
     * @param forwardedAt the career centre forwarded it to the mobility centre (cl. 8.4)
     * @param centreChosenAt another recognition centre was chosen, so that it is the mobility centre's to send again (cl. 9)
     * @param sentAt it was sent to the recognition centre's cabinet (cl. 9.1)
     * @param confirmed the recognition centre's answer
     */
    record Moments(
            OffsetDateTime receivedAt,
            @Nullable OffsetDateTime reopenedAt,
            @Nullable OffsetDateTime checksMadeAt,
            @Nullable OffsetDateTime arrivedAt,
            @Nullable OffsetDateTime handedOverAt,
            @Nullable OffsetDateTime forwardedAt,
            @Nullable OffsetDateTime centreChosenAt,
            @Nullable OffsetDateTime sentAt,
            @Nullable OffsetDateTime answeredAt,
            @Nullable Boolean confirmed) {

        /** When it came to be considered: its receipt, or the appeal that made it go on. */
        OffsetDateTime begunAt() {
            return reopenedAt == null ? receivedAt : reopenedAt;
        }

        /** What tells the notices of a round, after an appeal or with another recognition centre, from those before it. */
        String round() {
            var begun = centreChosenAt == null ? reopenedAt : centreChosenAt;
            return begun == null ? "" : begun.toString();
        }

        /** Since when the career centre that checks it has it. */
        @Nullable
        OffsetDateTime atCareerCentreSince() {
            return handedOverAt == null ? arrivedAt : handedOverAt;
        }
    }

    /** Both views of one row. */
    private record Row(Application application, Moments moments) {}

    /**
     * The application of that number.
     *
     * @throws kz.bilik.problem.Problem {@code application.unknown}
     */
    public Application get(String number) {
        return find(number).orElseThrow(() -> Problem.of(Kind.NOT_FOUND, "application.unknown", number));
    }

    public Optional<Application> find(String number) {
        return row(number).map(Row::application);
    }

    private Optional<Row> row(String number) {
        return rows.get(number, () -> jdbc.sql("select * from application where number = ?")
                .param(number)
                .query((row, index) -> new Row(application(row), moments(row)))
                .optional());
    }

    /** The applicants of these applications, by number. */
    public Map<String, String> names(Collection<String> numbers) {
        var names = new HashMap<String, String>();
        if (!numbers.isEmpty()) {
            jdbc.sql("select number, name from application where number in (:numbers)")
                    .param("numbers", numbers)
                    .query((row, index) -> names.put(row.getString("number"), row.getString("name")))
                    .list();
        }
        return names;
    }

    /** The applications of a person, the newest first. */
    public List<Application> of(Iin iin) {
        return jdbc.sql("select * from application where iin = ? order by received_at desc, number desc")
                .param(iin.value())
                .query((row, index) -> application(row))
                .list();
    }

    /**
     * Appendix 1 as it was signed.
     *
     * @throws Problem {@code application.unknown}, {@code application.erased} after the end of its term
     */
    public Appendix1 form(String number) {
        return Appendix1Reader.read(signedBytes(number));
    }

    /**
     * The exact bytes that were signed.
     *
     * @throws Problem {@code application.unknown}, {@code application.erased} after the end of its term
     */
    public byte[] signedBytes(String number) {
        var signed = jdbc.sql("select content from application where number = ?")
                .param(number)
                .query((row, index) -> row.getBytes(1))
                .optional()
                .orElseThrow(() -> Problem.of(Kind.NOT_FOUND, "application.unknown", number));
        if (signed.length == 0) {
            throw Problem.of(Kind.NOT_FOUND, "application.erased", number);
        }
        return signed;
    }

    /** Why it is refused, in the order in which the reasons were given; empty while nothing stands against it. */
    public List<RefusalReason> reasons(String number) {
        return reasons(number, false);
    }

    /** What stood against it until a decision on appeal overturned it (cl. 8, 9). */
    public List<RefusalReason> overturnedReasons(String number) {
        return reasons(number, true);
    }

    private List<RefusalReason> reasons(String number, boolean overturned) {
        return jdbc.sql("select reason, clause, remark from application_reason"
                        + " where application = ? and overturned = ? order by id")
                .params(number, overturned)
                .query((row, index) -> new RefusalReason(
                        row.getString("reason"),
                        row.getString("clause"),
                        row.getString("remark") == null ? "" : row.getString("remark")))
                .list();
    }

    /** What the career centre should look at. */
    public List<Warning> warnings(String number) {
        return jdbc.sql("select code, argument from application_warning where application = ? order by id")
                .param(number)
                .query((row, index) -> new Warning(row.getString("code"), row.getString("argument")))
                .list();
    }

    /** The voucher was issued: the application is closed, the person may hold no other open one until then. */
    @Transactional
    public void voucherIssued(String number) {
        close(number, Application.Outcome.VOUCHER_ISSUED);
        jdbc.sql("update application set voucher_year = ? where number = ? and voucher_year is null")
                .params(clock.today().getYear(), number)
                .update();
        rows.forget(number);
    }

    /** Closes it, once; another one of the same person may follow. */
    void close(String number, Application.Outcome outcome) {
        jdbc.sql("update application set outcome = ?, closed_at = ? where number = ? and outcome is null")
                .params(outcome.name(), clock.now(), number)
                .update();
        rows.forget(number);
        jdbc.sql("delete from open_application where application = ?")
                .param(number)
                .update();
    }

    /** When it was closed, in legal time; empty while it is open. */
    Optional<OffsetDateTime> closedAt(String number) {
        return jdbc.sql("select closed_at from application where number = ? and closed_at is not null")
                .param(number)
                .query((row, index) -> LegalMoment.of(row, "closed_at"))
                .optional();
    }

    /**
     * A decision on appeal has overturned its refusal (cl. 8, 9): it is open again, with the date of its receipt, and
     * everything else begins anew.
     *
     * @throws Problem {@code application.another-is-open} when the person has another open application meanwhile
     */
    void reopen(String number) {
        if (get(number).isErased()) {
            throw Problem.of(Kind.CONFLICT, "application.erased", number);
        }
        var iin = get(number).iin();
        try {
            savepoint.attempt(() -> jdbc.sql("insert into open_application (iin, application) values (?, ?)")
                    .params(iin.value(), number)
                    .update());
        } catch (DuplicateKeyException another) {
            throw Problem.of(
                    Kind.CONFLICT, "application.another-is-open", open(iin).orElse("–"));
        }
        jdbc.sql("update application_reason set overturned = true where application = ?")
                .param(number)
                .update();
        jdbc.sql(
                        """
                        update application set outcome = null, closed_at = null, reopened_at = ?, checks_made_at = null,
                            arrived_at = null, handed_over_at = null, forwarded_at = null, centre_chosen_at = null,
                            sent_at = null, answered_at = null, confirmed = null, price = null,
                            refusal_formed_at = null
                        where number = ?""")
                .params(clock.now(), number)
                .update();
        rows.forget(number);
    }

    /** Whether a voucher was issued to that person in that calendar year, lapsed or not (cl. 3.3 (c)). */
    boolean voucherReceived(Iin iin, int year) {
        return jdbc.sql("select count(*) from application where iin = ? and voucher_year = ?")
                        .params(iin.value(), year)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    Optional<KnownSubmission> submission(Iin iin, UUID submissionId) {
        return jdbc.sql("select number, sha256 from application where iin = ? and submission_id = ?")
                .params(iin.value(), submissionId)
                .query((row, index) -> new KnownSubmission(row.getString("number"), row.getString("sha256")))
                .optional();
    }

    /** The person's open application, if there is one. */
    Optional<String> open(Iin iin) {
        return jdbc.sql("select application from open_application where iin = ?")
                .param(iin.value())
                .query(String.class)
                .optional();
    }

    /** Keeps a new application as the person's only open one, and answers its number. */
    String received(Appendix1 form, byte[] signed, String sha256, OffsetDateTime receivedAt, List<Warning> warnings) {
        // Before a number is drawn: one that is refused here uses up none.
        jdbc.sql("insert into open_application (iin) values (?)")
                .param(form.iin().value())
                .update();
        var next = jdbc.sql("select nextval('application_number')")
                .query(Long.class)
                .single();
        var number = RecordNumber.of(RecordNumber.Kind.APPLICATION, receivedAt.getYear(), form.region(), next)
                .toString();
        jdbc.sql(
                        """
                        insert into application (
                            number, submission_id, iin, name, language, region, career_centre, registered_region,
                            recognition_centre, profession, level_code, account, phone, email, messages_by_email,
                            content, sha256, received_at)
                        values (
                            :number, :submissionId, :iin, :name, :language, :region, :careerCentre, :registeredRegion,
                            :recognitionCentre, :profession, :level, :account, :phone, :email, :messagesByEmail,
                            :content, :sha256, :receivedAt)""")
                .param("number", number)
                .param("submissionId", form.submissionId())
                .param("iin", form.iin().value())
                .param("name", form.fullName())
                .param("language", form.language().name())
                .param("region", form.region())
                .param("careerCentre", form.careerCentre())
                .param("registeredRegion", form.registration().region())
                .param("recognitionCentre", form.recognitionCentre())
                .param("profession", form.profession())
                .param("level", form.qualificationLevel())
                .param("account", form.account().value())
                .param("phone", form.phone())
                .param("email", form.email())
                .param("messagesByEmail", form.messagesByEmail())
                .param("content", signed)
                .param("sha256", sha256)
                .param("receivedAt", receivedAt)
                .update();
        jdbc.sql("update open_application set application = ? where iin = ?")
                .params(number, form.iin().value())
                .update();
        for (var warning : warnings) {
            jdbc.sql("insert into application_warning (application, code, argument) values (?, ?, ?)")
                    .params(number, warning.code(), warning.argument())
                    .update();
        }
        return number;
    }

    Moments moments(String number) {
        return row(number)
                .map(Row::moments)
                .orElseThrow(() -> Problem.of(Kind.NOT_FOUND, "application.unknown", number));
    }

    /** Each automatic check has answered (cl. 3.3). */
    void checksMade(String number) {
        stamp(number, "checks_made_at");
    }

    /** The automatic checks let it through: it has arrived at the career centre. */
    void arrived(String number) {
        stamp(number, "arrived_at");
    }

    /** Erases who applied, and the form that he signed; a stand-in takes the place of his number. */
    int erase(String number) {
        var sequence = RecordNumber.parse(number).orElseThrow().sequence();
        var erased = jdbc.sql(
                        """
                        update application set iin = :standIn, name = :gone, account = :account, phone = :gone, email = null,
                            messages_by_email = false, content = :nothing
                        where number = :number and iin <> :standIn""")
                .param("standIn", Iin.standIn(sequence).value())
                .param("gone", PersonalRecords.GONE)
                .param("account", AccountNumber.ERASED)
                .param("nothing", new byte[0])
                .param("number", number)
                .update();
        rows.forget(number);
        return erased;
    }

    /** As it is now, and no rival changes it before the current transaction has ended. */
    Application locked(String number) {
        jdbc.sql("select number from application where number = ? for update")
                .param(number)
                .query(String.class)
                .optional();
        rows.forget(number);
        return get(number);
    }

    /** The mobility centre handed it to another career centre, which checks it from now on (cl. 8.1). */
    void handedOver(String number, String careerCentre) {
        jdbc.sql("update application set career_centre = ?, handed_over_at = ? where number = ?")
                .params(careerCentre, clock.now(), number)
                .update();
        rows.forget(number);
    }

    /** The career centre forwarded it to the mobility centre (cl. 8.4). */
    void forwarded(String number) {
        stamp(number, "forwarded_at");
    }

    /** Another recognition centre is to be asked: it is with the mobility centre again, as on the day it arrived (cl. 9). */
    void anotherCentre(String number, String recognitionCentre) {
        jdbc.sql("update application set recognition_centre = ?, centre_chosen_at = ?, sent_at = null where number = ?")
                .params(recognitionCentre, clock.now(), number)
                .update();
        rows.forget(number);
    }

    /** It was sent to the cabinet of the recognition centre (cl. 9.1). */
    void sent(String number) {
        stamp(number, "sent_at");
    }

    void refusalFormed(String number) {
        stamp(number, "refusal_formed_at");
    }

    /** The recognition centre has answered; a yes freezes the price. */
    void answered(String number, boolean confirmed, @Nullable Long price) {
        jdbc.sql("update application set answered_at = :at, confirmed = :confirmed, price = :price"
                        + " where number = :number and answered_at is null")
                .param("at", clock.now())
                .param("confirmed", confirmed)
                .param("price", price, Types.BIGINT)
                .param("number", number)
                .update();
        rows.forget(number);
    }

    /** A reason against it. */
    void reason(String number, RefusalReason reason) {
        var at = clock.now();
        var key = new GeneratedKeyHolder();
        jdbc.sql(
                        """
                        insert into application_reason (application, reason, clause, remark, given_at)
                        values (?, ?, ?, ?, ?)""")
                .params(number, reason.reason(), reason.clause(), reason.remark(), at)
                .update(key, "id");
        events.publishEvent(Recorded.row(
                Recorded.Kind.GROUND,
                key.getKey(),
                number,
                null,
                number,
                reason.reason(),
                reason.clause(),
                reason.remark(),
                at));
    }

    /** Notes the first time something happened; a repeated step keeps that time. */
    private void stamp(String number, String column) {
        jdbc.sql("update application set " + column + " = ? where number = ? and " + column + " is null")
                .params(clock.now(), number)
                .update();
        rows.forget(number);
    }

    private static Application application(ResultSet row) throws SQLException {
        var outcome = row.getString("outcome");
        return new Application(
                row.getString("number"),
                Iin.kept(row.getString("iin")),
                row.getString("name"),
                Language.valueOf(row.getString("language")),
                row.getString("region"),
                row.getString("career_centre"),
                row.getString("registered_region"),
                row.getString("recognition_centre"),
                row.getString("profession"),
                row.getString("level_code"),
                AccountNumber.kept(row.getString("account")),
                LegalMoment.of(row, "received_at"),
                LegalMoment.orNull(row, "forwarded_at"),
                LegalMoment.orNull(row, "answered_at"),
                row.getObject("price", Long.class),
                outcome == null ? null : Application.Outcome.valueOf(outcome));
    }

    private static Moments moments(ResultSet row) throws SQLException {
        return new Moments(
                LegalMoment.of(row, "received_at"),
                LegalMoment.orNull(row, "reopened_at"),
                LegalMoment.orNull(row, "checks_made_at"),
                LegalMoment.orNull(row, "arrived_at"),
                LegalMoment.orNull(row, "handed_over_at"),
                LegalMoment.orNull(row, "forwarded_at"),
                LegalMoment.orNull(row, "centre_chosen_at"),
                LegalMoment.orNull(row, "sent_at"),
                LegalMoment.orNull(row, "answered_at"),
                row.getObject("confirmed", Boolean.class));
    }
}
