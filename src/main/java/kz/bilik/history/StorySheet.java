package kz.bilik.history;

import com.lowagie.text.Document;
import com.lowagie.text.Element;
import com.lowagie.text.Font;
import com.lowagie.text.PageSize;
import com.lowagie.text.Paragraph;
import com.lowagie.text.Phrase;
import com.lowagie.text.Rectangle;
import com.lowagie.text.pdf.BaseFont;
import com.lowagie.text.pdf.PdfName;
import com.lowagie.text.pdf.PdfPCell;
import com.lowagie.text.pdf.PdfPTable;
import com.lowagie.text.pdf.PdfString;
import com.lowagie.text.pdf.PdfWriter;
import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import kz.bilik.language.Day;
import kz.bilik.language.Language;
import kz.bilik.language.Texts;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** The story of a case on paper, for an inspection: the courses, then what was done, then who read it. In one language. */
@Component
public class StorySheet {

    private static final Color RULE = new Color(0xB0, 0xBC, 0xC8);
    private static final float MARGIN = 40;

    /** What the title of a diagram takes, in points. */
    private static final float HEAD = 28;

    /** A shape that is narrower has no room for words. */
    private static final double ROOM = 60;

    private static final Color LABEL = new Color(0x4A, 0x55, 0x60);

    /** Smaller than this a diagram is drawn on larger paper. */
    private static final float LEAST_SCALE = .55f;

    private final CaseCourses courses;
    private final CaseStory stories;
    private final Texts texts;
    private final BaseFont plain;
    private final BaseFont bold;

    StorySheet(CaseCourses courses, CaseStory stories, Texts texts) {
        this.courses = courses;
        this.stories = stories;
        this.texts = texts;
        // The fonts of the PDF standard know no Kazakh letters, so the product embeds its own.
        this.plain = font("DejaVuSans.ttf");
        this.bold = font("DejaVuSans-Bold.ttf");
    }

    /**
     * Writes it.
     *
     * @param printed when and by whom, a sentence
     */
    public byte[] render(CaseStory.Story story, String printed, Language language) {
        var bytes = new ByteArrayOutputStream();
        var document = new Document(PageSize.A4, MARGIN, MARGIN, MARGIN, MARGIN);
        var writer = PdfWriter.getInstance(document, bytes);
        var title = texts.in(language, "history.title", story.number());
        document.addTitle(title);
        document.addAuthor("Bilik");
        document.open();
        writer.getExtraCatalog().put(PdfName.LANG, new PdfString(language.tag()));
        document.add(new Paragraph(title, new Font(bold, 15)));
        document.add(small(printed));
        document.add(small(texts.in(language, "history.zone")));

        document.add(heading("history.diagrams", language));
        story.courses()
                .forEach(course -> document.add(
                        new Paragraph(title(course, language) + " (" + course.number() + ")", new Font(plain, 9.5f))));
        document.add(small(texts.in(language, "history.legend")));

        document.add(heading("history.entries", language));
        var table = new PdfPTable(new float[] {17, 53, 30});
        table.setWidthPercentage(100);
        table.setHeaderRows(1);
        Stream.of("at", "what", "who")
                .forEach(column -> table.addCell(
                        cell(List.of(texts.in(language, "history.column." + column)), new Font(bold, 8.5f), null)));
        for (var entry : story.entries()) {
            table.addCell(cell(List.of(Day.andTime(entry.at())), new Font(plain, 8.5f), null));
            var below = new ArrayList<>(entry.more());
            if (!entry.place().isEmpty()) {
                below.add(texts.in(language, "history.at", entry.place()));
            }
            table.addCell(cell(
                    List.of(entry.text() + (entry.clause().isEmpty() ? "" : " (" + entry.clause() + ")")),
                    new Font(plain, 8.5f),
                    below));
            table.addCell(cell(List.of(entry.who()), new Font(plain, 8.5f), null));
        }
        document.add(table);

        if (!story.readings().isEmpty()) {
            document.add(heading("history.readings", language));
            document.add(small(texts.in(language, "history.readings.text")));
            for (var reading : story.readings()) {
                document.add(new Paragraph(
                        Day.andTime(reading.at()) + " · " + reading.who() + " · " + reading.what(),
                        new Font(plain, 8.5f)));
            }
        }
        story.courses().forEach(course -> drawn(course, document, writer, language));
        document.close();
        return bytes.toByteArray();
    }

    /** The path taken, each diagram on a page of its own that is as large as the diagram needs. */
    private void drawn(Course course, Document document, PdfWriter writer, Language language) {
        var drawing = courses.drawing(course.definition(), language);
        var area = drawing.area();
        var paper = PageSize.A4.rotate();
        if (scale(area, paper) < LEAST_SCALE) {
            paper = PageSize.A3.rotate();
        }
        document.setPageSize(paper);
        document.newPage();
        document.add(new Paragraph(title(course, language) + " (" + course.number() + ")", new Font(bold, 11)));
        var scale = scale(area, paper);
        new PathDrawn(plain)
                .draw(
                        drawing,
                        marks(course, language),
                        course.taken(),
                        new PaperPen(
                                writer.getDirectContent(),
                                plain,
                                area,
                                MARGIN,
                                paper.getHeight() - MARGIN - HEAD,
                                scale));
    }

    private static float scale(Drawing.Box area, Rectangle paper) {
        return (float) Math.min(
                1,
                Math.min(
                        (paper.getWidth() - 2 * MARGIN) / area.width(),
                        (paper.getHeight() - 2 * MARGIN - HEAD) / area.height()));
    }

    /** The path taken as a picture for a page: SVG with the names in the reader's language. */
    public String picture(Course course, Language language) {
        var drawing = courses.drawing(course.definition(), language);
        var pen = new SvgPen();
        new PathDrawn(plain).draw(drawing, marks(course, language), course.taken(), pen);
        return pen.picture(drawing.area(), title(course, language));
    }

    /**
     * A version of a diagram as a picture for a page, with what is another in it than in the other one.
     *
     * @param definition the engine's id
     * @param title for whoever does not see it
     * @param marks by the ids of elements and flows
     */
    public String picture(String definition, String title, Map<String, Drawing.Mark> marks, Language language) {
        var drawing = courses.drawing(definition, language);
        var pen = new SvgPen();
        var written = new LinkedHashMap<>(marks);
        // An event is smaller than the words, which would lie over what it hangs at: its colour says it.
        drawing.shapes().stream()
                .filter(shape -> shape.box().width() < ROOM && written.containsKey(shape.element()))
                .forEach(shape -> written.computeIfPresent(
                        shape.element(), (element, mark) -> new Drawing.Mark("", mark.look())));
        new PathDrawn(plain).draw(drawing, written, Map.of(), pen);
        return pen.picture(drawing.area(), title);
    }

    /** What is written at each element to which the case came, by its id, in the order in which it came there. */
    public Map<String, Drawing.Mark> marks(Course course, Language language) {
        var marks = new LinkedHashMap<String, Drawing.Mark>();
        course.counts().forEach((element, count) -> marks.put(element, mark(count, language)));
        return marks;
    }

    /** How often, and how long where that is more than a minute; where nothing is to be said, nothing. */
    private Drawing.Mark mark(Course.Count count, Language language) {
        var times = count.passed() + count.stopped() + count.now();
        var lasted = Duration.ofSeconds(count.seconds());
        var words = (times > 1 ? texts.in(language, "history.times", String.valueOf(times)) + " " : "")
                + (lasted.toMinutes() > 0 ? stories.lasted(lasted, language) : "");
        var look = count.now() > 0 ? "now" : count.passed() > 0 ? "passed" : "stopped";
        return new Drawing.Mark(words.strip(), look);
    }

    /** Which diagram, in which version, from when to when. */
    public String title(Course course, Language language) {
        return texts.in(
                language,
                "history.course",
                course.name(),
                String.valueOf(course.version()),
                Day.andTime(course.began()),
                course.ended() == null ? texts.in(language, "history.course.runs") : Day.andTime(course.ended()));
    }

    private Paragraph heading(String key, Language language) {
        var heading = new Paragraph(texts.in(language, key), new Font(bold, 11));
        heading.setSpacingBefore(14);
        heading.setSpacingAfter(4);
        return heading;
    }

    private Paragraph small(String text) {
        return new Paragraph(text, new Font(plain, 8, Font.NORMAL, LABEL));
    }

    private PdfPCell cell(List<String> lines, Font font, @Nullable List<String> below) {
        var content = new Phrase(String.join("\n", lines), font);
        content.setLeading(11);
        if (below != null) {
            below.forEach(line -> content.add(new Phrase("\n" + line, new Font(plain, 7.5f, Font.NORMAL, LABEL))));
        }
        var cell = new PdfPCell(content);
        cell.setBorder(Rectangle.BOTTOM);
        cell.setBorderColor(RULE);
        cell.setPaddingTop(3);
        cell.setPaddingBottom(4);
        cell.setVerticalAlignment(Element.ALIGN_TOP);
        return cell;
    }

    private static BaseFont font(String file) {
        try {
            var bytes = new ClassPathResource("fonts/" + file).getContentAsByteArray();
            return BaseFont.createFont(file, BaseFont.IDENTITY_H, BaseFont.EMBEDDED, true, bytes, null);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
