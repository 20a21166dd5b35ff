package kz.bilik.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import kz.bilik.application.Withdrawal;
import kz.bilik.support.LabourMarketAis;
import kz.bilik.support.ProcedureTest;
import kz.bilik.support.Stage;
import kz.bilik.support.Story;
import kz.bilik.support.TestBank;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * The audit after the kill test finds what is lost and what is doubled: each kind is planted in a small database whose
 * cases stand at every step. The plants grow in a copy without the constraints of the tables, which would let most of them
 * never come up: the audit does not lean on them.
 */
@ProcedureTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditTest {

    @Autowired
    Stage stage;

    @Autowired
    Story story;

    @Autowired
    Withdrawal applications;

    @Autowired
    DataSource database;

    private static final Pattern NOT_COPIED = Pattern.compile("^(CREATE USER|GRANT|CREATE UNIQUE)|ADD CONSTRAINT");

    private Connection copy;

    /** What is done to the records, or to what the others know, and the law that has to name it. */
    record Plant(String what, String law, List<String> deeds) {

        @Override
        public String toString() {
            return what;
        }
    }

    private static Plant plant(String what, String law, String... deeds) {
        return new Plant(what, law, List.of(deeds));
    }

    static final String ACKNOWLEDGED = "an application that was acknowledged is kept, to the byte";
    static final String ONCE = "it is kept exactly once, under one number, and nothing is kept that nobody sent";
    static final String FILES = "each of its files is there once, to the byte";
    static final String EVIDENCE = "the evidence of its signature is there once, over the bytes that were kept";
    static final String CASE = "it has its case, one, running while it is open and ended when it is closed";
    static final String WITH_WHOM = "an open application is with the one who may act, and only with him";
    static final String STEPS = "each step is noted, and ended as its outcome says";
    static final String OPEN = "a person has one open application, and it is the one that is open";
    static final String DEEDS = "what was acknowledged to an officer, a centre or an applicant is done";
    static final String ONE_VOUCHER = "a person receives one voucher in a year";
    static final String QUOTA = "a region never gives more vouchers than its quota";
    static final String BOOK = "the book of the quota says what is reserved, issued and given back";
    static final String RESERVED =
            "a voucher is reserved for an open application, issued for a closed one, and for nobody else";
    static final String VOUCHER = "a voucher is sealed, and its case is where its state says";
    static final String EXAM = "an examined voucher stands in one protocol and in one act";
    static final String ACT = "an act is with the one whom its state names";
    static final String SIGNED = "what both have signed is there: the act, its signatures, its amounts";
    static final String ORDERED = "each line of an accepted act is ordered once, over the amount that was signed";
    static final String REACHED =
            "what was sent to the bank has reached it once, over the same amount to the same account";
    static final String NOT_TWICE = "the bank pays nothing twice and nothing that nobody ordered";
    static final String TOLD = "the Labour Market AIS is told of each step that it has to know, once";
    static final String ON_ITS_WAY = "a report is with the AIS, or on its way";
    static final String IN_ORDER = "the reports of a case are told in their order, without a gap, none in two ways";
    static final String NOTICES = "people are told once of what happened";
    static final String TIMELINE = "the timeline of a case says each step once";
    static final String NOWHERE = "no case stands where nothing is awaited";
    static final String TASKS = "no task is of no case";
    static final String INCIDENTS = "no incident is left, and no step has given up or is still to be run";
    static final String LOCKS = "no job is held for ever by a node that died";
    static final String ORPHANS = "variables, events, links and exceptions belong to something that is there";
    static final String HISTORY = "the history says of everything what the engine says";

    private static final String PAID = "(select min(act) from payment_order where state = 'CONFIRMED')";
    private static final String AT_CAREER_CENTRE =
            "(select min(number) from application where outcome is null and sent_at is null)";
    private static final String INSTANCE =
            "(select ID_ from ACT_RU_EXECUTION where PARENT_ID_ is null and BUSINESS_KEY_ = " + AT_CAREER_CENTRE + ")";

    static Stream<Plant> plants() {
        return Stream.of(
                plant("a lost application", ACKNOWLEDGED, "delete from application where number = " + AT_CAREER_CENTRE),
                plant(
                        "an application with another content",
                        ACKNOWLEDGED,
                        "update application set content = X'7B7D' where number = " + AT_CAREER_CENTRE),
                plant(
                        "an application that is kept twice",
                        ONCE,
                        "insert into application select * from application where number = " + AT_CAREER_CENTRE),
                plant(
                        "one submission that was acknowledged with two numbers",
                        ONCE,
                        "insert into outside_acknowledged select 'A-2026-75-999999', iin, submission_id, sha256"
                                + " from outside_acknowledged limit 1"),
                plant(
                        "an application that nobody sent",
                        ONCE,
                        "delete from outside_acknowledged where number = " + PAID_APPLICATION),
                plant(
                        "a lost file",
                        FILES,
                        "delete from document_file where file_name = 'diploma.pdf' and owner = " + AT_CAREER_CENTRE),
                plant(
                        "a doubled file",
                        FILES,
                        "insert into document_file select random_uuid(), owner, kind, file_name, content_type, sha256,"
                                + " size_bytes, stored_at, content, active from document_file"
                                + " where file_name = 'diploma.pdf' and owner = " + AT_CAREER_CENTRE),
                plant(
                        "a file that was cut short",
                        FILES,
                        "update document_file set content = X'25' where file_name = 'diploma.pdf' and owner = "
                                + AT_CAREER_CENTRE),
                plant("lost evidence", EVIDENCE, "delete from signature_evidence where owner = " + AT_CAREER_CENTRE),
                plant(
                        "evidence of another content",
                        EVIDENCE,
                        "update signature_evidence set content = X'7B7D' where owner = " + AT_CAREER_CENTRE),
                plant(
                        "a lost case",
                        CASE,
                        "delete from ACT_HI_PROCINST where BUSINESS_KEY_ = " + AT_CAREER_CENTRE,
                        "delete from ACT_RU_TASK where PROC_INST_ID_ = " + INSTANCE,
                        "delete from ACT_RU_EXECUTION where PROC_INST_ID_ = " + INSTANCE),
                plant(
                        "a case that began twice",
                        CASE,
                        "insert into ACT_HI_PROCINST select * from ACT_HI_PROCINST where BUSINESS_KEY_ = "
                                + AT_CAREER_CENTRE),
                plant(
                        "a closed application whose case runs on",
                        CASE,
                        "update application set outcome = 'WITHDRAWN' where number = " + AT_CAREER_CENTRE),
                plant("a lost task", WITH_WHOM, "delete from ACT_RU_TASK where TASK_DEF_KEY_ = 'checkApplication'"),
                plant(
                        "a step that was done without its record",
                        WITH_WHOM,
                        "update application set sent_at = null where outcome is null and sent_at is not null"),
                plant(
                        "an issued voucher without an answer of the centre",
                        STEPS,
                        "update application set confirmed = null where outcome = 'VOUCHER_ISSUED'"),
                plant("a refusal without a ground", STEPS, "delete from application_reason"),
                plant("a lost voucher", STEPS, "delete from voucher where state = 'ISSUED'"),
                plant(
                        "an open application that is not noted",
                        OPEN,
                        "delete from open_application where application = " + AT_CAREER_CENTRE),
                plant(
                        "an open application of a closed one",
                        OPEN,
                        "insert into open_application select iin, number from application where outcome = 'REFUSED'"),
                plant(
                        "an officer's decision that was lost",
                        DEEDS,
                        "update application set forwarded_at = null where number = "
                                + "(select number from outside_deed where kind = 'FORWARDED' limit 1)"),
                plant(
                        "a lost withdrawal",
                        DEEDS,
                        "update application set outcome = 'REFUSED' where outcome = 'WITHDRAWN'"),
                plant("a lost admission", DEEDS, "update voucher set used_on = null where state = 'USED'"),
                plant("a lost exam", DEEDS, "delete from exam_result"),
                plant("a lost acceptance", DEEDS, "update act_edition set decision = null"),
                plant("a lost release", DEEDS, "update payment_order set released_at = null"),
                plant("a lost confirmation of the bank", DEEDS, "update payment_order set state = 'SENT'"),
                plant(
                        "a second voucher of a person",
                        ONE_VOUCHER,
                        "update voucher set iin = (select min(iin) from voucher where state = 'ISSUED') where state = 'USED'"),
                plant(
                        "a voucher above the quota",
                        QUOTA,
                        "insert into quota_voucher (region, quota_year, number, application, consumed)"
                                + " values ('KZ-75', 2026, 1000, 'A-2026-75-999999', true)"),
                plant("a voucher of the quota that vanished", QUOTA, "delete from quota_voucher where number = 39"),
                plant(
                        "a quota that is used up with one issued voucher more",
                        QUOTA,
                        "update quota set published = 1 where region = 'KZ-75' and quota_year = 2026"),
                plant(
                        "a reservation that the book does not know",
                        BOOK,
                        "delete from quota_entry where kind = 'RESERVED' and application = " + AT_CAREER_CENTRE),
                plant(
                        "an issue that the book does not know",
                        BOOK,
                        "delete from quota_entry where kind = 'CONSUMED' and application = " + PAID_APPLICATION),
                plant(
                        "an entry that stands twice",
                        BOOK,
                        "insert into quota_entry (region, quota_year, kind, vouchers, application, clause, happened_at)"
                                + " select region, quota_year, kind, vouchers, application, clause, happened_at"
                                + " from quota_entry where kind = 'RELEASED'"),
                plant(
                        "a reservation that was not given back",
                        RESERVED,
                        "update quota_voucher set application = (select number from application where outcome = 'REFUSED')"
                                + " where number = 30 and region = 'KZ-75' and quota_year = 2026"),
                plant(
                        "a reservation that was lost",
                        RESERVED,
                        "update quota_voucher set application = null where application = " + AT_CAREER_CENTRE),
                plant("a voucher without its document", VOUCHER, "delete from document_file where owner like 'V-%'"),
                plant("a voucher without its seal", VOUCHER, "delete from voucher_edition"),
                plant(
                        "a voucher that nobody carries on",
                        VOUCHER,
                        "delete from ACT_RU_TASK where TASK_DEF_KEY_ = 'admitToExam'"),
                plant("an examined voucher in no act", EXAM, "delete from act_line where act <> " + PAID),
                plant(
                        "an examined voucher in two acts",
                        EXAM,
                        "insert into act_line (act, line, voucher) select " + PAID
                                + ", 2, voucher from act_line where act <> " + PAID),
                plant("an examined voucher in no protocol", EXAM, "delete from exam_result"),
                plant("an act whose case is lost", ACT, "delete from ACT_RU_TASK where TASK_DEF_KEY_ = 'sendAct'"),
                plant("an accepted act without orders", ACT, "delete from payment_order"),
                plant(
                        "an order that nobody carries on",
                        ACT,
                        "update payment_order set state = 'SENT' where act = " + PAID),
                plant("an act whose document is lost", SIGNED, "delete from document_file where owner like 'ACT-%'"),
                plant(
                        "an act without the evidence of its signatures",
                        SIGNED,
                        "delete from signature_evidence where owner like 'ACT-%'"),
                plant(
                        "an act over another sum",
                        SIGNED,
                        "update act_edition set total = total + 1 where total is not null"),
                plant("an order over another amount", ORDERED, "update payment_order set amount = amount + 1"),
                plant(
                        "a second order for the same line",
                        ORDERED,
                        "insert into payment_order select * from payment_order limit 1"),
                plant("a line that is not ordered", ORDERED, "delete from payment_order where kind = 'AID'"),
                plant(
                        "other amounts than those that were signed",
                        ORDERED,
                        "update act_line set service = service - 1, holder = holder + 1 where service is not null"),
                plant("an order that never reached the bank", REACHED, "delete from outside_payment"),
                plant(
                        "an order that the bank paid to somebody else",
                        REACHED,
                        "update outside_payment set account = 'KZ000'"),
                plant("a payment file that is not kept", REACHED, "delete from payment_file"),
                plant(
                        "an order that was paid twice",
                        NOT_TWICE,
                        "insert into outside_payment select * from outside_payment limit 1"),
                plant(
                        "a payment that nobody ordered",
                        NOT_TWICE,
                        "insert into outside_payment values ('nobody', 1, 'KZ000', 'nothing')"),
                plant(
                        "a payment file that came with two contents",
                        NOT_TWICE,
                        "insert into outside_contradiction values ('bank', 'ACT-1')"),
                plant(
                        "a report that was never written",
                        TOLD,
                        "delete from labour_market_report where event = 'VOUCHER_USED'"),
                plant(
                        "a report that was written twice",
                        TOLD,
                        "insert into labour_market_report select random_uuid(), case_number, 99, event, happened_at, body,"
                                + " told_at, null from labour_market_report where event = 'REFUSAL_FORMED'"),
                plant(
                        "a report that waits for nobody",
                        ON_ITS_WAY,
                        "update labour_market_report set told_at = null where event = 'REFUSAL_FORMED'",
                        "update labour_market_case set due_at = null"),
                plant(
                        "a report that the AIS never got",
                        ON_ITS_WAY,
                        "delete from outside_report where body like '%REFUSAL_FORMED%'"),
                plant(
                        "a report that the AIS got with other words",
                        ON_ITS_WAY,
                        "update outside_report set body = '{}' where place = 1"),
                plant(
                        "a report of nobody",
                        ON_ITS_WAY,
                        "insert into outside_report values (999, random_uuid(), 'A-2026-75-999999', 1, '{}')"),
                plant("reports in another order", IN_ORDER, "update outside_report set place = 1000 - place"),
                plant(
                        "a gap in the reports of a case",
                        IN_ORDER,
                        "update labour_market_report set sequence = 7 where event = 'VOUCHER_ISSUED'"),
                plant(
                        "one report in two ways",
                        IN_ORDER,
                        "insert into outside_contradiction values ('ais', 'some key')"),
                plant(
                        "a notice that was told twice",
                        NOTICES,
                        "insert into notice (recipient_kind, recipient, number, code, notice_key, arguments, created_at, mail_state)"
                                + " select recipient_kind, recipient, number, code, 'again', arguments, created_at, mail_state"
                                + " from notice where code = 'application.refused'"),
                plant("a notice that was lost", NOTICES, "delete from notice where code = 'application.refused'"),
                plant(
                        "a step that stands twice in the timeline",
                        TIMELINE,
                        "insert into application_event (application, happened_at, code, clause, arguments)"
                                + " select application, happened_at, code, clause, arguments from application_event"
                                + " where code = 'application.withdrawn'"),
                plant(
                        "a case that waits for nothing",
                        NOWHERE,
                        "delete from ACT_RU_TASK where TASK_DEF_KEY_ = 'checkApplication'",
                        "delete from ACT_RU_JOB where PROCESS_INSTANCE_ID_ = " + INSTANCE),
                plant("a task of no case", TASKS, "delete from services_act where state = 'DRAFT'"),
                plant(
                        "a step that gave up",
                        INCIDENTS,
                        "update ACT_RU_JOB set RETRIES_ = 0 where PROCESS_INSTANCE_ID_ = " + INSTANCE),
                plant(
                        "an incident",
                        INCIDENTS,
                        "insert into ACT_RU_INCIDENT (ID_, REV_, INCIDENT_TIMESTAMP_, INCIDENT_TYPE_, ACTIVITY_ID_)"
                                + " values ('i', 1, current_timestamp, 'failedJob', 'checkUnemployed')"),
                plant(
                        "a step that nobody runs",
                        INCIDENTS,
                        "update ACT_RU_JOB set TYPE_ = 'message' where PROCESS_INSTANCE_ID_ = " + INSTANCE),
                plant(
                        "a job that a dead node holds",
                        LOCKS,
                        "update ACT_RU_JOB set LOCK_OWNER_ = 'dead' where PROCESS_INSTANCE_ID_ = " + INSTANCE),
                plant(
                        "a variable of an execution that is gone",
                        ORPHANS,
                        "update ACT_RU_VARIABLE set EXECUTION_ID_ = 'gone' where EXECUTION_ID_ = " + INSTANCE),
                plant(
                        "an exception of a job that is gone",
                        ORPHANS,
                        "insert into ACT_GE_BYTEARRAY (ID_, NAME_) values ('gone', 'job.exceptionByteArray')"),
                plant(
                        "a case that ended in the history only",
                        HISTORY,
                        "update ACT_HI_PROCINST set END_TIME_ = current_timestamp where BUSINESS_KEY_ = "
                                + AT_CAREER_CENTRE),
                plant(
                        "a task that is open in the history only",
                        HISTORY,
                        "update ACT_HI_TASKINST set END_TIME_ = null where TASK_DEF_KEY_ = 'acceptAct'"));
    }

    private static final String PAID_APPLICATION =
            "(select min(v.application) from voucher v join act_line l on l.voucher = v.number where l.act = " + PAID
                    + ")";

    /** Once for all: what was planted is taken out again. */
    @BeforeEach
    void play() throws SQLException {
        if (copy != null) {
            return;
        }
        stage.clear();
        LabourMarketAis.beginAnew();
        TestBank.beginAnew();
        story.applies("person-01");
        story.careerCentreForwards(story.applies("person-02"));
        story.careerCentreRefuses(story.applies("person-03"), "INCOMPLETE_DOCUMENTS", "Диплом жоқ");
        withdraws(story.applies("person-04"));
        story.receivesVoucher("person-05");
        story.centreAdmits(story.receivesVoucher("person-06"));
        story.examHeld("D-1", "KZ-75", admitted("person-07"));
        var sent = story.examHeld("S-1", "KZ-75", admitted("person-08")).get(0);
        story.centreSigns(sent);
        var paid = story.examHeld("P-1", "KZ-71", admitted("person-09")).get(0);
        story.centreSigns(paid);
        story.mobilityCentreAcceptsAct(paid);
        story.accountantReleases(paid);
        story.ordersOf(paid).forEach(order -> story.bankConfirms(order.number()));
        stage.deliver();
        copy = copied();
        knownOutside(copy);
        copy.setAutoCommit(false);
    }

    @AfterAll
    void over() throws SQLException {
        if (copy != null) {
            copy.close();
        }
    }

    @Test
    void nothingIsLostWhereNothingWasPlanted() throws SQLException {
        assertThat(new Audit(copy).breaches()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("plants")
    void findsWhatWasPlanted(Plant plant) throws SQLException {
        try {
            var changed = 0;
            for (var deed : plant.deeds()) {
                try (var statement = copy.createStatement()) {
                    changed += statement.executeUpdate(deed);
                }
            }
            assertThat(changed).as("rows in which it was planted").isPositive();
            assertThat(new Audit(copy).breaches())
                    .extracting(breach -> breach.law().name())
                    .contains(plant.law());
        } finally {
            copy.rollback();
        }
    }

    @Test
    void somethingIsPlantedAgainstEachLaw() {
        assertThat(plants().map(Plant::law).collect(Collectors.toSet()))
                .isEqualTo(Laws.ALL.stream().map(Laws.Law::name).collect(Collectors.toSet()));
    }

    private String admitted(String person) {
        var voucher = story.receivesVoucher(person);
        story.centreAdmits(voucher);
        return voucher;
    }

    private void withdraws(String application) {
        applications.withdrawThroughCabinet(application);
        stage.settle();
    }

    /** The whole database in memory once more, with its rows and without its constraints. */
    private Connection copied() throws SQLException {
        var other = DriverManager.getConnection("jdbc:h2:mem:planted");
        try (var connection = database.getConnection();
                var script = connection.createStatement();
                var lines = script.executeQuery("script nopasswords nosettings");
                var statement = other.createStatement()) {
            while (lines.next()) {
                var line = lines.getString(1);
                if (!NOT_COPIED.matcher(line).find()) {
                    statement.execute(line);
                }
            }
        }
        return other;
    }

    /** The books of the others, as they are when everything went well. */
    private static void knownOutside(Connection connection) throws SQLException {
        new Outside(connection);
        try (var statement = connection.createStatement()) {
            for (var book : List.of(
                    """
                    insert into outside_acknowledged select number, iin, cast(submission_id as varchar(36)), sha256
                    from application""",
                    """
                    insert into outside_enclosed select owner, file_name, sha256 from document_file
                    where owner like 'A-%'""",
                    "insert into outside_deed select 'FORWARDED', number from application where forwarded_at is not null",
                    "insert into outside_deed select 'WITHDRAWN', number from application where outcome = 'WITHDRAWN'",
                    "insert into outside_deed select 'REFUSED', number from application where outcome = 'REFUSED'",
                    "insert into outside_deed select 'ADMITTED', number from voucher where used_on is not null",
                    "insert into outside_deed select 'EXAMINED', voucher from exam_result",
                    "insert into outside_deed select 'SENT', act from act_edition where received_at is not null",
                    "insert into outside_deed select 'ACCEPTED', act from act_edition where decision = 'ACCEPT'",
                    "insert into outside_deed select distinct 'RELEASED', act from payment_order",
                    "insert into outside_deed select 'CONFIRMED', number from payment_order",
                    """
                    insert into outside_payment select end_to_end_id, amount, payee_account, payment_file
                    from payment_order""",
                    """
                    insert into outside_report select row_number() over (order by case_number, sequence),
                      cast(report_key as varchar(36)), case_number, sequence, body from labour_market_report""")) {
                assertThat(statement.executeUpdate(book)).as(book).isPositive();
            }
        }
    }
}
