package kz.bilik.distribution;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kz.bilik.problem.Problem;

/**
 * Shares a number of vouchers out between the regions (cl. 18), in proportion to an indicator of each and with a floor
 * for all: what a region would get below the floor is raised to it, and the others share what is left. Rounded by the
 * largest remainder, so that the shares always sum to the total.
 *
 * <p>A region with a higher indicator never gets fewer vouchers than one with a lower, and a region whose indicator
 * alone rises never loses one. No method of remainders promises more: with a larger total, or when several indicators
 * change, a region can lose a voucher that a rival's remainder now has the better claim to.
 */
final class Apportionment {

    private Apportionment() {}

    /** What a region brings to the sharing: its code, and an indicator that counts only relative to the others'. */
    record Claim(String region, BigInteger indicator) {

        Claim {
            if (indicator.signum() < 0) {
                throw new IllegalArgumentException("The indicator of " + region + " is negative");
            }
        }
    }

    /** The exact share of a region: whole vouchers, and a remainder over a denominator common to all regions. */
    private record Share(String region, int whole, BigInteger remainder) {

        static final Comparator<Share> LARGEST_REMAINDER_FIRST =
                Comparator.comparing(Share::remainder).reversed().thenComparing(Share::region);
    }

    /**
     * The vouchers of each region, in the order of the claims; which order that is makes no difference to them. Equal
     * remainders are served in the order of the regions' codes. When all indicators are zero, the regions share
     * equally.
     *
     * @param total vouchers to be shared out
     * @param floor vouchers that every region gets at least
     * @throws Problem {@code distribution.total-below-floors} when the total is less than the floors of all regions
     */
    static Map<String, Integer> apportion(int total, int floor, List<Claim> claims) {
        requireDistinctRegions(claims);
        requireFloors(total, floor, claims.size());
        var sharing = aboveFloor(total, floor, equalIfAllZero(claims));
        int left = total - floor * (claims.size() - sharing.size());
        var shares = byLargestRemainder(left, sharing);
        var vouchers = new LinkedHashMap<String, Integer>();
        claims.forEach(claim -> vouchers.put(claim.region(), shares.getOrDefault(claim.region(), floor)));
        return vouchers;
    }

    private static void requireDistinctRegions(List<Claim> claims) {
        long regions = claims.stream().map(Claim::region).distinct().count();
        if (regions == 0 || regions < claims.size()) {
            throw new IllegalArgumentException("Each region claims once, and one at least: " + claims);
        }
    }

    private static void requireFloors(int total, int floor, int regions) {
        if (floor < 0) {
            throw new IllegalArgumentException("The floor is negative: " + floor);
        }
        long needed = (long) floor * regions;
        if (total < needed) {
            throw Problem.of(
                    Problem.Kind.UNPROCESSABLE,
                    "distribution.total-below-floors",
                    Integer.toString(total),
                    Long.toString(needed));
        }
    }

    private static List<Claim> equalIfAllZero(List<Claim> claims) {
        return sum(claims).signum() > 0
                ? claims
                : claims.stream()
                        .map(claim -> new Claim(claim.region(), BigInteger.ONE))
                        .toList();
    }

    /**
     * The claims whose proportional share reaches the floor once all others are raised to it.
     *
     * <p>Decided on exact shares, before anything is rounded. They end as max(floor, indicator × rate), with the one
     * rate at which they sum to the total. When one region's indicator rises, the rate can only fall, and with it every
     * other exact share; its own takes up the difference. So a rival either keeps its whole vouchers and has no larger
     * remainder than before, or loses at least one whole voucher, which pays for the one that its new remainder may
     * win. Either way nobody takes a voucher from the region that rose: the floors do no harm to that.
     */
    private static List<Claim> aboveFloor(int left, int floor, List<Claim> claims) {
        var sum = sum(claims);
        var needed = sum.multiply(BigInteger.valueOf(floor));
        var above = claims.stream()
                .filter(claim -> times(claim.indicator(), left).compareTo(needed) >= 0)
                .toList();
        int raised = claims.size() - above.size();
        // Raising some takes from the others, who may fall below the floor in their turn. The last never does.
        return raised == 0 ? claims : aboveFloor(left - floor * raised, floor, above);
    }

    private static Map<String, Integer> byLargestRemainder(int vouchers, List<Claim> claims) {
        var sum = sum(claims);
        var shares = claims.stream().map(claim -> share(claim, vouchers, sum)).toList();
        var rounded = new HashMap<String, Integer>();
        shares.forEach(share -> rounded.put(share.region(), share.whole()));
        int over = vouchers - shares.stream().mapToInt(Share::whole).sum();
        shares.stream()
                .sorted(Share.LARGEST_REMAINDER_FIRST)
                .limit(over)
                .forEach(share -> rounded.merge(share.region(), 1, Integer::sum));
        return rounded;
    }

    private static Share share(Claim claim, int vouchers, BigInteger sum) {
        var parts = times(claim.indicator(), vouchers).divideAndRemainder(sum);
        return new Share(claim.region(), parts[0].intValueExact(), parts[1]);
    }

    private static BigInteger sum(List<Claim> claims) {
        return claims.stream().map(Claim::indicator).reduce(BigInteger.ZERO, BigInteger::add);
    }

    private static BigInteger times(BigInteger indicator, int vouchers) {
        return indicator.multiply(BigInteger.valueOf(vouchers));
    }
}
