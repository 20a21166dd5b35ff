package kz.bilik.history;

import java.awt.Color;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import kz.bilik.history.Drawing.Box;
import kz.bilik.history.Drawing.Point;
import kz.bilik.history.PathDrawn.Look;

/** Writes SVG: no script, no style sheet, no file beside it. */
final class SvgPen implements PathDrawn.Pen {

    private final StringBuilder written = new StringBuilder();

    @Override
    public void box(Box box, double corner, Look look) {
        written.append(said(
                "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"%.1f\"%s/>",
                box.x(), box.y(), box.width(), box.height(), corner, drawn(look, look.width)));
    }

    @Override
    public void circle(Point centre, double radius, Look look, double width) {
        written.append(said(
                "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"%s/>", centre.x(), centre.y(), radius, drawn(look, width)));
    }

    @Override
    public void closed(List<Point> points, Look look) {
        written.append(said("<polygon points=\"%s\"%s/>", points(points), drawn(look, look.width)));
    }

    @Override
    public void line(List<Point> points, Color colour, double width) {
        written.append(said(
                "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"%.1f\"/>",
                points(points), hex(colour), width));
    }

    @Override
    public void filled(List<Point> points, Color colour) {
        written.append(said("<polygon points=\"%s\" fill=\"%s\"/>", points(points), hex(colour)));
    }

    @Override
    public void text(Point middle, String text, double letters, Color colour) {
        written.append(said(
                "<text x=\"%.1f\" y=\"%.1f\" font-size=\"%.1f\" fill=\"%s\">%s</text>",
                middle.x(), middle.y(), letters, hex(colour), escaped(text)));
    }

    /** The picture that was drawn, called so for whoever does not see it. */
    String picture(Box area, String title) {
        return said(
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"%.1f %.1f %.1f %.1f\" role=\"img\""
                                + " aria-label=\"%s\" text-anchor=\"middle\" font-family=\"DejaVu Sans, sans-serif\">",
                        area.x(), area.y(), area.width(), area.height(), escaped(title))
                + written
                + "</svg>";
    }

    private static String drawn(Look look, double width) {
        return said(" fill=\"%s\" stroke=\"%s\" stroke-width=\"%.1f\"", hex(look.fill), hex(look.line), width)
                + (look.dashed ? " stroke-dasharray=\"6 4\"" : "");
    }

    private static String points(List<Point> points) {
        return points.stream()
                .map(point -> said("%.1f,%.1f", point.x(), point.y()))
                .collect(Collectors.joining(" "));
    }

    private static String hex(Color colour) {
        return said("#%06x", colour.getRGB() & 0xFFFFFF);
    }

    private static String said(String pattern, Object... arguments) {
        return String.format(Locale.ROOT, pattern, arguments);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
