package kz.bilik.integration;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the Labour Market AIS answers.
 *
 * @param url its address; without one the demo keeps a register of its own, and nothing else starts
 * @param token what this installation shows as bearer token; empty for none
 * @param timeout how long the AIS may take to connect and to answer
 */
@ConfigurationProperties("bilik.labour-market")
record LabourMarketSettings(@Nullable URI url, @DefaultValue("") String token, @DefaultValue("10s") Duration timeout) {}
