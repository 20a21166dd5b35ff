package kz.bilik.history;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * One element of a diagram as a case went through it, once.
 *
 * @param id of this passage; another one for each time
 * @param scope the passage of the sub-process around it, or the course itself
 * @param element its id in the diagram; of all passages of an element that stands for several holders, the same with
 *     {@link #EACH} behind it
 * @param name in the reader's language; empty where the diagram gives none
 * @param kind as the engine calls it, such as {@code userTask}
 * @param began legal time
 * @param ended legal time; null while the case stands there
 * @param stopped whether it did not come to its own end: something else took the case on from there
 * @param officer the account that did the task, null when nobody did or it is none
 * @param due the last second of the term of the task, legal time; null where it has none
 */
public record Step(
        String id,
        String scope,
        String element,
        String name,
        String kind,
        OffsetDateTime began,
        @Nullable OffsetDateTime ended,
        boolean stopped,
        @Nullable String officer,
        @Nullable OffsetDateTime due) {

    /** What the engine puts behind the id of an element when it speaks of all its passages together. */
    public static final String EACH = "#multiInstanceBody";

    /** Whether it is all passages of an element together. */
    boolean ofEach() {
        return element.endsWith(EACH);
    }

    /** The id of the element in the diagram. */
    public String place() {
        return ofEach() ? element.substring(0, element.length() - EACH.length()) : element;
    }

    /** Whether an officer had something to do there. */
    public boolean isTask() {
        return kind.equals("userTask");
    }
}
