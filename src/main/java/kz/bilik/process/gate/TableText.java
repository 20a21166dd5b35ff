package kz.bilik.process.gate;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import kz.bilik.edition.TableDrafts;
import kz.bilik.problem.Problem;
import org.jspecify.annotations.Nullable;

/**
 * The text of a table's file with other cells and more rows; everything else stays to the letter, so that the difference is
 * what was changed.
 */
final class TableText {

    private static final String PREFIX = "(?:[\\w-]+:)?";
    private static final Pattern RULE = Pattern.compile(
            "<" + PREFIX + "rule\\b[^>]*?\\bid=\"([^\"]+)\"[^>]*>.*?</" + PREFIX + "rule>", Pattern.DOTALL);
    private static final Pattern ABOUT =
            Pattern.compile("(<" + PREFIX + "description>)(.*?)(</" + PREFIX + "description>)", Pattern.DOTALL);
    private static final Pattern ID = Pattern.compile("(?<=\\bid=\")[^\"]+(?=\")");
    private static final Pattern QUOTED = Pattern.compile("\"([^\"\\\\]*)\"");
    private static final Pattern OF_A_DAY = Pattern.compile("-\\d{4}(?:-\\d{2}){0,2}(?=-|$)");

    private final ModelFile file;
    private final Table table;

    TableText(ModelFile file, Table table) {
        this.file = file;
        this.table = table;
    }

    /** A cell as people type it. */
    static String shown(String cell) {
        var quoted = QUOTED.matcher(cell);
        return quoted.matches() ? quoted.group(1) : cell;
    }

    /** A cell as FEEL reads it: a text where the cell was one, or was empty in a column of texts. */
    private static String written(String typed, String before, String type) {
        var said = typed.strip();
        if (said.equals(shown(before))) {
            return before;
        }
        var isText = QUOTED.matcher(before).matches() || before.isEmpty() && type.equals("string");
        return said.isEmpty() || !isText || said.startsWith("\"")
                ? said
                : "\"" + said.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    /** @throws Problem when a row or day is none, or the file is written in a way that only an editor of tables can change */
    ModelFile with(List<TableDrafts.Row> rows) {
        var known = new HashMap<String, Table.Row>();
        table.rows().forEach(row -> known.put(row.id(), row));
        var taken = new HashSet<>(known.keySet());
        var changed = new HashMap<String, TableDrafts.Row>();
        var above = new HashMap<String, List<TableDrafts.Row>>();
        for (var row : rows) {
            var at = row.copyOf().isEmpty() ? row.id() : row.copyOf();
            if (!known.containsKey(at)
                    || row.answered().size() != table.outputs().size()
                    || row.asked().size() != known.get(at).asked().size()) {
                throw changedMeanwhile();
            }
            if (row.copyOf().isEmpty()) {
                changed.put(row.id(), row);
            } else {
                above.computeIfAbsent(at, none -> new ArrayList<>()).add(row);
            }
        }
        var text = new String(file.content(), StandardCharsets.UTF_8);
        var rule = RULE.matcher(text);
        var all = new StringBuilder();
        var found = 0;
        while (rule.find()) {
            var row = known.get(rule.group(1));
            if (row == null) {
                continue;
            }
            found++;
            var more = new StringBuilder();
            for (var each : above.getOrDefault(row.id(), List.of())) {
                more.append(copied(rule.group(), row, each, taken)).append(indent(text, rule.start()));
            }
            var itself = changed.containsKey(row.id())
                    ? cells(rule.group(), row, changed.get(row.id()), row.id())
                    : rule.group();
            rule.appendReplacement(all, Matcher.quoteReplacement(more + itself));
        }
        rule.appendTail(all);
        if (found != known.size()) {
            throw Problem.of(Problem.Kind.UNPROCESSABLE, "table.only-in-modeler");
        }
        return new ModelFile(file.name(), all.toString().getBytes(StandardCharsets.UTF_8));
    }

    static Problem changedMeanwhile() {
        return Problem.of(Problem.Kind.CONFLICT, "table.changed-meanwhile");
    }

    private static String indent(String text, int at) {
        var line = text.lastIndexOf('\n', at - 1);
        var before = text.substring(line + 1, at);
        return line >= 0 && before.isBlank() ? "\n" + before : "";
    }

    private String copied(String rule, Table.Row row, TableDrafts.Row draft, Set<String> taken) {
        var id = free(
                OF_A_DAY.matcher(row.id()).replaceAll("") + "-" + (draft.from().isBlank() ? "new" : day(draft.from())),
                taken);
        var count = new int[1];
        var anew = ID.matcher(rule).replaceAll(any -> count[0]++ == 0 ? id : id + "-" + count[0]);
        return cells(anew, row, draft, id);
    }

    private static String free(String id, Set<String> taken) {
        var name = id;
        for (var at = 2; !taken.add(name); at++) {
            name = id + "-" + at;
        }
        return name;
    }

    private String cells(String rule, Table.Row row, TableDrafts.Row draft, String id) {
        var said = draft.about().strip();
        var text = said.equals(row.description())
                ? rule
                : ABOUT.matcher(rule)
                        .replaceFirst(
                                about -> Matcher.quoteReplacement(about.group(1) + escaped(said) + about.group(3)));
        text = each(text, "inputEntry", table.inputs().size(), at -> {
            if (at == table.dayColumn()) {
                return draft.dated() ? days(row, draft) : null;
            }
            var cell = table.dayColumn() >= 0 && at > table.dayColumn() ? at - 1 : at;
            return changed(
                    draft.asked().get(cell),
                    row.asked().get(cell),
                    table.inputs().get(at).type());
        });
        return each(text, "outputEntry", table.outputs().size(), at -> {
            var before = row.answered().get(at);
            // What only tells rows apart goes by the row's own id.
            return before.equals("\"" + row.id() + "\"") && !id.equals(row.id())
                    ? "\"" + id + "\""
                    : changed(
                            draft.answered().get(at),
                            before,
                            table.outputs().get(at).type());
        });
    }

    /** Null for a cell that stays as it is. */
    private static @Nullable String changed(String typed, String before, String type) {
        var cell = written(typed, before, type);
        return cell.equals(before) ? null : cell;
    }

    private static @Nullable String days(Table.Row row, TableDrafts.Row draft) {
        var from = draft.from().isBlank() ? "" : moment(day(draft.from()));
        var to = draft.to().isBlank() ? "" : moment(day(draft.to()));
        var before = row.days().orElse(Table.Days.EVER);
        if (first(before).equals(draft.from().strip())
                && last(before).equals(draft.to().strip())) {
            return null;
        }
        if (from.isEmpty() && to.isEmpty()) {
            return "";
        }
        return to.isEmpty() ? ">= " + from : from.isEmpty() ? "<= " + to : "[" + from + ".." + to + "]";
    }

    static String first(Table.Days days) {
        return days.from().equals(LocalDate.MIN) ? "" : days.from().toString();
    }

    static String last(Table.Days days) {
        return days.to().equals(LocalDate.MAX) ? "" : days.to().toString();
    }

    private static String moment(LocalDate day) {
        return "date and time(\"" + day + "T00:00:00\")";
    }

    private static LocalDate day(String typed) {
        try {
            return LocalDate.parse(typed.strip());
        } catch (DateTimeException none) {
            throw Problem.of(Problem.Kind.UNPROCESSABLE, "web.day-unreadable");
        }
    }

    private static String each(String rule, String entry, int count, IntFunction<@Nullable String> cell) {
        var entries = Pattern.compile(
                        "(<" + PREFIX + entry + "\\b[^>]*>\\s*)<(" + PREFIX + "text)(?:\\s*/>|>(.*?)</\\2>)",
                        Pattern.DOTALL)
                .matcher(rule);
        var found = (int) entries.results().count();
        if (found != count) {
            throw Problem.of(Problem.Kind.UNPROCESSABLE, "table.only-in-modeler");
        }
        var at = IntStream.range(0, count).iterator();
        Function<MatchResult, String> anew = one -> {
            var text = cell.apply(at.nextInt());
            return Matcher.quoteReplacement(
                    text == null
                            ? one.group()
                            : one.group(1) + "<" + one.group(2) + ">" + escaped(text) + "</" + one.group(2) + ">");
        };
        return entries.reset().replaceAll(anew);
    }

    private static String escaped(String text) {
        // A quotation mark needs no sign within an element, and Modeler writes none.
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
