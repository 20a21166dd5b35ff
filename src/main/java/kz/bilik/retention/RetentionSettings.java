package kz.bilik.retention;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long personal data is kept, {@code bilik.retention.*}: a setting of the law, since Order No. 380 says nothing of it.
 *
 * @param terms each with the day from which it holds; for a case counts the one that held on the day of its end
 * @param most how many cases are erased in a night at most, so that a first night ends
 */
@ConfigurationProperties("bilik.retention")
record RetentionSettings(List<Term> terms, @DefaultValue("20000") int most) {

    /**
     * A term.
     *
     * @param from the first day on which it held
     * @param years whole calendar years after the one in which the case was paid, or else came to its end
     * @param healthYears the same for what sick-leave certificates say; null: with the rest
     * @param source the document that sets it
     */
    record Term(LocalDate from, int years, @Nullable Integer healthYears, String source) {

        Term {
            if (years < 1 || healthYears != null && (healthYears < 1 || healthYears > years)) {
                throw new IllegalArgumentException(
                        "No term of personal data: " + years + " years, " + healthYears + " of them");
            }
        }

        int years(Part part) {
            return part == Part.HEALTH && healthYears != null ? healthYears : years;
        }

        /** The first day after the term of what came to its end on that day. */
        LocalDate due(LocalDate ended, Part part) {
            return LocalDate.of(ended.getYear() + years(part) + 1, 1, 1);
        }
    }

    RetentionSettings {
        if (terms == null || terms.isEmpty()) {
            throw new IllegalArgumentException("bilik.retention.terms: no term of personal data");
        }
        terms = terms.stream()
                .sorted(Comparator.comparing(Term::from).reversed())
                .toList();
    }

    /** The term of a case that came to its end on that day; that of the first one for what ended before it. */
    Term of(LocalDate ended) {
        return terms.stream()
                .filter(term -> !term.from().isAfter(ended))
                .findFirst()
                .orElse(terms.get(terms.size() - 1));
    }

    /** The last day on which a case may have come to its end for anything of it to be due on that day under some term. */
    LocalDate lastEnd(LocalDate today, Part part) {
        var shortest = terms.stream().mapToInt(term -> term.years(part)).min().orElseThrow();
        return LocalDate.of(today.getYear() - shortest - 1, 12, 31);
    }

    /** Whether some term is shorter for health data. */
    boolean healthGoesEarlier() {
        return terms.stream().anyMatch(term -> term.years(Part.HEALTH) < term.years());
    }
}
