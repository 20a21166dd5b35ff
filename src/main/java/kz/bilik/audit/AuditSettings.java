package kz.bilik.audit;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code bilik.audit.*}.
 *
 * @param every how long an entry waits at most until it is chained
 * @param sealedBy whose seal is on a day: an alias of the seals' keystore
 * @param seals the folder in which each day's seal is kept outside the database; best one that only grows, and that whoever
 *     administers the database cannot write
 */
@ConfigurationProperties("bilik.audit")
record AuditSettings(
        @DefaultValue("5s") Duration every,
        @DefaultValue("KZ-71") String sealedBy,
        @DefaultValue("data/seals") Path seals) {}
