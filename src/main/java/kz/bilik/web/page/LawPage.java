package kz.bilik.web.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import kz.bilik.calendar.LegalClock;
import kz.bilik.language.Day;
import kz.bilik.language.Language;
import kz.bilik.language.Texts;
import kz.bilik.law.LawTables;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The numbers of the law as they held on a day, and by which deployed version of each table: by what is deployed now, or by
 * what was deployed then, by which cases of that day were decided.
 */
@Controller
class LawPage {

    /** Chosen for what was deployed on the day itself. */
    private static final String THEN = "1";

    /** A table as the page shows it. */
    record Shown(String name, String version, List<String> versions, List<String> labels, List<Line> lines) {}

    /** A row of it: what it is, and a value for each label. */
    record Line(String description, List<String> values) {}

    private final LawTables tables;
    private final Pages pages;
    private final LegalClock clock;
    private final TableValues values;
    private final Texts texts;

    LawPage(LawTables tables, Pages pages, LegalClock clock, TableValues values, Texts texts) {
        this.tables = tables;
        this.pages = pages;
        this.clock = clock;
        this.values = values;
        this.texts = texts;
    }

    @GetMapping("/law")
    String page(
            @RequestParam(defaultValue = "") String day,
            @RequestParam(defaultValue = "") String known,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var language = pages.frame(request, model);
        var asked = day.isBlank() ? Optional.of(clock.today()) : FromAddress.day(day);
        if (asked.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
        }
        var on = asked.orElseGet(clock::today);
        var then = known.equals(THEN);
        var moment = then
                ? on.plusDays(1)
                        .atTime(LocalTime.MIN)
                        .atZone(LegalClock.ZONE)
                        .toOffsetDateTime()
                        .minusNanos(1)
                : clock.now();
        model.addAttribute("dayWrong", asked.isEmpty());
        model.addAttribute("firstDay", FromAddress.FIRST_DAY);
        model.addAttribute("lastDay", FromAddress.LAST_DAY);
        model.addAttribute("day", on);
        model.addAttribute("dayWords", Day.of(on));
        model.addAttribute("then", then);
        model.addAttribute(
                "tables",
                tables.on(on, moment, language).stream()
                        .map(table -> shown(table, language))
                        .toList());
        return "law";
    }

    private Shown shown(LawTables.Table table, Language language) {
        return new Shown(
                table.name(),
                version(table.version(), language),
                table.versions().stream()
                        .map(version -> version(version, language))
                        .toList(),
                table.rows().stream()
                        .findFirst()
                        .map(row -> cells(row).map(LawTables.Cell::label).toList())
                        .orElse(List.of()),
                table.rows().stream()
                        .map(row -> new Line(
                                row.description(),
                                cells(row)
                                        .map(cell -> values.said(cell.value(), language))
                                        .toList()))
                        .toList());
    }

    private static Stream<LawTables.Cell> cells(LawTables.Row row) {
        return Stream.concat(row.given().stream(), row.numbers().stream());
    }

    private String version(LawTables.Version version, Language language) {
        return texts.in(
                language, "web.law.version", String.valueOf(version.number()), Day.andTime(version.deployedAt()));
    }
}
