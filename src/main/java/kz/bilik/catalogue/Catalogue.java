package kz.bilik.catalogue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import kz.bilik.identity.AccountNumber;
import kz.bilik.identity.Bin;
import kz.bilik.language.Language;
import kz.bilik.law.Profile;
import org.springframework.stereotype.Component;

/** What an applicant chooses from, and who acts where (cl. 3.1). */
@Component
public class Catalogue {

    /** A name in the three languages. */
    public record Name(String kk, String ru, String en) {
        public String in(Language language) {
            return switch (language) {
                case KK -> kk;
                case RU -> ru;
                case EN -> en;
            };
        }
    }

    /** A region by its ISO 3166-2 code, such as {@code KZ-75}. */
    public record Region(String code, Name name) {}

    /** The mobility centre of a region: the customer of services acts and the payer of cl. 17. */
    public record MobilityCentre(
            String region, Name name, Bin bin, String address, String contacts, AccountNumber account, String bic) {}

    /** A career centre: the mobility centre's branch in a district ({@code KZ-75-03}). */
    public record CareerCentre(String code, String region, Name name, Bin bin, String address) {}

    /** An accredited recognition centre ({@code C-014}) in a region. */
    public record RecognitionCentre(
            String code,
            String region,
            Name name,
            Bin bin,
            String address,
            String contacts,
            AccountNumber account,
            String bic,
            boolean accredited) {}

    /** A profession of the register with its profile and the qualification levels that can be recognised. */
    public record Profession(String code, Name name, Profile profile, Set<String> levels) {}

    /** A recognition centre examines a profession at a price in whole tenge. */
    public record Offer(String recognitionCentre, String profession, long price) {}

    public List<Region> regions() {
        throw new UnsupportedOperationException();
    }

    public Optional<Region> region(String code) {
        throw new UnsupportedOperationException();
    }

    public Optional<MobilityCentre> mobilityCentre(String region) {
        throw new UnsupportedOperationException();
    }

    public Optional<CareerCentre> careerCentre(String code) {
        throw new UnsupportedOperationException();
    }

    public List<CareerCentre> careerCentres(String region) {
        throw new UnsupportedOperationException();
    }

    public Optional<RecognitionCentre> recognitionCentre(String code) {
        throw new UnsupportedOperationException();
    }

    public Optional<RecognitionCentre> recognitionCentre(Bin bin) {
        throw new UnsupportedOperationException();
    }

    /** The recognition centres of a region. */
    public List<RecognitionCentre> recognitionCentres(String region) {
        throw new UnsupportedOperationException();
    }

    public Optional<Profession> profession(String code) {
        throw new UnsupportedOperationException();
    }

    public List<Profession> professions() {
        throw new UnsupportedOperationException();
    }

    /** What that centre asks for that profession; empty when it does not examine it. */
    public Optional<Offer> offer(String recognitionCentre, String profession) {
        throw new UnsupportedOperationException();
    }

    /** The offers for a profession, in one region or (null) everywhere. */
    public List<Offer> offers(String profession, @org.jspecify.annotations.Nullable String region) {
        throw new UnsupportedOperationException();
    }
}
