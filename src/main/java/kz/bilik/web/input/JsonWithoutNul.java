package kz.bilik.web.input;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import kz.bilik.problem.DirectionMarks;
import kz.bilik.problem.Problem;
import kz.bilik.problem.Problem.Kind;

/**
 * JSON as it streams in, stopped where it holds what is no text, a NUL or half of a surrogate pair, or a mark that turns
 * the direction of writing; each as bytes or written as an escape. Knows nothing of JSON but the backslash, which stands in texts only.
 */
final class JsonWithoutNul extends ServletInputStream {

    private static final int HEX = 16;
    private static final int DIGITS = 4;

    private final ServletInputStream body;

    private boolean escaped;
    /** How many digits of an escape are still to come. */
    private int digits;

    private int unit;
    private boolean afterHigh;

    /** Of a letter of several bytes of UTF-8, what has come of it, and how many bytes are still to come. */
    private int letter;

    private int bytes;

    JsonWithoutNul(ServletInputStream body) {
        this.body = body;
    }

    @Override
    public int read() throws IOException {
        var octet = body.read();
        if (octet >= 0) {
            look(octet);
        }
        return octet;
    }

    @Override
    public int read(byte[] into, int from, int most) throws IOException {
        var read = body.read(into, from, most);
        for (var i = from; i < from + read; i++) {
            look(into[i] & 0xff);
        }
        return read;
    }

    private void look(int octet) {
        if (octet == 0) {
            throw refused();
        }
        letter(octet);
        if (digits > 0) {
            digit(octet);
        } else if (escaped) {
            escaped = false;
            if (octet == 'u') {
                digits = DIGITS;
                unit = 0;
            } else {
                requireNoHalf();
            }
        } else if (octet == '\\') {
            escaped = true;
        } else {
            requireNoHalf();
        }
    }

    /** Marks have two or three bytes in UTF-8; what has four is none of them. */
    private void letter(int octet) {
        if (octet >= 0xc0) {
            bytes = octet >= 0xf0 ? 0 : octet >= 0xe0 ? 2 : 1;
            letter = octet & (octet >= 0xe0 ? 0x0f : 0x1f);
        } else if (bytes > 0 && octet >= 0x80) {
            letter = letter << 6 | octet & 0x3f;
            bytes--;
            if (bytes == 0) {
                requireNoMark(letter);
            }
        } else {
            bytes = 0;
        }
    }

    private static void requireNoMark(int letter) {
        if (DirectionMarks.is(letter)) {
            throw Problem.of(Kind.MALFORMED, "web.direction-marks");
        }
    }

    private void digit(int octet) {
        unit = unit * HEX + Math.max(0, Character.digit(octet, HEX));
        digits--;
        if (digits > 0) {
            return;
        }
        var low = Character.isLowSurrogate((char) unit);
        if (unit == 0 || low != afterHigh) {
            throw refused();
        }
        requireNoMark(unit);
        afterHigh = Character.isHighSurrogate((char) unit);
    }

    private void requireNoHalf() {
        if (afterHigh) {
            throw refused();
        }
    }

    private static Problem refused() {
        return Problem.of(Kind.MALFORMED, "web.characters");
    }

    @Override
    public boolean isFinished() {
        return body.isFinished();
    }

    @Override
    public boolean isReady() {
        return body.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
        body.setReadListener(listener);
    }

    @Override
    public int available() throws IOException {
        return body.available();
    }

    @Override
    public void close() throws IOException {
        body.close();
    }
}
