package kz.bilik.distribution;

import kz.bilik.language.Later;
import kz.bilik.notice.Notices;
import kz.bilik.officer.Place;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Tells the mobility centre and the authorised body when few vouchers of a region are left, or none were published. */
@Component
class LowQuota {

    private static final Place AUTHORISED_BODY = Place.authorisedBody();

    private final JdbcClient jdbc;
    private final Notices notices;
    private final DistributionSettings settings;
    private final TransactionTemplate ofItsOwn;

    LowQuota(JdbcClient jdbc, Notices notices, DistributionSettings settings, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.notices = notices;
        this.settings = settings;
        this.ofItsOwn = new TransactionTemplate(transactions);
        this.ofItsOwn.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** Tells once a year and published number; nothing happens while enough are free. */
    void look(String region, int year) {
        var published = jdbc.sql("select published from quota where region = ? and quota_year = ?")
                .params(region, year)
                .query(Integer.class)
                .single();
        var free = jdbc.sql(
                        """
                        select count(*) from quota_voucher
                        where region = ? and quota_year = ? and application is null""")
                .params(region, year)
                .query(Integer.class)
                .single();
        if (free < settings.lowBelow(published)) {
            tell(region, "distribution.low-quota", year + "/" + published, Later.region(region), year, free, published);
        }
    }

    /**
     * Tells at once that applications wait for a distribution, whatever becomes of the caller's transaction. What has been
     * told takes no second connection: applications that come back by the dozen would wait for each other's.
     */
    void tellNonePublished(String region, int year) {
        var code = "distribution.none-published";
        var key = Integer.toString(year);
        if (!notices.told(AUTHORISED_BODY, region, code, key)) {
            ofItsOwn.executeWithoutResult(status -> tell(region, code, key, Later.region(region), year));
        }
    }

    private void tell(String region, String code, String key, Object... arguments) {
        notices.tell(Place.mobilityCentre(region), region, code, key, arguments);
        notices.tell(AUTHORISED_BODY, region, code, key, arguments);
    }
}
