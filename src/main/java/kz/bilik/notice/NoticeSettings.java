package kz.bilik.notice;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How notices are mailed, {@code bilik.notice.*}. Mail is sent only when {@code spring.mail.host} is set; the cabinet
 * shows every notice in any case.
 *
 * @param from the sender's address
 * @param every how often a node looks for waiting mails
 * @param batch how many mails a node takes at once
 * @param lease for how long a taken mail belongs to the node that took it; longer than sending a batch may last
 * @param firstRetry the pause after the first failure, doubled after each further one
 * @param longestRetry the longest pause between two attempts
 * @param attempts after so many failures a mail is given up; the notice itself stays in the cabinet
 */
@ConfigurationProperties("bilik.notice.mail")
record NoticeSettings(
        @DefaultValue("bilik@localhost") String from,
        @DefaultValue("5s") Duration every,
        @DefaultValue("20") int batch,
        @DefaultValue("10m") Duration lease,
        @DefaultValue("1m") Duration firstRetry,
        @DefaultValue("6h") Duration longestRetry,
        @DefaultValue("20") int attempts) {}
