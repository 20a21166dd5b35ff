package kz.bilik.application;

import java.util.Objects;
import kz.bilik.catalogue.Catalogue;
import kz.bilik.language.Tenge;
import kz.bilik.problem.Problem;
import kz.bilik.problem.Problem.Kind;
import org.jspecify.annotations.Nullable;
import org.springframework.modulith.NamedInterface;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The recognition centre's yes or no (cl. 9, 10). A yes freezes its price; a no needs its reason. */
@NamedInterface({"cabinet", "steps"})
@Component
public class RecognitionCentreAnswer {

    private static final int LONGEST_REASON = 2000;

    private final Applications applications;
    private final Catalogue catalogue;
    private final Timeline timeline;
    private final ApplicationProcess process;

    RecognitionCentreAnswer(
            Applications applications, Catalogue catalogue, Timeline timeline, ApplicationProcess process) {
        this.applications = applications;
        this.catalogue = catalogue;
        this.timeline = timeline;
        this.process = process;
    }

    /**
     * The centre answers through its cabinet: the same as completing its task.
     *
     * @param confirmed whether it says yes
     * @param reason the centre's words; needed for a no
     * @throws Problem {@code application.answer-incomplete} without a yes or no, and as {@link #record}
     */
    public void answerThroughCabinet(String number, @Nullable Boolean confirmed, @Nullable String reason) {
        if (confirmed == null) {
            throw incomplete().with("confirmed", "application.field-missing");
        }
        process.answer(number, confirmed, Objects.requireNonNullElse(reason, ""));
    }

    /**
     * Records the answer.
     *
     * @param answer {@code yes} or {@code no}
     * @param reason the centre's words; needed for a no, ignored for a yes
     * @return whether the centre confirmed
     * @throws Problem {@code application.answer-incomplete} with the wrong field, {@code application.not-awaiting-answer}
     *     when it was answered before or never sent, {@code application.centre-without-accreditation} when the
     *     centre is not accredited at that moment and so can only decline, {@code application.centre-does-not-examine}
     *     when it no longer offers the profession and so has no price
     */
    @Transactional
    public boolean record(String number, @Nullable String answer, @Nullable String reason) {
        var moments = applications.moments(number);
        if (moments.sentAt() == null || moments.answeredAt() != null) {
            throw Problem.of(Kind.CONFLICT, "application.not-awaiting-answer", number);
        }
        if ("yes".equals(answer)) {
            var application = applications.get(number);
            mustBeAccredited(application.recognitionCentre());
            var offer = catalogue
                    .offer(application.recognitionCentre(), application.profession())
                    .orElseThrow(() -> Problem.of(
                            Kind.CONFLICT,
                            "application.centre-does-not-examine",
                            application.recognitionCentre(),
                            application.profession()));
            applications.answered(number, true, offer.price());
            timeline.add(number, "application.confirmed", "cl. 10", Tenge.grouped(offer.price()));
            return true;
        }
        if (!"no".equals(answer)) {
            throw incomplete().with("answer", "application.answer-unknown");
        }
        if (reason == null || reason.isBlank()) {
            throw incomplete().with("reason", "application.reason-missing");
        }
        if (reason.length() > LONGEST_REASON) {
            throw incomplete().with("reason", "application.field-too-long", Integer.toString(LONGEST_REASON));
        }
        applications.answered(number, false, null);
        applications.reason(number, new RefusalReason("application.centre-declined", "cl. 9", reason.strip()));
        timeline.add(number, "application.centre-declined", "cl. 9");
        return false;
    }

    /**
     * Whether the centre has given this very answer, as far as it stands: one that came after it would change nothing.
     *
     * @param reason the centre's words of a no
     */
    public boolean isRecorded(String number, @Nullable Boolean confirmed, @Nullable String reason) {
        var moments = applications.moments(number);
        return confirmed != null
                && moments.answeredAt() != null
                && confirmed.equals(moments.confirmed())
                && (confirmed
                        || applications.reasons(number).stream().anyMatch(said -> said.remark()
                                .equals(Objects.requireNonNullElse(reason, "").strip())));
    }

    /** Only an accredited centre is a recognition centre of the order; the catalogue knows how it stands today. */
    private void mustBeAccredited(String recognitionCentre) {
        if (catalogue
                .recognitionCentre(recognitionCentre)
                .filter(Catalogue.RecognitionCentre::accredited)
                .isEmpty()) {
            throw Problem.of(Kind.CONFLICT, "application.centre-without-accreditation", recognitionCentre);
        }
    }

    private static Problem incomplete() {
        return Problem.of(Kind.UNPROCESSABLE, "application.answer-incomplete");
    }
}
