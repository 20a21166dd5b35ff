package kz.bilik.document;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The types of files that are accepted from people, by the bytes they begin with; the extension has to agree. */
enum AcceptedType {
    PDF("application/pdf", new byte[] {'%', 'P', 'D', 'F', '-'}, "pdf"),
    PNG("image/png", new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'}, "png"),
    JPEG("image/jpeg", new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff}, "jpg", "jpeg", "jpe", "jfif");

    private final String contentType;
    private final byte[] signature;
    private final Set<String> extensions;

    AcceptedType(String contentType, byte[] signature, String... extensions) {
        this.contentType = contentType;
        this.signature = signature;
        this.extensions = Set.of(extensions);
    }

    /** Empty when that type is not accepted. */
    static Optional<AcceptedType> of(String contentType) {
        return Arrays.stream(values())
                .filter(type -> type.contentType.equals(contentType))
                .findFirst();
    }

    String contentType() {
        return contentType;
    }

    /** Whether a file of this type may have that name. */
    boolean names(String fileName) {
        return extensions.contains(
                fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }

    /** Whether the file is of this type. The stream supports marks and stands where it stood. */
    boolean begins(InputStream file) throws IOException {
        file.mark(signature.length);
        var beginning = file.readNBytes(signature.length);
        file.reset();
        return Arrays.equals(beginning, signature);
    }
}
