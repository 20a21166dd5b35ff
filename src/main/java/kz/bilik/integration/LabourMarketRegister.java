package kz.bilik.integration;

import java.time.LocalDate;
import java.util.List;
import kz.bilik.application.LabourMarket;
import kz.bilik.calendar.LegalClock;
import kz.bilik.identity.Iin;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A register of our own in place of the Labour Market AIS: what the demo asks, and what it told. */
class LabourMarketRegister implements LabourMarket {

    private final JdbcClient jdbc;
    private final LegalClock clock;

    LabourMarketRegister(JdbcClient jdbc, LegalClock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public boolean registeredAsUnemployed(Iin iin, LocalDate day) {
        return jdbc.sql(
                                """
                                select count(*) from labour_market_registration
                                where iin = :iin and registered_from <= :day
                                  and (registered_until is null or registered_until >= :day)""")
                        .param("iin", iin.value())
                        .param("day", day)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    @Override
    public boolean voucherReceivedElsewhere(Iin iin, int year) {
        return jdbc.sql("select count(*) from labour_market_voucher_elsewhere where iin = ? and voucher_year = ?")
                        .params(iin.value(), year)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    @Override
    public void refusalFormed(String application, List<String> reasons) {
        var text = String.join("\n", reasons);
        var known = jdbc.sql("update labour_market_refusal set reasons = ?, overturned_by = null,"
                        + " overturned_on = null where application = ?")
                .params(text, application)
                .update();
        if (known == 0) {
            jdbc.sql("insert into labour_market_refusal (application, reasons, told_at) values (?, ?, ?)")
                    .params(application, text, clock.now())
                    .update();
        }
    }

    @Override
    public void refusalOverturned(String application, String decision, LocalDate decidedOn) {
        jdbc.sql("update labour_market_refusal set overturned_by = ?, overturned_on = ? where application = ?")
                .params(decision, decidedOn, application)
                .update();
    }

    @Override
    public void voucherChanged(String voucher, String event, LocalDate lastDay) {
        var known = jdbc.sql("select count(*) from labour_market_voucher_event"
                        + " where voucher = ? and event = ? and last_day = ?")
                .params(voucher, event, lastDay)
                .query(Integer.class)
                .single();
        if (known == 0) {
            jdbc.sql("insert into labour_market_voucher_event (voucher, event, last_day, told_at)"
                            + " values (?, ?, ?, ?)")
                    .params(voucher, event, lastDay, clock.now())
                    .update();
        }
    }
}
