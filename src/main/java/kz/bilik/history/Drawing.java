package kz.bilik.history;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A diagram as it was drawn in the Modeler, with the names in the reader's language; all lengths in its own units, y downwards.
 *
 * @param area that holds everything
 * @param shapes those around others first
 */
public record Drawing(Box area, List<Shape> shapes, List<Line> lines) {

    /** A rectangle by its upper left corner. */
    public record Box(double x, double y, double width, double height) {}

    /** A point. */
    public record Point(double x, double y) {}

    /** What an element looks like. */
    public enum Form {
        TASK,
        SUB_PROCESS,
        START,
        BETWEEN,
        END,
        GATEWAY
    }

    /**
     * An element.
     *
     * @param element its id in the diagram
     * @param name empty where it has none
     * @param label where the name stands; null when within the element, or beneath it
     */
    public record Shape(String element, Form form, String name, Box box, @Nullable Box label) {}

    /**
     * A flow.
     *
     * @param flow its id in the diagram
     * @param points from its source to its target
     */
    public record Line(String flow, String name, List<Point> points, @Nullable Box label) {}

    /**
     * What is written at an element of a diagram.
     *
     * @param text how often the case came there, and how long it stood; empty where there is nothing to say
     * @param look {@code now}, {@code passed} or {@code stopped}; of two versions side by side {@code added}, {@code removed}, {@code
     *     changed} or {@code moved}
     */
    public record Mark(String text, String look) {}

    public Drawing {
        shapes = List.copyOf(shapes);
        lines = List.copyOf(lines);
    }
}
