package kz.bilik.signature;

import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code bilik.signature.test-authority.*}: the National Certification Authority's own test keys, whose private parts
 * everybody has. They count in a test installation only ({@code bilik.test-installation}), which says so on each page; an
 * installation in earnest does not start with them ({@link StartCheck}).
 *
 * @param trustAnchors certificates of the test roots, as {@code bilik.signature.trust-anchors}
 * @param intermediates certificates of the test authorities that issue, as {@code bilik.signature.intermediates}
 * @param standsFor the published test certificates hold numbers that no person and no organisation has (their check digits are
 *     wrong): by the number in the certificate the IIN or BIN for which it stands here
 */
@ConfigurationProperties("bilik.signature.test-authority")
record TestAuthoritySettings(
        @DefaultValue List<String> trustAnchors,
        @DefaultValue List<String> intermediates,
        @DefaultValue Map<String, String> standsFor) {

    /** Whether nothing of it is set. */
    boolean isEmpty() {
        return trustAnchors.isEmpty() && intermediates.isEmpty() && standsFor.isEmpty();
    }
}
