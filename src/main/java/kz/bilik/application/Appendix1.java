package kz.bilik.application;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import kz.bilik.identity.AccountNumber;
import kz.bilik.identity.Iin;
import kz.bilik.language.Language;
import kz.bilik.notice.MailAddress;
import org.jspecify.annotations.Nullable;

/**
 * The application for a one-time voucher, Appendix 1, as it was signed (cl. 3.2).
 *
 * @param submissionId chosen by the sender, new for each application: by it the same submission is recognised
 * @param region the region of filing, the mobility centre in the head of the form
 * @param qualificationLevel such as 4 or 4.1
 * @param account 20 characters, for the aid of cl. 14.2
 * @param liabilityAcknowledged the warning of liability for false statements was read
 * @param careerCentre the career centre of the region of filing that the applicant turns to, such as {@code KZ-75-03}: it
 *     checks the application (cl. 8)
 * @param recognitionCentre the accredited centre that the applicant chose
 * @param phone mobile, as a rule {@code +7} and ten digits
 * @param language in which the applicant is told things
 * @param signedOn the date beside the signature, as the applicant gave it; the receipt counts, not this
 */
public record Appendix1(
        UUID submissionId,
        Language language,
        String region,
        String careerCentre,
        String surname,
        String name,
        @Nullable String patronymic,
        Iin iin,
        String profession,
        String qualificationLevel,
        Consents consents,
        Education education,
        Employment employment,
        Skills skills,
        AccountNumber account,
        Residence residence,
        Registration registration,
        boolean liabilityAcknowledged,
        String recognitionCentre,
        String phone,
        @Nullable String email,
        List<Document> documents,
        LocalDate signedOn) {

    /** Two separate ticks, each with the version of the text that was shown. */
    public record Consents(PersonalData personalData, Messages messages) {}

    /** Consent to the collection and processing of personal data; without it nothing may be kept. */
    public record PersonalData(boolean given, String textVersion) {}

    /** Consent to messages by phone and/or e-mail; may be withheld. */
    public record Messages(boolean given, String textVersion, Set<Channel> channels) {}

    /** How messages may come. */
    public enum Channel {
        PHONE,
        EMAIL
    }

    /** What the applicant learnt, where, and when it was finished. */
    public record Education(EducationLevel level, String institution, String field, LocalDate graduatedOn) {}

    /** How far the education went. */
    public enum EducationLevel {
        BASIC_SECONDARY,
        SECONDARY,
        TECHNICAL_VOCATIONAL,
        POST_SECONDARY,
        HIGHER,
        POSTGRADUATE
    }

    /**
     * The employment that the applicant claims for the profession.
     *
     * @param months length of service in whole months
     * @param electronicContract the employment contracts are kept electronically by the state
     */
    public record Employment(int months, boolean electronicContract, List<Period> periods) {}

    /** One employment; {@code to} is null while it lasts. */
    public record Period(String employer, String position, LocalDate from, @Nullable LocalDate to) {}

    /** Speciality, skills chosen from the profession's list, and skills in the applicant's own words. */
    public record Skills(String speciality, List<String> chosen, @Nullable String freeText) {}

    /** Where the applicant lives, which may be another region than that of filing. */
    public record Residence(String region, String address) {}

    /** Permanent registration, which decides the aid of cl. 14.2. */
    public record Registration(String region, String address) {}

    /** A file that is enclosed; the digest is what was signed, lower-case hexadecimal. */
    public record Document(String fileName, DocumentType type, String sha256) {}

    /** What a document proves: the education, or employment by Labour Code article 35. */
    public enum DocumentType {
        EDUCATION,
        /** Article 35 subparagraph 1). */
        WORK_BOOK,
        /** Article 35 subparagraph 2): with the note of the date and ground of its end. */
        EMPLOYMENT_CONTRACT,
        /** Article 35 subparagraph 3): extracts from the employer's acts. */
        EMPLOYER_ACTS,
        /** Another document of article 35: the career centre judges it. */
        OTHER
    }

    /** Surname, name and patronymic, as signed. */
    public String fullName() {
        return patronymic == null ? surname + " " + name : surname + " " + name + " " + patronymic;
    }

    /** Whether messages may go to the e-mail address, which mail programs can send to. */
    public boolean messagesByEmail() {
        return isMailAddress()
                && consents.messages().given()
                && consents.messages().channels().contains(Channel.EMAIL);
    }

    /** Whether a mail can be sent there; the domain may be written in any letters. */
    boolean isMailAddress() {
        return email != null && MailAddress.sendable(email).isPresent();
    }
}
