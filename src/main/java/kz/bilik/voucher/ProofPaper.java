package kz.bilik.voucher;

import java.time.LocalDate;
import java.util.UUID;
import kz.bilik.calendar.LegalClock;
import kz.bilik.document.Documents;
import kz.bilik.document.Enclosure;
import kz.bilik.identity.AccountNumber;
import kz.bilik.identity.Iin;
import kz.bilik.language.Day;
import kz.bilik.problem.Problem;
import kz.bilik.problem.Problem.Kind;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The paper with which the head of a mobility centre proves what he enters: its number, its date, why, and a copy. */
@Component
class ProofPaper {

    /** What was entered of it, checked. */
    record Entered(String number, LocalDate day, String reason) {}

    private static final int LONGEST_NUMBER = 100;
    private static final int LONGEST_REASON = 1000;

    private final Documents documents;
    private final VoucherSettings settings;
    private final LegalClock clock;

    ProofPaper(Documents documents, VoucherSettings settings, LegalClock clock) {
        this.documents = documents;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Checks all fields at once.
     *
     * @param problem that names what else is wrong already
     * @param fields the names of number, day, reason and copy on the page
     * @param earliest the first day that the paper can bear; the last is today
     * @throws Problem that problem with every field that is wrong
     */
    Entered checked(
            Problem problem,
            String[] fields,
            @Nullable String number,
            @Nullable LocalDate day,
            LocalDate earliest,
            @Nullable String reason,
            @Nullable Enclosure copy) {
        var wrong = text(problem, fields[0], number, "voucher.paper-number", LONGEST_NUMBER);
        if (day == null || day.isBefore(earliest) || day.isAfter(clock.today())) {
            wrong = wrong.with(fields[1], "voucher.paper-day", Day.of(earliest));
        }
        if (number != null && (Iin.isWithin(number) || AccountNumber.isWithin(number))) {
            wrong = wrong.with(fields[0], "voucher.paper-number-personal");
        }
        wrong = text(wrong, fields[2], reason, "voucher.paper-reason", LONGEST_REASON);
        var fault = documents.faultOf(copy, settings.certificateMaxSize());
        if (fault.isPresent()) {
            wrong = switch (fault.get()) {
                case MISSING -> wrong.with(fields[3], "voucher.paper-copy");
                case BROKEN -> wrong.with(fields[3], "voucher.paper-broken");
                case TOO_LARGE, NAME, TYPE ->
                    wrong.with(
                            fields[3],
                            "voucher.paper-file",
                            Long.toString(settings.certificateMaxSize().toMegabytes()));
            };
        }
        if (number == null || day == null || reason == null || !wrong.fields().isEmpty()) {
            throw wrong;
        }
        return new Entered(number.strip(), day, reason.strip());
    }

    /** Keeps the copy among the documents of that voucher, under that kind. */
    UUID store(String voucher, String kind, Enclosure copy) {
        return copy.read(content ->
                        documents.store(voucher, kind, copy.fileName(), copy.read(documents::detect), content))
                .id();
    }

    /** Nothing wrong yet. */
    static Problem incomplete() {
        return Problem.of(Kind.UNPROCESSABLE, "voucher.paper-incomplete");
    }

    private static Problem text(Problem problem, String field, @Nullable String text, String missing, int longest) {
        if (text == null || text.isBlank()) {
            return problem.with(field, missing);
        }
        return text.strip().length() > longest
                ? problem.with(field, "voucher.field-too-long", Integer.toString(longest))
                : problem;
    }
}
