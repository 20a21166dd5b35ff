package kz.bilik.distribution;

import java.time.Clock;
import java.util.List;
import kz.bilik.calendar.LegalClock;
import kz.bilik.language.Language;
import kz.bilik.language.Texts;
import kz.bilik.notice.Notices;
import kz.bilik.officer.Place;
import kz.bilik.record.Savepoint;
import kz.bilik.support.TestDatabases.TestDatabase;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;

/** The quotas of one database, with their book and the notices about them. */
final class QuotaWorld {

    @EnableTransactionManagement(proxyTargetClass = true)
    @Import({Quotas.class, QuotaLedger.class, LowQuota.class, Notices.class, Savepoint.class, Texts.class})
    static class Modules {}

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    QuotaWorld(TestDatabase database) {
        this(database, 10);
    }

    QuotaWorld(TestDatabase database, int lowQuotaPercent) {
        context.registerBean(JdbcClient.class, database::jdbc);
        context.registerBean(PlatformTransactionManager.class, database::transactionManager);
        context.registerBean("wallClock", Clock.class, Clock::systemUTC, bean -> bean.setPrimary(true));
        context.registerBean("legalClock", LegalClock.class, () -> new LegalClock(Clock.systemUTC()));
        context.registerBean(
                DistributionSettings.class, () -> new DistributionSettings(lowQuotaPercent, 30, "12-01", 100));
        context.register(Modules.class);
        context.refresh();
    }

    Quotas quotas() {
        return context.getBean(Quotas.class);
    }

    QuotaLedger ledger() {
        return context.getBean(QuotaLedger.class);
    }

    /** The notices to that place, newest first, in English. */
    List<String> told(Place place) {
        return context.getBean(Notices.class).to(place, Language.EN).stream()
                .map(Notices.Notice::text)
                .toList();
    }

    /** The same by the group as the engine and the record of notices write it. */
    List<String> told(String group) {
        return told(Place.of(group).orElseThrow());
    }
}
