package kz.bilik.web.page;

import java.time.LocalDate;
import java.util.regex.Pattern;
import kz.bilik.calendar.DeadlineText;
import kz.bilik.language.Day;
import kz.bilik.language.Language;
import kz.bilik.language.Texts;
import org.springframework.stereotype.Component;

/** What stands in a cell of a table of the law, as people say it. */
@Component
class TableValues {

    private static final Pattern MONTH_DAY = Pattern.compile("(\\d\\d)-(\\d\\d)");
    private static final Pattern ISO_DAY = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");
    private static final Pattern RANGE = Pattern.compile("\\[(\\d+)\\.\\.(\\d+)\\)");
    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z_]+|true|false");

    private final DeadlineText deadlineText;
    private final Texts texts;

    TableValues(DeadlineText deadlineText, Texts texts) {
        this.deadlineText = deadlineText;
        this.texts = texts;
    }

    /** A code, a day, a range or a clause of a table as people say it; anything else as it stands there. */
    String said(String value, Language language) {
        if (value.isEmpty()) {
            return texts.in(language, "web.law.any");
        }
        var monthDay = MONTH_DAY.matcher(value);
        var range = RANGE.matcher(value);
        if (monthDay.matches()) {
            return monthDay.group(2) + "." + monthDay.group(1);
        }
        if (ISO_DAY.matcher(value).matches()) {
            return Day.of(LocalDate.parse(value));
        }
        if (range.matches()) {
            return texts.in(language, "web.law.range", range.group(1), range.group(2));
        }
        if (CODE.matcher(value).matches()) {
            return texts.inOr(language, texts.inOr(language, value, "education." + value), profileOrTruth(value));
        }
        return value.startsWith("cl. ") ? deadlineText.clause(language, value) : value;
    }

    /** From which day to which, both ISO 8601 or empty for ever; as it stands there where somebody typed no day. */
    String days(String from, String to, Language language) {
        return from.isEmpty() && to.isEmpty()
                ? texts.in(language, "web.tables.always")
                : to.isEmpty()
                        ? texts.in(language, "web.tables.since", day(from))
                        : from.isEmpty()
                                ? texts.in(language, "web.tables.until", day(to))
                                : texts.in(language, "web.tables.days", day(from), day(to));
    }

    private static String day(String typed) {
        return ISO_DAY.matcher(typed).matches()
                ? FromAddress.day(typed).map(Day::of).orElse(typed)
                : typed;
    }

    private static String profileOrTruth(String code) {
        return (Character.isUpperCase(code.charAt(0)) ? "web.catalogue.profile." : "web.law.value.") + code;
    }
}
