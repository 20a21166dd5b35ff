package kz.bilik.officer;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import kz.bilik.language.Language;
import org.jspecify.annotations.Nullable;

/**
 * The open tasks of a place as its head sees them: who has what, what is overdue, what nobody has. Of the head's own places
 * only, whatever is asked for. Kept by the engine; implemented beside it.
 */
public interface OfficersBoard {

    /** Which of the tasks of a place. */
    enum Which {
        ALL,
        OVERDUE,
        /** Nobody has taken them. */
        NOBODYS,
        /** One officer has taken them. */
        OF_OFFICER
    }

    /**
     * How much an officer of the place has taken.
     *
     * @param officer null for what nobody has taken
     */
    record Load(OfficerTasks.@Nullable Colleague officer, long tasks, long overdue) {}

    /**
     * A place with what there is to do in it.
     *
     * @param name in the reader's language
     * @param loads of every officer of the place by name, also of one who has nothing, and of what nobody has taken; whoever
     *     has a task and does not belong to the place is among them
     */
    record Overview(Place place, String name, List<Load> loads) {}

    /**
     * An open task.
     *
     * @param step the name of the step in the reader's language
     * @param number of the application, the voucher, the act or the distribution
     * @param about the profession; empty where the step is about no single case
     * @param due legal time; null for a step without a term
     * @param state what is not as usual with it, in a word, such as that the act was returned; empty as a rule
     * @param officer who has taken it; null for nobody
     */
    record Row(
            String task,
            String step,
            String number,
            String about,
            @Nullable OffsetDateTime due,
            boolean overdue,
            String state,
            OfficerTasks.@Nullable Colleague officer) {}

    /**
     * Some of the tasks, the one that is due first on top.
     *
     * @param found how many there are of that kind
     */
    record Rows(List<Row> rows, long found) {}

    /** The places that this officer heads, by name. */
    List<Overview> places(Officer head, Language language);

    /**
     * Tasks of one of them.
     *
     * @param officer whose, with {@link Which#OF_OFFICER}; otherwise not looked at
     * @param offset how many to leave out
     * @param limit how many at most
     * @return empty when he does not head that place
     */
    Optional<Rows> tasks(
            Officer head, Place place, Which which, String officer, Language language, int offset, int limit);

    /**
     * Gives a task to an officer of its place, or back to the place.
     *
     * @param had who had it when the head looked; null for nobody
     * @param to the account; null for nobody
     * @throws kz.bilik.problem.Problem {@code task.changed-hands} when it is not open any more or somebody else has it by
     *     now, {@code task.assignee-not-yours}, {@code task.assignee-outside}
     */
    void give(Officer head, String task, @Nullable String had, @Nullable String to);
}
