package kz.bilik.voucher;

import java.io.ByteArrayInputStream;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import kz.bilik.calendar.LegalClock;
import kz.bilik.document.Documents;
import kz.bilik.problem.Problem;
import kz.bilik.signature.Seal;
import org.springframework.modulith.NamedInterface;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The voucher as an electronic document (cl. 10.1): a PDF in three languages, sealed by the mobility centre with a
 * detached CMS. Each extension seals a new edition; the older ones are kept.
 */
@NamedInterface("cabinet")
@Component
public class VoucherDocument {

    /**
     * A sealed edition.
     *
     * @param edition 1 at issue, one more with each extension
     * @param lastDay the last valid day as that edition shows it
     * @param document the PDF in {@link Documents}, kind {@code VOUCHER}
     * @param seal the detached CMS as DER in {@link Documents}, kind {@code VOUCHER_SEAL}
     */
    public record Edition(int edition, LocalDate lastDay, UUID document, UUID seal) {}

    private final VoucherTable vouchers;
    private final VoucherSheet sheet;
    private final Documents documents;
    private final Seal seal;
    private final LegalClock clock;

    VoucherDocument(VoucherTable vouchers, VoucherSheet sheet, Documents documents, Seal seal, LegalClock clock) {
        this.vouchers = vouchers;
        this.sheet = sheet;
        this.documents = documents;
        this.seal = seal;
        this.clock = clock;
    }

    /** The sealed editions, oldest first; the last one is in force. */
    public List<Edition> editions(String voucher) {
        return vouchers.editions(voucher).stream()
                .map(row -> new Edition(row.edition(), row.lastDay(), row.document(), row.seal()))
                .toList();
    }

    /**
     * The edition in force.
     *
     * @throws Problem {@code voucher.unknown}
     */
    public Edition inForce(String voucher) {
        var editions = editions(voucher);
        if (editions.isEmpty()) {
            throw Problem.of(Problem.Kind.NOT_FOUND, "voucher.unknown", voucher);
        }
        return editions.get(editions.size() - 1);
    }

    /** Renders and seals the voucher as it now stands, and keeps both. */
    @Transactional
    void sealEdition(OneTimeVoucher voucher) {
        var number = voucher.number();
        var edition = vouchers.editions(number).size() + 1;
        var bytes = sheet.render(voucher, edition);
        var signed = seal.seal(voucher.issued().region(), bytes);
        var name = edition == 1 ? number : number + "-" + edition;
        var stored =
                documents.store(number, "VOUCHER", name + ".pdf", "application/pdf", new ByteArrayInputStream(bytes));
        var storedSeal = documents.store(
                number,
                "VOUCHER_SEAL",
                name + ".pdf.p7s",
                "application/pkcs7-signature",
                new ByteArrayInputStream(signed));
        vouchers.insert(new VoucherTable.EditionRow(
                number, edition, voucher.lastDay(), stored.id(), storedSeal.id(), stored.sha256(), clock.now()));
    }
}
