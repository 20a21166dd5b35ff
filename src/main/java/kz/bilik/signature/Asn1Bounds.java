package kz.bilik.signature;

import org.bouncycastle.asn1.BERTags;

/**
 * Walks over the lengths of an ASN.1 encoding (DER or BER) before a parser sees it: a parser recurses into what is
 * nested and trusts counts, so a few hostile kilobytes could exhaust its stack. One pass, no recursion, no allocation
 * that the sender controls.
 */
final class Asn1Bounds {

    /** A real signature is about fifteen levels deep. */
    private static final int MOST_DEPTH = 40;

    /** A streamed one of the largest accepted size has some thousand. */
    private static final int MOST_ELEMENTS = 50_000;

    private static final int INDEFINITE = -1;

    private Asn1Bounds() {}

    /** Whether these bytes are exactly one SEQUENCE whose elements fit into each other. */
    static boolean hold(byte[] bytes) {
        if (bytes.length < 2 || bytes[0] != (BERTags.SEQUENCE | BERTags.CONSTRUCTED)) {
            return false;
        }
        var ends = new int[MOST_DEPTH];
        var limits = new int[MOST_DEPTH];
        int depth = 0;
        int position = 0;
        for (int count = 0; count < MOST_ELEMENTS; count++) {
            while (depth > 0 && ends[depth - 1] == position) {
                depth--;
            }
            if (depth == 0 && count > 0) {
                return position == bytes.length;
            }
            int limit = depth == 0 ? bytes.length : limits[depth - 1];
            if (limit - position < 2) {
                return false;
            }
            int tag = bytes[position++] & 0xff;
            if (tag == 0) {
                if (depth == 0 || ends[depth - 1] != INDEFINITE || bytes[position++] != 0) {
                    return false;
                }
                depth--;
                continue;
            }
            if ((tag & 0x1f) == 0x1f) {
                int start = position;
                while (position < limit && (bytes[position] & 0x80) != 0) {
                    position++;
                }
                if (++position - start > 4) {
                    return false;
                }
            }
            if (position >= limit) {
                return false;
            }
            boolean constructed = (tag & BERTags.CONSTRUCTED) != 0;
            int length = bytes[position++] & 0xff;
            if (length == 0x80) {
                if (!constructed || depth == MOST_DEPTH) {
                    return false;
                }
                ends[depth] = INDEFINITE;
                limits[depth++] = limit;
                continue;
            }
            if (length > 0x80) {
                int octets = length & 0x7f;
                if (octets > 4 || limit - position < octets) {
                    return false;
                }
                long value = 0;
                for (int i = 0; i < octets; i++) {
                    value = value << 8 | bytes[position++] & 0xff;
                }
                if (value > limit - position) {
                    return false;
                }
                length = (int) value;
            }
            if (length > limit - position) {
                return false;
            }
            if (constructed) {
                if (depth == MOST_DEPTH) {
                    return false;
                }
                ends[depth] = position + length;
                limits[depth++] = position + length;
            } else {
                position += length;
            }
        }
        return false;
    }
}
