package kz.bilik.signature;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/** The wrappings in which a CMS arrives: DER (or BER), PEM, base64, or the S/MIME message that OpenSSL writes unasked. */
final class Envelope {

    private static final Pattern PEM =
            Pattern.compile("-----BEGIN (CMS|PKCS7|PKCS #7 SIGNED DATA)-----([A-Za-z0-9+/=\\s]*+)-----END \\1-----");
    private static final Pattern MIME = Pattern.compile("(?i)\\A(mime-version|content-type)\\s*:");
    private static final Pattern MIME_SIGNATURE =
            Pattern.compile("(?im)^content-type:\\s*application/(x-)?pkcs7-(mime|signature)\\b");
    private static final Pattern EMPTY_LINE = Pattern.compile("\\r?\\n\\r?\\n");

    private Envelope() {}

    /**
     * The CMS itself.
     *
     * @param max most bytes after decoding
     * @throws kz.bilik.problem.Problem {@code signature.missing}, {@code signature.too-large},
     *     {@code signature.unreadable}
     */
    static byte[] open(byte[] signature, long max) {
        if (signature.length == 0) {
            throw Fault.MISSING.problem();
        }
        // base64 takes 4 characters for 3 bytes, line ends and a MIME head come on top
        if (signature.length > 2 * max) {
            throw Fault.TOO_LARGE.problem(max);
        }
        byte[] cms = signature[0] == 0x30 ? signature : decode(signature);
        if (cms.length > max) {
            throw Fault.TOO_LARGE.problem(max);
        }
        if (!Asn1Bounds.hold(cms)) {
            throw Fault.UNREADABLE.problem();
        }
        return cms;
    }

    private static byte[] decode(byte[] signature) {
        String text = new String(signature, StandardCharsets.UTF_8);
        text = (text.startsWith("\uFEFF") ? text.substring(1) : text).strip();
        if (text.isEmpty()) {
            throw Fault.MISSING.problem();
        }
        if (text.startsWith("-----BEGIN")) {
            var pem = PEM.matcher(text);
            if (!pem.matches()) {
                throw Fault.UNREADABLE.problem();
            }
            text = pem.group(2);
        } else if (MIME.matcher(text).find()) {
            text = partOf(text);
        }
        try {
            return Base64.getDecoder().decode(text.replaceAll("\\s", ""));
        } catch (IllegalArgumentException notBase64) {
            throw Fault.UNREADABLE.problem();
        }
    }

    private static String partOf(String message) {
        var head = MIME_SIGNATURE.matcher(message);
        if (!head.find()) {
            throw Fault.UNREADABLE.problem();
        }
        var body = EMPTY_LINE.matcher(message);
        if (!body.find(head.end())) {
            throw Fault.UNREADABLE.problem();
        }
        int boundary = message.indexOf("\n--", body.end());
        return message.substring(body.end(), boundary < 0 ? message.length() : boundary);
    }
}
