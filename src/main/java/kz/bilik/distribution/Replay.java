package kz.bilik.distribution;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a quota would have done to the applications of last year (cl. 3.3 (b), 18): how many of them it would have refused
 * in each region and month. For the officer who weighs a distribution before it is published.
 */
final class Replay {

    private final Map<String, Region> regions = new TreeMap<>();
    private final Map<String, Integer> quota;

    private Replay(Map<String, Integer> quota) {
        this.quota = quota;
    }

    /** What happened to an application, as far as it concerns the quota. */
    enum Kind {
        /** It asked for a voucher, at the automatic check. */
        REQUESTED,
        /** Its voucher went back to the quota: refusal, withdrawal. */
        RELEASED
    }

    /** Something that happened to an application, filed in that region. */
    record Event(String region, String application, LocalDate day, Kind kind) {}

    /** The applications that asked for a voucher in a region and month, and those of them that found none left. */
    record Month(String region, YearMonth month, int requested, int refused) {

        private Month plus(Month more) {
            return new Month(region, month, requested + more.requested, refused + more.refused);
        }
    }

    /**
     * Lets it all happen again under another quota.
     *
     * @param events in order of time
     * @param quota the vouchers of each region for the whole time; a region that is not in it has none
     * @return the months in which somebody asked, by region, then by month
     */
    static List<Month> of(List<Event> events, Map<String, Integer> quota) {
        var replay = new Replay(quota);
        events.forEach(replay::happens);
        return replay.regions.values().stream().flatMap(Region::months).toList();
    }

    private void happens(Event event) {
        var region = regions.computeIfAbsent(event.region(), code -> new Region(code, quota.getOrDefault(code, 0)));
        switch (event.kind()) {
            case REQUESTED -> region.requested(event.application(), YearMonth.from(event.day()));
            case RELEASED -> region.released(event.application());
        }
    }

    /** A region, and who holds its vouchers. */
    private static final class Region {

        private final String code;
        private final int quota;
        private final Set<String> holders = new HashSet<>();
        private final Map<YearMonth, Month> months = new TreeMap<>();

        Region(String code, int quota) {
            this.code = code;
            this.quota = quota;
        }

        void requested(String application, YearMonth month) {
            if (holders.contains(application)) {
                return;
            }
            boolean voucherLeft = holders.size() < quota;
            if (voucherLeft) {
                holders.add(application);
            }
            months.merge(month, new Month(code, month, 1, voucherLeft ? 0 : 1), Month::plus);
        }

        void released(String application) {
            holders.remove(application);
        }

        Stream<Month> months() {
            return months.values().stream();
        }
    }
}
