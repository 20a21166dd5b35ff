package kz.bilik.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Date;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import kz.bilik.calendar.LegalClock;
import kz.bilik.distribution.Distribution;
import kz.bilik.distribution.DistributionProcess;
import kz.bilik.distribution.DistributionProcess.Step;
import kz.bilik.distribution.Distributions;
import kz.bilik.distribution.Preparation;
import kz.bilik.distribution.Quota;
import kz.bilik.distribution.QuotaLedger;
import kz.bilik.distribution.RegionStatistics;
import kz.bilik.distribution.Share;
import kz.bilik.distribution.WhatIf;
import kz.bilik.identity.Iin;
import kz.bilik.officer.Place;
import kz.bilik.officer.keeping.OfficerPersons;
import kz.bilik.process.task.EngineCalls;
import kz.bilik.support.LabourMarketAis;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Each path of {@code processes/distribution.bpmn} (cl. 18). Every scene begins on Monday 14 September 2026. */
@EachPathOf("distribution")
class DistributionDiagramTest extends Scene {

    private static final String AUTHORISED_BODY = "authorised-body";
    private static final String ONE = "authorised";
    private static final String OTHER = "head-authorised";

    @Autowired
    OfficerPersons persons;

    @Autowired
    Distributions distributions;

    @Autowired
    Preparation preparation;

    @Autowired
    DistributionProcess distributionProcess;

    @Autowired
    QuotaLedger ledger;

    @Autowired
    WhatIf whatIf;

    // when it begins

    @Test
    void nothingIsOpenedWhileTheNextYearIsDistributed() {
        firstOfJuly("2027");

        assertThat(distributions.all()).hasSize(1);
        assertThat(endsOfLast()).containsExactly("nothingToDistribute");
        nothingIsLeftRunning();
    }

    @Test
    void aNewPeriodOfThreeYearsIsOpenedHalfAYearBeforeTheRunningOneEnds() {
        var number = opensOn("2028");

        assertThat(distributions.get(number)).satisfies(opened -> {
            assertThat(opened.kind()).isEqualTo(Distribution.Kind.PERIOD);
            assertThat(opened.years()).containsExactly(2029, 2030, 2031);
            assertThat(opened.from()).isEqualTo("2029-01-01");
            assertThat(opened.statisticsSource()).isEqualTo(Distribution.Source.AIS);
        });
        standsAt(number, "setTotals", "2028-12-02T23:59:59", AUTHORISED_BODY);
        // One at a time: the first of August opens no second one.
        stepTo("2028-08-01T09:00");
        assertThat(distributions.all()).hasSize(2);
    }

    @Test
    void noPeriodIsOpenedBeforeJuly() {
        management.setJobDuedate(
                startTimer(),
                Date.from(LocalDateTime.parse("2028-01-01T09:00")
                        .atZone(LegalClock.ZONE)
                        .toInstant()));

        stepTo("2028-06-30T09:00");
        assertThat(distributions.all()).hasSize(1);

        stepTo("2028-07-01T09:00");
        assertThat(distributions.all()).hasSize(2);
    }

    @Test
    void aReviewOfTheRunningPeriodDoesNotHoldUpTheNextOne() {
        stepTo("2028-06-15T09:00");
        var review = review("2028-08-01");
        assertThat(distributions.get(review).years()).containsExactly(2028);

        var next = opensOn("2028");
        assertThat(distributions.get(next).years()).containsExactly(2029, 2030, 2031);
        assertThat(story.openTasks(review)).containsExactly("setTotals");
        assertThat(story.openTasks(next)).containsExactly("setTotals");
        refused("distribution.under-way", () -> review("2028-12-01"));
    }

    @Test
    void norDoesTheNextPeriodHoldUpAReviewOfTheRunningOne() {
        var next = opensOn("2028");
        var review = review("2028-08-01");
        assertThat(distributions.get(review).years()).containsExactly(2028);
        assertThat(story.openTasks(next)).containsExactly("setTotals");
        refused("distribution.under-way", () -> review("2029-01-01"));
    }

    @Test
    void aPeriodThatWasEndedByMistakeIsOpenedAgainInTheNextMonth() {
        var ended = opensOn("2028");
        runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(ended)
                .list()
                .forEach(instance -> runtime.deleteProcessInstance(instance.getId(), "by mistake"));
        refused("distribution.statistics-closed", () -> upload(ended, file()));

        stepTo("2028-08-01T09:00");
        assertThat(distributions.all()).hasSize(3);
        var again = distributions.all().get(0);
        assertThat(again.number()).isNotEqualTo(ended);
        assertThat(again.years()).containsExactly(2029, 2030, 2031);
        assertThat(story.openTasks(again.number())).containsExactly("setTotals");
    }

    @Test
    void aReviewLeavesNoYearWithoutADistribution() {
        refused("distribution.from-far", () -> review("2029-01-02"));
        refused("distribution.from-far", () -> review("2207-01-01"));
        assertThat(distributions.get(review("2029-01-01")).years()).containsExactly(2029, 2030, 2031);
    }

    @Test
    void whatIsCountedIsWhatWasIssuedAndDidNotComeBack() {
        var used = story.receivesVoucher("person-01");
        story.centreAdmits(used);
        var returned = vouchers.get(story.receivesVoucher("person-02")).application();
        story.receivesVoucher("person-03");
        quotas.giveBack(returned, "cl. 11");

        var number = review("2026-12-01");
        assertThat(distributions.statistics(number))
                .filteredOn(region -> region.region().equals("KZ-75"))
                .singleElement()
                .satisfies(region -> assertThat(region.issued()).isEqualTo(2));
        // With two vouchers the third would have found none, and the fourth the one that came back.
        totals(number, 100 * 20 * 3, 100 * 20, 100 * 20, 100 * 20);
        var almaty = share(number, "KZ-75", 2026);
        adjust(number, "KZ-75", 2026, 2, "As many as there were");
        assertThat(almaty.proposed()).isGreaterThan(2);
        assertThat(whatIf.of(number))
                .filteredOn(month -> month.region().equals("KZ-75"))
                .singleElement()
                .satisfies(month -> {
                    assertThat(month.requested()).isEqualTo(3);
                    assertThat(month.refused()).isEqualTo(1);
                });
        story.receivesVoucher("person-04");
        assertThat(whatIf.of(number))
                .filteredOn(month -> month.region().equals("KZ-75"))
                .singleElement()
                .satisfies(month -> {
                    assertThat(month.requested()).isEqualTo(4);
                    assertThat(month.refused()).isEqualTo(1);
                });
    }

    // the good path

    @Test
    void aDistributionIsProposedAdjustedApprovedByAnotherPersonPublishedAndComesIntoEffect() {
        var number = opensOn("2028");
        totals(number, 1000, 400, 300, 300);
        assertThat(sum(number, 2029)).isEqualTo(400);
        assertThat(sum(number, 2031)).isEqualTo(300);
        assertThat(distributions.shares(number)).hasSize(60).allSatisfy(share -> assertThat(share.proposed())
                .isGreaterThanOrEqualTo(5));
        standsAt(number, "adjustShares", "2028-12-02T23:59:59", AUTHORISED_BODY);

        var almaty = share(number, "KZ-75", 2029).proposed();
        var astana = share(number, "KZ-71", 2029).proposed();
        adjust(number, "KZ-75", 2029, almaty + 3, "Three new recognition centres");
        refused("distribution.sums-differ", () -> handOver(number));
        adjust(number, "KZ-71", 2029, astana - 3, "To make room for Almaty");
        handOver(number);

        refused("distribution.same-person", () -> decides(ONE, number, "approve", ""));
        // Two accounts of one person are not two persons, whoever he says he is.
        persons.name(ONE, Iin.of("920315390109"));
        persons.name(OTHER, Iin.of("920315390109"));
        refused("distribution.same-person", () -> decides(OTHER, number, "approve", ""));
        persons.name(OTHER, Iin.of("870704490019"));
        refused("task.incomplete", () -> decides(OTHER, number, "return", ""));
        decides(OTHER, number, "approve", "");

        assertThat(distributions.get(number).published()).isTrue();
        refused("distribution.not-adjusting", () -> adjust(number, "KZ-75", 2029, 1, "too late"));
        refused("distribution.statistics-closed", () -> upload(number, file()));
        assertThat(distributions.get(number).approvedBy()).isEqualTo(OTHER);
        assertThat(told(Place.mobilityCentre("KZ-75"))).containsExactly("distribution.published");
        // Nobody can apply in these years before they begin: their quotas are there at once.
        assertThat(quota("KZ-75", 2029).published()).isEqualTo(almaty + 3);
        assertThat(quota("KZ-71", 2029).published()).isEqualTo(astana - 3);
        // What it replaced stays to compare with.
        assertThat(share(number, "KZ-75", 2031).before())
                .isEqualTo(quota("KZ-75", 2028).published());

        var stepped = stepTo("2029-01-01T00:00");
        assertThat(moments(stepped, "distributionFrom")).containsExactly("2029-01-01T00:00");
        assertThat(distributions.get(number).inEffectAt()).isNotNull();
        assertThat(ends("distribution", number))
                .containsExactlyInAnyOrder("distributionApproved", "distributionInEffect");
        nothingIsLeftRunning();
    }

    @Test
    void aReturnedDistributionIsAdjustedAgainAndTotalsCanBeSetAnew() {
        var number = review("2026-10-01");
        totals(number, 700, 300, 200, 200);
        completes(ONE, number, "adjustShares", Map.of("decision", "set-totals"));
        totals(number, 800, 400, 200, 200);
        assertThat(sum(number, 2026)).isEqualTo(400);
        handOver(number);

        decides(OTHER, number, "return", "Almaty is too low");

        assertThat(distributionProcess.stands(number)).contains(Step.ADJUST_SHARES);
        assertThat(distributions.steps(number))
                .extracting(step -> step.deed().key())
                .containsExactly("ordered", "totals-set", "totals-reopened", "totals-set", "handed-over", "returned");
        handOver(number);
        decides(OTHER, number, "approve", "");
        assertThat(distributions.get(number).published()).isTrue();
    }

    @Test
    void theAuthorisedBodyIsToldWhenADistributionIsLate() {
        var number = review("2026-12-01");
        assertThat(told(AUTHORISED_BODY)).isEmpty();

        var stepped = stepTo("2026-11-02T12:00");

        assertThat(moments(stepped, "publicationOverdue")).containsExactly("2026-11-02T00:00");
        assertThat(told(AUTHORISED_BODY)).containsExactly("distribution.overdue");
        assertThat(distributionProcess.stands(number)).contains(Step.SET_TOTALS);
    }

    // a review of the running year

    @Test
    void aReviewTakesEffectOnItsDayAndWhatIsReservedStaysCounted() {
        var application = story.applies("person-01");
        assertThat(quota("KZ-75").reserved()).isEqualTo(1);
        var number = review("2026-10-01");
        totals(number, 700, 300, 200, 200);
        handOver(number);
        decides(OTHER, number, "approve", "");
        var before = quota("KZ-75");
        assertThat(before.published()).as("not before its day").isEqualTo(40);

        stepTo("2026-10-01T00:00");

        var share = share(number, "KZ-75", 2026);
        var elsewhere = distributions.statistics(number).stream()
                .filter(region -> region.region().equals("KZ-75"))
                .mapToInt(RegionStatistics::issuedElsewhere)
                .sum();
        assertThat(quota("KZ-75")).isEqualTo(new Quota("KZ-75", 2026, share.vouchers(), elsewhere, 1, 0));
        assertThat(ledger.balance(2026)).isEqualTo(quotas.quotas(2026));
        // In later years nothing was issued elsewhere yet.
        assertThat(quota("KZ-75", 2027).elsewhere()).isZero();
        assertThat(story.openTasks(application)).isNotEmpty();
    }

    @Test
    void whoGivesARegionLessThanItHasGivenOutReadsBothNumbersAndMayPublishThem() {
        story.receivesVoucher("person-01");
        story.applies("person-02");
        var number = review("2026-10-01");
        upload(number, file());
        totals(number, 700, 300, 200, 200);
        assertThat(shown(ONE, number, "adjustShares")).containsEntry("warningsText", "–");

        adjust(number, "KZ-71", 2026, share(number, "KZ-75", 2026).proposed() * 2 - 1, "To make room");
        adjust(number, "KZ-75", 2026, 1, "Fewer centres");
        var warning = "Almaty, 2026: 1 published, 2 already reserved or issued";
        assertThat(shown(ONE, number, "adjustShares")).containsEntry("warningsText", warning);
        handOver(number);
        assertThat(shown(OTHER, number, "approveDistribution")).containsEntry("warningsText", warning);
        decides(OTHER, number, "approve", "");
        stepTo("2026-10-01T00:00");

        assertThat(quota("KZ-75")).satisfies(quota -> {
            assertThat(quota.reserved() + quota.consumed()).isEqualTo(2);
            assertThat(quota.free()).isZero();
            assertThat(quota.beyond()).isEqualTo(1);
        });
    }

    @Test
    void onlyOneDistributionIsUnderWayAndOnlyTheAuthorisedBodyOrdersOne() {
        refused("distribution.not-authorised", () -> preparation.orderReview(LocalDate.parse("2026-12-01"), "why"));
        refused(
                "distribution.not-authorised",
                () -> story.as(
                        "auditor",
                        Set.of("auditor"),
                        () -> preparation.orderReview(LocalDate.parse("2026-12-01"), "why")));
        refused("distribution.from-past", () -> review("2026-09-14"));
        var number = review("2026-12-01");
        refused("distribution.under-way", () -> review("2026-12-02"));

        // Ordered by mistake: an administrator ends it, and the way is free.
        runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(number)
                .list()
                .forEach(instance -> runtime.deleteProcessInstance(instance.getId(), "by mistake"));
        assertThat(review("2026-12-02")).isNotEqualTo(number);
    }

    // statistics

    @Test
    void anAisThatDoesNotAnswerIsAskedAgainAndAnOfficersFileTakesItsPlace() {
        LabourMarketAis.breaksDown();
        var number = review("2026-12-01");
        stepTo("2026-09-14T12:00");
        assertThat(incidents()).containsExactly("collectStatistics");
        refused(
                "distribution.statistics-file",
                () -> upload(number, "region,unemployed,issued,refused,issuedElsewhere\n"));
        assertThat(distributions.statistics(number)).isEmpty();

        upload(number, file());
        stage.settle();

        assertThat(incidents()).isEmpty();
        assertThat(distributions.get(number).statisticsSource()).isEqualTo(Distribution.Source.FILE);
        assertThat(distributions.statistics(number)).hasSize(20).allSatisfy(region -> assertThat(region.unemployed())
                .isEqualTo(100));
        totals(number, 700, 300, 200, 200);
        assertThat(share(number, "KZ-75", 2026).proposed()).isEqualTo(15);
        refused("distribution.statistics-closed", () -> upload(number, file()));
    }

    // what is refused

    @Test
    void totalsThatCannotBeAreRefusedWithTheFieldThatIsWrong() {
        var number = review("2026-10-01");
        refused("distribution.totals", () -> totals(number, 700, 300, 200, 100));
        refused("distribution.totals", () -> totals(number, 0, 0, 0, 0));
        refused("distribution.totals", () -> totals(number, 100, 300, -200, 0));
        refused("distribution.total-below-floors", () -> totals(number, 300, 150, 100, 50));
        refused("task.incomplete", () -> completes(ONE, number, "setTotals", Map.of("total", "many", "year1", 1)));
        assertThat(distributions.totals(number)).isEmpty();
        assertThat(distributionProcess.stands(number)).contains(Step.SET_TOTALS);
    }

    @Test
    void aChangedNumberNeedsAReasonAndTheProposedOneTakesTheChangeBack() {
        var number = review("2026-10-01");
        refused("distribution.not-adjusting", () -> adjust(number, "KZ-75", 2026, 7, "early"));
        totals(number, 700, 300, 200, 200);
        refused("distribution.shares", () -> adjust(number, "KZ-75", 2026, 7, " "));
        refused("distribution.shares", () -> adjust(number, "KZ-75", 2029, 7, "no such year"));
        refused("distribution.shares", () -> adjust(number, "KZ-75", 2026, -1, "less than nothing"));

        var proposed = share(number, "KZ-75", 2026).proposed();
        adjust(number, "KZ-75", 2026, 7, "Fewer centres");
        assertThat(share(number, "KZ-75", 2026)).satisfies(share -> {
            assertThat(share.vouchers()).isEqualTo(7);
            assertThat(share.proposed()).isEqualTo(proposed);
            assertThat(share.reason()).isEqualTo("Fewer centres");
            assertThat(share.adjustedBy()).isEqualTo(ONE);
        });
        adjust(number, "KZ-75", 2026, proposed, "");
        assertThat(share(number, "KZ-75", 2026).adjusted()).isNull();
    }

    // applications that wait

    @Test
    void applicationsHeldWithoutADistributionGoOnWhenOneIsPublished() {
        database.sql("delete from quota_entry where quota_year = 2026").update();
        database.sql("delete from quota_voucher where quota_year = 2026").update();
        database.sql("delete from quota where quota_year = 2026").update();
        var application = story.applies("person-01");
        stepTo("2026-09-14T12:00");
        assertThat(incidents()).containsExactly("reserveVoucher");
        assertThat(told(AUTHORISED_BODY)).containsExactly("distribution.none-published");

        var number = review("2026-09-15");
        totals(number, 700, 300, 200, 200);
        handOver(number);
        decides(OTHER, number, "approve", "");
        stage.settle();

        assertThat(incidents()).isEmpty();
        assertThat(outcome(application)).isNull();
        assertThat(story.openTasks(application)).containsExactly("checkApplication");
    }

    private void firstOfJuly(String year) {
        var due = LocalDateTime.parse(year + "-07-01T09:00")
                .atZone(LegalClock.ZONE)
                .toInstant();
        management.setJobDuedate(startTimer(), Date.from(due));
        stepTo(year + "-07-01T09:00");
    }

    private String opensOn(String year) {
        firstOfJuly(year);
        return distributions.all().get(0).number();
    }

    private String startTimer() {
        return management
                .createJobQuery()
                .activityId("newPeriodDue")
                .singleResult()
                .getId();
    }

    private java.util.List<String> endsOfLast() {
        return history.createHistoricActivityInstanceQuery().activityType("noneEndEvent").list().stream()
                .map(end -> end.getActivityId())
                .toList();
    }

    private String review(String from) {
        var number = new AtomicReference<String>();
        story.as(
                ONE,
                Set.of(AUTHORISED_BODY),
                () -> number.set(preparation.orderReview(LocalDate.parse(from), "Unemployment has moved")));
        stage.settle();
        return number.get();
    }

    private void totals(String number, int total, int year1, int year2, int year3) {
        completes(
                ONE,
                number,
                "setTotals",
                Map.of("total", total, "year1", (long) year1, "year2", (double) year2, "year3", year3));
    }

    private void adjust(String number, String region, int year, int vouchers, String reason) {
        story.as(ONE, Set.of(AUTHORISED_BODY), () -> story.adjusts(number, region, year, vouchers, reason));
    }

    private void upload(String number, String file) {
        story.as(
                ONE,
                Set.of(AUTHORISED_BODY),
                () -> preparation.uploadStatistics(number, file.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    private String file() {
        return quotas.quotas(2026).stream()
                .map(quota -> quota.region() + ",100,0,0,0\n")
                .collect(java.util.stream.Collectors.joining(
                        "", "region,unemployed,issued,refused,issuedElsewhere\n", ""));
    }

    private void handOver(String number) {
        completes(ONE, number, "adjustShares", Map.of("decision", "hand-over"));
    }

    private void decides(String officer, String number, String decision, String remarks) {
        completes(officer, number, "approveDistribution", Map.of("decision", decision, "remarks", remarks));
    }

    private void completes(String officer, String number, String task, Map<String, Object> submission) {
        EngineCalls.unwrapped(() -> story.completes(officer, Set.of(AUTHORISED_BODY), number, task, submission));
    }

    private Share share(String number, String region, int year) {
        return distributions.shares(number).stream()
                .filter(share -> share.region().equals(region) && share.year() == year)
                .findFirst()
                .orElseThrow();
    }

    private int sum(String number, int year) {
        return distributions.shares(number).stream()
                .filter(share -> share.year() == year)
                .mapToInt(Share::vouchers)
                .sum();
    }

    private Quota quota(String region, int year) {
        return quotas.quotas(year).stream()
                .filter(quota -> quota.region().equals(region))
                .findFirst()
                .orElseThrow();
    }
}
