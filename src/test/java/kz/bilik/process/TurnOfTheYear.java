package kz.bilik.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Month;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import kz.bilik.calendar.LegalClock;
import kz.bilik.calendar.LegalMoment;
import kz.bilik.distribution.QuotaLedger;
import kz.bilik.payment.PaymentOrder;
import kz.bilik.payment.PaymentOrders;
import kz.bilik.settlement.Acts;
import kz.bilik.signature.DemoSignature;
import kz.bilik.support.IndexOf2027;
import kz.bilik.support.TestBank;
import kz.bilik.voucher.Voucher;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * From 28 December to 12 January, hour by hour, with cases in every state, on the database of the class that extends this
 * one. What is expected was counted in the wall calendar, not by the product:
 *
 * <pre>
 *   December 2026         January 2027
 *   Mo 28  works           Fr 1  New Year         Mo 4  off for Sa 2       Fr 8  works
 *   Tu 29  works           Sa 2  New Year         Tu 5  works, index known Sa 9, Su 10
 *   We 30  works           Su 3  quotas published We 6  works              Mo 11 works
 *   Th 31  works                                  Th 7  Christmas          Tu 12 works
 * </pre>
 *
 * <pre>
 *   who        stands on 28 December            what happens
 *   person-01  refused in October               appeal on 31 December: to be checked by Tu 5, told on 6 at 00:00
 *   person-02  with the career centre           forwarded on 30 December: the centre is reminded on 7 at 00:00
 *   person-04  with the career centre           confirmed on 31 December, issue due by Tu 5, issued on We 6
 *   person-05  with the career centre           confirmed and issued on 1 January, before the index is known
 *   person-06  voucher of 2 November, unused    last day 1 January, lapses on 2 at 00:00
 *   person-07  voucher of 2 November, unused    certificate of 31 December decided on Tu 5: valid until Fr 8; second voucher
 *   person-08  admitted                         protocol of 28 December: act due by 31, sent on We 6 by the new index
 *   person-09  admitted                         act formed on 30 December, due by Tu 5, sent that day, accepted on Fr 8
 *   person-16  admitted, of another region      act sent on 28 December, payment due by We 6, accepted that day, paid on Fr 8
 *   person-11  act accepted, bank out of reach  payment due by 30 December, sent when the bank is back on Tu 5
 *   person-13  voucher of 29 October, unused    last day 28 December, lapses on 29 at 00:00
 *   person-12  has not applied                  applies on 1 January: waits for the quotas, to be checked by Tu 5
 * </pre>
 */
abstract class TurnOfTheYear extends Scene {

    private static final LocalDateTime FIRST_HOUR = LocalDateTime.of(2026, Month.DECEMBER, 28, 9, 0);
    private static final LocalDateTime LAST_HOUR = LocalDateTime.of(2027, Month.JANUARY, 12, 9, 0);

    @Autowired
    Acts acts;

    @Autowired
    PaymentOrders orders;

    @Autowired
    QuotaLedger ledger;

    @Autowired
    LegalClock clock;

    @Autowired
    IndexOf2027 indexOf2027;

    private final Map<String, String> cases = new LinkedHashMap<>();
    private final Map<String, Set<LocalDate>> refusedDays = new HashMap<>();
    private final TreeMap<LocalDateTime, List<Runnable>> deeds = new TreeMap<>();
    private final Map<String, Integer> quotasOf2027 = new LinkedHashMap<>();

    @BeforeEach
    void nobodyKnowsTheNumbersOf2027() {
        TestBank.beginAnew();
        weeksBeginAnew();
        database.sql("select region, published from quota where quota_year = 2027")
                .query((row, number) -> quotasOf2027.put(row.getString(1), row.getInt(2)))
                .list();
        List.of("quota_entry", "quota_voucher", "quota")
                .forEach(table -> database.sql("delete from " + table + " where quota_year = 2027")
                        .update());
    }

    @AfterEach
    void theNextSceneFindsEverythingAsItWas() {
        stage.clear();
        indexOf2027.isTakenOut();
        publishQuotas();
        TestBank.beginAnew();
    }

    private void publishQuotas() {
        quotasOf2027.forEach((region, vouchers) -> {
            if (!quotas.published(region, 2027)) {
                quotas.putIntoEffect(region, 2027, vouchers, 0);
            }
        });
    }

    @Test
    void eachCaseCrossesTheTurnOfTheYearAsTheLawHasIt() {
        october();
        november();
        december();
        fromTheTwentyEighthOn();
        var always = new WhatAlwaysHolds(
                this, acts, orders, ledger, clock, voucher -> refusedDays.getOrDefault(voucher, Set.of()));

        for (var hour = FIRST_HOUR; !hour.isAfter(LAST_HOUR); hour = hour.plusHours(1)) {
            stage.stepTo(hour);
            deeds.getOrDefault(hour, List.of()).forEach(Runnable::run);
            stage.settle();
            if (hour.getHour() == 18) {
                always.holds();
            }
        }

        assertThat(toldFrom(FIRST_HOUR))
                .containsExactly(
                        "2026-12-29T00:00 voucher.lapsed of person-13",
                        "2026-12-29T00:00 voucher.reminder of person-06",
                        "2026-12-29T00:00 voucher.reminder of person-07",
                        // Act received on We 23: Th 24, Fr 25, Mo 28, Tu 29, We 30.
                        "2026-12-31T00:00 settlement.payment-overdue of person-11 to accountant.KZ-75.head",
                        "2026-12-31T00:00 settlement.payment-overdue of person-11 to mobility-centre.KZ-75.head",
                        // Protocol signed on Mo 28: Tu 29, We 30, Th 31.
                        "2027-01-01T00:00 settlement.act-overdue of person-08 to mobility-centre.KZ-75.head",
                        "2027-01-01T00:00 settlement.act-overdue of person-08 to recognition-centre.C-014.head",
                        "2027-01-02T00:00 voucher.lapsed of person-06",
                        // Arrived on Th 31 and on Su 3: the next working day is Tu 5.
                        "2027-01-06T00:00 application.career-centre-check-overdue of person-01 to career-centre.KZ-75-03.head",
                        "2027-01-06T00:00 application.career-centre-check-overdue of person-12 to career-centre.KZ-75-03.head",
                        // Confirmed on Th 31.
                        "2027-01-06T00:00 application.issue-overdue of person-04 to mobility-centre.KZ-75.head",
                        // Sent to the centre on We 30: Th 31, Tu 5, We 6.
                        "2027-01-07T00:00 application.answer-reminder of person-02 to recognition-centre.C-014",
                        "2027-01-07T00:00 application.answer-reminder of person-02 to recognition-centre.C-014.head",
                        // Act received on Mo 28: Tu 29, We 30, Th 31, Tu 5, We 6.
                        "2027-01-07T00:00 settlement.payment-overdue of person-16 to accountant.KZ-35.head",
                        "2027-01-07T00:00 settlement.payment-overdue of person-16 to mobility-centre.KZ-35.head");
        assertThat(vouchersAtTheEnd())
                .containsExactly(
                        "person-04 of 2027-01-06 until 2027-03-07 ISSUED",
                        "person-05 of 2027-01-01 until 2027-03-02 ISSUED",
                        "person-06 of 2026-11-02 until 2027-01-01 LAPSED",
                        "person-07 of 2026-11-02 until 2027-01-08 EXAMINED",
                        "person-07 of 2027-01-06 until 2027-03-07 ISSUED",
                        "person-08 of 2026-11-02 until 2027-01-01 EXAMINED",
                        "person-09 of 2026-11-02 until 2027-01-01 EXAMINED",
                        "person-11 of 2026-11-02 until 2027-01-01 EXAMINED",
                        "person-13 of 2026-10-29 until 2026-12-28 LAPSED",
                        "person-16 of 2026-11-02 until 2027-01-01 EXAMINED");
        assertThat(signedAndPaid())
                .as("what was signed and what was paid, service and aid")
                .containsOnly(
                        entry("person-11", "signed 30275, paid 30275 + 0"),
                        entry("person-16", "signed 30275, paid 30275 + 25950"),
                        entry("person-09", "signed 30275, paid 30275 + 0"),
                        entry("person-08", "signed 32900, paid 32900 + 0"),
                        entry("person-07", "signed 32900, paid 32900 + 0"));
        assertThat(countedBy("person-04"))
                .as("the quota of the year of receipt")
                .isEqualTo(2026);
        assertThat(countedBy("person-12")).isEqualTo(2027);
        assertThat(TestBank.received()).doesNotHaveDuplicates();
    }

    // until 28 December

    private void october() {
        stepTo("2026-10-14T10:00");
        for (var person : List.of(1, 2, 4, 5, 6, 7, 8, 9, 11, 13, 16)) {
            var name = "person-%02d".formatted(person);
            cases.put(name, story.applies(name));
        }
        story.careerCentreRefuses(of("person-01"), "INCOMPLETE_DOCUMENTS", "No diploma");
        List.of("person-06", "person-07", "person-08", "person-09", "person-11", "person-13", "person-16")
                .forEach(person -> story.careerCentreForwards(of(person)));
        stepTo("2026-10-29T10:00");
        story.centreConfirms(of("person-13"));
    }

    private void november() {
        stepTo("2026-11-02T10:00");
        List.of("person-06", "person-07", "person-08", "person-09", "person-11", "person-16")
                .forEach(person -> story.centreConfirms(of(person)));
    }

    private void december() {
        stepTo("2026-12-21T10:00");
        story.centreAdmits(voucherOf("person-11"));
        stepTo("2026-12-22T10:00");
        story.examHeld("101", "KZ-75", voucherOf("person-11"));
        stepTo("2026-12-23T10:00");
        story.centreSigns(actOf("person-11"));
        List.of("person-08", "person-09", "person-16").forEach(person -> story.centreAdmits(voucherOf(person)));
        stepTo("2026-12-24T10:00");
        story.mobilityCentreAcceptsAct(actOf("person-11"));
    }

    // from 28 December on

    private void fromTheTwentyEighthOn() {
        at("2026-12-28T11:00", TestBank::breaksDown, () -> story.accountantReleases(actOf("person-11")));
        at("2026-12-28T12:00", () -> story.examHeld("102", "KZ-75", voucherOf("person-08")));
        at("2026-12-28T15:00", () -> {
            story.examHeld("103", "KZ-75", voucherOf("person-16"));
            story.centreSigns(actOf("person-16"));
        });
        at("2026-12-29T10:00", () -> story.examHeld("104", "KZ-75", voucherOf("person-09")));
        at(
                "2026-12-29T11:00",
                () -> assertThat(told("analyst"))
                        .as("what the coming year lacks")
                        .contains("distribution.year-without-index"),
                () -> assertThat(told("authorised-body")).contains("distribution.year-without-distribution"));
        at("2026-12-30T10:00", () -> acts.form(actOf("person-09")));
        at("2026-12-30T15:00", () -> List.of("person-02", "person-04", "person-05")
                .forEach(person -> story.careerCentreForwards(of(person))));
        at(
                "2026-12-31T10:00",
                () -> overturns(of("person-01"), "KZ-75"),
                () -> standsAt(of("person-01"), "checkApplication", "2027-01-05T23:59:59", "career-centre.KZ-75-03"));
        at("2026-12-31T16:00", () -> confirmedWhileEveryNodeIsBusy("person-04"));
        at("2026-12-31T17:00", () -> {
            story.sendsCertificate(voucherOf("person-07"), LocalDate.of(2026, 12, 30), LocalDate.of(2027, 1, 1));
            standsAt(of("person-07"), "decideCertificate", "2027-01-05T23:59:59", "mobility-centre.KZ-75");
        });
        at("2027-01-01T10:00", () -> {
            cases.put("person-12", story.applies("person-12"));
            assertThat(story.openTasks(of("person-12")))
                    .as("no quota, no refusal")
                    .isEmpty();
            assertThat(outcome(of("person-12"))).isNull();
        });
        at("2027-01-01T11:00", () -> {
            story.centreConfirms(of("person-05"));
            assertThat(parts("person-05")).as("nobody knows the index yet").containsOnlyNulls();
        });
        at(
                "2027-01-02T10:00",
                () -> refused("voucher.awaits-certificate", () -> story.centreAdmits(voucherOf("person-07"))));
        at(
                "2027-01-03T12:00",
                this::publishQuotas,
                this::administratorRetries,
                () -> standsAt(of("person-12"), "checkApplication", "2027-01-05T23:59:59", "career-centre.KZ-75-03"));
        at("2027-01-05T08:00", indexOf2027::isEntered);
        at("2027-01-05T09:00", TestBank::worksAgain, this::administratorRetries);
        at("2027-01-05T10:00", () -> {
            var voucher = voucherOf("person-07");
            story.mobilityCentreAccepts(sickLeave.of(voucher).get(0).id().toString());
            // Three days of illness; on 2 to 5 January use was refused. Left are 6, 7 and 8 January.
            refusedDays.put(
                    voucher,
                    LocalDate.of(2027, 1, 2)
                            .datesUntil(LocalDate.of(2027, 1, 6))
                            .collect(Collectors.toSet()));
            assertThat(voucher(voucher).lastDay()).isEqualTo("2027-01-08");
        });
        at("2027-01-05T11:00", () -> bankConfirmsAll("person-11"));
        at("2027-01-05T12:00", () -> cases.put("person-07 again", story.applies("person-07")));
        at("2027-01-05T15:00", () -> {
            var act = actOf("person-09");
            acts.sign(act, DemoSignature.of("centre-C-014", acts.document(act)));
        });
        at("2027-01-06T09:00", () -> List.of("person-12", "person-07 again")
                .forEach(person -> story.careerCentreForwards(of(person))));
        at("2027-01-06T10:00", () -> nodesAreFreeAgain("person-04"), () -> assertThat(parts("person-04"))
                .as("by the index that is known since yesterday")
                .containsExactly(32_900L, 5_100L));
        at("2027-01-06T11:00", () -> story.careerCentreForwards(of("person-01")));
        at(
                "2027-01-06T12:00",
                () -> story.centreConfirms(of("person-07 again")),
                () -> story.mobilityCentreAcceptsAct(actOf("person-16")));
        at("2027-01-06T13:00", () -> story.accountantReleases(actOf("person-16")));
        at(
                "2027-01-06T14:00",
                () -> story.centreSigns(actOf("person-08")),
                () -> standsAt(actOf("person-08"), "acceptAct", "2027-01-14T23:59:59", "mobility-centre.KZ-75"));
        at("2027-01-08T09:00", () -> bankConfirmsAll("person-16"));
        at("2027-01-08T10:00", () -> story.centreDeclines(of("person-02"), "No examiner"));
        at("2027-01-08T11:00", () -> pays("person-09"));
        at("2027-01-08T14:00", () -> {
            story.centreAdmits(voucherOf("person-07"));
            refused("voucher.another-in-use", () -> story.centreAdmits(voucherOf("person-07 again")));
        });
        at(
                "2027-01-08T16:00",
                () -> story.examHeld("1", "KZ-75", voucherOf("person-07")),
                () -> standsAt(actOf("person-07"), "sendAct", "2027-01-13T23:59:59", "recognition-centre.C-014"));
        at(
                "2027-01-11T10:00",
                () -> story.centreSigns(actOf("person-07")),
                () -> pays("person-07"),
                () -> pays("person-08"));
    }

    private void at(String hour, Runnable... first) {
        deeds.computeIfAbsent(LocalDateTime.parse(hour), any -> new ArrayList<>())
                .addAll(List.of(first));
    }

    private void confirmedWhileEveryNodeIsBusy(String person) {
        tasks.complete(story.openTask(of(person), "answerApplication").getId(), Map.of("answer", "yes", "reason", ""));
        waiting(person).forEach(job -> management.suspendJobById(job.getId()));
    }

    private void nodesAreFreeAgain(String person) {
        waiting(person).forEach(job -> management.activateJobById(job.getId()));
        stage.settle();
    }

    private List<Job> waiting(String person) {
        var instance = runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(of(person))
                .singleResult()
                .getId();
        return management
                .createJobQuery()
                .processInstanceId(instance)
                .messages()
                .list();
    }

    private void pays(String person) {
        var act = actOf(person);
        story.mobilityCentreAcceptsAct(act);
        story.accountantReleases(act);
        bankConfirmsAll(person);
    }

    private void bankConfirmsAll(String person) {
        story.ordersOf(actOf(person)).forEach(order -> story.bankConfirms(order.number()));
    }

    // what came of it

    private String of(String person) {
        return cases.get(person);
    }

    private String voucherOf(String person) {
        return story.voucherOf(of(person));
    }

    private String actOf(String person) {
        return acts.actOf(voucherOf(person)).orElseThrow();
    }

    private List<Long> parts(String person) {
        return database.sql("select state_part, holder_part from voucher where number = ?")
                .param(voucherOf(person))
                .query((row, number) -> {
                    var parts = new ArrayList<Long>();
                    parts.add(row.getObject(1, Long.class));
                    parts.add(row.getObject(2, Long.class));
                    return parts;
                })
                .single();
    }

    private Integer countedBy(String person) {
        return database.sql("select quota_year from quota_voucher where application = ?")
                .param(of(person))
                .query(Integer.class)
                .single();
    }

    private List<String> vouchersAtTheEnd() {
        return cases.entrySet().stream()
                .flatMap(each -> vouchers.ofApplication(each.getValue()).stream()
                        .map(voucher -> each.getKey().substring(0, 9) + " of " + voucher.issuedOn() + " until "
                                + voucher.lastDay() + " " + state(voucher)))
                .sorted()
                .toList();
    }

    private static String state(Voucher voucher) {
        return voucher.state().name();
    }

    private Map<String, String> signedAndPaid() {
        var found = new TreeMap<String, String>();
        cases.forEach((person, application) -> vouchers.ofApplication(application)
                .flatMap(voucher -> acts.actOf(voucher.number()))
                .ifPresent(act -> found.put(
                        person,
                        "signed %d, paid %d + %d"
                                .formatted(
                                        acts.get(act).current().total(),
                                        confirmed(act, PaymentOrder.Kind.SERVICE),
                                        confirmed(act, PaymentOrder.Kind.AID)))));
        return found;
    }

    private long confirmed(String act, PaymentOrder.Kind kind) {
        return orders.of(act).stream()
                .filter(order -> order.kind() == kind && order.state() == PaymentOrder.State.CONFIRMED)
                .mapToLong(PaymentOrder::amount)
                .sum();
    }

    /** Who was told of a delay, was reminded or lost a voucher since then: when, of what, of whom, to whom. */
    private List<String> toldFrom(LocalDateTime moment) {
        return database
                .sql(
                        """
                        select created_at, code, number, recipient, recipient_kind from notice
                        where (code like '%overdue' or code like '%reminder' or code like '%not-recorded'
                          or code = 'voucher.lapsed') and created_at >= ?""")
                .param(moment.atZone(LegalClock.ZONE).toOffsetDateTime())
                .query((row, index) -> LegalMoment.of(row, "created_at")
                                .toLocalDateTime()
                                .withSecond(0)
                                .withNano(0)
                        + " " + row.getString("code") + " of " + whose(row.getString("number"))
                        + (row.getString("recipient_kind").equals("GROUP") ? " to " + row.getString("recipient") : ""))
                .list()
                .stream()
                .sorted()
                .toList();
    }

    /** The person of an application, of its voucher or of its act. */
    private String whose(String number) {
        return cases.entrySet().stream()
                .filter(each -> each.getValue().equals(number)
                        || vouchers.ofApplication(each.getValue())
                                .filter(voucher -> voucher.number().equals(number)
                                        || acts.actOf(voucher.number())
                                                .filter(number::equals)
                                                .isPresent())
                                .isPresent())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(number);
    }
}
