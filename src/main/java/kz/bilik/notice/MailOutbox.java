package kz.bilik.notice;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.nio.charset.StandardCharsets;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import kz.bilik.calendar.LegalClock;
import kz.bilik.language.KeptArguments;
import kz.bilik.language.Texts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.MailException;
import org.springframework.mail.MailParseException;
import org.springframework.mail.MailPreparationException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sends waiting notices by mail. A node takes a batch under a lease in one short transaction ({@code skip locked}, so
 * that no other node takes the same), sends without a connection, and notes the result. A node that dies in between
 * leaves its mails to the next one when the lease ends; the message id stays the same, so that a mail server can tell.
 * The address is asked for at the moment of sending and kept nowhere here.
 */
@Component
@ConditionalOnProperty("spring.mail.host")
class MailOutbox {

    private static final Logger log = LoggerFactory.getLogger(MailOutbox.class);

    private final JdbcClient jdbc;
    private final Clock wallClock;
    private final Texts texts;
    private final Addressees addressees;
    private final JavaMailSender mail;
    private final NoticeSettings settings;
    private final TransactionTemplate transaction;

    MailOutbox(
            JdbcClient jdbc,
            Clock wallClock,
            Texts texts,
            Addressees addressees,
            JavaMailSender mail,
            NoticeSettings settings,
            PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.wallClock = wallClock;
        this.texts = texts;
        this.addressees = addressees;
        this.mail = mail;
        this.settings = settings;
        this.transaction = new TransactionTemplate(transactions);
    }

    private record Waiting(long id, String application, String code, String arguments, int attempts) {}

    private enum Result {
        SENT,
        NO_ADDRESS,
        FAILED,
        NEVER
    }

    /** Sends everything that is due. */
    @Scheduled(fixedDelayString = "${bilik.notice.mail.every:5s}")
    void sendDue() {
        List<Waiting> batch;
        do {
            batch = transaction.execute(status -> take());
            batch.forEach(waiting -> note(waiting, send(waiting)));
        } while (!batch.isEmpty());
    }

    private List<Waiting> take() {
        var now = now();
        var batch = jdbc.sql(
                        """
                        select id, recipient, code, arguments, mail_attempts from notice
                        where mail_state = 'WAITING' and mail_due_at <= ?
                        order by mail_due_at, id limit ? for update skip locked""")
                .params(now, settings.batch())
                .query((row, number) -> new Waiting(
                        row.getLong("id"),
                        row.getString("recipient"),
                        row.getString("code"),
                        row.getString("arguments"),
                        row.getInt("mail_attempts")))
                .list();
        if (!batch.isEmpty()) {
            jdbc.sql("update notice set mail_due_at = :until where id in (:ids)")
                    .param("until", now.plus(settings.lease()))
                    .param("ids", batch.stream().map(Waiting::id).toList())
                    .update();
        }
        return batch;
    }

    private Result send(Waiting waiting) {
        try {
            var addressee = addressees.applicantOf(waiting.application());
            var address = addressee.map(Addressees.Addressee::mail);
            if (address.isEmpty()) {
                // The consent may have been taken back since.
                return Result.NO_ADDRESS;
            }
            var language = addressee.get().language();
            var message = mail.createMimeMessage();
            var content = new MimeMessageHelper(message, StandardCharsets.UTF_8.name());
            content.setFrom(sender());
            content.setTo(sendable(address.get()));
            content.setSubject(texts.inOr(
                    language,
                    texts.in(language, "notice.mail.subject", waiting.application()),
                    "notice." + waiting.code() + ".subject",
                    KeptArguments.read(waiting.arguments(), texts, language)));
            content.setText(texts.in(
                    language,
                    "notice.mail.body",
                    NoticeWords.text(texts, language, waiting.code(), waiting.arguments()),
                    waiting.application()));
            message.setHeader("Message-ID", "<notice-" + waiting.id() + "@bilik>");
            message.setHeader("Auto-Submitted", "auto-generated");
            message.setHeader("Content-Language", language.tag());
            mail.send(message);
            return Result.SENT;
        } catch (AddressException | MailParseException | MailPreparationException unusable) {
            log.warn(
                    "The mail of notice {} cannot be written: {}",
                    waiting.id(),
                    unusable.getClass().getSimpleName());
            return Result.NEVER;
        } catch (MessagingException | MailException | org.springframework.dao.DataAccessException failed) {
            // No message: mail servers quote the address.
            log.warn(
                    "The mail of notice {} was not sent (attempt {}): {}",
                    waiting.id(),
                    waiting.attempts() + 1,
                    failed.getClass().getSimpleName());
            return Result.FAILED;
        }
    }

    /** With a name before it where the setting has one. */
    private InternetAddress sender() throws AddressException {
        var sender = new InternetAddress(settings.from());
        MailAddress.sendable(sender.getAddress()).ifPresent(sender::setAddress);
        return sender;
    }

    private static InternetAddress sendable(String typed) throws AddressException {
        var address = MailAddress.sendable(typed).orElseThrow(() -> new AddressException("no mail can be sent there"));
        return new InternetAddress(address, true);
    }

    private void note(Waiting waiting, Result result) {
        var attempts = waiting.attempts() + 1;
        var state =
                switch (result) {
                    case SENT -> "SENT";
                    case NO_ADDRESS -> "NONE";
                    case NEVER -> "GIVEN_UP";
                    case FAILED -> attempts >= settings.attempts() ? "GIVEN_UP" : "WAITING";
                };
        jdbc.sql(
                        """
                        update notice set mail_state = :state, mail_attempts = :attempts, mail_due_at = :due,
                                          mail_sent_at = :sent
                        where id = :id""")
                .param("state", state)
                .param("attempts", attempts)
                .param(
                        "due",
                        state.equals("WAITING") ? now().plus(pause(attempts)) : null,
                        Types.TIMESTAMP_WITH_TIMEZONE)
                .param("sent", result == Result.SENT ? now() : null, Types.TIMESTAMP_WITH_TIMEZONE)
                .param("id", waiting.id())
                .update();
    }

    private Duration pause(int attempts) {
        var pause = settings.firstRetry().multipliedBy(1L << Math.min(attempts - 1, 20));
        return pause.compareTo(settings.longestRetry()) > 0 ? settings.longestRetry() : pause;
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(wallClock.instant(), LegalClock.ZONE);
    }
}
