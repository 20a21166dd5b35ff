package kz.bilik.process.words;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import kz.bilik.calendar.LegalMoment;
import kz.bilik.language.Language;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Kazakh and Russian words that somebody has entered for texts of diagrams, forms and tables. A row is never changed: the last
 * one of a text and language counts, and an empty one takes the words back. Each node looks every second whether another has
 * taken new ones.
 */
@Component
public class EnteredWords {

    private static final Duration NOTICED_AFTER = Duration.ofSeconds(1);

    /**
     * Words, and who has entered them.
     *
     * @param words empty where they were taken back
     * @param at legal zone
     */
    public record Entered(String words, String officer, OffsetDateTime at) {}

    private record Known(long last, Map<Language, Map<String, Entered>> words) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    private volatile Known known = new Known(0, Map.of());
    private volatile @Nullable Instant looked;

    EnteredWords(JdbcClient jdbc, Clock wallClock) {
        this.jdbc = jdbc;
        this.clock = wallClock;
    }

    /** The words of that text in that language, as they were entered last; empty where they were not, or taken back. */
    public Optional<Entered> find(Language language, String english) {
        return Optional.ofNullable(all(language).get(english))
                .filter(entered -> !entered.words().isEmpty());
    }

    /** All that was ever entered in that language, by the English text; what was taken back has no words. */
    public Map<String, Entered> all(Language language) {
        var now = clock.instant();
        var last = looked;
        if (last == null || last.plus(NOTICED_AFTER).isBefore(now) || last.isAfter(now)) {
            looked = now;
            look();
        }
        return known.words().getOrDefault(language, Map.of());
    }

    private void look() {
        try {
            var last = Objects.requireNonNullElse(
                    jdbc.sql("select max(id) from model_words")
                            .query((row, number) -> row.getLong(1))
                            .single(),
                    0L);
            if (last != known.last()) {
                known = new Known(last, read());
            }
        } catch (DataAccessException away) {
            // What was known stays: a page with yesterday's words is better than none.
            looked = null;
        }
    }

    private Map<Language, Map<String, Entered>> read() {
        var words = new EnumMap<Language, Map<String, Entered>>(Language.class);
        record Row(Language language, String english, Entered entered) {}
        List<Row> rows = jdbc.sql("select * from model_words order by id")
                .query((row, number) -> new Row(
                        Language.valueOf(row.getString("language").toUpperCase(java.util.Locale.ROOT)),
                        row.getString("english"),
                        new Entered(row.getString("words"), row.getString("officer"), LegalMoment.of(row, "at"))))
                .list();
        rows.forEach(row ->
                words.computeIfAbsent(row.language(), none -> new HashMap<>()).put(row.english(), row.entered()));
        return words;
    }

    /** Enters words in the current transaction; empty ones take back those before. */
    public void enter(Language language, String english, String words, String officer) {
        jdbc.sql("insert into model_words (language, english, words, officer, at) values (?, ?, ?, ?, ?)")
                .params(
                        language.tag(),
                        english,
                        words,
                        officer,
                        OffsetDateTime.ofInstant(clock.instant(), clock.getZone())
                                .truncatedTo(ChronoUnit.MICROS))
                .update();
        lookAgain();
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

                @Override
                public void afterCompletion(int status) {
                    lookAgain();
                }
            });
        }
    }

    private void lookAgain() {
        known = new Known(-1, known.words());
        looked = null;
    }
}
