package kz.bilik.application;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import kz.bilik.problem.Problem;
import kz.bilik.problem.Problem.Kind;
import org.jspecify.annotations.Nullable;
import org.springframework.modulith.NamedInterface;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The career centre's decision on an application (cl. 8): forward it, or refuse it with grounds. */
@NamedInterface("steps")
@Component
public class CareerCentreCheck {

    private static final String CLAUSE = "cl. 8";
    private static final int LONGEST_TEXT = 2000;

    /** The grounds of cl. 8 for a refusal; several at once are possible. */
    public enum Ground {
        INCOMPLETE_DOCUMENTS("application.incomplete-documents", "incompleteDocumentsText"),
        FILLED_IN_WRONGLY("application.filled-in-wrongly", "filledInWronglyText"),
        REQUIREMENTS_NOT_MET("application.requirements-not-met", "requirementsNotMetText");

        private final String reason;
        private final String textField;

        Ground(String reason, String textField) {
            this.reason = reason;
            this.textField = textField;
        }

        /** The reason's code, as in {@code reason.<code>}. */
        public String reason() {
            return reason;
        }

        /** The form's field for the text of this ground. */
        public String textField() {
            return textField;
        }
    }

    private final Applications applications;
    private final Timeline timeline;

    CareerCentreCheck(Applications applications, Timeline timeline) {
        this.applications = applications;
        this.timeline = timeline;
    }

    /**
     * Records the decision.
     *
     * @param decision {@code forward} or {@code refuse}
     * @param grounds names of {@link Ground}; none when it is forwarded
     * @param texts the words of the officer by the name of their ground; one for each ground
     * @return whether the application is in order and goes on
     * @throws Problem {@code application.decision-incomplete} with every field that is wrong, {@code
     *     application.already-checked}
     */
    @Transactional
    public boolean decide(
            String number, @Nullable String decision, @Nullable Collection<String> grounds, Map<String, String> texts) {
        var moments = applications.moments(number);
        if (moments.forwardedAt() != null || !applications.reasons(number).isEmpty()) {
            throw Problem.of(Kind.CONFLICT, "application.already-checked", number);
        }
        var given = grounds == null ? List.<String>of() : grounds;
        if ("forward".equals(decision)) {
            if (!given.isEmpty()) {
                throw incomplete().with("grounds", "application.ground-although-forwarded");
            }
            applications.forwarded(number);
            timeline.add(number, "application.forwarded", CLAUSE);
            return true;
        }
        if (!"refuse".equals(decision)) {
            throw incomplete().with("decision", "application.decision-unknown");
        }
        for (var ground : checked(given, texts)) {
            applications.reason(
                    number,
                    new RefusalReason(
                            ground.reason, CLAUSE, texts.get(ground.name()).strip()));
        }
        timeline.add(number, "application.not-in-order", CLAUSE);
        return false;
    }

    private static EnumSet<Ground> checked(Collection<String> given, Map<String, String> texts) {
        var problem = incomplete();
        if (given.isEmpty()) {
            problem = problem.with("grounds", "application.ground-missing");
        }
        var grounds = EnumSet.noneOf(Ground.class);
        for (var name : given) {
            var ground = Arrays.stream(Ground.values())
                    .filter(known -> known.name().equals(name))
                    .findFirst();
            if (ground.isEmpty()) {
                problem = problem.with("grounds", "application.ground-unknown");
            }
            ground.ifPresent(grounds::add);
        }
        for (var ground : grounds) {
            var text = texts.get(ground.name());
            if (text == null || text.isBlank()) {
                problem = problem.with(ground.textField, "application.ground-without-text");
            } else if (text.length() > LONGEST_TEXT) {
                problem = problem.with(ground.textField, "application.field-too-long", Integer.toString(LONGEST_TEXT));
            }
        }
        if (!problem.fields().isEmpty()) {
            throw problem;
        }
        return grounds;
    }

    private static Problem incomplete() {
        return Problem.of(Kind.UNPROCESSABLE, "application.decision-incomplete");
    }
}
