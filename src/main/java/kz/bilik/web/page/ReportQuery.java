package kz.bilik.web.page;

import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import kz.bilik.problem.Problem;
import kz.bilik.report.Limit;
import kz.bilik.report.LimitReport.Reading;
import kz.bilik.report.ReportPeriod;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/** What a reader asks of the reports, as it stands in the address: months, a region, a limit. */
final class ReportQuery {

    private static final List<String> FIELDS = List.of("from", "to", "region", "counted", "limit");
    private static final int CODE = 8;

    private final Map<String, String> asked = new LinkedHashMap<>();

    static ReportQuery of(Function<String, @Nullable String> parameter) {
        var query = new ReportQuery();
        for (var field : FIELDS) {
            var value = parameter.apply(field);
            if (value != null && !value.isBlank()) {
                query.asked.put(field, value.strip());
            }
        }
        return query;
    }

    /** By field, as it was chosen. */
    Map<String, String> asked() {
        return asked;
    }

    /** The address of a page of the reports, with what was asked. */
    String address(String path, String... more) {
        var all = new LinkedHashMap<>(asked);
        for (var index = 0; index < more.length; index += 2) {
            all.put(more[index], more[index + 1]);
        }
        var address = UriComponentsBuilder.fromPath(path);
        all.forEach((field, value) -> address.queryParam(field, "{" + field + "}"));
        return address.encode().buildAndExpand(all).toUriString();
    }

    /**
     * The chosen months; from the first of this year when none is chosen.
     *
     * @throws Problem {@code web.parameter-unreadable} when the address was changed by hand
     */
    ReportPeriod period(YearMonth now) {
        var to = month("to", now);
        var from = month("from", now.withMonth(1).isAfter(to) ? to : now.withMonth(1));
        var region = asked.get("region");
        if (from.isAfter(to) || region != null && region.length() > CODE) {
            throw unreadable(from.isAfter(to) ? "from" : "region");
        }
        return new ReportPeriod(from, to, region);
    }

    /** From when terms are counted: as the product does unless something else was chosen. */
    Reading reading(Reading usual) {
        return asked.containsKey("counted") ? one("counted", Reading.class) : usual;
    }

    @Nullable
    Limit limit() {
        return asked.containsKey("limit") ? one("limit", Limit.class) : null;
    }

    private YearMonth month(String field, YearMonth otherwise) {
        try {
            var month = asked.containsKey(field) ? YearMonth.parse(asked.get(field)) : otherwise;
            if (month.getYear() < FromAddress.FIRST_YEAR || month.getYear() > FromAddress.LAST_YEAR) {
                throw unreadable(field);
            }
            return month;
        } catch (DateTimeParseException none) {
            throw unreadable(field);
        }
    }

    private <E extends Enum<E>> E one(String field, Class<E> of) {
        try {
            return Enum.valueOf(of, asked.get(field));
        } catch (IllegalArgumentException none) {
            throw unreadable(field);
        }
    }

    private static Problem unreadable(String field) {
        return Problem.of(Problem.Kind.MALFORMED, "web.parameter-unreadable", field);
    }
}
