package kz.bilik.process.task;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import kz.bilik.problem.Problem;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.spin.json.SpinJsonNode;
import org.jspecify.annotations.Nullable;

/** What was submitted to complete a user task: by its form, by the engine's REST API, or by a cabinet's API call. */
public final class Submission {

    private final DelegateTask task;

    /** The fields that the decision asked for. */
    private final Set<String> read = new HashSet<>();

    /** Those of them that were handed over as a choice, which the module knows or refuses. */
    private final Set<String> judged = new HashSet<>();

    Submission(DelegateTask task) {
        this.task = task;
    }

    /** A reference of the case, such as {@code applicationNumber}. */
    public String reference(String variable) {
        return Objects.requireNonNull((String) task.getVariable(variable), variable);
    }

    /** The text of a field, without the blanks around it; empty when nothing was entered. */
    public String text(String field) {
        var value = value(field);
        if (value == null) {
            return "";
        }
        if (value instanceof String text) {
            return text.strip();
        }
        throw malformed(field);
    }

    /**
     * The chosen value of a radio or select field; which values exist is the module's to say.
     *
     * @throws Problem {@code task.decision-missing} when nothing was chosen
     */
    public String choice(String field) {
        judged.add(field);
        var chosen = text(field);
        if (chosen.isEmpty()) {
            throw Problem.of(Problem.Kind.UNPROCESSABLE, "task.incomplete").with(field, "task.decision-missing");
        }
        return chosen;
    }

    /**
     * Fields that have to be filled in, all of them, because of what was chosen in another one.
     *
     * @throws Problem {@code task.incomplete} with each field that is empty
     */
    public void requireAll(String... fields) {
        var problem = Problem.of(Problem.Kind.UNPROCESSABLE, "task.incomplete");
        for (var field : fields) {
            if (text(field).isEmpty()) {
                problem = problem.with(field, "task.field-missing");
            }
        }
        if (!problem.fields().isEmpty()) {
            throw problem;
        }
    }

    /** Whether none of these fields was filled in. */
    public boolean isEmpty(String... fields) {
        return Arrays.stream(fields).allMatch(field -> text(field).isEmpty());
    }

    /** Whether a box was ticked. */
    public boolean ticked(String field) {
        var value = value(field);
        if (value == null || value instanceof Boolean) {
            return Boolean.TRUE.equals(value);
        }
        throw malformed(field);
    }

    /**
     * A box that has to be ticked for the task to be done.
     *
     * @throws Problem {@code task.box-not-ticked}
     */
    public void require(String field) {
        if (!ticked(field)) {
            throw Problem.of(Problem.Kind.UNPROCESSABLE, "task.incomplete").with(field, "task.box-not-ticked");
        }
    }

    /** The ticked values of a checklist. */
    public List<String> list(String field) {
        var value = value(field);
        if (value == null || "".equals(value)) {
            return List.of();
        }
        if (value instanceof SpinJsonNode json && json.isArray()) {
            return json.elements().stream()
                    .map(element -> {
                        if (!element.isString()) {
                            throw malformed(field);
                        }
                        return element.stringValue();
                    })
                    .toList();
        }
        if (value instanceof Collection<?> values && values.stream().allMatch(String.class::isInstance)) {
            return values.stream().map(String.class::cast).toList();
        }
        throw malformed(field);
    }

    /**
     * The whole number of a number field.
     *
     * @throws Problem {@code task.number-missing} when none was entered
     */
    public int number(String field) {
        var value = value(field);
        if (value == null || "".equals(value)) {
            throw Problem.of(Problem.Kind.UNPROCESSABLE, "task.incomplete").with(field, "task.number-missing");
        }
        try {
            // A browser sends 12 as an integer, as a long or as 12.0, depending on the form.
            return new BigDecimal(value.toString()).intValueExact();
        } catch (NumberFormatException | ArithmeticException unreadable) {
            throw malformed(field);
        }
    }

    /** The whole number of a number field, 0 when none was entered. */
    public int numberOrZero(String field) {
        var value = value(field);
        return value == null || "".equals(value) ? 0 : number(field);
    }

    /** The day of a date field, or null when none was entered. */
    public @Nullable LocalDate day(String field) {
        var text = text(field);
        if (text.isEmpty()) {
            return null;
        }
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException unreadable) {
            throw malformed(field);
        }
    }

    /** Whether anything was entered in that field. */
    boolean holds(String field) {
        var value = task.getVariable(field);
        return !(value == null
                || value instanceof String text && text.isBlank()
                || Boolean.FALSE.equals(value)
                || value instanceof Collection<?> values && values.isEmpty()
                || value instanceof SpinJsonNode json
                        && json.isArray()
                        && json.elements().isEmpty());
    }

    /** Whether the decision asked for that field. */
    boolean wasRead(String field) {
        return read.contains(field);
    }

    /** Whether the module has judged the choice in that field. */
    boolean wasJudged(String field) {
        return judged.contains(field);
    }

    private @Nullable Object value(String field) {
        read.add(field);
        return task.getVariable(field);
    }

    private static Problem malformed(String field) {
        return Problem.of(Problem.Kind.MALFORMED, "task.incomplete").with(field, "task.field-malformed");
    }
}
