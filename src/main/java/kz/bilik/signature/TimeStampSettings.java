package kz.bilik.signature;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code bilik.time-stamp.*}: an authority for time by RFC 3161, or none.
 *
 * @param url where it answers
 * @param trustAnchors certificates of the authorities behind its stamps, as in {@code bilik.signature.trust-anchors}
 */
@ConfigurationProperties("bilik.time-stamp")
record TimeStampSettings(@Nullable URI url, @DefaultValue List<String> trustAnchors) {}
