package kz.bilik.web.page;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import kz.bilik.calendar.DeadlineText;
import kz.bilik.catalogue.Catalogue;
import kz.bilik.distribution.Distribution;
import kz.bilik.distribution.DistributionStep;
import kz.bilik.distribution.Distributions;
import kz.bilik.distribution.Preparation;
import kz.bilik.distribution.Publication;
import kz.bilik.distribution.Quotas;
import kz.bilik.distribution.RegionStatistics;
import kz.bilik.distribution.Share;
import kz.bilik.distribution.WhatIf;
import kz.bilik.language.Language;
import kz.bilik.language.Texts;
import kz.bilik.officer.OfficerNames;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the page of a distribution shows, in the reader's language (cl. 18); all numbers are vouchers. */
@Component
class DistributionSheet {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

    /** How one change was recorded before there was a table of them. */
    private static final Pattern ONE_CHANGE = Pattern.compile("(KZ-[0-9]{2}) ([0-9]{4}(?:: [0-9]+)?)");

    private final Distributions distributions;
    private final Publication publication;
    private final Quotas quotas;
    private final WhatIf whatIf;
    private final Catalogue catalogue;
    private final Preparation preparation;
    private final OfficerNames officerNames;
    private final DeadlineText dates;
    private final Texts texts;

    DistributionSheet(
            Distributions distributions,
            Publication publication,
            Quotas quotas,
            WhatIf whatIf,
            Catalogue catalogue,
            Preparation preparation,
            OfficerNames officerNames,
            DeadlineText dates,
            Texts texts) {
        this.distributions = distributions;
        this.publication = publication;
        this.quotas = quotas;
        this.whatIf = whatIf;
        this.catalogue = catalogue;
        this.preparation = preparation;
        this.officerNames = officerNames;
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
            boolean kept,
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

        /** What is left of the total; negative when there is more than that. */
        public int rest() {
            return total - vouchers;
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

    /** What an officer did; the changes by region. */
    record Event(String at, String officer, String step, String remarks, List<ChangeLine> changes) {}

    /** A number that an officer changed, and why; the reason is empty where the proposal was restored. */
    record ChangeLine(String region, int year, int before, int after, String reason) {}

    List<Row> rows(Distribution distribution, int year, Language language) {
        var shares = shares(distribution.number(), year);
        if (shares.isEmpty()) {
            return List.of();
        }
        var old = old(distribution, year, shares.values());
        var names = officerNames.names(shares.values().stream()
                .map(Share::adjustedBy)
                .filter(Objects::nonNull)
                .distinct()
                .toList());
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
                            share.kept(),
                            share.reason() == null ? "" : share.reason(),
                            share.adjustedBy() == null
                                    ? ""
                                    : names.getOrDefault(share.adjustedBy(), share.adjustedBy()),
                            scale);
                })
                .sorted(comparing(Row::region, language.order()))
                .toList();
    }

    /** @param typed numbers that stand in the table and are not saved, by the id of their field */
    Sums sums(Distribution distribution, int year, List<Row> rows, Map<?, ?> typed) {
        return new Sums(
                rows.stream().mapToInt(row -> row.old() == null ? 0 : row.old()).sum(),
                rows.stream().mapToInt(Row::proposed).sum(),
                rows.stream()
                        .mapToInt(row -> SharesForm.isNumber(typed.get("v-" + row.code()))
                                ? Integer.parseInt(typed.get("v-" + row.code()).toString())
                                : row.vouchers())
                        .sum(),
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

    /** What officers did, oldest first: by name, with each number that they changed. */
    List<Event> events(Distribution distribution, Language language) {
        var steps = distributions.steps(distribution.number());
        var names = officerNames.names(
                steps.stream().map(DistributionStep::officer).distinct().toList());
        return steps.stream()
                .map(step -> new Event(
                        dates.date(language, step.at().toLocalDate()) + ", " + TIME.format(step.at()),
                        officer(step.officer(), names),
                        step.deed().key(),
                        remarks(step, language),
                        step.changes().stream()
                                .map(change -> new ChangeLine(
                                        catalogue.regionName(change.region(), language),
                                        change.year(),
                                        change.before(),
                                        change.after(),
                                        change.reason()))
                                .sorted(comparing(ChangeLine::region, language.order()))
                                .toList()))
                .toList();
    }

    /** A change that was recorded in one line names the region by its code. */
    private String remarks(DistributionStep step, Language language) {
        var one = ONE_CHANGE.matcher(step.remarks());
        return switch (step.deed()) {
            case SHARE_ADJUSTED, SHARE_RESTORED ->
                one.matches() ? catalogue.regionName(one.group(1), language) + ", " + one.group(2) : step.remarks();
            default -> step.remarks();
        };
    }

    /** By name, and by the account where two may bear the same. */
    private static String officer(String account, Map<String, String> names) {
        var name = names.get(account);
        return name == null ? account : name + ", " + account;
    }

    /** Statistics that do not count in the proposal, in words; while it can still be prepared otherwise. */
    List<String> tooSmall(Distribution distribution, Language language) {
        return distribution.published()
                ? List.of()
                : preparation.tooSmall(distribution.number()).stream()
                        .map(each -> texts.in(
                                language,
                                "distribution.too-small." + each.statistic(),
                                each.inAll(),
                                each.smallestBase()))
                        .toList();
    }

    /** The numbers of a year as they are now, by region. */
    Map<String, Share> shares(String number, int year) {
        return distributions.shares(number).stream()
                .filter(share -> share.year() == year)
                .collect(toMap(Share::region, Function.identity()));
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
