package kz.bilik.catalogue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import kz.bilik.calendar.LegalClock;
import kz.bilik.calendar.LegalMoment;
import kz.bilik.problem.Problem;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Professions, centres, accreditations and prices from the administrator's files (cl. 3.1). A file is looked at first, which
 * changes nothing and says what it would change; then it is taken over as a whole or not at all. What it does not name stays as
 * it is. The same file once more changes nothing.
 */
@Component
public class CatalogueImports {

    private static final int LONGEST_NAME = 200;
    private static final int DAYS_KEPT = 7;

    /** Why somebody should look twice before he takes a change over. */
    public enum Warning {
        /** What the state pays of acts that are formed from now on follows the other profile. */
        PROFILE,
        /** Payments of acts that are formed from now on go to another account. */
        ACCOUNT,
        /** The centre is not chosen and asked any more, and can only decline. */
        ACCREDITATION
    }

    /**
     * A value that is or would be changed.
     *
     * @param before null in a line that is new
     */
    public record Value(String column, @Nullable String before, String after) {}

    /**
     * A line of a file that changes something.
     *
     * @param key the values of the columns by which the line is known
     */
    public record Change(int line, List<String> key, List<Value> values, @Nullable Warning warning) {

        public boolean isNew() {
            return values.stream().allMatch(value -> value.before() == null);
        }
    }

    /**
     * A file that was looked at, and what it would change at this moment.
     *
     * @param lines how many it has
     * @param notInFile how many lines the catalogue has of that kind that the file does not name; they stay
     * @param seal of all that: who takes it over says by it what he has seen
     * @param takenAt legal time; null while it is not taken over
     */
    public record Draft(
            long id,
            CatalogueKind kind,
            String fileName,
            int lines,
            List<Change> changes,
            int notInFile,
            String seal,
            @Nullable OffsetDateTime takenAt) {}

    /** A file that was taken over, by whom and when (legal time), and how many values it changed. */
    public record Taken(long id, CatalogueKind kind, String fileName, OffsetDateTime at, String by, int values) {}

    private record Stored(long id, String fileName, byte[] content, @Nullable OffsetDateTime takenAt) {}

    private final JdbcClient jdbc;
    private final CatalogueRows rows;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final LegalClock clock;

    CatalogueImports(
            JdbcClient jdbc,
            CatalogueRows rows,
            PlatformTransactionManager transactions,
            ApplicationEventPublisher events,
            LegalClock clock) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.transaction = new TransactionTemplate(transactions);
        this.events = events;
        this.clock = clock;
    }

    /**
     * Looks at a file and keeps it for a week, so that it can be taken over as it was looked at.
     *
     * @param by id of the administrator
     * @return the number of what was kept
     * @throws Problem {@code catalogue.file}, {@code catalogue.file-too-large}; nothing is kept then
     */
    public long look(String fileName, byte[] content, String by) {
        var file = CatalogueFile.read(content);
        new CatalogueCheck(file.kind(), rows, clock.today()).of(file.rows());
        jdbc.sql("delete from catalogue_import where taken_at is null and uploaded_at < ?")
                .param(clock.now().minusDays(DAYS_KEPT))
                .update();
        var keys = new GeneratedKeyHolder();
        jdbc.sql(
                        """
                        insert into catalogue_import (kind, file_name, sha256, content, uploaded_at, uploaded_by)
                        values (?, ?, ?, ?, ?, ?)""")
                .params(
                        file.kind().name(),
                        fileName.length() <= LONGEST_NAME ? fileName : fileName.substring(0, LONGEST_NAME),
                        sha256(content),
                        new String(content, StandardCharsets.UTF_8),
                        clock.now(),
                        by)
                .update(keys, "id");
        return Objects.requireNonNull(keys.getKey()).longValue();
    }

    /**
     * What that file would change at this moment, or (taken over) has changed.
     *
     * @throws Problem {@code catalogue.file} when the catalogue has become such that the file cannot be taken over any more
     */
    public Optional<Draft> draft(long id) {
        return stored(id).map(stored -> stored.takenAt() == null ? plan(stored).draft() : taken(stored));
    }

    /**
     * Takes a file over that was looked at; nothing happens when it was taken over before.
     *
     * @param seal of the draft that the administrator has seen
     * @param by id of the administrator
     * @throws Problem {@code catalogue.no-import}, {@code catalogue.changed-meanwhile}, {@code catalogue.file}
     */
    public Draft take(long id, String seal, String by) {
        return Objects.requireNonNull(transaction.execute(status -> {
            // First, because it makes rivals wait: from here on nobody else takes a file over.
            jdbc.sql("update catalogue_version set version = version + 1 where id = 1")
                    .update();
            var stored = stored(id).orElseThrow(() -> Problem.of(Problem.Kind.NOT_FOUND, "catalogue.no-import"));
            if (stored.takenAt() != null) {
                return taken(stored);
            }
            var plan = plan(stored);
            if (!plan.draft().seal().equals(seal)) {
                throw Problem.of(Problem.Kind.CONFLICT, "catalogue.changed-meanwhile");
            }
            plan.draft()
                    .changes()
                    .forEach(change ->
                            rows.write(plan.draft().kind(), plan.cells().get(change.key()), change.isNew()));
            record(plan.draft(), by);
            events.publishEvent(
                    new CatalogueChanged(plan.draft().kind(), plan.draft().fileName(), by));
            return plan.draft();
        }));
    }

    /** The files that were taken over, the latest first. */
    public List<Taken> taken(int count) {
        return jdbc.sql(
                        """
                        select i.id, i.kind, i.file_name, i.taken_at, i.taken_by,
                               (select count(*) from catalogue_import_change c where c.import_id = i.id) as changed
                        from catalogue_import i where i.taken_at is not null order by i.taken_at desc, i.id desc limit ?""")
                .param(count)
                .query((row, number) -> new Taken(
                        row.getLong("id"),
                        CatalogueKind.valueOf(row.getString("kind")),
                        row.getString("file_name"),
                        LegalMoment.of(row, "taken_at"),
                        row.getString("taken_by"),
                        row.getInt("changed")))
                .list();
    }

    /** What stands in the catalogue of that kind: lines in the order of its columns. */
    public List<List<String>> lines(CatalogueKind kind) {
        return rows.of(kind).values().stream()
                .map(cells -> kind.columns().stream().map(cells::get).toList())
                .toList();
    }

    /** The same as a file that can be changed and imported again: UTF-8 with a byte order mark, semicolons. */
    public byte[] file(CatalogueKind kind) {
        var text = new StringBuilder("\uFEFF");
        var format = CSVFormat.DEFAULT.builder().setDelimiter(';').build();
        try (var printer = new CSVPrinter(text, format)) {
            printer.printRecord(kind.columns());
            printer.printRecords(lines(kind));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** What a file comes to, with the cells of each line by its keys. */
    private record Plan(Draft draft, Map<List<String>, Map<String, String>> cells) {}

    private Plan plan(Stored stored) {
        var file = CatalogueFile.read(stored.content());
        var kind = file.kind();
        var present = rows.of(kind);
        var cells = new LinkedHashMap<List<String>, Map<String, String>>();
        var changes = new ArrayList<Change>();
        for (var row : new CatalogueCheck(kind, rows, clock.today()).of(file.rows())) {
            var key = kind.keys().stream().map(row.cells()::get).toList();
            cells.put(key, row.cells());
            var before = present.get(key);
            var values = kind.columns().stream()
                    .filter(column -> before == null || !row.cells().get(column).equals(before.get(column)))
                    .map(column -> new Value(
                            column,
                            before == null ? null : before.get(column),
                            row.cells().get(column)))
                    .toList();
            if (!values.isEmpty()) {
                changes.add(new Change(row.line(), key, values, before == null ? null : warning(values)));
            }
        }
        var notInFile = (int)
                present.keySet().stream().filter(key -> !cells.containsKey(key)).count();
        var seal = sha256((changes + " " + notInFile).getBytes(StandardCharsets.UTF_8));
        return new Plan(
                new Draft(
                        stored.id(),
                        kind,
                        stored.fileName(),
                        cells.size(),
                        List.copyOf(changes),
                        notInFile,
                        seal,
                        null),
                cells);
    }

    private static @Nullable Warning warning(List<Value> values) {
        for (var value : values) {
            if (value.column().equals("profile")) {
                return Warning.PROFILE;
            }
            if (Set.of("bin", "account", "bic").contains(value.column())) {
                return Warning.ACCOUNT;
            }
            if (value.column().equals("accredited") && value.after().equals(CatalogueRows.NO)
                    || value.column().equals("until") && !value.after().isEmpty()) {
                return Warning.ACCREDITATION;
            }
        }
        return null;
    }

    private void record(Draft draft, String by) {
        jdbc.sql("update catalogue_import set taken_at = ?, taken_by = ? where id = ?")
                .params(clock.now(), by, draft.id())
                .update();
        var position = 0;
        for (var change : draft.changes()) {
            for (var value : change.values()) {
                jdbc.sql(
                                """
                                insert into catalogue_import_change
                                    (import_id, position, line, subject, changed, value_before, value_after)
                                values (?, ?, ?, ?, ?, ?, ?)""")
                        .params(
                                draft.id(),
                                position++,
                                change.line(),
                                String.join(" ", change.key()),
                                value.column(),
                                value.before(),
                                value.after())
                        .update();
            }
        }
    }

    /** As it was written down when it was taken over. */
    private Draft taken(Stored stored) {
        var file = CatalogueFile.read(stored.content());
        var byLine = new LinkedHashMap<Integer, List<Value>>();
        var keys = new LinkedHashMap<Integer, List<String>>();
        jdbc.sql("select * from catalogue_import_change where import_id = ? order by position")
                .param(stored.id())
                .query(row -> {
                    keys.put(
                            row.getInt("line"), List.of(row.getString("subject").split(" ")));
                    byLine.computeIfAbsent(row.getInt("line"), line -> new ArrayList<>())
                            .add(new Value(
                                    row.getString("changed"),
                                    row.getString("value_before"),
                                    row.getString("value_after")));
                });
        var changes = byLine.entrySet().stream()
                .map(line -> new Change(line.getKey(), keys.get(line.getKey()), line.getValue(), null))
                .toList();
        return new Draft(
                stored.id(), file.kind(), stored.fileName(), file.rows().size(), changes, 0, "", stored.takenAt());
    }

    private Optional<Stored> stored(long id) {
        return jdbc.sql("select id, file_name, content, taken_at from catalogue_import where id = ?")
                .param(id)
                .query((row, number) -> new Stored(
                        row.getLong("id"),
                        row.getString("file_name"),
                        row.getString("content").getBytes(StandardCharsets.UTF_8),
                        LegalMoment.orNull(row, "taken_at")))
                .optional();
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
