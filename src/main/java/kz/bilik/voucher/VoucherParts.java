package kz.bilik.voucher;

import java.time.LocalDate;
import java.util.Optional;
import kz.bilik.catalogue.Catalogue;
import kz.bilik.language.Language;
import kz.bilik.language.Texts;
import kz.bilik.law.Law;
import kz.bilik.law.Profile;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What state and holder pay of a voucher (cl. 14.1, 15), by the monthly calculation index of its day of issue. Clause 10
 * asks for no amounts: a voucher is issued without them while that index is not known, and they are shown once it is.
 */
@Component
class VoucherParts {

    private final Law law;
    private final Catalogue catalogue;
    private final Texts texts;

    VoucherParts(Law law, Catalogue catalogue, Texts texts) {
        this.law = law;
        this.catalogue = catalogue;
        this.texts = texts;
    }

    /** The parts as the voucher states them or, where it states none, by the index as it is known today. */
    Optional<OneTimeVoucher.Parts> of(OneTimeVoucher.Issued issued) {
        return Optional.ofNullable(issued.parts())
                .or(() -> by(issued.price(), profile(issued.profession()), issued.issuedOn()));
    }

    /** The parts of a voucher of that day; empty while the index of the day is not known. */
    Optional<OneTimeVoucher.Parts> by(long price, Profile profile, LocalDate issuedOn) {
        // The shares are those of cl. 14.1 and 15; the aid of cl. 14.2 depends on where the exam takes place.
        return law.reimbursementIfKnown(price, profile, false, issuedOn)
                .map(shares ->
                        new OneTimeVoucher.Parts(shares.monthlyCalculationIndex(), shares.service(), shares.holder()));
    }

    /** The most that the state pays, in monthly calculation indices (cl. 14.1). */
    int capInMci(OneTimeVoucher.Issued issued) {
        return law.capsOn(issued.issuedOn(), profile(issued.profession()), false)
                .capInMci();
    }

    /** Why the voucher states no parts, and whether they are known by now; null where it states them. */
    @Nullable
    String text(OneTimeVoucher.Issued issued, Language language) {
        var year = Integer.toString(issued.issuedOn().getYear());
        if (issued.parts() != null) {
            return null;
        }
        return of(issued).isPresent()
                ? texts.in(language, "voucher.parts-known-later", year)
                : texts.in(language, "law.parts-unknown", year, capInMci(issued));
    }

    private Profile profile(String profession) {
        return catalogue
                .profession(profession)
                .orElseThrow(() -> new IllegalStateException("No profession " + profession))
                .profile();
    }
}
