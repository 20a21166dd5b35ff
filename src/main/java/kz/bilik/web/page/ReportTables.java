package kz.bilik.web.page;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import kz.bilik.calendar.DeadlineText;
import kz.bilik.calendar.LegalClock;
import kz.bilik.casefile.PlaceNames;
import kz.bilik.catalogue.Catalogue;
import kz.bilik.history.CaseCourses;
import kz.bilik.language.Day;
import kz.bilik.language.Language;
import kz.bilik.language.Tenge;
import kz.bilik.language.Texts;
import kz.bilik.officer.Officer;
import kz.bilik.officer.Place;
import kz.bilik.report.CaseReport;
import kz.bilik.report.Limit;
import kz.bilik.report.LimitReport;
import kz.bilik.report.MoneyReport;
import kz.bilik.report.TimeInSteps;
import kz.bilik.web.page.ReportTable.Column;
import kz.bilik.web.page.ReportTable.Link;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The reports in words: their tables and charts in the reader's language. */
@Component
class ReportTables {

    private static final String KEPT = "bilik-part-kept";
    private static final String MISSED = "bilik-part-missed";
    private static final String OTHER = "bilik-part-other";
    private static final long HOUR = 3_600;
    private static final long DAY = 24 * HOUR;

    private final Texts texts;
    private final DeadlineText deadlineText;
    private final Catalogue catalogue;
    private final PlaceNames places;
    private final Matters matters;
    private final CaseCourses courses;
    private final LegalClock clock;

    ReportTables(
            Texts texts,
            DeadlineText deadlineText,
            Catalogue catalogue,
            PlaceNames places,
            Matters matters,
            CaseCourses courses,
            LegalClock clock) {
        this.texts = texts;
        this.deadlineText = deadlineText;
        this.catalogue = catalogue;
        this.places = places;
        this.matters = matters;
        this.courses = courses;
        this.clock = clock;
    }

    /** Kept, missed and running, of as many counts as there are. */
    private record Sum(long kept, long missed, long running) {

        Sum and(LimitReport.Count count) {
            return new Sum(kept + count.kept(), missed + count.missed(), running + count.running());
        }

        /** Missed of those that are decided, in whole percent; null when none is. */
        @Nullable
        String share() {
            return kept + missed == 0 ? null : Math.round(100.0 * missed / (kept + missed)) + " %";
        }
    }

    private static <K> Map<K, Sum> sums(List<LimitReport.Count> counts, Function<LimitReport.Count, K> by) {
        var sums = new HashMap<K, Sum>();
        counts.forEach(count -> sums.merge(
                by.apply(count),
                new Sum(count.kept(), count.missed(), count.running()),
                (sum, other) -> sum.and(count)));
        return sums;
    }

    private String text(Language language, String key, Object... arguments) {
        return texts.in(language, key, arguments);
    }

    private Column words(Language language, String column) {
        return new Column(text(language, "report.column." + column), false);
    }

    private Column number(Language language, String column) {
        return new Column(text(language, "report.column." + column), true);
    }

    private List<Column> limitColumns(Language language, String... first) {
        var columns = new ArrayList<>(
                Arrays.stream(first).map(column -> words(language, column)).toList());
        for (var column : List.of("kept", "missed", "share", "running")) {
            columns.add(number(language, column));
        }
        return columns;
    }

    private static List<@Nullable Object> row(Sum sum, @Nullable Object... first) {
        var row = new ArrayList<@Nullable Object>(Arrays.asList(first));
        row.addAll(Arrays.asList(sum.kept(), sum.missed(), sum.share(), sum.running()));
        return row;
    }

    String limit(Limit limit, Language language) {
        return deadlineText.clause(language, limit.clause()) + ", " + text(language, "report.limit." + limit);
    }

    private String body(Limit limit, String region, String centre, Language language) {
        var place =
                switch (limit.body()) {
                    case CAREER_CENTRE -> Place.careerCentre(centre);
                    case MOBILITY_CENTRE -> Place.mobilityCentre(region);
                    case RECOGNITION_CENTRE -> Place.recognitionCentre(centre);
                };
        return places.of(place, language).orElse("–");
    }

    private String region(String code, Language language) {
        return catalogue.regionName(code, language);
    }

    private static String month(YearMonth month) {
        return String.format(Locale.ROOT, "%02d.%d", month.getMonthValue(), month.getYear());
    }

    private static String grouped(long number) {
        return Tenge.grouped(number);
    }

    // limits

    ReportChart limitChart(List<LimitReport.Count> counts, Language language) {
        var sums = sums(counts, LimitReport.Count::limit);
        return new ReportChart(
                text(language, "report.limits.chart"),
                List.of(
                        new ReportChart.Key(KEPT, text(language, "report.column.kept")),
                        new ReportChart.Key(MISSED, text(language, "report.column.missed"))),
                Arrays.stream(Limit.values())
                        .filter(sums::containsKey)
                        .map(limit -> {
                            var sum = sums.get(limit);
                            return new ReportChart.Bar(
                                    limit(limit, language),
                                    text(language, "report.limits.bar", grouped(sum.kept()), grouped(sum.missed())),
                                    ReportChart.parts(
                                            sum.kept() + sum.missed(),
                                            List.of(KEPT, MISSED),
                                            sum.kept(),
                                            sum.missed()));
                        })
                        .toList());
    }

    ReportTable byLimit(List<LimitReport.Count> counts, Language language) {
        var sums = new EnumMap<Limit, Sum>(Limit.class);
        sums.putAll(sums(counts, LimitReport.Count::limit));
        return new ReportTable(
                text(language, "report.limits.by-limit"),
                limitColumns(language, "limit"),
                sums.entrySet().stream()
                        .map(each -> row(each.getValue(), limit(each.getKey(), language)))
                        .toList());
    }

    /** By region, of the whole country; by centre, of a region or a place. */
    ReportTable byPlace(List<LimitReport.Count> counts, boolean byCentre, Language language) {
        record Key(String place, Limit limit) {}
        var named = new HashMap<String, String>();
        Function<LimitReport.Count, String> name = count -> byCentre
                ? named.computeIfAbsent(
                        count.limit().body() + count.region() + count.centre(),
                        any -> body(count.limit(), count.region(), count.centre(), language))
                : named.computeIfAbsent(count.region(), any -> region(count.region(), language));
        var sums = sums(counts, count -> new Key(name.apply(count), count.limit()));
        return new ReportTable(
                text(language, byCentre ? "report.limits.by-centre" : "report.limits.by-region"),
                limitColumns(language, byCentre ? "centre" : "region", "limit"),
                sums.entrySet().stream()
                        .sorted(comparing(
                                        (Map.Entry<Key, Sum> each) ->
                                                each.getKey().place(),
                                        language.order())
                                .thenComparing(each -> each.getKey().limit()))
                        .map(each -> row(
                                each.getValue(),
                                each.getKey().place(),
                                limit(each.getKey().limit(), language)))
                        .toList());
    }

    ReportTable byMonth(List<LimitReport.Count> counts, Language language) {
        record Key(YearMonth month, Limit limit) {}
        return new ReportTable(
                text(language, "report.limits.by-month"),
                limitColumns(language, "month", "limit"),
                sums(counts, count -> new Key(count.month(), count.limit())).entrySet().stream()
                        .sorted(comparing((Map.Entry<Key, Sum> each) ->
                                        each.getKey().month())
                                .thenComparing(each -> each.getKey().limit()))
                        .map(each -> row(
                                each.getValue(),
                                month(each.getKey().month()),
                                limit(each.getKey().limit(), language)))
                        .toList());
    }

    /** Everything, as it is taken away: a row for each limit, place and month. */
    ReportTable limits(List<LimitReport.Count> counts, Language language) {
        return new ReportTable(
                text(language, "report.limits"),
                limitColumns(language, "month", "region", "centre", "limit"),
                counts.stream()
                        .sorted(comparing(LimitReport.Count::month)
                                .thenComparing(LimitReport.Count::region)
                                .thenComparing(LimitReport.Count::limit)
                                .thenComparing(LimitReport.Count::centre))
                        .map(count -> row(
                                new Sum(count.kept(), count.missed(), count.running()),
                                month(count.month()),
                                region(count.region(), language),
                                body(count.limit(), count.region(), count.centre(), language),
                                limit(count.limit(), language)))
                        .toList());
    }

    /**
     * The terms that were missed.
     *
     * @param officer whose pages the numbers lead to
     */
    ReportTable late(List<LimitReport.Late> late, Officer officer, Language language) {
        var numbers = late.stream().map(LimitReport.Late::number).distinct().toList();
        var stopped = courses.stopped(numbers, language);
        return new ReportTable(
                text(language, "report.late"),
                List.of(
                        words(language, "number"),
                        words(language, "limit"),
                        words(language, "centre"),
                        words(language, "began"),
                        words(language, "due"),
                        words(language, "ended"),
                        number(language, "working-days"),
                        number(language, "calendar-days"),
                        words(language, "why"),
                        words(language, "failed")),
                late.stream()
                        .map(each -> Arrays.<@Nullable Object>asList(
                                new Link(
                                        each.number(),
                                        matters.page(officer, each.number()).orElse(null)),
                                limit(each.limit(), language),
                                body(each.limit(), each.region(), each.centre(), language),
                                each.began(),
                                each.due(),
                                ended(each, language),
                                each.workingDays(),
                                each.calendarDays(),
                                why(each, language),
                                failed(each, stopped.getOrDefault(each.number(), List.of()), language)))
                        .toList());
    }

    private Object ended(LimitReport.Late late, Language language) {
        if (late.ended() == null) {
            return text(language, "report.late.not-yet");
        }
        return late.gone() ? text(language, "report.late.gone", Day.of(late.ended())) : late.ended();
    }

    private String why(LimitReport.Late late, Language language) {
        var said = late.meanwhile().stream()
                .map(each -> text(language, "report.why." + each.code(), Day.of(each.at())))
                .distinct()
                .toList();
        return said.isEmpty() ? text(language, "report.why.none") : String.join("; ", said);
    }

    /** What stood still while the term ran, and what reached the AIS only later. */
    private String failed(LimitReport.Late late, List<CaseCourses.Trouble> troubles, Language language) {
        var from = late.began().atStartOfDay(LegalClock.ZONE).toOffsetDateTime();
        var to = late.ended() == null
                ? clock.now()
                : late.ended().plusDays(1).atStartOfDay(LegalClock.ZONE).toOffsetDateTime();
        var stopped = troubles.stream()
                .filter(trouble -> overlap(trouble.at(), trouble.over(), from, to))
                .map(trouble -> trouble.over() == null
                        ? text(language, "report.failed.still", trouble.name(), Day.andTime(trouble.at()))
                        : text(
                                language,
                                "report.failed.over",
                                trouble.name(),
                                Day.andTime(trouble.at()),
                                Day.andTime(trouble.over())));
        var untold = late.told().stream()
                .map(report -> report.told() == null
                        ? text(language, "report.failed.ais-still", Day.andTime(report.happened()))
                        : text(
                                language,
                                "report.failed.ais",
                                Day.andTime(report.happened()),
                                Day.andTime(report.told())));
        return String.join("; ", Stream.concat(stopped, untold).distinct().toList());
    }

    private static boolean overlap(
            OffsetDateTime at, @Nullable OffsetDateTime over, OffsetDateTime from, OffsetDateTime to) {
        return at.isBefore(to) && (over == null || !over.isBefore(from));
    }

    // flow

    private record Step(String name, ToLongFunction<CaseReport.Flow> count) {}

    private static final List<Step> FUNNEL = List.of(
            new Step("received", CaseReport.Flow::received),
            new Step("checked", CaseReport.Flow::checked),
            new Step("forwarded", CaseReport.Flow::forwarded),
            new Step("asked", CaseReport.Flow::asked),
            new Step("confirmed", CaseReport.Flow::confirmed),
            new Step("issued", CaseReport.Flow::issued),
            new Step("used", CaseReport.Flow::used),
            new Step("examined", CaseReport.Flow::examined),
            new Step("act-sent", CaseReport.Flow::actSent),
            new Step("act-accepted", CaseReport.Flow::actAccepted),
            new Step("paid", CaseReport.Flow::paid));

    private static final List<Step> LEFT = List.of(
            new Step("refused", CaseReport.Flow::refused),
            new Step("withdrawn", CaseReport.Flow::withdrawn),
            new Step("reopened", CaseReport.Flow::reopened));

    private static final List<Step> TELLING = List.of(
            FUNNEL.get(0), FUNNEL.get(2), FUNNEL.get(5), FUNNEL.get(7), FUNNEL.get(10), LEFT.get(0), LEFT.get(1));

    private static final List<Step> VOUCHERS = List.of(
            new Step("issued", CaseReport.Flow::issued),
            new Step("valid", CaseReport.Flow::valid),
            new Step("in-use", CaseReport.Flow::inUse),
            new Step("examined", CaseReport.Flow::examined),
            new Step("lapsed", CaseReport.Flow::lapsed),
            new Step("given-up", CaseReport.Flow::givenUp),
            new Step("extended", CaseReport.Flow::extended),
            new Step("brought-back", CaseReport.Flow::broughtBack));

    private static long sum(List<CaseReport.Flow> flow, Step step) {
        return flow.stream().mapToLong(step.count()).sum();
    }

    private ReportChart steps(String caption, List<Step> steps, List<CaseReport.Flow> flow, Language language) {
        var whole = sum(flow, steps.get(0));
        return new ReportChart(
                text(language, caption),
                List.of(),
                steps.stream()
                        .map(step -> {
                            var count = sum(flow, step);
                            return new ReportChart.Bar(
                                    text(language, "report.column." + step.name()),
                                    whole == 0
                                            ? grouped(count)
                                            : text(
                                                    language,
                                                    "report.of-whole",
                                                    grouped(count),
                                                    String.valueOf(Math.round(100.0 * count / whole))),
                                    ReportChart.parts(whole, List.of(KEPT), count));
                        })
                        .toList());
    }

    ReportChart funnel(List<CaseReport.Flow> flow, Language language) {
        return steps("report.flow.chart", FUNNEL, flow, language);
    }

    ReportChart vouchers(List<CaseReport.Flow> flow, Language language) {
        return steps("report.vouchers.chart", VOUCHERS, flow, language);
    }

    /** What the page shows of them: all steps at once, then the most telling ones by region and by month. */
    List<ReportTable> flowTables(List<CaseReport.Flow> flow, Language language) {
        return List.of(
                bySteps(
                        "report.flow.by-step",
                        Stream.concat(FUNNEL.stream(), LEFT.stream()).toList(),
                        flow,
                        language),
                byRegion(TELLING, flow, language),
                byMonth(TELLING, flow, language));
    }

    List<ReportTable> voucherTables(List<CaseReport.Flow> flow, Language language) {
        return List.of(byRegion(VOUCHERS, flow, language), byMonth(VOUCHERS, flow, language));
    }

    private ReportTable bySteps(String caption, List<Step> steps, List<CaseReport.Flow> flow, Language language) {
        var whole = sum(flow, steps.get(0));
        return new ReportTable(
                text(language, caption),
                List.of(words(language, "step"), number(language, "applications"), number(language, "of-received")),
                steps.stream()
                        .map(step -> Arrays.<@Nullable Object>asList(
                                text(language, "report.column." + step.name()),
                                sum(flow, step),
                                whole == 0 ? null : Math.round(100.0 * sum(flow, step) / whole) + " %"))
                        .toList());
    }

    private ReportTable byRegion(List<Step> steps, List<CaseReport.Flow> flow, Language language) {
        var regions = flow.stream()
                .collect(groupingBy(
                        each -> region(each.region(), language), () -> new TreeMap<>(language.order()), toList()));
        return grouped("report.limits.by-region", "region", steps, regions, language);
    }

    private ReportTable byMonth(List<Step> steps, List<CaseReport.Flow> flow, Language language) {
        var months = new LinkedHashMap<String, List<CaseReport.Flow>>();
        flow.forEach(each -> months.computeIfAbsent(month(each.month()), any -> new ArrayList<>())
                .add(each));
        return grouped("report.limits.by-month", "month", steps, months, language);
    }

    private ReportTable grouped(
            String caption,
            String first,
            List<Step> steps,
            Map<String, List<CaseReport.Flow>> groups,
            Language language) {
        var columns = new ArrayList<>(List.of(words(language, first)));
        steps.forEach(step -> columns.add(number(language, step.name())));
        return new ReportTable(
                text(language, caption),
                columns,
                groups.entrySet().stream()
                        .map(each -> {
                            var row = new ArrayList<@Nullable Object>();
                            row.add(each.getKey());
                            steps.forEach(step -> row.add(sum(each.getValue(), step)));
                            return (List<@Nullable Object>) row;
                        })
                        .toList());
    }

    ReportTable flow(List<CaseReport.Flow> flow, Language language) {
        return monthly(
                "report.flow", Stream.concat(FUNNEL.stream(), LEFT.stream()).toList(), flow, language);
    }

    ReportTable voucherTable(List<CaseReport.Flow> flow, Language language) {
        return monthly("report.vouchers", VOUCHERS, flow, language);
    }

    private ReportTable monthly(String caption, List<Step> steps, List<CaseReport.Flow> flow, Language language) {
        var columns = new ArrayList<>(List.of(words(language, "month"), words(language, "region")));
        steps.forEach(step -> columns.add(number(language, step.name())));
        return new ReportTable(
                text(language, caption),
                columns,
                flow.stream()
                        .map(each -> {
                            var row = new ArrayList<@Nullable Object>();
                            row.add(month(each.month()));
                            row.add(region(each.region(), language));
                            steps.forEach(step -> row.add(step.count().applyAsLong(each)));
                            return (List<@Nullable Object>) row;
                        })
                        .toList());
    }

    // refusals

    ReportChart refusals(List<CaseReport.Ground> grounds, Language language) {
        var most = grounds.stream().mapToLong(CaseReport.Ground::refused).max().orElse(0);
        return new ReportChart(
                text(language, "report.refusals.chart"),
                List.of(),
                grounds.stream()
                        .map(ground -> new ReportChart.Bar(
                                ground(ground, language),
                                grouped(ground.refused()),
                                ReportChart.parts(most, List.of(MISSED), ground.refused())))
                        .toList());
    }

    ReportTable refusalTable(List<CaseReport.Ground> grounds, Language language) {
        return new ReportTable(
                text(language, "report.refusals"),
                List.of(
                        words(language, "ground"),
                        words(language, "clause"),
                        number(language, "refused"),
                        number(language, "overturned")),
                grounds.stream()
                        .map(ground -> Arrays.<@Nullable Object>asList(
                                ground(ground, language),
                                deadlineText.clause(language, ground.clause()),
                                ground.refused(),
                                ground.overturned()))
                        .toList());
    }

    private String ground(CaseReport.Ground ground, Language language) {
        return text(language, "reason." + ground.ground());
    }

    // money

    ReportChart paid(List<MoneyReport.Year> years, Language language) {
        var most = years.stream()
                .mapToLong(year -> year.service() + year.aid())
                .max()
                .orElse(0);
        return new ReportChart(
                text(language, "report.money.chart"),
                List.of(
                        new ReportChart.Key(KEPT, text(language, "report.column.service")),
                        new ReportChart.Key(OTHER, text(language, "report.column.aid"))),
                years.stream()
                        .map(year -> new ReportChart.Bar(
                                year.year() + ", " + region(year.region(), language),
                                text(language, "report.tenge", grouped(year.service() + year.aid())),
                                ReportChart.parts(most, List.of(KEPT, OTHER), year.service(), year.aid())))
                        .toList());
    }

    ReportChart quota(List<MoneyReport.Year> years, Language language) {
        return new ReportChart(
                text(language, "report.quota.chart"),
                List.of(),
                years.stream()
                        .map(year -> {
                            var given = year.issued() + year.elsewhere();
                            return new ReportChart.Bar(
                                    year.year() + ", " + region(year.region(), language),
                                    text(language, "report.quota.bar", grouped(given), grouped(year.quota())),
                                    ReportChart.parts(
                                            Math.max(year.quota(), given),
                                            List.of(KEPT, OTHER),
                                            year.issued(),
                                            year.elsewhere()));
                        })
                        .toList());
    }

    ReportTable moneyTable(List<MoneyReport.Year> years, Language language) {
        var columns = new ArrayList<>(List.of(words(language, "year"), words(language, "region")));
        for (var column : List.of("quota", "elsewhere", "issued", "service", "aid", "total", "orders", "under-way")) {
            columns.add(number(language, column));
        }
        return new ReportTable(
                text(language, "report.money"),
                columns,
                years.stream()
                        .map(year -> Arrays.<@Nullable Object>asList(
                                String.valueOf(year.year()),
                                region(year.region(), language),
                                year.quota(),
                                year.elsewhere(),
                                year.issued(),
                                year.service(),
                                year.aid(),
                                year.service() + year.aid(),
                                year.orders(),
                                year.underWay()))
                        .toList());
    }

    // time

    ReportChart times(List<TimeInSteps.Times> times, Language language) {
        var most =
                times.stream().mapToLong(TimeInSteps.Times::percentile95).max().orElse(0);
        return new ReportChart(
                text(language, "report.times.chart"),
                List.of(
                        new ReportChart.Key(KEPT, text(language, "report.column.median")),
                        new ReportChart.Key(OTHER, text(language, "report.column.percentile"))),
                times.stream()
                        .map(step -> new ReportChart.Bar(
                                text(language, "report.step." + step.step()),
                                text(
                                        language,
                                        "report.times.bar",
                                        duration(step.median(), language),
                                        duration(step.percentile95(), language)),
                                ReportChart.parts(
                                        most,
                                        List.of(KEPT, OTHER),
                                        step.median(),
                                        step.percentile95() - step.median())))
                        .toList());
    }

    ReportTable timeTable(List<TimeInSteps.Times> times, Language language) {
        return new ReportTable(
                text(language, "report.times"),
                List.of(
                        words(language, "step"),
                        number(language, "passed"),
                        words(language, "median"),
                        words(language, "percentile")),
                times.stream()
                        .map(step -> Arrays.<@Nullable Object>asList(
                                text(language, "report.step." + step.step()),
                                step.passed(),
                                duration(step.median(), language),
                                duration(step.percentile95(), language)))
                        .toList());
    }

    private String duration(long seconds, Language language) {
        if (seconds >= 2 * DAY) {
            return text(language, "history.lasted.days", String.valueOf(Math.round((double) seconds / DAY)));
        }
        if (seconds >= HOUR) {
            return text(language, "history.lasted.hours", String.valueOf(Math.round((double) seconds / HOUR)));
        }
        return seconds < 60
                ? text(language, "history.lasted.moment")
                : text(language, "history.lasted.minutes", String.valueOf(Math.round(seconds / 60.0)));
    }

    /** The months from the first one of which there is something to the present one, the newest first. */
    static Map<String, String> months(YearMonth first, YearMonth last) {
        var months = new TreeMap<String, String>(
                comparing(Function.<String>identity()).reversed());
        for (var month = first; !month.isAfter(last); month = month.plusMonths(1)) {
            months.put(month.toString(), month(month));
        }
        return months;
    }
}
