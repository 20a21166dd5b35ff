package kz.bilik.integration;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How payment files reach the bank (cl. 17).
 *
 * @param url where a file is posted; without it the files are put into the outbox, from which the accountant or a
 *     gateway takes them
 * @param outbox the folder of the files
 * @param timeout how long the bank may take to answer
 */
@ConfigurationProperties("bilik.bank")
record BankSettings(
        @Nullable URI url, @DefaultValue("data/bank-outbox") Path outbox, @DefaultValue("20s") Duration timeout) {}
