package kz.bilik.web.input;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import kz.bilik.problem.Problem;
import kz.bilik.problem.Problem.Kind;

/**
 * JSON as it streams in, stopped where it holds what is no text: a NUL, or half of a surrogate pair, each as a byte or
 * written as an escape. Knows nothing of JSON but the backslash, which stands in texts only.
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
