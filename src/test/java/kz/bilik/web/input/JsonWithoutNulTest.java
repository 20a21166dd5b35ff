package kz.bilik.web.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import kz.bilik.problem.DirectionMarks;
import kz.bilik.problem.Problem;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What JSON may hold, whichever texts stand around it, as it is or escaped, read at once or byte by byte. */
class JsonWithoutNulTest {

    private static final int[] MARKS = {
        0x061C, 0x200E, 0x200F, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069
    };

    @Property(tries = 500)
    void aMarkThatTurnsTheDirectionIsRefusedWhereverItStands(
            @ForAll("texts") String before,
            @ForAll("marks") int mark,
            @ForAll("texts") String after,
            @ForAll boolean escaped,
            @ForAll boolean upper,
            @ForAll boolean bytewise) {
        var written =
                escaped ? String.format(upper ? "\\u%04X" : "\\u%04x", mark) : new String(Character.toChars(mark));
        assertThatThrownBy(() -> read("{\"a\":\"" + before + written + after + "\"}", bytewise))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo("web.direction-marks"));
        assertThat(DirectionMarks.isIn(before + Character.toString(mark) + after))
                .isTrue();
        assertThat(DirectionMarks.without(before + Character.toString(mark) + after))
                .isEqualTo(before + after);
    }

    @Property(tries = 500)
    void everyOtherTextPassesAsItIs(@ForAll("texts") String text, @ForAll boolean bytewise) throws IOException {
        var json = "{\"a\":\"" + text + "\",\"b\":\"\\u0431\\ud83d\\ude00\"}";
        assertThat(read(json, bytewise)).isEqualTo(json);
        assertThat(DirectionMarks.isIn(text)).isFalse();
    }

    /** Letters of one to four bytes. */
    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of("a", "қ", "Ы", "—", "„", "\u2065", "\u206A", "\u061D", "\uD83D\uDE00", " ", "9")
                .list()
                .ofMaxSize(6)
                .map(letters -> String.join("", letters));
    }

    @Provide
    Arbitrary<Integer> marks() {
        return Arbitraries.integers().between(0, MARKS.length - 1).map(at -> MARKS[at]);
    }

    private static String read(String json, boolean bytewise) throws IOException {
        var bytes = new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8));
        var body = new JsonWithoutNul(new ServletInputStream() {

            @Override
            public int read() {
                return bytes.read();
            }

            @Override
            public boolean isFinished() {
                return bytes.available() == 0;
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setReadListener(ReadListener listener) {
                throw new UnsupportedOperationException();
            }
        });
        if (!bytewise) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
        var read = new java.io.ByteArrayOutputStream();
        for (var next = body.read(); next >= 0; next = body.read()) {
            read.write(next);
        }
        return read.toString(StandardCharsets.UTF_8);
    }
}
