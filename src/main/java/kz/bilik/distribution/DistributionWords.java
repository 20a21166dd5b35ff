package kz.bilik.distribution;

import static java.util.stream.Collectors.joining;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import kz.bilik.calendar.DeadlineText;
import kz.bilik.catalogue.Catalogue;
import kz.bilik.language.Language;
import kz.bilik.language.Texts;
import org.springframework.modulith.NamedInterface;
import org.springframework.stereotype.Component;

/** What the forms of a distribution show (cl. 18), read when they are opened. */
@NamedInterface("steps")
@Component
public class DistributionWords {

    private final Distributions distributions;
    private final Publication publication;
    private final DistributionDeadlines deadlines;
    private final Catalogue catalogue;
    private final DeadlineText dates;
    private final DistributionSettings settings;
    private final Texts texts;

    DistributionWords(
            Distributions distributions,
            Publication publication,
            DistributionDeadlines deadlines,
            Catalogue catalogue,
            DeadlineText dates,
            DistributionSettings settings,
            Texts texts) {
        this.distributions = distributions;
        this.publication = publication;
        this.deadlines = deadlines;
        this.catalogue = catalogue;
        this.dates = dates;
        this.settings = settings;
        this.texts = texts;
    }

    /** The task list's columns. */
    public Map<String, String> listed(String number, Language language) {
        return Map.of("number", number);
    }

    public Map<String, String> ofTotals(String number, Language language) {
        var shown = common(number, language);
        var statistics = distributions.statistics(number);
        shown.put(
                "statisticsText",
                texts.in(
                                language,
                                "distribution.fact.statistics",
                                sum(statistics, RegionStatistics::unemployed),
                                sum(statistics, RegionStatistics::issued),
                                sum(statistics, RegionStatistics::refused),
                                statistics.size())
                        + Indicator.tooSmall(statistics, settings.smallestBase()).stream()
                                .map(each -> "\n"
                                        + texts.in(
                                                language,
                                                "distribution.too-small." + each.statistic(),
                                                each.inAll(),
                                                each.smallestBase()))
                                .collect(joining()));
        return shown;
    }

    public Map<String, String> ofAdjustment(String number, Language language) {
        var shown = common(number, language);
        shown.put("sumsText", sums(number, language));
        shown.put("warningsText", warnings(number, language));
        shown.put("remarksText", remarks(number));
        return shown;
    }

    public Map<String, String> ofApproval(String number, Language language) {
        var shown = common(number, language);
        shown.put("sumsText", sums(number, language));
        shown.put("warningsText", warnings(number, language));
        shown.put(
                "adjustedText",
                texts.in(
                        language,
                        "distribution.fact.adjusted",
                        distributions.shares(number).stream()
                                .filter(share -> share.adjusted() != null)
                                .count()));
        shown.put("preparedBy", String.valueOf(distributions.get(number).handedOverBy()));
        return shown;
    }

    private Map<String, String> common(String number, Language language) {
        var distribution = distributions.get(number);
        var shown = new LinkedHashMap<String, String>();
        shown.put(
                "periodText",
                distribution.firstYear() == distribution.lastYear()
                        ? String.valueOf(distribution.lastYear())
                        : distribution.firstYear() + "–" + distribution.lastYear());
        shown.put("fromText", dates.date(language, distribution.from()));
        var publication = deadlines.publication(number);
        shown.put(
                "deadlineText",
                texts.in(
                        language,
                        "case.deadline",
                        dates.date(language, publication.due()),
                        dates.clause(language, publication.clause())));
        shown.put("pageLink", "/distributions/" + number);
        return shown;
    }

    /** Each year's numbers against its total, such as {@code 2027: 1,190 of 1,200, 10 not given out yet}. */
    private String sums(String number, Language language) {
        var shares = distributions.shares(number);
        return distributions.totals(number).entrySet().stream()
                .map(total -> {
                    var sum = shares.stream()
                            .filter(share -> share.year() == total.getKey())
                            .mapToInt(Share::vouchers)
                            .sum();
                    var rest = total.getValue() - sum;
                    return texts.in(
                            language,
                            "distribution.fact.sum" + (rest == 0 ? "" : rest > 0 ? "-left" : "-over"),
                            String.valueOf(total.getKey()),
                            sum,
                            total.getValue(),
                            Math.abs(rest));
                })
                .collect(joining("\n"));
    }

    /** The regions and years that get less than was given out, or a dash. */
    private String warnings(String number, Language language) {
        var shortfalls = publication.shortfalls(number);
        return shortfalls.isEmpty()
                ? "–"
                : shortfalls.stream()
                        .map(shortfall -> texts.in(
                                language,
                                "distribution.shortfall",
                                catalogue.regionName(shortfall.region(), language),
                                String.valueOf(shortfall.year()),
                                shortfall.vouchers(),
                                shortfall.taken()))
                        .collect(joining("\n"));
    }

    private static long sum(List<RegionStatistics> statistics, ToLongFunction<RegionStatistics> number) {
        return statistics.stream().mapToLong(number).sum();
    }

    /** Why it came back the last time, or a dash. */
    private String remarks(String number) {
        return distributions.steps(number).stream()
                .filter(step -> step.deed() == DistributionStep.Deed.RETURNED)
                .reduce((earlier, later) -> later)
                .map(step -> step.remarks() + " (" + step.officer() + ")")
                .orElse("–");
    }
}
