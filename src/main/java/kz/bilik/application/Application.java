package kz.bilik.application;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import kz.bilik.identity.AccountNumber;
import kz.bilik.identity.Iin;
import kz.bilik.language.Language;
import org.jspecify.annotations.Nullable;

/**
 * The record of an application, as far as other modules need it.
 *
 * @param number {@code A-2026-75-000123}
 * @param iin the applicant
 * @param name surname, name, patronymic as signed
 * @param region the region of filing (cl. 3.3 (b)), ISO code
 * @param careerCentre the career centre that checks it
 * @param registeredRegion permanent registration (cl. 14.2)
 * @param recognitionCentre the centre that the applicant chose
 * @param profession code of the register
 * @param level qualification level, such as 4 or 4.1
 * @param account for the aid of cl. 14.2
 * @param receivedAt legal time of receipt
 * @param forwardedAt when the career centre forwarded it (cl. 8.4), null before
 * @param answeredAt when the recognition centre said yes or no, null before
 * @param price the centre's price in tenge, frozen when it confirmed, null before
 */
public record Application(
        String number,
        Iin iin,
        String name,
        Language language,
        String region,
        String careerCentre,
        String registeredRegion,
        String recognitionCentre,
        String profession,
        String level,
        AccountNumber account,
        OffsetDateTime receivedAt,
        @Nullable OffsetDateTime forwardedAt,
        @Nullable OffsetDateTime answeredAt,
        @Nullable Long price,
        @Nullable Outcome outcome) {

    public LocalDate receivedOn() {
        return receivedAt.toLocalDate();
    }

    /** Whether who applied was erased after the end of the term; what is left says nothing of the person. */
    public boolean isErased() {
        return iin.isErased();
    }

    /** How an application ended; null while it is open. */
    public enum Outcome {
        REFUSED,
        WITHDRAWN,
        VOUCHER_ISSUED
    }
}
