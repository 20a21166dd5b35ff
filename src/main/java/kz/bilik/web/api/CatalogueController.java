package kz.bilik.web.api;

import static java.util.Comparator.comparing;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import kz.bilik.calendar.LegalClock;
import kz.bilik.catalogue.Catalogue;
import kz.bilik.language.Language;
import kz.bilik.language.Texts;
import kz.bilik.law.Law;
import kz.bilik.law.Profile;
import kz.bilik.law.Reimbursement;
import kz.bilik.problem.Problem;
import kz.bilik.problem.Problem.Kind;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * What a person chooses from, and what it will cost (cl. 3.1, 14, 15); open to everybody. Names come in the reader's
 * language and in the order of its alphabet, money in whole tenge.
 */
@RestController
@Tag(name = "Catalogue", description = "Professions, centres, prices (cl. 3.1); open to everybody")
@RequestMapping("/api/catalogue")
class CatalogueController {

    record RegionAnswer(String code, String name) {}

    record CareerCentreAnswer(String code, String region, String name, String address) {}

    record ProfessionAnswer(String code, String name, Profile profile, Set<String> levels) {}

    record RecognitionCentreAnswer(
            String code, String region, String name, String address, String contacts, boolean accredited) {}

    /**
     * What one centre asks, and who pays it by today's numbers of the law. While the monthly calculation index of today is
     * not known, the price alone, and why in words.
     *
     * @param statePays cl. 14.1
     * @param applicantPays cl. 15
     * @param aid cl. 14.2, when the person is registered in another region than that of the centre; null when the
     *     question named no region of registration
     * @param partsText why state and applicant have no parts yet; null when they have
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record OfferAnswer(
            String profession,
            String recognitionCentre,
            String recognitionCentreName,
            String region,
            long price,
            @Nullable Long statePays,
            @Nullable Long applicantPays,
            @Nullable Long aid,
            @Nullable Long monthlyCalculationIndex,
            @Nullable String partsText,
            LocalDate on) {}

    private final Catalogue catalogue;
    private final Law law;
    private final LegalClock clock;
    private final Texts texts;

    CatalogueController(Catalogue catalogue, Law law, LegalClock clock, Texts texts) {
        this.catalogue = catalogue;
        this.law = law;
        this.clock = clock;
        this.texts = texts;
    }

    @Operation(
            summary = "The regions",
            description = "All regions of the country in the order of the reader's alphabet, by their ISO codes.")
    @Described(answers = {"200 The regions"})
    @GetMapping("/regions")
    List<RegionAnswer> regions(Language language) {
        return catalogue.regions().stream()
                .map(region -> new RegionAnswer(region.code(), region.name().in(language)))
                .sorted(comparing(RegionAnswer::name, language.order()))
                .toList();
    }

    @Operation(
            summary = "Career centres of a region",
            description =
                    "The branches that check applications (cl. 8). Appendix 1 names the one of the applicant's district.")
    @Described(
            answers = {"200 The career centres"},
            refusals = {"404 catalogue.unknown-region"})
    @GetMapping("/career-centres")
    List<CareerCentreAnswer> careerCentres(
            @Parameter(description = "Region, ISO 3166-2", example = "KZ-75") @RequestParam String region,
            Language language) {
        mustBeRegion(region);
        return catalogue.careerCentres(region).stream()
                .map(centre -> new CareerCentreAnswer(
                        centre.code(), centre.region(), centre.name().in(language), centre.address()))
                .sorted(comparing(CareerCentreAnswer::name, language.order()))
                .toList();
    }

    @Operation(
            summary = "The register of professions",
            description =
                    "Each with its profile, which decides the cap of cl. 14.1, and the levels that can be recognised.")
    @Described(answers = {"200 The professions"})
    @GetMapping("/professions")
    List<ProfessionAnswer> professions(Language language) {
        return catalogue.professions().stream()
                .map(profession -> new ProfessionAnswer(
                        profession.code(), profession.name().in(language), profession.profile(), profession.levels()))
                .sorted(comparing(ProfessionAnswer::name, language.order()))
                .toList();
    }

    @Operation(
            summary = "Recognition centres",
            description = "All of them, or those of a region; accredited says whether a centre may examine today.")
    @Described(
            answers = {"200 The recognition centres"},
            refusals = {"404 catalogue.unknown-region"})
    @GetMapping("/recognition-centres")
    List<RecognitionCentreAnswer> recognitionCentres(
            @Parameter(description = "Only those of that region, ISO 3166-2", example = "KZ-75")
                    @RequestParam(required = false)
                    @Nullable
                    String region,
            Language language) {
        if (region != null) {
            mustBeRegion(region);
        }
        return catalogue.recognitionCentres(region).stream()
                .map(centre -> new RecognitionCentreAnswer(
                        centre.code(),
                        centre.region(),
                        centre.name().in(language),
                        centre.address(),
                        centre.contacts(),
                        centre.accredited()))
                .sorted(comparing(RecognitionCentreAnswer::name, language.order()))
                .toList();
    }

    /**
     * The offers for a profession, the cheapest first.
     *
     * @param region only centres of that region
     * @param registeredRegion the person's permanent registration, for the aid of cl. 14.2
     */
    @Operation(
            summary = "Offers for a profession",
            description =
                    "Which centre examines in it for which price, and what state and applicant pay of it by today's numbers of the law (cl. 14, 15); the cheapest first.")
    @Described(
            answers = {"200 The offers that fit"},
            refusals = {"404 catalogue.unknown-profession catalogue.unknown-region"})
    @GetMapping("/offers")
    List<OfferAnswer> offers(
            @Parameter(description = "Code of the profession in the register", example = "7212") @RequestParam
                    String profession,
            @Parameter(description = "Only centres of that region, ISO 3166-2", example = "KZ-75")
                    @RequestParam(required = false)
                    @Nullable
                    String region,
            @Parameter(description = "The person's permanent registration, for the aid of cl. 14.2", example = "KZ-61")
                    @RequestParam(required = false)
                    @Nullable
                    String registeredRegion,
            Language language) {
        var known = catalogue
                .profession(profession)
                .orElseThrow(() -> Problem.of(Kind.NOT_FOUND, "catalogue.unknown-profession", profession));
        if (region != null) {
            mustBeRegion(region);
        }
        if (registeredRegion != null) {
            mustBeRegion(registeredRegion);
        }
        return catalogue.offers(profession, region).stream()
                .map(offer -> answer(offer, known, registeredRegion, language))
                .toList();
    }

    private OfferAnswer answer(
            Catalogue.Offer offer,
            Catalogue.Profession profession,
            @Nullable String registeredRegion,
            Language language) {
        var centre = catalogue.recognitionCentre(offer.recognitionCentre()).orElseThrow();
        var outside = registeredRegion != null && !registeredRegion.equals(centre.region());
        var today = clock.today();
        var shares = law.reimbursementIfKnown(offer.price(), profession.profile(), outside, today);
        return new OfferAnswer(
                profession.code(),
                centre.code(),
                centre.name().in(language),
                centre.region(),
                offer.price(),
                shares.map(Reimbursement::service).orElse(null),
                shares.map(Reimbursement::holder).orElse(null),
                registeredRegion == null ? null : shares.map(Reimbursement::aid).orElse(null),
                shares.map(Reimbursement::monthlyCalculationIndex).orElse(null),
                shares.isPresent()
                        ? null
                        : texts.in(
                                language,
                                "law.parts-unknown",
                                Integer.toString(today.getYear()),
                                law.capsOn(today, profession.profile(), outside).capInMci()),
                today);
    }

    private void mustBeRegion(String code) {
        if (catalogue.region(code).isEmpty()) {
            throw Problem.of(Kind.NOT_FOUND, "catalogue.unknown-region", code);
        }
    }
}
