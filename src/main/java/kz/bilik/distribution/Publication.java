package kz.bilik.distribution;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kz.bilik.notice.Notices;
import kz.bilik.officer.Place;
import org.springframework.modulith.NamedInterface;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Publishes an approved distribution and makes it the quotas of the regions (cl. 18). */
@NamedInterface({"cabinet", "steps"})
@Component
public class Publication {

    private final Distributions distributions;
    private final Quotas quotas;
    private final DistributionProcess process;
    private final Notices notices;

    Publication(Distributions distributions, Quotas quotas, DistributionProcess process, Notices notices) {
        this.distributions = distributions;
        this.quotas = quotas;
        this.process = process;
        this.notices = notices;
    }

    /**
     * Publishes the numbers and tells the regions. Years that had no distribution have their quotas at once, since nobody
     * can apply in them before they begin, and applications that waited are looked at again; other years follow when the
     * first day begins. A second time nothing happens.
     */
    @Transactional
    public void publish(String number) {
        var distribution = distributions.get(number);
        if (!distributions.published(number)) {
            return;
        }
        var shares = distributions.shares(number);
        distribution.years().forEach(year -> distributions.keepBefore(number, year, quotas.inForce(year)));
        var elsewhere = elsewhere(number);
        shares.stream()
                .filter(share -> !quotas.published(share.region(), share.year()))
                .forEach(share -> putIntoEffect(distribution, share, elsewhere));
        tell(distribution, shares);
        process.resumeHeldApplications();
    }

    /**
     * A region that a distribution gives fewer vouchers in a year than it has given out already.
     *
     * @param vouchers what the distribution gives it
     * @param taken reserved and issued, here or outside the product
     */
    public record Shortfall(String region, int year, int vouchers, int taken) {}

    /**
     * The regions and years in which the distribution falls short of what is given out, by year. It may be published all
     * the same: nobody loses a voucher, but none is free there until enough came back.
     */
    public List<Shortfall> shortfalls(String number) {
        var distribution = distributions.get(number);
        var elsewhere = elsewhere(number);
        var given = new HashMap<Integer, Map<String, Quota>>();
        return distributions.shares(number).stream()
                .map(share -> {
                    var quota = given.computeIfAbsent(share.year(), year -> quotas.quotas(year).stream()
                                    .collect(toMap(Quota::region, identity())))
                            .get(share.region());
                    var taken = (quota == null ? 0 : quota.reserved() + quota.consumed())
                            + elsewhere(distribution, share, elsewhere);
                    return new Shortfall(share.region(), share.year(), share.vouchers(), taken);
                })
                .filter(share -> share.vouchers() < share.taken())
                .toList();
    }

    /** The first day has begun: every number becomes the quota of its region and year. A second time nothing changes. */
    @Transactional
    public void putIntoEffect(String number) {
        var distribution = distributions.get(number);
        var elsewhere = elsewhere(number);
        distributions.shares(number).forEach(share -> putIntoEffect(distribution, share, elsewhere));
        distributions.inEffect(number);
        process.resumeHeldApplications();
    }

    private void putIntoEffect(Distribution distribution, Share share, Map<String, Integer> elsewhere) {
        quotas.putIntoEffect(share.region(), share.year(), share.vouchers(), elsewhere(distribution, share, elsewhere));
    }

    /** What was issued elsewhere counts in the year in which it was counted. */
    private static int elsewhere(Distribution distribution, Share share, Map<String, Integer> elsewhere) {
        var counted = distribution.statisticsDay() != null
                && distribution.statisticsDay().getYear() == share.year();
        return counted ? elsewhere.getOrDefault(share.region(), 0) : 0;
    }

    private Map<String, Integer> elsewhere(String number) {
        return distributions.statistics(number).stream()
                .collect(toMap(RegionStatistics::region, RegionStatistics::issuedElsewhere));
    }

    private void tell(Distribution distribution, List<Share> shares) {
        shares.stream()
                .collect(groupingBy(Share::region))
                .forEach((region, ofRegion) -> notices.tell(
                        Place.mobilityCentre(region),
                        distribution.number(),
                        "distribution.published",
                        "",
                        distribution.number(),
                        distribution.from(),
                        ofRegion.stream()
                                .map(share -> share.year() + ": " + share.vouchers())
                                .collect(joining(", "))));
    }
}
