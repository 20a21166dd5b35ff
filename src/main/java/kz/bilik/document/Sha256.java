package kz.bilik.document;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Digests by which files and signed forms are recognised: SHA-256, lower-case hexadecimal. */
public final class Sha256 {

    private Sha256() {}

    public static String of(byte[] content) {
        return text(digest().digest(content));
    }

    /** Reads to the end and closes. */
    static String of(InputStream content) {
        try (var digested = new DigestInputStream(content, digest())) {
            digested.transferTo(OutputStream.nullOutputStream());
            return text(digested.getMessageDigest().digest());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static String text(byte[] digest) {
        return HexFormat.of().formatHex(digest);
    }
}
