package kz.bilik.web.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import kz.bilik.calendar.LegalClock;
import kz.bilik.catalogue.Catalogue;
import kz.bilik.catalogue.Catalogue.Profession;
import kz.bilik.catalogue.Catalogue.Region;
import kz.bilik.language.Language;
import kz.bilik.language.Texts;
import kz.bilik.law.Law;
import kz.bilik.law.Profile;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Lets anybody check what the state pays (cl. 14, 15): the same law as in the cases. */
@RestController
@Tag(name = "Public arithmetic")
class ReimbursementController {

    private final Law law;
    private final Catalogue catalogue;
    private final Texts texts;
    private final LegalClock clock;

    ReimbursementController(Law law, Catalogue catalogue, Texts texts, LegalClock clock) {
        this.law = law;
        this.catalogue = catalogue;
        this.texts = texts;
        this.clock = clock;
    }

    @Schema(name = "Reimbursement", description = "Who pays what, in whole tenge")
    record Answer(
            @Schema(description = "The recognition centre's price") long price,
            Profile profile,
            @Schema(description = "Whether the exam is outside the region of permanent registration")
                    boolean outsideRegion,
            @Schema(description = "The day whose law and monthly calculation index count") LocalDate date,
            @Schema(description = "The monthly calculation index (MCI) of that day", example = "4325")
                    long monthlyCalculationIndex,
            @Schema(description = "The most that cl. 14.1 allows for this profile") long cap,
            @Schema(description = "To the recognition centre, from the local budget") Part service,
            @Schema(description = "Material aid to the holder, from the local budget") Part aid,
            @Schema(description = "What the holder pays") Part holder,
            @Schema(description = "The rows of the decision tables that were used") List<String> rows) {}

    @Schema(name = "ReimbursementPart")
    record Part(
            @Schema(description = "Tenge") long amount,
            @Schema(description = "The clause it rests on", example = "cl. 14.1") String clause,
            @Schema(description = "In words, in the language of Accept-Language") String text) {}

    @GetMapping("/api/reimbursements")
    @Operation(
            summary = "What does the state pay of a recognition, and what the holder?",
            description = "The local budget pays the price up to 3 MCI (social-humanitarian profession) or 7 MCI"
                    + " (technical one) to the recognition centre (cl. 14.1), and 6 MCI of aid to a holder examined"
                    + " outside the region of permanent registration (cl. 14.2); the rest of the price is the"
                    + " holder's (cl. 15).")
    @Described(
            answers = {"200 The parts, with the clause and the row of the decision tables behind each"},
            refusals = {"422 web.invalid law.no-edition", "503 law.mci-unknown"})
    Answer reimbursement(
            @Parameter(description = "The recognition centre's price in whole tenge", example = "45000")
                    @RequestParam(required = false)
                    @Nullable
                    String price,
            @Parameter(
                            description = "SOCIAL_HUMANITARIAN or TECHNICAL; not needed with a profession",
                            example = "TECHNICAL")
                    @RequestParam(required = false)
                    @Nullable
                    String profile,
            @Parameter(description = "Instead of the profile: the profession's code in the register", example = "7212")
                    @RequestParam(required = false)
                    @Nullable
                    String profession,
            @Parameter(description = "The holder's region of permanent registration, ISO 3166-2", example = "KZ-75")
                    @RequestParam(required = false)
                    @Nullable
                    String registeredRegion,
            @Parameter(description = "The region in which the exam takes place, ISO 3166-2", example = "KZ-71")
                    @RequestParam(required = false)
                    @Nullable
                    String examRegion,
            @Parameter(description = "The day of payment, today when not given", example = "2026-09-14")
                    @RequestParam(required = false)
                    @Nullable
                    String date,
            Language language) {
        var parameters = new PublicParameters();
        var tenge = parameters.number("price", price, Law.HIGHEST_PRICE, "law.price");
        var chosen = profession == null || profession.isBlank()
                ? parameters.word("profile", profile, Profile.class, "law.profile")
                : parameters.read(
                        "profession",
                        profession,
                        code -> catalogue.profession(code).map(Profession::profile),
                        "catalogue.unknown-profession",
                        profession);
        var registered = region(parameters, "registeredRegion", registeredRegion);
        var exam = region(parameters, "examRegion", examRegion);
        var day = date == null || date.isBlank() ? clock.today() : parameters.date("date", date);
        parameters.check();

        var outside = !Objects.equals(registered, exam);
        return answer(language, tenge, Objects.requireNonNull(chosen), outside, Objects.requireNonNull(day));
    }

    private @Nullable String region(PublicParameters parameters, String name, @Nullable String code) {
        return parameters.read(
                name,
                code,
                given -> catalogue.region(given).map(Region::code),
                "catalogue.unknown-region",
                String.valueOf(code));
    }

    private Answer answer(Language language, long price, Profile profile, boolean outside, LocalDate day) {
        var amounts = law.reimbursement(price, profile, outside, day);
        return new Answer(
                price,
                profile,
                outside,
                day,
                amounts.monthlyCalculationIndex(),
                amounts.cap(),
                new Part(
                        amounts.service(),
                        "cl. 14.1",
                        texts.in(language, "reimbursement.service", amounts.service(), amounts.cap())),
                new Part(
                        amounts.aid(),
                        "cl. 14.2",
                        texts.in(language, outside ? "reimbursement.aid" : "reimbursement.no-aid", amounts.aid())),
                new Part(amounts.holder(), "cl. 15", texts.in(language, "reimbursement.holder", amounts.holder())),
                amounts.rows());
    }
}
