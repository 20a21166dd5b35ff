package kz.bilik.web.input;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Under which names the product is reached, {@code bilik.web.*}.
 *
 * @param hosts the names in small letters, without ports; a call under another name is answered 400. Empty: under any
 */
@ConfigurationProperties("bilik.web")
record HostSettings(@DefaultValue List<String> hosts) {}
