package kz.bilik.process;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.function.Function;
import kz.bilik.application.ApplicationDeadlines;
import kz.bilik.calendar.Deadline;
import kz.bilik.calendar.LegalClock;
import kz.bilik.distribution.DistributionDeadlines;
import kz.bilik.process.gate.ForDiagrams;
import kz.bilik.settlement.SettlementDeadlines;
import kz.bilik.voucher.VoucherDeadlines;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The dates in the diagrams: {@code ${endOf.…}} is the moment a limit is over (its timer fires then), {@code
 * ${dueBy.…}} the last second of its last day (what the officer sees), {@code ${reminders.…}} the next day on which to
 * remind.
 */
@Configuration(proxyBeanMethods = false)
class Terms {

    @Bean
    @ForDiagrams
    Limits endOf(
            ApplicationDeadlines application,
            VoucherDeadlines voucher,
            SettlementDeadlines settlement,
            DistributionDeadlines distribution) {
        return new Limits(application, voucher, settlement, distribution, deadline -> Date.from(deadline.end()));
    }

    @Bean
    @ForDiagrams
    Limits dueBy(
            ApplicationDeadlines application,
            VoucherDeadlines voucher,
            SettlementDeadlines settlement,
            DistributionDeadlines distribution) {
        return new Limits(application, voucher, settlement, distribution, deadline -> Date.from(deadline.lastSecond()));
    }

    /** The legal day, for filters of the Tasklist. */
    @Bean
    LegalDay legalDay(LegalClock clock) {
        return new LegalDay(clock);
    }

    @Bean
    @ForDiagrams
    Reminders reminders(ApplicationDeadlines application, VoucherDeadlines voucher) {
        return new Reminders(application, voucher);
    }

    /** The limits of the law and of our own rules, by the number of the record that they concern. */
    public static final class Limits {

        private final ApplicationDeadlines application;
        private final VoucherDeadlines voucher;
        private final SettlementDeadlines settlement;
        private final DistributionDeadlines distribution;
        private final Function<Deadline, Date> moment;

        private Limits(
                ApplicationDeadlines application,
                VoucherDeadlines voucher,
                SettlementDeadlines settlement,
                DistributionDeadlines distribution,
                Function<Deadline, Date> moment) {
            this.application = application;
            this.voucher = voucher;
            this.settlement = settlement;
            this.distribution = distribution;
            this.moment = moment;
        }

        /** Our own: when somebody is told of automatic checks that cannot be made (cl. 3.3). */
        public Date checks(String number) {
            return moment.apply(application.checks(number));
        }

        /** cl. 8. */
        public Date careerCentreCheck(String number) {
            return moment.apply(application.careerCentreCheck(number));
        }

        /** cl. 9. */
        public Date forwarding(String number) {
            return moment.apply(application.forwarding(number));
        }

        /** Our own: when the recognition centre is first reminded to answer. */
        public Date answer(String number) {
            return moment.apply(application.answer(number));
        }

        /** cl. 8, 9. */
        public Date refusal(String number) {
            return moment.apply(application.refusal(number));
        }

        /** cl. 10. */
        public Date issue(String number) {
            return moment.apply(application.issue(number));
        }

        /** cl. 10, 12: the last valid day, extensions included. */
        public Date validity(String number) {
            return moment.apply(voucher.validity(number));
        }

        /** cl. 13. */
        public Date certificateDecision(String certificate) {
            return moment.apply(voucher.certificateDecision(certificate));
        }

        /** cl. 16. */
        public Date act(String number) {
            return moment.apply(settlement.act(number));
        }

        /** cl. 17. */
        public Date payment(String number) {
            return moment.apply(settlement.payment(number));
        }

        /** Our own: when a distribution should be published (cl. 18). */
        public Date publication(String number) {
            return moment.apply(distribution.publication(number));
        }

        /** cl. 18: the days before a distribution holds. */
        public Date daysBefore(String number) {
            return moment.apply(distribution.inEffect(number));
        }
    }

    /** The bounds of the legal day: the engine's own dates are reckoned with old data of the zone. */
    public static final class LegalDay {

        private final LegalClock clock;

        private LegalDay(LegalClock clock) {
            this.clock = clock;
        }

        /** 00:00 Asia/Almaty. */
        public Date begins() {
            return Date.from(clock.today().atStartOfDay(LegalClock.ZONE).toInstant());
        }

        /** 24:00 Asia/Almaty. */
        public Date ends() {
            return Date.from(
                    clock.today().plusDays(1).atStartOfDay(LegalClock.ZONE).toInstant());
        }
    }

    /** Reminders repeat: the engine asks for the next date each time one has fired. */
    public static final class Reminders {

        /** Later than any case lives: no further reminder. */
        private static final LocalDate NEVER = LocalDate.of(9999, 1, 1);

        private final ApplicationDeadlines application;
        private final VoucherDeadlines voucher;

        private Reminders(ApplicationDeadlines application, VoucherDeadlines voucher) {
            this.application = application;
            this.voucher = voucher;
        }

        /** To the recognition centre, for its answer. */
        public String answer(String number) {
            return from(LocalDateTime.ofInstant(application.nextAnswerReminder(number), LegalClock.ZONE));
        }

        /** To the holder, before his voucher ends. */
        public String holder(String number) {
            return from(voucher.nextReminder(number).orElse(NEVER).atStartOfDay());
        }

        /**
         * A cycle that begins then; its period never counts, because the engine asks again before it would. The moment
         * carries its offset: the engine reads a local time with zone data of its own, in which Almaty is still UTC+6.
         */
        private static String from(LocalDateTime moment) {
            var begin = moment.truncatedTo(ChronoUnit.SECONDS)
                    .atZone(LegalClock.ZONE)
                    .toOffsetDateTime();
            return "R/" + DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(begin) + "/P1D";
        }
    }
}
