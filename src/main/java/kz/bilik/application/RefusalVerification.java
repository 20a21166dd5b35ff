package kz.bilik.application;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import kz.bilik.calendar.LegalClock;
import kz.bilik.document.Sha256;
import kz.bilik.signature.Seal;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.NamedInterface;
import org.springframework.stereotype.Component;

/**
 * Whether a document of refusal that somebody shows is genuine (cl. 3.3, 8, 9), for whoever decides on an appeal. As with a
 * voucher, who asks has the document and its seal in hand, and the answer names no person.
 */
@NamedInterface("refusal")
@Component
public class RefusalVerification {

    /** What the comparison says. */
    public enum Result {
        /** The document is one of ours, unchanged, under the mobility centre's seal. */
        GENUINE,
        /** The document is not one that was sealed here, or it was changed afterwards. */
        DOCUMENT_UNKNOWN,
        /** The document is ours, but the seal that came with it does not belong to it. */
        SEAL_WRONG
    }

    /**
     * What a third party may know of a genuine document.
     *
     * @param number of the application
     * @param refusedOn the legal day of the refusal
     * @param inForce whether the application is still refused for these grounds: neither overturned nor refused anew
     */
    public record Facts(String number, LocalDate refusedOn, boolean inForce) {}

    /** The answer; the facts only with {@link Result#GENUINE}. */
    public record Verdict(Result result, @Nullable Facts facts) {}

    private record Sealed(String application, int round, OffsetDateTime formedAt) {}

    private final JdbcClient jdbc;
    private final Applications applications;
    private final Seal seal;

    RefusalVerification(JdbcClient jdbc, Applications applications, Seal seal) {
        this.jdbc = jdbc;
        this.applications = applications;
        this.seal = seal;
    }

    /** Judges a document (the exact bytes of the PDF, in any of its languages) and its seal (detached CMS as DER). */
    public Verdict verify(byte[] document, byte[] detachedSeal) {
        var found = jdbc.sql("select application, round, formed_at from refusal_document where sha256 = ?")
                .param(Sha256.of(document))
                .query((row, index) -> new Sealed(
                        row.getString("application"),
                        row.getInt("round"),
                        row.getObject("formed_at", OffsetDateTime.class)))
                .optional();
        if (found.isEmpty()) {
            return new Verdict(Result.DOCUMENT_UNKNOWN, null);
        }
        var sealed = found.get();
        var application = applications.get(sealed.application());
        if (!seal.verify(application.region(), document, detachedSeal)) {
            return new Verdict(Result.SEAL_WRONG, null);
        }
        return new Verdict(
                Result.GENUINE,
                new Facts(
                        sealed.application(),
                        sealed.formedAt().atZoneSameInstant(LegalClock.ZONE).toLocalDate(),
                        application.outcome() == Application.Outcome.REFUSED
                                && sealed.round() == newest(sealed.application())));
    }

    private int newest(String application) {
        return jdbc.sql("select max(round) from refusal_document where application = ?")
                .param(application)
                .query(Integer.class)
                .single();
    }
}
