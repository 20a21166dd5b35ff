package kz.bilik.history;

import com.lowagie.text.pdf.BaseFont;
import com.lowagie.text.pdf.PdfContentByte;
import java.awt.Color;
import java.util.List;
import kz.bilik.history.Drawing.Box;
import kz.bilik.history.Drawing.Point;
import kz.bilik.history.PathDrawn.Look;

/** Draws on a page of a PDF, whose y goes upwards. */
final class PaperPen implements PathDrawn.Pen {

    private final PdfContentByte page;
    private final BaseFont font;
    private final double left;
    private final double top;
    private final double scale;
    private final Box area;

    /**
     * A pen for that area, drawn so much smaller with its upper left corner there.
     *
     * @param left in points
     * @param top in points, from the bottom of the page
     */
    PaperPen(PdfContentByte page, BaseFont font, Box area, double left, double top, double scale) {
        this.page = page;
        this.font = font;
        this.area = area;
        this.left = left;
        this.top = top;
        this.scale = scale;
    }

    private float x(double x) {
        return (float) (left + (x - area.x()) * scale);
    }

    private float y(double y) {
        return (float) (top - (y - area.y()) * scale);
    }

    private float size(double length) {
        return (float) (length * scale);
    }

    @Override
    public void box(Box box, double corner, Look look) {
        begin(look, look.width);
        page.roundRectangle(x(box.x()), y(box.y() + box.height()), size(box.width()), size(box.height()), size(corner));
        end();
    }

    @Override
    public void circle(Point centre, double radius, Look look, double width) {
        begin(look, width);
        page.circle(x(centre.x()), y(centre.y()), size(radius));
        end();
    }

    @Override
    public void closed(List<Point> points, Look look) {
        begin(look, look.width);
        path(points);
        page.closePath();
        end();
    }

    @Override
    public void line(List<Point> points, Color colour, double width) {
        page.saveState();
        page.setColorStroke(colour);
        page.setLineWidth(size(width));
        path(points);
        page.stroke();
        page.restoreState();
    }

    @Override
    public void filled(List<Point> points, Color colour) {
        page.saveState();
        page.setColorFill(colour);
        path(points);
        page.fill();
        page.restoreState();
    }

    @Override
    public void text(Point middle, String text, double letters, Color colour) {
        page.beginText();
        page.setFontAndSize(font, size(letters));
        page.setColorFill(colour);
        page.showTextAligned(PdfContentByte.ALIGN_CENTER, text, x(middle.x()), y(middle.y()), 0);
        page.endText();
    }

    private void path(List<Point> points) {
        page.moveTo(x(points.get(0).x()), y(points.get(0).y()));
        points.stream().skip(1).forEach(point -> page.lineTo(x(point.x()), y(point.y())));
    }

    private void begin(Look look, double width) {
        page.saveState();
        page.setColorStroke(look.line);
        page.setColorFill(look.fill);
        page.setLineWidth(size(width));
        if (look.dashed) {
            page.setLineDash(size(6), size(4), 0);
        }
    }

    private void end() {
        page.fillStroke();
        page.restoreState();
    }
}
