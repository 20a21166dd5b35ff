package kz.bilik.history;

import com.lowagie.text.pdf.BaseFont;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import kz.bilik.history.Drawing.Box;
import kz.bilik.history.Drawing.Form;
import kz.bilik.history.Drawing.Line;
import kz.bilik.history.Drawing.Point;
import kz.bilik.history.Drawing.Shape;
import org.jspecify.annotations.Nullable;

/**
 * Draws on a diagram the path that a case took, with the same colours as Cockpit does, or what is another than in another version;
 * onto paper or a page, as the pen is.
 */
final class PathDrawn {

    private static final double LETTERS = 11;
    private static final double LEADING = 13;

    /** The least room for a name beside an element, whatever the Modeler has written down. */
    private static final double ROOM = 90;

    private static final Color INK = new Color(0x33, 0x33, 0x33);

    /** How an element or a flow looks. */
    enum Look {
        PASSED(new Color(0x1D, 0x7A, 0x3C), new Color(0xE6, 0xF4, 0xEA), 2.5, false),
        NOW(new Color(0x8A, 0x5A, 0x00), new Color(0xFF, 0xE3, 0xA3), 3, false),
        STOPPED(new Color(0xA3, 0x20, 0x2E), new Color(0xFB, 0xEA, 0xEC), 2.5, true),
        UNTOUCHED(INK, Color.WHITE, 1.5, false),
        // Of two versions side by side.
        ADDED(new Color(0x1D, 0x7A, 0x3C), new Color(0xE6, 0xF4, 0xEA), 2.5, false),
        REMOVED(new Color(0xA3, 0x20, 0x2E), new Color(0xFB, 0xEA, 0xEC), 2.5, true),
        CHANGED(new Color(0x8A, 0x5A, 0x00), new Color(0xFF, 0xE3, 0xA3), 3, false),
        MOVED(new Color(0x0B, 0x5A, 0x78), Color.WHITE, 1.8, true);

        final Color line;
        final Color fill;
        final double width;
        final boolean dashed;

        Look(Color line, Color fill, double width, boolean dashed) {
            this.line = line;
            this.fill = fill;
            this.width = width;
            this.dashed = dashed;
        }
    }

    /** What is drawn with; lengths as in the diagram, y downwards. */
    interface Pen {

        void box(Box box, double corner, Look look);

        void circle(Point centre, double radius, Look look, double width);

        void closed(List<Point> points, Look look);

        void line(List<Point> points, Color colour, double width);

        void filled(List<Point> points, Color colour);

        /** Text whose middle is there; y is that of the line on which the letters stand. */
        void text(Point middle, String text, double letters, Color colour);
    }

    private final BaseFont font;

    PathDrawn(BaseFont font) {
        this.font = font;
    }

    /**
     * Draws it.
     *
     * @param marks by the id of the element: what is written at it, and how it looks; of a flow, how it looks
     * @param taken by the id of the flow, how often
     */
    void draw(Drawing drawing, Map<String, Drawing.Mark> marks, Map<String, Integer> taken, Pen pen) {
        drawing.shapes().stream()
                .filter(shape -> shape.form() == Form.SUB_PROCESS)
                .forEach(shape -> draw(shape, look(marks.get(shape.element())), pen));
        drawing.lines().stream().filter(line -> !taken.containsKey(line.flow())).forEach(line -> {
            var mark = marks.get(line.flow());
            draw(line, mark == null ? INK : look(mark).line, mark == null ? 1.2 : 3, pen);
        });
        drawing.lines().stream()
                .filter(line -> taken.containsKey(line.flow()))
                .forEach(line -> draw(line, Look.PASSED.line, 3.5, pen));
        drawing.shapes().stream()
                .filter(shape -> shape.form() != Form.SUB_PROCESS)
                .forEach(shape -> draw(shape, look(marks.get(shape.element())), pen));
        for (var shape : drawing.shapes()) {
            var mark = marks.get(shape.element());
            if (mark != null && !mark.text().isEmpty()) {
                badge(shape.box(), mark, pen);
            }
        }
    }

    private static Look look(Drawing.@Nullable Mark mark) {
        return mark == null
                ? Look.UNTOUCHED
                : switch (mark.look()) {
                    case "now" -> Look.NOW;
                    case "stopped" -> Look.STOPPED;
                    case "added" -> Look.ADDED;
                    case "removed" -> Look.REMOVED;
                    case "changed" -> Look.CHANGED;
                    case "moved" -> Look.MOVED;
                    default -> Look.PASSED;
                };
    }

    private void draw(Shape shape, Look look, Pen pen) {
        var box = shape.box();
        var middle = new Point(box.x() + box.width() / 2, box.y() + box.height() / 2);
        switch (shape.form()) {
            case TASK -> {
                pen.box(box, 10, look);
                var lines = wrapped(shape.name(), box.width() - 10);
                lines(lines, new Point(middle.x(), middle.y() - (lines.size() - 1) * LEADING / 2 + LETTERS * .35), pen);
            }
            case SUB_PROCESS -> {
                pen.box(box, 10, look);
                lines(wrapped(shape.name(), box.width() - 20), new Point(middle.x(), box.y() + LEADING + 3), pen);
            }
            case GATEWAY -> {
                pen.closed(
                        List.of(
                                new Point(middle.x(), box.y()),
                                new Point(box.x() + box.width(), middle.y()),
                                new Point(middle.x(), box.y() + box.height()),
                                new Point(box.x(), middle.y())),
                        look);
                var arm = box.width() * .16;
                for (var side : new double[] {-1, 1}) {
                    pen.line(
                            List.of(
                                    new Point(middle.x() - arm, middle.y() - side * arm),
                                    new Point(middle.x() + arm, middle.y() + side * arm)),
                            look.line,
                            3);
                }
                beside(shape, pen);
            }
            case START, BETWEEN, END -> {
                var radius = box.width() / 2;
                pen.circle(middle, radius, look, shape.form() == Form.END ? 4 : look.width);
                if (shape.form() == Form.BETWEEN) {
                    pen.circle(middle, radius - 4, look, 1.2);
                }
                beside(shape, pen);
            }
        }
    }

    private void beside(Shape shape, Pen pen) {
        var box = shape.box();
        var label = shape.label() == null
                ? new Box(box.x(), box.y() + box.height() + 4, box.width(), LEADING)
                : shape.label();
        var lines = wrapped(shape.name(), Math.max(label.width(), ROOM));
        // A name above its element may be longer in another language: it grows away from the element.
        var isAbove = label.y() + label.height() <= box.y() + LEADING / 2;
        var first = isAbove
                ? label.y() + label.height() - (LEADING - LETTERS) - (lines.size() - 1) * LEADING
                : label.y() + LETTERS;
        lines(lines, new Point(label.x() + label.width() / 2, first), pen);
    }

    private void label(String name, Box label, Pen pen) {
        lines(
                wrapped(name, Math.max(label.width(), ROOM)),
                new Point(label.x() + label.width() / 2, label.y() + LETTERS),
                pen);
    }

    private void draw(Line line, Color colour, double width, Pen pen) {
        var points = line.points();
        pen.line(points, colour, width);
        var end = points.get(points.size() - 1);
        var before = points.get(points.size() - 2);
        var length = Math.hypot(end.x() - before.x(), end.y() - before.y());
        if (length > 0) {
            var alongX = (end.x() - before.x()) / length;
            var alongY = (end.y() - before.y()) / length;
            var back = 11;
            var half = 5;
            pen.filled(
                    List.of(
                            end,
                            new Point(end.x() - back * alongX - half * alongY, end.y() - back * alongY + half * alongX),
                            new Point(
                                    end.x() - back * alongX + half * alongY, end.y() - back * alongY - half * alongX)),
                    colour);
        }
        if (line.label() != null) {
            label(line.name(), line.label(), pen);
        }
    }

    private void badge(Box box, Drawing.Mark mark, Pen pen) {
        var look = look(mark);
        var width = font.getWidthPoint(mark.text(), (float) LETTERS) + 8;
        var top = box.y() + box.height() - 8;
        pen.filled(
                List.of(
                        new Point(box.x(), top),
                        new Point(box.x() + width, top),
                        new Point(box.x() + width, top + 16),
                        new Point(box.x(), top + 16)),
                look.line);
        pen.text(new Point(box.x() + width / 2, top + 12), mark.text(), LETTERS, Color.WHITE);
    }

    private static void lines(List<String> lines, Point first, Pen pen) {
        for (var at = 0; at < lines.size(); at++) {
            pen.text(new Point(first.x(), first.y() + at * LEADING), lines.get(at), LETTERS, INK);
        }
    }

    /** The name in lines that are no wider; a word that is wider by itself stands alone. */
    private List<String> wrapped(String name, double width) {
        var lines = new ArrayList<String>();
        var line = "";
        for (var word : name.split("\\s+")) {
            var longer = line.isEmpty() ? word : line + " " + word;
            if (!line.isEmpty() && font.getWidthPoint(longer, (float) LETTERS) > width) {
                lines.add(line);
                line = word;
            } else {
                line = longer;
            }
        }
        if (!line.isEmpty()) {
            lines.add(line);
        }
        return lines;
    }
}
