package kz.bilik.process;

import static java.util.stream.Collectors.joining;

import java.util.LinkedHashMap;
import java.util.Map;
import kz.bilik.calendar.DeadlineText;
import kz.bilik.distribution.DistributionDeadlines;
import kz.bilik.distribution.Distributions;
import kz.bilik.distribution.RegionStatistics;
import kz.bilik.language.Language;
import org.springframework.stereotype.Component;

/** What the forms of a distribution show (cl. 18), read when they are opened. */
@Component
class DistributionFacts {

    private static final Language LANGUAGE = Language.EN;

    private final Distributions distributions;
    private final DistributionDeadlines deadlines;
    private final DeadlineText dates;

    DistributionFacts(Distributions distributions, DistributionDeadlines deadlines, DeadlineText dates) {
        this.distributions = distributions;
        this.deadlines = deadlines;
        this.dates = dates;
    }

    /** The task list's columns. */
    Map<String, String> listed(String number) {
        return Map.of("number", number);
    }

    Map<String, String> ofTotals(String number) {
        var facts = common(number);
        var statistics = distributions.statistics(number);
        facts.put(
                "statisticsText",
                "%,d unemployed, %,d vouchers used, %,d applications refused for lack of a voucher in %d regions"
                        .formatted(
                                statistics.stream()
                                        .mapToLong(RegionStatistics::unemployed)
                                        .sum(),
                                statistics.stream()
                                        .mapToLong(RegionStatistics::used)
                                        .sum(),
                                statistics.stream()
                                        .mapToLong(RegionStatistics::refused)
                                        .sum(),
                                statistics.size()));
        return facts;
    }

    Map<String, String> ofAdjustment(String number) {
        var facts = common(number);
        facts.put("sumsText", sums(number));
        facts.put("remarksText", remarks(number));
        return facts;
    }

    Map<String, String> ofApproval(String number) {
        var facts = common(number);
        facts.put("sumsText", sums(number));
        facts.put(
                "adjustedText",
                distributions.shares(number).stream()
                                .filter(share -> share.adjusted() != null)
                                .count() + " numbers changed, each with a reason");
        facts.put("preparedBy", String.valueOf(distributions.get(number).handedOverBy()));
        return facts;
    }

    private Map<String, String> common(String number) {
        var distribution = distributions.get(number);
        var facts = new LinkedHashMap<String, String>();
        facts.put(
                "periodText",
                distribution.firstYear() == distribution.lastYear()
                        ? String.valueOf(distribution.lastYear())
                        : distribution.firstYear() + " to " + distribution.lastYear());
        facts.put("fromText", dates.date(LANGUAGE, distribution.from()));
        facts.put(
                "deadlineText",
                dates.date(LANGUAGE, deadlines.publication(number).due()) + " (our own limit)");
        facts.put("pageLink", "/distributions/" + number);
        return facts;
    }

    /** Each year's numbers against its total, such as {@code 2027: 1,200 of 1,200}. */
    private String sums(String number) {
        var shares = distributions.shares(number);
        return distributions.totals(number).entrySet().stream()
                .map(total -> "%d: %,d of %,d"
                        .formatted(
                                total.getKey(),
                                shares.stream()
                                        .filter(share -> share.year() == total.getKey())
                                        .mapToInt(Distributions.Share::vouchers)
                                        .sum(),
                                total.getValue()))
                .collect(joining("\n"));
    }

    /** Why it came back the last time, or a dash. */
    private String remarks(String number) {
        return distributions.steps(number).stream()
                .filter(step -> step.step().equals("returned"))
                .reduce((earlier, later) -> later)
                .map(step -> step.remarks() + " (" + step.officer() + ")")
                .orElse("–");
    }
}
