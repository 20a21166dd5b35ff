package kz.bilik.voucher;

import java.time.LocalDate;
import kz.bilik.calendar.LegalClock;
import kz.bilik.catalogue.Catalogue.Name;
import kz.bilik.document.Sha256;
import kz.bilik.signature.Seal;
import org.jspecify.annotations.Nullable;
import org.springframework.modulith.NamedInterface;
import org.springframework.stereotype.Component;

/**
 * Whether a voucher that somebody shows is genuine (cl. 10.1). Who asks has the document and its seal in hand; the
 * answer names no person, and a number alone is not enough to learn anything.
 */
@NamedInterface("cabinet")
@Component
public class VoucherVerification {

    /** What the comparison says. */
    public enum Result {
        /** The document is one of ours, unchanged, under the mobility centre's seal. */
        GENUINE,
        /** The document is not one that was sealed here, or it was changed afterwards. */
        DOCUMENT_UNKNOWN,
        /** The document is ours, but the seal that came with it does not belong to it. */
        SEAL_WRONG
    }

    /** What a third party may know of a genuine voucher; {@code lastDay} is today's, not that of an older edition. */
    public record Facts(
            String number,
            int edition,
            boolean superseded,
            Voucher.State state,
            boolean validToday,
            LocalDate issuedOn,
            LocalDate lastDay,
            Name recognitionCentre) {}

    /** The answer; the facts only with {@link Result#GENUINE}. */
    public record Verdict(Result result, @Nullable Facts facts) {}

    private final VoucherTable vouchers;
    private final Seal seal;
    private final LegalClock clock;

    VoucherVerification(VoucherTable vouchers, Seal seal, LegalClock clock) {
        this.vouchers = vouchers;
        this.seal = seal;
        this.clock = clock;
    }

    /** Judges a document (the exact bytes of the PDF) and its seal (detached CMS as DER). */
    public Verdict verify(byte[] document, byte[] detachedSeal) {
        var sealed = vouchers.editionBySha256(Sha256.of(document));
        if (sealed.isEmpty()) {
            return new Verdict(Result.DOCUMENT_UNKNOWN, null);
        }
        var edition = sealed.get();
        var voucher = vouchers.get(edition.voucher());
        var issued = voucher.issued();
        if (!seal.verify(issued.region(), document, detachedSeal)) {
            return new Verdict(Result.SEAL_WRONG, null);
        }
        return new Verdict(
                Result.GENUINE,
                new Facts(
                        issued.number(),
                        edition.edition(),
                        edition.edition() < vouchers.editions(issued.number()).size(),
                        voucher.state(),
                        voucher.isValidOn(clock.today()),
                        issued.issuedOn(),
                        voucher.lastDay(),
                        issued.recognitionCentreName()));
    }
}
