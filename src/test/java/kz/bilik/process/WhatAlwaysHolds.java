package kz.bilik.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import kz.bilik.calendar.LegalClock;
import kz.bilik.calendar.LegalMoment;
import kz.bilik.distribution.Quota;
import kz.bilik.distribution.QuotaLedger;
import kz.bilik.payment.PaymentOrder;
import kz.bilik.payment.PaymentOrders;
import kz.bilik.settlement.Acts;
import kz.bilik.settlement.ServicesAct;
import kz.bilik.support.LabourMarketAis;
import kz.bilik.support.TestBank;

/** What holds of all cases at every moment, whatever has happened; counted from the records, not by the product. */
final class WhatAlwaysHolds {

    private static final int VALIDITY = 60;

    /** Seconds: the clock goes on while a step runs. */
    private static final int MOMENT = 30;

    /** By which clause a step of the timeline acts, as the order has it. */
    private static final Map<String, String> CLAUSES = clauses();

    /** In which state a voucher is after a report. */
    private static final Map<String, String> STANDING = Map.of(
            "VOUCHER_ISSUED", "ISSUED",
            "VOUCHER_EXTENDED", "ISSUED",
            "VOUCHER_USED", "USED",
            "USE_UNDONE", "ISSUED",
            "VOUCHER_CANCELLED", "LAPSED",
            "VOUCHER_WITHDRAWN", "WITHDRAWN");

    private final Scene scene;
    private final Acts acts;
    private final PaymentOrders orders;
    private final QuotaLedger ledger;
    private final LegalClock clock;
    private final Function<String, Set<LocalDate>> refusedDays;

    /**
     * What holds of the cases of that scene.
     *
     * @param refusedDays the days on which a voucher could not be used because a certificate was undecided
     */
    WhatAlwaysHolds(
            Scene scene,
            Acts acts,
            PaymentOrders orders,
            QuotaLedger ledger,
            LegalClock clock,
            Function<String, Set<LocalDate>> refusedDays) {
        this.scene = scene;
        this.acts = acts;
        this.orders = orders;
        this.ledger = ledger;
        this.clock = clock;
        this.refusedDays = refusedDays;
    }

    void holds() {
        whatWasSignedIsWhatIsPaid();
        theStatesPartAndTheHoldersPartAreThePrice();
        oneExamIsPaidOnce();
        exactlySixtyDaysCanBeUsed();
        noCaseIsWithoutANextStepOrAnEnd();
        eachDelayIsToldAtItsMoment();
        theBookOfTheQuotasIsTheirRows();
        theTimelineNamesTheClauseThatActed();
        theAisIsToldInOrder();
        theOverviewSaysWhatTheRecordsSay();
    }

    /** What holds as well once every case has ended and every system is back. */
    void heldToTheEnd() {
        everythingAcceptedIsPaid();
        theAisKnowsHowEachCaseEnded();
        assertThat(TestBank.received()).as("payment files at the bank").doesNotHaveDuplicates();
    }

    // cl. 14-17: money

    private void whatWasSignedIsWhatIsPaid() {
        for (var act : everyAct()) {
            if (act.state() != ServicesAct.State.ACCEPTED) {
                assertThat(orders.of(act.number()))
                        .as("orders of %s, which is not accepted", act.number())
                        .isEmpty();
                continue;
            }
            var paid = orders.of(act.number()).stream()
                    .filter(order -> order.kind() == PaymentOrder.Kind.SERVICE && order.attempt() == 1)
                    .mapToLong(PaymentOrder::amount)
                    .sum();
            assertThat(paid)
                    .as("sum of the orders of %s, over which both signed", act.number())
                    .isEqualTo(act.current().total());
            rows("select line, service, aid from act_line where act = '" + act.number() + "'")
                    .forEach(line -> {
                        var number = ((Number) line.get("line")).intValue();
                        var awaited = new LinkedHashMap<PaymentOrder.Kind, Long>();
                        Map.of(PaymentOrder.Kind.SERVICE, "service", PaymentOrder.Kind.AID, "aid")
                                .forEach((kind, column) -> {
                                    if (((Number) line.get(column)).longValue() > 0) {
                                        awaited.put(kind, ((Number) line.get(column)).longValue());
                                    }
                                });
                        var found = new LinkedHashMap<PaymentOrder.Kind, Long>();
                        orders.of(act.number()).stream()
                                .filter(order -> order.line() == number)
                                .forEach(order -> assertThat(found.merge(
                                                order.kind(),
                                                order.amount(),
                                                (one, other) -> one.equals(other) ? one : -1L))
                                        .as("amount of each attempt of line %s of %s", number, act.number())
                                        .isPositive());
                        assertThat(found)
                                .as("line %s of %s", number, act.number())
                                .isEqualTo(awaited);
                    });
        }
    }

    private void theStatesPartAndTheHoldersPartAreThePrice() {
        assertThat(
                        rows(
                                """
                        select number from voucher where state_part + holder_part <> price
                        union all
                        select l.act from act_line l join voucher v on v.number = l.voucher
                        where l.service + l.holder <> v.price or l.price <> v.price"""))
                .as("vouchers and lines of acts whose parts are not the price")
                .isEmpty();
    }

    private void oneExamIsPaidOnce() {
        assertThat(
                        rows(
                                """
                        select v.iin, r.protocol, o.kind, count(*) as payments from payment_order o
                        join act_line l on l.act = o.act and l.line = o.line
                        join voucher v on v.number = l.voucher
                        join exam_result r on r.voucher = l.voucher
                        where o.state <> 'REJECTED'
                        group by v.iin, r.protocol, o.kind having count(*) > 1"""))
                .as("exams of a person that are paid twice")
                .isEmpty();
        assertThat(
                        rows(
                                """
                        select v.iin, r.protocol from exam_result r join voucher v on v.number = r.voucher
                        group by v.iin, r.protocol having count(*) > 1"""))
                .as("persons who stand in a protocol twice")
                .isEmpty();
        assertThat(rows("select iin from voucher where state = 'USED' group by iin having count(*) > 1"))
                .as("persons admitted with two vouchers before the exam is recorded")
                .isEmpty();
    }

    private void everythingAcceptedIsPaid() {
        for (var act : everyAct()) {
            assertThat(act.state()).as(act.number()).isEqualTo(ServicesAct.State.ACCEPTED);
            var ofAct = orders.of(act.number());
            var replaced = new HashSet<String>();
            ofAct.forEach(order -> replaced.add(order.replaces()));
            assertThat(ofAct).as("orders of %s", act.number()).allSatisfy(order -> assertThat(order.state())
                    .isEqualTo(
                            replaced.contains(order.number())
                                    ? PaymentOrder.State.REJECTED
                                    : PaymentOrder.State.CONFIRMED));
        }
    }

    // cl. 10-13: validity

    private void exactlySixtyDaysCanBeUsed() {
        for (var voucher : rows("select number, issued_on, last_day from voucher")) {
            var number = (String) voucher.get("number");
            var notUsable = new HashSet<>(refusedDays.apply(number));
            scene.database
                    .sql("select p.first_day, p.last_day from sick_leave_period p"
                            + " join sick_leave_certificate c on c.id = p.certificate"
                            + " where c.voucher = ? and c.state = 'ACCEPTED'")
                    .param(number)
                    .query((row, index) -> day(row, "first_day")
                            .datesUntil(day(row, "last_day").plusDays(1))
                            .toList())
                    .list()
                    .forEach(notUsable::addAll);
            var usable = ((LocalDate) voucher.get("issued_on"))
                    .plusDays(1)
                    .datesUntil(((LocalDate) voucher.get("last_day")).plusDays(1))
                    .filter(day -> !notUsable.contains(day))
                    .toList();
            assertThat(usable)
                    .as("usable days of %s up to %s", number, voucher.get("last_day"))
                    .hasSize(VALIDITY)
                    .contains((LocalDate) voucher.get("last_day"));
        }
    }

    // no case is forgotten

    private void noCaseIsWithoutANextStepOrAnEnd() {
        assertThat(
                        rows(
                                """
                        select a.number from application a where a.outcome is null and not exists (
                          select 1 from ACT_RU_EXECUTION e join ACT_RE_PROCDEF d on d.ID_ = e.PROC_DEF_ID_
                          where e.BUSINESS_KEY_ = a.number and d.KEY_ = 'application')
                        union all
                        select v.number from voucher v where v.state in ('ISSUED', 'USED') and not exists (
                          select 1 from ACT_RU_EXECUTION e join ACT_RE_PROCDEF d on d.ID_ = e.PROC_DEF_ID_
                          where e.BUSINESS_KEY_ = v.application and d.KEY_ = 'voucher')
                        union all
                        select v.number from voucher v where v.state = 'EXAMINED' and not exists (
                          select 1 from act_line l where l.voucher = v.number)
                        union all
                        select s.number from services_act s where s.state <> 'ACCEPTED' and not exists (
                          select 1 from ACT_RU_EXECUTION e where e.BUSINESS_KEY_ = s.number)
                        union all
                        select o.number from payment_order o where o.state <> 'CONFIRMED'
                          and not exists (select 1 from payment_order r where r.replaces = o.number)
                          and not exists (select 1 from ACT_RU_EXECUTION e where e.BUSINESS_KEY_ = o.act)"""))
                .as("cases that nobody carries on")
                .isEmpty();
        // A timer beside a task is no next step of a case that has lost the task.
        assertThat(
                        rows(
                                """
                        select p.BUSINESS_KEY_, e.ACT_ID_ from ACT_RU_EXECUTION e
                        join ACT_RU_EXECUTION p on p.ID_ = e.PROC_INST_ID_
                        where e.IS_ACTIVE_ and not exists (select 1 from ACT_RU_EXECUTION c where c.PARENT_ID_ = e.ID_)
                          and not exists (select 1 from ACT_RU_TASK t where t.EXECUTION_ID_ = e.ID_)
                          and not exists (select 1 from ACT_RU_JOB j where j.EXECUTION_ID_ = e.ID_)
                          and not exists (select 1 from ACT_RU_EVENT_SUBSCR s where s.EXECUTION_ID_ = e.ID_)
                          and not exists (select 1 from ACT_RU_INCIDENT i where i.EXECUTION_ID_ = e.ID_)"""))
                .as("places in the diagrams where nothing is awaited")
                .isEmpty();
        assertThat(
                        rows(
                                """
                        select p.BUSINESS_KEY_ from ACT_RU_EXECUTION p where p.PARENT_ID_ is null
                          and not exists (select 1 from ACT_RU_TASK t where t.PROC_INST_ID_ = p.ID_)
                          and not exists (select 1 from ACT_RU_JOB j where j.PROCESS_INSTANCE_ID_ = p.ID_)"""))
                .as("cases that wait for a message that nobody is asked to send")
                .isEmpty();
        assertThat(
                        rows(
                                """
                        select j.ID_ from ACT_RU_JOB j where j.RETRIES_ = 0 and not exists (
                          select 1 from ACT_RU_INCIDENT i where i.CONFIGURATION_ = j.ID_)"""))
                .as("steps that gave up and are shown to nobody")
                .isEmpty();
    }

    // terms

    private void eachDelayIsToldAtItsMoment() {
        var now = local(clock.now());
        for (var application : rows("select * from application")) {
            var number = (String) application.get("number");
            var begun = or(moment(application, "reopened_at"), moment(application, "received_at"));
            var arrived = moment(application, "arrived_at");
            var forwarded = moment(application, "forwarded_at");
            var sent = moment(application, "sent_at");
            var answered = moment(application, "answered_at");
            var closed = moment(application, "closed_at");
            var refused = refused(number, begun);
            if (arrived != null) {
                var decided = first(forwarded, refused, closed);
                told(number, "application.career-centre-check-overdue", begun, late(1, arrived, null, decided, now));
            }
            if (forwarded != null) {
                told(
                        number,
                        "application.forwarding-overdue",
                        begun,
                        late(1, forwarded, null, first(sent, closed), now));
            }
            if (answered != null && Boolean.TRUE.equals(application.get("confirmed"))) {
                told(number, "application.issue-overdue", begun, late(1, answered, null, closed, now));
            }
            if (refused != null) {
                told(
                        number,
                        "application.refusal-overdue",
                        begun,
                        late(1, or(answered, or(arrived, begun)), refused, closed, now));
            }
        }
        for (var certificate : rows("select * from sick_leave_certificate")) {
            var code = "voucher.certificate-decision-overdue";
            var number = (String) certificate.get("voucher");
            // One that the use had closed and that is undecided again has a new term.
            var since = or(moment(certificate, "reopened_at"), moment(certificate, "received_at"));
            var ended = first(moment(certificate, "decided_at"), moment(certificate, "closed_at"));
            told(
                    number,
                    code,
                    late(1, since, null, ended, now),
                    notices(number, code).stream()
                            .filter(notice -> notice.key()
                                            .startsWith(certificate.get("id").toString())
                                    && !notice.at().isBefore(since))
                            .toList());
        }
        for (var act : everyAct()) {
            var signed = scene.database
                    .sql(
                            "select p.signed_on from services_act a join exam_protocol p on p.id = a.protocol where a.number = ?")
                    .param(act.number())
                    .query(LocalDate.class)
                    .single();
            LocalDateTime from = signed.atStartOfDay();
            for (var edition : act.editions()) {
                var key = String.valueOf(edition.edition());
                var created = moment(
                        rows("select created_at from services_act where number = '" + act.number() + "'")
                                .get(0),
                        "created_at");
                var received = edition.receivedAt() == null ? null : local(edition.receivedAt());
                told(act.number(), "settlement.act-overdue", key, late(3, from, created, received, now));
                if (received != null) {
                    var decided = edition.decidedAt() == null ? null : local(edition.decidedAt());
                    var ended = edition.decision() == ServicesAct.Decision.ACCEPT
                            ? orders.paidAt(act.number())
                                    .map(WhatAlwaysHolds::local)
                                    .orElse(null)
                            : decided;
                    told(act.number(), "settlement.payment-overdue", key, late(5, received, null, ended, now));
                    from = decided;
                }
            }
        }
    }

    /**
     * When a delay is told.
     *
     * @param must whether it has to be by now; what is done in the very moment in which it becomes late may be told or not
     */
    private record Delay(LocalDateTime at, boolean must) {}

    /**
     * The delay of a step; null when there was none.
     *
     * @param from day 0 of the term
     * @param begun when the step began, where that may be after the end of its term; null otherwise
     * @param ended when it was done, null while it is open
     */
    private static Delay late(
            int days, LocalDateTime from, LocalDateTime begun, LocalDateTime ended, LocalDateTime now) {
        var end = DaysOff.endOf(days, from.toLocalDate());
        var told = begun != null && begun.isAfter(end) ? begun : end;
        var until = or(ended, now);
        return told.isAfter(until)
                ? null
                : new Delay(told, told.plusSeconds(MOMENT).isBefore(until));
    }

    /** What was told of that since the round began. */
    private void told(String number, String code, LocalDateTime since, Delay expected) {
        told(
                number,
                code,
                expected,
                notices(number, code).stream()
                        .filter(notice -> !notice.at().isBefore(since))
                        .toList());
    }

    private void told(String number, String code, String key, Delay expected) {
        told(
                number,
                code,
                expected,
                notices(number, code).stream()
                        .filter(notice -> notice.key().equals(key))
                        .toList());
    }

    private void told(String number, String code, Delay expected, List<Notice> found) {
        assertThat(found.stream().map(Notice::recipient))
                .as("who was told %s of %s", code, number)
                .doesNotHaveDuplicates();
        if (expected == null) {
            assertThat(found).as("%s of %s, which was in time", code, number).isEmpty();
        } else {
            assertThat(found)
                    .as("%s of %s, late since %s", code, number, expected.at())
                    .allSatisfy(notice -> assertThat(notice.at())
                            .isBetween(expected.at(), expected.at().plusSeconds(MOMENT)));
            assertThat(found.isEmpty() && expected.must())
                    .as("%s of %s, late since %s, is told to nobody", code, number, expected.at())
                    .isFalse();
        }
    }

    private record Notice(String recipient, String key, LocalDateTime at) {}

    private List<Notice> notices(String number, String code) {
        return scene.database
                .sql("select recipient, notice_key, created_at from notice where number = ? and code = ?"
                        + " and recipient_kind = 'GROUP'")
                .params(number, code)
                .query((row, index) -> new Notice(
                        row.getString("recipient"),
                        row.getString("notice_key"),
                        local(LegalMoment.of(row, "created_at"))))
                .list();
    }

    /** When the ground was established for which it is refused in the round that began then. */
    private LocalDateTime refused(String number, LocalDateTime begun) {
        return scene
                .database
                .sql(
                        "select min(given_at) as given_at from application_reason where application = ? and overturned = false")
                .param(number)
                .query((row, index) -> LegalMoment.orNull(row, "given_at"))
                .list()
                .stream()
                .filter(Objects::nonNull)
                .map(WhatAlwaysHolds::local)
                .findFirst()
                .orElse(null);
    }

    // cl. 3.3, 18: quotas

    private void theBookOfTheQuotasIsTheirRows() {
        for (var year : List.of(2026, 2027)) {
            var counted = scene.quotas.quotas(year);
            assertThat(ledger.balance(year)).as("book of %s", year).containsExactlyInAnyOrderElementsOf(counted);
            assertThat(counted).as("quotas of %s", year).allSatisfy(quota -> assertThat(
                            quota.reserved() + quota.consumed())
                    .isLessThanOrEqualTo(quota.published() + surplus(quota)));
        }
        assertThat(
                        rows(
                                """
                        select q.application from quota_voucher q join application a on a.number = q.application
                        where not q.consumed and a.outcome is not null
                        union all
                        select a.number from application a where a.outcome is null and a.arrived_at is not null
                          and not exists (select 1 from application_reason r where r.application = a.number
                            and not r.overturned)
                          and not exists (select 1 from quota_voucher q where q.application = a.number and not q.consumed)
                        union all
                        select v.number from voucher v where not v.returned_to_quota
                          and not exists (select 1 from quota_voucher q where q.application = v.application
                            and q.consumed and q.region = v.region)
                        union all
                        select q.application from quota_voucher q where q.consumed
                          and not exists (select 1 from voucher v where v.application = q.application
                            and not v.returned_to_quota)"""))
                .as("applications and vouchers that the quotas count otherwise")
                .isEmpty();
    }

    private int surplus(Quota quota) {
        return scene.database
                .sql("select count(*) from quota_voucher where region = ? and quota_year = ? and surplus")
                .params(quota.region(), quota.year())
                .query(Integer.class)
                .single();
    }

    // the timeline

    private static Map<String, String> clauses() {
        var clauses = new LinkedHashMap<String, String>();
        clauses.put("application\\.(received|withdrawn)", "cl\\. 3(\\.2)?|");
        clauses.put(
                "application\\.check-unemployed-at-issue|application\\.not-unemployed-at-issue", "cl\\. (3(\\.3)?|10)");
        clauses.put("application\\.check-.*", "cl\\. 3(\\.3)?");
        clauses.put("application\\.(not-unemployed|voucher-received-this-year|no-voucher-left)", "cl\\. 3(\\.3)?");
        clauses.put("application\\.(forwarded|not-in-order|career-centre-check-overdue)", "cl\\. 8");
        clauses.put(
                "application\\.(sent-to-recognition-centre|centre-declined|answer-reminder|forwarding-overdue)",
                "cl\\. 9");
        clauses.put("application\\.(confirmed|issue-overdue)", "cl\\. 10");
        clauses.put("application\\.(refused|refusal-overdue|refusal-overturned)", "cl\\. (3(\\.3)?|8|9)");
        clauses.put("voucher\\.issued", "cl\\. 10");
        clauses.put("voucher\\.(lapsed|used|exam-not-held|exam-not-recorded)", "cl\\. 11");
        clauses.put("voucher\\.(certificate-received|certificate-closed)", "cl\\. 12");
        clauses.put(
                "voucher\\.(certificate-rejected|certificate-decision-overdue|extended.*|brought-back)", "cl\\. 13");
        clauses.put("voucher\\.withdrawn", "");
        clauses.put("voucher\\.examined|settlement\\.(handed-to-act|act-received|act-overdue)", "cl\\. 16");
        clauses.put("settlement\\.holder-part-.*", "cl\\. 15");
        clauses.put(
                "settlement\\.(act-accepted|act-returned|payment-overdue|payment-rejected|payment-sent)", "cl\\. 17");
        clauses.put("settlement\\.service-paid", "cl\\. 14\\.1");
        clauses.put("settlement\\.aid-paid", "cl\\. 14\\.2");
        return clauses;
    }

    private void theTimelineNamesTheClauseThatActed() {
        var events = rows("select application, happened_at, code, clause from application_event order by id");
        for (var event : events) {
            var code = (String) event.get("code");
            var clause = CLAUSES.entrySet().stream()
                    .filter(entry -> Pattern.matches(entry.getKey(), code))
                    .map(Map.Entry::getValue)
                    .findFirst();
            assertThat((String) event.get("clause"))
                    .as("clause of %s", code)
                    .matches(clause.orElse("(cl\\. \\d+(\\.\\d)?(, \\d+(\\.\\d)?)*)?"));
        }
        for (var application : rows("select number from application where outcome = 'REFUSED'")) {
            var number = (String) application.get("number");
            var because = scene.database
                    .sql("select distinct clause from application_reason where application = ? and overturned = false")
                    .param(number)
                    .query(String.class)
                    .list();
            assertThat(events.stream()
                            .filter(event -> event.get("application").equals(number)
                                    && event.get("code").equals("application.refused"))
                            .map(event -> (String) event.get("clause"))
                            .reduce((one, other) -> other))
                    .as("clause by which %s was refused", number)
                    .hasValueSatisfying(clause -> assertThat(because).contains(clause));
        }
    }

    // the Labour Market AIS

    private record Told(String about, String event) {}

    private static List<Told> told() {
        return LabourMarketAis.told().stream()
                .map(line -> line.split(" "))
                .map(words -> new Told(words[1], words[0]))
                .toList();
    }

    /** That a case's reports come in the order of their numbers, each once, the AIS of the tests sees to itself. */
    private void theAisIsToldInOrder() {
        var issued = new HashSet<String>();
        var ended = new HashSet<String>();
        for (var told : told()) {
            if (!told.about().startsWith("V-")) {
                continue;
            }
            if (told.event().equals("VOUCHER_ISSUED")) {
                assertThat(issued.add(told.about()))
                        .as("%s issued twice", told.about())
                        .isTrue();
            } else {
                assertThat(issued).as("issued before %s", told.event()).contains(told.about());
            }
            assertThat(ended).as("given up before %s", told.event()).doesNotContain(told.about());
            if (told.event().equals("VOUCHER_WITHDRAWN")) {
                ended.add(told.about());
            }
        }
    }

    private void theAisKnowsHowEachCaseEnded() {
        assertThat(rows("select report_key from labour_market_report where told_at is null"))
                .as("reports that never reached the AIS")
                .isEmpty();
        var told = told();
        for (var voucher : rows("select number, state from voucher")) {
            var last = told.stream()
                    .filter(each -> each.about().equals(voucher.get("number")) && STANDING.containsKey(each.event()))
                    .map(each -> STANDING.get(each.event()))
                    .reduce((one, other) -> other);
            var state = voucher.get("state").equals("EXAMINED") ? "USED" : voucher.get("state");
            assertThat(last).as("what the AIS was told last of %s", voucher).contains((String) state);
        }
        for (var application : rows("select number from application where outcome = 'REFUSED'")) {
            var last = told.stream()
                    .filter(each -> each.about().equals(application.get("number")))
                    .map(Told::event)
                    .reduce((one, other) -> other);
            assertThat(last).as("what the AIS was told last of %s", application).contains("REFUSAL_FORMED");
        }
    }

    // the overview

    private void theOverviewSaysWhatTheRecordsSay() {
        assertThat(scene.overview.putRight())
                .as("cases that the overview lacks, or that stand there as they no longer are")
                .isZero();
        assertThat(
                        rows(
                                """
                        select r.number, r.stage, o.stage as shown, o.due_at, o.ended
                        from case_record r left join case_overview o on o.number = r.number
                        where o.stage is null or o.stage <> r.stage or o.region <> r.region
                           or coalesce(o.asked_centre, '') <> coalesce(r.asked_centre, '')
                           or coalesce(o.voucher, '') <> coalesce(r.voucher, '') or coalesce(o.act, '') <> coalesce(r.act, '')
                           or o.ended and exists (select 1 from bilik_open_task t where t.business_key = r.number)"""))
                .as("cases that stand in the overview as they do not")
                .isEmpty();
        for (var row : rows("select number, stage from case_overview")) {
            assertThat(scene.stages.of((String) row.get("number")).name())
                    .as("stage of %s", row.get("number"))
                    .isEqualTo(row.get("stage"));
        }
    }

    // the records

    private Collection<ServicesAct> everyAct() {
        return rows("select number from services_act order by number").stream()
                .map(row -> acts.get((String) row.get("number")))
                .toList();
    }

    private List<Map<String, Object>> rows(String sql) {
        return scene.database
                .sql(sql)
                .query((row, index) -> {
                    var values = new LinkedHashMap<String, Object>();
                    var columns = row.getMetaData();
                    for (var column = 1; column <= columns.getColumnCount(); column++) {
                        var name = columns.getColumnLabel(column).toLowerCase();
                        values.put(name, value(row, name, columns.getColumnTypeName(column)));
                    }
                    return (Map<String, Object>) values;
                })
                .list();
    }

    private static Object value(ResultSet row, String name, String type) throws SQLException {
        return switch (type.toUpperCase()) {
            case "DATE" -> day(row, name);
            case "TIMESTAMP WITH TIME ZONE", "TIMESTAMPTZ" -> {
                var moment = LegalMoment.orNull(row, name);
                yield moment == null ? null : local(moment);
            }
            default -> row.getObject(name);
        };
    }

    private static LocalDate day(ResultSet row, String column) throws SQLException {
        return row.getObject(column, LocalDate.class);
    }

    private static LocalDateTime moment(Map<String, Object> row, String column) {
        return (LocalDateTime) row.get(column);
    }

    private static LocalDateTime local(OffsetDateTime moment) {
        return moment.atZoneSameInstant(LegalClock.ZONE).toLocalDateTime().withNano(0);
    }

    private static LocalDateTime or(LocalDateTime one, LocalDateTime other) {
        return one == null ? other : one;
    }

    private static LocalDateTime first(LocalDateTime... moments) {
        var known = new ArrayList<LocalDateTime>();
        for (var moment : moments) {
            if (moment != null) {
                known.add(moment);
            }
        }
        return known.stream().min(LocalDateTime::compareTo).orElse(null);
    }
}
