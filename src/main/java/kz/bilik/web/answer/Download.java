package kz.bilik.web.answer;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import kz.bilik.document.FileName;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** A file as an answer: under its own name, whatever letters it has, and kept by no browser. */
public final class Download {

    /** What every browser reads as it stands; whatever else a name holds is encoded, the end of a line first of all. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9 ()+,._-]+");

    /** Whatever a browser takes the file for, nothing in it runs, and nothing is fetched for it. */
    private static final String CONFINED =
            "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'";

    private Download() {}

    /** To be shown where it was asked for. */
    public static ResponseEntity.BodyBuilder shown(MediaType type, String fileName) {
        return answer(type, ContentDisposition.inline(), fileName);
    }

    /** To be kept by the reader. */
    public static ResponseEntity.BodyBuilder kept(MediaType type, String fileName) {
        return answer(type, ContentDisposition.attachment(), fileName);
    }

    private static ResponseEntity.BodyBuilder answer(
            MediaType type, ContentDisposition.Builder disposition, String fileName) {
        var answer = ResponseEntity.ok();
        // A browser shows no PDF in a sandbox; which of them is shown at all is decided before.
        if (!type.equalsTypeAndSubtype(MediaType.APPLICATION_PDF)) {
            answer.header("Content-Security-Policy", CONFINED);
        }
        return answer.contentType(type)
                .header("X-Content-Type-Options", "nosniff")
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        named(disposition, fileName).build().toString())
                .cacheControl(CacheControl.noStore());
    }

    /** Names with Kazakh letters: RFC 5987, which Spring writes and the container would drop. */
    private static ContentDisposition.Builder named(ContentDisposition.Builder disposition, String givenName) {
        var fileName = FileName.clean(givenName);
        return PLAIN.matcher(fileName).matches()
                ? disposition.filename(fileName)
                : disposition.filename(fileName, StandardCharsets.UTF_8);
    }
}
