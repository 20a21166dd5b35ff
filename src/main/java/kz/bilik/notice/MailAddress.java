package kz.bilik.notice;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.net.IDN;
import java.util.Optional;

/**
 * An e-mail address as people write it and as mail servers take it. A domain may be written in any letters
 * ({@code пошта.қаз}): it is sent to by its name in ASCII (ACE, RFC 5890), which every server knows. For the part before
 * {@code @} there is no such name: only servers with SMTPUTF8 take other letters than Latin ones there, and whoever sends
 * through one that has it not gets the mail back.
 */
public final class MailAddress {

    private MailAddress() {}

    /**
     * Whether the part before {@code @} holds ASCII only; a text without {@code @}, which is no address, is not judged.
     *
     * @param typed as somebody wrote it
     */
    public static boolean hasPlainLocalPart(String typed) {
        return isPlain(typed.substring(0, Math.max(0, typed.lastIndexOf('@'))));
    }

    /**
     * The address by which a mail is sent, in ASCII: the domain in its ACE form. Empty when no mail can be sent to it. A list
     * of top-level domains would be out of date sooner than this product.
     *
     * @param typed as somebody wrote it
     */
    public static Optional<String> sendable(String typed) {
        var at = typed.lastIndexOf('@');
        if (at < 1 || !hasPlainLocalPart(typed)) {
            return Optional.empty();
        }
        try {
            var domain = typed.substring(at + 1);
            var address = typed.substring(0, at + 1)
                    + (isPlain(domain) ? domain : IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES));
            var parsed = new InternetAddress(address, true);
            return parsed.getAddress().equals(address) && address.indexOf('.', at) > 0
                    ? Optional.of(address)
                    : Optional.empty();
        } catch (AddressException | IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    private static boolean isPlain(String text) {
        return text.chars().allMatch(letter -> letter < 0x80);
    }
}
