package kz.bilik.distribution;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingInt;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import kz.bilik.calendar.LegalClock;
import kz.bilik.catalogue.Catalogue;
import kz.bilik.distribution.DistributionProcess.Step;
import kz.bilik.language.Day;
import kz.bilik.law.DistributionWeights;
import kz.bilik.law.Law;
import kz.bilik.problem.Problem;
import org.springframework.modulith.NamedInterface;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * How a distribution comes about until it is handed over for approval (cl. 18): statistics, totals, the computed proposal,
 * and what an officer changes in it. Numbers are vouchers.
 */
@NamedInterface({"cabinet", "steps"})
@Component
public class Preparation {

    /** More than the country has had unemployed: a slip of the pen. */
    private static final int MOST_VOUCHERS = 1_000_000;

    private static final int LONGEST_REASON = 1000;

    private static final int PERIOD_YEARS = 3;

    private final Distributions distributions;
    private final LabourMarketStatistics labourMarket;
    private final QuotaLedger ledger;
    private final Catalogue catalogue;
    private final Law law;
    private final DistributionProcess process;
    private final AuthorisedBody authorisedBody;
    private final DistributionSettings settings;
    private final LegalClock clock;

    Preparation(
            Distributions distributions,
            LabourMarketStatistics labourMarket,
            QuotaLedger ledger,
            Catalogue catalogue,
            Law law,
            DistributionProcess process,
            AuthorisedBody authorisedBody,
            DistributionSettings settings,
            LegalClock clock) {
        this.distributions = distributions;
        this.labourMarket = labourMarket;
        this.ledger = ledger;
        this.catalogue = catalogue;
        this.law = law;
        this.process = process;
        this.authorisedBody = authorisedBody;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Opens a distribution for the three years after the last distributed one, when it is time to prepare it and nobody does
     * so yet. Asked every month: what failed or was ended is made up for. It is time from 1 July of the last distributed
     * year on, or earlier where {@code bilik.distribution.publish-days-ahead} leaves less than three months from then.
     *
     * @return its number, or empty when no new period is needed
     */
    @Transactional
    public Optional<String> openPeriod() {
        distributions.opening();
        var today = clock.today();
        int first = Math.max(distributions.lastPublishedYear().orElse(today.getYear()), today.getYear()) + 1;
        var from = LocalDate.of(first, 1, 1);
        if (today.isBefore(settings.openedFrom(from))
                || underWay(first, first + PERIOD_YEARS - 1).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(distributions.open(Distribution.Kind.PERIOD, from, first + PERIOD_YEARS - 1, "", null));
    }

    /**
     * Orders an early review, from that day to the end of the running period.
     *
     * @param from after today, and no later than the first day after the last year that has a distribution: no year may
     *     be left out
     * @throws Problem {@code distribution.from-past}, {@code distribution.from-far}, {@code distribution.review} naming
     *     what is wrong with the reason, {@code distribution.under-way} when one for any of these years is being prepared
     */
    @Transactional
    public String orderReview(LocalDate from, String reason) {
        var officer = authorisedBody.officer();
        if (!from.isAfter(clock.today())) {
            throw Problem.of(Problem.Kind.UNPROCESSABLE, "distribution.from-past");
        }
        requireReason("distribution.review", reason);
        distributions.opening();
        var distributed = distributions.lastPublishedYear();
        int thisYear = clock.today().getYear();
        var latest = LocalDate.of(Math.max(distributed.orElse(thisYear), thisYear) + 1, 1, 1);
        if (from.isAfter(latest)) {
            throw Problem.of(Problem.Kind.UNPROCESSABLE, "distribution.from-far", Day.of(latest));
        }
        int lastYear = distributed.filter(year -> year >= from.getYear()).orElse(from.getYear() + PERIOD_YEARS - 1);
        underWay(from.getYear(), lastYear).ifPresent(other -> {
            throw Problem.of(Problem.Kind.CONFLICT, "distribution.under-way", other.number());
        });
        var number = distributions.open(Distribution.Kind.REVIEW, from, lastYear, reason, officer);
        distributions.step(number, DistributionStep.Deed.ORDERED, officer, reason);
        process.start(number);
        return number;
    }

    /**
     * Asks the Labour Market AIS for the figures of each region, and the ledger for vouchers issued and applications refused
     * in the last three years, this one included; nothing happens when an officer has uploaded statistics already.
     *
     * @throws IllegalStateException when the AIS leaves a region out or names one twice
     */
    @Transactional
    public void collectStatistics(String number) {
        distributions.lock(number);
        if (!distributions.statistics(number).isEmpty()) {
            return;
        }
        var figures = labourMarket.on(clock.today()).stream()
                .collect(toMap(LabourMarketStatistics.Figures::region, Function.identity()));
        if (!figures.keySet().equals(regions())) {
            throw new IllegalStateException("The Labour Market AIS answered for other regions than the country has");
        }
        int year = clock.today().getYear();
        var issued = counts(QuotaLedger.Kind.CONSUMED, year);
        // Issued again after it came back, a voucher is still one.
        var returned = counts(QuotaLedger.Kind.RETURNED, year);
        var refused = counts(QuotaLedger.Kind.NONE_LEFT, year);
        distributions.setStatistics(
                number,
                figures.values().stream()
                        .map(region -> new RegionStatistics(
                                region.region(),
                                region.unemployed(),
                                issued.getOrDefault(region.region(), 0) - returned.getOrDefault(region.region(), 0),
                                refused.getOrDefault(region.region(), 0),
                                region.issuedElsewhere()))
                        .toList(),
                Distribution.Source.AIS);
    }

    /**
     * Takes the statistics from an officer's file in place of those of the AIS.
     *
     * @throws Problem {@code distribution.statistics-file} with each error's line and column; nothing changes then
     */
    @Transactional
    public void uploadStatistics(String number, byte[] file) {
        var officer = authorisedBody.officer();
        distributions.lock(number);
        if (!takesStatistics(number)) {
            throw Problem.of(Problem.Kind.CONFLICT, "distribution.statistics-closed", number);
        }
        distributions.setStatistics(number, StatisticsFile.read(file, regions()), Distribution.Source.FILE);
        distributions.step(number, DistributionStep.Deed.STATISTICS_UPLOADED, officer, "");
        process.statisticsProvided(number);
    }

    /**
     * Whether its statistics may still be replaced: until the totals are set, and again when they are to be set anew. Never
     * when it was published, or ended without having been.
     */
    public boolean takesStatistics(String number) {
        return !distributions.get(number).published()
                && process.runs(number)
                && process.stands(number).map(Step.SET_TOTALS::equals).orElseGet(() -> totals(number)
                        .isEmpty());
    }

    /**
     * Sets the vouchers of the country: in all, and for each year of the period.
     *
     * @throws Problem {@code distribution.totals} naming what is wrong with each field
     */
    @Transactional
    public void setTotals(String number, int total, List<Integer> ofYears) {
        var officer = authorisedBody.officer();
        distributions.lock(number);
        var years = distributions.get(number).years();
        var wrong = Problem.of(Problem.Kind.UNPROCESSABLE, "distribution.totals");
        if (total < 1 || total > MOST_VOUCHERS) {
            wrong = wrong.with("total", "distribution.total-range", Integer.toString(MOST_VOUCHERS));
        }
        long sum = 0;
        for (int i = 0; i < ofYears.size(); i++) {
            int vouchers = ofYears.get(i);
            sum += vouchers;
            if (vouchers < 0 || vouchers > MOST_VOUCHERS) {
                wrong = wrong.with("year" + (i + 1), "distribution.total-range", Integer.toString(MOST_VOUCHERS));
            } else if (i >= years.size() && vouchers != 0) {
                wrong = wrong.with("year" + (i + 1), "distribution.year-outside", years.get(years.size() - 1) + "");
            }
        }
        if (wrong.fields().isEmpty() && sum != total) {
            wrong = wrong.with("total", "distribution.years-differ", Integer.toString(total), Long.toString(sum));
        }
        if (!wrong.fields().isEmpty()) {
            throw wrong;
        }
        distributions.setTotals(
                number, years.stream().collect(toMap(Function.identity(), year -> ofYears.get(years.indexOf(year)))));
        requireFloors(number);
        distributions.step(number, DistributionStep.Deed.TOTALS_SET, officer, Integer.toString(total));
    }

    /** Computes the proposal of each year from the statistics; earlier adjustments are gone. */
    @Transactional
    public void propose(String number) {
        var weights = law.distributionWeightsOn(distributions.get(number).openedOn());
        var claims = claims(number, weights);
        totals(number)
                .forEach((year, total) ->
                        distributions.propose(number, year, Apportionment.apportion(total, weights.floor(), claims)));
    }

    /**
     * What an officer wants a region to get, and why.
     *
     * @param reason empty where the reason for all of them counts
     */
    public record Wanted(String region, int vouchers, String reason) {}

    /**
     * Changes numbers of a year, all at once or none of them; the proposed number itself takes a change back. What is not
     * changed need not be named.
     *
     * @param seen what the officer saw of the distribution when he began, by {@link Distributions#seen}
     * @param forAll the reason of those changes that have none of their own
     * @param kept the codes of the regions whose numbers stay when the rest is spread from now on; no others do
     * @return how many numbers or reasons are others now
     * @throws Problem {@code distribution.not-adjusting} when it is not being adjusted; {@code distribution.changed-meanwhile}
     *     when somebody else has done something to it since; {@code distribution.shares} naming by the region's code what is
     *     wrong with its number ({@code KZ-75.vouchers}) or reason ({@code KZ-75.reason}). Nothing changes then
     */
    @Transactional
    public int adjust(String number, int year, long seen, List<Wanted> wanted, String forAll, Set<String> kept) {
        var officer = authorisedBody.officer();
        distributions.lock(number);
        requireAdjusting(number);
        if (distributions.seen(number) != seen) {
            throw Problem.of(Problem.Kind.CONFLICT, "distribution.changed-meanwhile");
        }
        var shares = sharesOf(number, year);
        var wrong = Problem.of(Problem.Kind.UNPROCESSABLE, "distribution.shares");
        var changes = new ArrayList<DistributionStep.Change>();
        for (var each : wanted) {
            var share = shares.get(each.region());
            if (share == null) {
                wrong = wrong.with(
                        each.region() + ".vouchers",
                        "distribution.unknown-share",
                        each.region(),
                        Integer.toString(year));
                continue;
            }
            if (each.vouchers() < 0 || each.vouchers() > MOST_VOUCHERS) {
                wrong = wrong.with(
                        each.region() + ".vouchers", "distribution.total-range", Integer.toString(MOST_VOUCHERS));
                continue;
            }
            var proposed = each.vouchers() == share.proposed();
            var reason = proposed
                    ? ""
                    : each.reason().isBlank() ? forAll.strip() : each.reason().strip();
            if (each.vouchers() == share.vouchers()
                    && (proposed || each.reason().isBlank() || reason.equals(share.reason()))) {
                continue;
            }
            if (!proposed && (reason.isEmpty() || reason.length() > LONGEST_REASON)) {
                wrong = wrong.with(each.region() + ".reason", "distribution.reason", Integer.toString(LONGEST_REASON));
                continue;
            }
            changes.add(new DistributionStep.Change(year, each.region(), share.vouchers(), each.vouchers(), reason));
        }
        if (!wrong.fields().isEmpty()) {
            throw wrong;
        }
        changes.sort(comparing(DistributionStep.Change::region));
        for (var change : changes) {
            var restored = change.after() == shares.get(change.region()).proposed();
            distributions.adjust(
                    number,
                    year,
                    change.region(),
                    restored ? null : change.after(),
                    restored ? null : change.reason(),
                    restored ? null : officer);
        }
        if (!changes.isEmpty()) {
            distributions.changed(number, officer, changes);
        }
        shares.forEach((region, share) -> {
            if (share.kept() != kept.contains(region)) {
                distributions.keep(number, year, region, kept.contains(region));
            }
        });
        return changes.size();
    }

    /**
     * Shares what is left of a year's total out between the regions that are not kept, by the rule of the proposal: their
     * statistics, the largest remainders, the floor. Nothing is saved.
     *
     * @param kept the vouchers of the regions that keep theirs, by code
     * @return the vouchers of all regions, by code
     * @throws Problem {@code distribution.not-adjusting}, {@code distribution.nothing-to-spread} when every region keeps its
     *     number, {@code distribution.rest-too-small} when less is left than the floors of the others
     */
    @Transactional(readOnly = true)
    public Map<String, Integer> spread(String number, int year, Map<String, Integer> kept) {
        authorisedBody.officer();
        requireAdjusting(number);
        var weights = law.distributionWeightsOn(distributions.get(number).openedOn());
        var others = claims(number, weights).stream()
                .filter(claim -> !kept.containsKey(claim.region()))
                .toList();
        if (others.isEmpty()) {
            throw Problem.of(Problem.Kind.UNPROCESSABLE, "distribution.nothing-to-spread");
        }
        var rest = totals(number).getOrDefault(year, 0)
                - kept.values().stream().mapToLong(Integer::longValue).sum();
        long needed = (long) weights.floor() * others.size();
        if (rest < needed) {
            throw Problem.of(
                    Problem.Kind.UNPROCESSABLE,
                    "distribution.rest-too-small",
                    Long.toString(rest),
                    Integer.toString(others.size()),
                    Long.toString(needed));
        }
        var all = new TreeMap<>(kept);
        all.putAll(Apportionment.apportion((int) rest, weights.floor(), others));
        return all;
    }

    /** The statistics that do not count in its proposal, because there are too few in the whole country. */
    public List<RegionStatistics.TooSmall> tooSmall(String number) {
        return Indicator.tooSmall(distributions.statistics(number), settings.smallestBase());
    }

    private List<Apportionment.Claim> claims(String number, DistributionWeights weights) {
        return Indicator.of(distributions.statistics(number), weights, settings.smallestBase());
    }

    private void requireAdjusting(String number) {
        if (!process.stands(number).map(Step.ADJUST_SHARES::equals).orElse(false)) {
            throw Problem.of(Problem.Kind.CONFLICT, "distribution.not-adjusting", number);
        }
    }

    private Map<String, Share> sharesOf(String number, int year) {
        return distributions.shares(number).stream()
                .filter(share -> share.year() == year)
                .collect(toMap(Share::region, Function.identity()));
    }

    /**
     * Hands the distribution over for approval, or goes back to its totals.
     *
     * @param decision {@code hand-over} or {@code set-totals}
     * @return whether it is ready for approval
     * @throws Problem {@code distribution.sums-differ} when the numbers of a year are more or less than its total
     */
    @Transactional
    public boolean decide(String number, String decision) {
        var officer = authorisedBody.officer();
        distributions.lock(number);
        switch (decision) {
            case "hand-over" -> {
                requireSums(number);
                distributions.handedOver(number, officer);
                distributions.step(number, DistributionStep.Deed.HANDED_OVER, officer, "");
                return true;
            }
            case "set-totals" -> {
                distributions.step(number, DistributionStep.Deed.TOTALS_REOPENED, officer, "");
                return false;
            }
            default ->
                throw Problem.of(Problem.Kind.UNPROCESSABLE, "task.incomplete")
                        .with("decision", "task.decision-missing");
        }
    }

    /** The distribution of any of these years that is being prepared or waits for its first day; there is one at most. */
    private Optional<Distribution> underWay(int firstYear, int lastYear) {
        return distributions.all().stream()
                .filter(each -> each.inEffectAt() == null
                        && each.firstYear() <= lastYear
                        && each.lastYear() >= firstYear
                        && process.runs(each.number()))
                .findFirst();
    }

    private void requireSums(String number) {
        var sums = distributions.shares(number).stream().collect(groupingBy(Share::year, summingInt(Share::vouchers)));
        totals(number).forEach((year, total) -> {
            int sum = sums.getOrDefault(year, 0);
            if (sum != total) {
                throw Problem.of(
                        Problem.Kind.UNPROCESSABLE,
                        "distribution.sums-differ",
                        Integer.toString(year),
                        Integer.toString(sum),
                        Integer.toString(total));
            }
        });
    }

    /** Before the proposal is computed, so that the officer who set the totals hears of it. */
    private void requireFloors(String number) {
        int floor =
                law.distributionWeightsOn(distributions.get(number).openedOn()).floor();
        int needed = floor * regions().size();
        totals(number).forEach((year, total) -> {
            if (total < needed) {
                throw Problem.of(
                        Problem.Kind.UNPROCESSABLE,
                        "distribution.total-below-floors",
                        Integer.toString(total),
                        Integer.toString(needed));
            }
        });
    }

    private static void requireReason(String code, String reason) {
        if (reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw Problem.of(Problem.Kind.UNPROCESSABLE, code)
                    .with("reason", "distribution.reason", Integer.toString(LONGEST_REASON));
        }
    }

    private Map<String, Integer> counts(QuotaLedger.Kind kind, int year) {
        return ledger.counts(kind, year - PERIOD_YEARS + 1, year).stream()
                .collect(toMap(QuotaLedger.Count::region, QuotaLedger.Count::entries));
    }

    private SortedMap<Integer, Integer> totals(String number) {
        return distributions.totals(number);
    }

    private Set<String> regions() {
        return catalogue.regions().stream().map(Catalogue.Region::code).collect(toSet());
    }
}
