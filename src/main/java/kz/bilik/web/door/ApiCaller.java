package kz.bilik.web.door;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import kz.bilik.identity.Bin;
import kz.bilik.identity.Iin;
import kz.bilik.officer.CurrentOfficer;
import kz.bilik.officer.CurrentOfficer.Kind;
import kz.bilik.problem.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Who calls the API, as the bearer token (or, in the demo, the HTTP Basic login) says. A controller of {@code /api}
 * takes it as a parameter; which roles may call an endpoint at all stands in {@link ApiRules}, what a caller may see of
 * a case is the controller's to ask.
 *
 * @param name the token's subject or the demo login; reaches logs, so it is never a personal number
 * @param roles of {@link #APPLICANT}, {@link #RECOGNITION_CENTRE}, {@link #PAYER}, {@link #NQS}, {@link #ADMINISTRATOR}
 * @param iin the person whose cases these are: an applicant, or the one for whom the NQS platform acts
 * @param bin the organisation's number, when the token holds one
 * @param recognitionCentre the code of the recognition centre for which a caller of that role acts
 * @param region the region of a caller who is bound to one
 */
public record ApiCaller(
        String name,
        Set<String> roles,
        @Nullable Iin iin,
        @Nullable Bin bin,
        @Nullable String recognitionCentre,
        @Nullable String region)
        implements CurrentOfficer.Caller {

    /** In the demo, the NQS platform's login says by this header for which person it acts. */
    public static final String ACTING_FOR = "Bilik-Acting-For";

    /** By this header the NQS platform attests when an application that it relays was submitted there (cl. 3.2). */
    public static final String SUBMITTED_AT = "Bilik-Submitted-At";

    /** A person who applies or holds a voucher. */
    public static final String APPLICANT = "applicant";

    /** A recognition centre through its cabinet. */
    public static final String RECOGNITION_CENTRE = "recognition-centre";

    /** The bank or the Treasury that answers payment orders. */
    public static final String PAYER = "payer";

    /** The NQS platform: a client that acts for a person, named by the token's {@code iin}. */
    public static final String NQS = "nqs";

    /** Keeps the calendar and the product's own health. */
    public static final String ADMINISTRATOR = "administrator";

    public ApiCaller {
        roles = Set.copyOf(roles);
    }

    @Override
    public Optional<CurrentOfficer.Client> client() {
        if (isRecognitionCentre()) {
            return Optional.of(new CurrentOfficer.Client(Kind.RECOGNITION_CENTRE, recognitionCentre));
        }
        if (isApplicant()) {
            return Optional.of(new CurrentOfficer.Client(is(NQS) ? Kind.PLATFORM : Kind.APPLICANT, ""));
        }
        return is(PAYER) ? Optional.of(new CurrentOfficer.Client(Kind.PAYER, "")) : Optional.empty();
    }

    public boolean is(String role) {
        return roles.contains(role);
    }

    /** Whether a person stands behind the call: the applicant, or the NQS platform acting for one. */
    public boolean isApplicant() {
        return iin != null && (is(APPLICANT) || is(NQS));
    }

    public boolean isRecognitionCentre() {
        return recognitionCentre != null && is(RECOGNITION_CENTRE);
    }

    /** Whether the call comes from that person, or from the NQS platform acting for that person. */
    public boolean isApplicant(Iin person) {
        return isApplicant() && person.equals(iin);
    }

    /** Whether the call comes from that recognition centre. */
    public boolean isRecognitionCentre(String code) {
        return isRecognitionCentre() && code.equals(recognitionCentre);
    }

    /**
     * Makes sure that the caller has one of these roles.
     *
     * @throws Problem {@code web.forbidden}
     */
    public void requireRole(String... anyOf) {
        if (Arrays.stream(anyOf).noneMatch(this::is)) {
            throw Problem.of(Problem.Kind.FORBIDDEN, "web.forbidden");
        }
    }

    /**
     * The person behind the call.
     *
     * @throws Problem {@code web.forbidden} for other roles, {@code web.person-missing} when the NQS platform names none
     */
    public Iin requireApplicant() {
        requireRole(APPLICANT, NQS);
        if (iin == null) {
            throw Problem.of(Problem.Kind.FORBIDDEN, "web.person-missing");
        }
        return iin;
    }

    /**
     * The recognition centre behind the call.
     *
     * @throws Problem {@code web.forbidden} for other roles, {@code web.centre-missing} when the login names no centre
     */
    public String requireRecognitionCentre() {
        requireRole(RECOGNITION_CENTRE);
        if (recognitionCentre == null || recognitionCentre.isBlank()) {
            throw Problem.of(Problem.Kind.FORBIDDEN, "web.centre-missing");
        }
        return recognitionCentre;
    }
}
