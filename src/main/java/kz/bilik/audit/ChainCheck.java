package kz.bilik.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;
import kz.bilik.calendar.LegalClock;
import kz.bilik.catalogue.Catalogue;
import kz.bilik.language.Day;
import kz.bilik.language.Language;
import kz.bilik.language.Texts;
import kz.bilik.record.Recorded.Kind;
import kz.bilik.signature.Seal;
import kz.bilik.signature.TimeStamping;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Looks whether the chain, its seals and the records are as they were written: every line anew from the first, every record
 * against the digest that its entry keeps, every seal against chain, signature, stamp and the copy outside. Reads only.
 */
@Component
public class ChainCheck {

    /** More lines than these are not told. */
    private static final int MOST_TOLD = 100;

    /** Of more than these of one kind, the first is told and the others are counted. */
    private static final int MOST_OF_A_KIND = 3;

    /** More findings than these are counted only. */
    private static final int MOST_KEPT = 10_000;

    private static final int PAGE = 2000;

    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    /** So long a transaction may take from the moment it writes an entry until it commits, and an entry wait to be chained. */
    private static final Duration LATE = Duration.ofHours(1);

    private final JdbcClient jdbc;
    private final Seal seals;
    private final TimeStamping stamping;
    private final Outside outside;
    private final Texts texts;
    private final Catalogue catalogue;
    private final Clock wallClock;
    private final TransactionTemplate reading;

    ChainCheck(
            JdbcClient jdbc,
            Seal seals,
            TimeStamping stamping,
            Outside outside,
            Texts texts,
            Catalogue catalogue,
            Clock wallClock,
            DataSource dataSource,
            PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.seals = seals;
        this.stamping = stamping;
        this.outside = outside;
        this.texts = texts;
        this.catalogue = catalogue;
        this.wallClock = wallClock;
        this.reading = new TransactionTemplate(transactions);
        this.reading.setReadOnly(true);
        this.reading.setIsolationLevel(oneStateOf(dataSource));
    }

    /**
     * What is written meanwhile belongs to the next look. PostgreSQL shows one state of all tables by repeatable reads already;
     * H2 then shows of a table that was not read yet also what came later.
     */
    private static int oneStateOf(DataSource dataSource) {
        try (var connection = dataSource.getConnection()) {
            return connection.getMetaData().getDatabaseProductName().equals("H2")
                    ? TransactionDefinition.ISOLATION_SERIALIZABLE
                    : TransactionDefinition.ISOLATION_REPEATABLE_READ;
        } catch (SQLException unreachable) {
            throw new IllegalStateException("The database does not say what it is", unreachable);
        }
    }

    /**
     * Something that is not as it was written.
     *
     * @param code of its text {@code audit.found.<code>}
     * @param position of the entry; 0 where it concerns none
     */
    record Finding(String code, long position, List<Object> arguments) {

        /** What is alike: the same was done to records of the same kind. */
        List<Object> sort() {
            return Stream.concat(Stream.of(code), arguments.stream().filter(Kind.class::isInstance))
                    .toList();
        }
    }

    /** What a record concerns; only its reader's language says how that is called. */
    record Concerned(Kind kind, String subject) {

        static Concerned by(AuditEntry entry) {
            return new Concerned(entry.kind(), entry.subject());
        }
    }

    /** What a look saw. */
    public record Outcome(long entries, long waiting, int seals, int stamps, int found, List<Finding> findings) {

        public boolean isWhole() {
            return found == 0;
        }
    }

    /** One seal for people to read. */
    public record Sealed(int number, LocalDate day, long position, boolean signed, boolean stamped) {}

    /**
     * How long the chain is at this moment, without a look at it.
     *
     * @param waiting entries that are not chained yet
     * @param seals the latest ones first
     */
    public record Standing(long entries, long waiting, List<Sealed> seals) {}

    /** How long the chain is, with at most so many seals. */
    public Standing standing(int seals) {
        return new Standing(
                jdbc.sql("select position from audit_head where id = 1")
                        .query(Long.class)
                        .optional()
                        .orElse(0L),
                jdbc.sql("select count(*) from audit_entry where position is null")
                        .query(Long.class)
                        .single(),
                jdbc
                        .sql("select * from audit_seal order by number desc limit ?")
                        .param(seals)
                        .query(DaySeal::read)
                        .list()
                        .stream()
                        .map(seal -> new Sealed(
                                seal.number(),
                                seal.day(),
                                seal.position(),
                                seal.signature() != null,
                                seal.stamp() != null))
                        .toList());
    }

    /** The outcome in a sentence. */
    public String summary(Outcome outcome, Language language) {
        return texts.in(
                language,
                outcome.isWhole() ? "audit.whole" : "audit.broken",
                Day.andTime(now()),
                String.valueOf(outcome.entries()),
                String.valueOf(outcome.seals()),
                String.valueOf(outcome.found()));
    }

    /** Looks at everything. */
    public Outcome check() {
        return reading.execute(status -> new Look().look());
    }

    /** What was found, in words, the first broken entry first; many of one kind are one line and their number. */
    public List<String> words(Outcome outcome, Language language) {
        var alike = new LinkedHashMap<List<Object>, List<Finding>>();
        outcome.findings().forEach(finding -> alike.computeIfAbsent(finding.sort(), sort -> new ArrayList<>())
                .add(finding));
        return alike.values().stream()
                .flatMap(findings -> lines(findings, language))
                .limit(MOST_TOLD)
                .toList();
    }

    private Stream<String> lines(List<Finding> alike, Language language) {
        if (alike.size() <= MOST_OF_A_KIND) {
            return alike.stream().map(finding -> words(finding, language));
        }
        var last = alike.get(alike.size() - 1).position();
        return Stream.of(
                words(alike.get(0), language),
                texts.in(
                        language,
                        last == 0 ? "audit.found.more" : "audit.found.more-entries",
                        String.valueOf(alike.size() - 1),
                        String.valueOf(last)));
    }

    private String words(Finding finding, Language language) {
        return texts.in(
                language,
                "audit.found." + finding.code(),
                finding.arguments().stream()
                        .map(argument -> said(argument, language))
                        .toArray());
    }

    private String said(Object argument, Language language) {
        return argument instanceof Kind kind
                ? texts.in(language, "audit.kind." + kind)
                : argument instanceof Concerned concerned
                        ? concerned(concerned, language)
                        : argument instanceof OffsetDateTime moment ? Day.andTime(moment) : argument.toString();
    }

    /** A region, a setting, a kind of records by its name; the number of a case and an account as they are. */
    private String concerned(Concerned concerned, Language language) {
        var subject = concerned.subject();
        return switch (concerned.kind()) {
            case QUOTA -> catalogue.regionName(subject, language);
            case SETTING -> texts.inOr(language, subject, "audit.setting." + subject);
            case BEGUN -> texts.inOr(language, subject, "audit.kind." + subject);
            case ERASED -> texts.inOr(language, subject, "audit.kind." + subject.split(" ", 2)[0]);
            case DEPLOYMENT, DEPLOYMENT_CHANGES -> texts.in(language, "audit.deployment");
            default -> subject;
        };
    }

    /** One look from the first entry to the last seal. */
    private final class Look {

        private final List<Finding> findings = new ArrayList<>();
        private final Map<Long, String> sealed = new HashMap<>();
        private final TreeMap<Long, OffsetDateTime> made = new TreeMap<>();
        private final Set<String> erased = new HashSet<>();
        private final List<AuditEntry> withoutSalt = new ArrayList<>();
        private final Set<Kind> begun = EnumSet.noneOf(Kind.class);
        private int found;

        Outcome look() {
            var all = jdbc.sql("select * from audit_seal order by number")
                    .query(DaySeal::read)
                    .list();
            for (var seal : all) {
                seal.said().ifPresent(said -> {
                    sealed.put(said.position(), "");
                    made.put(said.position(), said.made());
                });
            }
            var last = entries();
            var waiting = waiting();
            erased();
            records();
            seals(all, last);
            outside(all);
            return new Outcome(
                    last,
                    waiting,
                    all.size(),
                    (int) all.stream().filter(seal -> seal.stamp() != null).count(),
                    found,
                    told());
        }

        /** The first entry first; what concerns none comes last. */
        private List<Finding> told() {
            return findings.stream()
                    .sorted(Comparator.comparingLong(
                            (Finding finding) -> finding.position() == 0 ? Long.MAX_VALUE : finding.position()))
                    .toList();
        }

        private long entries() {
            jdbc.sql("select * from audit_entry where position < 1 order by position limit " + MOST_TOLD)
                    .query(AuditEntry::read)
                    .list()
                    .forEach(entry -> tell(
                            "changed",
                            entry.position(),
                            entry.position(),
                            entry.kind(),
                            Concerned.by(entry),
                            entry.at()));
            var expected = 1L;
            var previous = AuditEntry.NOTHING;
            sealed.replace(0L, previous);
            while (true) {
                var page = jdbc.sql("select * from audit_entry where position >= ? order by position limit " + PAGE)
                        .param(expected)
                        .query(AuditEntry::read)
                        .list();
                if (page.isEmpty()) {
                    break;
                }
                for (var entry : page) {
                    if (entry.position() > expected) {
                        tell(
                                entry.position() == expected + 1 ? "missing" : "missing-several",
                                expected,
                                expected,
                                entry.position() - 1);
                    } else if (!AuditEntry.hash(entry.line(entry.position(), previous))
                            .equals(entry.hash())) {
                        tell(
                                "changed",
                                entry.position(),
                                entry.position(),
                                entry.kind(),
                                Concerned.by(entry),
                                entry.at());
                    }
                    var sealedBefore = made.lowerEntry(entry.position());
                    if (sealedBefore != null
                            && entry.at().isBefore(sealedBefore.getValue().minus(LATE))) {
                        tell(
                                "backdated",
                                entry.position(),
                                entry.position(),
                                entry.kind(),
                                Concerned.by(entry),
                                entry.at());
                    }
                    previous = entry.hash();
                    expected = entry.position() + 1;
                    var hash = previous;
                    sealed.computeIfPresent(entry.position(), (position, none) -> hash);
                    note(entry);
                }
                contents(page);
            }
            var end = expected - 1;
            var head = jdbc.sql("select position, hash from audit_head where id = 1")
                    .query((row, number) -> new Chaining.Head(row.getLong("position"), row.getString("hash")))
                    .optional();
            if (head.isEmpty() || head.get().position() > end) {
                tell("cut", end, end, head.map(Chaining.Head::position).orElse(0L));
            } else if (head.get().position() != end || !head.get().hash().equals(previous)) {
                tell("head", end, end);
            }
            return end;
        }

        private void note(AuditEntry entry) {
            if (entry.kind() == Kind.ERASED) {
                erased.add(entry.subject());
            }
            for (var kind : Kind.values()) {
                if (entry.kind() == Kind.BEGUN && kind.name().equals(entry.subject())) {
                    begun.add(kind);
                }
            }
        }

        private long waiting() {
            var count = 0L;
            var id = 0L;
            OffsetDateTime oldest = null;
            while (true) {
                var page = jdbc.sql(
                                "select * from audit_entry where position is null and id > ? order by id limit " + PAGE)
                        .param(id)
                        .query(AuditEntry::read)
                        .list();
                if (page.isEmpty()) {
                    break;
                }
                page.forEach(this::note);
                contents(page);
                oldest = oldest == null ? page.get(0).at() : oldest;
                id = page.get(page.size() - 1).id();
                count += page.size();
            }
            if (oldest != null
                    && oldest.toInstant().isBefore(wallClock.instant().minus(LATE))) {
                tell("waiting", 0, count, oldest);
            }
            return count;
        }

        /** Whether the records of these entries still say what was digested. */
        private void contents(List<AuditEntry> entries) {
            for (var kind : Kind.values()) {
                var ofKind =
                        entries.stream().filter(entry -> entry.kind() == kind).toList();
                if (ofKind.isEmpty()) {
                    continue;
                }
                if (kind.table() == null) {
                    for (var entry : ofKind) {
                        if (!entry.digest().equals(AuditEntry.digest(String.valueOf(entry.salt()), ""))) {
                            tell(
                                    "content-changed",
                                    entry.position(),
                                    entry.position(),
                                    kind,
                                    Concerned.by(entry),
                                    entry.at());
                        }
                    }
                    continue;
                }
                var rows = new HashSet<String>();
                ofKind.forEach(entry -> rows.add(String.valueOf(entry.row())));
                var contents = contents(kind, rows);
                var latest = latest(kind, rows);
                for (var entry : ofKind) {
                    var content = contents.get(String.valueOf(entry.row()));
                    if (entry.salt() == null) {
                        withoutSalt.add(entry);
                    } else if (content == null) {
                        tell("gone", entry.position(), entry.position(), kind, Concerned.by(entry), entry.at());
                    } else if (entry.id() == latest.getOrDefault(String.valueOf(entry.row()), entry.id())
                            && !entry.digest().equals(AuditEntry.digest(entry.salt(), content))) {
                        tell(
                                "content-changed",
                                entry.position(),
                                entry.position(),
                                kind,
                                Concerned.by(entry),
                                entry.at());
                    }
                }
            }
        }

        private Map<String, String> contents(Kind kind, Set<String> rows) {
            var keys = kind.key().equals("id")
                    ? rows.stream()
                            .filter(row -> NUMBER.matcher(row).matches())
                            .map(Long::valueOf)
                            .toList()
                    : List.copyOf(rows);
            var contents = new HashMap<String, String>();
            if (keys.isEmpty()) {
                return contents;
            }
            jdbc.sql(select(kind) + " where " + kind.key() + " in (:keys)")
                    .param("keys", keys)
                    .query(row -> {
                        contents.put(row.getString(kind.key()), kind.content(values(kind, row)));
                    });
            return contents;
        }

        /** A record that may be corrected has an entry for each time; the last one counts. */
        private Map<String, Long> latest(Kind kind, Set<String> rows) {
            var latest = new HashMap<String, Long>();
            if (kind == Kind.PAYMENT) {
                jdbc.sql("select record, max(id) as latest from audit_entry where kind = :kind and record in (:rows)"
                                + " group by record")
                        .param("kind", kind.name())
                        .param("rows", rows)
                        .query(row -> {
                            latest.put(row.getString("record"), row.getLong("latest"));
                        });
            }
            return latest;
        }

        private void erased() {
            for (var entry : withoutSalt) {
                if (!erased.contains(entry.kind() + " " + entry.row())) {
                    tell("erased", entry.position(), entry.position(), entry.kind(), Concerned.by(entry), entry.at());
                }
            }
        }

        /** Whether each record has an entry. */
        private void records() {
            for (var kind : Kind.values()) {
                if (kind.table() == null) {
                    continue;
                }
                if (!begun.contains(kind)) {
                    tell("not-begun", 0, kind);
                    continue;
                }
                jdbc.sql(withoutEntry(kind) + " order by t." + kind.key() + " limit " + MOST_TOLD)
                        .param(kind.name())
                        .query(row -> {
                            tell(
                                    "unrecorded",
                                    0,
                                    kind,
                                    new Concerned(kind, subject(row.getString("subject"))),
                                    row.getString("record"));
                        });
            }
        }

        private void seals(List<DaySeal> all, long last) {
            var expected = 1;
            var previous = AuditEntry.NOTHING;
            for (var seal : all) {
                if (seal.number() != expected) {
                    tell("seal-missing", 0, expected);
                }
                var said = seal.said().orElse(null);
                if (said == null
                        || said.number() != seal.number()
                        || said.position() != seal.position()
                        || !said.day().equals(seal.day())
                        || seal.signature() != null
                                && !seals.verify(
                                        String.valueOf(seal.region()), DaySeals.bytes(seal.text()), seal.signature())) {
                    tell("seal-changed", 0, seal.number(), Day.of(seal.day()));
                } else if (!said.previous().equals(previous) && seal.number() == expected) {
                    tell("seal-order", 0, seal.number(), Day.of(seal.day()));
                } else if (said.position() > last) {
                    tell("seal-cut", last, seal.number(), Day.of(seal.day()), said.position(), last);
                } else if (!said.hash().equals(sealed.get(said.position()))) {
                    tell("seal-differs", 0, seal.number(), Day.of(seal.day()), said.position());
                }
                if (seal.signature() == null) {
                    tell("seal-unsigned", 0, seal.number(), Day.of(seal.day()));
                }
                if (seal.stamp() != null
                        && stamping.verify(DaySeals.bytes(seal.text()), seal.stamp())
                                .isEmpty()) {
                    tell("stamp", 0, seal.number(), Day.of(seal.day()));
                }
                previous = seal.hash();
                expected = seal.number() + 1;
            }
        }

        private void outside(List<DaySeal> all) {
            var here = new HashMap<Integer, String>();
            all.forEach(seal -> here.put(seal.number(), seal.text()));
            outside.kept().forEach((number, text) -> {
                var known = here.get(number);
                if (known == null) {
                    tell("outside-more", 0, number);
                } else if (!known.equals(text)) {
                    tell("outside-differs", 0, number);
                }
            });
        }

        private void tell(String code, long position, Object... arguments) {
            found++;
            if (findings.size() < MOST_KEPT) {
                findings.add(new Finding(code, position, List.of(arguments)));
            }
        }
    }

    private static String subject(@Nullable String subject) {
        return subject == null ? "" : subject;
    }

    static String select(Kind kind) {
        return "select " + kind.key() + ", " + String.join(", ", kind.columns()) + " from " + kind.table();
    }

    /** The records of that kind that have no entry: key and what they concern. */
    static String withoutEntry(Kind kind) {
        return "select t." + kind.key() + " as record, t." + kind.subjectColumn() + " as subject from " + kind.table()
                + " t where not exists (select 1 from audit_entry e where e.kind = ? and e.record = cast(t."
                + kind.key()
                + " as varchar(64)))";
    }

    /** What a record says, read so that both databases say the same. */
    static List<@Nullable Object> values(Kind kind, ResultSet row) throws SQLException {
        var types = new HashMap<String, Integer>();
        var about = row.getMetaData();
        for (var at = 1; at <= about.getColumnCount(); at++) {
            types.put(about.getColumnLabel(at).toLowerCase(java.util.Locale.ROOT), about.getColumnType(at));
        }
        var values = new ArrayList<@Nullable Object>();
        for (var column : kind.columns()) {
            values.add(
                    switch (types.get(column)) {
                        case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE ->
                            row.getObject(column, OffsetDateTime.class);
                        case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> row.getBytes(column);
                        default -> row.getString(column);
                    });
        }
        return values;
    }

    /** The moment of the look, as it is told. */
    OffsetDateTime now() {
        return OffsetDateTime.ofInstant(wallClock.instant(), LegalClock.ZONE);
    }
}
