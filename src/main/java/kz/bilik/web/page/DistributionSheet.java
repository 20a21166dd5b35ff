package kz.bilik.web.page;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import kz.bilik.calendar.DeadlineText;
import kz.bilik.catalogue.Catalogue;
import kz.bilik.distribution.Distribution;
import kz.bilik.distribution.Distributions;
import kz.bilik.distribution.Publication;
import kz.bilik.distribution.Quotas;
import kz.bilik.distribution.RegionStatistics;
import kz.bilik.distribution.Share;
import kz.bilik.distribution.WhatIf;
import kz.bilik.language.Language;
import kz.bilik.language.Texts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the page of a distribution shows, in the reader's language (cl. 18); all numbers are vouchers. */
@Component
class DistributionSheet {

    private final Distributions distributions;
    private final Publication publication;
    private final Quotas quotas;
    private final WhatIf whatIf;
    private final Catalogue catalogue;
    private final DeadlineText dates;
    private final Texts texts;

    DistributionSheet(
            Distributions distributions,
            Publication publication,
            Quotas quotas,
            WhatIf whatIf,
            Catalogue catalogue,
            DeadlineText dates,
            Texts texts) {
        this.distributions = distributions;
        this.publication = publication;
        this.quotas = quotas;
        this.whatIf = whatIf;
        this.catalogue = catalogue;
        this.dates = dates;
        this.texts = texts;
    }

    /**
     * A region's line: the number in force, the proposed one, the one that counts, and why it was changed.
     *
     * @param old null where the region had none
     * @param scale the largest number of the page, as the length of a whole bar
     */
    record Row(
            String code,
            String region,
            @Nullable Integer old,
            int proposed,
            int vouchers,
            boolean adjusted,
            String reason,
            String adjustedBy,
            int scale) {

        /** The change against the number in force, such as {@code +3}. */
        public String change() {
            return old == null ? "" : vouchers == old ? "0" : "%+d".formatted(vouchers - old);
        }

        /** A bar's length in hundredths of the longest. */
        public int bar(@Nullable Integer number) {
            return number == null || scale == 0 ? 0 : Math.round(number * 100f / scale);
        }
    }

    /** The sums under a year's lines. */
    record Sums(int old, int proposed, int vouchers, int total) {

        public boolean differ() {
            return vouchers != total;
        }
    }

    /** A region's statistics. */
    record Figures(String region, RegionStatistics statistics) {}

    /**
     * What it would have done, a line for each region in which somebody asked.
     *
     * @param refused by month, in the order of the page's months; empty where nobody asked
     */
    record Refusals(String region, List<String> months, int requested, int refused) {}

    /** A month's name, and the regions' lines. */
    record Past(List<String> months, List<Refusals> regions, int requested, int refused) {}

    /** As a changed number is noted: region, year, vouchers. */
    private static final Pattern CHANGED = Pattern.compile("(KZ-\\d{2}) (\\d{4}: \\d+)");

    /** What an officer did. */
    record Event(String at, String officer, String step, String remarks) {}

    List<Row> rows(Distribution distribution, int year, Language language) {
        var shares = distributions.shares(distribution.number()).stream()
                .filter(share -> share.year() == year)
                .collect(toMap(Share::region, Function.identity()));
        if (shares.isEmpty()) {
            return List.of();
        }
        var old = old(distribution, year, shares.values());
        int scale = Math.max(
                old.values().stream().max(Integer::compare).orElse(0),
                shares.values().stream()
                        .mapToInt(share -> Math.max(share.proposed(), share.vouchers()))
                        .max()
                        .orElse(0));
        return catalogue.regions().stream()
                .filter(region -> shares.containsKey(region.code()))
                .map(region -> {
                    var share = shares.get(region.code());
                    return new Row(
                            region.code(),
                            region.name().in(language),
                            old.get(region.code()),
                            share.proposed(),
                            share.vouchers(),
                            share.adjusted() != null,
                            share.reason() == null ? "" : share.reason(),
                            share.adjustedBy() == null ? "" : share.adjustedBy(),
                            scale);
                })
                .sorted(comparing(Row::region, language.order()))
                .toList();
    }

    Sums sums(Distribution distribution, int year, List<Row> rows) {
        return new Sums(
                rows.stream().mapToInt(row -> row.old() == null ? 0 : row.old()).sum(),
                rows.stream().mapToInt(Row::proposed).sum(),
                rows.stream().mapToInt(Row::vouchers).sum(),
                distributions.totals(distribution.number()).getOrDefault(year, 0));
    }

    /** What it warns of until it is in effect: the regions and years that get less than was given out, all years of it. */
    List<String> shortfalls(Distribution distribution, Language language) {
        return distribution.inEffectAt() != null
                ? List.of()
                : publication.shortfalls(distribution.number()).stream()
                        .map(shortfall -> texts.in(
                                language,
                                "distribution.shortfall",
                                catalogue.regionName(shortfall.region(), language),
                                String.valueOf(shortfall.year()),
                                shortfall.vouchers(),
                                shortfall.taken()))
                        .toList();
    }

    List<Figures> statistics(Distribution distribution, Language language) {
        return distributions.statistics(distribution.number()).stream()
                .map(region -> new Figures(catalogue.regionName(region.region(), language), region))
                .sorted(comparing(Figures::region, language.order()))
                .toList();
    }

    Past past(Distribution distribution, Language language) {
        var all = whatIf.of(distribution.number());
        var months = new TreeSet<YearMonth>();
        all.forEach(month -> months.add(month.month()));
        var regions = new ArrayList<Refusals>();
        all.stream().collect(groupingBy(WhatIf.Month::region)).forEach((region, ofRegion) -> {
            var refused = ofRegion.stream().collect(toMap(WhatIf.Month::month, Function.identity()));
            regions.add(new Refusals(
                    catalogue.regionName(region, language),
                    months.stream()
                            .map(refused::get)
                            .map(month -> month == null ? "" : month.refused() + " / " + month.requested())
                            .toList(),
                    ofRegion.stream().mapToInt(WhatIf.Month::requested).sum(),
                    ofRegion.stream().mapToInt(WhatIf.Month::refused).sum()));
        });
        return new Past(
                months.stream().map(DistributionSheet::month).toList(),
                regions.stream()
                        .sorted(comparing(Refusals::region, language.order()))
                        .toList(),
                all.stream().mapToInt(WhatIf.Month::requested).sum(),
                all.stream().mapToInt(WhatIf.Month::refused).sum());
    }

    List<Event> events(Distribution distribution, Language language) {
        return distributions.steps(distribution.number()).stream()
                .map(step -> new Event(
                        dates.date(language, step.at().toLocalDate()),
                        step.officer(),
                        step.deed().key(),
                        remarks(step.remarks(), language)))
                .toList();
    }

    /** What was noted; a number that was changed is noted with the code of its region, which is read by its name. */
    private String remarks(String noted, Language language) {
        var changed = CHANGED.matcher(noted);
        return changed.matches() ? catalogue.regionName(changed.group(1), language) + ", " + changed.group(2) : noted;
    }

    /** The names of the regions by code, for the reader to choose from. */
    Map<String, String> regions(Language language) {
        var names = new LinkedHashMap<String, String>();
        catalogue
                .regions()
                .forEach(region -> names.put(region.code(), region.name().in(language)));
        return names;
    }

    String date(Language language, java.time.LocalDate day) {
        return dates.date(language, day);
    }

    /** The numbers to compare with: those in force, or once it is published those that it replaced. */
    private Map<String, Integer> old(Distribution distribution, int year, Collection<Share> shares) {
        return distribution.published()
                ? shares.stream().filter(share -> share.before() != null).collect(toMap(Share::region, Share::before))
                : quotas.inForce(year);
    }

    private static String month(YearMonth month) {
        return "%02d.%d".formatted(month.getMonthValue(), month.getYear());
    }
}
